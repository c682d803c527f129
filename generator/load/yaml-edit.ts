/** Prints a corrected document over its source text, so that a diff shows the corrections and nothing else. */
import { equal } from "./align.js";
import { editBlocks } from "./block-edit.js";
import { applyChecked, says } from "./check-edits.js";
import type { Json } from "./document.js";
import { editFlow, type Changes } from "./flow-edit.js";
import { scanJson } from "./json.js";
import type { LoadedDocument, Positions } from "./positions.js";
import type { TextEdit } from "./text-edits.js";

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
): Promise<readonly string[]> {
  const { file, text } = document;
  if (equal(source, corrected)) return [text];
  const isJson = isJsonText(file, text);
  const positions = document.positions(source);
  const edits = isJson
    ? editJson(text, positions, source, corrected)
    : editBlocks(text, positions, source, corrected, await yamlPrinter());
  const edited = edits && applyChecked({ file, text, positions }, edits, source, corrected);
  if (edited !== undefined) return edited;
  const afresh = isJson ? undefined : (await yamlPrinter())(corrected);
  // JSON is YAML too, and can say everything.
  return afresh !== undefined && says(file, afresh, corrected)
    ? [afresh]
    : [`${JSON.stringify(corrected, undefined, 2)}\n`];
}

/** Prints a plain value as YAML, ending in a line end. Loads the `yaml` package, which takes a while. */
async function yamlPrinter(): Promise<(value: Json) => string> {
  const { Document: YamlDocument, Scalar, isScalar, visit } = await import("yaml");
  return (value) => {
    // yaml-1.1 compatibility quotes `yes` and dates, which older readers take for something else than text.
    const document = new YamlDocument(value, { compat: "yaml-1.1", aliasDuplicateObjects: false });
    visit(document, {
      Pair(_, { key }) {
        if (isScalar(key) && key.value === "<<") key.type = Scalar.QUOTE_DOUBLE;
      },
    });
    return document.toString({ lineWidth: 0 });
  };
}

function isJsonText(file: string, text: string): boolean {
  if (/\.json$/i.test(file)) return true;
  if (!/^\s*\{/.test(text) || scanJson(text).tooDeepAt >= 0) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function editJson(text: string, { root }: Positions, source: Json, corrected: Json): readonly TextEdit[] | undefined {
  const changes: Changes = { edits: [], changed: new Set() };
  if (root !== undefined) editFlow(text, root, source, corrected, changes);
  return root && changes.edits;
}
