/** Changes to a text, collected first and made all at once. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Thrown when a place in a text is written in a way that cannot be edited; a larger part is printed afresh then. */
export class UneditableError extends Error {}

/** Makes the edits; those that put in at the same place do so in the order given. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.start - b.start || Number(a.end > a.start) - Number(b.end > b.start));
  const parts: string[] = [];
  let at = 0;
  for (const edit of sorted) {
    if (edit.start < at) throw new UneditableError("overlapping edits");
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(text.slice(at));
  return parts.join("");
}

/** Where the line of `offset` begins. */
export function lineStartOf(text: string, offset: number): number {
  return offset <= 0 ? 0 : Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
}

/** Where the line of `offset` ends, before its line end. */
export function lineEndOf(text: string, offset: number): number {
  const rest = /[\r\n]/g;
  rest.lastIndex = offset;
  return rest.exec(text)?.index ?? text.length;
}

/** Where the line after the line of `offset` begins, or the end of the text. */
export function nextLineOf(text: string, offset: number): number {
  const end = lineEndOf(text, offset);
  return text.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, text.length);
}
