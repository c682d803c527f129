/** Takes items out of a list in a text and leaves every other byte as it is. */
import type { Document, Pointer } from "./document.js";
import { isFlow, positionAt, positionsOf } from "./position-at.js";
import type { Position } from "./positions.js";
import { flowEdits } from "./remove-flow-items.js";
import {
  applyEdits,
  columnOf,
  lineEndOf,
  lineStartOf,
  nextLineOf,
  UneditableError,
  type TextEdit,
} from "./text-edits.js";

/**
 * The text without these items. In a YAML block list a comment right above an item goes with it, and so do comments
 * after it that are indented deeper; a heading (a comment with a rule such as `-----`) stays. Of the blank lines around
 * an item one side goes, unless `keepBlank`.
 */
export function removeItems(
  document: Document,
  list: Pointer,
  indexes: ReadonlySet<number>,
  keepBlank = false,
): string {
  const { text } = document;
  const position = positionAt(positionsOf(document), list);
  const items = position.items ?? [];
  if (indexes.size >= items.length) throw new UneditableError("no item would be left");
  const edits = isFlow(text, position)
    ? flowEdits(text, position, indexes)
    : new BlockList(text, position, items, keepBlank).remove(indexes);
  return applyEdits(text, edits);
}

class BlockList {
  readonly #text: string;
  readonly #items: readonly Position[];
  readonly #column: number;
  readonly #first: number;
  readonly #keepBlank: boolean;

  constructor(text: string, list: Position, items: readonly Position[], keepBlank: boolean) {
    this.#text = text;
    this.#items = items;
    this.#first = list.start;
    this.#column = columnOf(text, list.start);
    this.#keepBlank = keepBlank;
  }

  remove(indexes: ReadonlySet<number>): TextEdit[] {
    const lastKept = this.#items.findLastIndex((_, index) => !indexes.has(index));
    return [...indexes].map((index) => {
      const start = this.#start(index);
      const end = this.#end(index);
      if (this.#keepBlank) return { start, end, text: "" };
      return index > lastKept
        ? { start: this.#aboveBlank(start), end, text: "" }
        : { start, end: this.#belowBlank(end), text: "" };
    });
  }

  /** Where the item's own lines begin, with the comments that belong to it. */
  #start(index: number): number {
    const dash = this.#dash(index);
    const line = lineStartOf(this.#text, dash);
    if (this.#text.slice(line, dash).trim() !== "") throw new UneditableError("the item does not begin its line");
    const comments: { readonly start: number; readonly text: string }[] = [];
    for (let at = line; at > 0;) {
      const above = lineStartOf(this.#text, at - (this.#text.startsWith("\r\n", at - 2) ? 2 : 1));
      const comment = this.#text.slice(above, lineEndOf(this.#text, above));
      if (!/^[ \t]*#/.test(comment) || comment.search(/#/) < this.#column) break;
      comments.unshift({ start: above, text: comment });
      at = above;
    }
    return own(comments)[0]?.start ?? line;
  }

  #dash(index: number): number {
    if (index === 0) return this.#first;
    const item = this.#items[index] as Position;
    const previous = this.#items[index - 1] as Position;
    for (let line = lineStartOf(this.#text, item.outer ?? item.start); line >= previous.end;) {
      const dash = line + this.#column;
      if (/^ *-$/.test(this.#text.slice(line, dash + 1))) return dash;
      line = lineStartOf(this.#text, line - 1);
    }
    throw new UneditableError("the item's dash is not where it should be");
  }

  /** Where the item's last line is over, with comments below it that are indented as its fields are. */
  #end(index: number): number {
    const { end: last } = this.#items[index] as Position;
    let end = /[\r\n]/.test(this.#text[last - 1] ?? "") ? last : nextLineOf(this.#text, last);
    for (;;) {
      const line = this.#text.slice(end, lineEndOf(this.#text, end));
      if (!/^[ \t]*#/.test(line) || line.search(/#/) <= this.#column) return end;
      end = nextLineOf(this.#text, end);
    }
  }

  #belowBlank(end: number): number {
    const blank = /(?:[ \t]*(?:\r\n?|\n))*/y;
    blank.lastIndex = end;
    blank.test(this.#text);
    return blank.lastIndex;
  }

  #aboveBlank(start: number): number {
    let at = start;
    while (at > 0) {
      const above = lineStartOf(this.#text, at - (this.#text.startsWith("\r\n", at - 2) ? 2 : 1));
      if (this.#text.slice(above, at).trim() !== "") break;
      at = above;
    }
    return at;
  }
}

/** Of the comment lines above an item those below the last heading. */
function own<Line extends { readonly text: string }>(comments: readonly Line[]): readonly Line[] {
  const rules = comments.filter(({ text }) => /([-=*#_~─═])\1{3,}/.test(text));
  const [only] = rules;
  // A rule without words and without a second one: what is below it may be its title.
  if (rules.length === 1 && only !== undefined && !/[\p{L}\p{N}]/u.test(only.text)) return [];
  return comments.slice(comments.findLastIndex((line) => rules.includes(line)) + 1);
}
