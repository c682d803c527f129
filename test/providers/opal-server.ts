/** Opal's audit events on a real socket: `GET /v1/events` and `GET /v1/events/{event_id}`. */
import { createClock, SECOND, type ClockSource } from "./clock.js";
import { createCursorLoop } from "./cursor-loop.js";
import { methodNotAllowed, Refusal, startFakeServer } from "./fake-http.js";
import type { FakeServer, Judge, LoggedRequest, Mode, Provider, Reply } from "./fake-http.js";
import type { Fault, RateLimitFault } from "./faults.js";
import { cursorAt, decodeOpalCursor, encodeOpalCursor, startOf, type OpalCursor } from "./opal-cursor.js";
import { generateOpalEvents, OPAL_NOW, type OpalEvent } from "./opal-events.js";
import { matchesOpalFilters, readOpalQuery, type OpalQuery } from "./opal-query.js";
import { readPairs, readSingles } from "./parameters.js";
import { decodeSegment } from "./query.js";
import { createRandom } from "./random.js";
import { createRateWindow } from "./rate.js";

export interface OpalKnobs {
  mode: Mode;
  /** What happens to a `page_size` above 1000. */
  oversize: "refuse" | "clamp";
  /** `previous` repeats the cursor of the request, or is a true cursor backwards as in Django REST framework. */
  previous: "echo" | "reverse";
  /** The answer to a malformed cursor: 400, or 404 as Django REST framework gives it. */
  badCursor: 400 | 404;
  /** The last page has null, or no such fields at all. */
  endOfList: "null" | "absent";
  /** Nothing says how Opal's error bodies look. */
  errorBodies: "json" | "text" | "empty";
  /** 429 for more than 100 requests within one second of the server's clock. */
  enforceRate: boolean;
  /** Seconds in the `Retry-After` of a 429; null for no such header. */
  retryAfter: number | null;
  /** `next` leads back after so many different cursors; null for true cursors. */
  cursorLoop: number | null;
  /** Runs after the nth page (counted from 1) has been put together. */
  afterPage: ((page: number) => void) | null;
}

export interface OpalOptions {
  readonly mode?: Mode;
  readonly now?: ClockSource;
  readonly seed?: number;
  /** Used in place of generated events. */
  readonly events?: readonly OpalEvent[];
  readonly token?: string;
  readonly knobs?: Partial<OpalKnobs>;
}

export interface OpalServer extends FakeServer {
  readonly knobs: OpalKnobs;
  readonly token: string;
  /** All events in the order of the list. */
  events(): OpalEvent[];
  insertNewer(count?: number, fields?: Partial<OpalEvent>): OpalEvent[];
  /** An event that turns up so many milliseconds behind the newest one. */
  arriveLate(behindMs?: number, fields?: Partial<OpalEvent>): OpalEvent;
}

