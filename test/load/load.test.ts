import * as fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";

import type { Document } from "../../generator/load/document.js";
import { loadDocument } from "../../generator/load/load.js";

function load(text: string, file = "a.yaml"): Document {
  const [document, diagnostics] = loadDocument(file, text);
  expect(diagnostics).toEqual([]);
  if (document === undefined) throw new Error("no document");
  return document;
}

function problems(text: string, file = "a.yaml"): string[] {
  const [document, diagnostics] = loadDocument(file, text);
  expect(document).toBeUndefined();
  return diagnostics.map(({ code, message, location }) => `${code} ${location?.line}:${location?.column} ${message}`);
}

function marked(text: string, pointer: string, part?: "key" | "value", file = "a.yaml"): string {
  const { line, column, endColumn } = load(text, file).locate(pointer, part);
  return `${line}:${column} ${text.split(/\r\n?|\n/)[line - 1]?.slice(column - 1, endColumn === undefined ? undefined : endColumn - 1)}`;
}

test("YAML and JSON become the same plain values", () => {
  const value = { openapi: "3.1.0", list: [1, -2.5, true, null, ""], nested: { "a/b~c": { x: "y" } } };
  expect(load(JSON.stringify(value), "a.json").value).toEqual(value);
  expect(load(JSON.stringify(value)).value).toEqual(value);
  expect(load(stringify(value)).value).toEqual(value);
});

test("YAML is 1.2: dates, yes and no are text, and every key is text as written", () => {
  const { value } = load(
    "a: 2020-01-02\nb: yes\nc: no\nd: 0o17\ne: 1e3\nf: .inf\ng: ~\n1.10: x\nnull: y\ntrue: z\n0x10: w\n",
  );
  expect(value).toEqual({
    a: "2020-01-02",
    b: "yes",
    c: "no",
    d: 15,
    e: 1000,
    f: ".inf",
    g: null,
    "1.10": "x",
    null: "y",
    true: "z",
    "0x10": "w",
  });
});

test("explicit tags of the core schema work; others are errors, all of them", () => {
  expect(load('a: !!str 1\nb: !!int "2"\nc: ! 3\nd: !!map {e: !!null ""}\n').value).toEqual({
    a: "1",
    b: 2,
    c: "3",
    d: { e: null },
  });
  expect(problems("a: !Ref x\nb: !!int y\n")).toEqual([
    "load/syntax 1:4 The tag !Ref is unknown or does not fit its value.",
    "load/syntax 2:4 The tag !!int is unknown or does not fit its value.",
  ]);
});

test("a byte order mark is no part of the text", () => {
  expect(marked("\uFEFFa: 1\n".slice(1), "/a", "key")).toBe("1:1 a");
  expect(load("\uFEFFa: 1\n").locate("/a", "key")).toMatchObject({ line: 1, column: 1 });
  expect(load('\uFEFF{"a": 1}', "a.json").value).toEqual({ a: 1 });
});

