import fc from "fast-check";
import { expect, test } from "vitest";
import { isCheapPattern } from "../../generator/model/patterns.js";

test.each([
  "^[a-z0-9_-]{3,20}$",
  "^\\d{4}-\\d{2}-\\d{2}$",
  "^(?:\\d{1,3}\\.){3}\\d{1,3}$",
  "^#[0-9a-fA-F]{6}$",
  "^(asc|desc)$",
  "^[A-Z]{2}(?<rest>-[A-Z]{2})?$",
  "abc",
  "^\\p{L}+$",
  "^[\\]x]+$",
  "^(?:ab)*$",
  "",
  "\\u0041",
])("%s may run", (pattern) => {
  expect(() => new RegExp(pattern, "u")).not.toThrow();
  expect(isCheapPattern(pattern)).toBe(true);
});

test.each([
  "^(a+)+$",
  "^(a*)*$",
  "^(a|a)*$",
  "^(a|ab)+$",
  "(x+x+)+y",
  "^([a-z]+\\.){3}$",
  "^(a?){30}a{30}$",
  "^a*a*a*b$",
  "a+b+c+",
  "(?=a)b",
  "(?!a)b",
  "(?<=a)b",
  "^(a)\\1$",
  "^(?<n>a)\\k<n>$",
  "^(a{1,30}){1,30}$",
  "^(?:(?:a{1,5}){1,5}){1,5}$",
  "a{0,5000}[^]{10000}$",
  "[^b]*[^][ab]{5000}$",
  "\\w{1000,}a{5000}",
  "(?:(?:a?){0,10}){9}a{5000}",
  `^${"(a)".repeat(20_000)}$`,
])("%.40s may not", (pattern) => {
  expect(() => new RegExp(pattern, "u")).not.toThrow();
  expect(isCheapPattern(pattern)).toBe(false);
});

/** Patterns over one letter, nested at will: the worst there are. */
const patterns = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom("a", "[ab]", "\\w", "."),
    fc.tuple(tie("pattern"), tie("pattern")).map(([one, other]) => one + other),
    fc.tuple(tie("pattern"), tie("pattern")).map(([one, other]) => `(?:${one}|${other})`),
    fc
      .tuple(
        tie("pattern"),
        fc.constantFrom("*", "+", "?", "{2}", "{1,3}", "{0,9}", "{5,}", "{1,40}", "{5000}", "{0,5000}"),
      )
      .map(([one, times]) => `(${one})${times}`),
  ),
})).pattern;

test("what may run ends soon, on the text that is worst for it", () => {
  let allowed = 0;
  fc.assert(
    fc.property(patterns, fc.boolean(), (body, isAnchored) => {
      const pattern = `${isAnchored ? "^" : ""}${body}!$`;
      if (!isCheapPattern(pattern)) return;
      allowed++;
      // An exponential one would not come back at all.
      expect(new RegExp(pattern, "u").test("a".repeat(5000))).toBe(false);
    }),
    { numRuns: 400 },
  );
  expect(allowed).toBeGreaterThan(40);
});
