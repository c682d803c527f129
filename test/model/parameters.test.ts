/** How the document says that a parameter is written. */
import { describe, expect, it } from "vitest";
import { printType } from "../../generator/emit/types.js";
import type { Parameter } from "../../generator/model/model.js";
import { operation } from "./models.js";

const read = (parameter: string): { readonly said: readonly string[]; readonly encoding: Parameter["encoding"] } => {
  const { operation: found, said } = operation(
    `parameters: [{ name: p, ${parameter} }]\nresponses: { "204": { description: ok } }`,
  );
  return { said, encoding: found.parameters[0]!.encoding };
};

const content = (place: string, mediaType: string, schema: string): string =>
  `in: ${place}, content: { ${mediaType}: { schema: ${schema} } }`;
const object = "{ type: object, properties: { a: { type: string } } }";

describe("allowEmptyValue", () => {
  it.each([
    ["{ type: boolean }", 'boolean | ""', {}],
    ["{ type: integer, minimum: 1 }", 'number | ""', {}],
    ["{ type: string, enum: [a, b] }", '"a" | "b" | ""', {}],
    ["{ type: array, items: { type: integer } }", 'number[] | ""', {}],
    ["{ type: string }", "string", { kind: "string" }],
    ["{ type: string, minLength: 2 }", "string", {}],
  ])("%s may be %s", (schema, type, constraints) => {
    const { operation: found } = operation(
      `parameters: [{ name: p, in: query, allowEmptyValue: true, schema: ${schema} }]\nresponses: { "204": { description: ok } }`,
    );
    const [parameter] = found.parameters;
    expect([printType(parameter!.type), parameter!.constraints]).toEqual([type, constraints]);
  });
});

describe("a parameter with content", () => {
  it.each([
    ["query", "application/json", "{ type: string }", "json"],
    ["query", "application/geo+json", object, "json"],
    ["query", "text/plain", "{ type: string }", "form"],
    ["cookie", "application/xml", "{ type: [string, integer] , enum: [a, 1] }", "form"],
    ["header", "text/plain", "{ type: integer }", "simple"],
    ["query", "text/plain", "{}", "form"],
  ])("in %s as %s of %s is written in the style %s", (place, mediaType, schema, style) => {
    const { said, encoding } = read(content(place, mediaType, schema));
    expect([said, encoding.style]).toEqual([[], style]);
  });

  it("that has no text is JSON, with a warning", () => {
    const { said, encoding } = read(content("query", "application/x-www-form-urlencoded", object));
    expect(encoding.style).toBe("json");
    expect(said).toEqual([
      "model/unsupported: A parameter is written as text or as JSON, not as application/x-www-form-urlencoded: this one is JSON.",
    ]);
  });

  it("that is the whole query string is a form; what is said of its members is not followed", () => {
    const { said, encoding } = read(
      `in: querystring, content: { application/x-www-form-urlencoded: { schema: ${object}, encoding: { a: { explode: false } } } }`,
    );
    expect(encoding.style).toBe("query");
    expect(said).toEqual([
      "model/unsupported: `encoding` of a whole query string is not followed: its members are written as they are in a form.",
    ]);
  });
});

describe("a parameter that may be null", () => {
  it.each([
    ['{ type: [string, "null"], maxLength: 3 }', "string", { kind: "string", maxLength: 3 }],
    ['{ anyOf: [{ type: integer, minimum: 1 }, { type: "null" }] }', "number", { kind: "integer", minimum: 1 }],
    ['{ type: ["null", integer] }', "number", { kind: "integer" }],
    ["{ type: string, nullable: true }", "string", { kind: "string" }],
    ['{ enum: [a, b, null], type: [string, "null"] }', '"a" | "b"', { kind: "values", values: ["a", "b"] }],
    ['{ $ref: "#/components/schemas/MaybeSort" }', "Sort", { kind: "values", values: ["a", "b"] }],
    ['{ $ref: "#/components/schemas/Sort" }', "Sort", { kind: "values", values: ["a", "b"] }],
    ['{ anyOf: [{ type: string }, { type: integer }, { type: "null" }] }', "string | number", {}],
    [
      '{ oneOf: [{ type: array, items: { type: string } }, { type: "null" }] }',
      "string[]",
      { kind: "array", items: { kind: "string" } },
    ],
    ['{ type: "null" }', "null", {}],
  ])("%s is left out instead: %s", (schema, type, constraints) => {
    const { operation: found } = operation(
      `parameters: [{ name: p, in: query, schema: ${schema} }]\nresponses: { "204": { description: ok } }`,
      'components: { schemas: { Sort: { enum: [a, b] }, MaybeSort: { anyOf: [{ $ref: "#/components/schemas/Sort" }, { type: "null" }] } } }',
    );
    const [parameter] = found.parameters;
    expect([printType(parameter!.type), parameter!.constraints]).toEqual([type, constraints]);
  });
});

it.each([
  ["type: integer, minimum: 1, required: true", "number", { kind: "integer", minimum: 1 }],
  [
    "type: array, items: { type: string, enum: [a, b] }",
    '("a" | "b")[]',
    { kind: "array", items: { kind: "values", values: ["a", "b"] } },
  ],
])("a parameter without `schema` (%s) is read as in Swagger 2.0", (text, type, constraints) => {
  const { operation: found, said } = operation(
    `parameters: [{ name: p, in: query, ${text} }]\nresponses: { "204": { description: ok } }`,
  );
  const [parameter] = found.parameters;
  expect([printType(parameter!.type), parameter!.constraints]).toEqual([type, constraints]);
  expect(said).toEqual([
    "model/parameter: What the parameter says beside `in` is read as its `schema`, as in Swagger 2.0.",
  ]);
});
