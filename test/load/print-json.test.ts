/** Printing corrected JSON: the layout stays, and the cost does not depend on how large the document is around an edit. */
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../generator/load/document.js";
import { loadDocument } from "../../generator/load/load.js";
import { printCorrected } from "../../generator/load/yaml-edit.js";

async function print(text: string, corrected: JsonObject): Promise<string> {
  const [document] = loadDocument("a.json", text);
  if (document === undefined) throw new Error("not JSON");
  return (await printCorrected(document, document.value, corrected)).join("");
}

const before = { b: 1, a: [{ x: "é\u2028" }, []], e: {} };
const after = { b: 2, a: [{ x: "é\u2028" }, [], { new: true }], e: {}, __proto: null };

describe("JSON that JSON.stringify could have printed", () => {
  it.each([
    ["two blanks", "  ", "\n"],
    ["four blanks", "    ", ""],
    ["tabs", "\t", "\n"],
    ["one line", "", ""],
    ["one line with an end", "", "\n"],
  ])("is printed so again: %s", async (_, indent, end) => {
    const text = JSON.stringify(before, undefined, indent) + end;
    expect(await print(text, after)).toBe(JSON.stringify(after, undefined, indent) + end);
  });

  it.each([
    ['{"a": 12345678901234567890, "b": 1}', '{"a": 12345678901234567890, "b": 2}'],
    ['{\r\n  "a": [1, 2],\r\n  "b": 1\r\n}\r\n', '{\r\n  "a": [1, 2],\r\n  "b": 2\r\n}\r\n'],
    ['{\n  "a": [1, 2],\n  "b": 1\n}', '{\n  "a": [1, 2],\n  "b": 2\n}'],
    ['{"a":1e3,"b":1}', '{"a":1e3,"b":2}'],
  ])("anything else keeps how it is written: %s", async (text, wanted) => {
    const value = JSON.parse(text) as JsonObject;
    expect(await print(text, { ...value, b: 2 })).toBe(wanted);
  });
});

it.each([
  ['{"a": [ ], "b":1}', '{"a": [ ], "b":2}'],
  ['{"a": { }, "b":1}', '{"a": { }, "b":2}'],
  ['{"a":\n[{"c" : 1.0}  ], "b":1}', '{"a":\n[{"c" : 1.0}  ], "b":2}'],
])("what is equal, although it is not the very same value, keeps how it is written: %s", async (text, wanted) => {
  expect(await print(text, { ...(JSON.parse(text) as JsonObject), b: 2 })).toBe(wanted);
});

it.each([
  // A layout is the collection's own; what it does not show is that of the one around it.
  [
    '{\n    "a": {\n        "x": {}\n    }\n}',
    '{\n    "a": {\n        "x": {\n            "n": [\n                1\n            ]\n        }\n    }\n}',
  ],
  ['{"a":{"x":{}}}', '{"a":{"x":{"n":[1]}}}'],
  ['{"a": {"x": {}, "y": 0}}', '{"a": {"x": {"n": [1]}, "y": 0}}'],
  ['{\n"a": {"x" : { } }\n}', '{\n"a": {"x" : {"n" : [1]} }\n}'],
  ['{\r\n\t"a":{\r\n\t\t"x":{ "y": 1 }\r\n\t}\r\n}', '{\r\n\t"a":{\r\n\t\t"x":{ "y": 1, "n": [1] }\r\n\t}\r\n}'],
])("what is new is laid out as what is around it: %j", async (text, wanted) => {
  const value = JSON.parse(text) as { a: { x: JsonObject } };
  expect(await print(text, { a: { ...value.a, x: { ...value.a.x, n: [1] } } })).toBe(wanted);
});

it("thousands of edits of a large document in a layout of its own are printed, each in its place", async () => {
  const value = (edits: number): JsonObject =>
    Object.fromEntries(
      Array.from({ length: 4000 }, (_, index) => [`k${index}`, { text: "x".repeat(1000), n: index < edits ? 1 : 0 }]),
    );
  // One line end more than JSON.stringify would print.
  const text = (edits: number): string => `${JSON.stringify(value(edits), undefined, 2)}\n\n`;
  expect((await print(text(0), value(4000))) === text(4000)).toBe(true);
});
