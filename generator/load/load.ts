/** From the text of a YAML or JSON file to a document. Pure: `read.ts` reads the disk. */
import type { Result } from "../diagnostics.js";
import { equal } from "./align.js";
import type { Json } from "./document.js";
import { loadJson, positionsIn, toDocument, type Parsed, type Use } from "./load-json.js";
import { duplicateProblems, type LoadedDocument } from "./positions.js";
import { yamlPositions } from "./yaml-positions.js";
import { constructYaml, parseYamlEvents } from "./yaml.js";

/**
 * Loads a document. JSON goes through `JSON.parse`, so an integer beyond 2^53 loses its last digits in `value`;
 * `text` still has them. YAML is 1.2: dates stay text, and so does every key, as OpenAPI asks (`1.10:` is "1.10").
 * `bytes` are those of the text, if each is one character.
 */
export function loadDocument(
  file: string,
  text: string,
  use: Use = "read",
  bytes?: Uint8Array,
): Result<LoadedDocument | undefined> {
  const says = (other: string, value: Json) => equal(loadDocument(file, other)[0]?.value, value);
  const format = { isJson: false, says };
  return (
    loadJson(file, text, use, bytes) ??
    toDocument(file, text, (source) => parseYaml(source, use), format, bytes) ?? [undefined, []]
  );
}

function parseYaml(text: string, use: Use): Parsed {
  const events = parseYamlEvents(text);
  const { documents, problems, hasDuplicates } = constructYaml(text, events);
  const all = hasDuplicates ? [...problems, ...duplicateProblems(yamlPositions(text, events).duplicates)] : problems;
  const [first, second] = documents;
  if (second !== undefined) {
    const message = `The file holds ${documents.length} YAML documents; there must be one.`;
    return { problems: [...all, { code: "load/syntax", message, start: second.start }] };
  }
  if (all.length > 0) return { problems: all };
  const value = first?.value ?? null;
  return { value, positions: use === "edit" ? () => yamlPositions(text, events) : positionsIn(text, yamlPositions) };
}
