/** SHA-256 of texts and files, as lower-case hex. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

import type { VirtualFile } from "../emit/file.js";

export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
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
