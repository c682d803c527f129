/** Edits JSON, and YAML between brackets, in place: what did not change is not touched. */
import { align, changedKeys } from "./align.js";
import { isObject, type Json, type JsonObject } from "./document.js";
import { endOf, layoutOf, outdent, startOf, within, type Layout, type LazyLayout, type Part } from "./layout.js";
import { markAll } from "./position-walk.js";
import type { Entry, Position } from "./positions.js";
import { UneditableError, type TextEdit } from "./text-edits.js";

/** What is to be done to a text, and the positions whose values are no longer what they were. */
export interface Changes {
  edits: TextEdit[];
  readonly changed: Set<Position>;
}

/** Adds the edits that make `corrected` of the value at `position`, which was `source`, another value. */
export function editFlow(text: string, position: Position, source: Json, corrected: Json, changes: Changes): void {
  const own = layoutOf(text, position);
  const outer = () => ({ ...own(), indent: outdent(own()) });
  new FlowEditor(text, changes).patch(position, source, corrected, outer);
}

class FlowEditor {
  readonly #text: string;
  readonly #changes: Changes;

  constructor(text: string, changes: Changes) {
    this.#text = text;
    this.#changes = changes;
  }

  /** `outer` is the layout of the collection that the value stands in. */
  patch(position: Position, source: Json, corrected: Json, outer: LazyLayout): void {
    if (source === corrected) return;
    this.#changes.changed.add(position);
    const before = this.#changes.edits.length;
    try {
      const { entries, items } = position;
      if (entries !== undefined && !position.merges?.length && isObject(source) && isObject(corrected))
        this.#object(position, entries, source, corrected, outer);
      else if (items !== undefined && Array.isArray(source) && Array.isArray(corrected))
        this.#array(position, items, source, corrected, outer);
      else this.#replace(position, corrected, outer);
    } catch (error) {
      if (!(error instanceof UneditableError)) throw error;
      this.#changes.edits.length = before;
      this.#replace(position, corrected, outer);
    }
  }

  #object(
    position: Position,
    entries: ReadonlyMap<string, Entry>,
    source: JsonObject,
    corrected: JsonObject,
    outer: LazyLayout,
  ): void {
    const layout = layoutOf(this.#text, position, outer);
    const removed = new Set<string>();
    for (const key of changedKeys(source, corrected)) {
      const value = entries.get(key)?.value;
      if (value === undefined) continue;
      if (Object.hasOwn(corrected, key)) this.patch(value, source[key] ?? null, corrected[key] ?? null, layout);
      else {
        markAll(value, this.#changes.changed);
        removed.add(key);
      }
    }
    if (removed.size === 0 && Object.keys(corrected).length === entries.size) return;
    const texts = Object.keys(corrected)
      .filter((key) => !entries.has(key))
      .map((key) => printPair(key, corrected[key] ?? null, layout()));
    const parts = partsOf(position);
    if (removed.size === 0) this.#append(parts.at(-1), texts, layout);
    else {
      const kept = [...entries.keys()].flatMap((key, index) => (removed.has(key) ? [] : [index]));
      this.#splice(parts, [...kept, ...texts], layout);
    }
  }

  #array(
    position: Position,
    items: readonly Position[],
    source: readonly Json[],
    corrected: readonly Json[],
    outer: LazyLayout,
  ): void {
    const layout = layoutOf(this.#text, position, outer);
    const steps: (number | string)[] = [];
    for (const step of align(source, corrected)) {
      const item = step.kind === "insert" ? undefined : items[step.from];
      if (step.kind === "insert") steps.push(printNew(corrected[step.to] ?? null, layout()));
      else if (item === undefined) throw new UneditableError();
      else if (step.kind === "remove") markAll(item, this.#changes.changed);
      else {
        steps.push(step.from);
        this.patch(item, source[step.from] ?? null, corrected[step.to] ?? null, layout);
      }
    }
    const isWhole = steps.length === items.length && steps.every((step) => typeof step === "number");
    if (!isWhole) this.#splice(partsOf(position), steps, layout);
  }

  /** Leaves of the parts those that `steps` names by index, with new texts between them. */
  #splice(parts: readonly Part[], steps: readonly (number | string)[], layout: LazyLayout): void {
    let texts: string[] = [];
    let next = 0;
    for (const step of steps) {
      if (typeof step === "string") texts.push(step);
      else {
        if (step > next || texts.length > 0)
          this.#edit(startOf(parts[next]), startOf(parts[step]), texts.map((text) => text + gapOf(layout())).join(""));
        texts = [];
        next = step + 1;
      }
    }
    if (next < parts.length || texts.length > 0) this.#append(parts[next - 1], texts, layout, parts.at(-1));
  }

  /** Puts new parts behind one, in place of what follows it up to another. */
  #append(last: Part | undefined, texts: readonly string[], layout: LazyLayout, until = last): void {
    if (last === undefined) throw new UneditableError("nothing to put the new parts beside");
    const gap = gapOf(layout());
    this.#edit(endOf(last), endOf(until), texts.map((text) => gap + text).join(""));
  }

  #replace(position: Position, corrected: Json, outer: LazyLayout): void {
    if (position.start === position.end) throw new UneditableError("nothing is written there");
    markAll(position, this.#changes.changed);
    this.#edit(position.outer ?? position.start, position.end, printNew(corrected, outer()));
  }

  #edit(start: number, end: number, text: string): void {
    this.#changes.edits.push({ start, end, text });
  }
}

/** What stands between two parts of a collection. */
function gapOf({ indent, lineEnd, comma }: Layout): string {
  return indent === undefined ? comma : `,${lineEnd}${indent}`;
}

/** A value inside of a collection with this layout. */
function printNew(value: Json, outer: Layout): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const layout = within(outer);
  if (isObject(value)) {
    const pairs = Object.entries(value).map(([key, item]) => printPair(key, item, layout));
    return wrap("{", pairs, "}", layout);
  }
  const items = value.map((item) => printNew(item, layout));
  return wrap("[", items, "]", layout);
}

function printPair(key: string, value: Json, layout: Layout): string {
  return printKey(key, layout) + layout.colon + printNew(value, layout);
}

function printKey(key: string, { hasPlainKeys }: Layout): string {
  const isWord = /^[A-Za-z_$][\w$-]*$/.test(key) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(key);
  return hasPlainKeys && isWord ? key : JSON.stringify(key);
}

function wrap(open: string, parts: readonly string[], close: string, layout: Layout): string {
  if (parts.length === 0) return open + close;
  const { indent, lineEnd } = layout;
  const inner = parts.join(gapOf(layout));
  if (indent === undefined) return open + inner + close;
  return open + lineEnd + indent + inner + lineEnd + (outdent(layout) ?? "") + close;
}

function partsOf({ entries, items = [] }: Position): readonly Part[] {
  return entries === undefined ? items : [...entries.values()];
}
