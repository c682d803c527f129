/** What is passed over without being parsed is exactly what could be parsed without anything to say. */
import { readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import wabt from "wabt";
import { MAX_DEPTH } from "../../generator/load/document.js";
import { loadJson } from "../../generator/load/load-json.js";
import { code } from "../../generator/load/skip-json-code.js";
import { JsonSkipper, REFUSED } from "../../generator/load/skip-json.js";

function skip(content: string | Buffer, depth = 0): number {
  const bytes = Buffer.from(content);
  const skipper = JsonSkipper.for(bytes.length) as JsonSkipper;
  skipper.bytes.set(bytes);
  const end = skipper.value(skipper.space(0), depth);
  return end < 0 ? end : skipper.space(end);
}

it("the code is what the text of the module says", async () => {
  const folder = new URL("../../generator/load/", import.meta.url);
  const { parseWat } = await wabt();
  const module = parseWat("skip-json.wat", readFileSync(new URL("skip-json.wat", folder), "utf8"), { simd: true });
  module.validate();
  const wanted = Buffer.from(module.toBinary({}).buffer).toString("base64");
  if (process.env["UPDATE"] === undefined) expect(code === wanted, "UPDATE=1 makes it anew").toBe(true);
  else
    writeFileSync(
      new URL("skip-json-code.ts", folder),
      `/** What \`skip-json.wat\` is assembled to. */\nexport const code =\n  "${wanted}";\n`,
    );
});

const key = fc
  .oneof(fc.constantFrom("a", "b", "é", "", "__proto__", "a b", ":", "{}"), fc.string({ maxLength: 3 }))
  .filter((text) => JSON.stringify(text) === `"${text}"`);
const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "medium" },
    fc.oneof(fc.string({ unit: "binary", maxLength: 40 }), fc.double(), fc.boolean(), fc.constant(null)),
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(key, tie("value"), { maxKeys: 6 }),
  ),
}));
const anyText = fc
  .tuple(fc.dictionary(key, anyValue, { maxKeys: 6 }), fc.constantFrom("", " ", "  ", "\t"), fc.boolean())
  .map(([value, indent, isWindows]) => {
    const text = JSON.stringify(value, undefined, indent);
    return isWindows ? text.replaceAll("\n", "\r\n") : text;
  });
const slip = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat(3),
  text: fc.oneof(
    fc.constantFrom(
      '"',
      "\\",
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      "0",
      "-",
      ".",
      "e",
      "1e5",
      "\\u00e9",
      "\\x",
      "\n",
      "\0",
      " ",
    ),
    fc.constantFrom('"a":1,', '"a"', "true", "nul", "\t", "\u00a0", "\uFEFF", "//", "é", "\\u12"),
  ),
});

/** Whether all of it is valid JSON, an object, and nothing is to be said about it. */
function isSound(text: string): boolean {
  return loadJson("a.json", text)?.[0] !== undefined && !text.startsWith("\uFEFF");
}

describe("for any text", () => {
  it("what is sound is passed over to its end", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(skip(text)).toBe(Buffer.byteLength(text));
      }),
      { numRuns: 500 },
    );
  });

  it("what is passed over to its end is sound, whatever slip was made", () => {
    let refused = 0;
    fc.assert(
      fc.property(anyText, fc.array(slip, { minLength: 1, maxLength: 3 }), (text, slips) => {
        let slipped = text;
        for (const { at, cut, text: put } of slips) {
          const start = Math.floor(at * slipped.length);
          slipped = slipped.slice(0, start) + put + slipped.slice(start + cut);
        }
        const isPassed = skip(slipped) === Buffer.byteLength(slipped) && slipped.trimStart().startsWith("{");
        if (!isPassed) refused++;
        expect(!isPassed || isSound(slipped), slipped).toBe(true);
      }),
      { numRuns: 1000 },
    );
    expect(refused).toBeGreaterThan(250);
  });
});

const keys = (count: number, twin?: number): string =>
  JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, at]))).replace(
    twin === undefined ? /^$/ : `"k${twin}":`,
    '"k0":',
  );

it.each([
  ["", REFUSED],
  ["{", REFUSED],
  ["[1,]", REFUSED],
  ['{"a":1,}', REFUSED],
  ['{"a":1 "b":2}', REFUSED],
  ['{"a":[1}', REFUSED],
  ['{"a":01}', REFUSED],
  ["[-]", REFUSED],
  ["[1.]", REFUSED],
  ["[1e+]", REFUSED],
  ['["\\u00g0"]', REFUSED],
  ['["\\v"]', REFUSED],
  ['["\t"]', REFUSED],
  ['["abcdefghijklmnopqrstuvwxyz', REFUSED],
  ["[1e5,-0.5E-7,0,true,false,null]", 31],
  ['["\\"\\\\\\/\\b\\f\\n\\r\\t\\u00eF"]', 26],
  ['{"a":{"b":1},"b":{"a":1,"b":[{"a":1},{"a":1}]}}', 47],
  ['{"a":1,"\\u0061":2}', REFUSED],
])("%j", (text, end) => {
  expect(skip(text)).toBe(end);
});

describe("a key that is given twice", () => {
  it.each([2, 3, 4, 5, 6, 17, 1000, 4000])("among %i", (count) => {
    expect(skip(keys(count))).toBe(keys(count).length);
    for (const twin of new Set([1, count >> 1, count - 1])) expect(skip(keys(count, twin))).toBe(REFUSED);
  });

  it("is not looked for among a great many: that is left to others", () => {
    expect(skip(keys(5000))).toBe(REFUSED);
    const nested = (depth: number): string =>
      depth === 0 ? "0" : `${keys(3000).slice(0, -1)},"x":${nested(depth - 1)}}`;
    expect(skip(nested(20))).toBe(nested(20).length);
    expect(skip(nested(22))).toBe(REFUSED);
  });
});

it("no more levels are accepted than where all is read", () => {
  const nested = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;
  expect(skip(nested(MAX_DEPTH))).toBe(2 * MAX_DEPTH);
  expect(skip(nested(MAX_DEPTH + 1))).toBe(REFUSED);
  expect(skip(nested(10), MAX_DEPTH - 10)).toBe(20);
  expect(skip(nested(10), MAX_DEPTH - 9)).toBe(REFUSED);
});

it("a text that fills the memory ends where it ends", () => {
  const text = `["${"x".repeat(2 ** 16 * 3 - 20)}"]`;
  for (let more = 0; more < 40; more++) {
    const padded = `["${"y".repeat(more)}${text.slice(2)}`;
    expect(skip(padded)).toBe(padded.length);
    expect(skip(padded.slice(0, -2))).toBe(REFUSED);
  }
});
