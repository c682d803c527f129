/** What Close's event list accepts in its query. */
import type { CloseEvent } from "./close-events.js";
import type { Bounds } from "./close-cursor.js";
import { Refusal, type Judge, type LoggedRequest } from "./fake-http.js";
import { readPairs, readSingles } from "./parameters.js";
import { parseInstant, wholeNumber } from "./query.js";

export const CLOSE_MAX_LIMIT = 50;

const FILTERS = ["object_type", "object_id", "lead_id", "action", "user_id", "request_id"] as const;
const DATES = { date_updated__gt: "gt", date_updated__gte: "gte", date_updated__lt: "lt", date_updated__lte: "lte" };
const KNOWN: ReadonlySet<string> = new Set([...FILTERS, ...Object.keys(DATES), "_cursor", "_limit"]);

/** The sets of filters that may be used together; the dates are free. */
export const CLOSE_COMBINATIONS: readonly (readonly string[])[] = [
  [],
  ["object_type", "object_id"],
  ["object_type", "action"],
  ["object_id", "action"],
  ["lead_id", "object_type"],
  ["lead_id", "object_type", "action"],
  ["lead_id", "user_id", "object_type"],
  ["lead_id", "user_id", "object_type", "action"],
  ["lead_id", "user_id"],
  ["user_id", "object_id"],
  ["user_id", "object_id", "action"],
  ["user_id", "object_type"],
  ["user_id", "object_type", "action"],
  ["lead_id"],
  ["user_id"],
  ["request_id"],
];
const ALLOWED: ReadonlySet<string> = new Set(CLOSE_COMBINATIONS.map((names) => [...names].sort().join()));

export interface CloseQuery {
  readonly filters: ReadonlyMap<string, string>;
  readonly bounds: Bounds;
  readonly limit: number;
  readonly cursor: string | null;
}

export function readCloseQuery(request: LoggedRequest, judge: Judge, oversize: "refuse" | "clamp"): CloseQuery {
  const values = readSingles(readPairs(request, judge), KNOWN, judge, "first");
  const filters = new Map<string, string>();
  for (const name of FILTERS) {
    const value = values.get(name);
    if (value !== undefined) filters.set(name, value);
  }
  if (!ALLOWED.has([...filters.keys()].sort().join())) {
    throw new Refusal(400, "filter-combination", `these filters do not go together: ${[...filters.keys()].join(", ")}`);
  }
  return {
    filters,
    bounds: readBounds(values),
    limit: readLimit(values, oversize),
    cursor: values.get("_cursor") ?? null,
  };
}

export function matchesFilters(event: CloseEvent, filters: ReadonlyMap<string, string>): boolean {
  const fields: Readonly<Record<string, unknown>> = event;
  return [...filters].every(([name, value]) => fields[name] === value);
}

function readBounds(values: ReadonlyMap<string, string>): Bounds {
  const bounds: Record<string, number> = {};
  for (const [name, key] of Object.entries(DATES)) {
    const text = values.get(name);
    if (text === undefined) continue;
    const instant = parseInstant(text);
    if (instant === null) throw new Refusal(400, "date", "Input should be a valid date or datetime", name);
    bounds[key] = instant;
  }
  return bounds;
}

function readLimit(values: ReadonlyMap<string, string>, oversize: "refuse" | "clamp"): number {
  const text = values.get("_limit");
  if (text === undefined) return CLOSE_MAX_LIMIT;
  const limit = wholeNumber(text);
  if (limit === null) throw new Refusal(400, "limit", "Input should be a valid integer", "_limit");
  if (limit < 1) throw new Refusal(400, "limit", "Input should be greater than or equal to 1", "_limit");
  if (limit <= CLOSE_MAX_LIMIT) return limit;
  if (oversize === "clamp") return CLOSE_MAX_LIMIT;
  throw new Refusal(400, "limit", `Input should be less than or equal to ${String(CLOSE_MAX_LIMIT)}`, "_limit");
}
