/** Keywords by which one part of an object depends on another: as far as TypeScript can say that. */
import { isObject, type Json, type JsonObject } from "../../load/document.js";
import type { Doc, Property, Type } from "../model.js";
import type { Context, Reader } from "./context.js";
import type { ObjectNode } from "../source.js";
import { merge, union, unknown } from "./types.js";

/** An object that only says what one of its properties is. */
export function having(name: string, required: boolean, type: Type): Type {
  return { kind: "object", properties: [{ name, required, type, doc: plain }] };
}

/** Any object that lacks a property. */
export function lacking(name: string): Type {
  const absent: Property = { name, required: false, type: { kind: "never" }, doc: plain };
  return { kind: "object", properties: [absent], additional: unknown };
}

/** A doc that says nothing. */
export const plain: Doc = { notes: [], examples: [], deprecated: false, see: [], corrections: [] };

/** `dependentRequired` and `dependentSchemas`: either the property is absent, or the rest holds. */
export function dependencies(reader: Reader, schema: ObjectNode, context: Context): Type[] {
  const { source } = reader;
  const parts: Type[] = [];
  const add = (name: string, then: Type): void => {
    if (then.kind === "unknown") return;
    const absent = lacking(name);
    parts.push(union([absent, then]));
  };
  const required =
    schema.value["dependentRequired"] === undefined ? undefined : source.object(schema, "dependentRequired");
  for (const [name, list] of required ? source.entries(required) : []) {
    const names = Array.isArray(list.value) ? list.value.filter((one) => typeof one === "string") : [];
    const properties = [...new Set(names)].map((one) => ({ name: one, required: true, type: unknown, doc: plain }));
    if (properties.length > 0) add(name, { kind: "object", properties, additional: unknown });
  }
  const schemas =
    schema.value["dependentSchemas"] === undefined ? undefined : source.object(schema, "dependentSchemas");
  for (const [name, node] of schemas ? source.entries(schemas) : []) add(name, reader.type(node, context));
  return parts.slice(0, 4);
}

/** What a `not` that only asks for a property leaves: objects without it. */
export function refusedProperty(value: Json | undefined): string | undefined {
  if (!isObject(value as Json)) return undefined;
  const { required, type, ...rest } = value as JsonObject;
  if (!Array.isArray(required) || required.length !== 1 || Object.keys(rest).length > 0) return undefined;
  return (type === undefined || type === "object") && typeof required[0] === "string" ? required[0] : undefined;
}

/** `if`, `then` and `else`: what is no case of the one is a case of the other. */
export function conditional(reader: Reader, schema: ObjectNode, context: Context): Type {
  const { source } = reader;
  const [when, then, otherwise] = (["if", "then", "else"] as const).map((key) => source.get(schema, key));
  if (!when || (!then && !otherwise)) return unknown;
  const read = (node: typeof when | undefined): Type => (node ? reader.type(node, context) : unknown);
  return union([merge([read(when), read(then)]), read(otherwise)]);
}
