/** The Close event log on a real socket: `GET /api/v1/event/` and `GET /api/v1/event/{id}/`. */
import { createClock, HOUR, type ClockSource } from "./clock.js";
import { createCursorCodec, hashFilters, type CloseCursor } from "./close-cursor.js";
import { CLOSE_NOW, type CloseEvent } from "./close-events.js";
import { matchesFilters, readCloseQuery, type CloseQuery } from "./close-query.js";
import { comparePlaces, createCloseStore, type Place, type Row } from "./close-store.js";
import { createCursorLoop } from "./cursor-loop.js";
import { methodNotAllowed, Refusal, startFakeServer } from "./fake-http.js";
import type { FakeServer, Judge, LoggedRequest, Mode, Provider, Reply } from "./fake-http.js";
import type { Fault, RateHeaderStyle, RateLimitFault } from "./faults.js";
import { readPairs, readSingles } from "./parameters.js";
import { decodeSegment } from "./query.js";
import { createRateWindow, rateHeaders, type RateState } from "./rate.js";

export interface CloseKnobs {
  mode: Mode;
  /** What happens to a `_limit` above 50. */
  oversize: "refuse" | "clamp";
  rateHeaders: RateHeaderStyle;
  /** 429 for more than 100 requests within five seconds of the server's clock. */
  enforceRate: boolean;
  /** The body of a 429 as it was before 2024. */
  oldRateBody: boolean;
  /** `cursor_next` leads back after so many different cursors; null for true cursors. */
  cursorLoop: number | null;
  /** Cursors older than this are refused; null for never. */
  cursorTtlMs: number | null;
  /** Runs after the nth page (counted from 1) has been put together. */
  afterPage: ((page: number) => void) | null;
}

export interface CloseOptions {
  readonly mode?: Mode;
  readonly now?: ClockSource;
  readonly seed?: number;
  /** Used in place of generated events, oldest first. */
  readonly events?: readonly CloseEvent[];
  readonly apiKey?: string;
  readonly nonAdminKey?: string;
  readonly bearerToken?: string;
  readonly knobs?: Partial<CloseKnobs>;
}

export interface CloseServer extends FakeServer {
  readonly knobs: CloseKnobs;
  readonly apiKey: string;
  readonly nonAdminKey: string;
  readonly bearerToken: string;
  /** What an administrator sees now, in the order of the list. */
  events(): CloseEvent[];
  /** New events of the newest event's object, or as `fields` says. */
  insertNewer(count?: number, fields?: Partial<CloseEvent>): CloseEvent[];
  /** An event that turns up so many milliseconds behind the newest one. */
  arriveLate(behindMs?: number, fields?: Partial<CloseEvent>): CloseEvent;
  /** A further change is folded into this event: its date_updated moves to the top. */
  consolidate(id: string): CloseEvent;
}

type Direction = CloseCursor["direction"];

