/** How the collections of JSON, and of YAML between brackets, are written down. */
import type { Entry, Position } from "./positions.js";
import { lineStartOf } from "./text-edits.js";

/** How a collection is laid out: on lines of its own behind `indent`, or on one line (`indent` undefined). */
export interface Layout {
  readonly indent: string | undefined;
  readonly unit: string;
  readonly lineEnd: string;
  readonly colon: string;
  /** Between parts on one line. */
  readonly comma: string;
  /** Whether keys that need no quotes have none. */
  readonly hasPlainKeys: boolean;
}

/** Read when something is printed into the collection: of those on the way to a change, only the last needs it. */
export type LazyLayout = () => Layout;

/** The layout of a collection; what it does not show is as in the one around it. */
export function layoutOf(text: string, position: Position, outer?: LazyLayout): LazyLayout {
  let known: Layout | undefined;
  return () => (known ??= read(text, position, outer));
}

function read(text: string, position: Position, outer: LazyLayout | undefined): Layout {
  // No more than the first two: the others need not be looked for.
  const [first, second] = position.entries?.values() ?? position.items ?? [];
  if (first === undefined) return within(outer?.());
  const start = startOf(first);
  const written = "keyEnd" in first ? colonAfter(text, first.keyEnd) : undefined;
  const colon = written ?? outer?.().colon ?? ": ";
  const hasPlainKeys = written === undefined ? outer?.().hasPlainKeys === true : !/["']/.test(text[start] ?? "");
  const [, lineEnd, indent] = /(\r?\n|\r)([ \t]*)$/.exec(text.slice(position.start + 1, start)) ?? [];
  const comma = colon === ":" ? "," : ", ";
  if (lineEnd !== undefined && indent !== undefined)
    return { indent, unit: unitOf(indent, lineIndent(text, position.start)), lineEnd, colon, comma, hasPlainKeys };
  const shown = second && /^,[ \t]*$/.exec(text.slice(endOf(first), startOf(second)))?.[0];
  const around = written === undefined ? outer?.().comma : undefined;
  return { ...oneLine, colon, comma: shown ?? around ?? comma, hasPlainKeys };
}

const oneLine = { indent: undefined, unit: "", lineEnd: "", colon: ": ", comma: ", ", hasPlainKeys: false };

/** The layout of a collection that shows nothing. */
export function within(outer: Layout | undefined): Layout {
  if (outer?.indent === undefined) return outer ?? oneLine;
  return { ...outer, indent: outer.indent + outer.unit };
}

/** Where the bracket stands that closes a collection with this layout. */
export function outdent({ indent, unit }: Layout): string | undefined {
  return indent?.slice(0, indent.length - unit.length);
}

function unitOf(indent: string, above: string): string {
  return indent.startsWith(above) && indent.length > above.length ? indent.slice(above.length) : "  ";
}

function colonAfter(text: string, keyEnd: number): string | undefined {
  const colon = /[ \t]*:[ \t]*/y;
  colon.lastIndex = keyEnd;
  return colon.exec(text)?.[0];
}

function lineIndent(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStartOf(text, offset), offset))?.[0] ?? "";
}

/** What a collection holds. */
export type Part = Entry | Position;

export function startOf(part: Part | undefined): number {
  if (part === undefined) return 0;
  return "keyStart" in part ? part.keyStart : (part.outer ?? part.start);
}

export function endOf(part: Part | undefined): number {
  if (part === undefined) return 0;
  return "keyStart" in part ? part.value.end : part.end;
}
