/** Reads text from the disk; diagnostics call the file by its `displayName`. */
import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { Diagnostics, type DiagnosticCode, type Result } from "../diagnostics.js";
import { MAX_BYTES } from "./limits.js";
import { decode } from "./text.js";

export interface FileText {
  readonly text: string;
  /** The file's bytes, if each of them is one character. */
  readonly bytes: Uint8Array | undefined;
}

/** Reads a file of UTF-8 text. */
export function readText(path: string, displayName: string): Result<FileText | undefined> {
  const [bytes, diagnostics] = readBytes(path, displayName);
  return bytes === undefined ? [undefined, diagnostics] : toText(bytes, displayName);
}

/** Memory for so many bytes, if there is one that they should be read into. */
export type Room = (size: number) => Buffer | undefined;

/** Reads a file, whatever it holds. */
export function readBytes(path: string, displayName: string, room?: Room): Result<Buffer | undefined> {
  const fail = (code: DiagnosticCode, message: string) => failure(displayName, code, message);
  try {
    const found = statSync(path);
    if (found.isCharacterDevice()) return fail("load/unreadable", `${displayName} is a device, not a file.`);
    if (found.size > MAX_BYTES)
      return fail("load/unreadable", `${displayName} is larger than ${MAX_BYTES / 1024 / 1024} MB.`);
    const into = found.isFile() ? room?.(found.size) : undefined;
    return [into !== undefined && fill(into, path) ? into : readFileSync(path), []];
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return fail("load/not-found", `There is no file ${displayName}.`);
    if (code === "EISDIR") return fail("load/unreadable", `${displayName} is a folder, not a file.`);
    return fail("load/unreadable", `${displayName} cannot be read (${code}).`);
  }
}

/** Whether a file was just as long as the memory that it was to fill. */
function fill(bytes: Buffer, path: string): boolean {
  const descriptor = openSync(path, "r");
  try {
    let filled = 0;
    for (let read = -1; read !== 0 && filled < bytes.length; filled += read)
      read = readSync(descriptor, bytes, filled, bytes.length - filled, null);
    return filled === bytes.length && readSync(descriptor, Buffer.alloc(1)) === 0;
  } finally {
    closeSync(descriptor);
  }
}

/** The text of a file that was read. */
export function toText(bytes: Uint8Array, displayName: string): Result<FileText | undefined> {
  const text = decode(bytes);
  // Characters of several bytes, and a byte order mark, are shorter as text.
  if (text !== undefined) return [{ text, bytes: text.length === bytes.length ? bytes : undefined }, []];
  const [first = 0, second = 0] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const message = `${displayName} is not UTF-8 text${isUtf16 ? "; it looks like UTF-16" : ""}.`;
  return failure(displayName, "load/not-utf8", message);
}

function failure(file: string, code: DiagnosticCode, message: string): Result<undefined> {
  const diagnostics = new Diagnostics();
  diagnostics.error(code, message, { location: { file, line: 1, column: 1 } });
  return diagnostics.wrap(undefined);
}

function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : String(error);
}
