/** What the fake of a package is told: filters, page sizes, and which list has the items that are asked for one by one. */
import { expect, it } from "vitest";
import { build, operation } from "./models.js";

const list = (item: string, next = "[string, 'null']"): string =>
  `responses: { "200": { description: ok, content: { application/json: { schema: { type: object, properties: { data: { type: array, items: ${item} }, next: { type: ${next} } } } } } } }`;
const cursor = "x-pagination: { style: cursor, cursor: after, next: next, items: data, limit: size }";
const own = (size: string, type = "string"): string =>
  `parameters: [{ name: after, in: query, schema: { type: ${type} } }, { name: size, in: query, schema: { type: integer, ${size} } }]`;

it("reads filters by wire names, in full and in short, with the documented defaults", () => {
  const { operation: found, diagnostics } = operation(`
parameters:
  - { name: "kind[]", in: query, x-name: kinds, schema: { type: array, items: { type: string } } }
  - { name: since, in: query, schema: { type: string } }
  - { name: offset, in: query, schema: { type: integer } }
  - { name: state, in: query, schema: { type: string, default: open } }
x-pagination: { style: offset, offset: offset, items: data }
x-filters: { "kind[]": /a/kind, since: { field: at, is: ">" }, state: { field: state } }
${list("{ type: object, properties: { at: { type: string }, state: { type: [string, 'null'] }, a: { type: object, properties: { kind: { type: string } } } } }")}`);
  expect(diagnostics).toEqual([]);
  const field = (...names: string[]): object => ({
    steps: names.map((name) => expect.objectContaining({ name }) as object),
  });
  expect(found.filters).toMatchObject([
    { parameter: "kinds", is: "in", field: field("a", "kind") },
    { parameter: "since", is: ">", field: field("at") },
    { parameter: "state", is: "=", field: field("state"), defaultValue: "open" },
  ]);
  expect(found.filters?.[1]).not.toHaveProperty("defaultValue");
});

it("knows the documented page size, and whether cursors are numbers", () => {
  const of = (size: string, next?: string, type?: string): unknown => {
    const { pagination } = operation(`${own(size, type)}\n${cursor}\n${list("{ type: string }", next)}`).operation;
    return [pagination?.defaultLimit, pagination?.maxLimit, pagination?.numericCursor];
  };
  expect(of("default: 20, maximum: 50")).toEqual([20, 50, undefined]);
  expect(of("maximum: 50")).toEqual([undefined, 50, undefined]);
  expect(of("default: 0")).toEqual([undefined, undefined, undefined]);
  expect(of("minimum: 1", "[integer, 'null']", "integer")).toEqual([undefined, undefined, true]);
});

it.each<[what: string, path: string, schema: string, itemOf: object | undefined]>([
  ["an id", "/things/{id}", "Thing", { list: "things.list", parameter: "id", field: { text: "id" } }],
  ["a slash at the end", "/things/{id}/", "Thing", { list: "things.list", parameter: "id" }],
  ["a field of the parameter's name", "/things/{key}", "Thing", { parameter: "key", field: { text: "key" } }],
  ["any other name: the id", "/things/{thing_id}", "Thing", { parameter: "thing_id", field: { text: "id" } }],
  ["another schema", "/things/{id}", "Other", undefined],
  ["another place", "/others/{id}", "Thing", undefined],
  ["a place further on", "/things/{id}/parent", "Thing", undefined],
])("finds the list of one item by %s", (_, path, schema, itemOf) => {
  const name = /\{(.+)\}/.exec(path)![1];
  const { model } = build(`paths:
  /things:
    get: { operationId: things.list, ${own("minimum: 1")}, ${cursor}, ${list("{ $ref: '#/components/schemas/Thing' }")} }
  ${path}:
    get:
      operationId: things.get
      parameters: [{ name: ${name}, in: path, required: true, schema: { type: string } }]
      responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/${schema}" } } } } }
components:
  schemas:
    Thing: { type: object, properties: { id: { type: string }, key: { type: integer } } }
    Other: { type: object, properties: { id: { type: string } } }
`);
  const [, get] = model.resources.flatMap((resource) => resource.operations);
  if (itemOf) expect(get?.itemOf).toMatchObject(itemOf);
  else expect(get).not.toHaveProperty("itemOf");
});
