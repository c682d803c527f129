/** From the text of a YAML or JSON file to a document. Pure: `read.ts` reads the disk. */
import { Diagnostics, type Diagnostic, type Result } from "../diagnostics.js";
import { isObject, type Document, type Json, type JsonObject } from "./document.js";
import { countKeys, parseJsonPositions, scanJson } from "./json.js";
import { ProblemError, tooDeep, type Problem } from "./limits.js";
import { Lines } from "./lines.js";
import { duplicateProblems, findPosition, type Position, type Positions } from "./positions.js";
import { parseYamlPositions } from "./yaml-positions.js";
import { constructYaml, parseYamlEvents } from "./yaml.js";

/** A value and how to find its positions, or what is wrong instead. */
type Parsed = { readonly value: Json; readonly positions: () => Positions } | { readonly problems: readonly Problem[] };

/**
 * Loads a document. JSON goes through `JSON.parse`, so an integer beyond 2^53 loses its last digits in `value`;
 * `text` still has them. YAML is 1.2: dates stay text, and so does every key, as OpenAPI asks (`1.10:` is "1.10").
 */
export function loadDocument(file: string, text: string): Result<Document | undefined> {
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const lines = new Lines(file, source);
  const parsed = parse(file, source);
  if ("problems" in parsed) return [undefined, parsed.problems.map((problem) => toDiagnostic(problem, lines))];
  const { value, positions } = parsed;
  if (!isObject(value)) return notAnObject(value, lines, positions);
  return [makeDocument(file, source, value, lines, positions), []];
}

function parse(file: string, text: string): Parsed {
  try {
    const isJson = /\.json$/i.test(file);
    return (isJson || /^\s*\{/.test(text.slice(0, 1000)) ? parseJson(text, isJson) : undefined) ?? parseYaml(text);
  } catch (error) {
    if (error instanceof ProblemError) return { problems: [error.problem] };
    // js-yaml documents that anything may be thrown for hostile input; a stack trace helps nobody there.
    return {
      problems: [{ code: "load/syntax", message: `The document cannot be parsed: ${String(error)}`, start: 0 }],
    };
  }
}

/** Undefined when the text is not JSON but may still be YAML. */
function parseJson(text: string, mustBeJson: boolean): Parsed | undefined {
  const isBlank = text.trim() === "";
  if (isBlank) return { value: null, positions: nowhere };
  const { keys, tooDeepAt } = scanJson(text);
  if (tooDeepAt >= 0) return mustBeJson ? { problems: [tooDeep(tooDeepAt)] } : undefined;
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    if (!mustBeJson) return undefined;
    parseJsonPositions(text);
    throw error;
  }
  const positions = () => parseJsonPositions(text);
  // `JSON.parse` keeps the last of two equal keys without a word; the counts tell.
  return countKeys(value) === keys
    ? { value, positions }
    : { problems: duplicateProblems(positions().duplicates.slice(0, 50)) };
}

function parseYaml(text: string): Parsed {
  const { documents, problems, hasDuplicates } = constructYaml(text, parseYamlEvents(text));
  const all = hasDuplicates ? [...problems, ...duplicateProblems(parseYamlPositions(text).duplicates)] : problems;
  const [first, second] = documents;
  if (second !== undefined) {
    const message = `The file holds ${documents.length} YAML documents; there must be one.`;
    return { problems: [...all, { code: "load/syntax", message, start: second.start }] };
  }
  return all.length > 0
    ? { problems: all }
    : { value: first?.value ?? null, positions: () => parseYamlPositions(text) };
}

function nowhere(): Positions {
  return { root: undefined, duplicates: [] };
}

function makeDocument(
  file: string,
  text: string,
  value: JsonObject,
  lines: Lines,
  positions: () => Positions,
): Document {
  let root: Position | undefined;
  return {
    file,
    text,
    value,
    locate(pointer, part = "value") {
      root ??= positions().root ?? { start: 0, end: 0 };
      const { start, end } = findPosition(root, pointer, part);
      return lines.locate(start, end);
    },
  };
}

function notAnObject(value: Json, lines: Lines, positions: () => Positions): Result<undefined> {
  const diagnostics = new Diagnostics();
  const root = positions().root;
  const found =
    root === undefined ? "empty" : Array.isArray(value) ? "a list" : value === null ? "null" : `a ${typeof value}`;
  const message = root === undefined ? "The file is empty." : `The document is ${found}, not an object.`;
  diagnostics.error("load/not-an-object", message, { location: lines.locate(root?.start ?? 0, root?.end ?? 0) });
  return diagnostics.wrap(undefined);
}

function toDiagnostic({ code, message, start, end, related }: Problem, lines: Lines): Diagnostic {
  return {
    code,
    severity: "error",
    message,
    location: lines.locate(start, end),
    ...(related && { related: [{ message: related.message, location: lines.locate(related.start, related.end) }] }),
  };
}