export async function startOpalServer(options: OpalOptions = {}): Promise<OpalServer> {
  const clock = createClock(options.now ?? OPAL_NOW);
  const seed = options.seed ?? 20_250_320;
  const random = createRandom(seed + 1);
  const events = structuredClone([...(options.events ?? generateOpalEvents(seed, clock.now()))]);
  const token = options.token ?? "opal-token-8Gr/uN3+aa==";
  const loop = createCursorLoop();
  const rate = createRateWindow(100, SECOND);
  const knobs: OpalKnobs = {
    mode: options.mode ?? "strict",
    oversize: "refuse",
    previous: "echo",
    badCursor: 400,
    endOfList: "null",
    errorBodies: "json",
    enforceRate: false,
    retryAfter: null,
    cursorLoop: null,
    afterPage: null,
    ...options.knobs,
  };
  let pages = 0;
  let marks = 0;
  /** Which filters each cursor was issued with: the cursors do not say it, but a strict server wants to know. */
  const walks = new Map<string, Set<string>>();

  const sorted = (): OpalEvent[] => events.sort(compareEvents);
  const add = (at: number, fields: Partial<OpalEvent>): OpalEvent => {
    const event: OpalEvent = {
      event_id: random.uuid(),
      actor_user_id: events[0]?.actor_user_id ?? random.uuid(),
      event_type: "USERS_CREATED",
      created_at: new Date(at).toISOString(),
      ...fields,
    };
    events.push(event);
    return event;
  };
  const newest = (): number => Date.parse(sorted()[0]?.created_at ?? new Date(clock.now() - SECOND).toISOString());

  const readCursor = (query: OpalQuery, judge: Judge): OpalCursor | null => {
    if (query.cursor === null) return null;
    const cursor = decodeOpalCursor(query.cursor);
    if (!cursor) throw new Refusal(knobs.badCursor, "cursor", "Invalid cursor", "cursor");
    const issuedWith = walks.get(query.cursor);
    if (issuedWith && !issuedWith.has(filterText(query))) {
      judge.deviate("cursor-filters", "the filters are not those with which the cursor was issued", "cursor");
    }
    return cursor;
  };

  const list = (request: LoggedRequest, fault: Fault, judge: Judge): Reply => {
    const query = readOpalQuery(request, judge, knobs.oversize);
    const cursor = readCursor(query, judge);
    const rows = sorted().filter((event) => matchesOpalFilters(event, query.filters));
    const reverse = cursor?.reverse ?? false;
    if (reverse) rows.reverse();
    if (fault.kind === "empty-page") marks += 1;
    const mark = fault.kind === "empty-page" ? marks : 0;
    const encode = (target: OpalCursor | null): string | null => {
      if (!target) return null;
      const text = encodeOpalCursor(target, mark);
      walks.set(text, (walks.get(text) ?? new Set()).add(filterText(query)));
      return text;
    };

    const times = rows.map((event) => Date.parse(event.created_at) * 1000);
    const start = cursor ? startOf(times, cursor) : 0;
    const page = fault.kind === "empty-page" ? [] : rows.slice(start, start + query.pageSize);
    const end = start + page.length;
    const onward = end < rows.length ? cursorAt(times, end, reverse) : null;
    const backTimes = times.toReversed();
    const back = start > 0 && rows.length > 0 ? cursorAt(backTimes, Math.max(0, rows.length - start), !reverse) : null;
    const [older, newer] = reverse ? [back, onward] : [onward, back];

    pages += 1;
    const links = {
      next: loop.next(knobs.cursorLoop, query.cursor, encode(older)),
      previous: knobs.previous === "echo" ? query.cursor : encode(newer),
    };
    const told = knobs.endOfList === "null" ? links : withoutNulls(links);
    const json = { ...told, results: structuredClone(reverse ? page.toReversed() : page) };
    knobs.afterPage?.(pages);
    return { status: 200, json };
  };

  const rateLimited = (fault: RateLimitFault): Reply => {
    const standard = knobs.retryAfter === null ? null : String(knobs.retryAfter);
    const retryAfter = fault.retryAfter === undefined ? standard : fault.retryAfter;
    return {
      ...errorReply(new Refusal(429, "rate", "Too many requests"), knobs),
      ...(retryAfter === null ? {} : { headers: { "retry-after": retryAfter } }),
    };
  };

  const provider: Provider = {
    itemsField: "results",
    strict: () => knobs.mode === "strict",
    begin: () => (rate.take(clock.now()).exceeded && knobs.enforceRate ? rateLimited({ kind: "rate-limit" }) : null),
    answer(request, fault, judge) {
      const match = /^\/v1\/events(?:\/([^/]+))?$/.exec(request.path);
      if (!match) throw new Refusal(404, "path", "Not found");
      if (request.method !== "GET") throw methodNotAllowed(request.method);
      const [scheme = "", ...rest] = (request.headers.authorization ?? "").split(" ");
      if (scheme.toLowerCase() !== "bearer" || rest.join(" ") !== token) {
        throw new Refusal(401, "credentials", "Unauthorized");
      }
      if (match[1] === undefined) return list(request, fault, judge);
      readSingles(readPairs(request, judge), new Set(), judge, "last");
      const id = decodeSegment(match[1]).toLowerCase();
      const event = events.find((candidate) => candidate.event_id === id);
      if (!event) throw new Refusal(404, "unknown-event", "Event not found.");
      return { status: 200, json: event };
    },
    error: (refusal) => errorReply(refusal, knobs),
    rateLimited,
  };

  const server = await startFakeServer(provider, clock, "/v1");
  return {
    ...server,
    knobs,
    token,
    events: () => structuredClone(sorted()),
    insertNewer: (count = 1, fields = {}) => Array.from({ length: count }, () => add(newest() + 1, fields)),
    arriveLate: (behindMs = 60_000, fields = {}) => add(newest() - behindMs, fields),
  };
}

function compareEvents(a: OpalEvent, b: OpalEvent): number {
  return Date.parse(b.created_at) - Date.parse(a.created_at) || (a.event_id < b.event_id ? -1 : 1);
}

function filterText(query: OpalQuery): string {
  return JSON.stringify([...query.filters].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function withoutNulls(links: Readonly<Record<string, string | null>>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(links).filter(([, link]) => link !== null));
}

function errorReply({ status, message, field }: Refusal, { errorBodies }: OpalKnobs): Reply {
  if (errorBodies === "empty") return { status, text: "" };
  if (errorBodies === "text") return { status, headers: { "content-type": "text/plain" }, text: message };
  return { status, json: field === null ? { detail: message } : { detail: message, field } };
}
