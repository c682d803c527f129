/** The limiter, against servers that count, on a clock that the test moves. */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { call } from "../../templates/runtime/call.js";
import type { ClientOptions } from "../../templates/runtime/client.js";
import { rateLimiter, type RateLimiterOptions } from "../../templates/runtime/limiter.js";
import { type RequestEvent, watch } from "../../templates/runtime/hooks.js";
import { createClient, key, operation } from "./close.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Style = "comma" | "structured" | "single" | "epoch";
type Fetch = typeof globalThis.fetch;

interface Counting {
  readonly limit: number;
  readonly windowMs: number;
  readonly style?: Style;
  /** How long a request takes to the server, and how long its answer back. */
  readonly latency?: (count: number) => readonly [number, number];
}

interface Counted {
  readonly fetch: Fetch;
  readonly statuses: number[];
  readonly sentAt: number[];
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A server that counts the requests of each window, and says in its headers how many remain. */
function counting({ limit, windowMs, style = "comma", latency = () => [5, 5] }: Counting): Counted {
  const [statuses, sentAt]: [number[], number[]] = [[], []];
  const counts = new Map<number, number>();
  const fetch: Fetch = async () => {
    const [there, back] = latency(sentAt.push(performance.now()));
    await pause(there);
    const now = Date.now();
    const window = Math.floor(now / windowMs);
    const count = (counts.get(window) ?? 0) + 1;
    counts.set(window, count);
    const status = count > limit ? 429 : 200;
    const headers = headersOf(style, limit, Math.max(0, limit - count), (window + 1) * windowMs - now, windowMs);
    statuses.push(status);
    await pause(back);
    return new Response("{}", { status, headers });
  };
  return { fetch, statuses, sentAt };
}

function headersOf(
  style: Style,
  limit: number,
  remaining: number,
  resetMs: number,
  windowMs: number,
): Record<string, string> {
  const date = new Date().toUTCString();
  switch (style) {
    case "comma":
      return { ratelimit: `limit=${limit}, remaining=${remaining}, reset=${resetMs / 1000}` };
    case "structured":
      return {
        ratelimit: `"default";r=${remaining};t=${Math.floor(resetMs / 1000)}`,
        "ratelimit-policy": `"default";q=${limit};w=${windowMs / 1000}`,
      };
    case "single":
      return {
        "ratelimit-limit": `${limit}`,
        "ratelimit-remaining": `${remaining}`,
        "ratelimit-reset": `${Math.floor(resetMs / 1000)}`,
      };
    case "epoch":
      return {
        date,
        "x-ratelimit-limit": `${limit}`,
        "x-ratelimit-remaining": `${remaining}`,
        "x-ratelimit-reset": `${Math.ceil((Date.now() + resetMs) / 1000)}`,
      };
  }
}

const clientOf = (fetch: Fetch, options: ClientOptions = {}, limiter?: RateLimiterOptions) =>
  createClient({
    apiKey: key,
    baseUrl: "https://api.test",
    fetch,
    maxRetries: 0,
    hooks: watch(rateLimiter(limiter)),
    ...options,
  });

const ask = (client: ReturnType<typeof createClient>, options = {}): Promise<unknown> =>
  call(client, operation(), {}, options).then(
    () => "ok",
    (error: unknown) => error,
  );

/** Moves the clock until all is done. */
async function finish<T>(work: Promise<T>): Promise<T> {
  const state = { isDone: false };
  const ended = work.finally(() => (state.isDone = true));
  ended.catch(() => undefined);
  for (let turn = 0; !state.isDone; turn++) {
    if (turn > 200_000) throw new Error("it never ends");
    await vi.advanceTimersToNextTimerAsync();
  }
  return ended;
}

async function crowd(ask: () => Promise<unknown>, total: number, workers: number): Promise<unknown[]> {
  const results: unknown[] = [];
  let left = total;
  const work = async (): Promise<void> => {
    while (left-- > 0) results.push(await ask());
  };
  await finish(Promise.all(Array.from({ length: workers }, work)));
  return results;
}

describe("no 429", () => {
  test.each<Style>(["comma", "structured", "single", "epoch"])("%s", async (style) => {
    const careless = counting({ limit: 10, windowMs: 2000, style });
    await crowd(() => ask(clientOf(careless.fetch, { hooks: watch() })), 60, 8);
    expect(careless.statuses).toContain(429);

    const careful = counting({ limit: 10, windowMs: 2000, style });
    const client = clientOf(careful.fetch);
    const started = performance.now();
    expect(new Set(await crowd(() => ask(client), 60, 8))).toEqual(new Set(["ok"]));
    expect(careful.statuses).toHaveLength(60);
    expect(careful.statuses).not.toContain(429);
    // Six windows are needed; one that is told in whole seconds is believed to be a second longer.
    expect(performance.now() - started).toBeLessThan(6 * (style === "comma" || style === "epoch" ? 2000 : 3000) + 1000);
  });

  test("a crowd that comes at once waits for what the first answers say", async () => {
    const { fetch, statuses, sentAt } = counting({ limit: 5, windowMs: 2000 });
    const client = clientOf(fetch);
    expect(new Set(await crowd(() => ask(client), 40, 40))).toEqual(new Set(["ok"]));
    expect(statuses).not.toContain(429);
    expect(new Set(sentAt.slice(0, 5)).size).toBe(1);
    expect(sentAt[5]).toBeGreaterThan(sentAt[4]!);
  });

  test("who says nothing of limits lets all through once it has answered, or once they have waited long enough", async () => {
    const sentAt: number[] = [];
    const answer = async (): Promise<Response> => (sentAt.push(performance.now()), await pause(10), new Response("{}"));
    const client = clientOf(answer);
    await crowd(() => ask(client), 40, 40);
    expect(new Set(sentAt).size).toBe(2);
    const failing = clientOf(async () => Promise.reject(new TypeError("no network")));
    expect(await crowd(() => ask(failing), 20, 20)).toHaveLength(20);
    const silent: number[] = [];
    const never: Fetch = () => (silent.push(performance.now()), new Promise<Response>(() => {}));
    const patient = clientOf(never, { timeoutMs: 900_000 }, { maxWaitMs: 1000 });
    await crowd(() => ask(patient), 8, 8);
    expect(silent.map((at) => at - silent[0]!)).toEqual([0, 0, 0, 0, 0, 1000, 1000, 1000]);
  });

  test("whatever the limit, the window, the latency and the number of calls at once", async () => {
    const server = fc.record({
      limit: fc.integer({ min: 1, max: 20 }),
      windowMs: fc.integer({ min: 20, max: 60 }).map((count) => count * 100),
      style: fc.constantFrom<Style>("comma", "single", "structured"),
    });
    const latencies = fc.array(fc.tuple(fc.integer({ min: 1, max: 150 }), fc.integer({ min: 1, max: 150 })), {
      minLength: 7,
      maxLength: 7,
    });
    await fc.assert(
      fc.asyncProperty(
        server,
        latencies,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (settings, times, share, spread) => {
          const { fetch, statuses } = counting({ ...settings, latency: (count) => times[count % times.length]! });
          const client = clientOf(fetch, {}, { spread });
          const workers = 1 + Math.floor(share * (settings.limit - 1));
          await crowd(() => ask(client), 40, workers);
          expect(statuses).toHaveLength(40);
          expect(statuses).not.toContain(429);
        },
      ),
      { numRuns: 40 },
    );
  }, 300_000);

  test("several limits: the strictest counts", async () => {
    let day = 30;
    const burst = counting({ limit: 3, windowMs: 1000 });
    const fetch: Fetch = async (...args) => {
      const answer = await burst.fetch(...args);
      const [, remaining, reset] = /remaining=(\d+), reset=([\d.]+)/.exec(answer.headers.get("ratelimit")!)!;
      return new Response("{}", {
        status: answer.status,
        headers: {
          ratelimit: `"burst";r=${remaining};t=${reset}, "day";r=${--day};t=7200.5`,
          "ratelimit-policy": '"burst";q=3;w=1, "day";q=100;w=86400',
        },
      });
    };
    const client = clientOf(fetch, {}, { spread: 0 });
    await crowd(() => ask(client), 12, 2);
    expect(burst.statuses).toHaveLength(12);
    expect(burst.statuses).not.toContain(429);
  });
});

describe("how it waits", () => {
  /** Answers at once with these headers, in turn. */
  const answering = (...headers: Record<string, string>[]): { fetch: Fetch; at: number[] } => {
    const at: number[] = [];
    const start = performance.now();
    return {
      at,
      fetch: async () =>
        new Response("{}", { headers: headers[at.push(performance.now() - start) - 1] ?? headers.at(-1)! }),
    };
  };
  const limit = (remaining: number, reset: number): Record<string, string> => ({
    ratelimit: `limit=100, remaining=${remaining}, reset=${reset}.0`,
  });

  test("not at all while much remains", async () => {
    const { fetch, at } = answering(limit(50, 10));
    await crowd(() => ask(clientOf(fetch)), 20, 1);
    expect(at.every((ms) => ms === 0)).toBe(true);
  });

  test("until the window ends when nothing remains, with the calls in their order", async () => {
    const { fetch, at } = answering(limit(0, 2), limit(99, 5));
    const client = clientOf(fetch);
    await finish(ask(client));
    const order: number[] = [];
    const calls = [1, 2, 3].map((name) => ask(client).then(() => order.push(name)));
    await finish(Promise.all(calls));
    expect(at.map((ms) => ms >= 2000)).toEqual([false, true, true, true]);
    expect(order).toEqual([1, 2, 3]);
  });

  test("in even steps when few remain", async () => {
    const { fetch, at } = answering(limit(4, 4), limit(3, 3), limit(2, 2), limit(1, 1));
    const client = clientOf(fetch);
    await crowd(() => ask(client), 5, 1);
    expect(at.map((ms) => Math.round(ms / 100) / 10)).toEqual([0, 1, 2, 3, 4]);
  });

  test.each([503, 403])("as long as Retry-After of a %i says, and then all calls", async (status) => {
    const at: number[] = [];
    const fetch: Fetch = async () =>
      at.push(performance.now()) === 1
        ? new Response("{}", { status, headers: { "retry-after": "3" } })
        : new Response("{}");
    const client = clientOf(fetch);
    await finish(ask(client));
    await finish(Promise.all([ask(client), ask(client)]));
    expect(at.map((ms) => ms - at[0]! >= 3000)).toEqual([false, true, true]);
  });

  test("not longer than `maxWaitMs`: then the server has the last word, at once", async () => {
    const { fetch, at } = answering(limit(0, 90));
    const client = clientOf(fetch);
    await finish(ask(client));
    expect(await finish(ask(client))).toBe("ok");
    expect(at[1]).toBeLessThan(100);
    const patient = answering(limit(0, 90), limit(9, 9));
    const other = clientOf(patient.fetch, {}, { maxWaitMs: 100_000 });
    await finish(ask(other));
    await finish(ask(other));
    expect(patient.at[1]).toBeGreaterThanOrEqual(90_000);
  });

  test("no longer than the caller: an abort ends it with its reason, and the next in line goes", async () => {
    // Without the size of a window one call at a time finds out: one that is gone must not be it.
    const { fetch, at } = answering({ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "5.0" }, limit(50, 5));
    const client = clientOf(fetch);
    await finish(ask(client));
    const stop = new AbortController();
    const stopped = ask(client, { signal: stop.signal });
    const next = ask(client);
    await vi.advanceTimersByTimeAsync(100);
    stop.abort("enough");
    expect(await stopped).toBe("enough");
    expect(at).toHaveLength(1);
    expect(await finish(next)).toBe("ok");
    expect(at).toHaveLength(2);
    expect(at[1]).toBeLessThan(6000);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("the wait is no part of `timeoutMs`", async () => {
    const { fetch } = answering(limit(0, 5), limit(50, 5));
    const client = clientOf(fetch, { timeoutMs: 50 });
    await finish(ask(client));
    expect(await finish(ask(client))).toBe("ok");
  });

  test("for each origin by itself; clients that share it are counted together", async () => {
    const { fetch, at } = answering(limit(0, 5));
    const hooks = rateLimiter();
    const [one, same, other] = ["https://a.test", "https://a.test/v2", "https://b.test"].map((baseUrl) =>
      clientOf(fetch, { baseUrl, hooks: watch(hooks) }),
    );
    await finish(ask(one!));
    await finish(ask(other!));
    expect(at[1]).toBeLessThan(100);
    await finish(ask(same!));
    expect(at[2]).toBeGreaterThanOrEqual(5000);
  });

  test("a failure without an answer gives its place back", async () => {
    let count = 0;
    const fetch: Fetch = async () => {
      if (++count > 1 && count < 5) throw new TypeError("reset");
      return new Response("{}", { headers: limit(2, 50) });
    };
    const client = clientOf(fetch, {}, { spread: 0 });
    const before = performance.now();
    for (let turn = 0; turn < 5; turn++) await finish(ask(client));
    expect(performance.now() - before).toBeLessThan(1000);
  });

  test("an attempt that another hook stopped keeps no place", async () => {
    const { fetch, at } = answering(limit(1, 3000));
    const limiter = rateLimiter({ spread: 0, maxWaitMs: 4_000_000 });
    const broken = { onRequest: () => Promise.reject(new Error("no")) };
    const client = clientOf(fetch, { hooks: watch(limiter) });
    await finish(ask(client));
    await finish(ask(clientOf(fetch, { hooks: watch(limiter, broken) })));
    await finish(ask(client));
    expect(at).toEqual([0, 0]);
  });

  test("an attempt of which no end is told does not keep its place for ever", async () => {
    const { fetch, at } = answering(limit(1, 3000));
    const limiter = rateLimiter({ spread: 0, maxWaitMs: 4_000_000 });
    const silent = { onRequest: (request: RequestEvent) => limiter.onRequest?.(request) };
    const broken = { onRequest: () => Promise.reject(new Error("no")) };
    const client = clientOf(fetch, { hooks: watch(limiter) });
    await finish(ask(client));
    await finish(ask(clientOf(fetch, { hooks: watch(silent, broken) })));
    await finish(ask(client));
    expect(at).toHaveLength(2);
    expect(at[1]).toBeGreaterThan(290_000);
    expect(at[1]).toBeLessThan(310_000);
  });

  test("without a known size of the window, one call finds out what the next has", async () => {
    const quick = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1.5" };
    const { fetch, at } = answering(quick, { "x-ratelimit-remaining": "5", "x-ratelimit-reset": "1.5" });
    const slow: Fetch = async (...args) => (await pause(100), fetch(...args));
    const client = clientOf(slow, {}, { spread: 0 });
    await finish(ask(client));
    await finish(Promise.all([ask(client), ask(client), ask(client)]));
    const [, first, second, third] = at as [number, number, number, number];
    expect(first).toBeGreaterThanOrEqual(1500);
    expect(second - first).toBeGreaterThanOrEqual(100);
    expect(third).toBe(second);
  });

  test("a server that says nothing is not waited for", async () => {
    const { fetch, at } = answering({});
    await crowd(() => ask(clientOf(fetch)), 50, 10);
    expect(at.every((ms) => ms === 0)).toBe(true);
  });
});
