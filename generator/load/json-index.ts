/** The keys of a JSON text, counted and found without reading it character by character. */
import { isObject, type Json, type JsonObject } from "./document.js";
import { parseJsonAt } from "./json.js";
import { MAX_DEPTH } from "./limits.js";
import type { Entry, Position, Positions } from "./positions.js";

/** How many keys a value has, all levels together. */
export interface Measure {
  readonly keys: number;
  readonly isTooDeep: boolean;
  /** The same for each larger collection in it. */
  readonly sizes: ReadonlyMap<Json, number>;
}

/** Smaller collections are quickly counted again. */
const MIN_SIZE = 64;

export function measureJson(value: Json): Measure {
  const sizes = new Map<Json, number>();
  let isTooDeep = false;
  const count = (inner: Json | undefined, depth: number): number => {
    if (typeof inner !== "object" || inner === null) return 0;
    if (depth > MAX_DEPTH) isTooDeep = true;
    if (isTooDeep) return 0;
    let keys = 0;
    if (Array.isArray(inner)) for (const item of inner as readonly Json[]) keys += count(item, depth + 1);
    // Plain objects, whose prototype has nothing to enumerate.
    else for (const key in inner) keys += 1 + count((inner as JsonObject)[key], depth + 1);
    if (keys >= MIN_SIZE) sizes.set(inner, keys);
    return keys;
  };
  return { keys: count(value, 1), isTooDeep, sizes };
}

/**
 * The closing quotes of all keys of a valid JSON text, in its order; undefined unless it is certain that there are
 * `count` of them. A colon outside of strings follows a key. If none stands apart from its key, each key ends in `":`.
 * If that is also found no more often than there are keys in the value, then no string holds it, and no key is given
 * twice: either would make it more.
 */
export function keyEnds(text: string, count: number): Int32Array | undefined {
  const ends = new Int32Array(count);
  let found = 0;
  for (let at = text.indexOf('":'); at >= 0; at = text.indexOf('":', at + 2)) {
    if (text.charCodeAt(at - 1) === BACKSLASH) {
      if (text.charCodeAt(at - 2) === BACKSLASH) return undefined;
      // `\":` is part of a string.
      continue;
    }
    if (found === count) return undefined;
    ends[found++] = at;
  }
  return found === count && !/"[ \t\r\n]+:/.test(text) ? ends : undefined;
}

const BACKSLASH = 0x5c;

/** Positions from the keys alone: the n-th key of the value is the n-th of the text. `value` is what the text says. */
export function indexedPositions(text: string, value: Json, ends: Int32Array, sizes: Measure["sizes"]): Positions {
  const start = text.search(/[^ \t\r\n]/);
  const end = spaceBefore(text, text.length);
  return { root: new IndexedPosition({ text, ends, sizes }, value, start, end, 0), duplicates: [], aliases: [] };
}

interface Index {
  readonly text: string;
  readonly ends: Int32Array;
  readonly sizes: Measure["sizes"];
}

class IndexedPosition implements Position {
  readonly start: number;
  readonly end: number;
  readonly #index: Index;
  readonly #value: Json;
  /** How many keys of the text come before those of this value. */
  readonly #first: number;
  #inner: Pick<Position, "entries" | "items"> | undefined;

  constructor(index: Index, value: Json, start: number, end: number, first: number) {
    this.start = start;
    this.end = end;
    this.#index = index;
    this.#value = value;
    this.#first = first;
  }

  get entries(): ReadonlyMap<string, Entry> | undefined {
    return this.#read().entries;
  }

  get items(): readonly Position[] | undefined {
    return this.#read().items;
  }

  #read(): Pick<Position, "entries" | "items"> {
    const { text } = this.#index;
    const value = this.#value;
    return (this.#inner ??=
      (isObject(value) ? this.#entries(value) : Array.isArray(value) ? this.#items(value) : {}) ??
      parseJsonAt(text, this.start));
  }

  /** Undefined where the text has to be read: a key is not written as expected, or not in its place. */
  #entries(object: JsonObject): { readonly entries: Map<string, Entry> } | undefined {
    const keys = Object.keys(object);
    const { text, ends } = this.#index;
    const entries = new Map<string, Entry>();
    let ordinal = this.#first;
    let next = this.#keyAt(ordinal, keys[0]);
    for (let at = 0; at < keys.length; at++) {
      if (next === undefined) return undefined;
      const keyStart = next;
      const keyEnd = (ends[ordinal] ?? 0) + 1;
      const value = object[keys[at] as string] as Json;
      const first = ordinal + 1;
      ordinal = first + keysIn(value, this.#index.sizes);
      next = this.#keyAt(ordinal, keys[at + 1]);
      const end = this.#endOfPart(at + 1 < keys.length ? next : this.end - 1, at + 1 < keys.length ? "," : "}");
      if (end === undefined) return undefined;
      const inner = new IndexedPosition(this.#index, value, afterSpace(text, keyEnd + 1), end, first);
      entries.set(keys[at] as string, { keyStart, keyEnd, value: inner });
    }
    return entries.size === 0 ? undefined : { entries };
  }

  /** An item begins at the brace before its first key; undefined when there are items without keys. */
  #items(list: readonly Json[]): { readonly items: readonly Position[] } | undefined {
    const items: Position[] = [];
    let ordinal = this.#first;
    let next = this.#braceBefore(ordinal, list[0]);
    for (let at = 0; at < list.length; at++) {
      if (next === undefined) return undefined;
      const start = next;
      const value = list[at] as Json;
      const first = ordinal;
      ordinal += keysIn(value, this.#index.sizes);
      next = this.#braceBefore(ordinal, list[at + 1]);
      const end = this.#endOfPart(at + 1 < list.length ? next : this.end - 1, at + 1 < list.length ? "," : "]");
      if (end === undefined) return undefined;
      items.push(new IndexedPosition(this.#index, value, start, end, first));
    }
    return items.length === 0 ? undefined : { items };
  }

  /** Where a part ends before the next one, or before the bracket that closes the last. */
  #endOfPart(next: number | undefined, mark: "," | "]" | "}"): number | undefined {
    const { text } = this.#index;
    if (next === undefined) return undefined;
    const at = mark === "," ? spaceBefore(text, next) - 1 : next;
    return text[at] === mark ? spaceBefore(text, at) : undefined;
  }

  #braceBefore(ordinal: number, item: Json | undefined): number | undefined {
    if (!isObject(item)) return undefined;
    const key = this.#keyAt(ordinal, Object.keys(item)[0]);
    const brace = key === undefined ? -1 : spaceBefore(this.#index.text, key) - 1;
    return this.#index.text[brace] === "{" ? brace : undefined;
  }

  /** Undefined if this key is not there. JavaScript moves keys such as "200" to the front: where they stand is not known. */
  #keyAt(ordinal: number, key: string | undefined): number | undefined {
    if (key === undefined || /^\d+$/.test(key)) return undefined;
    const { text, ends } = this.#index;
    const written = JSON.stringify(key);
    const start = (ends[ordinal] ?? 0) + 1 - written.length;
    return text.startsWith(written, start) ? start : undefined;
  }
}

function keysIn(value: Json, sizes: Measure["sizes"]): number {
  if (typeof value !== "object" || value === null) return 0;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce<number>((sum, inner: Json) => sum + keysIn(inner, sizes), own);
}

function afterSpace(text: string, offset: number): number {
  let at = offset;
  while (isSpace(text.charCodeAt(at))) at++;
  return at;
}

function spaceBefore(text: string, offset: number): number {
  let at = offset;
  while (isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
