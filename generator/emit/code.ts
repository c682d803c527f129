/** Literals as code. The formatter lays them out. */
import type { Json } from "../load/document.js";
import { propertyKey, stringLiteral } from "./escape.js";

type Field = readonly [key: string, value: string | undefined];

/** One whose value is called like it is written once; one without a value is left out. */
function printField([key, value]: Field): string[] {
  if (value === undefined) return [];
  return [key === value ? key : `${key}: ${value}`];
}

/** An object literal on lines of its own. */
export function printFields(fields: readonly Field[]): string {
  const lines = fields.flatMap(printField).map((field) => `${field},`);
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n}`;
}

/** The same on one line. */
export function printInline(fields: readonly Field[]): string {
  return `{ ${fields.flatMap(printField).join(", ")} }`;
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
