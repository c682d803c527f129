/** Makes edits of a text, and makes sure that it says then what was wanted. */
import { changedKeys } from "./align.js";
import { isObject, setOwn, type Json, type JsonObject } from "./document.js";
import type { Entry, LoadedDocument, Position, Positions } from "./positions.js";
import { applyEdits, editedPieces, UneditableError, type Piece, type TextEdit } from "./text-edits.js";

type Source = Pick<LoadedDocument, "piece" | "says" | "text">;

/** Shorter parts are not worth leaving out. */
const MIN_LENGTH = 64;

/**
 * The edited text in parts, or undefined if it would not say `corrected`. What is read back is an abridgement: collections
 * that neither changed nor were edited have a stand-in, in the text as in the wanted value; neighbours share one. So all edits are seen where
 * they stand, and the rest of the document costs nothing. Of one that is followed by an edit the end is not left out:
 * it may be a block scalar, which lines that come next can become part of. What an alias means depends on text elsewhere: a document
 * with aliases is read whole, as is one whose abridgement does not come out right.
 */
export function applyChecked(
  document: Source,
  { root, aliases }: Positions,
  edits: readonly TextEdit[],
  source: Json,
  corrected: Json,
): readonly Piece[] | undefined {
  const { text } = document;
  try {
    const isRight =
      (root !== undefined && aliases.length === 0 && isRightInShort(document, root, edits, source, corrected)) ||
      document.says(applyEdits(text, edits), corrected);
    return isRight ? editedPieces<Piece>(edits, (start, end) => document.piece(start, end)) : undefined;
  } catch (error) {
    if (error instanceof UneditableError) return undefined;
    throw error;
  }
}

function isRightInShort(
  { text, says }: Source,
  root: Position,
  edits: readonly TextEdit[],
  source: Json,
  corrected: Json,
): boolean {
  const abridged = new Abridgement(text, edits);
  const value = abridged.of(root, source, corrected);
  try {
    return says(applyEdits(text, [...edits, ...abridged.omissions]), value);
  } catch (error) {
    // An edit inside of what did not change.
    if (error instanceof UneditableError) return false;
    throw error;
  }
}

/** Where a part of a collection stands in the text. */
type Part = Entry | Position;

class Abridgement {
  readonly omissions: TextEdit[] = [];
  readonly #text: string;
  /** Where edits begin and end, in order. */
  readonly #bounds: Int32Array;

  constructor(text: string, edits: readonly TextEdit[]) {
    this.#text = text;
    this.#bounds = Int32Array.from(edits.flatMap(({ start, end }) => [start, end])).sort();
  }

  /** The wanted value with stand-ins; notes what they stand for in the text. Of the same value, only the end is kept. */
  of(position: Position, source: Json | undefined, corrected: Json): Json {
    if (!isCollection(corrected) || position.end - position.start < MIN_LENGTH) return corrected;
    if (Array.isArray(source) && Array.isArray(corrected)) return this.#list(position, source, corrected);
    return isObject(source) && isObject(corrected) ? this.#object(position, source, corrected) : corrected;
  }

