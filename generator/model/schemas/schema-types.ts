/** One schema → one type. The rule: a type that rejects valid data is a bug; after it, the sharper type wins. */
import { child, type Json } from "../../load/document.js";
import type { Type } from "../model.js";
import { arrayType } from "./arrays.js";
import { conditional, dependencies, lacking, refusedProperty } from "./conditions.js";
import type { Context, Reader } from "./context.js";
import {
  allKinds,
  arrayKeywords,
  common,
  kindOf,
  objectKeywords,
  says,
  typesOf,
  type Kind,
  type Kinds,
} from "./kinds.js";
import { objectType } from "./objects.js";
import { constantsOf, isOpenable } from "./openable.js";
import { variantsType } from "./variants.js";
import { describe, type ObjectNode } from "../source.js";
import { isWithin, literals, merge, nothing, union, unknown } from "./types.js";

const knownTypes = new Set(["array", "boolean", "integer", "null", "number", "object", "string"]);
const composing: readonly string[] = [
  "$ref",
  "$dynamicRef",
  "allOf",
  "anyOf",
  "oneOf",
  "if",
  "dependentRequired",
  "dependentSchemas",
];
/** Keywords that change what a schema accepts, so that a `$ref` beside them is more than a name. */
const constraining: readonly string[] = [
  "type",
  "enum",
  "const",
  "not",
  "nullable",
  "maxProperties",
  ...composing.slice(1),
  ...objectKeywords,
  ...arrayKeywords,
];

/** Gives the type of what a `$ref` leads to. */
export type Follow = (schema: ObjectNode, reference: string, context: Context) => Type;

export function schemaType(reader: Reader, schema: ObjectNode, context: Context, follow: Follow): Type {
  const { value } = schema;
  const reference = value["$ref"];
  if (typeof reference === "string" && !says(value, constraining)) return follow(schema, reference, context);
  if (value["nullable"] !== true) return composed(reader, schema, context, follow);
  const type = composed(reader, schema, { ...context, kinds: withoutNull(context.kinds) }, follow);
  return context.kinds.has("null") ? union([type, nothing]) : type;
}

function withoutNull(kinds: Kinds): Kinds {
  return new Set([...kinds].filter((kind) => kind !== "null"));
}

function composed(reader: Reader, schema: ObjectNode, context: Context, follow: Follow): Type {
  const { value } = schema;
  checkType(reader, schema);
  const accepted = reader.kinds.of(value);
  // What contradicts itself was meant otherwise: the vendor sends something.
  if (accepted.size === 0 && !reader.literal && value["not"] === undefined) return unknown;
  const kinds = common(context.kinds, accepted);
  if (kinds.size === 0) return { kind: "never" };
  if (value["const"] !== undefined) return literals([value["const"]]);
  if (value["enum"] !== undefined && value["enum"] !== null) return enumeration(reader, schema, kinds, context);
  const own = value["type"] !== undefined || says(value, objectKeywords) || says(value, arrayKeywords);
  if (kinds.size === 1 || !own || !says(value, composing)) return single(reader, schema, { ...context, kinds }, follow);
  // Each kind for itself: what a part says of objects is nothing to texts.
  const types = [...kinds].map((kind) => {
    const one: Context = { ...context, kinds: new Set([kind]) };
    const type = single(reader, schema, one, follow);
    return type.kind === "unknown" ? kindType(reader, schema, kind, one) : type;
  });
  return union(types);
}

