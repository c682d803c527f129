/** Whatever stands in a place that should hold something else: a diagnostic or a model, never an exception. */
import { expect, it } from "vitest";
import { loadDocument } from "../../generator/load/load.js";
import { buildModel } from "../../generator/model/build.js";
import { correct } from "../../generator/overlay/correct.js";

const spec = `openapi: 3.1.0
info: { title: Test, version: "1" }
servers: [{ url: "https://{a}.test", variables: { a: { default: b } } }]
security: [{ key: [] }]
tags: [{ name: things }]
paths:
  /things/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    post:
      operationId: things.create
      tags: [things]
      security: [{ key: [] }, {}]
      requestBody: { content: { multipart/form-data: { schema: { $ref: "#/components/schemas/Thing" }, encoding: { a: { style: form } } } } }
      callbacks: { done: { "{$url}": { post: { requestBody: { content: {} }, responses: {} } } } }
      responses: { "200": { headers: { X: { schema: { type: string } } }, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Thing" } } } } } }
      x-pagination: { style: page, page: page, items: data }
components:
  securitySchemes: { key: { type: oauth2, flows: { clientCredentials: { tokenUrl: /t, scopes: {} } } } }
  schemas:
    Thing:
      allOf: [{ type: object, required: [a], properties: { a: { enum: [x, y] } } }, { $ref: "#/components/schemas/Other" }]
    Other: { oneOf: [{ type: object }, { $ref: "#/components/schemas/Thing" }], discriminator: { propertyName: a, mapping: { x: Thing } } }
`;

type Tree = { [key: string]: unknown };

function* places(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (path.length > 0) yield path;
  for (const [key, one] of Object.entries(typeof value === "object" && value ? value : {}))
    yield* places(one, [...path, key]);
}

const [whole] = loadDocument("spec.yaml", spec);

it.each([[null], [[]], ["text"], [{}]])("%j", (stranger) => {
  const broken: string[] = [];
  for (const path of places(whole!.value)) {
    const copy = structuredClone(whole!.value) as Tree;
    const parent = path.slice(0, -1).reduce<Tree>((at, key) => at[key] as Tree, copy);
    parent[path.at(-1)!] = stranger;
    const [document] = loadDocument("spec.json", JSON.stringify(copy));
    const [corrected] = correct(document!, [], { readPage: () => "", strict: false });
    try {
      const options = { name: "test", packageName: "@test/test", source: "test" };
      const [model, diagnostics] = buildModel(corrected!, options);
      if (!model && diagnostics.length === 0) broken.push(`${path.join("/")}: nothing said`);
    } catch (error) {
      broken.push(`${path.join("/")}: ${String(error)}`);
    }
  }
  expect(broken).toEqual([]);
});
