/** Walks over all positions of a document. */
import { isObject, type Json } from "./document.js";
import type { Position } from "./positions.js";

/** Adds a position and all below it. */
export function markAll(position: Position, marked: Set<Position>): void {
  marked.add(position);
  for (const item of position.items ?? []) markAll(item, marked);
  for (const { value } of position.entries?.values() ?? []) markAll(value, marked);
}

/** Notes the value at each position. */
export function collectValues(position: Position, value: Json | undefined, values: Map<Position, Json>): void {
  if (value === undefined) return;
  values.set(position, value);
  position.items?.forEach((item, index) =>
    collectValues(item, Array.isArray(value) ? value[index] : undefined, values),
  );
  if (isObject(value))
    for (const [key, entry] of position.entries ?? []) collectValues(entry.value, value[key], values);
}
