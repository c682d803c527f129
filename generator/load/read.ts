/** Reads documents from the disk. */
import { readFileSync, statSync } from "node:fs";

import { Diagnostics, type DiagnosticCode, type Result } from "../diagnostics.js";
import { MAX_BYTES } from "./limits.js";
import { loadDocument, type Use } from "./load.js";
import type { LoadedDocument } from "./positions.js";
import { decode } from "./text.js";

/** Reads and loads a YAML or JSON file; diagnostics call it `displayName`. */
export function readDocument(
  path: string,
  displayName: string = path,
  use: Use = "read",
): Result<LoadedDocument | undefined> {
  const diagnostics = new Diagnostics();
  const fail = (code: DiagnosticCode, message: string): Result<undefined> => {
    diagnostics.error(code, message, { location: { file: displayName, line: 1, column: 1 } });
    return diagnostics.wrap(undefined);
  };
  let bytes: Uint8Array;
  try {
    if (statSync(path).size > MAX_BYTES)
      return fail("load/unreadable", `${displayName} is larger than ${MAX_BYTES / 1024 / 1024} MB.`);
    bytes = readFileSync(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return fail("load/not-found", `There is no file ${displayName}.`);
    if (code === "EISDIR") return fail("load/unreadable", `${displayName} is a folder, not a file.`);
    return fail("load/unreadable", `${displayName} cannot be read (${code}).`);
  }
  const text = decode(bytes);
  if (text !== undefined) return loadDocument(displayName, text, use);
  const [first = 0, second = 0] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return fail("load/not-utf8", `${displayName} is not UTF-8 text${isUtf16 ? "; it looks like UTF-16" : ""}.`);
}

function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : String(error);
}
