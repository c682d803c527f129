/** Reads documents from the disk for a command that is often about JSON alone: what reads YAML is loaded when there is some. */
import type { Result } from "../diagnostics.js";
import { loadJson, type Use } from "./load-json.js";
import type { LoadedDocument } from "./positions.js";
import { readText } from "./read-text.js";

/** Reads and loads a YAML or JSON file. */
export async function readLazily(path: string, use: Use): Promise<Result<LoadedDocument | undefined>> {
  const [read, diagnostics] = readText(path, path);
  if (read === undefined) return [undefined, diagnostics];
  const { text, bytes } = read;
  const json = loadJson(path, text, use, bytes);
  if (json !== undefined) return json;
  const { loadDocument } = await import("./load.js");
  return loadDocument(path, text, use, bytes);
}
