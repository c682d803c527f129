/** Prints a corrected document over its source text, so that a diff shows the corrections and nothing else. */
import { equal } from "./align.js";
import { editBlocks } from "./block-edit.js";
import type { Document, Json } from "./document.js";
import { printFlow } from "./flow-edit.js";
import { parseJsonPositions, scanJson } from "./json.js";
import { loadDocument } from "./load.js";
import { parseYamlPositions } from "./yaml-positions.js";

/**
 * The corrected document as text, in the format of its source. What did not change keeps its key order, comments,
 * quotes, anchors and indentation to the byte; new keys come last. Each result is read back before it is handed out:
 * should an edit have gone wrong, the document is printed afresh, without comments but right.
 */
export async function printCorrected(document: Document, corrected: Json): Promise<string> {
  const { file, text, value } = document;
  if (equal(value, corrected)) return text;
  const isJson = isJsonText(file, text);
  const canonical = isJson ? printCanonical(text, value, corrected) : undefined;
  if (canonical !== undefined) return canonical;
  const isRight = (printed: string | undefined): printed is string =>
    printed !== undefined && equal(loadDocument(file, printed)[0]?.value, corrected);
  const edited = isJson ? editJson(text, value, corrected) : await editYaml(text, value, corrected);
  if (isRight(edited)) return edited;
  const afresh = isJson ? undefined : (await yamlPrinter())(corrected);
  // JSON is YAML too, and can say everything.
  return isRight(afresh) ? afresh : `${JSON.stringify(corrected, undefined, 2)}\n`;
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

/** JSON as `JSON.stringify` lays it out, which most is, needs no positions: it is laid out so again. */
function printCanonical(text: string, value: Json, corrected: Json): string | undefined {
  const indent = /^\{\n([ \t]+)"/.exec(text)?.[1] ?? "";
  const end = text.endsWith("\n") ? "\n" : "";
  return JSON.stringify(value, undefined, indent) + end === text
    ? JSON.stringify(corrected, undefined, indent) + end
    : undefined;
}

function editJson(text: string, value: Json, corrected: Json): string | undefined {
  const { root } = parseJsonPositions(text);
  return root && text.slice(0, root.start) + printFlow(text, root, value, corrected) + text.slice(root.end);
}

async function editYaml(text: string, value: Json, corrected: Json): Promise<string | undefined> {
  const { root } = parseYamlPositions(text);
  return root && editBlocks(text, root, value, corrected, await yamlPrinter());
}
