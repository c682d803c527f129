/** Edits JSON, and YAML between brackets, in place: what did not change is not touched. */
import { align, changedKeys, equal } from "./align.js";
import { isObject, type Json, type JsonObject } from "./document.js";
import { markAll } from "./position-walk.js";
import type { Entry, Position } from "./positions.js";
import { lineEndIn, lineStartOf, UneditableError, type TextEdit } from "./text-edits.js";

/** How a collection is laid out: on lines of its own behind `indent`, or on one line (`indent` undefined). */
interface Layout {
  readonly indent: string | undefined;
  readonly unit: string;
  readonly lineEnd: string;
  readonly colon: string;
  readonly comma: string;
  /** Whether keys that need no quotes have none. */
  readonly hasPlainKeys: boolean;
}

/** What is to be done to a text, and the positions whose values are no longer what they were. */
export interface Changes {
  edits: TextEdit[];
  readonly changed: Set<Position>;
}

/** Adds the edits that make `corrected` of the value at `position`, which was `source`, another value. */
export function editFlow(text: string, position: Position, source: Json, corrected: Json, changes: Changes): void {
  const own = layoutOf(text, position);
  const indent = own.indent?.slice(0, own.indent.length - own.unit.length);
  new FlowEditor(text, changes).patch(position, source, corrected, { ...own, indent });
}

class FlowEditor {
  readonly #text: string;
  readonly #changes: Changes;

  constructor(text: string, changes: Changes) {
    this.#text = text;
    this.#changes = changes;
  }

  /** `outer` is the layout of the collection that the value stands in. */
  patch(position: Position, source: Json, corrected: Json, outer: Layout): void {
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
    outer: Layout,
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
    const keys = Object.keys(corrected);
    if (removed.size === 0 && keys.length === entries.size) return;
    const added = keys.filter((key) => !entries.has(key));
    const kept = [...entries.keys()].flatMap((key, index) => (removed.has(key) ? [] : [index]));
    const texts = added.map((key) => printKey(key, layout) + layout.colon + printNew(corrected[key] ?? null, layout));
    this.#splice(partsOf(position), [...kept, ...texts], layout);
  }

  #array(
    position: Position,
    items: readonly Position[],
    source: readonly Json[],
    corrected: readonly Json[],
    outer: Layout,
  ): void {
    const layout = layoutOf(this.#text, position, outer);
    const steps: (number | string)[] = [];
    for (const step of align(source, corrected)) {
      const item = step.kind === "insert" ? undefined : items[step.from];
      if (step.kind === "insert") steps.push(printNew(corrected[step.to] ?? null, layout));
      else if (item === undefined) throw new UneditableError();
      else if (step.kind === "remove") markAll(item, this.#changes.changed);
      else {
        const was = source[step.from] ?? null;
        const wanted = corrected[step.to] ?? null;
        steps.push(step.from);
        if (!equal(was, wanted)) this.patch(item, was, wanted, layout);
      }
    }
    this.#splice(partsOf(position), steps, layout);
  }

  /** Leaves of the parts those that `steps` names by index, with new texts between them. */
  #splice(parts: readonly Part[], steps: readonly (number | string)[], { indent, lineEnd, comma }: Layout): void {
    const gap = indent === undefined ? comma : `,${lineEnd}${indent}`;
    let texts: string[] = [];
    let next = 0;
    for (const step of steps) {
      if (typeof step === "string") texts.push(step);
      else {
        if (step > next || texts.length > 0)
          this.#edit(startOf(parts[next]), startOf(parts[step]), texts.map((text) => text + gap).join(""));
        texts = [];
        next = step + 1;
      }
    }
    const last = parts[next - 1];
    if (last === undefined) throw new UneditableError("nothing to put the new parts beside");
    if (next < parts.length || texts.length > 0)
      this.#edit(endOf(last), endOf(parts.at(-1)), texts.map((text) => gap + text).join(""));
  }

  #replace(position: Position, corrected: Json, layout: Layout): void {
    if (position.start === position.end) throw new UneditableError("nothing is written there");
    markAll(position, this.#changes.changed);
    this.#edit(position.outer ?? position.start, position.end, printNew(corrected, layout));
  }

  #edit(start: number, end: number, text: string): void {
    this.#changes.edits.push({ start, end, text });
  }
}

function printNew(value: Json, layout: Layout): string {
  const inner = layout.indent === undefined ? layout : { ...layout, indent: layout.indent + layout.unit };
  if (Array.isArray(value))
    return wrap(
      "[",
      value.map((item: Json) => printNew(item, inner)),
      "]",
      inner,
    );
  if (!isObject(value)) return JSON.stringify(value);
  const parts = Object.entries(value).map(
    ([key, item]) => printKey(key, layout) + layout.colon + printNew(item, inner),
  );
  return wrap("{", parts, "}", inner);
}

function printKey(key: string, { hasPlainKeys }: Layout): string {
  const isWord = /^[A-Za-z_$][\w$-]*$/.test(key) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(key);
  return hasPlainKeys && isWord ? key : JSON.stringify(key);
}

function wrap(open: string, parts: readonly string[], close: string, { indent, unit, lineEnd, comma }: Layout): string {
  if (parts.length === 0) return open + close;
  if (indent === undefined) return open + parts.join(comma) + close;
  const outer = indent.slice(0, indent.length - unit.length);
  return `${open}${lineEnd}${indent}${parts.join(`,${lineEnd}${indent}`)}${lineEnd}${outer}${close}`;
}

/** The layout of a collection; what it does not show is as in the one around it. */
function layoutOf(text: string, position: Position, outer?: Layout): Layout {
  // No more than the first two: the others need not be looked for.
  const [first, second] = position.entries?.values() ?? position.items ?? [];
  const written = first !== undefined && "keyEnd" in first ? colonAfter(text, first.keyEnd) : undefined;
  const comma = first && second && /^,[ \t]*$/.exec(text.slice(endOf(first), startOf(second)))?.[0];
  const base = {
    hasPlainKeys: written === undefined ? outer?.hasPlainKeys === true : !/["']/.test(text[startOf(first)] ?? ""),
    unit: outer?.unit ?? "  ",
    lineEnd: outer?.lineEnd ?? lineEndIn(text),
    colon: written ?? outer?.colon ?? ": ",
    comma: comma ?? outer?.comma ?? (written === ":" ? "," : ", "),
  };
  const indent = first && /[\r\n]([ \t]*)$/.exec(text.slice(position.start + 1, startOf(first)))?.[1];
  if (first === undefined && outer?.indent !== undefined) return { ...base, indent: outer.indent + outer.unit };
  if (indent === undefined) return { ...base, indent: undefined };
  const above = lineIndent(text, position.start);
  const isDeeper = indent.startsWith(above) && indent.length > above.length;
  return { ...base, indent, unit: isDeeper ? indent.slice(above.length) : "  " };
}

function colonAfter(text: string, keyEnd: number): string | undefined {
  const colon = /[ \t]*:[ \t]*/y;
  colon.lastIndex = keyEnd;
  return colon.exec(text)?.[0];
}

/** What a collection holds. */
type Part = Entry | Position;

function partsOf({ entries, items = [] }: Position): readonly Part[] {
  return entries === undefined ? items : [...entries.values()];
}

function startOf(part: Part | undefined): number {
  if (part === undefined) return 0;
  return "keyStart" in part ? part.keyStart : (part.outer ?? part.start);
}

function endOf(part: Part | undefined): number {
  if (part === undefined) return 0;
  return "keyStart" in part ? part.value.end : part.end;
}

function lineIndent(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStartOf(text, offset), offset))?.[0] ?? "";
}
