/** SHA-256 of texts and files, as lower-case hex. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

import type { VirtualFile } from "../emit/file.js";

export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

const known = new WeakMap<VirtualFile, string>();

/** The hash of a file that is to be written: asked for when differences are looked for, and again for the record. */
export function sha256OfText(file: VirtualFile): string {
  const hash = known.get(file) ?? sha256(file.text);
  known.set(file, hash);
  return hash;
}

/** The hash of a file on disk, or undefined if there is no such file to read. */
export function sha256OfFile(path: string): string | undefined {
  try {
    return sha256(readFileSync(path));
  } catch {
    return undefined;
  }
}

/** One hash for many files, whatever their order: of the runtime's templates, for instance. */
export function sha256OfAll(files: readonly VirtualFile[]): string {
  const parts = files.map(({ path, text }) => `${sha256(path)}${sha256(text)}`).sort();
  return sha256(parts.join(""));
}