export async function startCloseServer(options: CloseOptions = {}): Promise<CloseServer> {
  const clock = createClock(options.now ?? CLOSE_NOW);
  const seed = options.seed ?? 20_250_615;
  const store = createCloseStore(seed, clock.now(), options.events);
  const codec = createCursorCodec(`close ${String(seed)}`);
  const loop = createCursorLoop();
  const rate = createRateWindow(100, 5_000);
  const apiKey = options.apiKey ?? "api_4fakeAdminKey000000.0Sl0ppyS3cret";
  const nonAdminKey = options.nonAdminKey ?? "api_4fakeMemberKey00000.1Qu1etS3cret";
  const bearerToken = options.bearerToken ?? "close-oauth-token-Zx81";
  const knobs: CloseKnobs = {
    mode: options.mode ?? "strict",
    oversize: "refuse",
    rateHeaders: "comma",
    enforceRate: false,
    oldRateBody: false,
    cursorLoop: null,
    cursorTtlMs: null,
    afterPage: null,
    ...options.knobs,
  };
  let pages = 0;
  let marks = 0;
  let state: RateState = { limit: 100, remaining: 100, reset: 5, exceeded: false };

  const present = (event: CloseEvent, admin: boolean): CloseEvent => {
    const { data: _data, previous_data: _before, ...rest } = event;
    const fresh = Date.parse(`${event.date_created}Z`) >= clock.now() - HOUR;
    return admin || fresh ? event : rest;
  };

  const readCursor = (query: CloseQuery, judge: Judge): CloseCursor | null => {
    if (query.cursor === null) return null;
    const cursor = codec.decode(query.cursor);
    const expired = cursor !== null && knobs.cursorTtlMs !== null && clock.now() - cursor.issued > knobs.cursorTtlMs;
    if (!cursor || expired) throw new Refusal(400, "cursor", "Expired cursor", "_cursor");
    if (cursor.filters !== hashFilters(query.filters)) {
      judge.deviate("cursor-filters", "the filters are not those with which the cursor was issued", "_cursor");
    }
    return cursor;
  };

  const list = (request: LoggedRequest, admin: boolean, fault: Fault, judge: Judge): Reply => {
    const query = readCloseQuery(request, judge, knobs.oversize);
    const cursor = readCursor(query, judge);
    const bounds = cursor?.bounds ?? query.bounds;
    const filters = hashFilters(query.filters);
    if (fault.kind === "empty-page") marks += 1;
    const mark = fault.kind === "empty-page" ? marks : 0;
    const encode = (direction: Direction, place: Place): string =>
      codec.encode({ direction, place, bounds, filters, issued: clock.now(), mark });
    const rows = store
      .visible(clock.now())
      .filter((row) => within(row.time * 1000, bounds) && matchesFilters(row.event, query.filters));

    const page = fault.kind === "empty-page" ? [] : pageOf(rows, cursor, query.limit);
    const ends = page.length > 0 ? { newest: page[0], oldest: page.at(-1) } : edges(cursor);
    const older = rows.some((row) => ends.oldest && comparePlaces(ends.oldest, row) < 0);
    const newer = rows.some((row) => ends.newest && comparePlaces(ends.newest, row) > 0);
    const next = older && ends.oldest ? encode("next", ends.oldest) : null;
    const previous = newer && ends.newest ? encode("previous", ends.newest) : null;
    pages += 1;
    const json = {
      data: page.map(({ event }) => present(event, admin)),
      cursor_next: loop.next(knobs.cursorLoop, query.cursor, next),
      cursor_previous: previous,
    };
    knobs.afterPage?.(pages);
    return { status: 200, json };
  };

  const single = (request: LoggedRequest, id: string, admin: boolean, judge: Judge): Reply => {
    readSingles(readPairs(request, judge), new Set(), judge, "first");
    const row = store.visible(clock.now()).find(({ event }) => event.id === id);
    if (!row) throw new Refusal(404, "unknown-event", `no event ${id}`);
    return { status: 200, json: present(row.event, admin) };
  };

  const rateLimited = (fault: RateLimitFault): Reply => {
    const reset = fault.reset ?? state.reset;
    const style = fault.style ?? knobs.rateHeaders;
    const headers = rateHeaders(style, { ...state, remaining: 0, reset });
    const retryAfter = fault.retryAfter === undefined ? String(Math.ceil(reset)) : fault.retryAfter;
    if (retryAfter !== null) headers["retry-after"] = retryAfter;
    return { status: 429, headers, json: (fault.oldBody ?? knobs.oldRateBody) ? { rate_reset: reset } : {} };
  };

  const provider: Provider = {
    itemsField: "data",
    strict: () => knobs.mode === "strict",
    begin() {
      state = rate.take(clock.now());
      return knobs.enforceRate && state.exceeded ? rateLimited({ kind: "rate-limit" }) : null;
    },
    answer(request, fault, judge) {
      const match = /^\/api\/v1\/event(?:\/([^/]+))?(\/?)$/.exec(request.path);
      if (!match) throw new Refusal(404, "path", "Not Found");
      if (match[2] !== "/") return slashMissing(request, knobs.mode);
      if (request.method !== "GET") throw methodNotAllowed(request.method);
      const role = authorize(request.headers.authorization ?? "", { apiKey, nonAdminKey, bearerToken });
      if (role === null) throw new Refusal(401, "credentials", "Unauthorized");
      const id = match[1];
      if (id === undefined) return list(request, role === "admin", fault, judge);
      return single(request, decodeSegment(id), role === "admin", judge);
    },
    error(refusal) {
      const headers = refusal.status === 405 ? { allow: "GET" } : {};
      return { status: refusal.status, headers, json: errorBody(refusal) };
    },
    rateLimited,
    finish(reply) {
      // A 429 says what its fault wants said, even if that is nothing.
      if (reply.status === 429) return reply;
      const told = knobs.enforceRate ? state : { ...state, remaining: Math.max(1, state.remaining) };
      return { ...reply, headers: { ...rateHeaders(knobs.rateHeaders, told), ...reply.headers } };
    },
  };

  const server = await startFakeServer(provider, clock, "/api/v1");
  return {
    ...server,
    knobs,
    apiKey,
    nonAdminKey,
    bearerToken,
    events: () => store.visible(clock.now()).map(({ event }) => structuredClone(event)),
    insertNewer: (count = 1, fields = {}) => store.insertNewer(count, fields),
    arriveLate: (behindMs = 60_000, fields = {}) => store.arriveLate(behindMs, fields),
    consolidate: (id) => store.consolidate(id),
  };
}

