import fc from "fast-check";
import { expect, it } from "vitest";
import type { Doc, Property, Type } from "../../generator/model/model.js";
import { textOf } from "../../generator/model/types.js";

/** Few names and values, so that types are often nearly the same. */
const text = fc.constantFrom("a", "b", "a|b", '"', "string", ";", "{", "");
const doc = text.map((summary): Doc => {
  return { summary, notes: [], examples: [], deprecated: false, see: [], corrections: [] };
});
const { type } = fc.letrec<{ type: Type; property: Property; list: Type[] }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3 },
    fc
      .constantFrom("unknown", "never", "null", "undefined", "boolean", "string", "number", "binary")
      .map((kind): Type => ({ kind }) as Type),
    fc.record({ kind: fc.constant("reference" as const), name: text }),
    fc.record({
      kind: fc.constant("enum" as const),
      values: fc.array(fc.oneof(text, fc.constantFrom(1, "1", null, "null", true)), { maxLength: 2 }),
      open: fc.boolean(),
    }),
    fc.record({ kind: fc.constant("array" as const), items: tie("type") }),
    fc.record(
      { kind: fc.constant("tuple" as const), items: tie("list"), required: fc.nat(2), rest: tie("type") },
      { requiredKeys: ["kind", "items", "required"] },
    ),
    fc.record(
      {
        kind: fc.constant("object" as const),
        properties: fc.array(tie("property"), { maxLength: 2 }),
        additional: tie("type"),
      },
      { requiredKeys: ["kind", "properties"] },
    ),
    fc.record({ kind: fc.constantFrom("union" as const, "intersection" as const), members: tie("list") }),
  ) as fc.Arbitrary<Type>,
  property: fc.record({
    name: text,
    required: fc.boolean(),
    type: tie("type"),
    doc,
  }),
  list: fc.array(tie("type"), { maxLength: 2 }),
}));

const plain = (one: Type): string => JSON.stringify(one, (key, value: unknown) => (key === "doc" ? undefined : value));

it("two types have one text if and only if they are the same but for their docs", () => {
  fc.assert(
    fc.property(type, type, (a, b) => {
      expect(textOf(a) === textOf(b)).toBe(plain(a) === plain(b));
    }),
    { numRuns: 3000 },
  );
});

it("what is said about a property does not count", () => {
  const property = (summary: string): Type => ({
    kind: "object",
    properties: [
      {
        name: "a",
        required: true,
        type: { kind: "string" },
        doc: { summary, notes: [], examples: [], deprecated: false, see: [], corrections: [] },
      },
    ],
  });
  expect(textOf(property("one"))).toBe(textOf(property("another")));
});
