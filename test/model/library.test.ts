import { expect, test } from "vitest";

import { loadDocument } from "../../generator/load/load.js";
import type { References } from "../../generator/load/document.js";
import { Library } from "../../generator/model/library.js";

function library(files: Readonly<Record<string, string>>): Library {
  const load = (file: string) => {
    const [document, problems] = loadDocument(file, files[file] ?? "");
    if (!document) throw new Error(JSON.stringify(problems));
    return document;
  };
  const references: References = {
    files: [],
    open: (reference) =>
      reference === "root.yaml"
        ? { name: "" }
        : files[reference] === undefined
          ? { why: "missing", message: "nothing" }
          : { name: reference, document: load(reference) },
  };
  return new Library(load("root.yaml"), references);
}

const found = (one: Library, reference: string, at = "/x"): string => {
  const place = one.find(reference, at);
  return typeof place === "string" ? place : `! ${place.why}`;
};

const files = {
  "root.yaml": `
a/b: { "c~d": { "é %20": { "": 1 } } }
list: [zero, { one: 1 }]
chain: { $ref: "#/a~1b" }
other: { $ref: "m.yaml" }
loop: { $ref: "#/loop/x" }
pair: { $ref: "#/riap/a" }
riap: { $ref: "#/pair/a" }
x: { $ref: "#/x/deeper", within: { $id: "https://x.test/within", $defs: { local: {} }, $anchor: here } }
example: { $id: "https://x.test/example", $anchor: none }
properties: { $id: { type: string }, example: { $anchor: "in-property" } }
__proto__: { own: 1 }
`,
  "m.yaml": "{ M: { deep: {} }, back: { $ref: root.yaml }, two: { $anchor: here } }",
};

test("a dynamic reference that may lead anywhere leads nowhere; a fixed one to its place", () => {
  const many = (count: number): Library =>
    library({
      "root.yaml": JSON.stringify({ $defs: Array.from({ length: count }, () => ({ $id: "", $dynamicAnchor: "n" })) }),
    });
  expect(many(100).findDynamic("#n", "/x")).toHaveLength(100);
  expect(many(101).findDynamic("#n", "/x")).toEqual([]);
  expect(found(many(101), "#n")).toBe("/$defs/0");
});

test.each([
  ["#", ""],
  ["#/a~1b/c~0d", "/a~1b/c~0d"],
  ["#/a%7E1b/c~0d/%C3%A9%20%2520/", "/a~1b/c~0d/é %20/"],
  ["#/a~1b/c~0d/é %20/", "/a~1b/c~0d/é %20/"],
  ["#/list/1/one", "/list/1/one"],
  ["#/list/01", "! nowhere"],
  ["#/list/length", "! nowhere"],
  ["#/list/-", "! nowhere"],
  ["#/a~1b/constructor", "! nowhere"],
  ["#/__proto__/own", "/__proto__/own"],
  ["#/__proto__/toString", "! nowhere"],
  ["#/chain/c~0d", "/a~1b/c~0d"],
  ["#/other/M/deep", "m.yaml#/M/deep"],
  ["#/other/back/list/0", "/list/0"],
  ["#/loop/x", "! nowhere"],
  ["#/pair/a/b/c", "! nowhere"],
  ["m.yaml", "m.yaml#"],
  ["m.yaml#/M", "m.yaml#/M"],
  ["root.yaml#/list", "/list"],
  ["none.yaml#/M", "! missing"],
  ["https://x.test/elsewhere", "! network"],
  ["//x.test/elsewhere", "! network"],
  ["urn:uuid:1", "! network"],
  ["https://x.test/within#/$defs/local", "/x/within/$defs/local"],
  ["https://x.test/within#here", "/x/within"],
  ["https://x.test/example", "! network"],
  ["#in-property", "/properties/example"],
  ["#here", "/x/within"],
  ["#nobody", "! nowhere"],
  ["#%", "! nowhere"],
])("%s leads to %s", (reference, expected) => {
  expect(found(library(files), reference)).toBe(expected);
});

test("a reference is seen from its own file and from the schema with an $id around it", () => {
  const one = library(files);
  expect(found(one, "m.yaml#/M")).toBe("m.yaml#/M");
  expect(found(one, "#/M", "m.yaml#/back")).toBe("m.yaml#/M");
  expect(found(one, "#here", "m.yaml#/back")).toBe("m.yaml#/two");
  expect(found(one, "#/$defs/local", "/x/within/$ref")).toBe("/x/within/$defs/local");
  expect(found(one, "#/list", "/x/within/$ref")).toBe("/list");
  expect(one.at("m.yaml#/M/deep")).toEqual({});
});

test("a $dynamicRef may be any anchor of its name, but for one that is not dynamic", () => {
  const one = library({
    "root.yaml": `
a: { $dynamicAnchor: node }
b: { $dynamicAnchor: node }
c: { $anchor: fixed }
d: { $dynamicAnchor: fixed }
`,
  });
  expect(one.findDynamic("#node", "/a")).toEqual(["/a", "/b"]);
  expect(one.findDynamic("#fixed", "/a")).toEqual(["/c"]);
  expect(one.findDynamic("#none", "/a")).toEqual([]);
});

test("references that enter each other everywhere end", () => {
  const keys = Array.from(
    { length: 60 },
    (_, index) => `k${index}: { $id: "https://x.test/${index}", $ref: "#/k${(index + 1) % 60}/%2525" }`,
  );
  expect(found(library({ "root.yaml": keys.join("\n") }), "#/k0/%2525/a")).toBe("! nowhere");
});

test("a long way of references that enter each other is given up", () => {
  const keys = Array.from({ length: 20_000 }, (_, index) => `"k${index}": {"$ref": "#/k${index + 1}/x"}`);
  expect(found(library({ "root.yaml": `{${keys.join(",")}}` }), "#/k0/y")).toBe("! nowhere");
});
