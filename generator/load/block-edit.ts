/** Edits YAML block collections in place, line by line. */
import { align, equal } from "./align.js";
import { isObject, type Json, type JsonObject } from "./document.js";
import { editFlow, type Changes } from "./flow-edit.js";
import { collectValues, markAll } from "./position-walk.js";
import type { Position, Positions } from "./positions.js";
import { lineEndOf, lineStartOf, nextLineOf, UneditableError, type TextEdit } from "./text-edits.js";

/** Where a value may be written anew: after its `:` or `-`, whose line is indented by `column`. */
interface Place {
  readonly kind: "item" | "pair" | "root";
  readonly after: number;
  readonly column: number;
}

/** The edits that make `corrected` of a document that was `source`, or undefined if that cannot be done in place. */
export function editBlocks(
  text: string,
  { root, aliases }: Positions,
  source: Json,
  corrected: Json,
  print: (value: Json) => string,
): readonly TextEdit[] | undefined {
  if (root === undefined) return undefined;
  const changes: Changes = { edits: [], changed: new Set() };
  try {
    new BlockEditor(text, changes, print).patch(root, source, corrected, {
      kind: "root",
      after: root.outer ?? root.start,
      column: 0,
    });
  } catch (error) {
    if (error instanceof UneditableError) return undefined;
    throw error;
  }
  return aliases.length === 0 ? changes.edits : [...changes.edits, ...keepAliases(root, aliases, source, changes)];
}

/** An alias whose anchor was edited must go on meaning what it meant: it is replaced by the value it stood for. */
function keepAliases(
  root: Position,
  aliases: readonly Position[],
  source: Json,
  { edits, changed }: Changes,
): readonly TextEdit[] {
  const values = new Map<Position, Json>();
  collectValues(root, source, values);
  const ranges = edits.filter(({ start, end }) => end > start);
  const isEdited = (alias: Position) => ranges.some((edit) => edit.start < alias.end && alias.start < edit.end);
  return aliases
    .filter((alias) => alias.target !== undefined && changed.has(alias.target) && !isEdited(alias))
    .map(({ start, end, target }) => ({
      start,
      end,
      text: JSON.stringify((target && values.get(target)) ?? null),
    }));
}

class BlockEditor {
  readonly #text: string;
  readonly #changes: Changes;
  readonly #print: (value: Json) => string;
  readonly #lineEnd: string;

