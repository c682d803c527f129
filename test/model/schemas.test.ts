import { describe, expect, it } from "vitest";
import { emitSchemas } from "../../generator/emit/schemas.js";
import type { Type } from "../../generator/model/model.js";
import { build } from "./models.js";

const reference = (name: string): string => `{ $ref: "#/components/schemas/${name}" }`;
const json = (schema: string): string => `{ description: x, content: { application/json: { schema: ${schema} } } }`;
const call = (response: string, request?: string): string =>
  `paths: { /x: { post: { operationId: x.call, ${request === undefined ? "" : `requestBody: ${json(request)}, `}responses: { "200": ${json(response)} } } } }\n`;
const components = (schemas: string): string =>
  `components:\n  schemas:\n    ${schemas.trim().replaceAll("\n", "\n    ")}\n`;

/** The schemas as they are printed, without white space. */
function printed(text: string): string {
  return emitSchemas(build(text).model).replaceAll(/\s+/g, " ").trim();
}

const schema = (text: string): string =>
  printed(`paths: {}\n${components(`X: ${text}`)}`).replace(/^.*?export (?:type|interface) X (?:= )?/, "");

describe("a schema", () => {
  it.each([
    ["{ type: object, required: [a] }", "{ a: unknown; }"],
    ["{ type: object, required: true, properties: { a: { type: string } } }", "{ a?: string; }"],
    ["{ required: false, description: a parameter }", "unknown;"],
    [
      "{ type: object, required: [a], additionalProperties: { type: string } }",
      "{ a: string; [key: string]: string; }",
    ],
    [
      "{ properties: { a: { type: string } }, additionalProperties: { type: integer } }",
      "{ a?: string; [key: string]: number | string | undefined; }",
    ],
    [
      "{ type: object, patternProperties: { ^x-: { type: string } }, additionalProperties: false }",
      "Record<string, string>;",
    ],
    [
      "{ type: object, patternProperties: { x-y: { type: string } }, additionalProperties: false }",
      "Record<string, string>;",
    ],
    [
      "{ type: object, propertyNames: { enum: [a, b] }, additionalProperties: { type: string } }",
      "{ a?: string; b?: string; }",
    ],
    ["{ type: object, propertyNames: false }", "Record<string, never>;"],
    [
      "{ type: object, properties: { a: {} }, unevaluatedProperties: { type: string } }",
      "{ a?: unknown; [key: string]: unknown; }",
    ],
    ["{ type: object, properties: { a: false } }", "{ a?: never; }"],
    [
      "{ type: object, dependentRequired: { a: [b] } }",
      "{ a?: never; [key: string]: unknown; } | { b: unknown; [key: string]: unknown; };",
    ],
    ["{ type: object, not: { required: [a] } }", "{ a?: never; [key: string]: unknown; }"],
    ['{ not: { type: [string, "null"] } }', "Record<string, unknown> | unknown[] | number | boolean;"],
    ["{ not: {} }", "never;"],
    ["{ not: { type: integer } }", "unknown;"],
    ["{ type: string, if: { minLength: 1 }, then: { pattern: a } }", "string;"],
    ["{ if: { type: string }, then: { const: a }, else: { type: number } }", '"a" | number;'],
    ["{ type: array, items: { type: string }, minItems: 2, maxItems: 2 }", "[string, string];"],
    ["{ type: array, items: { type: string }, minItems: 1 }", "string[];"],
    [
      "{ type: array, prefixItems: [{ type: string }, { type: number }], minItems: 1 }",
      "[string, number?, ...unknown[]];",
    ],
    ["{ type: array, prefixItems: [{ type: string }, { type: number }], maxItems: 1 }", "[string?];"],
    ["{ type: array, prefixItems: [{ type: string }], unevaluatedItems: false }", "[string?];"],
    ["{ type: array, items: false }", "[];"],
    ["{ enum: [{ a: [1, null] }, [], 1.5] }", "1.5 | { a: [1, null]; } | [];"],
    ["{ enum: [9007199254740993] }", "9007199254740992;"],
    ['{ type: [string, "null"], enum: [a, null] }', '"a" | null;'],
    ['{ allOf: [{ type: [string, "null"] }, { enum: [a, null, 1] }] }', '"a" | null;'],
    ["{ allOf: [{ type: object, properties: { a: { type: string } } }, { required: [a] }] }", "{ a: string; }"],
    [
      '{ type: [object, "null"], properties: { a: {} }, allOf: [{ properties: { b: {} } }] }',
      "{ a?: unknown; b?: unknown; }",
    ],
    ["{ type: string, enum: [a, b, null] }", '"a" | "b" | null | (string & {});'],
    ["{ type: string, const: null }", "null;"],
    ["{ oneOf: [{ const: a, title: A }, { const: b }] }", '"a" | "b" | (string & {});'],
    ['{ anyOf: [{ const: a }, { type: string, enum: [b] }, { type: "null" }] }', '"a" | "b" | null | (string & {});'],
    ["{ type: string, oneOf: [{ const: a }, { const: b }, { const: 1 }] }", '"a" | "b" | (string & {});'],
    ["{ oneOf: [{ const: a }, { const: a }] }", '"a";'],
    ["{ oneOf: [{ const: a }, { const: true }] }", '"a" | true;'],
    ["{ oneOf: [{ const: a }, { const: b }, { type: string, pattern: ^x }] }", '"a" | "b" | (string & {});'],
    ["{ type: [string, null] }", "string | null;"],
    ["{ anyOf: [{ type: integer }, { type: null }] }", "number | null;"],
    ["{ type: [string, null], enum: [a, b] }", '"a" | "b" | (string & {}) | null;'],
    ["{ oneOf: [{ const: a }, { const: b }, { type: null }] }", '"a" | "b" | null | (string & {});'],
    ["{ oneOf: null }", "unknown;"],
    ["{ type: string, enum: null }", "string;"],
    ["{ type: object, properties: { a: null }, required: null }", "{ a?: unknown; }"],
    ["null", "unknown;"],
    ["{ type: string, format: int64 }", "string;"],
    ["{ allOf: [{ type: string }, { type: integer }] }", "unknown;"],
  ])("%s → %s", (text, type) => {
    expect(schema(text)).toBe(type);
  });

  it("without a type means what its keywords speak of, unless the document is JSON Schema to the letter", () => {
    const text = `paths: {}\n${components("X: { properties: { a: { type: string } } }")}`;
    expect(printed(text)).toBe("export interface X { a?: string; }");
    expect(printed(`jsonSchemaDialect: https://json-schema.org/draft/2020-12/schema\n${text}`)).toBe(
      "export type X = | { a?: string; [key: string]: unknown; } | unknown[] | string | number | boolean | null;".replace(
        "= | ",
        "= ",
      ),
    );
  });
});

