/** Where each value of a document stands in its text. */
import { splitPointer, type Document, type Json, type Pointer } from "./document.js";
import type { Problem } from "./limits.js";
import type { Piece } from "./text-edits.js";

/** A value's place; offsets are UTF-16 units, the end is exclusive. */
export interface Position {
  readonly start: number;
  readonly end: number;
  /** Where its anchor or tag begins, if it has one. */
  readonly outer?: number | undefined;
  readonly isFlow?: boolean;
  readonly entries?: ReadonlyMap<string, Entry> | undefined;
  readonly items?: readonly Position[] | undefined;
  /** What `<<` draws keys from, first come first served. */
  readonly merges?: readonly Position[] | undefined;
  /** The anchored value that an alias stands for. */
  readonly target?: Position;
}

export interface Entry {
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: Position;
}

/** The positions of a document, and the keys that were given twice. */
export interface Positions {
  readonly root: Position | undefined;
  readonly duplicates: readonly Duplicate[];
  readonly aliases: readonly Position[];
}

/** A document that knows where each value stands in its text, for those who print it over that text. */
export interface LoadedDocument extends Document {
  readonly isJson: boolean;
  /** A part of the text, to be written as it is; its bytes, where they are known. */
  piece(start: number, end?: number): Piece;
  /** Whether another text, read as this document was, has a value. */
  says(text: string, value: Json): boolean;
  /** `source` is what the text says: the document's value, or what it was before it was changed. */
  positions(source: Json): Positions;
}

export interface Duplicate {
  readonly key: string;
  readonly first: Entry;
  readonly second: Pick<Entry, "keyEnd" | "keyStart">;
}

/** The text range of what a pointer names, or of the nearest parent's name. */
export function findPosition(root: Position, pointer: Pointer, part: "key" | "value"): { start: number; end: number } {
  let value = resolve(root);
  let key: Entry | undefined;
  for (const token of splitPointer(pointer)) {
    const entry = lookUp(value, token);
    const next = entry?.value ?? itemAt(value, token);
    if (next === undefined) return rangeOf("key", key, value);
    key = entry;
    value = resolve(next);
  }
  return rangeOf(part, key, value);
}

/** A problem for each key that was given twice. */
export function duplicateProblems(duplicates: readonly Duplicate[]): Problem[] {
  return duplicates.map(({ key, first, second }) => ({
    code: "load/syntax",
    message: `The key ${JSON.stringify(key)} is given twice in the same object.`,
    start: second.keyStart,
    end: second.keyEnd,
    related: { message: "first given here", start: first.keyStart, end: first.keyEnd },
  }));
}

function rangeOf(part: "key" | "value", key: Entry | undefined, value: Position): { start: number; end: number } {
  return part === "key" && key !== undefined
    ? { start: key.keyStart, end: key.keyEnd }
    : { start: value.start, end: value.end };
}

function resolve(position: Position): Position {
  let value = position;
  while (value.target !== undefined) value = value.target;
  return value;
}

function lookUp(position: Position, key: string): Entry | undefined {
  const own = position.entries?.get(key);
  if (own !== undefined) return own;
  for (const merge of position.merges ?? []) {
    const source = resolve(merge);
    for (const from of source.items ?? [source]) {
      const entry = lookUp(resolve(from), key);
      if (entry !== undefined) return entry;
    }
  }
  return undefined;
}

function itemAt(position: Position, token: string): Position | undefined {
  return /^(?:0|[1-9]\d*)$/.test(token) ? position.items?.[Number(token)] : undefined;
}