test.each(["a.json", "a.yaml"])("__proto__ is a key like others in %s", (file) => {
  const { value } = load('{"__proto__": {"polluted": true}, "constructor": 1}', file);
  expect(Object.keys(value)).toEqual(["__proto__", "constructor"]);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  const merged = load("base: &b\n  __proto__: {polluted: true}\nuse:\n  <<: *b\ncopy: *b\n").value;
  expect(Object.keys(merged["use"] as object)).toEqual(["__proto__"]);
  expect(Object.keys(merged["copy"] as object)).toEqual(["__proto__"]);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test("duplicate keys are errors with both places, in YAML and JSON", () => {
  const [, yaml] = loadDocument("a.yaml", "a: 1\nb:\n  c: 1\n  'c': 2\na: 3\n");
  expect(
    yaml.map(({ location, related }) => [
      location?.line,
      location?.column,
      location?.endColumn,
      related?.[0]?.location.line,
    ]),
  ).toEqual([
    [4, 3, 6, 3],
    [5, 1, 2, 1],
  ]);
  const [document, json] = loadDocument("a.json", '{"a": 1,\n "\\u0061": 2, "b": {"x:y": 1}}');
  expect(document).toBeUndefined();
  expect(json).toMatchObject([
    {
      code: "load/syntax",
      location: { line: 2, column: 2, endColumn: 10 },
      related: [{ location: { line: 1, column: 2 } }],
    },
  ]);
});

test("merge keys fill in, and own keys win", () => {
  const text = "base: &b {x: 1, y: 2}\nmore: &m {y: 3, z: 4}\nuse:\n  <<: [*b, *m]\n  x: 5\nquoted: {'<<': 1}\n";
  expect(load(text).value).toMatchObject({ use: { x: 5, y: 2, z: 4 }, quoted: { "<<": 1 } });
  expect(problems("a:\n  <<: 3\n")).toEqual(["load/syntax 2:3 `<<` merges objects only."]);
});

test("an alias is a copy: no two places share an object", () => {
  const { value } = load("a: &a {x: [1]}\nb: *a\nc: [*a]\n");
  expect(value["b"]).toEqual(value["a"]);
  expect(value["b"]).not.toBe(value["a"]);
});

test("wrong aliases and keys are all reported", () => {
  expect(problems("a: *nope\nb: &b [*b]\n? [x]\n: 1\n")).toEqual([
    "load/syntax 1:4 The alias *nope has no anchor &nope before it.",
    "load/syntax 2:8 The alias *b stands inside the value that it stands for.",
    "load/syntax 3:3 A key must be a scalar, not a list or an object.",
  ]);
});

test("only one document, and that an object", () => {
  expect(problems("a: 1\n---\nb: 2\n")).toEqual([
    "load/syntax 3:1 The file holds 2 YAML documents; there must be one.",
  ]);
  expect(load("---\na: 1\n---\n").value).toEqual({ a: 1 });
  expect(problems("")).toEqual(["load/not-an-object 1:1 The file is empty."]);
  expect(problems(" \n", "a.json")).toEqual(["load/not-an-object 1:1 The file is empty."]);
  expect(problems("# nothing\n")).toEqual(["load/not-an-object 1:1 The file is empty."]);
  expect(problems("# x\n- 1\n")).toEqual(["load/not-an-object 2:1 The document is a list, not an object."]);
  expect(problems("<html>")).toEqual(["load/not-an-object 1:1 The document is a string, not an object."]);
  expect(problems("null", "a.json")).toEqual(["load/not-an-object 1:1 The document is null, not an object."]);
});

test.each([
  ['{"a": 1,}', '1:9 A key in double quotes was expected, not "}".'],
  ['{"a" 1}', '1:6 ":" was expected after the key, not "1".'],
  ['{"a": [1 2]}', '1:10 "," or "]" was expected, not "2".'],
  ['{"a": 1\n "b": 2}', '2:2 "," or "}" was expected, not "\\"".'],
  ['{"a": "x\n"}', "1:9 A control character or line end must be escaped in a JSON string."],
  ['{"a": "\\x"}', "1:8 This escape does not exist in JSON."],
  ['{"a": "x', "1:7 The string that begins here is never closed."],
  ['{"a": 01}', '1:8 "," or "}" was expected, not "1".'],
  ["{// c\n}", "1:2 A key in double quotes was expected, not a comment (JSON has none)."],
  ['{"a": 1', '1:8 "," or "}" was expected, not the end of the file.'],
  ['{"a": 1} x', '1:10 "x" comes after the end of the document.'],
  ["openapi: 3.1.0", '1:1 A value was expected, not "o".'],
])("JSON %j is refused at the right place", (text, expected) => {
  expect(problems(text, "a.json")).toEqual([`load/syntax ${expected}`]);
});

test("YAML errors stand where they are", () => {
  expect(problems("a: 1\n b: 2\n")).toEqual([
    "load/syntax 2:3 This is not valid YAML: bad indentation of a mapping entry.",
  ]);
  expect(problems("a: [1\n")[0]).toMatch(/^load\/syntax /);
  expect(problems("a: \0\n")[0]).toMatch(/null byte/);
});

test("a YAML flow mapping that only looks like JSON is YAML", () => {
  expect(load("{a: 1, b: [x]}").value).toEqual({ a: 1, b: ["x"] });
});

test("numbers beyond 2^53 stay numbers", () => {
  expect(load('{"a": 9223372036854775807}', "a.json").value["a"]).toBe(Number("9223372036854775807"));
});

const spec = `# head
paths:
  /x:
    get: &get
      "summary": 'it''s'
      tags: [a, {b: c}]
      text: |
        one
        two
      empty:
    put: *get
list:
  - 1
  - k: v
merged:
  <<: *get
  own: 2
`;

test.each([
  ["", "value", "2:1 paths:"],
  ["/paths", "key", "2:1 paths"],
  ["/paths/~1x", "key", "3:3 /x"],
  ["/paths/~1x/get/summary", "key", '5:7 "summary"'],
  ["/paths/~1x/get/summary", "value", "5:18 'it''s'"],
  ["/paths/~1x/get/tags", "value", "6:13 [a, {b: c}]"],
  ["/paths/~1x/get/tags/1/b", "value", "6:21 c"],
  ["/paths/~1x/get/tags/1/b", "key", "6:18 b"],
  ["/paths/~1x/get/text", "value", "7:13 |"],
  ["/paths/~1x/put/summary", "value", "5:18 'it''s'"],
  ["/paths/~1x/put", "key", "11:5 put"],
  ["/list/0", "value", "13:5 1"],
  ["/list/1", "key", "14:5 k: v"],
  ["/merged/summary", "value", "5:18 'it''s'"],
  ["/merged/own", "value", "17:8 2"],
  ["/paths/~1x/get/nope/deep", "value", "4:5 get"],
  ["/list/7", "value", "12:1 list"],
  ["/nowhere", "key", "2:1 paths:"],
] as const)("%j (%s) is found", (pointer, part, expected) => {
  expect(marked(spec, pointer, part)).toBe(expected);
  expect(marked(spec.replaceAll("\n", "\r\n"), pointer, part)).toBe(expected);
});

test("JSON positions are found the same way", () => {
  const text = '{\r\n\t"a": {"b\\"": [1, "𝒳", {}]},\r\n\t"c": true}';
  expect(marked(text, '/a/b"/1', "value", "a.json")).toBe('2:19 "𝒳"');
  expect(marked(text, '/a/b"', "key", "a.json")).toBe('2:8 "b\\""');
  expect(marked(text, '/a/b"/2/x', "key", "a.json")).toBe("2:25 {}");
  expect(marked(text, "/c", "value", "a.json")).toBe("3:7 true");
});

const json = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 }));

test("whatever JSON there is, the parsers agree", () => {
  fc.assert(
    fc.property(json, fc.constantFrom(undefined, 2, "\t"), (value, indent) => {
      const plain: unknown = JSON.parse(JSON.stringify(value));
      const text = JSON.stringify(plain, undefined, indent);
      expect(load(text, "a.json").value).toEqual(plain);
      for (const key of Object.keys(plain as object))
        expect(load(text, "a.json").locate(`/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).line).toBeGreaterThan(
          0,
        );
    }),
  );
});

test("random text is a document or a diagnostic, never a throw", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom(..."{}[]:,-?&*!|>'\"#%@`\n\t \r ab<0.\\\uFEFF"), maxLength: 60 }),
  );
  fc.assert(
    fc.property(hostile, fc.constantFrom("a.json", "a.yaml"), (text, file) => {
      const [document, diagnostics] = loadDocument(file, text);
      expect(document === undefined).toBe(diagnostics.length > 0);
      if (document !== undefined) for (const key of Object.keys(document.value)) document.locate(`/${key}`, "key");
    }),
    { numRuns: 2000 },
  );
});
