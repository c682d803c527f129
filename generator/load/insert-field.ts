/** Puts a new field into an object in a text and leaves every other byte as it is. */
import type { Position } from "./positions.js";
import { isFlow } from "./position-at.js";
import {
  columnOf,
  lineEndIn,
  lineEndOf,
  lineStartOf,
  nextLineOf,
  UneditableError,
  type TextEdit,
} from "./text-edits.js";

export interface NewField {
  readonly key: string;
  /** The field as lines of block YAML, from the first column on. */
  readonly block: readonly string[];
  /** Its value on one line of YAML. */
  readonly flow: string;
  /** Its value as JSON. */
  readonly json: string;
}

/** The edit that adds the field: right before the field `before`, if that is there and not the first, else last. */
export function insertField(text: string, object: Position, field: NewField, before: string): TextEdit {
  const entries = [...(object.entries ?? [])];
  const last = entries.at(-1)?.[1];
  if (last === undefined || object.target !== undefined) throw new UneditableError("nothing to put the field beside");
  const index = entries.findIndex(([key]) => key === before);
  const next = index > 0 ? entries[index]?.[1].keyStart : undefined;
  return isFlow(text, object)
    ? flowEdit(text, object, field, next, last.value.end)
    : blockEdit(text, object, field, next);
}

function blockEdit(text: string, object: Position, { block }: NewField, next: number | undefined): TextEdit {
  const column = columnOf(text, object.start);
  const lineEnd = lineEndIn(text);
  const lines = block.map((line) => (line === "" ? "" : " ".repeat(column) + line)).join(lineEnd);
  if (next !== undefined) {
    const at = aboveComments(text, lineStartOf(text, next), column);
    return { start: at, end: at, text: lines + lineEnd };
  }
  const isOver = /[\r\n]/.test(text[object.end - 1] ?? "");
  const at = isOver ? object.end : nextLineOf(text, object.end);
  const isAtLineStart = /[\r\n]/.test(text[at - 1] ?? "");
  return { start: at, end: at, text: isAtLineStart ? lines + lineEnd : lineEnd + lines };
}

/** Comments right above a field belong to it. */
function aboveComments(text: string, line: number, column: number): number {
  let start = line;
  while (start > 0) {
    const above = lineStartOf(text, start - (text.startsWith("\r\n", start - 2) ? 2 : 1));
    const comment = text.slice(above, lineEndOf(text, above));
    if (!/^[ \t]*#/.test(comment) || comment.search(/#/) < column) break;
    start = above;
  }
  return start;
}

function flowEdit(text: string, object: Position, field: NewField, next: number | undefined, end: number): TextEdit {
  const first = [...(object.entries?.values() ?? [])][0]?.keyStart ?? object.start;
  const isJson = text[first] === '"';
  const written = isJson ? `${JSON.stringify(field.key)}: ${field.json}` : `${field.key}: ${field.flow}`;
  const isOnLines = /[\r\n]/.test(text.slice(object.start, first));
  const gap = isOnLines ? (/(?:\r\n?|\n)[ \t]*$/.exec(text.slice(object.start, first))?.[0] ?? " ") : " ";
  return next === undefined
    ? { start: end, end, text: `,${gap}${written}` }
    : { start: next, end: next, text: `${written},${gap}` };
}
