/** Clocks that are wrong, and jump by hours while something is going on: time-outs, waits, tokens and feeds. */
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { authenticator } from "../../templates/runtime/auth.js";
import { call } from "../../templates/runtime/call.js";
import { Client, type ClientOptions } from "../../templates/runtime/client.js";
import { byCursor } from "../../templates/runtime/cursor.js";
import { type FeedCheckpoint, type FeedRule, feed } from "../../templates/runtime/feed.js";
import { clientCredentials } from "../../templates/runtime/oauth2.js";
import type { ListOperation, Page } from "../../templates/runtime/operation.js";
import { createClient, failure, key, operation } from "./close.js";

const hour = 3_600_000;
const start = Date.parse("2026-03-01T12:00:00Z");
const jumps = [-9 * hour, -1000, 0, 1000, 9 * hour];

beforeEach(() => {
  // Timers stay real: they go by a clock that never jumps.
  vi.useFakeTimers({ toFake: ["Date"], now: start });
});
afterEach(() => {
  vi.useRealTimers();
});
const jump = (by: number): unknown => vi.setSystemTime(Date.now() + by);

const client = (fetch: typeof globalThis.fetch, options: ClientOptions = {}) =>
  createClient({ apiKey: key, baseUrl: "http://api.test", fetch, maxRetryDelayMs: 1, ...options });

test.each(jumps)(
  "a jump of %d ms during an attempt is no time-out, and none keeps one from being noticed",
  async (by) => {
    const slow: typeof fetch = async () => {
      jump(by);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return Response.json({ ok: true });
    };
    expect(await call(client(slow, { timeoutMs: 5000 }), operation(), {})).toEqual({ ok: true });
    const silent: typeof fetch = () => {
      jump(by);
      return new Promise(() => {});
    };
    const error = await failure(call(client(silent, { timeoutMs: 10, maxRetries: 1 }), operation(), {}));
    expect(error).toMatchObject({ name: "TimeoutError", attempts: 2 });
  },
);

test.each([2 ** 31, 1e15, Infinity])(
  "a limit of %d ms, more than a timer can measure, is not over at once",
  async (ms) => {
    const slow: typeof fetch = async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return Response.json({}, { status: 503, headers: { "retry-after": String(40 * 24 * 3600) } });
    };
    const options = { timeoutMs: ms, maxRetryDelayMs: ms };
    // Nor is a wait that no timer can measure waited for.
    expect(await failure(call(client(slow, options), operation(), {}))).toMatchObject({ status: 503, attempts: 1 });
  },
);

test.each(jumps)("what a date asks for goes by the server's clock: ours is %d ms off", async (by) => {
  jump(by);
  let asked = 0;
  const headers = { date: new Date(start).toUTCString(), "retry-after": new Date(start + 90_000).toUTCString() };
  const fetch: typeof globalThis.fetch = async () => {
    asked++;
    const response = Response.json({}, { status: 503, headers });
    jump(by);
    return response;
  };
  const error = await failure(call(client(fetch, { maxRetryDelayMs: 60_000 }), operation(), {}));
  expect(error).toMatchObject({ status: 503, attempts: 1, retryAfterMs: 90_000 });
  expect(String(error)).toContain("the server asks to wait 90 s");
  expect(asked).toBe(1);
});

test("without a date of the server's, a jump makes a wait shorter or an error, never an endless one", async () => {
  for (const by of jumps) {
    vi.setSystemTime(start);
    let asked = 0;
    const fetch: typeof globalThis.fetch = async () => {
      jump(by);
      const headers = { "x-ratelimit-reset": String(start / 1000 + 1) };
      return asked++ > 0 ? Response.json({ ok: true }) : Response.json({}, { status: 429, headers });
    };
    const outcome = await call(client(fetch, { maxRetryDelayMs: 2000 }), operation(), {}).catch(
      (error: unknown) => error,
    );
    if (by < -1000) expect(outcome).toMatchObject({ name: "ApiError", status: 429, retryAfterMs: 1000 - by });
    else expect(outcome).toEqual({ ok: true });
  }
});

