/** From the text of a JSON file to a document, without what only YAML needs. Pure: `read.ts` reads the disk. */
import { Diagnostics, type Diagnostic, type Result } from "../diagnostics.js";
import { equal } from "./align.js";
import { isObject, type Json } from "./document.js";
import { indexedPositions, keyEnds, measureJson } from "./json-index.js";
import { parseJsonPositions, scanJson } from "./json.js";
import { ProblemError, tooDeep, type Problem } from "./limits.js";
import { Lines } from "./lines.js";
import { duplicateProblems, findPosition, type LoadedDocument, type Positions } from "./positions.js";

/** To "edit" a document is to ask for its positions: what they are made of is kept then, which takes memory. */
export type Use = "edit" | "read";

/** A value and how to find its positions, or what is wrong instead. */
export type Parsed =
  | {
      readonly value: Json;
      readonly positions: () => Positions;
      /** A quicker way to them, by the value that the text stands for. */
      readonly indexed?: (source: Json) => Positions;
    }
  | { readonly problems: readonly Problem[] };

/** The document of a JSON text; undefined when it is none but may still be YAML. `bytes` are those of the text, if each is one character. */
export function loadJson(
  file: string,
  text: string,
  use: Use = "read",
  bytes?: Uint8Array,
): Result<LoadedDocument | undefined> | undefined {
  const isNamedJson = /\.json$/i.test(file);
  if (!isNamedJson && !/^\uFEFF?\s*\{/.test(text.slice(0, 1000))) return undefined;
  const says = (other: string, value: Json) => equal(loadJson(file, other)?.[0]?.value, value);
  return toDocument(file, text, (source) => parseJson(source, isNamedJson, use), { isJson: true, says }, bytes);
}

/** What `parse` makes of a text as a document; undefined when it leaves the text to others. */
export function toDocument(
  file: string,
  text: string,
  parse: (source: string) => Parsed | undefined,
  format: Pick<LoadedDocument, "isJson" | "says">,
  bytes?: Uint8Array,
): Result<LoadedDocument | undefined> | undefined {
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const lines = new Lines(file, source);
  const parsed = parseSafely(source, parse);
  if (parsed === undefined) return undefined;
  if ("problems" in parsed) return [undefined, parsed.problems.map((problem) => toDiagnostic(problem, lines))];
  const { value, positions, indexed = positions } = parsed;
  if (!isObject(value)) return notAnObject(value, lines, positions);
  let known: Positions | undefined;
  const document: LoadedDocument = {
    ...format,
    file,
    text: source,
    value,
    positions: indexed,
    piece: (start, end) => bytes?.subarray(start, end) ?? source.slice(start, end),
    locate(pointer, part = "value") {
      known ??= positions();
      const { start, end } = findPosition(known.root ?? { start: 0, end: 0 }, pointer, part);
      return lines.locate(start, end);
    },
  };
  return [document, []];
}

function parseSafely(text: string, parse: (source: string) => Parsed | undefined): Parsed | undefined {
  try {
    return parse(text);
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
  if (ends === undefined || keys === 0 || !isObject(value)) {
    return { value, positions: positionsIn(text, parseJsonPositions) };
  }
  const positions = positionsOf(text, value);
  if (use === "read") return { value, positions };
  return { value, positions, indexed: (source) => indexedPositions(text, source, ends, sizes) };
}

/** A closure of its own: one in the parsers would keep all that they made. */
export function positionsIn(text: string, parse: (text: string) => Positions): () => Positions {
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
