/** What Opal's event list accepts in its query. */
import { Refusal, type Judge, type LoggedRequest } from "./fake-http.js";
import type { OpalEvent } from "./opal-events.js";
import { readPairs, readSingles } from "./parameters.js";
import { parseInstant, wholeNumber } from "./query.js";

export const OPAL_DEFAULT_PAGE_SIZE = 200;
export const OPAL_MAX_PAGE_SIZE = 1000;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const UUID_FILTERS = ["actor_filter", "object_filter"] as const;
const DATE_FILTERS = ["start_date_filter", "end_date_filter"] as const;
const FILTERS = [...UUID_FILTERS, ...DATE_FILTERS, "event_type_filter", "api_token_filter"] as const;
const KNOWN: ReadonlySet<string> = new Set([...FILTERS, "cursor", "page_size"]);

export interface OpalQuery {
  readonly filters: ReadonlyMap<string, string>;
  readonly pageSize: number;
  readonly cursor: string | null;
}

export function readOpalQuery(request: LoggedRequest, judge: Judge, oversize: "refuse" | "clamp"): OpalQuery {
  const values = readSingles(readPairs(request, judge), KNOWN, judge, "last");
  const filters = new Map<string, string>();
  for (const name of FILTERS) {
    const value = values.get(name);
    if (value !== undefined) filters.set(name, value);
  }
  for (const name of UUID_FILTERS) {
    if (filters.has(name) && !UUID.test(filters.get(name) ?? "")) throw new Refusal(400, "uuid", "not a UUID", name);
  }
  for (const name of DATE_FILTERS) {
    const text = filters.get(name);
    if (text !== undefined && parseInstant(text) === null) throw new Refusal(400, "date", "not a date", name);
  }
  return { filters, pageSize: readPageSize(values.get("page_size"), oversize), cursor: values.get("cursor") ?? null };
}

function readPageSize(text: string | undefined, oversize: "refuse" | "clamp"): number {
  if (text === undefined) return OPAL_DEFAULT_PAGE_SIZE;
  const size = wholeNumber(text);
  if (size === null || size < 1) throw new Refusal(400, "page-size", "must be a positive integer", "page_size");
  if (size <= OPAL_MAX_PAGE_SIZE) return size;
  if (oversize === "clamp") return OPAL_MAX_PAGE_SIZE;
  throw new Refusal(400, "page-size", `must be at most ${String(OPAL_MAX_PAGE_SIZE)}`, "page_size");
}

export function matchesOpalFilters(event: OpalEvent, filters: ReadonlyMap<string, string>): boolean {
  const at = Date.parse(event.created_at) * 1000;
  return [...filters].every(([name, value]) => {
    switch (name) {
      case "start_date_filter":
        return at >= (parseInstant(value) ?? Infinity);
      case "end_date_filter":
        return at <= (parseInstant(value) ?? -Infinity);
      case "actor_filter":
        return event.actor_user_id === value.toLowerCase();
      case "event_type_filter":
        return event.event_type === value;
      case "api_token_filter":
        return `${event.api_token_name ?? ""}:${event.api_token_preview ?? ""}` === value;
      default:
        return (event.sub_events ?? []).some((sub) =>
          Object.entries(sub).some(([key, id]) => key.endsWith("_id") && id === value.toLowerCase()),
        );
    }
  });
}