test.each([
  "0",
  "-5",
  "1e999",
  "99999999999999999999",
  "Thu, 01 Jan 1970 00:00:00 GMT",
  "Fri, 31 Dec 9999 23:59:59 GMT",
  "9".repeat(400),
])("Retry-After: %s is a wait of nothing, or one that is refused", async (text) => {
  let asked = 0;
  const fetch: typeof globalThis.fetch = async () =>
    asked++ > 0 ? Response.json({ ok: true }) : Response.json({}, { status: 503, headers: { "retry-after": text } });
  const outcome: unknown = await call(client(fetch), operation(), {}).catch((error: unknown) => error);
  if (asked === 2) expect(outcome).toEqual({ ok: true });
  else expect(outcome).toMatchObject({ name: "ApiError", status: 503, attempts: 1 });
});

test("tokens: after a jump forward there is a new one, after one back the old one until it is refused", async () => {
  let tokens = 0;
  let valid = "t1";
  const fetch: typeof globalThis.fetch = async (url, init) => {
    if (String(url).endsWith("/token")) {
      valid = `t${++tokens}`;
      return Response.json({ access_token: valid, expires_in: 3600 });
    }
    const isFine = new Headers(init?.headers).get("authorization") === `Bearer ${valid}`;
    return Response.json({ token: valid }, { status: isFine ? 200 : 401 });
  };
  const option = (name: string) => ({ option: name });
  const oauth = { token: option("token"), clientId: option("id"), clientSecret: option("secret") };
  const schemes = {
    oauth: { send: clientCredentials(), ...oauth, tokenUrl: { ...option("url"), fallback: "/token" } },
  };
  const options = { baseUrl: "http://api.test", fetch, id: "me", secret: "of-the-client" } as ClientOptions;
  const one = new Client(options, { name: "Test", security: authenticator({ security: [["oauth"]], schemes }) });
  const use = (): PromiseLike<unknown> => call(one, operation(), {});
  expect(await use()).toEqual({ token: "t1" });
  jump(2 * hour);
  expect(await use()).toEqual({ token: "t2" });
  jump(-50 * hour);
  expect(await use()).toEqual({ token: "t2" });
  valid = "none";
  expect(await use()).toEqual({ token: "t3" });
  // It ends by the clock of the moment at which it was asked for.
  jump(0.9 * hour);
  expect(await use()).toEqual({ token: "t3" });
  jump(0.1 * hour);
  expect(await use()).toEqual({ token: "t4" });
});

interface Entry {
  readonly id: string;
  readonly at: string;
}
interface Body {
  readonly items: Entry[];
}
const logOperation: ListOperation<object, Entry, Body, Page<Entry, Body>> = {
  ...operation<object, Body>({ parameters: { since: { in: "query" }, after: { in: "query" } } }),
  pagination: { walk: byCursor, cursor: "after", itemsField: "items", items: (body) => body.items },
};

