import * as fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";

import { equal } from "../../generator/load/align.js";
import type { Json } from "../../generator/load/document.js";
import { loadDocument } from "../../generator/load/load.js";
import { printCorrected } from "../../generator/load/yaml-edit.js";

// oxlint-disable-next-line typescript/no-explicit-any -- tests mutate plain values freely
type Loose = any;

async function correct(text: string, change: (value: Loose) => void, file = "a.yaml"): Promise<string> {
  const [document, diagnostics] = loadDocument(file, text, "edit");
  expect(diagnostics).toEqual([]);
  if (document === undefined) throw new Error("no document");
  const corrected = structuredClone(document.value);
  change(corrected);
  const printed = (await printCorrected(document, document.value, corrected)).join("");
  expect(loadDocument(file, printed)[0]?.value).toEqual(corrected);
  return printed;
}

const spec = `# A spec.
openapi: 3.1.0   # version

info:
    title: "Close"
    description: long text
      goes on
# about paths
paths:
  /event/:
    get:
      parameters:
      - name: _limit # page size
        schema: {type: integer, default: 100}
      # a lie
      - name: _skip
        in: query
      - &last
        name: z
      text: |+
        keeps

      # about responses
      responses:
        200: {description: ok}
`;

test("nothing changed: not a byte changes", async () => {
  expect(await correct(spec, () => {})).toBe(spec);
});

test("only what was corrected changes", async () => {
  const printed = await correct(spec, (value) => {
    const { get } = value.paths["/event/"];
    value.openapi = "3.2.0";
    get.parameters[0].schema.default = 50;
    get.parameters.splice(1, 1);
    get.parameters.push({ name: "_cursor", in: "query" });
    get.operationId = "events.list";
    get.responses[200] = { description: "ok", content: { "application/json": {} } };
  });
  expect(printed).toBe(`# A spec.
openapi: 3.2.0   # version

info:
    title: "Close"
    description: long text
      goes on
# about paths
paths:
  /event/:
    get:
      parameters:
      - name: _limit # page size
        schema: {type: integer, default: 50}
      - &last
        name: z
      - name: _cursor
        in: query
      text: |+
        keeps

      # about responses
      responses:
        200: {description: ok, content: {"application/json": {}}}
      operationId: events.list
`);
});

test("a comment stays on its line when its value grows", async () => {
  expect(await correct("a: 1 # why\nb: 2\n", (value) => (value.a = { x: [1] }))).toBe(
    "a: # why\n  x:\n    - 1\nb: 2\n",
  );
  expect(await correct("a: 1 # why\nb: 2\n", (value) => (value.a = "x\ny\n"))).toBe("a: | # why\n  x\n  y\nb: 2\n");
  expect(await correct("a:\nb: 2", (value) => (value.a = ["x"]))).toBe("a:\n  - x\nb: 2");
});

test("removing takes the comment above along, and an emptied collection says so", async () => {
  expect(await correct("# head\n\n# about a\na: 1\nb: 2\n", (value) => delete value.a)).toBe("# head\n\nb: 2\n");
  expect(await correct("a:\n  b: 1\nc: [1]\n", (value) => (delete value.a.b, value.c.pop()))).toBe("a: {}\nc: []\n");
  expect(await correct("r:\n  - a: 1\n    b: 2\n  - c: 3\n", (value) => delete value.r[0].a)).toBe(
    "r:\n  - b: 2\n  - c: 3\n",
  );
  expect(await correct("r:\n  - a: 1\n    # about b\n    b: 2\n", (value) => delete value.r[0].a)).toBe(
    "r:\n  -\n    # about b\n    b: 2\n",
  );
});

test("an anchor edited at its place leaves its other uses as they were", async () => {
  expect(await correct("a: &a\n  x: 1 # one\nb: *a\nc: {d: *a}\n", (value) => (value.a.x = 2))).toBe(
    'a: &a\n  x: 2 # one\nb: {"x":1}\nc: {d: {"x":1}}\n',
  );
  expect(await correct("a: &a {x: 1}\nb:\n  <<: *a\n  y: 2\n", (value) => delete value.a)).toBe(
    'b:\n  <<: {"x":1}\n  y: 2\n',
  );
});

test("an alias edited at one use is written out there only", async () => {
  expect(await correct("a: &a {x: 1}\nb: *a\nc: *a\n", (value) => (value.b.x = 2))).toBe(
    "a: &a {x: 1}\nb:\n  x: 2\nc: *a\n",
  );
  expect(await correct("a: &a {x: 1}\nb:\n  <<: *a\n  y: 2\n", (value) => (value.b.x = 3))).toBe(
    "a: &a {x: 1}\nb:\n  <<: *a\n  y: 2\n  x: 3\n",
  );
  await correct("a: &a {x: 1, z: 2}\nb:\n  <<: *a\n  y: 2\n", (value) => delete value.b.x);
});

