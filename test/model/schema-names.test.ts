import { describe, expect, it } from "vitest";
import { placeNames } from "../../generator/model/schemas/names.js";
import { build } from "./models.js";

const properties = (...names: string[]) => ({ properties: Object.fromEntries(names.map((name) => [name, {}])) });

describe("a place without a name is called", () => {
  it.each([
    ["/components/schemas/User/properties/address", {}, "Address"],
    ["/components/schemas/User/properties/x", { title: "Postal address" }, "X"],
    ["/components/schemas/Users/allOf/1", properties("links"), "WithLinks"],
    ["/components/schemas/Users/allOf/1", properties("links", "next_page"), "WithLinksAndNextPage"],
    ["/components/schemas/Users/allOf/0", properties("a", "b", "c"), "UsersBase"],
    ["/components/schemas/Users/allOf/1", properties("a", "b", "c"), "UsersSecond"],
    ["/components/schemas/Error/oneOf/1", properties("code"), "ErrorWithCode"],
    ["/components/schemas/Error/oneOf/1", properties("code", "a", "b"), "ErrorSecond"],
    ["/components/schemas/Error/oneOf/1", { title: "Not found", ...properties("code") }, "NotFound"],
  ])("%s with %j: %s", (pointer, value, name) => {
    expect([...placeNames(pointer, value)][0]).toBe(name);
  });
});

describe("a schema that is sent and received", () => {
  const described = (inside: string): readonly string[] => {
    const at = "{ application/json: { schema: { $ref: '#/components/schemas/Mount' } } }";
    const { model } = build(`
paths:
  /mounts:
    put:
      requestBody: { content: ${at} }
      responses: { "200": { description: ok, content: ${at} } }
components:
  schemas:
    Mount: { type: object, ${inside} }
`);
    return model.schemas.map(({ name, received }) => (received === undefined ? name : `${name} of ${received}`));
  };

  it.each([
    "properties: { readOnly: { type: boolean }, discriminator: { type: string } }",
    "example: { readOnly: true, enum: [a, b], discriminator: { propertyName: x } }",
    "default: { volume: { readOnly: true } }",
  ])("is one type where words of JSON Schema are only data: %s", (inside) => {
    expect(described(inside)).toEqual(["Mount"]);
  });

  it.each([
    "properties: { id: { type: string, readOnly: true } }",
    "properties: { default: { enum: [a, b] } }",
    "properties: { properties: { type: object, properties: { example: { type: string, writeOnly: true } } } }",
  ])("is two where they are keywords: %s", (inside) => {
    expect(described(inside)).toEqual(["Mount", "MountInput of Mount"]);
  });
});