describe("a discriminator's defaultMapping", () => {
  const pet = `
Pet: { oneOf: [${reference("Cat")}, ${reference("Other")}], discriminator: { propertyName: kind, defaultMapping: Other } }
Cat: { type: object, required: [kind], properties: { kind: { type: string } } }
Other: { type: object, required: [stuff], properties: { kind: { type: string }, stuff: { type: string } } }`;

  it("names the variant of every other value, and of none", () => {
    const text = printed(call(reference("Pet"), reference("Pet")) + components(pet));
    expect(text).toContain('export type Pet = Cat | (Other & { kind?: "Other" | `${string}(unlisted)`; });');
    expect(text).toContain("export type PetInput = Cat | Other;");
    expect(text).toContain('export interface Cat { kind: "Cat"; }');
    expect(text).toContain("export interface Other { kind?: string | undefined; stuff: string; }");
  });
});

describe("the variant that nobody documents", () => {
  const pets = `
Pet: { type: object, required: [kind], discriminator: { propertyName: kind }, properties: { kind: { type: string }, age: { type: integer }, code: { type: string, writeOnly: true } } }
Cat: { allOf: [${reference("Pet")}, { type: object, required: [lives], properties: { lives: { type: integer } } }] }`;

  it("has what the others share, without what is only sent", () => {
    const text = printed(call(reference("Pet")) + components(pets));
    expect(text).toContain("kind: `${string}(unlisted)`; age?: number; [key: string]: unknown; }");
    expect(text).not.toContain("code");
  });
});

