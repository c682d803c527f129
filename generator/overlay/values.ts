/** Plain JSON values: copying, comparing, showing. Iterative where a value's depth would otherwise be the stack's. */
import type { Json, JsonObject } from "../load/document.js";
import { isObject } from "../load/document.js";

export type MutableObject = { [key: string]: Json };

export function isContainer(value: Json | undefined): value is readonly Json[] | JsonObject {
  return typeof value === "object" && value !== null;
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Sets an own property, whatever its name: a plain assignment to `__proto__` would change the prototype instead. */
export function put(object: MutableObject, key: string, value: Json): void {
  if (key === "__proto__")
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  else object[key] = value;
}

/** A deep copy that shares nothing: nodes that YAML aliases share become nodes of their own. */
export function clone(value: Json): Json {
  if (!isContainer(value)) return value;
  const copy = emptyLike(value);
  const sources: Json[] = [value];
  const copies: Json[] = [copy];
  const copyOf = (part: Json): Json => {
    if (!isContainer(part)) return part;
    const empty = emptyLike(part);
    sources.push(part);
    copies.push(empty);
    return empty;
  };
  for (;;) {
    const from = sources.pop();
    const to = copies.pop();
    if (from === undefined || to === undefined) return copy;
    if (isList(from)) for (const item of from) (to as Json[]).push(copyOf(item));
    else if (isObject(from))
      for (const key of Object.keys(from)) put(to as MutableObject, key, copyOf(from[key] as Json));
  }
}

/** How many collections lie in each other, at most. */
export function heightOf(value: Json): number {
  let height = 0;
  for (let level = [value].filter(isContainer); level.length > 0; height++)
    level = level.flatMap((container) => (Object.values(container) as Json[]).filter(isContainer));
  return height;
}

/** How many nodes a value is, itself and all below it. */
export function sizeOf(value: Json): number {
  let size = 1;
  const pending = [value];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (!isContainer(part)) continue;
    const inner: readonly Json[] = Object.values(part);
    size += inner.length;
    for (const one of inner) if (isContainer(one)) pending.push(one);
  }
  return size;
}

function emptyLike(value: Json): Json {
  return isList(value) ? [] : {};
}

export function equal(left: Json | undefined, right: Json | undefined): boolean {
  const pending: (Json | undefined)[] = [left, right];
  while (pending.length > 0) {
    const b = pending.pop();
    const a = pending.pop();
    if (a === b) continue;
    if (isList(a) && isList(b)) {
      if (a.length !== b.length) return false;
      for (let index = 0; index < a.length; index++) pending.push(a[index], b[index]);
    } else if (isObject(a) && isObject(b)) {
      const keys = Object.keys(a);
      if (keys.length !== Object.keys(b).length) return false;
      for (const key of keys) {
        if (!Object.hasOwn(b, key)) return false;
        pending.push(a[key], b[key]);
      }
    } else return false;
  }
  return true;
}

export type ItemTest = (found: Json, wanted: Json) => boolean;

/** Where and how a value does not contain another. */
export interface Difference {
  readonly path: readonly string[];
  /** Undefined when there is nothing at the path. */
  readonly found: Json | undefined;
  readonly wanted: Json;
  /** `found` is a list that lacks the item `wanted`. */
  readonly isItem: boolean;
}

/**
 * The first place where `found` does not contain `wanted`: objects by own keys, lists by element, the rest by equality.
 * `item` says when a list's element counts as the wanted one.
 */
export function firstMissing(found: Json, wanted: Json, item: ItemTest = contains): Difference | undefined {
  const pending: { readonly found: Json; readonly wanted: Json; readonly path: readonly string[] }[] = [
    { found, wanted, path: [] },
  ];
  for (;;) {
    const next = pending.pop();
    if (next === undefined) return undefined;
    const { path } = next;
    if (isList(next.found) && isList(next.wanted)) {
      const here = next.found;
      const index = next.wanted.findIndex((element) => !here.some((candidate) => item(candidate, element)));
      if (index >= 0) return { path, found: here, wanted: next.wanted[index] as Json, isItem: true };
    } else if (isObject(next.found) && isObject(next.wanted)) {
      for (const key of Object.keys(next.wanted).reverse()) {
        const part = { wanted: next.wanted[key] as Json, path: [...path, key] };
        if (!Object.hasOwn(next.found, key)) return { ...part, found: undefined, isItem: false };
        pending.push({ ...part, found: next.found[key] as Json });
      }
    } else if (!equal(next.found, next.wanted)) return { ...next, isItem: false };
  }
}

export function contains(found: Json, wanted: Json): boolean {
  return firstMissing(found, wanted) === undefined;
}

export function collapse(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

/** A value in a message: one line of JSON, shortened. */
export function show(value: Json | undefined, limit = 72): string {
  if (value === undefined) return "nothing";
  return shorten(toText(value, limit), limit);
}

export function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).trimEnd()}…`;
}

/** JSON up to about `limit` characters: a message about a whole spec must not print, or even make, all of it. */
function toText(value: Json, limit: number): string {
  if (!isContainer(value)) return JSON.stringify(value);
  const list = isList(value);
  let text = list ? "[" : "{";
  for (const key of Object.keys(value)) {
    if (text.length > limit) return text;
    const part = list ? value[Number(key)] : (value as JsonObject)[key];
    text += `${text.length > 1 ? ", " : ""}${list ? "" : `${JSON.stringify(key)}: `}${toText(part as Json, limit - text.length)}`;
  }
  return text + (list ? "]" : "}");
}

/** What a value is, as a noun with its article. */
export function kindOf(value: Json): string {
  if (value === null) return "null";
  if (isList(value))
    return value.length === 0
      ? "an empty list"
      : value.length === 1
        ? "a list of one item"
        : `a list of ${value.length} items`;
  if (isObject(value)) return Object.keys(value).length === 0 ? "an empty object" : "an object";
  return typeof value === "string" ? `the text ${show(value, 40)}` : `the ${typeof value} ${String(value)}`;
}
