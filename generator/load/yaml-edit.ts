/** Prints a corrected document over its source text, so that a diff shows the corrections and nothing else. */
import { equal } from "./align.js";
import { applyChecked } from "./check-edits.js";
import type { Json } from "./document.js";
import { editFlow, type Changes } from "./flow-edit.js";
import type { LoadedDocument } from "./positions.js";
import type { Piece } from "./text-edits.js";

/**
 * The corrected document as text, in parts, in the format of its source. What did not change keeps its key order, comments,
 * quotes, anchors and indentation to the byte; new keys come last. `source` is what the text says; the less of it is
 * not also part of `corrected`, the more there is to compare. Each result is read back before it is handed out: should
 * an edit have gone wrong, the document is printed afresh, without comments but right.
 */
export async function printCorrected(
  document: LoadedDocument,
  source: Json,
  corrected: Json,
): Promise<readonly Piece[]> {
  if (equal(source, corrected)) return [document.piece(0)];
  const edited = document.isJson
    ? editJson(document, source, corrected)
    : (await import("./edit-yaml.js")).editYaml(document, source, corrected);
  // JSON is YAML too, and can say everything.
  return edited ?? [`${JSON.stringify(corrected, undefined, 2)}\n`];
}

function editJson(document: LoadedDocument, source: Json, corrected: Json): readonly Piece[] | undefined {
  const positions = document.positions(source);
  if (positions.root === undefined) return undefined;
  const changes: Changes = { edits: [], changed: new Set() };
  editFlow(document.text, positions.root, source, corrected, changes);
  return applyChecked(document, positions, changes.edits, source, corrected);
}
