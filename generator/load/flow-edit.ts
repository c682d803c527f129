/** Prints a corrected JSON (or YAML flow) value over its source: what did not change is copied as it was written. */
import { align, equal } from "./align.js";
import { isObject, type Json, type JsonObject } from "./document.js";
import type { Position } from "./positions.js";
import { lineEndIn, lineStartOf } from "./text-edits.js";

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

/** The text for `corrected` in place of the value at `position`, which was `source`. */
export function printFlow(text: string, position: Position, source: Json, corrected: Json): string {
  return new FlowPrinter(text).print(position, source, corrected, layoutOf(text, position));
}

class FlowPrinter {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  print(position: Position | undefined, source: Json | undefined, corrected: Json, layout: Layout): string {
    if (position === undefined || source === undefined) return printNew(corrected, layout);
    if (equal(source, corrected) && !hasAlias(position)) return this.#copy(position);
    const ownLayout = this.#layoutAt(position, layout);
    if (position.entries !== undefined && position.merges?.length !== 0 && position.merges !== undefined)
      return printNew(corrected, ownLayout);
    if (position.entries !== undefined && isObject(source) && isObject(corrected))
      return this.#object(position, source, corrected, ownLayout);
    if (position.items !== undefined && Array.isArray(source) && Array.isArray(corrected))
      return this.#array(position, source, corrected, ownLayout);
    return printNew(corrected, layout);
  }

  #object(position: Position, source: JsonObject, corrected: JsonObject, layout: Layout): string {
    const keys = [
      ...Object.keys(source).filter((key) => Object.hasOwn(corrected, key)),
      ...Object.keys(corrected).filter((key) => !Object.hasOwn(source, key)),
    ];
    const parts = keys.map((key) => {
      const entry = position.entries?.get(key);
      const name =
        entry === undefined || entry.keyEnd <= entry.keyStart
          ? printKey(key, layout)
          : this.#text.slice(entry.keyStart, entry.keyEnd);
      const inner = Object.hasOwn(source, key) ? source[key] : undefined;
      return name + layout.colon + this.print(entry?.value, inner, corrected[key] ?? null, layout);
    });
    return wrap("{", parts, "}", layout);
  }

  #array(position: Position, source: readonly Json[], corrected: readonly Json[], layout: Layout): string {
    const parts: string[] = [];
    for (const step of align(source, corrected)) {
      if (step.kind === "keep")
        parts.push(this.print(position.items?.[step.from], source[step.from], corrected[step.to] ?? null, layout));
      else if (step.kind === "insert") parts.push(printNew(corrected[step.to] ?? null, layout));
    }
    return wrap("[", parts, "]", layout);
  }

  #copy(position: Position): string {
    const copied = this.#text.slice(position.outer ?? position.start, position.end);
    return copied === "" ? "null" : copied;
  }

  /** The layout in the collection at `position`; an empty or unknown one takes after its parent. */
  #layoutAt(position: Position, parent: Layout): Layout {
    const own = layoutOf(this.#text, position);
    const isEmpty = (position.entries?.size ?? position.items?.length ?? 0) === 0;
    return isEmpty && parent.indent !== undefined
      ? { ...parent, indent: parent.indent + parent.unit }
      : { ...own, unit: parent.unit === "" ? own.unit : parent.unit };
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

function layoutOf(text: string, position: Position): Layout {
  const first = position.entries?.values().next().value;
  const start = first?.keyStart ?? position.items?.[0]?.start;
  const colon = first === undefined ? undefined : /[ \t]*:[ \t]*/y;
  if (colon !== undefined && first !== undefined) colon.lastIndex = first.keyEnd;
  const written = first === undefined ? undefined : colon?.exec(text)?.[0];
  const hasPlainKeys = first !== undefined && !/["']/.test(text[first.keyStart] ?? "");
  const base = {
    hasPlainKeys,
    unit: "  ",
    lineEnd: lineEndIn(text),
    colon: written ?? ": ",
    comma: written === ":" || /^\S{40}/.test(text) ? "," : ", ",
  };
  const before = start === undefined ? "" : text.slice(position.start + 1, start);
  const indent = /[\r\n]([ \t]*)$/.exec(before)?.[1];
  if (indent === undefined) return { ...base, indent: undefined, unit: "" };
  const outer = lineIndent(text, position.start);
  return {
    ...base,
    indent,
    unit: indent.startsWith(outer) && indent.length > outer.length ? indent.slice(outer.length) : "  ",
  };
}

function lineIndent(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStartOf(text, offset), offset))?.[0] ?? "";
}

function hasAlias(position: Position): boolean {
  if (position.target !== undefined) return true;
  if (position.merges !== undefined && position.merges.length > 0) return true;
  if (position.items?.some(hasAlias) === true) return true;
  return position.entries !== undefined && [...position.entries.values()].some(({ value }) => hasAlias(value));
}
