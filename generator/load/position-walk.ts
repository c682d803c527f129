/** Walks over all positions of a document. */
import { isObject, type Json } from "./document.js";
import type { Position } from "./positions.js";

/** All aliases at and below a position. */
export function aliasesIn(position: Position, found: Position[] = []): Position[] {
  if (position.target !== undefined) found.push(position);
  for (const merge of position.merges ?? []) aliasesIn(merge, found);
  for (const item of position.items ?? []) aliasesIn(item, found);
  for (const { value } of position.entries?.values() ?? []) aliasesIn(value, found);
  return found;
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
