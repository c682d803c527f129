/** From the text of a YAML or JSON file to a document. Pure: `read.ts` reads the disk. */
import { Diagnostics, type Diagnostic, type Result } from "../diagnostics.js";
import { isObject, type Json } from "./document.js";
import { indexedPositions, keyEnds, measureJson } from "./json-index.js";
import { parseJsonPositions, scanJson } from "./json.js";
import { ProblemError, tooDeep, type Problem } from "./limits.js";
import { Lines } from "./lines.js";
import { duplicateProblems, findPosition, type LoadedDocument, type Positions } from "./positions.js";
import { yamlPositions } from "./yaml-positions.js";
import { constructYaml, parseYamlEvents } from "./yaml.js";

/** To "edit" a document is to ask for its positions: what they are made of is kept then, which takes memory. */
export type Use = "edit" | "read";

/** A value and how to find its positions, or what is wrong instead. */
type Parsed =
  | {
      readonly value: Json;
      readonly positions: () => Positions;
      /** A quicker way to them, by the value that the text stands for. */
      readonly indexed?: (source: Json) => Positions;
    }
  | { readonly problems: readonly Problem[] };

/**
 * Loads a document. JSON goes through `JSON.parse`, so an integer beyond 2^53 loses its last digits in `value`;
 * `text` still has them. YAML is 1.2: dates stay text, and so does every key, as OpenAPI asks (`1.10:` is "1.10").
 */
export function loadDocument(file: string, text: string, use: Use = "read"): Result<LoadedDocument | undefined> {
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const lines = new Lines(file, source);
  const parsed = parse(file, source, use);
  if ("problems" in parsed) return [undefined, parsed.problems.map((problem) => toDiagnostic(problem, lines))];
  const { value, positions, indexed = positions } = parsed;
  if (!isObject(value)) return notAnObject(value, lines, positions);
  let known: Positions | undefined;
  const document: LoadedDocument = {
    file,
    text: source,
    value,
    positions: indexed,
    locate(pointer, part = "value") {
      known ??= positions();
      const { start, end } = findPosition(known.root ?? { start: 0, end: 0 }, pointer, part);
      return lines.locate(start, end);
    },
  };
  return [document, []];
}

function parse(file: string, text: string, use: Use): Parsed {
  try {
    const isJson = /\.json$/i.test(file);
    return (
      (isJson || /^\s*\{/.test(text.slice(0, 1000)) ? parseJson(text, isJson, use) : undefined) ?? parseYaml(text, use)
    );
  } catch (error) {
    if (error instanceof ProblemError) return { problems: [error.problem] };
    // js-yaml documents that anything may be thrown for hostile input; a stack trace helps nobody there.
    return {
      problems: [{ code: "load/syntax", message: `The document cannot be parsed: ${String(error)}`, start: 0 }],
    };
  }
}

/** Undefined when the text is not JSON but may still be YAML. */
function parseJson(text: string, mustBeJson: boolean, use: Use): Parsed | undefined {
  const isBlank = text.trim() === "";
  if (isBlank) return { value: null, positions: nowhere };
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    if (!mustBeJson) return undefined;
    parseJsonPositions(text);
    throw error;
  }
  const { keys, isTooDeep, sizes } = measureJson(value);
  if (isTooDeep) return mustBeJson ? { problems: [tooDeep(scanJson(text).tooDeepAt)] } : undefined;
  const ends = keyEnds(text, keys);
  // `JSON.parse` keeps the last of two equal keys without a word; the counts tell.
  if (ends === undefined && scanJson(text).keys !== keys)
    return { problems: duplicateProblems(parseJsonPositions(text).duplicates.slice(0, 50)) };
  const positions = positionsIn(text, parseJsonPositions);
  if (ends === undefined) return { value, positions };
  if (use === "read") return { value, positions: positionsOf(text, value) };
  return { value, positions, indexed: (source) => indexedPositions(text, source, ends, sizes) };
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

/** A closure of its own: one in the parsers would keep all that they made. */
function positionsIn(text: string, parse: (text: string) => Positions): () => Positions {
  return () => parse(text);
}

/** The keys are counted again: most runs have nothing to locate, and what counting leaves behind is large. */
function positionsOf(text: string, value: Json): () => Positions {
  return () => {
    const { keys, sizes } = measureJson(value);
    const ends = keyEnds(text, keys);
    return ends ? indexedPositions(text, value, ends, sizes) : parseJsonPositions(text);
  };
}

function nowhere(): Positions {
  return { root: undefined, duplicates: [], aliases: [] };
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
