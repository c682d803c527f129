/** A spec is untrusted: whatever its text, each escaping function makes it nothing but text of the place where it lands. */
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comment, docBlocks } from "../../generator/emit/docs.js";
import {
  docText,
  markdownCode,
  markdownText,
  oneLine,
  propertyAccess,
  propertyKey,
  stringLiteral,
} from "../../generator/emit/escape.js";
import { friendlyKey } from "../../generator/model/names/names.js";

/** Text made of what could end a string, a comment or a line, among anything else. */
const fragments = [
  "*/",
  "/*",
  "//",
  '"',
  "'",
  "`",
  "\\",
  "${x}",
  "\n",
  "\r",
  "\r\n",
  "\u2028",
  "\u2029",
  "{@",
  "@deprecated",
  "<script>",
  "|",
  "[a](b)",
  "__proto__",
  "*",
  "/",
];
const anyText = fc
  .array(fc.oneof(fc.constantFrom(...fragments), fc.string({ unit: "binary", maxLength: 4 })))
  .map((parts) => parts.join(""));
const runs = { numRuns: 500 };

const evaluate = (code: string): unknown => runInNewContext(`"use strict";${code}`, Object.create(null) as object);

describe("stringLiteral", () => {
  it("is a literal with just that value", () => {
    fc.assert(
      fc.property(anyText, (text) => void expect(evaluate(stringLiteral(text))).toBe(text)),
      runs,
    );
  });

  it("takes one line and hides nothing from a reader", () => {
    fc.assert(
      fc.property(
        anyText,
        (text) =>
          void expect(stringLiteral(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/),
      ),
      runs,
    );
  });
});

describe("propertyKey and propertyAccess", () => {
  it("make one own property of any name, and read it", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.constantFrom("__proto__", "constructor", "a", "class", "")), (name) => {
        const made = evaluate(
          `(o => [Object.getOwnPropertyNames(o).length, o${propertyAccess(name, false)}, Object.getPrototypeOf(o) === Object.prototype])({ ${propertyKey(name)}: 1 })`,
        );
        expect([...(made as unknown[])]).toEqual([1, 1, true]);
        expect(evaluate(`((o) => o${propertyAccess(name, true)})(undefined)`)).toBeUndefined();
      }),
      runs,
    );
  });
});

describe("documentation", () => {
  const lastValue = (code: string): unknown =>
    evaluate(`let touched = 0; const x = () => { touched++ };\n${code}\n;touched`);

  it("cannot end its comment", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(lastValue(`${comment([docText(text)])}0`)).toBe(0);
        const inside = comment([docText(text)]).slice(3, -3);
        expect(inside).not.toContain("*/");
      }),
      runs,
    );
  });

  it("cannot end its comment from any field of a doc", () => {
    fc.assert(
      fc.property(anyText, anyText, fc.boolean(), (text, other, deprecated) => {
        const correction = {
          description: text,
          changes: [],
          evidence: [{ kind: "page" as const, page: other, quote: text, pointer: "" }],
        };
        const doc = {
          summary: text,
          description: other,
          notes: [text],
          defaultValue: other,
          examples: [text],
          deprecated,
          see: [other],
          corrections: [correction as never],
        };
        const made = comment(docBlocks(doc));
        expect(made.trimEnd().indexOf("*/")).toBe(made.trimEnd().length - 2);
        expect(made).not.toMatch(/[\u2028\u2029\r]/);
      }),
      runs,
    );
  });

  it("begins no tag: neither a block tag nor an inline one", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(docText(text)).not.toMatch(/^\s*@/m);
        expect(docText(text)).not.toContain("{@");
      }),
      runs,
    );
  });
});

describe("one line", () => {
  it("is one line, for a // comment", () => {
    fc.assert(
      fc.property(
        anyText,
        (text) =>
          void expect(evaluate(`let touched = 0; const x = () => { touched++ };\n// ${oneLine(text)}\n;touched`)).toBe(
            0,
          ),
      ),
      runs,
    );
  });
});

describe("Markdown", () => {
  it("text has no HTML, no link and no cell of its own", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(markdownText(text).replaceAll(/\\[\\<>[\]|&]/g, "")).not.toMatch(/[<>[\]|&\n]/);
      }),
      runs,
    );
  });

  it("code stays code: no run of backticks inside is as long as the ones around it", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const made = markdownCode(text);
        const fence = /^`+/.exec(made)?.[0] ?? "";
        expect(made.endsWith(fence)).toBe(true);
        const inside = made.slice(fence.length, -fence.length);
        expect([...inside.matchAll(/`+/g)].map(([run]) => run.length)).not.toContain(fence.length);
      }),
      runs,
    );
  });
});

describe("long text", () => {
  const many = 200_000;

  it("of blank lines, spaces, or backticks is escaped", () => {
    expect(docText(`${"\n".repeat(many)}@x`)).toBe(`${"\n".repeat(many)}\\@x`);
    expect(docText(`${" \n".repeat(many)}\u00a0@x`)).toBe(`${" \n".repeat(many)}\u00a0\\@x`);
    expect(friendlyKey(`a${"[".repeat(many)}`)).toBe("a");
    expect(friendlyKey("a[b][]")).toBe("a_b");
    expect(oneLine(`a${" ".repeat(many)}b`)).toBe("a b");
    expect(markdownCode("` ".repeat(many))).toMatch(/^`` ` .* ` ``$/);
    expect(markdownCode("`".repeat(many))).toHaveLength(3 * many + 4);
  });
});
