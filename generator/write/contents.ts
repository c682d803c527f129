/** The contents of a package and of what it is made of, as hashes. */
import { lstatSync, readlinkSync } from "node:fs";
import { join } from "node:path";

import { listEntries } from "./files.js";
import { sha256, sha256OfFile } from "./hash.js";
import { readRecord } from "./record.js";

/** One hash of many files by name and content; a missing file counts as such. */
export function hashOfFiles(files: readonly string[]): string {
  return sha256(files.map((file) => `${sha256(file)}${sha256OfFile(file) ?? "missing"}`).join("\n"));
}

/** One hash of the inputs and of all that the folder holds, but for `node_modules`. */
export function contentsOf({
  outDir,
  inputs,
}: {
  readonly outDir: string;
  readonly inputs: readonly string[];
}): string {
  const entries = (listEntries(outDir) ?? []).sort();
  return sha256(
    [hashOfFiles(inputs), ...entries.map((path) => `${sha256(path)}${hashOf(join(outDir, path))}`)].join("\n"),
  );
}

/** Whether every file of the package is as its record says: nobody has edited it since it was written. */
export function isAsRecorded(outDir: string): boolean {
  const files = Object.entries(readRecord(outDir)?.files ?? {});
  return files.length > 0 && files.every(([path, hash]) => sha256OfFile(join(outDir, path)) === hash);
}

function hashOf(path: string): string {
  const stats = lstatSync(path);
  if (stats.isSymbolicLink()) return `link ${sha256(readlinkSync(path))}`;
  return stats.isFile() ? (sha256OfFile(path) ?? "unreadable") : "folder";
}
