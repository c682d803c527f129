/** From an offset in a text to the line and column that an editor shows. */
import type { Location } from "../diagnostics.js";

/** Turns offsets of one text into locations. Line ends are `\n`, `\r\n` and a lone `\r`, as in YAML; columns are UTF-16 units. */
export class Lines {
  readonly #file: string;
  readonly #text: string;
  #starts: number[] | undefined;

  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
  }

  /** The location of `[start, end)`; the end is left out when it is on another line. */
  locate(start: number, end: number = start): Location {
    const offset = clamp(start, 0, this.#text.length);
    const line = this.#lineAt(offset);
    const lineStart = this.#lineStarts()[line - 1] ?? 0;
    const column = offset - lineStart + 1;
    const at = { file: this.#file, line, column };
    const last = clamp(end, offset, this.#text.length);
    return last > offset && this.#lineAt(last - 1) === line ? { ...at, endColumn: last - lineStart + 1 } : at;
  }

  #lineAt(offset: number): number {
    const starts = this.#lineStarts();
    let low = 0;
    let high = starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  #lineStarts(): number[] {
    return (this.#starts ??= lineStarts(this.#text));
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  if (!text.includes("\r")) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    return starts;
  }
  const breaks = /\r\n?|\n/g;
  while (breaks.test(text)) starts.push(breaks.lastIndex);
  return starts;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