describe("what the two directions share", () => {
  const both = (schemas: string): string => printed(call(reference("X"), reference("X")) + components(schemas));

  it("has one name where nothing differs", () => {
    expect(both("X: { type: object, properties: { a: { type: string } } }")).toBe(
      "export interface X { a?: string | undefined; }",
    );
  });

  it("has one name where a choice is open anyway", () => {
    expect(both("X: { anyOf: [{ enum: [a, b] }, { type: string }] }")).toBe(
      'export type X = "a" | "b" | (string & {});',
    );
  });

  it("has two where constants are listed one by one", () => {
    expect(both("X: { oneOf: [{ const: a }, { const: b }] }")).toBe(
      'export type X = "a" | "b" | (string & {}); /** `X` as it is sent. */ export type XInput = "a" | "b";',
    );
  });

  it("has two where something differs further on", () => {
    expect(both(`X: { type: object, required: [y], properties: { y: ${reference("Y")} } }\nY: { enum: [a, b] }`)).toBe(
      'export interface X { y: Y; } /** `X` as it is sent. */ export interface XInput { y: YInput; } export type Y = "a" | "b" | (string & {}); /** `Y` as it is sent. */ export type YInput = "a" | "b";',
    );
  });

  it("is not empty where every property is of one direction", () => {
    expect(both("X: { type: object, properties: { a: { readOnly: true } } }")).toBe(
      "export interface X { a?: unknown; } /** `X` as it is sent. */ export type XInput = Record<string, unknown>;",
    );
  });

  it("is told by what a callback sends: a request there is received here", () => {
    const callbacks = `callbacks: { done: { "{$url}": { post: { requestBody: ${json(reference("X"))}, responses: {} } } } }`;
    const text = call("{}").replace("responses:", `${callbacks}, responses:`);
    expect(printed(text + components("X: { enum: [a, b] }"))).toBe('export type X = "a" | "b" | (string & {});');
  });
});

describe("hostile schemas", () => {
  const many = (count: number, one: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => one(index)).join("\n");

  it("refer twice to what refers twice, forty times", () => {
    const levels = many(40, (index) => {
      const next = `{ $ref: "#/components/schemas/X/$defs/d${index + 1}" }`;
      return `    d${index}: { type: object, properties: { l: ${next}, r: ${next} } }`;
    });
    const text = components(
      `X:\n  properties: { top: { $ref: "#/components/schemas/X/$defs/d0" } }\n  $defs:\n${levels}\n    d40: { type: string }`,
    );
    expect(build(`paths: {}\n${text}`).model.schemas).toHaveLength(41);
  });

  it("are long chains, and circles as long", () => {
    const chain = (last: string): string =>
      components(`${many(6000, (index) => `A${index}: ${reference(`A${index + 1}`)}`)}\nA6000: ${last}`);
    const { model, said } = build(`paths: {}\n${chain("{ type: string }")}`);
    expect(model.schemas).toHaveLength(6001);
    expect(said).toEqual([]);
    expect(build(`paths: {}\n${chain(reference("A0"))}`).said).toEqual([
      "model/reference-cycle: `$ref: #/components/schemas/A1` leads only back to itself.",
    ]);
  });

  it("inherit from each other, many times over", () => {
    const heirs = many(
      3000,
      (index) => `A${index}: { allOf: [${reference(`A${index + 1}`)}, { properties: { p${index}: {} } }] }`,
    );
    const { model } = build(`paths: {}\n${components(`${heirs}\nA3000: { type: object }`)}`);
    expect(model.schemas).toHaveLength(3001);
  });

  it("lead nowhere, three thousand times", () => {
    const properties = many(3000, (index) => `    p${index}: ${reference(`Missing${index}`)}`);
    const { said } = build(`paths: {}\n${components(`X:\n  properties:\n${properties}`)}`);
    expect(said).toHaveLength(200);
  });

  it("contain themselves without a name", () => {
    const place = "#/paths/~1x/post/responses/200/content/application~1json/schema";
    const { model, said } = build(call(`{ type: object, properties: { next: { $ref: "${place}" } } }`));
    const type: Type | undefined = model.resources[0]?.operations[0]?.success.json;
    expect([said, type, model.schemas.map(({ name }) => name)]).toEqual([[], { kind: "reference", name: "X" }, ["X"]]);
  });

  it("have names that look like extensions", () => {
    const text = components(
      `x-a: { type: object, properties: { again: ${reference("x-a")} } }\nX: { type: object, properties: { a: ${reference("x-a")} } }`,
    );
    expect(printed(`paths: {}\n${text}`)).toBe("export interface X { a?: XA; } export interface XA { again?: XA; }");
  });
});
