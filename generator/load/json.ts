/** JSON: a cheap look at the text beside `JSON.parse`, and a strict parser that knows positions for when there is something to say. */
import { MAX_DEPTH } from "./document.js";
import { ProblemError, tooDeep } from "./limits.js";
import type { Duplicate, Entry, Position, Positions } from "./positions.js";

/** How many keys a JSON text writes down, and where it becomes too deep (-1: nowhere). */
export function scanJson(text: string): { readonly keys: number; readonly tooDeepAt: number } {
  let keys = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22: // "
        at = endOfString(text, at);
        if (at < 0) return { keys, tooDeepAt: -1 };
        break;
      case 0x3a: // :
        keys++;
        break;
      case 0x5b: // [
      case 0x7b: // {
        if (++depth > MAX_DEPTH) return { keys, tooDeepAt: at };
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth--;
        break;
    }
  }
  return { keys, tooDeepAt: -1 };
}

/** Parses JSON for its positions; throws a {@link ProblemError} at the first character that is not JSON. */
export function parseJsonPositions(text: string): Positions {
  const parser = new JsonParser(text);
  const root = parser.document();
  return { root, duplicates: parser.duplicates, aliases: [] };
}

/** The positions of one value in a JSON text. */
export function parseJsonAt(text: string, start: number): Position {
  return new JsonParser(text, start).value();
}

/** The offset of the quote that closes the string opened at `start`, or -1. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = end - 1;
    while (text.charCodeAt(escapes) === 0x5c) escapes--;
    if ((end - escapes) % 2 === 1) return end;
  }
  return -1;
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const unusual = /[^\P{Cc}\x7f-\x9f]|\\/u;
const special = /[^\P{Cc}\x7f-\x9f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4})?/gu;
const space = /[ \t\r\n]*/y;

class JsonParser {
  readonly duplicates: Duplicate[] = [];
  readonly #text: string;
  #at: number;
  #depth = 0;

  constructor(text: string, start = 0) {
    this.#text = text;
    this.#at = start;
  }

  document(): Position {
    const root = this.value();
    this.#skipSpace();
    if (this.#at < this.#text.length) this.#fail(`${this.#found()} comes after the end of the document.`);
    return root;
  }

  value(): Position {
    this.#skipSpace();
    const start = this.#at;
    switch (this.#text[start]) {
      case "{":
        return this.#nested(() => this.#object(start));
      case "[":
        return this.#nested(() => this.#array(start));
      case '"':
        this.#string();
        return { start, end: this.#at };
      default:
        this.#scalar();
        return { start, end: this.#at };
    }
  }

  #nested(read: () => Position): Position {
    if (++this.#depth > MAX_DEPTH) throw new ProblemError(tooDeep(this.#at));
    this.#at++;
    const position = read();
    this.#depth--;
    return position;
  }

  #object(start: number): Position {
    const entries = new Map<string, Entry>();
    if (this.#take("}")) return { start, end: this.#at, entries };
    do {
      this.#skipSpace();
      const keyStart = this.#at;
      if (this.#text[keyStart] !== '"') this.#fail(`A key in double quotes was expected, not ${this.#found()}.`);
      const key = this.#string();
      const keyEnd = this.#at;
      if (!this.#take(":")) this.#fail(`":" was expected after the key, not ${this.#found()}.`);
      const value = this.value();
      const first = entries.get(key);
      if (first === undefined) entries.set(key, { keyStart, keyEnd, value });
      else this.duplicates.push({ key, first, second: { keyStart, keyEnd } });
    } while (this.#take(","));
    if (!this.#take("}")) this.#fail(`"," or "}" was expected, not ${this.#found()}.`);
    return { start, end: this.#at, entries };
  }

  #array(start: number): Position {
    const items: Position[] = [];
    if (this.#take("]")) return { start, end: this.#at, items };
    do items.push(this.value());
    while (this.#take(","));
    if (!this.#take("]")) this.#fail(`"," or "]" was expected, not ${this.#found()}.`);
    return { start, end: this.#at, items };
  }

  #string(): string {
    const start = this.#at;
    const end = endOfString(this.#text, start);
    const raw = this.#text.slice(start + 1, end < 0 ? undefined : end);
    const isPlain = !unusual.test(raw);
    for (const { 0: found, index } of isPlain ? [] : raw.matchAll(special)) {
      if (found.length > 1) continue;
      this.#at = start + 1 + index;
      this.#fail(
        found === "\\"
          ? "This escape does not exist in JSON."
          : "A control character or line end must be escaped in a JSON string.",
      );
    }
    if (end < 0) this.#fail("The string that begins here is never closed.");
    this.#at = end + 1;
    return raw.includes("\\") ? (JSON.parse(`"${raw}"`) as string) : raw;
  }

  #scalar(): void {
    for (const word of ["true", "false", "null"]) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return;
      }
    }
    number.lastIndex = this.#at;
    if (!number.test(this.#text)) this.#fail(`A value was expected, not ${this.#found()}.`);
    this.#at = number.lastIndex;
  }

  #take(character: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #skipSpace(): void {
    space.lastIndex = this.#at;
    space.test(this.#text);
    this.#at = space.lastIndex;
  }

  #found(): string {
    if (this.#at >= this.#text.length) return "the end of the file";
    const rest = this.#text.slice(this.#at, this.#at + 2);
    if (rest === "//" || rest === "/*") return "a comment (JSON has none)";
    return JSON.stringify(String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0));
  }

  #fail(message: string): never {
    throw new ProblemError({ code: "load/syntax", message, start: this.#at, end: this.#at + 1 });
  }
}
