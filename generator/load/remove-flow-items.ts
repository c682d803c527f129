/** Takes items out of a list that is written between brackets. */
import type { Position } from "./positions.js";
import { lineEndOf, UneditableError, type TextEdit } from "./text-edits.js";

/** Items go with one comma; with comments between them, also with the comments above and those behind on their line. */
export function flowEdits(text: string, list: Position, indexes: ReadonlySet<number>): TextEdit[] {
  const items = (list.items ?? []).map((item) => ({ start: item.outer ?? item.start, end: item.end }));
  const gaps = items.map(({ end }, index) => ({ start: end, end: items[index + 1]?.start ?? list.end }));
  const hasComments = [{ start: list.start, end: items[0]?.start ?? list.end }, ...gaps].some((gap) =>
    text.slice(gap.start, gap.end).includes("#"),
  );
  return hasComments ? withComments(text, list, items, gaps, indexes) : withoutComments(items, indexes);
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function withoutComments(items: readonly Range[], indexes: ReadonlySet<number>): TextEdit[] {
  const startOf = (index: number): number => items[index]?.start ?? 0;
  const endOf = (index: number): number => items[index]?.end ?? 0;
  const lastKept = items.findLastIndex((_, index) => !indexes.has(index));
  const edits: TextEdit[] = [];
  for (const index of indexes) {
    if (index < lastKept) edits.push({ start: startOf(index), end: startOf(index + 1), text: "" });
  }
  if (lastKept < items.length - 1) edits.push({ start: endOf(lastKept), end: endOf(items.length - 1), text: "" });
  return edits;
}

function withComments(
  text: string,
  list: Position,
  items: readonly Range[],
  gaps: readonly Range[],
  indexes: ReadonlySet<number>,
): TextEdit[] {
  const bounds = [afterComment(text, list.start + 1), ...gaps.map((gap) => boundAfter(text, gap))];
  return items.flatMap((_, index) =>
    indexes.has(index) ? [{ start: bounds[index] as number, end: bounds[index + 1] as number, text: "" }] : [],
  );
}

/** Behind an item's comma and what is said of it on the same line; behind the last item there may be no comma. */
function boundAfter(text: string, { start, end }: Range): number {
  for (let at = start; at < end; at++) {
    if (text[at] === ",") return afterComment(text, at + 1);
    if (text[at] === "]") return afterComment(text, start);
    if (text[at] === "#") at = lineEndOf(text, at);
  }
  throw new UneditableError("the comma is not where it should be");
}

function afterComment(text: string, at: number): number {
  const comment = /[ \t]*#[^\r\n]*/y;
  comment.lastIndex = at;
  return comment.test(text) ? comment.lastIndex : at;
}
