import { expect, it } from "vitest";
import type { Doc, Property, Type } from "../../generator/model/model.js";
import { textOf } from "../../generator/model/schemas/types.js";

const kinds = ["unknown", "never", "null", "undefined", "boolean", "string", "number", "binary", "unlisted"] as const;
const values = ["a", "b", "string", "a,b", '"', 1, "1", null, "null", true];

function docOf(summary: string): Doc {
  return { summary, notes: [], examples: [], deprecated: false, see: [], corrections: [] };
}

/** Every type that can be put together of these in one step. */
function around(inner: readonly Type[]): Type[] {
  const lists = [[], ...inner.map((one) => [one]), ...inner.flatMap((one) => inner.map((other) => [one, other]))];
  const properties = inner.flatMap((type): Property[] =>
    ["a", "b", "a?"].flatMap((name) =>
      [true, false].flatMap((required) =>
        [{}, { orUndefined: true }].map((more) => ({ name, required, type, doc: docOf(name), ...more })),
      ),
    ),
  );
  const [first] = inner;
  return [
    ...inner.map((items): Type => ({ kind: "array", items })),
    ...lists.flatMap((members): Type[] => [
      { kind: "union", members },
      { kind: "intersection", members },
      { kind: "tuple", items: members, required: 0 },
      { kind: "tuple", items: members, required: 1, ...(first && { rest: first }) },
    ]),
    { kind: "object", properties: [] },
    ...inner.map((additional): Type => ({ kind: "object", properties: [], additional })),
    ...properties.map((one): Type => ({ kind: "object", properties: [one] })),
    ...properties.map((one): Type => ({ kind: "object", properties: [one, one], ...(first && { additional: first }) })),
  ];
}

it("two types have one text if and only if they are the same but for their docs", () => {
  const simple: Type[] = [
    ...kinds.map((kind): Type => ({ kind })),
    ...["a", "b", "string", '"'].map((name): Type => ({ kind: "reference", name })),
    ...[[], ...values.map((one) => [one]), ["a", "b"]].flatMap((list): Type[] =>
      [true, false].map((open) => ({ kind: "enum", values: list, open })),
    ),
  ];
  const nested = around(simple);
  const some = nested.filter((_, index) => index % 97 === 0);
  const types = [...simple, ...nested, ...around(some)];
  const plain = (one: Type): string => JSON.stringify(one, (key, value: unknown) => (key === "doc" ? "" : value));
  const texts = new Map(types.map((one) => [plain(one), textOf(one)]));
  expect(new Set(texts.values()).size).toBe(texts.size);
});

it("what is said about a property does not count", () => {
  const typeOf = (summary: string): Type => ({
    kind: "object",
    properties: [{ name: "a", required: true, type: { kind: "string" }, doc: docOf(summary) }],
  });
  expect(textOf(typeOf("one"))).toBe(textOf(typeOf("another")));
});