/** All that a schema and its parts say, about some kinds of value. */
function single(reader: Reader, schema: ObjectNode, context: Context, follow: Follow): Type {
  const { source } = reader;
  const { value } = schema;
  const part: Context = { ...context, whole: context.whole ?? schema };
  const parts: Type[] = [];
  if (typeof value["$ref"] === "string") parts.push(follow(schema, value["$ref"], part));
  if (typeof value["$dynamicRef"] === "string") parts.push(dynamic(reader, schema, value["$dynamicRef"], part));
  for (const key of ["anyOf", "oneOf"]) {
    if (value[key] === undefined || value[key] === null) continue;
    const members = source.list(schema, key);
    const constants = constantsOf(value[key])?.filter((one) => context.kinds.has(kindOf(one)));
    const type = isOpenable(constants)
      ? knownValues(constants as Json[], context)
      : union(members.map((one) => reader.type(one, part)));
    parts.push(variantsType(reader, schema, members, part) ?? type);
  }
  for (const one of value["allOf"] === undefined ? [] : source.list(schema, "allOf"))
    parts.push(reader.type(one, part));
  if (value["if"] !== undefined) parts.push(conditional(reader, schema, part));
  if (context.kinds.has("object")) {
    if (context.kinds.size === 1) parts.push(...dependencies(reader, schema, part));
    const refused = refusedProperty(value["not"]);
    if (refused !== undefined && context.kinds.size === 1) parts.push(lacking(refused));
  }
  const base = ownType(reader, schema, part);
  return merge(base && !parts.some((one) => isWithin(one, base)) ? [base, ...parts] : parts);
}

/** Which of the anchors it is depends on where a reader comes from; any of them is no narrower. */
function dynamic(reader: Reader, schema: ObjectNode, reference: string, context: Context): Type {
  const bound = reader.bound(reference, context);
  if (bound) return bound;
  const targets = reader.source.followDynamic(reference, child(schema.pointer, "$dynamicRef"));
  return targets.length === 0 ? unknown : union(targets.map((one) => reader.type(one, context)));
}

function checkType({ source }: Reader, schema: ObjectNode): void {
  const declared = schema.value["type"];
  if (declared === undefined || knownTypes.has(declared as string)) return;
  const pointer = child(schema.pointer, "type");
  const wrong = typesOf(schema.value).find((type) => typeof type !== "string" || !knownTypes.has(type));
  if (wrong !== undefined)
    source.error("model/invalid", pointer, `\`type\` is ${describe(wrong)}, which is no JSON Schema type.`);
  else if ([declared].flat().includes(null))
    source.warning("model/invalid", pointer, '`type` is null; it is taken for the text "null".');
}

function enumeration({ source }: Reader, schema: ObjectNode, kinds: Kinds, context: Context): Type {
  const listed = source.list(schema, "enum").map((one) => one.value);
  const fitting = listed.filter((one) => kinds.has(kindOf(one)));
  const values = fitting.length > 0 ? fitting : listed;
  const known = knownValues(values, context);
  const allowsNull = kinds.has("null") && typesOf(schema.value).includes("null");
  return allowsNull && values.length > 0 ? union([known, nothing]) : known;
}

/** Values that are known, to which tomorrow's server may add. */
function knownValues(values: readonly Json[], { shape }: Context): Type {
  const type = literals(values);
  return shape === "response" && type.kind === "enum" && isOpenable(values) ? { ...type, open: true } : type;
}

/** What the schema's own keywords say, composition left out; undefined when they say nothing. */
function ownType(reader: Reader, schema: ObjectNode, context: Context): Type | undefined {
  const { value } = schema;
  const { kinds } = context;
  const isSaid =
    value["type"] !== undefined ||
    (kinds.has("object") && says(value, objectKeywords)) ||
    (kinds.has("array") && says(value, arrayKeywords)) ||
    (value["not"] !== undefined && !says(value, composing) && kinds.size < allKinds.size);
  return isSaid ? union([...kinds].map((kind) => kindType(reader, schema, kind, context))) : undefined;
}

function kindType(reader: Reader, schema: ObjectNode, kind: Kind, context: Context): Type {
  switch (kind) {
    case "object":
      return objectType(reader, schema, context);
    case "array":
      return arrayType(reader, schema, context);
    case "string":
      // Bytes in a form are a file; in JSON they can only be text.
      return context.shape !== "response" && reader.scan.isFile(schema.value)
        ? union([{ kind: "string" }, { kind: "binary" }])
        : { kind };
    default:
      return { kind };
  }
}
