/** The keys of a JSON text, counted and found without reading it character by character. */
import { isObject, type Json, type JsonObject, MAX_DEPTH } from "./document.js";
import { parseJsonAt } from "./json.js";
import type { Entry, Position, Positions } from "./positions.js";

/** How many keys a value has, all levels together. */
export interface Measure {
  readonly keys: number;
  readonly isTooDeep: boolean;
  /** The same for each larger collection in it. */
  readonly sizes: Map<Json, number>;
}

/** Smaller collections are quickly counted again. */
const MIN_SIZE = 64;

export function measureJson(value: Json): Measure {
  const sizes = new Map<Json, number>();
  try {
    return { keys: isContainer(value) ? countKeys(value, sizes, 1) : 0, isTooDeep: false, sizes };
  } catch (error) {
    if (error === TOO_DEEP) return { keys: 0, isTooDeep: true, sizes };
    throw error;
  }
}

const TOO_DEEP = new Error("too deep");

/** Fills `sizes` on the way; throws beyond the depth that is accepted. */
function countKeys(value: JsonObject | readonly Json[], sizes: Measure["sizes"], depth: number): number {
  if (depth > MAX_DEPTH) throw TOO_DEEP;
  let keys = 0;
  // Written out, as most of it runs before anything is optimised.
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    for (let index = 0; index < items.length; index++) {
      const item = items[index];
      if (typeof item === "object" && item !== null) keys += countKeys(item, sizes, depth + 1);
    }
  } else {
    // Plain objects, whose prototype has nothing to enumerate.
    for (const key in value) {
      const inner = (value as JsonObject)[key];
      keys++;
      if (typeof inner === "object" && inner !== null) keys += countKeys(inner, sizes, depth + 1);
    }
  }
  if (keys >= MIN_SIZE) sizes.set(value, keys);
  return keys;
}

