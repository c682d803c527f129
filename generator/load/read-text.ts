/** Reads text from the disk. */
import { readFileSync } from "node:fs";
import { Diagnostics, type DiagnosticCode, type Result } from "../diagnostics.js";
import { decode } from "./text.js";

export interface FileText {
  readonly text: string;
  /** The file's bytes, if each of them is one character. */
  readonly bytes: Uint8Array | undefined;
}

/** Reads a file of UTF-8 text; diagnostics call it `displayName`. */
export function readText(path: string, displayName: string): Result<FileText | undefined> {
  const diagnostics = new Diagnostics();
  const fail = (code: DiagnosticCode, message: string): Result<undefined> => {
    diagnostics.error(code, message, { location: { file: displayName, line: 1, column: 1 } });
    return diagnostics.wrap(undefined);
  };
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return fail("load/not-found", `There is no file ${displayName}.`);
    if (code === "EISDIR") return fail("load/unreadable", `${displayName} is a folder, not a file.`);
    return fail("load/unreadable", `${displayName} cannot be read (${code}).`);
  }
  const text = decode(bytes);
  // Characters of several bytes, and a byte order mark, are shorter as text.
  if (text !== undefined) return [{ text, bytes: text.length === bytes.length ? bytes : undefined }, []];
  const [first = 0, second = 0] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return fail("load/not-utf8", `${displayName} is not UTF-8 text${isUtf16 ? "; it looks like UTF-16" : ""}.`);
}

function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : String(error);
}