  #object({ entries, isFlow }: Position, source: JsonObject, corrected: JsonObject): Json {
    const short: Record<string, Json> = {};
    const parts = new Neighbours<string>(this, isFlow, (key, value) => setOwn(short, key, value));
    const keys = [...(entries?.keys() ?? [])];
    const changed = new Set(source === corrected ? keys.slice(-1) : changedKeys(source, corrected));
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at] as string;
      const entry = entries?.get(key) as Entry;
      if (!changed.has(key)) {
        parts.same(key, entry, corrected[key]);
        // Of neighbours that share a stand-in, the last is enough.
        if (parts.isShared) at = Math.max(at, nextOf(changed, keys, at + 1) - 2);
      } else if (!Object.hasOwn(corrected, key)) parts.end();
      else parts.other(key, this.of(entry.value, source[key], corrected[key] ?? null));
    }
    parts.end();
    for (const key of Object.keys(corrected))
      if (entries?.has(key) !== true) setOwn(short, key, corrected[key] ?? null);
    return short;
  }

  #list({ items = [], isFlow }: Position, source: readonly Json[], corrected: readonly Json[]): Json {
    const short: Json[] = [];
    const parts = new Neighbours<number>(this, isFlow, (_, value) => short.push(value));
    // Items that moved are known by identity.
    const places = source.length === corrected.length ? undefined : new Map(source.map((value, from) => [value, from]));
    const seen = source === corrected ? corrected.length - 1 : -1;
    let last = -1;
    for (const [to, value] of corrected.entries()) {
      const from = places === undefined ? to : isCollection(value) ? places.get(value) : undefined;
      const item = from === undefined ? undefined : items[from];
      if (from === undefined || item === undefined) parts.other(to, value);
      else {
        if (from !== last + 1) parts.end();
        last = from;
        if (source[from] === value && to !== seen) parts.same(to, item, value);
        else parts.other(to, this.of(item, source[from], value));
      }
    }
    parts.end();
    return short;
  }

  /** What stands for a part that did not change, or for it and the neighbours up to one. */
  unchanged(position: Position, value: Json, last?: Position): Json {
    const { end } = last ?? position;
    if (last === undefined && end - position.start < MIN_LENGTH) return value;
    return position.isFlow === false && this.#isEditedBehind(end)
      ? this.of(position, value, value)
      : this.#standIn(position, end);
  }

  /** Whether an edit comes before anything else than blank lines and comments. */
  #isEditedBehind(end: number): boolean {
    const gap = /(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n))*[ \t]*(?:#[^\r\n]*)?/y;
    gap.lastIndex = end;
    gap.test(this.#text);
    let low = 0;
    for (let high = this.#bounds.length; low < high;) {
      const middle = (low + high) >>> 1;
      if ((this.#bounds[middle] ?? 0) < end - 1) low = middle + 1;
      else high = middle;
    }
    return (this.#bounds[low] ?? Infinity) <= gap.lastIndex;
  }

  /** A sequence may stand no deeper than the key it belongs to, where nothing but a sequence can stand. */
  #standIn({ start, isFlow }: Position, end: number): Json {
    // What is below is not looked at: most of a document is left out here.
    const isBlockSequence = isFlow === false && /-[ \t\r\n]/.test(this.#text.slice(start, start + 2));
    const lineEnd = /[\r\n]/.test(this.#text[end - 1] ?? "") ? "\n" : "";
    this.omissions.push({ start, end, text: (isBlockSequence ? "- 0" : "0") + lineEnd });
    return isBlockSequence ? [0] : 0;
  }
}

/** Puts an abridged collection together from its parts in the order of the text. */
class Neighbours<Key> {
  readonly #abridgement: Abridgement;
  /** Each of several block lines has to be seen: that they are neighbours is said by where they begin. */
  readonly #isBlock: boolean;
  readonly #put: (key: Key, value: Json) => void;
  /** The first and the last of parts that did not change; the first is a collection. */
  #first: { readonly key: Key; readonly part: Part; readonly value: Json } | undefined;
  #last: Part | undefined;

  constructor(abridgement: Abridgement, isFlow: boolean | undefined, put: (key: Key, value: Json) => void) {
    this.#abridgement = abridgement;
    this.#isBlock = isFlow === false;
    this.#put = put;
  }

  /** Whether parts that did not change and are still to come have no stand-in of their own. */
  get isShared(): boolean {
    return !this.#isBlock && this.#first !== undefined;
  }

  /** Adds a part that did not change; it stands behind the one before, and between them others may that did not. */
  same(key: Key, part: Part, value: Json = null): void {
    if (this.#isBlock) this.end();
    if (this.#first !== undefined) this.#last = part;
    else if (isCollection(value)) this.#first = { key, part, value };
    else this.#put(key, value);
  }

  other(key: Key, value: Json): void {
    this.end();
    this.#put(key, value);
  }

  /** Something else stands here in the text: what came before has a stand-in of its own. */
  end(): void {
    if (this.#first === undefined) return;
    const { key, part, value } = this.#first;
    const last = this.#last && valueOf(this.#last);
    this.#put(key, this.#abridgement.unchanged(valueOf(part), value, last));
    this.#first = undefined;
    this.#last = undefined;
  }
}

/** Where the next of the changed keys is, from one place on. */
function nextOf(changed: ReadonlySet<string>, keys: readonly string[], from: number): number {
  let at = from;
  while (at < keys.length && !changed.has(keys[at] as string)) at++;
  return at;
}

function valueOf(part: Part): Position {
  return "keyStart" in part ? part.value : part;
}

function isCollection(value: Json): value is JsonObject | readonly Json[] {
  return typeof value === "object" && value !== null;
}
