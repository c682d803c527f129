/** Writes what a command prints into a file. */
import { closeSync, openSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
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

function writePieces(file: string, pieces: readonly Piece[]): void {
  const descriptor = openSync(file, "w");
  try {
    for (const piece of pieces) writeFileSync(descriptor, piece);
  } finally {
    closeSync(descriptor);
  }
}
