/** Arrays, and tuples where the number or the kinds of the first elements are known. */
import type { Type } from "../model.js";
import { fresh, type Context, type Reader } from "./context.js";
import type { Node, ObjectNode } from "../source.js";
import { unknown } from "./types.js";

/** A longer tuple is no help to a reader. */
const longest = 8;

export function arrayType(reader: Reader, schema: ObjectNode, { shape }: Context): Type {
  const { source } = reader;
  const { value } = schema;
  const read = (node: Node): Type => reader.type(node, fresh(shape));
  const restNode = source.get(schema, "items") ?? unevaluated(reader, schema);
  const rest = restNode && !Array.isArray(restNode.value) ? read(restNode) : unknown;
  const prefix = value["prefixItems"] === undefined ? [] : source.list(schema, "prefixItems").map(read);
  const [least, most] = [count(value["minItems"]) ?? 0, count(value["maxItems"]) ?? Infinity];
  const fixed = least === most && most <= longest ? most : undefined;
  if (rest.kind === "never" && prefix.length === 0) return { kind: "tuple", items: [], required: 0 };
  if (prefix.length === 0 && fixed === undefined) return { kind: "array", items: rest };
  const items = fixed === undefined ? prefix : Array.from({ length: fixed }, (_, index) => prefix[index] ?? rest);
  const impossible = items.findIndex((one) => one.kind === "never");
  const possible = items.slice(0, Math.min(most, impossible < 0 ? items.length : impossible));
  const isClosed = impossible >= 0 || rest.kind === "never" || most <= items.length;
  return {
    kind: "tuple",
    items: possible,
    required: Math.min(least, possible.length),
    ...(!isClosed && { rest }),
  };
}

/** What comes after all that is spoken of here; what is spoken of elsewhere cannot be seen from here. */
function unevaluated({ source }: Reader, schema: ObjectNode): Node | undefined {
  const elsewhere = ["allOf", "anyOf", "oneOf", "if", "not", "contains", "$ref", "$dynamicRef", "dependentSchemas"];
  return elsewhere.some((key) => schema.value[key] !== undefined) ? undefined : source.get(schema, "unevaluatedItems");
}

function count(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : undefined;
}