test.each(["ascending", "descending", "none"] as const)(
  "a feed that is %s: whatever our clock says in each round, every entry comes once",
  async (order) => {
    const rule: FeedRule<Entry> = {
      id: (item) => item.id,
      timestamp: (item) => item.at,
      order,
      since: "since",
      overlapMs: 5 * 60_000,
    };
    const round = fc.record({
      jump: fc.constantFrom(...jumps),
      adds: fc.nat(3),
      late: fc.nat(280_000),
      restarts: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 8 }), async (rounds) => {
        vi.setSystemTime(start);
        let real = start;
        const log: Entry[] = [];
        const fetch: typeof globalThis.fetch = async (url) => {
          const since = Date.parse(new URL(String(url)).searchParams.get("since") ?? "1970-01-01");
          const items = log.filter(({ at }) => Date.parse(at) > since).sort((a, b) => (a.at < b.at ? -1 : 1));
          return Response.json({ items: order === "descending" ? items.reverse() : items });
        };
        const api = new Client({ baseUrl: "http://api.test", fetch }, { name: "Test" });
        let reader = feed(api, logOperation, rule);
        const given: string[] = [];
        for (const { jump: by, adds, late, restarts } of rounds) {
          real += 60_000;
          jump(60_000 + by);
          for (let count = 0; count <= adds; count++) {
            // The last one becomes visible long after its timestamp.
            const at = new Date(count === adds ? real - late : real + count).toISOString();
            log.push({ id: `e${log.length}`, at });
          }
          for await (const { item } of reader) given.push(item.id);
          if (restarts) {
            const since = JSON.parse(JSON.stringify(reader.checkpoint())) as FeedCheckpoint;
            reader = feed(api, logOperation, rule, { since });
          }
        }
        expect([...given].sort()).toEqual(log.map(({ id }) => id).sort());
      }),
      { numRuns: 40 },
    );
  },
);

const rule: FeedRule<Entry> = {
  id: (item) => item.id,
  timestamp: (item) => item.at,
  order: "ascending",
  since: "since",
  overlapMs: 5 * 60_000,
};
const moment = (minutes: number): string => new Date(start + minutes * 60_000).toISOString();

test("a clock that is ahead of the server's loses nothing that arrives while a feed reads", async () => {
  vi.setSystemTime(start + 9 * hour);
  let log: Entry[] = [];
  const fetch: typeof globalThis.fetch = async (url) => {
    const { searchParams } = new URL(String(url));
    const since = searchParams.get("after") ?? searchParams.get("since") ?? "";
    const items = log.filter(({ at }) => at > since);
    const isFirst = log.length === 2;
    const date = new Date(start).toUTCString();
    if (!isFirst) return Response.json({ items }, { headers: { date } });
    // The rest is an hour's reading, in which one item turns up late, where the feed has been.
    log = [...log, { id: "late", at: moment(-2) }, { id: "new", at: moment(60) }].sort((a, b) =>
      a.at < b.at ? -1 : 1,
    );
    return Response.json({ items, next: moment(-1) }, { headers: { date } });
  };
  const paged = {
    ...logOperation,
    pagination: { ...logOperation.pagination, next: (body: Body & { next?: string }) => body.next },
  };
  log = [
    { id: "a", at: moment(-3) },
    { id: "b", at: moment(-1) },
  ];
  const reader = feed(new Client({ baseUrl: "http://api.test", fetch }, { name: "Test" }), paged, rule);
  const given: string[] = [];
  for await (const { item } of reader) given.push(item.id);
  expect(given).toEqual(["a", "b", "new"]);
  for await (const { item } of reader) given.push(item.id);
  expect(given).toEqual(["a", "b", "new", "late"]);
});

test("an item of the future does not keep a feed from forgetting what is behind the overlap", async () => {
  const log: Entry[] = [{ id: "tomorrow", at: moment(24 * 60) }];
  const fetch: typeof globalThis.fetch = async (url) => {
    const since = new URL(String(url)).searchParams.get("since") ?? "";
    return Response.json({ items: log.filter(({ at }) => at > since).sort((a, b) => (a.at < b.at ? -1 : 1)) });
  };
  const reader = feed(new Client({ baseUrl: "http://api.test", fetch }, { name: "Test" }), logOperation, rule);
  const given: string[] = [];
  for (let minute = 0; minute < 60; minute++) {
    log.push({ id: `e${minute}`, at: moment(minute) });
    vi.setSystemTime(start + minute * 60_000);
    for await (const { item } of reader) given.push(item.id);
  }
  expect(given).toHaveLength(61);
  expect(new Set(given).size).toBe(61);
  expect(reader.checkpoint().seen.length).toBeLessThan(10);
});
