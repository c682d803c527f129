/** Documentation of symbols, and which correction belongs to which of them. */
import { isObject, type Json, type Pointer } from "../load/document.js";
import type { Correction } from "../overlay/overlay.js";
import type { Doc } from "./model.js";
import type { ObjectNode, Source } from "./source.js";

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

const silent: Doc = { notes: [], examples: [], deprecated: false, see: [], corrections: [] };

/** Makes the `Doc` of each symbol, and in the end gives every correction to the innermost symbol that it touched. */
export class Docs {
  readonly #source: Source;
  readonly #symbols = new Map<Pointer, Correction[][]>();
  readonly #isCorrected: boolean;

  /** `isCorrected`: whether there will be corrections to hand out. */
  constructor(source: Source, isCorrected = true) {
    this.#source = source;
    this.#isCorrected = isCorrected;
  }

  /** The doc of the symbol that a node of the document describes. */
  of(node: ObjectNode, extra: Partial<Doc> = {}): Doc {
    const source = this.#source;
    const summary = source.prose(node, "summary");
    const description = source.prose(node, "description");
    const defaultValue = node.value["default"];
    const doc: Writable<Doc> = {
      notes: silent.notes,
      examples: examplesOf(node),
      deprecated: node.value["deprecated"] === true,
      see: externalDocs(source, node),
      corrections: this.empty(node.pointer).corrections,
    };
    if (summary !== undefined) doc.summary = summary;
    if (description !== undefined) doc.description = description;
    if (defaultValue !== undefined) doc.defaultValue = defaultValue;
    return Object.assign(doc, extra);
  }

  /** A doc that says nothing but what was corrected at or below a place. */
  empty(pointer: Pointer): Doc {
    if (!this.#isCorrected) return silent;
    const corrections: Correction[] = [];
    const here = this.#symbols.get(pointer);
    if (here) here.push(corrections);
    else this.#symbols.set(pointer, [corrections]);
    return { notes: [], examples: [], deprecated: false, see: [], corrections };
  }

  /** Hands out the corrections; each appears once per symbol however many places below it were changed. */
  assign(corrections: readonly Correction[]): void {
    for (const correction of corrections) {
      const places = correction.changes.flatMap(({ pointer }) => this.#source.document.moved?.(pointer) ?? [pointer]);
      const symbols = new Set(places.flatMap((pointer) => this.#innermost(pointer)));
      for (const list of symbols) list.push(correction);
    }
  }

  #innermost(pointer: Pointer): Correction[][] {
    for (let at = pointer; ; at = at.slice(0, at.lastIndexOf("/"))) {
      const lists = this.#symbols.get(at);
      if (lists) return lists;
      if (at === "") return [];
    }
  }
}

function examplesOf(node: ObjectNode): readonly Json[] {
  const { example, examples } = node.value;
  if (example === undefined && examples === undefined) return nothing;
  if (Array.isArray(examples)) return [...(examples as Json[])];
  if (typeof examples === "object" && examples !== null) {
    return Object.values(examples).flatMap((one) =>
      typeof one === "object" && one !== null && Object.hasOwn(one, "value") ? [(one as { value: Json }).value] : [],
    );
  }
  return example === undefined ? [] : [example];
}

function externalDocs(source: Source, node: ObjectNode): readonly string[] {
  if (node.value["externalDocs"] === undefined) return nothing;
  const docs = source.object(node, "externalDocs");
  const url = docs && source.text(docs, "url");
  return url === undefined ? nothing : [url];
}

const nothing: readonly never[] = [];

/** Keywords that a type can follow in part at the most. */
const inexpressible = ["not", "contains", "if", "dependentSchemas", "unevaluatedItems", "unevaluatedProperties"];

function formatNote(format: string, type: Json | undefined): string {
  const isLarge = /^u?int64$/.test(format) && type !== "string";
  return isLarge ? `format ${format}, exact up to 2^53` : `format ${format}`;
}

const noted = new Set([
  ..."exclusiveMinimum exclusiveMaximum minimum maximum minLength maxLength minItems maxItems".split(" "),
  ..."minProperties maxProperties multipleOf uniqueItems format pattern patternProperties".split(" "),
  ..."contentMediaType contentEncoding".split(" "),
  ...inexpressible,
]);

/** Facts about a value that its TypeScript type cannot show. */
export function notesOf(schema: ObjectNode): readonly string[] {
  const { value } = schema;
  // Most schemas have nothing of it, and one look at the few keys that there are costs less than one for each that may be.
  if (!Object.keys(value).some((key) => noted.has(key))) return nothing;
  const notes: string[] = [];
  const bound = (key: string): number | undefined => (typeof value[key] === "number" ? value[key] : undefined);
  const range = (low: number | undefined, high: number | undefined, unit?: string): void => {
    const of = unit === undefined ? "" : ` ${unit}${(high ?? low) === 1 ? "" : "s"}`;
    if (low !== undefined && low === high) notes.push(`exactly ${low}${of}`);
    else if (low !== undefined && high !== undefined) notes.push(`${low} to ${high}${of}`);
    else if (low !== undefined) notes.push(`at least ${low}${of}`);
    else if (high !== undefined) notes.push(`at most ${high}${of}`);
  };
  // OpenAPI 3.0 says "exclusive" by a boolean beside the bound, later versions by a bound of its own.
  const above = value["exclusiveMinimum"] === true ? bound("minimum") : bound("exclusiveMinimum");
  const below = value["exclusiveMaximum"] === true ? bound("maximum") : bound("exclusiveMaximum");
  range(
    value["exclusiveMinimum"] === true ? undefined : bound("minimum"),
    value["exclusiveMaximum"] === true ? undefined : bound("maximum"),
  );
  if (above !== undefined) notes.push(`more than ${above}`);
  if (below !== undefined) notes.push(`less than ${below}`);
  range(bound("minLength"), bound("maxLength"), "character");
  range(bound("minItems"), bound("maxItems"), "item");
  range(bound("minProperties"), bound("maxProperties"), "field");
  if (bound("multipleOf") !== undefined) notes.push(`a multiple of ${bound("multipleOf")}`);
  if (value["uniqueItems"] === true && value["type"] !== "string") notes.push("no item twice");
  if (typeof value["format"] === "string") notes.push(formatNote(value["format"], value["type"]));
  if (typeof value["pattern"] === "string") notes.push(`pattern ${value["pattern"]}`);
  const encoded = ["contentMediaType", "contentEncoding"].flatMap((key) => {
    return typeof value[key] === "string" ? [value[key]] : [];
  });
  if (encoded.length > 0) notes.push(`holds ${encoded.join(" as ")}`);
  if (isObject(value["patternProperties"]))
    notes.push(`fields that match ${Object.keys(value["patternProperties"]).join(" or ")}`);
  const unsaid = inexpressible.filter((key) => value[key] !== undefined);
  if (unsaid.length > 0) notes.push(`more is demanded than the type can say, by ${unsaid.join(" and ")}`);
  return notes;
}