  constructor(text: string, changes: Changes, print: (value: Json) => string) {
    this.#text = text;
    this.#changes = changes;
    this.#print = print;
    this.#lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  }

  patch(position: Position, source: Json, corrected: Json, place: Place): void {
    if (equal(source, corrected)) return;
    this.#changes.changed.add(position);
    const before = this.#changes.edits.length;
    try {
      if (position.isFlow === true && typeof corrected === "object" && corrected !== null)
        editFlow(this.#text, position, source, corrected, this.#changes);
      else if (position.entries !== undefined && isObject(source) && isObject(corrected))
        this.#mapping(position, source, corrected);
      else if (position.items !== undefined && Array.isArray(source) && Array.isArray(corrected))
        this.#sequence(position, source, corrected);
      else this.#replace(position, corrected, place);
    } catch (error) {
      if (!(error instanceof UneditableError)) throw error;
      this.#changes.edits.length = before;
      this.#replace(position, corrected, place);
    }
  }

  #mapping(position: Position, source: JsonObject, corrected: JsonObject): void {
    const entries = [...(position.entries ?? [])];
    const kept = entries.filter(([key]) => Object.hasOwn(corrected, key));
    const isLost = Object.keys(source).some(
      (key) => position.entries?.has(key) === false && !Object.hasOwn(corrected, key),
    );
    if (kept.length === 0 || isLost) throw new UneditableError();
    for (const [key, { keyEnd, value }] of kept) {
      if (equal(source[key], corrected[key])) continue;
      this.patch(value, source[key] ?? null, corrected[key] ?? null, {
        kind: "pair",
        after: this.#afterColon(keyEnd),
        column: this.#column(position.start),
      });
    }
    const removed = entries
      .filter(([key]) => !Object.hasOwn(corrected, key))
      .map(([, { keyStart, value }]) => ({ start: keyStart, value }));
    this.#remove(position, removed);
    const overridden = (key: string) => Object.hasOwn(source, key) && !equal(source[key], corrected[key]);
    const added = Object.keys(corrected).filter(
      (key) => position.entries?.has(key) === false && (!Object.hasOwn(source, key) || overridden(key)),
    );
    if (added.length === 0) return;
    const pairs = added.map((key) => this.#print({ [key]: corrected[key] ?? null }));
    if (added.includes("__proto__")) throw new UneditableError();
    this.#insertAfter(
      position.end,
      pairs.map((pair) => this.#indent(pair, this.#column(position.start))),
    );
  }

  #sequence(position: Position, source: readonly Json[], corrected: readonly Json[]): void {
    const items = position.items ?? [];
    const column = this.#column(position.start);
    const removed: { start: number; value: Position }[] = [];
    let last = -1;
    for (const step of align(source, corrected)) {
      const item = step.kind === "insert" ? undefined : items[step.from];
      if (step.kind === "insert") this.#insertItem(position, items[last], corrected[step.to] ?? null);
      else if (item === undefined) throw new UneditableError();
      else {
        last = step.from;
        if (step.kind === "keep" && equal(source[step.from], corrected[step.to])) continue;
        const dash = this.#dashOf(position, item, step.from);
        if (step.kind === "remove") removed.push({ start: dash, value: item });
        else
          this.patch(item, source[step.from] ?? null, corrected[step.to] ?? null, {
            kind: "item",
            after: dash + 1,
            column,
          });
      }
    }
    if (removed.length === items.length) throw new UneditableError();
    this.#remove(position, removed);
  }

  /** Writes the value anew. A comment that stood behind the old value stays on its line. */
  #replace(position: Position, corrected: Json, place: Place): void {
    markAll(position, this.#changes.changed);
    const isCollection = typeof corrected === "object" && corrected !== null && Object.keys(corrected).length > 0;
    const printed = (isCollection ? this.#print(corrected) : this.#print({ x: corrected }).slice("x: ".length)).replace(
      /\n$/,
      "",
    );
    let end = Math.max(position.end, place.after);
    const comment = /[ \t]+#[^\r\n]*/y;
    comment.lastIndex = end;
    const remark = isCollection || printed.includes("\n") ? (comment.exec(this.#text)?.[0] ?? "") : "";
    end += remark.length;
    const tail = end > place.after && /[\r\n]/.test(this.#text[end - 1] ?? "") ? this.#lineEnd : "";
    this.#changes.edits.push({
      start: place.after,
      end,
      text: this.#written(printed, isCollection, remark, place) + tail,
    });
  }

  #written(printed: string, isCollection: boolean, remark: string, { kind, column }: Place): string {
    if (kind === "root") return this.#indent(printed, 0);
    if (kind === "item" && isCollection && remark === "") return ` ${this.#indent(printed, column + 2).trimStart()}`;
    if (isCollection) return `${remark}${this.#lineEnd}${this.#indent(printed, column + 2)}`;
    const [header = "", ...rest] = printed.split("\n");
    return ` ${header}${remark}${rest.map((line) => this.#lineEnd + (line === "" ? "" : " ".repeat(column) + line)).join("")}`;
  }

  /** Takes out whole lines, with the comment lines right above them. */
  #remove(parent: Position, removed: readonly { readonly start: number; readonly value: Position }[]): void {
    const starts = new Set(removed.map(({ start }) => start));
    for (const { start, value } of removed) {
      markAll(value, this.#changes.changed);
      const lineStart = lineStartOf(this.#text, start);
      const end = this.#endOfLines(Math.max(value.end, start + 1));
      const before = this.#text.slice(lineStart, start);
      if (before.trim() === "") this.#removeLines(this.#aboveComments(lineStart), end);
      else if (start === parent.start) this.#removeAfterDash(start, end, starts);
      else throw new UneditableError();
    }
  }

  /** The first pair of a mapping that begins behind a dash: the next one takes its place there. */
  #removeAfterDash(start: number, end: number, removed: ReadonlySet<number>): void {
    const next = end + (/^[ \t]*/.exec(this.#text.slice(end, lineEndOf(this.#text, end)))?.[0].length ?? 0);
    if (!/[#\r\n]/.test(this.#text[next] ?? "\n") && !removed.has(next))
      this.#changes.edits.push({ start, end: next, text: "" });
    else
      this.#changes.edits.push({
        start:
          lineStartOf(this.#text, start) + this.#text.slice(lineStartOf(this.#text, start), start).trimEnd().length,
        end,
        text: this.#lineEnd,
      });
  }

  /** Of the blank lines above and below only those above stay: below a `|+` text they would become part of it. */
  #removeLines(start: number, end: number): void {
    const blank = /(?:[ \t]*(?:\r\n?|\n))*/y;
    blank.lastIndex = end;
    const isBelowBlank =
      start === 0 ||
      /(?:\n|\r)[ \t]*(?:\r\n?|\n)$/.test(this.#text.slice(Math.max(lineStartOf(this.#text, start - 1) - 1, 0), start));
    if (isBelowBlank) blank.test(this.#text);
    this.#changes.edits.push({ start, end: isBelowBlank ? blank.lastIndex : end, text: "" });
  }

  #aboveComments(lineStart: number): number {
    let start = lineStart;
    while (start > 0) {
      const above = lineStartOf(this.#text, start - (this.#text.startsWith("\r\n", start - 2) ? 2 : 1));
      if (!/^[ \t]*#/.test(this.#text.slice(above, start))) break;
      start = above;
    }
    return start === 0 ? lineStart : start;
  }

  #insertItem(parent: Position, previous: Position | undefined, value: Json): void {
    const column = this.#column(parent.start);
    const printed = this.#indent(this.#print([value]), column);
    if (previous !== undefined) this.#insertAfter(previous.end, [printed]);
    else {
      const start = lineStartOf(this.#text, parent.start);
      if (this.#text.slice(start, parent.start).trim() !== "") throw new UneditableError();
      this.#changes.edits.push({ start, end: start, text: printed + this.#lineEnd });
    }
  }

  #insertAfter(end: number, parts: readonly string[]): void {
    const at = this.#endOfLines(end);
    const joined = parts.join(this.#lineEnd);
    const isAtLineStart = at > 0 && /[\r\n]/.test(this.#text[at - 1] ?? "");
    this.#changes.edits.push({
      start: at,
      end: at,
      text: isAtLineStart ? joined + this.#lineEnd : this.#lineEnd + joined,
    });
  }

  /** Where the line that holds the last character before `end` is over, its line end included. */
  #endOfLines(end: number): number {
    return /[\r\n]/.test(this.#text[end - 1] ?? "") ? end : nextLineOf(this.#text, end);
  }

  #indent(printed: string, column: number): string {
    const lines = printed.replace(/\n$/, "").split("\n");
    return lines.map((line) => (line === "" ? "" : " ".repeat(column) + line)).join(this.#lineEnd);
  }

  #column(offset: number): number {
    return offset - lineStartOf(this.#text, offset);
  }

  #afterColon(keyEnd: number): number {
    const colon = /[ \t]*:(?=[ \t\r\n]|$)/y;
    colon.lastIndex = keyEnd;
    if (!colon.test(this.#text)) throw new UneditableError();
    return colon.lastIndex;
  }

  #dashOf(parent: Position, item: Position, index: number): number {
    if (index === 0) return parent.start;
    if (item.start === item.end) throw new UneditableError();
    const column = this.#column(parent.start);
    for (
      let line = lineStartOf(this.#text, item.outer ?? item.start);
      line > parent.start;
      line = lineStartOf(this.#text, line - 1)
    ) {
      const dash = line + column;
      if (/^ *-$/.test(this.#text.slice(line, dash + 1)) && dash < lineEndOf(this.#text, line)) return dash;
    }
    throw new UneditableError();
  }
}
