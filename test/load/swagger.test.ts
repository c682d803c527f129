import fc from "fast-check";
import { expect, test } from "vitest";

import {
  child,
  isObject,
  own,
  splitPointer,
  type Json,
  type JsonObject,
  type References,
} from "../../generator/load/document.js";
import { loadDocument } from "../../generator/load/load.js";
import { fromSwagger } from "../../generator/load/swagger.js";

/** What stands at a pointer. */
function at(value: Json | undefined, pointer: string): Json | undefined {
  return splitPointer(pointer).reduce<Json | undefined>(
    (one, token) => (Array.isArray(one) ? (one[Number(token)] as Json) : own(one, token)),
    value,
  );
}

const keysAt = (value: Json | undefined, pointer: string): string[] => Object.keys(at(value, pointer) ?? {});

const head = 'swagger: "2.0"\n';

function convert(text: string) {
  const [document] = loadDocument("spec.yaml", head + text);
  if (!document) throw new Error("not a document");
  const [converted, diagnostics] = fromSwagger(document);
  return { converted, diagnostics, value: converted.value };
}

const operation = (text: string, root = ""): Json | undefined =>
  at(convert(`${root}\npaths: { /a: { post: { ${text} } } }`).value, "/paths/~1a/post");

test.each([
  ["host: a.test", [{ url: "https://a.test" }]],
  [
    "host: a.test\nbasePath: v1\nschemes: [http, https, ws]",
    [{ url: "https://a.test/v1" }, { url: "http://a.test/v1" }],
  ],
  ["host: a.test\nschemes: [http]", [{ url: "http://a.test" }]],
  ["host: a.test\nschemes: [wss]", [{ url: "https://a.test" }]],
  ["basePath: /v1", [{ url: "/v1" }]],
  ["info: {}", undefined],
])("servers of %s", (text, servers) => {
  expect(convert(text).value["servers"]).toEqual(servers);
});

test.each([
  ["in: query, type: array, items: {type: string}", { style: "form", explode: false }],
  ["in: query, type: array, items: {}, collectionFormat: multi", { style: "form", explode: true }],
  ["in: query, type: array, items: {}, collectionFormat: ssv", { style: "spaceDelimited", explode: false }],
  ["in: query, type: array, items: {}, collectionFormat: pipes", { style: "pipeDelimited", explode: false }],
  ["in: query, type: array, items: {}, collectionFormat: tsv", { schema: { type: "string" } }],
  ["in: query, type: array, items: { type: array, items: { type: integer } }", { schema: { type: "string" } }],
  ["in: path, type: array, items: {}, required: true", { style: "simple", schema: { type: "array", items: {} } }],
  ["in: path, type: array, items: {}, collectionFormat: pipes", { schema: { type: "string" } }],
  ["in: query, type: string, x-kept: 1, x-nullable: true", { schema: { type: "string", nullable: true }, "x-kept": 1 }],
  [
    "in: query, type: integer, format: int64, default: 1, enum: [1], allowEmptyValue: true",
    { allowEmptyValue: true, schema: { type: "integer", format: "int64", default: 1, enum: [1] } },
  ],
  ["in: query, schema: {type: string}", { schema: { type: "string" } }],
])("the parameter %s", (text, expected) => {
  expect(at(operation(`parameters: [{ name: p, ${text} }]`), "/parameters/0")).toMatchObject({
    name: "p",
    ...expected,
  });
});

test("an operation's consumes and produces come before the document's", () => {
  const root = "consumes: [text/xml]\nproduces: [text/xml]";
  const both =
    "parameters: [{ name: b, in: body, schema: { type: object } }], responses: { 200: { schema: { type: object } } }";
  const types = (one: Json | undefined) => [keysAt(one, "/requestBody/content"), keysAt(one, "/responses/200/content")];
  expect(types(operation(both))).toEqual([["application/json"], ["application/json"]]);
  expect(types(operation(both, root))).toEqual([["text/xml"], ["text/xml"]]);
  expect(types(operation(`consumes: [a/b], produces: [c/d, e/f], ${both}`, root))).toEqual([["a/b"], ["c/d", "e/f"]]);
});

test("a shared response is in what the operation produces", () => {
  const root = "responses: { R: { description: r, schema: { type: string } } }";
  expect(at(operation("responses: { 200: { $ref: '#/responses/R' } }", root), "/responses/200")).toEqual({
    $ref: "#/components/responses/R",
  });
  expect(
    at(
      operation("produces: [text/plain], responses: { 200: { $ref: '#/responses/R' } }", root),
      "/responses/200/content",
    ),
  ).toEqual({ "text/plain": { schema: { type: "string" } } });
});