function pageOf(rows: readonly Row[], cursor: CloseCursor | null, limit: number): readonly Row[] {
  if (!cursor) return rows.slice(0, limit);
  if (cursor.direction === "next") return rows.filter((row) => comparePlaces(cursor.place, row) < 0).slice(0, limit);
  return rows.filter((row) => comparePlaces(row, cursor.place) < 0).slice(-limit);
}

/** Between which places a page without items lies: the walk goes on from there in both directions. */
function edges(cursor: CloseCursor | null): { newest?: Place; oldest?: Place } {
  if (!cursor) return { oldest: { time: Number.MAX_SAFE_INTEGER, change: 0 } };
  const { time, change } = cursor.place;
  if (cursor.direction === "next") return { oldest: cursor.place, newest: { time, change: change - 0.5 } };
  return { newest: cursor.place, oldest: { time, change: change + 0.5 } };
}

function within(time: number, { gt, gte, lt, lte }: CloseCursor["bounds"]): boolean {
  return !(
    (gt !== undefined && time <= gt) ||
    (gte !== undefined && time < gte) ||
    (lt !== undefined && time >= lt) ||
    (lte !== undefined && time > lte)
  );
}

function slashMissing(request: LoggedRequest, mode: Mode): Reply {
  if (mode === "strict") throw new Refusal(404, "slash", "Not Found");
  const query = request.query === "" ? "" : `?${request.query}`;
  return { status: 301, headers: { location: `${request.path}/${query}` }, text: "" };
}

interface Keys {
  readonly apiKey: string;
  readonly nonAdminKey: string;
  readonly bearerToken: string;
}

function authorize(header: string, keys: Keys): "admin" | "member" | null {
  const [scheme = "", token = "", ...more] = header.split(" ");
  if (more.length > 0) return null;
  if (scheme.toLowerCase() === "bearer") return token === keys.bearerToken ? "admin" : null;
  if (scheme.toLowerCase() !== "basic") return null;
  const pair = Buffer.from(token, "base64").toString("utf8");
  if (Buffer.from(pair, "utf8").toString("base64") !== token) return null;
  if (pair === `${keys.apiKey}:`) return "admin";
  return pair === `${keys.nonAdminKey}:` ? "member" : null;
}

function errorBody({ status, field, message }: Refusal): unknown {
  if (status !== 400) return { error: message };
  if (field === null) return { errors: [message], "field-errors": {} };
  return { errors: [], "field-errors": { [field]: message } };
}
