/** Positions of a YAML text, from js-yaml's events. */
import { CHOMPING_MODE, COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE, getScalarValue, type ScalarEvent } from "js-yaml";

import type { Duplicate, Entry, Position, Positions } from "./positions.js";
import { isMergeKey } from "./yaml-scalars.js";
import { parseYamlEvents } from "./yaml.js";

interface Frame {
  readonly position: Position | undefined;
  readonly isMapping: boolean;
  key: Key | undefined;
}

interface Key {
  /** Undefined for a key that is no scalar. */
  readonly text: string | undefined;
  readonly isMerge: boolean;
  readonly start: number;
  readonly end: number;
}

interface Anchor {
  readonly position: Position;
  readonly text: string | undefined;
}

const MAX_DUPLICATES = 50;

/** Parses YAML for its positions. With several documents in a text, those of the first that is not empty. */
export function parseYamlPositions(text: string): Positions {
  const builder = new Builder(text);
  for (const event of parseYamlEvents(text)) {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        builder.open(undefined, false);
        break;
      case EVENT_ID.SCALAR:
        builder.scalar(event);
        break;
      case EVENT_ID.MAPPING: {
        const position = { ...collection(event), entries: new Map<string, Entry>(), merges: [] };
        builder.anchor(event, position, undefined);
        builder.open(position, true);
        break;
      }
      case EVENT_ID.SEQUENCE: {
        const position = { ...collection(event), items: [] };
        builder.anchor(event, position, undefined);
        builder.open(position, false);
        break;
      }
      case EVENT_ID.ALIAS:
        builder.alias(event.anchorStart, event.anchorEnd);
        break;
      case EVENT_ID.POP:
        builder.close();
        break;
    }
  }
  return builder;
}

class Builder implements Positions {
  root: Position | undefined;
  readonly duplicates: Duplicate[] = [];
  readonly #text: string;
  readonly #frames: Frame[] = [];
  readonly #anchors = new Map<string, Anchor>();
  /** Where the last thing read ended: the place of an empty value. */
  #last = 0;

  constructor(text: string) {
    this.#text = text;
  }

  open(position: Position | undefined, isMapping: boolean): void {
    this.#frames.push({ position, isMapping, key: undefined });
    if (position !== undefined) this.#last = position.start;
  }

  scalar(event: ScalarEvent): void {
    const range = scalarRange(this.#text, event, this.#last);
    const isKey = this.#isAwaitingKey();
    const text = isKey || event.anchorStart >= 0 ? getScalarValue(this.#text, event) : "";
    this.anchor(event, range, text);
    this.#last = range.end;
    if (isKey) this.#setKey({ text, isMerge: isMergeKey(this.#text, event, text), ...range });
    else if (event.valueStart >= 0 || this.#frames.length > 1) this.#add(range);
  }

  alias(start: number, end: number): void {
    const anchor = this.#anchors.get(this.#text.slice(start, end));
    this.#last = end;
    if (this.#isAwaitingKey()) this.#setKey({ text: anchor?.text, isMerge: false, start: start - 1, end });
    else this.#add({ start: start - 1, end, ...(anchor && { target: anchor.position }) });
  }

  close(): void {
    const closed = this.#frames.pop();
    const position = closed?.position;
    if (closed === undefined || position === undefined) return;
    const last = Math.max(this.#last, position.start + 1);
    position.end = position.isFlow === true ? endOfFlow(this.#text, last) : last;
    this.#last = position.end;
    if (this.#isAwaitingKey())
      this.#setKey({ text: undefined, isMerge: false, start: position.start, end: position.end });
    else this.#add(position);
  }

  anchor(event: { anchorStart: number; anchorEnd: number }, position: Position, text: string | undefined): void {
    if (event.anchorStart >= 0)
      this.#anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), { position, text });
  }

  #isAwaitingKey(): boolean {
    const top = this.#frames.at(-1);
    return top !== undefined && top.isMapping && top.key === undefined;
  }

  #setKey(key: Key): void {
    const top = this.#frames.at(-1);
    if (top !== undefined) top.key = key;
  }

  #add(position: Position): void {
    const top = this.#frames.at(-1);
    if (top?.position === undefined) this.root ??= position;
    else if (top.key === undefined) top.position.items?.push(position);
    else {
      this.#addEntry(top.position, top.key, position);
      top.key = undefined;
    }
  }

  #addEntry(parent: Position, key: Key, value: Position): void {
    if (key.isMerge) parent.merges?.push(value);
    else if (key.text !== undefined) {
      const first = parent.entries?.get(key.text);
      if (first === undefined) parent.entries?.set(key.text, { keyStart: key.start, keyEnd: key.end, value });
      else if (this.duplicates.length < MAX_DUPLICATES) {
        this.duplicates.push({ key: key.text, first, second: { keyStart: key.start, keyEnd: key.end } });
      }
    }
  }
}

interface Properties {
  readonly anchorStart: number;
  readonly tagStart: number;
}

function collection(
  event: Properties & { readonly start: number; readonly style: number },
): Omit<Position, "entries" | "items"> {
  return { start: event.start, end: event.start + 1, isFlow: event.style === COLLECTION_STYLE.FLOW, ...outerOf(event) };
}

function outerOf({ anchorStart, tagStart }: Properties): { outer?: number } {
  const starts = [anchorStart - 1, tagStart].filter((start) => start >= 0);
  return starts.length > 0 ? { outer: Math.min(...starts) } : {};
}

function scalarRange(text: string, event: ScalarEvent, last: number): Position {
  const { valueStart: start, valueEnd: end, style } = event;
  const outer = event.anchorStart < 0 && event.tagStart < 0 ? undefined : outerOf(event);
  if (start < 0) {
    return outer?.outer === undefined
      ? { start: last, end: last }
      : { start: outer.outer, end: Math.max(event.tagEnd, event.anchorEnd), ...outer };
  }
  switch (style) {
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return { start: start - 1, end: end + 1, ...outer };
    case SCALAR_STYLE.LITERAL_BLOCK:
    case SCALAR_STYLE.FOLDED_BLOCK: {
      const header = blockHeader(text, start);
      return {
        start: header,
        end: event.chomping === CHOMPING_MODE.KEEP ? end : endOfContent(text, header, end),
        ...outer,
      };
    }
    default:
      return { start, end, ...outer };
  }
}

/** The end of a block scalar without the line ends that are not part of it. */
function endOfContent(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && /[\s]/.test(text[last - 1] ?? "")) last--;
  return last;
}

/** Where the `|` or `>` stands whose text begins on the next line. */
function blockHeader(text: string, contentStart: number): number {
  let lineEnd = contentStart;
  while (isLineEnd(text, lineEnd - 1)) lineEnd--;
  let lineStart = lineEnd;
  while (lineStart > 0 && !isLineEnd(text, lineStart - 1)) lineStart--;
  const found = text.slice(lineStart, lineEnd).search(/[|>][-+0-9]*[ \t]*(?:#.*)?$/);
  return found < 0 ? contentStart : lineStart + found;
}

function isLineEnd(text: string, at: number): boolean {
  return text[at] === "\n" || text[at] === "\r";
}

function endOfFlow(text: string, last: number): number {
  const closing = /(?:[\s,:]|(?<=\s)#[^\r\n]*)*[\]}]/y;
  closing.lastIndex = last;
  return closing.test(text) ? closing.lastIndex : last;
}
