/** Positions of a YAML text, from js-yaml's events; each is made when it is asked for. */
import {
  CHOMPING_MODE,
  COLLECTION_STYLE,
  EVENT_ID,
  SCALAR_STYLE,
  getScalarValue,
  type Event,
  type ScalarEvent,
} from "js-yaml";

import type { Duplicate, Entry, Position, Positions } from "./positions.js";
import { isMergeKey } from "./yaml-scalars.js";
import { parseYamlEvents } from "./yaml.js";

const MAX_DUPLICATES = 50;

/** Where the values of a YAML text stand. With several documents in a text, those of the first that is not empty. */
export function yamlPositions(text: string, events: readonly Event[] = parseYamlEvents(text)): Positions {
  return new Tree(text, events);
}

/** Events by index; the children of a collection are the events up to the one that closes it. */
class Tree implements Positions {
  readonly text: string;
  readonly events: readonly Event[];
  readonly root: Position | undefined;
  /** From the event that opens a collection to the one that closes it, and back. */
  readonly #partner: Int32Array;
  /** From an alias to the event that it stands for; -1 if there is none. */
  readonly #targets = new Map<number, number>();
  readonly #made = new Map<number, Position>();

  constructor(text: string, events: readonly Event[]) {
    this.text = text;
    this.events = events;
    this.#partner = new Int32Array(events.length);
    this.root = this.#index();
  }

  /** One pass over all events; the root's position. */
  #index(): Position | undefined {
    const anchors = new Map<string, number>();
    const open: number[] = [];
    let root: number | undefined;
    for (let index = 0; index < this.events.length; index++) {
      const event = this.events[index] as Event;
      if (event.type === EVENT_ID.POP) {
        const opened = open.pop() ?? 0;
        this.#partner[opened] = index;
        this.#partner[index] = opened;
        continue;
      }
      if (event.type !== EVENT_ID.DOCUMENT) {
        const isNothing = event.type === EVENT_ID.SCALAR && event.valueStart < 0;
        if (open.length === 1 && !isNothing) root ??= index;
        if (event.anchorStart >= 0) {
          const name = this.text.slice(event.anchorStart, event.anchorEnd);
          if (event.type === EVENT_ID.ALIAS) this.#targets.set(index, anchors.get(name) ?? -1);
          else anchors.set(name, index);
        }
      }
      if (event.type !== EVENT_ID.SCALAR && event.type !== EVENT_ID.ALIAS) open.push(index);
    }
    return root === undefined ? undefined : this.at(root);
  }

  get aliases(): readonly Position[] {
    return [...this.#targets.keys()].map((index) => this.at(index));
  }

  get duplicates(): readonly Duplicate[] {
    const found: Duplicate[] = [];
    for (const [index, { type }] of this.events.entries()) {
      const position = type === EVENT_ID.MAPPING ? this.at(index) : undefined;
      if (position instanceof Collection) found.push(...position.duplicates);
      if (found.length > MAX_DUPLICATES) break;
    }
    return found.sort((a, b) => a.second.keyStart - b.second.keyStart).slice(0, MAX_DUPLICATES);
  }

  /** The value that begins with this event: always the same object. */
  at(index: number): Position {
    const known = this.#made.get(index);
    if (known !== undefined) return known;
    const position = this.#make(index);
    this.#made.set(index, position);
    return position;
  }

  #make(index: number): Position {
    const event = this.events[index] as Event;
    if (event.type === EVENT_ID.SCALAR) return scalarRange(this.text, event, () => this.endBefore(index));
    if (event.type === EVENT_ID.ALIAS) {
      const target = this.#targets.get(index) ?? -1;
      const range = { start: event.anchorStart - 1, end: event.anchorEnd };
      return target < 0 ? range : { ...range, target: this.at(target) };
    }
    return new Collection(this, index);
  }

  /** The event after the value that begins with this one. */
  after(index: number): number {
    const { type } = this.events[index] as Event;
    return (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE ? this.closeOf(index) : index) + 1;
  }

  closeOf(index: number): number {
    return this.#partner[index] ?? index;
  }

  /** What an alias in a key's place, or a scalar, says; undefined for a collection. */
  keyText(index: number): string | undefined {
    const event = this.events[this.#targets.get(index) ?? index];
    return event?.type === EVENT_ID.SCALAR ? getScalarValue(this.text, event) : undefined;
  }

  /** Where what stands before an event ends: the place of an empty value. */
  endBefore(index: number): number {
    for (let before = index - 1; before >= 0; before--) {
      const event = this.events[before] as Event;
      if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) return event.start;
      if (event.type === EVENT_ID.POP) return this.at(this.closeOf(before)).end;
      const isNothing = event.type === EVENT_ID.DOCUMENT || isEmpty(event);
      if (!isNothing) return this.at(before).end;
    }
    return 0;
  }
}

