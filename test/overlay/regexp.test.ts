/** Patterns of `match` and `search`: they say what JavaScript says of them, and take no longer than the text is long. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { toRegExp } from "../../generator/overlay/jsonpath/regexp.js";

const pattern = fc.letrec<{ pattern: string; atom: string }>((tie) => ({
  atom: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom("a", "b", ".", "[ab]", "[^a]", "\\.", "\\p{L}", "^", "$"),
    tie("pattern").map((inner) => `(${inner})`),
  ),
  pattern: fc
    .array(fc.tuple(tie("atom"), fc.constantFrom("", "", "", "*", "+", "?", "{2}", "{1,}", "{0,2}", "|")), {
      maxLength: 4,
    })
    .map((parts) =>
      parts.map(([atom, mark]) => (/^[*+?{]/.test(mark) && /^[\^$]$/.test(atom) ? atom : atom + mark)).join(""),
    ),
})).pattern;

it("matches what JavaScript matches", () => {
  fc.assert(
    fc.property(
      pattern,
      fc.string({ unit: fc.constantFrom("a", "b", ".", "\n", "😀"), maxLength: 6 }),
      (source, text) => {
        const script = source.replaceAll(/(\[[^\]]*\]|\\.)|\./g, (_, kept?: string) => kept ?? "[^\\n\\r]");
        expect(toRegExp(source, true)?.test(text)).toBe(new RegExp(`^(?:${script})$`, "u").test(text));
        expect(toRegExp(source, false)?.test(text)).toBe(new RegExp(script, "u").test(text));
      },
    ),
    { numRuns: 3000 },
  );
});

it.each([
  ["(a+)+b"],
  ["(a*)*b"],
  ["(a|a)*b"],
  ["(a|aa)+b"],
  ["a*a*a*a*b"],
  ["(a{1,9}){1,9}b"],
  [`${"a?".repeat(40)}${"a".repeat(40)}b`],
  [".*.*.*=.*b"],
  ["((a+)+|(a*)*)+b"],
])("%s is decided on 200 000 characters", (source) => {
  const text = "a".repeat(200_000);
  expect(toRegExp(source, true)?.test(text)).toBe(false);
  expect(toRegExp(source, false)?.test(text)).toBe(false);
});

it("remembers only so many steps, and still decides", () => {
  let text = "";
  for (let code = 0x4e00; code < 0x4e00 + 20_000; code++) text += String.fromCharCode(code);
  const found = toRegExp("(.|a)+x$", false);
  expect(found?.test(text)).toBe(false);
  expect(found?.test(`${text}x`)).toBe(true);
  expect(found?.test(text)).toBe(false);
});

it.each(["(", ")", "(?=a)", "a**", "[b-a]", "\\d", "a{2,1}", "(a{99}){99}", "((){1000}){1000}", "a{99999999}"])(
  "%s is no pattern",
  (source) => {
    expect(toRegExp(source, true)).toBeUndefined();
  },
);

it("a pattern that is nested too deeply is none", () => {
  expect(toRegExp("(".repeat(100_000) + ")".repeat(100_000), true)).toBeUndefined();
  expect(toRegExp(`${"(".repeat(500)}a${")".repeat(500)}`, true)).toBeUndefined();
});
