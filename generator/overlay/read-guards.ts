/** Reads `x-expect` and `x-evidence`. An unknown field is an error here: a typo must not disarm a guard. */
import { child, isObject, type Json, type JsonObject, type Pointer } from "../load/document.js";
import type { Query } from "./jsonpath/jsonpath.js";
import type { Evidence, Expectation } from "./overlay.js";
import type { Reader } from "./reader.js";
import { collapse, kindOf } from "./values.js";

const EXPECTATION = ["target", "count", "value", "exactly", "absent", "contains"] as const;

export function readExpectations(reader: Reader, fields: JsonObject, pointer: Pointer): readonly Expectation[] {
  return entries(reader, fields, pointer, "x-expect").flatMap(
    ([entry, at]) => readExpectation(reader, entry, at) ?? [],
  );
}

export function readEvidence(reader: Reader, fields: JsonObject, pointer: Pointer): readonly Evidence[] {
  return entries(reader, fields, pointer, "x-evidence").flatMap(([entry, at]) => readOne(reader, entry, at) ?? []);
}

/** One object, or a list of them. */
function entries(
  reader: Reader,
  fields: JsonObject,
  pointer: Pointer,
  key: string,
): readonly (readonly [JsonObject, Pointer])[] {
  if (!Object.hasOwn(fields, key)) return [];
  const at = child(pointer, key);
  const value = fields[key] as Json;
  if (isObject(value)) return [[value, at]];
  if (!Array.isArray(value)) {
    reader.error(at, `\`${key}\` must be an object or a list of objects, but is ${kindOf(value)}.`);
    return [];
  }
  if (value.length === 0) reader.error(at, `\`${key}\` is an empty list.`, "overlay/invalid", "Fill it, or remove it.");
  return (value as readonly Json[]).flatMap((entry, index) => {
    if (isObject(entry)) return [[entry, child(at, index)] as const];
    reader.error(child(at, index), `Each entry of \`${key}\` must be an object, but this is ${kindOf(entry)}.`);
    return [];
  });
}

function readExpectation(reader: Reader, entry: JsonObject, pointer: Pointer): Expectation | undefined {
  reader.known(entry, pointer, EXPECTATION, "an expectation", false);
  if (Object.keys(entry).length === 0) {
    reader.error(
      pointer,
      "`x-expect` expects nothing.",
      "overlay/invalid",
      `Say what the spec holds today: ${EXPECTATION.join(", ")}.`,
    );
    return undefined;
  }
  const target = reader.query(entry, pointer, "target");
  const count = readCount(reader, entry, pointer);
  const absent = readAbsent(reader, entry, pointer);
  const contains = reader.field(entry, pointer, "contains", "text");
  if (target === undefined && count?.max === 0) {
    reader.error(child(pointer, "count"), "An action whose own target must select nothing can do nothing.");
  }
  if (contains !== undefined && collapse(contains) === "")
    reader.error(child(pointer, "contains"), "`contains` is empty: every text contains that.");
  return {
    pointer,
    count: count ?? { min: 1, max: Infinity },
    absent,
    ...(target !== undefined && { target }),
    ...(Object.hasOwn(entry, "value") && { value: entry["value"] as Json }),
    ...(Object.hasOwn(entry, "exactly") && { exactly: entry["exactly"] as Json }),
    ...(contains !== undefined && { contains }),
  };
}

function readCount(reader: Reader, entry: JsonObject, pointer: Pointer): Expectation["count"] | undefined {
  if (!Object.hasOwn(entry, "count")) return undefined;
  const at = child(pointer, "count");
  const value = entry["count"] as Json;
  if (isCount(value)) return { min: value, max: value };
  if (!isObject(value)) {
    reader.error(at, `\`count\` must be a whole number or {min, max}, but is ${kindOf(value)}.`);
    return undefined;
  }
  reader.known(value, at, ["min", "max"], "`count`", false);
  const bound = (key: "min" | "max", otherwise: number): number => {
    if (!Object.hasOwn(value, key)) return otherwise;
    const number = value[key] as Json;
    if (isCount(number)) return number;
    reader.error(child(at, key), `\`${key}\` must be a whole number, but is ${kindOf(number)}.`);
    return otherwise;
  };
  const count = { min: bound("min", 0), max: bound("max", Infinity) };
  if (count.min > count.max) reader.error(at, `\`min\` (${count.min}) is greater than \`max\` (${count.max}).`);
  return count;
}

