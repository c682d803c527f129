/** Objects: declared properties, those that only `required` or a pattern speaks of, and all others. */
import { child, isObject, type Json } from "../../load/document.js";
import { notesOf } from "../docs.js";
import type { Doc, Property, Type } from "../model.js";
import { fresh, type Context, type Reader } from "./context.js";
import { isRequiredItself } from "./kinds.js";
import { hiddenNames, isHidden } from "./parts.js";
import type { Shape } from "./scan.js";
import type { Node, ObjectNode } from "../source.js";
import { union, unknown } from "./types.js";

/** So many members of an index signature can still be read. */
const readable = 6;

export function objectType(reader: Reader, schema: ObjectNode, context: Context): Type {
  const { source } = reader;
  const { value } = schema;
  const { shape } = context;
  const required = new Set(requiredNames(reader, schema));
  const declared = value["properties"] === undefined ? undefined : source.object(schema, "properties");
  const properties: Property[] = [];
  for (const name of Object.keys(declared?.value ?? {})) {
    const node = declared && source.get(declared, name);
    if (node && !isHidden(reader, node.value, shape))
      properties.push(property(reader, name, node, required.has(name), shape));
  }
  const others = otherProperties(reader, schema, shape);
  const known = new Set(properties.map(({ name }) => name));
  const absent = missing(reader, schema, required, known, context);
  const bare = reader.docs.empty(schema.pointer);
  for (const name of absent)
    properties.push({ name, required: true, type: others.type ?? unknown, doc: { ...bare, corrections: [] } });
  for (const name of others.names ?? [])
    if (!known.has(name) && !absent.includes(name))
      properties.push(optional({ name, required: false, type: others.type ?? unknown, doc: bare }, shape));

  const additional = index(others, properties);
  return { kind: "object", properties, ...(additional && { additional }) };
}

function property(reader: Reader, name: string, node: Node, required: boolean, shape: Shape): Property {
  const doc = isObject(node.value) ? docOf(reader, node as ObjectNode) : reader.docs.empty(node.pointer);
  return optional({ name, required, type: reader.type(node, fresh(shape)), doc }, shape);
}

/** Who writes an object may write `undefined` for what it leaves out: it is not sent. */
function optional(one: Property, shape: Shape): Property {
  return one.required || shape === "response" ? one : { ...one, orUndefined: true };
}

export function docOf(reader: Reader, schema: ObjectNode): Doc {
  return reader.docs.of(schema, { notes: notesOf(schema) });
}

interface Others {
  /** What they are; absent when there are none. */
  readonly type?: Type;
  /** Whether the schema speaks of them at all. */
  readonly said: boolean;
  /** All the names that there can be. */
  readonly names?: readonly string[];
}

/** What an object has beside its declared properties. */
function otherProperties(reader: Reader, schema: ObjectNode, shape: Shape): Others {
  const { source } = reader;
  const { value } = schema;
  const patterns = value["patternProperties"] === undefined ? undefined : source.object(schema, "patternProperties");
  const matched = Object.keys(patterns?.value ?? {}).map((key) => {
    const node = patterns && source.get(patterns, key);
    return node ? reader.type(node, fresh(shape)) : unknown;
  });
  const rest = restOf(reader, schema);
  const type = rest?.value === false ? undefined : rest ? reader.type(rest, fresh(shape)) : unknown;
  const all = [...matched.filter((one) => one.kind !== "never"), ...(type && type.kind !== "never" ? [type] : [])];
  const names = possibleNames(source.get(schema, "propertyNames"));
  if (value["maxProperties"] === 0 || names?.length === 0) return { said: true };
  const joined = all.length === 0 ? undefined : union(all);
  return {
    said: reader.literal || rest !== undefined || patterns !== undefined || names !== undefined,
    ...(joined && { type: joined }),
    ...(names && { names }),
  };
}

function restOf(reader: Reader, schema: ObjectNode): Node | undefined {
  const rest = reader.source.get(schema, "additionalProperties");
  if (rest) return rest;
  const { value } = schema;
  // What was evaluated elsewhere cannot be seen from here.
  const alone = ["allOf", "anyOf", "oneOf", "if", "not", "dependentSchemas", "$ref", "$dynamicRef"].every(
    (key) => value[key] === undefined,
  );
  return alone ? reader.source.get(schema, "unevaluatedProperties") : undefined;
}

/** The names that `propertyNames` lists; undefined when it lists none. */
function possibleNames(node: Node | undefined): string[] | undefined {
  if (node?.value === false) return [];
  if (!node || !isObject(node.value)) return undefined;
  const values = node.value["const"] === undefined ? node.value["enum"] : [node.value["const"]];
  if (!Array.isArray(values)) return undefined;
  return (values as Json[]).filter((one) => typeof one === "string");
}

/** TypeScript wants every property to fit an index signature. */
function index(others: Others, properties: readonly Property[]): Type | undefined {
  if (others.names || !others.type) return undefined;
  if (!others.said && properties.length > 0) return undefined;
  if (properties.length === 0) return others.type;
  const types = [others.type, ...properties.map(({ type }) => type)];
  const all = union(types);
  if (all.kind === "unknown" || (all.kind === "union" && all.members.length > readable)) return unknown;
  const optionals = properties.some((one) => !one.required);
  return optionals
    ? { kind: "union", members: [...(all.kind === "union" ? all.members : [all]), { kind: "undefined" }] }
    : all;
}

function requiredNames({ source }: Reader, schema: ObjectNode): readonly Json[] {
  const { required } = schema.value;
  if (required === undefined) return [];
  if (!isRequiredItself("required", required)) return source.list(schema, "required").map((one) => one.value);
  const message = `\`required: ${String(required)}\` is left out: in a schema it is a list of the properties that are required.`;
  source.warning("model/invalid", child(schema.pointer, "required"), message);
  return [];
}

/** Names that are required and not declared here, without those that this direction does not have. */
function missing(
  reader: Reader,
  schema: ObjectNode,
  required: ReadonlySet<Json>,
  known: ReadonlySet<string>,
  context: Context,
): string[] {
  const names = [...required].filter((one): one is string => typeof one === "string" && !known.has(one));
  if (names.length === 0 || context.shape === "shared") return names;
  const hidden = hiddenNames(reader, context.whole ?? schema, context.shape);
  return names.filter((name) => !hidden.has(name));
}