class Collection implements Position {
  readonly start: number;
  readonly outer: number | undefined;
  readonly isFlow: boolean;
  readonly #tree: Tree;
  readonly #index: number;
  readonly #isMapping: boolean;
  #end: number | undefined;
  #items: Position[] | undefined;
  #pairs: Pairs | undefined;

  constructor(tree: Tree, index: number) {
    const event = tree.events[index] as Event & Properties & { readonly start: number; readonly style: number };
    this.#tree = tree;
    this.#index = index;
    this.#isMapping = event.type === EVENT_ID.MAPPING;
    this.start = event.start;
    this.outer = outerOf(event).outer;
    this.isFlow = event.style === COLLECTION_STYLE.FLOW;
  }

  get end(): number {
    if (this.#end === undefined) {
      const last = Math.max(this.#tree.endBefore(this.#tree.closeOf(this.#index)), this.start + 1);
      this.#end = this.isFlow ? endOfFlow(this.#tree.text, last) : last;
    }
    return this.#end;
  }

  get items(): readonly Position[] | undefined {
    if (this.#isMapping) return undefined;
    return (this.#items ??= [...this.#children()].map((index) => this.#tree.at(index)));
  }

  get entries(): ReadonlyMap<string, Entry> | undefined {
    return this.#isMapping ? this.#read().entries : undefined;
  }

  get merges(): readonly Position[] | undefined {
    return this.#isMapping ? this.#read().merges : undefined;
  }

  get duplicates(): readonly Duplicate[] {
    return this.#read().duplicates;
  }

  #read(): Pairs {
    return (this.#pairs ??= readPairs(this.#tree, [...this.#children()]));
  }

  *#children(): Iterable<number> {
    const close = this.#tree.closeOf(this.#index);
    for (let index = this.#index + 1; index < close; index = this.#tree.after(index)) yield index;
  }
}

interface Pairs {
  readonly entries: Map<string, Entry>;
  readonly merges: Position[];
  readonly duplicates: Duplicate[];
}

function readPairs(tree: Tree, children: readonly number[]): Pairs {
  const pairs: Pairs = { entries: new Map(), merges: [], duplicates: [] };
  for (let at = 0; at + 1 < children.length; at += 2) {
    const index = children[at] as number;
    const value = tree.at(children[at + 1] as number);
    const key = tree.keyText(index);
    const event = tree.events[index] as Event;
    if (key === undefined) continue;
    if (event.type === EVENT_ID.SCALAR && isMergeKey(tree.text, event, key)) {
      pairs.merges.push(value);
      continue;
    }
    const { start: keyStart, end: keyEnd } = tree.at(index);
    const first = pairs.entries.get(key);
    if (first === undefined) pairs.entries.set(key, { keyStart, keyEnd, value });
    else pairs.duplicates.push({ key, first, second: { keyStart, keyEnd } });
  }
  return pairs;
}

interface Properties {
  readonly anchorStart: number;
  readonly tagStart: number;
}

function outerOf({ anchorStart, tagStart }: Properties): { outer?: number } {
  const starts = [anchorStart - 1, tagStart].filter((start) => start >= 0);
  return starts.length > 0 ? { outer: Math.min(...starts) } : {};
}

function scalarRange(text: string, event: ScalarEvent, before: () => number): Position {
  const { valueStart: start, valueEnd: end, style } = event;
  const outer = event.anchorStart < 0 && event.tagStart < 0 ? undefined : outerOf(event);
  if (start < 0) {
    if (outer?.outer !== undefined)
      return { start: outer.outer, end: Math.max(event.tagEnd, event.anchorEnd), ...outer };
    const start = before();
    return { start, end: start };
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

/** Whether nothing at all is written where a scalar stands. */
function isEmpty(event: Event): boolean {
  return event.type === EVENT_ID.SCALAR && event.valueStart < 0 && event.anchorStart < 0 && event.tagStart < 0;
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
