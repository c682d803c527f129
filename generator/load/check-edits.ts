/** Makes edits of a text, and makes sure that it says then what was wanted. */
import { equal } from "./align.js";
import { isObject, setOwn, type Json, type JsonObject } from "./document.js";
import { loadDocument } from "./load.js";
import type { Position, Positions } from "./positions.js";
import { applyEdits, editedParts, UneditableError, type TextEdit } from "./text-edits.js";

/** A text and where everything stands in it. */
interface Source {
  readonly file: string;
  readonly text: string;
  readonly positions: Positions;
}

/** Shorter ones are not worth leaving out. */
const MIN_LENGTH = 64;

/**
 * The edited text in parts, or undefined if it would not say `corrected`. What is read back is an abridgement: each collection
 * that neither changed nor was edited has a stand-in, in the text as in the wanted value. So all edits are seen where
 * they stand, and the rest of the document costs nothing. What an alias means depends on text elsewhere: a document
 * with aliases is read whole, as is one whose abridgement does not come out right.
 */
export function applyChecked(
  document: Source,
  edits: readonly TextEdit[],
  source: Json,
  corrected: Json,
): readonly string[] | undefined {
  const { file, text, positions } = document;
  const { root, aliases } = positions;
  try {
    const edited = editedParts(text, edits);
    const isRight =
      (root !== undefined && aliases.length === 0 && isRightInShort(document, root, edits, source, corrected)) ||
      says(file, edited.join(""), corrected);
    return isRight ? edited : undefined;
  } catch (error) {
    if (error instanceof UneditableError) return undefined;
    throw error;
  }
}

/** Whether a text reads as a value. */
export function says(file: string, text: string, value: Json): boolean {
  return equal(loadDocument(file, text)[0]?.value, value);
}

function isRightInShort(
  { file, text }: Source,
  root: Position,
  edits: readonly TextEdit[],
  source: Json,
  corrected: Json,
): boolean {
  const abridged = new Abridgement(text);
  const value = abridged.of(root, source, corrected);
  try {
    return says(file, applyEdits(text, [...edits, ...abridged.omissions]), value);
  } catch (error) {
    // An edit inside of what did not change.
    if (error instanceof UneditableError) return false;
    throw error;
  }
}

class Abridgement {
  readonly omissions: TextEdit[] = [];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The wanted value with stand-ins; notes what they stand for in the text. */
  of(position: Position, source: Json | undefined, corrected: Json): Json {
    if (Array.isArray(source) && Array.isArray(corrected)) return this.#list(position, source, corrected);
    if (!isObject(source) || !isObject(corrected)) return corrected;
    const short: Record<string, Json> = {};
    for (const [key, value] of Object.entries(corrected)) {
      const at = position.entries?.get(key)?.value;
      const was = Object.hasOwn(source, key) ? source[key] : undefined;
      setOwn(short, key, at === undefined ? value : this.#child(at, was, value));
    }
    return short;
  }

  #list(position: Position, source: readonly Json[], corrected: readonly Json[]): Json {
    const { items = [] } = position;
    if (source.length === corrected.length)
      return corrected.map((value, index) => this.#childOr(items[index], source[index], value));
    // Items that moved are known by identity.
    const places = new Map(source.map((value, index) => [value, items[index]]));
    return corrected.map((value) => this.#childOr(isCollection(value) ? places.get(value) : undefined, value, value));
  }

  #childOr(position: Position | undefined, source: Json | undefined, corrected: Json): Json {
    return position === undefined ? corrected : this.#child(position, source, corrected);
  }

  #child(position: Position, source: Json | undefined, corrected: Json): Json {
    if (!isCollection(corrected) || position.end - position.start < MIN_LENGTH) return corrected;
    return equal(source, corrected) ? this.#omit(position) : this.of(position, source, corrected);
  }

  /** A sequence may stand no deeper than the key it belongs to, where nothing but a sequence can stand. */
  #omit(position: Position): Json {
    const { start, end, isFlow } = position;
    // What is below is not looked at: most of a document is left out here.
    const isBlockSequence = isFlow === false && /-[ \t\r\n]/.test(this.#text.slice(start, start + 2));
    const lineEnd = /[\r\n]/.test(this.#text[end - 1] ?? "") ? "\n" : "";
    this.omissions.push({ start, end, text: (isBlockSequence ? "- 0" : "0") + lineEnd });
    return isBlockSequence ? [0] : 0;
  }
}

function isCollection(value: Json): value is JsonObject | readonly Json[] {
  return typeof value === "object" && value !== null;
}
