/** A JSON text without the parts that nobody looks at: most of a large document is only passed over then, never parsed. */
import { isUtf8 } from "node:buffer";
import type { Wanted } from "./document.js";
import { REFUSED, type JsonSkipper } from "./skip-json.js";
import { UneditableError } from "./text-edits.js";

export interface Abridged {
  /** Valid JSON, in which a part that was left out is {@link STAND_IN}. */
  readonly text: string;
  /** What stands between two places of `text`, nothing left out. */
  piece(start: number, end?: number): Uint8Array;
}

/** What stands in the text for a part that was left out: a list, as only lists and objects are. */
export const STAND_IN = '"(not looked at)"';

/** Shorter parts are not worth leaving out. */
const MIN_LENGTH = 64;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BRACKET = 0x5b;
const BRACE = 0x7b;
const BRACE_END = 0x7d;

/** Undefined when it would not be worth it, or when the bytes may not be a valid document: whoever reads all of it will know. */
export function abridgeJson(skipper: JsonSkipper, wanted: Wanted): Abridged | undefined {
  const { bytes } = skipper;
  const omitted = new Omissions(skipper).of(wanted);
  return omitted && isUtf8(bytes) ? new AbridgedText(bytes, omitted) : undefined;
}

/** Finds what can be left out. */
class Omissions {
  readonly #bytes: Buffer;
  readonly #skip: JsonSkipper;
  /** Where parts that are left out begin and end, in order. */
  readonly #bounds: number[] = [];
  /** How much of the text is kept for certain. */
  #kept = 0;

  constructor(skipper: JsonSkipper) {
    this.#bytes = skipper.bytes;
    this.#skip = skipper;
  }

  of(wanted: Wanted): readonly number[] | undefined {
    const start = this.#skip.space(0);
    if (this.#bytes[start] !== BRACE) return undefined;
    const end = this.#object(start, wanted, 1);
    return end >= 0 && this.#skip.space(end) === this.#bytes.length ? this.#bounds : undefined;
  }

  /** The end of the object at an offset. `depth` counts it too: its fields are in so many collections. */
  #object(start: number, { parts }: Wanted, depth: number): number {
    const bytes = this.#bytes;
    const keys = new Set<string>();
    let at = this.#skip.space(start + 1);
    if (bytes[at] === BRACE_END) return at + 1;
    for (;;) {
      const keyEnd = bytes[at] === QUOTE ? this.#skip.value(at, depth) : REFUSED;
      const key = bytes.toString("utf8", at + 1, keyEnd - 1);
      // An escaped key may be another in disguise.
      if (keyEnd < 0 || key.includes("\\") || keys.size === keys.add(key).size) return REFUSED;
      at = this.#skip.space(keyEnd);
      if (bytes[at] !== COLON) return REFUSED;
      at = this.#value(this.#skip.space(at + 1), parts.get(key), depth);
      if (at < 0) return REFUSED;
      at = this.#skip.space(at);
      const code = bytes[at++];
      if (code !== COMMA) return code === BRACE_END ? at : REFUSED;
      at = this.#skip.space(at);
    }
  }

  #value(start: number, wanted: Wanted | undefined, depth: number): number {
    const code = this.#bytes[start];
    if (wanted?.isWhole === false && code === BRACE) return this.#object(start, wanted, depth + 1);
    const end = this.#skip.value(start, depth);
    if (wanted !== undefined) {
      this.#kept += Math.max(end - start, 0);
      return this.#kept * 2 > this.#bytes.length ? REFUSED : end;
    }
    if ((code === BRACE || code === BRACKET) && end - start >= MIN_LENGTH) this.#bounds.push(start, end);
    return end;
  }
}

class AbridgedText implements Abridged {
  readonly text: string;
  readonly #bytes: Buffer;
  /** Where each part that was kept begins, in the text and in the bytes. */
  readonly #starts: { readonly inText: number; readonly inBytes: number }[] = [];

  constructor(bytes: Buffer, omitted: readonly number[]) {
    this.#bytes = bytes;
    const standIn = `[${STAND_IN}]`;
    const texts: string[] = [];
    let inText = 0;
    let inBytes = 0;
    for (let at = 0; at <= omitted.length; at += 2) {
      const text = bytes.toString("utf8", inBytes, omitted[at]);
      this.#starts.push({ inText, inBytes });
      texts.push(text);
      inText += text.length + standIn.length;
      inBytes = omitted[at + 1] ?? bytes.length;
    }
    this.text = texts.join(standIn);
  }

  piece(start: number, end?: number): Uint8Array {
    return this.#bytes.subarray(this.#inBytes(start), end === undefined ? undefined : this.#inBytes(end));
  }

  #inBytes(offset: number): number {
    const starts = this.#starts;
    let low = 0;
    for (let high = starts.length; high - low > 1;) {
      const middle = (low + high) >>> 1;
      if ((starts[middle]?.inText ?? 0) <= offset) low = middle;
      else high = middle;
    }
    const { inText = 0, inBytes = 0 } = starts[low] ?? {};
    const next = starts[low + 1]?.inText ?? Infinity;
    if (offset > next - STAND_IN.length - 2) throw new UneditableError("inside of what was left out");
    return inBytes + Buffer.byteLength(this.text.slice(inText, offset));
  }
}
