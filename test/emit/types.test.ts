import fc from "fast-check";
import { parseAst } from "rolldown/parseAst";
import { describe, expect, it } from "vitest";
import { Imports } from "../../generator/emit/imports.js";
import { printType, referencedNames } from "../../generator/emit/types.js";
import type { Doc, Type } from "../../generator/model/model.js";

const doc: Doc = { notes: [], examples: [], deprecated: false, see: [], corrections: [] };
const text: Type = { kind: "string" };
const nothing: Type = { kind: "null" };
const event: Type = { kind: "reference", name: "Event" };
const known: Type = { kind: "enum", values: ["a", "b"], open: false };
const open: Type = { ...known, open: true };
const object = (properties: Record<string, Type>, additional?: Type): Type => ({
  kind: "object",
  properties: Object.entries(properties).map(([name, type]) => ({ name, required: true, type, doc })),
  ...(additional && { additional }),
});

describe("printType", () => {
  it.each<[Type, string]>([
    [{ kind: "unknown" }, "unknown"],
    [{ kind: "enum", values: [1, "x", true, null], open: false }, '1 | "x" | true | null'],
    [open, '"a" | "b" | (string & {})'],
    [{ kind: "array", items: text }, "string[]"],
    [{ kind: "array", items: { kind: "array", items: event } }, "Event[][]"],
    [{ kind: "array", items: known }, '("a" | "b")[]'],
    [{ kind: "array", items: { kind: "enum", values: ["a"], open: false } }, '"a"[]'],
    [{ kind: "array", items: { kind: "union", members: [text, nothing] } }, "(string | null)[]"],
    [{ kind: "array", items: { kind: "intersection", members: [event, event] } }, "(Event & Event)[]"],
    [
      { kind: "intersection", members: [event, { kind: "union", members: [text, nothing] }] },
      "Event & (string | null)",
    ],
    [
      { kind: "union", members: [{ kind: "intersection", members: [event, text] }, nothing] },
      "(Event & string) | null",
    ],
    [{ kind: "tuple", items: [text, known], required: 0 }, '[string?, ("a" | "b")?]'],
    [{ kind: "tuple", items: [text], required: 0, rest: known }, '[string?, ...("a" | "b")[]]'],
    [object({}), "Record<string, never>"],
    [object({}, { kind: "unknown" }), "Record<string, unknown>"],
    [object({}, event), "{\n[key: string]: Event;\n}"],
    [object({ a: text, "b-c": nothing }), '{\na: string;\n"b-c": null;\n}'],
    [object({ a: text }, { kind: "unknown" }), "{\na: string;\n[key: string]: unknown;\n}"],
  ])("%j → %s", (type, printed) => {
    expect(printType(type)).toBe(printed);
  });
});

const { type: anyType } = fc.letrec<{ type: Type }>((tie) => ({
  type: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<Type>(
      { kind: "unknown" },
      { kind: "never" },
      nothing,
      { kind: "boolean" },
      text,
      { kind: "number" },
      event,
    ),
    fc.record({
      kind: fc.constant("enum" as const),
      values: fc.array(fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)), { minLength: 1 }),
      open: fc.boolean(),
    }),
    fc.record({ kind: fc.constant("array" as const), items: tie("type") }),
    fc.record({
      kind: fc.constant("tuple" as const),
      items: fc.array(tie("type"), { maxLength: 3 }),
      required: fc.nat(3),
    }),
    fc.record({
      kind: fc.constantFrom("union" as const, "intersection" as const),
      members: fc.array(tie("type"), { minLength: 2, maxLength: 3 }),
    }),
    fc
      .uniqueArray(fc.tuple(fc.string(), tie("type")), { selector: ([name]) => name, maxLength: 3 })
      .map((entries) => object(Object.fromEntries(entries))),
  ),
}));

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

describe("whatever the type", () => {
  const parsed = (code: string): Node =>
    (
      parseAst(`export type X = ${code};`, { lang: "ts" }) as unknown as {
        body: { declaration: { typeAnnotation: Node } }[];
      }
    ).body[0]?.declaration.typeAnnotation as Node;
  const bare = (node: Node): Node =>
    node.type === "TSParenthesizedType" ? bare(node["typeAnnotation"] as Node) : node;

  it("what is printed parses, to the same kind of type", () => {
    fc.assert(
      fc.property(anyType, (type) => {
        const node = bare(parsed(printType(type)));
        if (type.kind === "array") expect(node.type).toBe("TSArrayType");
        if (type.kind === "intersection")
          expect(node).toMatchObject({ type: "TSIntersectionType", types: { length: type.members.length } });
        if (type.kind === "tuple")
          expect(node).toMatchObject({ type: "TSTupleType", elementTypes: { length: type.items.length } });
        if (type.kind === "reference") expect(node.type).toBe("TSTypeReference");
      }),
    );
  });

  it("exactly the names that are printed are imported", () => {
    fc.assert(
      fc.property(anyType, (type) => {
        const isNamed = JSON.stringify(type, (key, value: unknown) => (key === "values" ? [] : value)).includes(
          '"kind":"reference"',
        );
        expect(referencedNames([type])).toEqual(isNamed ? ["Event"] : []);
      }),
    );
  });
});

describe("Imports", () => {
  it("prints each module once, sorted, and types as types", () => {
    const imports = new Imports();
    imports.value("./b.js", "beta");
    imports.type("./b.js", "Alpha");
    imports.type("./a.js", "Only");
    imports.type("./b.js", "beta");
    imports.type("./a.js", "Only");
    expect(imports.print()).toBe('import type { Only } from "./a.js";\nimport { type Alpha, beta } from "./b.js";\n');
  });

  it("is the same whatever the order of asking", () => {
    const asked = fc.array(
      fc.tuple(fc.constantFrom("./a.js", "./b.js"), fc.constantFrom("one", "Two", "three"), fc.boolean()),
    );
    const print = (list: readonly (readonly [string, string, boolean])[]): string => {
      const imports = new Imports();
      for (const [module, name, isType] of list) imports[isType ? "type" : "value"](module, name);
      return imports.print();
    };
    fc.assert(fc.property(asked, (list) => void expect(print([...list].reverse())).toBe(print(list))));
  });
});
