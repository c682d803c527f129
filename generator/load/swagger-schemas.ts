/** Schemas of Swagger 2.0, and the parameters and headers that are half a schema, as OpenAPI 3.0 writes them. */
import { isObject, own, setOwn, type Json, type JsonObject } from "./document.js";

/** What a parameter or header says about its value. */
const valueKeywords: ReadonlySet<string> = new Set(
  `type format items default enum maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern
  maxItems minItems uniqueItems multipleOf x-nullable x-enum-varnames x-enumNames`.split(/\s+/),
);
const lists: ReadonlySet<string> = new Set(["allOf", "anyOf", "oneOf"]);
const maps: ReadonlySet<string> = new Set(["properties", "patternProperties", "definitions"]);
const single: ReadonlySet<string> = new Set(["items", "additionalProperties", "not"]);
const moved: readonly (readonly [from: string, to: string])[] = [
  ["#/definitions/", "#/components/schemas/"],
  ["#/parameters/", "#/components/parameters/"],
  ["#/responses/", "#/components/responses/"],
];

/** The same with every value replaced; keys keep their order. */
export function mapObject(object: JsonObject, replace: (value: Json, key: string) => Json | undefined): JsonObject {
  const result: Record<string, Json> = {};
  for (const [key, value] of Object.entries(object)) {
    const replaced = replace(value, key);
    if (replaced !== undefined) setOwn(result, key, replaced);
  }
  return result;
}

/** A `$ref` to where that stands now which it leads to. */
export function newReference(reference: Json): Json {
  const [from, to] = moved.find(([prefix]) => typeof reference === "string" && reference.startsWith(prefix)) ?? [];
  return from === undefined ? reference : `${to}${(reference as string).slice(from.length)}`;
}

/** `reference`: what becomes of a `$ref`. */
export function newSchema(schema: Json, reference: (reference: Json) => Json): Json {
  const again = (one: Json): Json => newSchema(one, reference);
  if (Array.isArray(schema)) return (schema as readonly Json[]).map(again);
  if (!isObject(schema)) return schema;
  const isNullable = schema["x-nullable"] === true || schema["x-isnullable"] === true;
  const converted = mapObject(schema, (value, key) => {
    if (key === "$ref") return reference(value);
    if (key === "discriminator") return typeof value === "string" ? { propertyName: value } : value;
    if (key === "type" && value === "file") return "string";
    if (lists.has(key) || single.has(key)) return again(value);
    return maps.has(key) && isObject(value) ? mapObject(value, again) : value;
  });
  const file = schema["type"] === "file" ? { format: "binary" } : {};
  // What is beside a `$ref` counts for nothing in 3.0.
  const base: JsonObject =
    isNullable && converted["$ref"] !== undefined
      ? {
          allOf: [{ $ref: converted["$ref"] }],
          ...mapObject(converted, (value, key) => (key === "$ref" ? undefined : value)),
        }
      : converted;
  return { ...base, ...file, ...(isNullable && { nullable: true }) };
}

/** What a parameter or header says about its value, as a schema, and what else it says. */
export function splitValue(
  object: JsonObject,
  reference: (reference: Json) => Json,
): { readonly schema: JsonObject; readonly rest: JsonObject } {
  const schema = newSchema(
    mapObject(object, (value, key) => (valueKeywords.has(key) ? value : undefined)),
    reference,
  );
  const rest = mapObject(object, (value, key) =>
    valueKeywords.has(key) || key === "collectionFormat" ? undefined : value,
  );
  return { schema: isObject(schema) ? schema : {}, rest };
}

export function textsOf(value: Json | undefined): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : undefined;
}

/** How a list is written, by where it goes. */
export function listStyle(object: JsonObject): JsonObject | "unknown" {
  const format = own(object, "collectionFormat") ?? "csv";
  const isPair = object["in"] === "query" || object["in"] === "formData";
  if (object["type"] !== "array") return {};
  if (own(own(object, "items"), "type") === "array") return "unknown";
  if (!isPair) return format === "csv" ? { style: "simple" } : "unknown";
  switch (format) {
    case "multi":
      return { style: "form", explode: true };
    case "csv":
      return { style: "form", explode: false };
    case "ssv":
      return { style: "spaceDelimited", explode: false };
    case "pipes":
      return { style: "pipeDelimited", explode: false };
    default:
      return "unknown";
  }
}
