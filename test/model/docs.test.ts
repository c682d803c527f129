import { describe, expect, it } from "vitest";
import { build } from "./models.js";

const spec = `
paths:
  /events:
    get:
      operationId: events.list
      parameters:
        - { name: limit, in: query, schema: { type: integer, default: 100 } }
        - { name: skip, in: query, schema: { type: integer } }
      responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Event" } } } } }
components:
  schemas:
    Event: { type: object, properties: { id: { type: number }, at: { type: object, properties: { zone: { type: string } } } } }
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
`;

/** Whose documentation tells of a correction, after one action on a target. */
function toldBy(action: string): string[] {
  const { model } = build(spec, `  - description: It\n    ${action}\n`);
  const told: string[] = [];
  const note = (name: string, { doc }: { readonly doc: { readonly corrections: readonly unknown[] } }): void => {
    for (const _ of doc.corrections) told.push(name);
  };
  for (const resource of model.resources) {
    note(resource.name, resource);
    for (const operation of resource.operations) {
      note(operation.id, operation);
      for (const parameter of operation.parameters) note(`${operation.id}(${parameter.key})`, parameter);
    }
  }
  for (const schema of model.schemas) {
    note(schema.name, schema);
    if (schema.type.kind === "object")
      for (const property of schema.type.properties) note(`${schema.name}.${property.name}`, property);
  }
  for (const option of model.schemes.flatMap((scheme) => scheme.options)) note(option.option, option);
  return told;
}

describe("a correction is told by the innermost symbol that it touched", () => {
  it.each([
    [
      "a parameter's schema",
      "target: $.paths['/events'].get.parameters[0].schema\n    update: { default: 50 }",
      ["events.list(limit)"],
    ],
    ["a parameter, removed", "target: $.paths['/events'].get.parameters[1]\n    remove: true", ["events.list"]],
    [
      "every parameter",
      "target: $.paths['/events'].get.parameters[*]\n    update: { description: x }",
      ["events.list(limit)", "events.list(skip)"],
    ],
    ["the operation", "target: $.paths['/events'].get\n    update: { summary: x }", ["events.list"]],
    ["a property", "target: $.components.schemas.Event.properties.id\n    update: { type: string }", ["Event.id"]],
    [
      "inside of a property",
      "target: $.components.schemas.Event.properties.at.properties.zone\n    update: { type: number }",
      [],
    ],
    ["a schema", "target: $.components.schemas.Event\n    update: { required: [id] }", ["Event"]],
    ["a security scheme", "target: $.components.securitySchemes.key\n    update: { description: x }", ["key"]],
    ["no symbol", "target: $.info\n    update: { title: Better }", []],
  ])("%s", (_, action, told) => {
    expect(toldBy(action).map((name) => (name === "apiKey" ? "key" : name))).toEqual(told);
  });

  it("and the model lists all of them, with what was there before", () => {
    const { model } = build(
      spec,
      "  - description: At most 50.\n    target: $.paths['/events'].get.parameters[0].schema\n    update: { default: 50 }\n",
    );
    expect(model.corrections).toMatchObject([
      { description: "At most 50.", changes: [{ kind: "changed", from: 100 }] },
    ]);
  });
});

describe("what a type cannot show is noted", () => {
  const notes = (schema: string): readonly string[] =>
    build(`paths: {}\ncomponents: { schemas: { S: ${schema} } }`).model.schemas[0]?.doc.notes ?? [];
  it.each([
    ["{ type: integer, minimum: 1, maximum: 50 }", ["1 to 50"]],
    ["{ type: integer, minimum: 0 }", ["at least 0"]],
    ["{ type: number, exclusiveMinimum: 0, maximum: 9 }", ["at most 9", "more than 0"]],
    ["{ type: number, minimum: 0, exclusiveMinimum: true }", ["more than 0"]],
    ["{ type: string, minLength: 1 }", ["at least 1 character"]],
    ["{ type: string, minLength: 2, maxLength: 2, format: iso }", ["exactly 2 characters", "format iso"]],
    ["{ type: array, maxItems: 1, items: {} }", ["at most 1 item"]],
    ["{ type: string, minLength: much }", []],
  ])("%s", (schema, expected) => {
    expect(notes(schema)).toEqual(expected);
  });
});