test("CRLF stays CRLF", async () => {
  expect(await correct("a: 1\r\nb:\r\n  - x\r\n", (value) => (value.b.push("y\nz"), (value.c = 1)))).toBe(
    "a: 1\r\nb:\r\n  - x\r\n  - |-\r\n    y\r\n    z\r\nc: 1\r\n",
  );
});

test("text that older YAML takes for something else is quoted", async () => {
  expect(
    await correct("a: 1\n", (value) => Object.assign(value, { b: "yes", c: "2020-01-01", d: "<<", "<<": "x" })),
  ).toContain('b: "yes"');
});

test("JSON keeps its indentation, its numbers and its one-line lists", async () => {
  const text = '{\n\t"big": 9223372036854775807,\n\t"list": [1, 2.0],\n\t"in": {\n\t\t"a": "\\u0041"\n\t}\n}\n';
  expect(await correct(text, (value) => ((value.in.b = { c: [] }), value.list.push(3)), "a.json")).toBe(
    '{\n\t"big": 9223372036854775807,\n\t"list": [1, 2.0, 3],\n\t"in": {\n\t\t"a": "\\u0041",\n\t\t"b": {\n\t\t\t"c": []\n\t\t}\n\t}\n}\n',
  );
  expect(await correct('{"a":1,"b":[1,2]}', (value) => value.b.shift(), "a.json")).toBe('{"a":1,"b":[2]}');
  expect(await correct('{"a":{"b":1}}\n', (value) => (value.a.c = { d: 1 }), "a.json")).toBe(
    '{"a":{"b":1,"c":{"d":1}}}\n',
  );
});

const word = fc.oneof(
  fc.constantFrom(
    "a",
    "b",
    "c",
    "<<",
    "yes",
    "- x",
    "#",
    "1.0",
    "null",
    " pad ",
    "x\ny\n",
    "x\n\n y",
    "é𝒳",
    "__proto__",
    "a: b",
    ".inf",
    "\t",
    "|",
    "0o7",
  ),
  fc.string({ maxLength: 4 }),
);
const { value: anyValue } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.oneof(word, fc.integer(), fc.boolean(), fc.constant(null), fc.double({ noNaN: true, noDefaultInfinity: true })),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(word, tie("value"), { maxKeys: 4 }) as fc.Arbitrary<Json>,
  ),
}));
const anyObject = fc.dictionary(word, anyValue, { maxKeys: 4 }) as fc.Arbitrary<Record<string, Json>>;

/** Another value that shares most of the first: the interesting case. */
function blend(source: Json, other: Json, choose: () => number): Json {
  if (choose() === 0) return other;
  if (Array.isArray(source))
    return source.flatMap((item: Json) =>
      choose() === 0 ? [] : choose() === 0 ? [other, item] : [blend(item, other, choose)],
    );
  if (typeof source !== "object" || source === null) return source;
  const entries = Object.entries(source).flatMap(([key, item]) =>
    choose() === 0 ? [] : [[key, blend(item as Json, other, choose)] as const],
  );
  return Object.fromEntries(choose() === 0 ? [...entries, ["new", other]] : entries);
}

const styles = [
  (value: Json) => stringify(value),
  (value: Json) => stringify(value, { indentSeq: false, indent: 4, merge: true }),
  (value: Json) => JSON.stringify(value),
  (value: Json) => JSON.stringify(value, undefined, 3),
];

test("whatever the correction, reading back what is printed gives the corrected value", async () => {
  const cases = fc.asyncProperty(
    anyObject,
    anyValue,
    fc.array(fc.nat(7), { minLength: 1, maxLength: 30 }),
    fc.constantFrom(...styles),
    async (source, other, choices, style) => {
      const text = style(source);
      const [document] = loadDocument("a.yaml", text);
      fc.pre(document !== undefined);
      let next = 0;
      const corrected = blend(document?.value ?? null, other, () => choices[next++ % choices.length] ?? 1);
      fc.pre(typeof corrected === "object" && corrected !== null && !Array.isArray(corrected));
      const printed =
        document === undefined ? "" : (await printCorrected(document, document.value, corrected)).join("");
      const back = loadDocument("a.yaml", printed)[0]?.value;
      expect(equal(back, corrected), printed).toBe(true);
    },
  );
  await fc.assert(cases, { numRuns: 1000 });
});