function isCount(value: Json): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function readAbsent(reader: Reader, entry: JsonObject, pointer: Pointer): readonly Query[] {
  const value = entry["absent"];
  if (value === undefined) return [];
  const at = child(pointer, "absent");
  if (typeof value === "string") return wrap(reader.queryText(value, at, "@"));
  if (!Array.isArray(value) || value.length === 0) {
    reader.error(at, `\`absent\` must be a query such as @.name, or a list of them, but is ${kindOf(value)}.`);
    return [];
  }
  return (value as readonly Json[]).flatMap((query, index) => {
    if (typeof query === "string") return wrap(reader.queryText(query, child(at, index), "@"));
    reader.error(child(at, index), `A query is text, but this is ${kindOf(query)}.`);
    return [];
  });
}

function wrap(query: Query | undefined): readonly Query[] {
  return query === undefined ? [] : [query];
}

function readOne(reader: Reader, entry: JsonObject, pointer: Pointer): Evidence | undefined {
  const isPage = Object.hasOwn(entry, "page");
  if (isPage === Object.hasOwn(entry, "url")) {
    const help = "Write {page, quote} for a file under docs/, or {url, quote, checked}.";
    reader.known(entry, pointer, ["page", "url", "quote", "checked"], "evidence", false);
    reader.error(
      pointer,
      isPage ? "Evidence is from a page or from a url, not both." : "Evidence needs `page` or `url`.",
      "overlay/invalid",
      help,
    );
    return undefined;
  }
  reader.known(entry, pointer, isPage ? ["page", "quote"] : ["url", "quote", "checked"], "evidence", false);
  const quote = reader.required(entry, pointer, "quote", "text", "Evidence");
  if (quote !== undefined && collapse(quote) === "") reader.error(child(pointer, "quote"), "The quote is empty.");
  return isPage ? pageEvidence(reader, entry, pointer, quote) : urlEvidence(reader, entry, pointer, quote);
}

function pageEvidence(
  reader: Reader,
  entry: JsonObject,
  pointer: Pointer,
  quote: string | undefined,
): Evidence | undefined {
  const page = reader.field(entry, pointer, "page", "text");
  if (page === undefined || quote === undefined) return undefined;
  if (/^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\0/.test(page) || page === "") {
    reader.error(
      child(pointer, "page"),
      `\`${page}\` is not a file under docs/.`,
      "overlay/invalid",
      "Name it relative to docs/, such as events.md.",
    );
    return undefined;
  }
  return { kind: "page", page, quote, pointer };
}

function urlEvidence(
  reader: Reader,
  entry: JsonObject,
  pointer: Pointer,
  quote: string | undefined,
): Evidence | undefined {
  const url = reader.field(entry, pointer, "url", "text");
  const checked = reader.required(entry, pointer, "checked", "text", "Evidence from a url");
  if (url !== undefined && !/^https?:\/\/\S+$/.test(url)) {
    reader.error(
      child(pointer, "url"),
      `\`${url}\` is not a web address.`,
      "overlay/invalid",
      "Write it with https://.",
    );
  }
  if (checked !== undefined && !isDate(checked)) {
    reader.error(
      child(pointer, "checked"),
      `\`${checked}\` is not a date.`,
      "overlay/invalid",
      "Write it as 2026-01-31.",
    );
  }
  return url === undefined || checked === undefined || quote === undefined
    ? undefined
    : { kind: "url", url, quote, checked, pointer };
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
}
