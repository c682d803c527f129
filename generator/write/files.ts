/** Which names a package's files may have, and what is in a folder already. */
import { readdirSync } from "node:fs";
import { join } from "node:path";

import { Diagnostics, type Result } from "../diagnostics.js";
import type { VirtualFile } from "../emit/file.js";

export type { VirtualFile } from "../emit/file.js";

/** The name of the record that each package holds. */
export const RECORD_FILE = ".specmend.json";

/** What file systems hold at the most, between two slashes. */
const longestName = 255;

/** Reports names that lead out of the package, that a file system may take for one another, or that are not ours to use. */
export function checkPaths(files: readonly VirtualFile[]): Result<undefined> {
  const diagnostics = new Diagnostics();
  const seen = new Map<string, string>();
  const refuse = (path: string, why: string) =>
    diagnostics.error("write/unsafe-path", `The file name ${shown(path)} ${why}.`);
  for (const { path } of files) {
    const reason = unsafe(path);
    if (reason !== undefined) refuse(path, reason);
    const folded = path.normalize("NFC").toLowerCase();
    const other = seen.get(folded);
    if (other !== undefined) refuse(path, `is the same as ${shown(other)} on some disks`);
    seen.set(folded, path);
  }
  for (const [folded, path] of seen) {
    for (let slash = folded.indexOf("/"); slash >= 0; slash = folded.indexOf("/", slash + 1)) {
      if (seen.has(folded.slice(0, slash)))
        refuse(path, `needs a folder where ${shown(seen.get(folded.slice(0, slash)) ?? "")} is a file`);
    }
  }
  return diagnostics.wrap(undefined);
}

/**
 * What a folder holds, relative to it, with forward slashes; undefined if there is no such folder. A link is one entry,
 * wherever it leads; so is `node_modules`.
 */
export function listEntries(folder: string): string[] | undefined {
  try {
    return entriesIn(folder, "");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function entriesIn(folder: string, prefix: string): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const path = prefix + entry.name;
    return entry.isDirectory() && entry.name !== "node_modules" ? entriesIn(folder, `${path}/`) : [path];
  });
}

function unsafe(path: string): string | undefined {
  if (path === RECORD_FILE) return "is taken by specmend's own record";
  if (/[\p{Cc}\\:]/u.test(path)) return "holds a character that is not safe in file names";
  const parts = path.split("/");
  if (parts.some((part) => part === "" || part === "." || part === "..")) return "leads out of the package";
  if (parts.includes("node_modules")) return "is in node_modules, which belongs to the package manager";
  if (parts.some((part) => Buffer.byteLength(part) > longestName)) return `is longer than ${longestName} bytes`;
  return undefined;
}

function shown(path: string): string {
  return JSON.stringify(path.length > 120 ? `${path.slice(0, 120)}…` : path);
}
