/** Reads documents from the disk. */
import type { Result } from "../diagnostics.js";
import { loadDocument } from "./load.js";
import type { LoadedDocument } from "./positions.js";
import { readText } from "./read-text.js";

/** Reads and loads a YAML or JSON file; diagnostics call it `displayName`. */
export function readDocument(path: string, displayName: string = path): Result<LoadedDocument | undefined> {
  const [text, diagnostics] = readText(path, displayName);
  return text === undefined ? [undefined, diagnostics] : loadDocument(displayName, text.text);
}
