/** ThisData's events on a real socket: `GET /v1/events` and `GET /v1/events.json`. */
import { createClock, SECOND, type ClockSource } from "./clock.js";
import { methodNotAllowed, Refusal, startFakeServer } from "./fake-http.js";
import type { FakeServer, Judge, LoggedRequest, Mode, Provider, Reply } from "./fake-http.js";
import type { Fault } from "./faults.js";
import { parseQuery } from "./query.js";
import { createRandom } from "./random.js";
import { generateThisDataEvents, THISDATA_NOW, type ThisDataEvent } from "./thisdata-events.js";
import { matchesThisData, readThisDataQuery } from "./thisdata-query.js";

export interface ThisDataKnobs {
  mode: Mode;
  /** What happens to a `limit` above 200. */
  oversize: "refuse" | "clamp";
  /** What happens to an `after` of more than 90 days ago. */
  tooOld: "refuse" | "clamp";
  /** Never more items on a page than this, whatever was asked for; null for no such cap. */
  pageCap: number | null;
  /** Every page starts at 0: the offset paging form of a cursor that does not move. */
  ignoreOffset: boolean;
  /** Told instead of the true total; null for the truth. */
  falseTotal: number | null;
  /** Runs after the nth page (counted from 1) has been put together. */
  afterPage: ((page: number) => void) | null;
}

export interface ThisDataOptions {
  readonly mode?: Mode;
  readonly now?: ClockSource;
  readonly seed?: number;
  /** Used in place of generated events. */
  readonly events?: readonly ThisDataEvent[];
  readonly apiKey?: string;
  readonly knobs?: Partial<ThisDataKnobs>;
}

export interface ThisDataServer extends FakeServer {
  readonly knobs: ThisDataKnobs;
  readonly apiKey: string;
  /** All events in the order of the list, those that no query finds included. */
  events(): ThisDataEvent[];
  insertNewer(count?: number, fields?: Partial<ThisDataEvent>): ThisDataEvent[];
  /** An event that turns up so many milliseconds behind the newest one. */
  arriveLate(behindMs?: number, fields?: Partial<ThisDataEvent>): ThisDataEvent;
}

export async function startThisDataServer(options: ThisDataOptions = {}): Promise<ThisDataServer> {
  const clock = createClock(options.now ?? THISDATA_NOW);
  const seed = options.seed ?? 20_161_020;
  const random = createRandom(seed + 1);
  const events = structuredClone([...(options.events ?? generateThisDataEvents(seed, clock.now()))]);
  const apiKey = options.apiKey ?? "td+key/5e=c7&3t";
  const knobs: ThisDataKnobs = {
    mode: options.mode ?? "strict",
    oversize: "clamp",
    tooOld: "clamp",
    pageCap: null,
    ignoreOffset: false,
    falseTotal: null,
    afterPage: null,
    ...options.knobs,
  };
  let pages = 0;

  const sorted = (): ThisDataEvent[] => events.sort((a, b) => Date.parse(b.published) - Date.parse(a.published));
  const add = (at: number, fields: Partial<ThisDataEvent>): ThisDataEvent => {
    const event: ThisDataEvent = {
      published: new Date(at).toISOString(),
      verb: "log-in",
      id: `AV${random.letters(18)}`,
      session: null,
      overall_score: 0,
      user: { id: "112233", name: "Eve Example" },
      ...fields,
    };
    events.push(event);
    return event;
  };
  const newest = (): number => Date.parse(sorted()[0]?.published ?? new Date(clock.now() - SECOND).toISOString());

  const list = (request: LoggedRequest, fault: Fault, judge: Judge): Reply => {
    const query = readThisDataQuery(request, judge, clock.now(), knobs);
    const matches = sorted().filter((event) => matchesThisData(event, query));
    const start = knobs.ignoreOffset ? 0 : query.offset;
    const size = fault.kind === "empty-page" ? 0 : Math.min(query.limit, knobs.pageCap ?? query.limit);
    pages += 1;
    const results = structuredClone(matches.slice(start, start + size));
    knobs.afterPage?.(pages);
    return { status: 200, json: { total: knobs.falseTotal ?? matches.length, results } };
  };

  const provider: Provider = {
    itemsField: "results",
    strict: () => knobs.mode === "strict",
    answer(request, fault, judge) {
      const match = /^\/v1\/events(?:\.json)?(\/?)$/.exec(request.path);
      if (!match || (match[1] === "/" && knobs.mode === "strict")) throw new Refusal(404, "path", "not found");
      if (request.method !== "GET") throw methodNotAllowed(request.method);
      const keys = parseQuery(request.query).pairs.filter(({ name }) => name === "api_key");
      if (keys.at(-1)?.value !== apiKey) throw new Refusal(401, "credentials", "api_key is missing or wrong");
      return list(request, fault, judge);
    },
    error: ({ status, message }) => ({ status, json: { messages: [message] } }),
    rateLimited: ({ retryAfter }) => ({
      status: 429,
      ...(typeof retryAfter === "string" ? { headers: { "retry-after": retryAfter } } : {}),
      json: { messages: ["too many requests"] },
    }),
  };

  const server = await startFakeServer(provider, clock, "/v1");
  return {
    ...server,
    knobs,
    apiKey,
    events: () => structuredClone(sorted()),
    insertNewer: (count = 1, fields = {}) => Array.from({ length: count }, () => add(newest() + 1, fields)),
    arriveLate: (behindMs = 60_000, fields = {}) => add(newest() - behindMs, fields),
  };
}