test("a form is multipart only where it must or says so", () => {
  const types = (text: string, fields: string) =>
    keysAt(operation(`${text} parameters: [${fields}]`), "/requestBody/content");
  const text = "{ name: t, in: formData, type: string }";
  const file = "{ name: f, in: formData, type: file }";
  expect(types("", text)).toEqual(["application/x-www-form-urlencoded"]);
  expect(types("", `${text}, ${file}`)).toEqual(["multipart/form-data"]);
  expect(types("consumes: [multipart/form-data, application/x-www-form-urlencoded, a/b],", text)).toEqual([
    "multipart/form-data",
    "application/x-www-form-urlencoded",
  ]);
  expect(types("consumes: [multipart/form-data, application/x-www-form-urlencoded],", file)).toEqual([
    "multipart/form-data",
  ]);
  expect(types("consumes: [application/json],", text)).toEqual(["application/x-www-form-urlencoded"]);
});

test("the fields of a form are a schema with their lists' styles", () => {
  const requestBody = operation(
    "parameters: [{ name: a, in: formData, type: array, items: { type: string }, collectionFormat: pipes, required: true, description: d, x-a: 1 }, { name: f, in: formData, type: file }]",
  );
  expect(at(requestBody, "/requestBody")).toEqual({
    required: true,
    content: {
      "multipart/form-data": {
        schema: {
          type: "object",
          required: ["a"],
          properties: {
            a: { type: "array", items: { type: "string" }, description: "d", "x-a": 1 },
            f: { type: "string", format: "binary" },
          },
        },
        encoding: { a: { style: "pipeDelimited", explode: false } },
      },
    },
  });
});

test("bodies may be shared, by name or by the path item", () => {
  const { value } = convert(`
parameters: { B: { name: b, in: body, required: true, schema: { $ref: "#/definitions/X" } } }
paths:
  /a:
    parameters: [{ name: f, in: formData, type: string }, { name: q, in: query, type: string }]
    get: { }
    post: { parameters: [{ name: g, in: formData, type: string }] }
    put: { parameters: [{ $ref: "#/parameters/B" }] }
`);
  const item = at(value, "/paths/~1a");
  expect(at(item, "/parameters")).toEqual([{ name: "q", in: "query", schema: { type: "string" } }]);
  expect(at(item, "/get")).toEqual({});
  expect(keysAt(item, "/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties")).toEqual([
    "f",
    "g",
  ]);
  expect(at(item, "/put")).toEqual({
    parameters: [],
    requestBody: { required: true, content: { "application/json": { schema: { $ref: "#/components/schemas/X" } } } },
  });
});

test("schemas: discriminator, files, null, and names that are keywords", () => {
  const { value } = convert(`
definitions:
  A:
    discriminator: kind
    properties:
      discriminator: { type: string }
      $ref: { x-nullable: true, type: string }
      type: { type: file }
      to: { $ref: "#/definitions/B", x-nullable: true }
    example: { discriminator: kept, $ref: "#/definitions/kept", type: file }
    default: { type: file }
    additionalProperties: { $ref: "#/definitions/B" }
`);
  expect(at(value, "/components/schemas/A")).toEqual({
    discriminator: { propertyName: "kind" },
    properties: {
      discriminator: { type: "string" },
      $ref: { "x-nullable": true, type: "string", nullable: true },
      type: { type: "string", format: "binary" },
      to: { allOf: [{ $ref: "#/components/schemas/B" }], "x-nullable": true, nullable: true },
    },
    example: { discriminator: "kept", $ref: "#/definitions/kept", type: "file" },
    default: { type: "file" },
    additionalProperties: { $ref: "#/components/schemas/B" },
  });
});

test("security schemes keep what they say", () => {
  const { value } = convert(`
securityDefinitions:
  b: { type: basic, description: d }
  k: { type: apiKey, name: K, in: query, x-k: 1 }
  o: { type: oauth2, flow: accessCode, authorizationUrl: a, tokenUrl: t, scopes: { s: d }, description: d }
`);
  expect(at(value, "/components/securitySchemes")).toEqual({
    b: { type: "http", scheme: "basic", description: "d" },
    k: { type: "apiKey", name: "K", in: "query", "x-k": 1 },
    o: {
      type: "oauth2",
      description: "d",
      flows: { authorizationCode: { authorizationUrl: "a", tokenUrl: "t", scopes: { s: "d" } } },
    },
  });
});

