/** Which parts of a list are still the same after a correction. */
import { isObject, type Json, type JsonObject } from "./document.js";

/** One step from the old list to the new one: keep or change an item, drop one, or put one in. */
export type Step =
  | { readonly kind: "keep"; readonly from: number; readonly to: number }
  | { readonly kind: "remove"; readonly from: number }
  | { readonly kind: "insert"; readonly to: number };

const MAX_TABLE = 1_000_000;

/** Aligns two lists by equality; where as many items left as came, each took the other's place. */
export function align(before: readonly Json[], after: readonly Json[]): Step[] {
  const steps: Step[] = [];
  let from = 0;
  let to = 0;
  for (const [nextFrom, nextTo] of [...matches(before, after), [before.length, after.length] as const]) {
    while (from < nextFrom && to < nextTo) steps.push({ kind: "keep", from: from++, to: to++ });
    while (from < nextFrom) steps.push({ kind: "remove", from: from++ });
    while (to < nextTo) steps.push({ kind: "insert", to: to++ });
    if (nextFrom < before.length && nextTo < after.length) steps.push({ kind: "keep", from: from++, to: to++ });
  }
  return steps;
}

/** Deep equality of plain values; the order of keys does not matter. */
export function equal(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => equal(item, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
}

/** The keys whose values are no longer there, or another: what is the same value is not looked into. */
export function changedKeys(before: JsonObject, after: JsonObject): readonly string[] {
  return Object.keys(before).filter((key) => before[key] !== after[key] || !Object.hasOwn(after, key));
}

/** The pairs of equal items, as a longest common subsequence unless the lists are huge. */
function matches(before: readonly Json[], after: readonly Json[]): [number, number][] {
  const pairs: [number, number][] = [];
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && equal(before[head], after[head])) pairs.push([head, head++]);
  let tail = 0;
  while (tail < shorter - head && equal(before.at(-1 - tail), after.at(-1 - tail))) tail++;
  const rows = before.length - tail - head;
  const columns = after.length - tail - head;
  // With one of each, they are known to differ.
  if (rows * columns > 1 && rows * columns <= MAX_TABLE)
    pairs.push(...commonSubsequence(before, after, head, rows, columns));
  for (let left = tail; left > 0; left--) pairs.push([before.length - left, after.length - left]);
  return pairs;
}

function commonSubsequence(
  before: readonly Json[],
  after: readonly Json[],
  head: number,
  rows: number,
  columns: number,
): [number, number][] {
  const width = columns + 1;
  const lengths = new Uint32Array((rows + 1) * width);
  const same = (row: number, column: number) => equal(before[head + row], after[head + column]);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      lengths[row * width + column] = same(row, column)
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let row = 0, column = 0; row < rows && column < columns;) {
    if (same(row, column)) pairs.push([head + row++, head + column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return pairs;
}
