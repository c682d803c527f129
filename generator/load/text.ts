import { isAscii } from "node:buffer";

/** The text of UTF-8 bytes, a byte order mark left out; undefined when they are none. */
export function decode(bytes: Uint8Array): string | undefined {
  // Most documents are plain ASCII, and a text of one byte per character is faster to make and to read.
  if (isAscii(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
