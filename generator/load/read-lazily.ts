/** Reads documents from the disk for a command that is often about JSON alone: what reads YAML is loaded when there is some. */
import type { Result } from "../diagnostics.js";
import { abridgeJson, STAND_IN } from "./abridge-json.js";
import type { Wanted } from "./document.js";
import { loadJson, type Use } from "./load-json.js";
import type { LoadedDocument } from "./positions.js";
import { readBytes, toText } from "./read-text.js";
import { JsonSkipper } from "./skip-json.js";
import { decode } from "./text.js";
import type { Piece } from "./text-edits.js";

/** Smaller documents are read as fast as they are abridged. */
const MIN_ABRIDGED = 2 ** 20;

/** Reads and loads a YAML or JSON file. */
export async function readLazily(path: string, use: Use): Promise<Result<LoadedDocument | undefined>> {
  const [bytes, diagnostics] = readBytes(path, path);
  return bytes === undefined ? [undefined, diagnostics] : loadLazily(path, bytes, use);
}

/** Loads a YAML or JSON file that was read. */
export async function loadLazily(file: string, content: Buffer, use: Use): Promise<Result<LoadedDocument | undefined>> {
  const [read, diagnostics] = toText(content, file);
  if (read === undefined) return [undefined, diagnostics];
  const { text, bytes } = read;
  const json = loadJson(file, text, use, bytes);
  if (json !== undefined) return json;
  const { loadDocument } = await import("./load.js");
  return loadDocument(file, text, use, bytes);
}

export interface ReadToEdit {
  readonly bytes: Buffer;
  /**
   * The document, as if nothing stood in it but what is wanted; its pieces and positions are those of the file. It is
   * good for changes of what is wanted; whether a change printed anything else is told by {@link isAbridged}.
   */
  readonly abridged: LoadedDocument | undefined;
}

/** Reads a file to be edited, and loads what is wanted of it, if it is JSON of at least `minAbridged` bytes. */
export function readToEdit(
  path: string,
  wanted: Wanted | undefined,
  minAbridged: number = MIN_ABRIDGED,
): Result<ReadToEdit | undefined> {
  let skipper: JsonSkipper | undefined;
  const [bytes, diagnostics] = readBytes(path, path, (size) => {
    if (wanted !== undefined && size >= minAbridged) skipper = JsonSkipper.for(size);
    return skipper?.bytes;
  });
  if (bytes === undefined) return [undefined, diagnostics];
  const isIn = wanted !== undefined && skipper?.bytes === bytes;
  return [{ bytes, abridged: isIn ? loadAbridged(path, skipper as JsonSkipper, wanted) : undefined }, []];
}

function loadAbridged(file: string, skipper: JsonSkipper, wanted: Wanted): LoadedDocument | undefined {
  const abridged = abridgeJson(skipper, wanted);
  const document = abridged && loadJson(file, abridged.text, "edit")?.[0];
  if (abridged === undefined || document === undefined) return undefined;
  let whole: LoadedDocument | undefined;
  return {
    ...document,
    piece: (start, end) => abridged.piece(start, end),
    locate(pointer, part) {
      whole ??= loadJson(file, decode(skipper.bytes) ?? "")?.[0];
      return (whole ?? document).locate(pointer, part);
    },
  };
}

/** Whether text that was printed stands for something that was left out of a document. */
export function isAbridged(pieces: readonly Piece[]): boolean {
  return pieces.some((piece) => typeof piece === "string" && piece.includes(STAND_IN));
}
