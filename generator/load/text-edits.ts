/** Changes to a text, collected first and made all at once. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Thrown when a place in a text is written in a way that cannot be edited; a larger part is printed afresh then. */
export class UneditableError extends Error {}

/** A part of a text: its characters, or its bytes in UTF-8. */
export type Piece = string | Uint8Array;

/** Makes the edits; those that put in at the same place do so in the order given. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return editedPieces(edits, (start, end) => text.slice(start, end)).join("");
}

/** The edited text in parts, so that a large one need not be put together to be written. `cut` gives a range of it. */
export function editedPieces<Kept extends Piece>(
  edits: readonly TextEdit[],
  cut: (start: number, end?: number) => Kept,
): readonly (Kept | string)[] {
  const sorted = [...edits].sort((a, b) => a.start - b.start || Number(a.end > a.start) - Number(b.end > b.start));
  const pieces: (Kept | string)[] = [];
  let at = 0;
  for (const edit of sorted) {
    if (edit.start < at) throw new UneditableError("overlapping edits");
    pieces.push(cut(at, edit.start), edit.text);
    at = edit.end;
  }
  pieces.push(cut(at));
  return pieces;
}

/** Where the line of `offset` begins. Looks at that line only: `lastIndexOf` would search a whole document for a `\r`. */
export function lineStartOf(text: string, offset: number): number {
  for (let end = Math.min(offset, text.length); ; end -= PIECE) {
    const start = Math.max(end - PIECE, 0);
    const piece = text.slice(start, end);
    const lineEnd = Math.max(piece.lastIndexOf("\n"), piece.lastIndexOf("\r"));
    if (lineEnd >= 0 || start === 0) return start + lineEnd + 1;
  }
}

/** Most lines are shorter. */
const PIECE = 200;

/** How far a place is from the beginning of its line. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStartOf(text, offset);
}

/** How the text ends its lines: as it ends the first. */
export function lineEndIn(text: string): "\n" | "\r\n" {
  return text[text.indexOf("\n") - 1] === "\r" ? "\r\n" : "\n";
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