function isContainer(value: Json | undefined): value is JsonObject | readonly Json[] {
  return typeof value === "object" && value !== null;
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
  // One character is found much faster than two.
  for (let at = text.indexOf(":"); at >= 0; at = text.indexOf(":", at + 1)) {
    const before = text.charCodeAt(at - 1);
    if (before === QUOTE) {
      const escape = text.charCodeAt(at - 2) === BACKSLASH;
      if (escape && text.charCodeAt(at - 3) === BACKSLASH) return undefined;
      // `\":` is part of a string.
      if (escape) continue;
      if (found === count) return undefined;
      ends[found++] = at - 1;
    } else if (isSpace(before) && text.charCodeAt(spaceBefore(text, at) - 1) === QUOTE) return undefined;
  }
  return found === count ? ends : undefined;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Positions from the keys alone: the n-th key of the value is the n-th of the text. `value`, an object with keys, is what the text says. */
export function indexedPositions(text: string, value: Json, ends: Int32Array, sizes: Measure["sizes"]): Positions {
  // As if a bracket came behind it.
  const root = new Parts({ text, ends, sizes }, { end: text.length + 1 }, [value], 0, 0);
  return { root: new IndexedPosition(root, 0), duplicates: [], aliases: [] };
}

interface Index {
  readonly text: string;
  readonly ends: Int32Array;
  /** Copies are measured when they are met, once. */
  readonly sizes: Map<Json, number>;
}

/** One part of a collection; what is around it is looked for when it is asked for, since of a large one little is. */
class IndexedPosition implements Position {
  readonly #parts: Parts;
  readonly #at: number;
  #end: number | undefined;
  #inner: Pick<Position, "entries" | "items"> | undefined;

  constructor(parts: Parts, at: number) {
    this.#parts = parts;
    this.#at = at;
  }

  get start(): number {
    return this.#parts.start(this.#at);
  }

  get end(): number {
    return (this.#end ??= this.#parts.end(this.#at));
  }

  get entries(): ReadonlyMap<string, Entry> | undefined {
    return (this.#inner ??= this.#read()).entries;
  }

  get items(): readonly Position[] | undefined {
    return (this.#inner ??= this.#read()).items;
  }

  /** The text itself is read where keys or items cannot be counted: JavaScript moves keys such as "200" to the front. */
  #read(): Pick<Position, "entries" | "items"> {
    const { index } = this.#parts;
    const value = this.#parts.values[this.#at];
    const first = this.#parts.firstKey(this.#at);
    if (isObject(value)) {
      const keys = Object.keys(value);
      if (keys[0] !== undefined && !/^\d+$/.test(keys[0])) {
        const parts = new Parts(index, this, Object.values(value), first, 1);
        return { entries: new Map(keys.map((key, at) => [key, new IndexedEntry(parts, at)])) };
      }
    } else if (!Array.isArray(value)) return {};
    else if (value.length > 0 && value.every(hasKeys)) {
      const parts = new Parts(index, this, value as readonly Json[], first, 0);
      return { items: value.map((_, at) => new IndexedPosition(parts, at)) };
    }
    return parseJsonAt(index.text, this.start);
  }
}

class IndexedEntry implements Entry {
  readonly #parts: Parts;
  readonly #at: number;
  #value: Position | undefined;

  constructor(parts: Parts, at: number) {
    this.#parts = parts;
    this.#at = at;
  }

  get keyStart(): number {
    return this.#parts.partStart(this.#at);
  }

  get keyEnd(): number {
    return this.#parts.keyEnd(this.#at);
  }

  get value(): Position {
    return (this.#value ??= new IndexedPosition(this.#parts, this.#at));
  }
}

/** The parts of one collection, which are next to each other in the text: pairs, or items that have keys. */
class Parts {
  readonly index: Index;
  readonly values: readonly Json[];
  readonly #around: { readonly end: number };
  readonly #ownKeys: 0 | 1;
  /** How many keys of the text come before each part. */
  readonly #ordinals: readonly number[];

  constructor(index: Index, around: { readonly end: number }, values: readonly Json[], first: number, ownKeys: 0 | 1) {
    this.index = index;
    this.values = values;
    this.#around = around;
    this.#ownKeys = ownKeys;
    const ordinals = [first];
    let ordinal = first;
    for (let at = 1; at < values.length; at++) {
      const before = values[at - 1];
      ordinal += ownKeys;
      if (isContainer(before)) ordinal += index.sizes.get(before) ?? countKeys(before, index.sizes, 1);
      ordinals.push(ordinal);
    }
    this.#ordinals = ordinals;
  }

  /** How many keys of the text come before those of a value. */
  firstKey(at: number): number {
    return (this.#ordinals[at] ?? 0) + this.#ownKeys;
  }

  keyEnd(at: number): number {
    return (this.index.ends[this.#ordinals[at] ?? 0] ?? 0) + 1;
  }

  /** Where a pair's key begins, or the brace of an item. */
  partStart(at: number): number {
    const { text } = this.index;
    const key = openingQuote(text, this.keyEnd(at) - 1);
    return this.#ownKeys === 1 ? key : text.lastIndexOf("{", key);
  }

  start(at: number): number {
    return this.#ownKeys === 1 ? afterSpace(this.index.text, this.keyEnd(at) + 1) : this.partStart(at);
  }

  /** Before the next comma, or the bracket that closes the last. */
  end(at: number): number {
    const { text } = this.index;
    const isLast = at + 1 === this.values.length;
    return spaceBefore(text, isLast ? this.#around.end - 1 : text.lastIndexOf(",", this.partStart(at + 1)));
  }
}

function hasKeys(item: Json): boolean {
  return isObject(item) && Object.keys(item).length > 0;
}

/** The quote that opens the string which is closed by another. */
function openingQuote(text: string, end: number): number {
  let start = end;
  do start = text.lastIndexOf('"', start - 1);
  while (start > 0 && text.charCodeAt(start - 1) === BACKSLASH);
  return start;
}

function afterSpace(text: string, offset: number): number {
  let at = offset;
  while (isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** Most often there is none, or a line's indentation, which the engine skips faster than a loop here. */
function spaceBefore(text: string, offset: number): number {
  let at = offset;
  while (isSpace(text.charCodeAt(at - 1))) {
    const start = Math.max(at - CHUNK, 0);
    at = start + text.slice(start, at).trimEnd().length;
  }
  return at;
}

const CHUNK = 100;

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
