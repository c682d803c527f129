/** The expectations of generated actions: enough of the old state to notice that it changed, and no more than reads well. */
import type { Json, JsonObject } from "../load/document.js";
import { beginningOf, isLongText } from "../overlay/guard.js";
import { formatPath } from "../overlay/jsonpath/jsonpath.js";
import { equal, isContainer, isList, put, type MutableObject } from "../overlay/values.js";
import { filterForNew } from "./address.js";
import type { Setting } from "./scope.js";

/** A value whose JSON is longer is told by its gist. */
const MAX_VALUE = 400;

/** `exactly` for what is short; for the rest what it is known by. */
export function guardRemoval(value: Json): JsonObject[] {
  if (typeof value === "string" && isLongText(value)) return [{ contains: beginningOf(value) }];
  if (JSON.stringify(value).length <= MAX_VALUE) return [{ exactly: value }];
  const gist = gistOf(value);
  return [Object.keys(gist as object).length === 0 ? { exactly: value } : { value: gist }];
}

/** What is written anew must not hide that the vendor has changed it: the whole list, or what its items are known by. */
export function guardRewrite(target: string, list: readonly Json[]): JsonObject[] {
  if (JSON.stringify(list).length <= MAX_VALUE * 4) return [{ exactly: list }];
  return [{ value: list.map((item) => gistOf(item, 1)) }, { target: `${target}[*]`, count: list.length }];
}

/** A primitive that fits on a line. */
export function isSmall(value: Json): boolean {
  return !isContainer(value) && !(typeof value === "string" && isLongText(value));
}

/** Several small fields of one object. */
export function guardRemovals(target: string, parent: JsonObject, keys: readonly string[]): JsonObject[] {
  const value: MutableObject = {};
  for (const key of keys) put(value, key, parent[key] as Json);
  return [{ count: keys.length }, { target, value }];
}

export function guardReplacement(value: Json): JsonObject[] {
  return typeof value === "string" && isLongText(value) ? [{ contains: beginningOf(value) }] : [{ exactly: value }];
}

/** What is overwritten has its old value, and what is added is not there. */
export function guardUpdate(
  target: string,
  settings: readonly (Setting & { path: readonly string[] })[],
): JsonObject[] {
  const value: MutableObject = {};
  const absent: string[] = [];
  const texts: JsonObject[] = [];
  for (const { path, from } of settings) {
    const below = formatPath(path).slice(1);
    if (from === undefined) absent.push(`@${below}`);
    else if (typeof from === "string" && isLongText(from))
      texts.push({ target: target + below, contains: beginningOf(from) });
    else nest(value, path, from);
  }
  const own: JsonObject = {
    ...(Object.keys(value).length > 0 && { value }),
    ...(absent.length > 0 && { absent }),
  };
  return [...(Object.keys(own).length > 0 ? [own] : []), ...texts];
}

/** What is added is not there; where that cannot be said, the list is what it was. */
export function guardAppend(target: string, list: readonly Json[], items: readonly Json[]): JsonObject[] {
  const filters = items.map((item) => filterForNew(list, item));
  // What is there already would make the action look done; only the exact list tells that once more is meant.
  const isRepeated = items.every((item) => list.some((one) => equal(one, item)));
  if (isRepeated || (filters.includes(undefined) && JSON.stringify(list).length <= MAX_VALUE))
    return [{ exactly: list }];
  const absent = [...new Set(filters)].flatMap((filter) => (filter === undefined ? [] : [`@[?${filter}]`]));
  return absent.length > 0 ? [{ absent }] : [{ target: `${target}[*]`, count: list.length }];
}

function nest(value: MutableObject, path: readonly string[], leaf: Json): void {
  let here = value;
  for (const key of path.slice(0, -1)) {
    const next = Object.hasOwn(here, key) ? here[key] : undefined;
    const inner = isContainer(next) && !isList(next) ? (next as MutableObject) : {};
    put(here, key, inner);
    here = inner;
  }
  put(here, path.at(-1) as string, leaf);
}

/** The first few short primitives of an object, two levels deep; a list's first item. */
function gistOf(value: Json, depth = 2): Json {
  if (!isContainer(value)) return value;
  if (isList(value)) return value.slice(0, 1).map((item) => gistOf(item, depth));
  const result: MutableObject = {};
  for (const key of Object.keys(value)) {
    const part = value[key] as Json;
    if (!isContainer(part) && String(part).length <= 80 && Object.keys(result).length < 4) put(result, key, part);
  }
  if (Object.keys(result).length > 0 || depth === 0) return result;
  for (const key of Object.keys(value)) {
    const inner = gistOf(value[key] as Json, depth - 1);
    if (!isContainer(inner) || Object.keys(inner).length === 0) continue;
    put(result, key, inner);
    if (Object.keys(result).length === 2) break;
  }
  return result;
}
