/** What ThisData's event list accepts in its query: Rails' way of reading parameters. */
import { DAY } from "./clock.js";
import { Refusal, type Judge, type LoggedRequest } from "./fake-http.js";
import { readPairs, readSingles } from "./parameters.js";
import { parseInstant, wholeNumber, type QueryPair } from "./query.js";
import type { ThisDataEvent } from "./thisdata-events.js";

export const THISDATA_DEFAULT_LIMIT = 50;
export const THISDATA_MAX_LIMIT = 200;

const SINGLES: ReadonlySet<string> = new Set(
  "api_key user_id after before verb exclude_verb source_name limit offset".split(" "),
);
const LISTS = ["verbs", "exclude_verbs"] as const;

export interface ThisDataLimits {
  readonly oversize: "refuse" | "clamp";
  readonly tooOld: "refuse" | "clamp";
}

export interface ThisDataQuery {
  readonly userId: string | null;
  readonly sourceName: string | null;
  /** Microseconds, both included. */
  readonly after: number;
  readonly before: number;
  readonly verb: string | null;
  readonly verbs: readonly string[];
  readonly excluded: ReadonlySet<string>;
  readonly limit: number;
  readonly offset: number;
}

export function readThisDataQuery(
  request: LoggedRequest,
  judge: Judge,
  now: number,
  limits: ThisDataLimits,
): ThisDataQuery {
  const pairs = readPairs(request, judge);
  const verbs = readList(pairs, "verbs", judge);
  const excludeVerbs = readList(pairs, "exclude_verbs", judge);
  const singles = pairs.filter(({ name }) => !LISTS.some((list) => list === stem(name)));
  const values = readSingles(singles, SINGLES, judge, "last");

  const verb = values.get("verb") ?? null;
  const asksForPageViews = verb === "page-view" || verbs.includes("page-view");
  // In Rails an empty text is a value: it excludes the verb "", that is nothing.
  const excludesNothing = asksForPageViews || pairs.some(({ name, value }) => name === "exclude_verb" && value === "");
  const excludeVerb = values.get("exclude_verb") ?? (excludesNothing ? null : "page-view");
  return {
    userId: values.get("user_id") ?? null,
    sourceName: values.get("source_name") ?? null,
    after: readAfter(values.get("after"), now, limits.tooOld),
    before: readInstant(values.get("before"), "before") ?? Infinity,
    verb,
    verbs,
    excluded: new Set(excludeVerb === null ? excludeVerbs : [...excludeVerbs, excludeVerb]),
    limit: readLimit(values.get("limit"), limits.oversize),
    offset: readOffset(values.get("offset")),
  };
}

export function matchesThisData(event: ThisDataEvent, query: ThisDataQuery): boolean {
  const at = Date.parse(event.published) * 1000;
  return (
    at >= query.after &&
    at <= query.before &&
    (query.userId === null || (event.user !== undefined && String(event.user.id) === query.userId)) &&
    (query.sourceName === null || event.raw?.source?.name === query.sourceName) &&
    (query.verb === null || event.verb === query.verb) &&
    (query.verbs.length === 0 || query.verbs.includes(event.verb)) &&
    !query.excluded.has(event.verb)
  );
}

/** `verbs[]` and `verbs[3]` belong to `verbs`. */
function stem(name: string): string {
  return name.replace(/\[\d*\]$/, "");
}

/** `verbs[]=a&verbs[]=b` and `verbs[0]=a&verbs[1]=b` are lists; without brackets Rails keeps the last value only. */
function readList(pairs: readonly QueryPair[], list: string, judge: Judge): readonly string[] {
  const mine = pairs.filter(({ name }) => stem(name) === list);
  const bare = mine.filter(({ name }) => name === list);
  if (bare.length === 0) return mine.map(({ value }) => value).filter((value) => value !== "");
  if (bare.length < mine.length) throw new Refusal(400, "list", `${list} is given with and without brackets`, list);
  judge.deviate("list", `${list} needs brackets to be a list`, list);
  return bare.slice(-1).flatMap(({ value }) => (value === "" ? [] : [value]));
}

function readAfter(text: string | undefined, now: number, tooOld: "refuse" | "clamp"): number {
  const floor = (now - 90 * DAY) * 1000;
  const after = readInstant(text, "after") ?? (now - 30 * DAY) * 1000;
  if (after >= floor) return after;
  if (tooOld === "refuse") throw new Refusal(400, "after", "after must not be more than 90 days ago", "after");
  return floor;
}

function readInstant(text: string | undefined, name: string): number | null {
  if (text === undefined) return null;
  const instant = parseInstant(text);
  if (instant === null) throw new Refusal(400, "date", `${name} must be an iso8601 timestamp`, name);
  return instant;
}

function readLimit(text: string | undefined, oversize: "refuse" | "clamp"): number {
  if (text === undefined) return THISDATA_DEFAULT_LIMIT;
  const limit = wholeNumber(text);
  if (limit === null || limit < 1) throw new Refusal(400, "limit", "limit must be a positive number", "limit");
  if (limit <= THISDATA_MAX_LIMIT) return limit;
  if (oversize === "clamp") return THISDATA_MAX_LIMIT;
  throw new Refusal(400, "limit", `limit must not be above ${String(THISDATA_MAX_LIMIT)}`, "limit");
}

function readOffset(text: string | undefined): number {
  if (text === undefined) return 0;
  const offset = wholeNumber(text);
  if (offset === null || offset < 0) throw new Refusal(400, "offset", "offset must not be negative", "offset");
  return offset;
}
