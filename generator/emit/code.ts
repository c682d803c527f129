/** Literals as code. The formatter lays them out. */
import type { Json } from "../load/document.js";
import { propertyKey, stringLiteral } from "./escape.js";

type Field = readonly [key: string, value: string | undefined];

/** An object literal on lines of its own; fields without a value are left out. */
export function printFields(fields: readonly Field[]): string {
  const lines = fields.flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value},`]));
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n}`;
}

/** The same on one line. */
export function printInline(fields: readonly Field[]): string {
  return `{ ${fields.flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`])).join(", ")} }`;
}

/** JSON as code. */
export function printJson(value: Json): string {
  if (typeof value === "string") return stringLiteral(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(printJson).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const pairs = Object.entries(value).map(([key, item]) => `${propertyKey(key)}: ${printJson(item as Json)}`);
    return pairs.length === 0 ? "{}" : `{ ${pairs.join(", ")} }`;
  }
  return JSON.stringify(value);
}
