/** Prints a corrected YAML document over its source text, with the `yaml` package where something is printed anew. */
import { Document as YamlDocument, Scalar, isScalar, visit } from "yaml";
import { editBlocks } from "./block-edit.js";
import { applyChecked } from "./check-edits.js";
import type { Json } from "./document.js";
import type { LoadedDocument } from "./positions.js";
import type { Piece } from "./text-edits.js";

/** Undefined if the document cannot be said in YAML that reads as it should. */
export function editYaml(document: LoadedDocument, source: Json, corrected: Json): readonly Piece[] | undefined {
  const positions = document.positions(source);
  const edits = editBlocks(document.text, positions, source, corrected, printYaml);
  const edited = edits && applyChecked(document, positions, edits, source, corrected);
  if (edited !== undefined) return edited;
  const afresh = printYaml(corrected);
  return document.says(afresh, corrected) ? [afresh] : undefined;
}

/** A plain value as YAML, ending in a line end. */
function printYaml(value: Json): string {
  // yaml-1.1 compatibility quotes `yes` and dates, which older readers take for something else than text.
  const document = new YamlDocument(value, { compat: "yaml-1.1", aliasDuplicateObjects: false });
  visit(document, {
    Pair(_, { key }) {
      if (isScalar(key) && key.value === "<<") key.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document.toString({ lineWidth: 0 });
}
