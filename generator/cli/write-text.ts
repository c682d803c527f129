/** Writes what a command prints into a file. */
import { closeSync, openSync, renameSync, rmSync, statSync, writevSync } from "node:fs";
import { dirname } from "node:path";
import type { Diagnostics } from "../diagnostics.js";
import type { Piece } from "../load/text-edits.js";

/** Writes a file in one step; what is no file, such as /dev/stdout, is written to as it is. */
export function writeText(file: string, text: string | readonly Piece[], diagnostics: Diagnostics): void {
  const pieces = typeof text === "string" ? [text] : text;
  const beside = `${file}.${process.pid}.tmp`;
  try {
    if (statSync(file, { throwIfNoEntry: false })?.isFile() === false) {
      writePieces(file, pieces);
      return;
    }
    writePieces(beside, pieces);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? `there is no folder ${dirname(file)}` : (code ?? String(error));
    diagnostics.error("write/output", `${file} could not be written: ${why}.`);
  }
}

/** All pieces at once: an overlay of a hundred actions makes two hundred of them. */
function writePieces(file: string, pieces: readonly Piece[]): void {
  const descriptor = openSync(file, "w");
  try {
    let rest = pieces.map((piece) => (typeof piece === "string" ? Buffer.from(piece) : piece));
    while (rest.length > 0) rest = after(rest, writevSync(descriptor, rest));
  } finally {
    closeSync(descriptor);
  }
}

/** What is left when so many bytes are written. */
function after(pieces: readonly Uint8Array[], written: number): Uint8Array[] {
  let left = written;
  const next = pieces.findIndex((piece) => {
    if (piece.length > left) return true;
    left -= piece.length;
    return false;
  });
  return next < 0 ? [] : pieces.slice(next).map((piece, at) => (at === 0 ? piece.subarray(left) : piece));
}