/** Every value of a document with its pointer. */
function* places(value: Json, pointer = ""): Generator<readonly [string, Json]> {
  yield [pointer, value];
  const entries = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  for (const [key, one] of entries) yield* places(one as Json, child(pointer, key));
}

test("a text stands where it was written, wherever it is now", () => {
  const { converted } = convert(`
host: h
info: { title: "t1" }
parameters: { B: { name: b, in: body, description: "t2", schema: { title: "t3" } }, Q: { name: q, in: query, type: string, description: "t4", pattern: "t5" } }
responses: { R: { description: "t6", schema: { title: "t7" }, headers: { H: { type: string, description: "t8", pattern: "t9" } } } }
securityDefinitions: { s: { type: apiKey, name: "t10", in: query } }
definitions: { D: { properties: { p: { title: "t11" } } } }
paths:
  /a:
    parameters: [{ name: x, in: formData, type: string, pattern: "t12" }, { name: y, in: query, type: string, pattern: "t13" }]
    post:
      produces: [a/b, c/d]
      parameters: [{ name: z, in: formData, type: string, pattern: "t14" }, { name: w, in: query, type: array, items: { pattern: "t15" } }]
      responses: { 200: { description: "t16", schema: { title: "t17" } }, 404: { $ref: "#/responses/R" } }
    put:
      parameters: [{ $ref: "#/parameters/B" }]
`);
  const seen = new Set<Json>();
  for (const [pointer, value] of places(converted.value)) {
    if (typeof value !== "string" || !/^t\d+$/.test(value)) continue;
    seen.add(value);
    const { line, column } = converted.locate(pointer);
    const text = converted.text.split("\n")[line - 1]?.slice(column - 1) ?? "";
    expect(text.replaceAll('"', "").startsWith(value), `${pointer}: ${value}`).toBe(true);
    const back = converted.moved(converted.origin(pointer));
    expect(back).toContain(pointer);
  }
  expect(seen.size).toBe(17);
});

test("whatever a document holds, it is converted without a throw, and the original is not touched", () => {
  const keys = fc.constantFrom(
    "paths",
    "/a",
    "get",
    "post",
    "parameters",
    "responses",
    "definitions",
    "securityDefinitions",
    "$ref",
    "in",
    "name",
    "type",
    "schema",
    "items",
    "host",
    "schemes",
    "consumes",
    "produces",
    "200",
    "headers",
    "examples",
    "allOf",
    "properties",
    "__proto__",
    "constructor",
  );
  const leaf = fc.constantFrom<unknown>(
    "body",
    "formData",
    "query",
    "array",
    "file",
    "#/parameters/a",
    "#/definitions/a",
    "#/%",
    null,
    1,
    true,
    "oauth2",
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "medium" },
      leaf,
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(keys, tie("tree"), { maxKeys: 5 }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(keys, tree, { maxKeys: 8 }), (root) => {
      const text = JSON.stringify({ ...root, swagger: "2.0" });
      const [document] = loadDocument("spec.json", text);
      if (!document) return;
      const [converted] = fromSwagger(document);
      for (const [pointer] of places(converted.value)) converted.locate(pointer);
      expect(JSON.stringify(document.value as JsonObject)).toBe(JSON.stringify(JSON.parse(text)));
      expect(converted.value["openapi"]).toBe("3.0.4");
    }),
    { numRuns: 300 },
  );
});

test("parts that lead to each other, or nowhere, in a row of thousands", () => {
  const many = Array.from({ length: 20_000 }, (_, index) => `p${index}: { $ref: "#/p${index + 1}" }`).join("\n");
  const text = `a: { $ref: "#/b" }\nb: { $ref: "parts.yaml#/a" }\n${many}\np20000: { name: far, in: query, type: string }\n`;
  const [parts] = loadDocument("parts.yaml", text);
  const references: References = {
    files: [],
    open: (name) =>
      parts && name === "parts.yaml" ? { name, document: parts, raw: parts } : { why: "missing", message: "" },
  };
  const [document] = loadDocument(
    "spec.yaml",
    `swagger: "2.0"\npaths: { /a: { $ref: "parts.yaml#/a", get: { parameters: [{ $ref: "parts.yaml#/a" }, { $ref: "parts.yaml#/p0" }, { $ref: "lost.yaml#/a" }] } } }`,
  );
  const [converted] = fromSwagger(document!, references);
  expect(at(converted.value, "/paths/~1a/get/parameters")).toHaveLength(3);
});
