/** One pagination scheme of a Stainless configuration, whose properties say by their purpose what they are for. */
import { child, isObject, own, type Document, type Json, type Pointer } from "../../load/document.js";
import { suggestion } from "../../nearest.js";
import type { Path, Place, Reading, Reporter, Word } from "./declared.js";
import { unsupported } from "./dialects.js";
import { isName } from "./signs.js";

export interface Scheme {
  readonly name: string;
  readonly type: string;
  readonly at: Place;
  /** Every parameter and every field that is named. */
  readonly request: readonly Word[];
  readonly response: readonly Word[];
  /** Those with a purpose. */
  readonly purposes: ReadonlyMap<string, Word>;
  /** The header that a field is read from instead of the body, by purpose. */
  readonly headers: ReadonlyMap<string, string>;
  /** Lists, for schemes that do not say which one holds the items. */
  readonly lists: readonly Word[];
  readonly limit: Word | undefined;
}

const types = ["cursor", "cursor_id", "cursor_url", "fake_page", "offset", "page_number"];

export function readScheme(document: Document, value: Json, pointer: Pointer, report: Reporter): Scheme | undefined {
  const at: Place = { document, pointer };
  const type = own(value, "type");
  if (typeof type !== "string" || !types.includes(type)) {
    const shown =
      typeof type === "string"
        ? `\`${type}\` is no type of a pagination scheme.`
        : "A pagination scheme needs a `type`.";
    return report.error("pagination/unknown-style", at, shown, {
      help: suggestion(typeof type === "string" ? type : "", types, "The types are"),
    });
  }
  const found: Collected = { words: [], purposes: new Map(), headers: new Map(), lists: [] };
  const isBody = own(value, "param_location") === "body";
  collect(
    found,
    own(value, "request"),
    { document, pointer: child(pointer, "request") },
    [],
    isBody ? "body" : "parameters",
  );
  const request = found.words;
  const inResponse: Collected = { ...found, words: [], lists: [] };
  collect(inResponse, own(value, "response"), { document, pointer: child(pointer, "response") }, [], undefined);
  const name = own(value, "name");
  return {
    name: typeof name === "string" ? name : "",
    type,
    at,
    request,
    response: inResponse.words,
    purposes: found.purposes,
    headers: found.headers,
    lists: inResponse.lists,
    limit: request.find((word) => isName("limit", word.text) && ![...found.purposes.values()].includes(word)),
  };
}

export function declare(scheme: Scheme, report: Reporter): Reading {
  const { type, at, purposes, headers, lists, limit } = scheme;
  const dialect = `the pagination scheme \`${scheme.name}\``;
  if (type === "fake_page") return false;
  const [only, ...others] = lists;
  const items = purposes.get("items") ?? (others.length === 0 ? only : undefined);
  const needed = (purpose: string): Word | undefined =>
    purposes.get(purpose) ??
    report.error(
      "pagination/unknown-field",
      at,
      `A scheme of the type \`${type}\` needs a property with the purpose \`${purpose}\`.`,
    );
  if (!items) return needed("items") && undefined;
  const field = (key: string, purpose: string): object =>
    purposes.has(purpose) ? { [key]: purposes.get(purpose) } : {};
  const common = { dialect, at, dropWithCursor: [] } as const;
  const size = limit ? { limit } : {};
  const header = [...headers].find(([purpose]) => purpose !== "cursor_url_field")?.[1];
  if (header !== undefined) return unsupported(report, at, `${dialect} reads the header \`${header}\``, {});
  switch (type) {
    case "cursor":
    case "cursor_id": {
      const cursor = type === "cursor" ? needed("next_cursor_param") : needed("next_cursor_id_param");
      const next = type === "cursor" ? needed("next_cursor_field") : needed("cursor_item_id");
      if (!cursor || !next) return undefined;
      const response = { items, next, ...field("hasMore", "has_next_page") };
      return { ...common, style: "cursor", request: { cursor, ...size }, response };
    }
    case "cursor_url": {
      const from = headers.get("cursor_url_field");
      if (from?.toLowerCase() === "link") return { ...common, style: "link", request: size, response: { items } };
      if (from !== undefined) return unsupported(report, at, `${dialect} reads the header \`${from}\``, {});
      const next = needed("cursor_url_field");
      return next && { ...common, style: "next-url", request: size, response: { items, next } };
    }
    case "offset": {
      const offset = needed("offset_count_param");
      const response = { items, ...field("total", "offset_total_count_field"), ...field("hasMore", "has_next_page") };
      return offset && { ...common, style: "offset", request: { offset, ...size }, response };
    }
    default: {
      const page = needed("page_number_param");
      const response = {
        items,
        ...field("totalPages", "total_page_count_field"),
        ...field("hasMore", "has_next_page"),
      };
      return page && { ...common, style: "page", request: { page, ...size }, response };
    }
  }
}

interface Collected {
  readonly words: Word[];
  readonly purposes: Map<string, Word>;
  readonly headers: Map<string, string>;
  readonly lists: Word[];
}

/** Goes through properties, the properties of those, and the items of lists. */
function collect(found: Collected, properties: Json | undefined, at: Place, before: Path, place: Word["in"]): void {
  if (!isObject(properties)) return;
  for (const [name, schema] of Object.entries<Json>(properties)) {
    const marked = own(schema, "x-stainless-pagination-property");
    const isRoot = own(marked, "is_top_level_array") === true;
    const path: Path = isRoot ? [] : [...before, name];
    const here: Place = { ...at, pointer: child(at.pointer, name) };
    const word: Word = {
      text: path.filter((step) => step !== -1).join("."),
      paths: [path],
      ...(place && { in: place }),
      at: here,
    };
    mark(found, marked, word);
    const isPlain = own(marked, "from_header") === undefined && !before.includes(-1);
    if (isPlain) found.words.push(word);
    if (isPlain && own(schema, "type") === "array") found.lists.push(word);
    collect(found, own(schema, "properties"), { ...here, pointer: child(here.pointer, "properties") }, path, place);
    const items = own(schema, "items");
    const inside: Place = { ...here, pointer: child(here.pointer, "items") };
    mark(found, own(items, "x-stainless-pagination-property"), { ...word, paths: [[...path, -1]], at: inside });
    collect(
      found,
      own(items, "properties"),
      { ...inside, pointer: child(inside.pointer, "properties") },
      [...path, -1],
      place,
    );
  }
}

function mark(found: Collected, marked: Json | undefined, word: Word): void {
  const purpose = own(marked, "purpose");
  if (typeof purpose !== "string") return;
  found.purposes.set(purpose, word);
  const header = own(marked, "from_header");
  if (typeof header === "string") found.headers.set(purpose, header);
}
