/** What can be seen of a schema without reading it. */
import { isObject, type Json } from "../../load/document.js";
import type { ObjectNode } from "../source.js";

/** Whether a composition says more than one `$ref` does. */
export function isMore({ value }: ObjectNode): boolean {
  const parts = value["allOf"];
  return Array.isArray(parts) && (parts.length > 1 || value["properties"] !== undefined);
}

/** Whether a value can be a schema at all. */
export function isSchema(value: Json | undefined): boolean {
  return typeof value === "boolean" || isObject(value);
}

/** Whether a choice has properties of its own. */
export function saysOfItself(value: Json | undefined): boolean {
  return (
    isObject(value) &&
    ["properties", "required", "allOf", "additionalProperties"].some((key) => value[key] !== undefined)
  );
}
