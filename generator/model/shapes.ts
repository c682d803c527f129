/** Schemas as the vendor has them, with all but the shape left out, as far as responses lead to them. */
import { child, isObject, setOwn, splitFile, type Json, type JsonObject, type Pointer } from "../load/document.js";
import type { Shape, Shapes } from "./model-shapes.js";
import type { Operation } from "./model.js";
import { typesOf } from "./schemas/kinds.js";
import type { Schemas } from "./schemas/schemas.js";
import type { Source } from "./source.js";

/** A condition, as RFC 9535 writes it, that one item of a list fulfils and no other. */
export type NameItem = (list: readonly Json[], index: number) => string;

/** Beside these, not all of what an object has can be seen in its `properties`. */
const opening = ["patternProperties", "if", "dependentSchemas", "unevaluatedProperties"] as const;
const compositions = ["allOf", "anyOf", "oneOf"] as const;

export function readShapes(
  source: Source,
  schemas: Schemas,
  operations: readonly Operation[],
  nameItem: NameItem = (_, index) => `[${index}]`,
): Shapes {
  const reader = new ShapeReader(source, schemas, nameItem);
  const keys: Record<string, Record<string, string | Readonly<Record<string, string>>>> = {};
  for (const { id, success } of operations) {
    const statuses: Record<string, string | Readonly<Record<string, string>>> = {};
    for (const { status, contents } of success.responses) {
      const places = contents.flatMap(({ mediaType, origin, reader: kind }) =>
        kind === "json" && origin !== undefined
          ? [[bare(mediaType), reader.keyOf(reader.target(origin))] as const]
          : [],
      );
      const [first] = places;
      if (first) statuses[status] = places.length === 1 ? first[1] : Object.fromEntries(places);
    }
    if (Object.keys(statuses).length > 0) setOwn(keys, id, statuses);
  }
  return { openapi: versionOf(source), operations: keys, schemas: reader.all() };
}

function versionOf({ root: { value }, document }: Source): Shapes["openapi"] {
  if (document.origin) return "2.0";
  return String(value["openapi"]).startsWith("3.0") ? "3.0" : "3.1";
}

/** A media type without its parameters. */
const bare = (mediaType: string): string => mediaType.replace(/\s*;.*/s, "").toLowerCase();

class ShapeReader {
  readonly #source: Source;
  readonly #schemas: Schemas;
  readonly #nameItem: NameItem;
  readonly #wanted = new Map<string, Pointer>();

  constructor(source: Source, schemas: Schemas, nameItem: NameItem) {
    this.#source = source;
    this.#schemas = schemas;
    this.#nameItem = nameItem;
  }

  /** What a `$ref` to a place would be, in the document as the vendor wrote it. */
  keyOf(pointer: Pointer): string {
    const isOwn = splitFile(pointer)[0] === "";
    const key = isOwn ? `#${this.#source.document.origin?.(pointer) ?? pointer}` : pointer;
    this.#wanted.set(key, pointer);
    return key;
  }

  /** Where a schema that is nothing but a reference leads. */
  target(pointer: Pointer): Pointer {
    const value = this.#source.at(pointer);
    const isPure = isObject(value) && Object.keys(value).length === 1;
    return (isPure ? this.#follow(value, pointer) : undefined) ?? pointer;
  }

  /** What was asked for, and all that it leads to. */
  all(): Shapes["schemas"] {
    const shapes: Record<string, Shape> = {};
    for (const [key, pointer] of this.#wanted) setOwn(shapes, key, this.#shape(pointer));
    return shapes;
  }

  #follow(value: JsonObject, pointer: Pointer): Pointer | undefined {
    const { $ref } = value;
    return typeof $ref === "string" ? this.#source.find($ref, child(pointer, "$ref")) : undefined;
  }

  #shape(pointer: Pointer): Shape {
    const value = this.#source.at(pointer);
    if (!isObject(value) || value["$dynamicRef"] !== undefined) return {};
    const shape: Record<string, Json> = {};
    const target = this.#follow(value, pointer);
    if (target !== undefined) shape["$ref"] = this.keyOf(target);
    const { type, nullable, const: constant } = value;
    if (typeof type === "string") shape["type"] = type;
    else if (type === null || Array.isArray(type)) shape["type"] = typesOf(value) as Json;
    if (nullable === true) shape["nullable"] = true;
    if (isLiteral(constant)) shape["const"] = constant;
    if (Array.isArray(value["enum"]) && value["enum"].every(isLiteral)) shape["enum"] = value["enum"];
    this.#object(value, pointer, shape);
    if (isObject(value["items"]) && value["prefixItems"] === undefined)
      shape["items"] = this.#shape(child(pointer, "items"));
    for (const key of compositions) {
      const list = value[key];
      if (Array.isArray(list)) shape[key] = list.map((_, index) => this.#member(list, index, child(pointer, key)));
    }
    const variants = this.#schemas.variantsOf({ value, pointer });
    if (variants) {
      const mapping = Object.fromEntries([...variants.places].map(([told, place]) => [told, this.keyOf(place)]));
      shape["discriminator"] = { propertyName: variants.name, mapping };
    }
    const [only, ...more] = Object.keys(shape);
    return only === "type" && more.length === 0 ? (type as Shape) : shape;
  }

  #object(value: JsonObject, pointer: Pointer, shape: Record<string, Json>): void {
    const { properties, required, additionalProperties: others } = value;
    const hidden = new Set<Json>();
    if (isObject(properties)) {
      const shapes: Record<string, Json> = {};
      for (const [name, one] of Object.entries(properties)) {
        if (isObject(one) && one["writeOnly"] === true) hidden.add(name);
        setOwn(shapes, name, this.#shape(child(child(pointer, "properties"), name)));
      }
      shape["properties"] = shapes;
    }
    const names = Array.isArray(required) ? required.filter((one) => typeof one === "string" && !hidden.has(one)) : [];
    if (names.length > 0) shape["required"] = names;
    const rest = isObject(others) ? this.#shape(child(pointer, "additionalProperties")) : undefined;
    const isOpen = others === true || opening.some((key) => value[key] !== undefined);
    if (isOpen || isEmpty(rest)) shape["additionalProperties"] = true;
    else if (rest !== undefined) shape["additionalProperties"] = rest;
  }

  #member(list: readonly Json[], index: number, pointer: Pointer): Shape {
    const shape = this.#shape(child(pointer, index));
    const isNamed = !isObject(shape) || (shape["$ref"] !== undefined && Object.keys(shape).length === 1);
    return isNamed ? shape : { where: this.#nameItem(list, index), ...shape };
  }
}

function isLiteral(value: Json | undefined): value is string | number | boolean | null {
  return value !== undefined && (typeof value !== "object" || value === null);
}

function isEmpty(shape: Shape | undefined): boolean {
  return isObject(shape) && Object.keys(shape).length === 0;
}
