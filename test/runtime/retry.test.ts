/** What is tried again, when, and when not. */
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test, vi } from "vitest";
import { call } from "../../templates/runtime/call.js";
import type { ClientOptions } from "../../templates/runtime/client.js";
import type { Middleware } from "../../templates/runtime/middleware.js";
import { jsonBody } from "../../templates/runtime/body.js";
import { retryAfterMs } from "../../templates/runtime/retry-after.js";
import { retryDelayMs } from "../../templates/runtime/retry.js";
import { ApiError, ConnectionError } from "../../templates/runtime/errors.js";
import { createClient, failure, key, operation } from "./close.js";
import { json, script, serve } from "./server.js";

const client = (baseUrl: string, options: ClientOptions = {}) =>
  createClient({ apiKey: key, baseUrl, maxRetryDelayMs: 20, ...options });

test.each([408, 429, 500, 502, 503, 599])("%i is tried again, twice unless told otherwise", async (status) => {
  const { url, seen } = await script((response) => json(response, { is: "down" }, status));
  const error = await failure(call(client(url), operation(), {}));
  expect(error).toMatchObject({ name: "ApiError", status, attempts: 3 });
  expect((error as Error).message).toBe(
    `${status} from GET ${url}/thing: {"is":"down"} (after 3 attempts); try again later`,
  );
  expect(seen).toHaveLength(3);
  await failure(call(client(url, { maxRetries: 1 }), operation(), {}));
  expect(seen).toHaveLength(5);
  await failure(call(client(url), operation(), {}, { maxRetries: 0 }));
  expect(seen).toHaveLength(6);
});

test.each([400, 401, 403, 404, 409, 422])("%i is not tried again", async (status) => {
  const { url, seen } = await script((response) => json(response, {}, status));
  await failure(call(client(url), operation(), {}));
  expect(seen).toHaveLength(1);
});

test("only idempotent methods, unless the call or the operation says it does no harm", async () => {
  const { url, seen } = await script((response) => json(response, {}, 503));
  const count = async (method: string, options = {}, fields = {}): Promise<number> => {
    const before = seen.length;
    await failure(call(client(url), operation({ method, ...fields }), {}, options));
    return seen.length - before;
  };
  for (const method of ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"]) expect(await count(method)).toBe(3);
  for (const method of ["POST", "PATCH"]) expect(await count(method)).toBe(1);
  expect(await count("POST", { idempotent: true })).toBe(3);
  expect(await count("POST", {}, { idempotent: true })).toBe(3);
  expect(await count("GET", { idempotent: false })).toBe(1);
  const cut = await serve((_, response) => response.destroy());
  expect(await failure(call(client(cut.url), operation({ method: "POST" }), {}))).toBeInstanceOf(ConnectionError);
  expect(cut.seen).toHaveLength(1);
});

test("a body is sent again in full", async () => {
  const { url, seen } = await serve((_, response, index) => json(response, {}, index < 1 ? 500 : 200));
  const put = operation<{ body: object }>({ method: "PUT", body: { mediaType: "application/json", write: jsonBody } });
  await call(client(url), put, { body: { a: "é" } });
  expect(seen.map((request) => request.body)).toEqual(['{"a":"é"}', '{"a":"é"}']);
  expect(seen[1]!.headers["content-type"]).toBe("application/json");
});

test("a refused connection is a ConnectionError with its reason", async () => {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  const error = await failure(call(client(`http://127.0.0.1:${port}`), operation(), {}));
  expect(error).toMatchObject({ name: "ConnectionError", attempts: 3, cause: { code: "ECONNREFUSED" } });
  expect((error as Error).message).toMatch(
    /^GET http:\/\/127\.0\.0\.1:\d+\/thing failed: .*ECONNREFUSED.* \(after 3 attempts\); check the network and `baseUrl`$/,
  );
});

test("a body that is cut in the middle counts as a broken connection", async () => {
  const { url, seen } = await serve((_, response, index) => {
    if (index > 0) return json(response, { whole: true });
    response.writeHead(200, { "content-type": "application/json", "content-length": "100" }).write('{"who');
    setTimeout(() => response.destroy(), 20);
  });
  expect(await call(client(url), operation(), {})).toEqual({ whole: true });
  expect(seen).toHaveLength(2);
});

const soon = new Date("2030-01-01T00:00:00Z");
test.each<[number, Record<string, string>, number | undefined]>([
  [503, { "retry-after": "2" }, 2000],
  [503, { "retry-after": "0.25" }, 250],
  [503, { "retry-after": "0" }, 0],
  [503, { "retry-after": "" }, undefined],
  [503, { "retry-after": "soon" }, undefined],
  [503, { "retry-after": "7, 9" }, 7000],
  [503, { "retry-after": "Tue, 01 Jan 2030 00:00:10 GMT", date: soon.toUTCString() }, 10_000],
  [503, { "retry-after": "Tue, 01 Jan 2030 00:00:00 GMT", date: "Tue, 01 Jan 2030 00:00:10 GMT" }, 0],
  [503, { ratelimit: "limit=100, remaining=0, reset=5" }, undefined],
  [429, { ratelimit: "limit=100, remaining=0, reset=5" }, 5000],
  [429, { ratelimit: "limit=100; remaining=0; reset=0.3" }, 300],
  [429, { ratelimit: '"default";r=0;t=30' }, 30_000],
  [429, { ratelimit: '"burst";r=9;t=1, "daily";r=0;t=60' }, 60_000],
  // Parameters of a structured field have no order, and there may be others (RFC 9651 section 3.1.2).
  [429, { ratelimit: '"burst";t=1;r=9, "daily";t=60;r=0' }, 60_000],
  [429, { ratelimit: '"daily";r=0;pk=:dXNlcg==:;t=60' }, 60_000],
  [429, { "ratelimit-reset": "3" }, 3000],
  [429, { "x-ratelimit-reset": "4" }, 4000],
  [429, { "x-ratelimit-reset": String(soon.getTime() / 1000 + 6), date: soon.toUTCString() }, 6000],
  [429, { "x-ratelimit-reset": String(soon.getTime() + 6000), date: soon.toUTCString() }, 6000],
  [429, { "retry-after": "1", ratelimit: "limit=100, remaining=0, reset=5" }, 1000],
  [429, {}, undefined],
  // GitHub's limits.
  [403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "4" }, 4000],
  [403, { "x-ratelimit-remaining": "9", "x-ratelimit-reset": "4" }, undefined],
  [403, { "retry-after": "5" }, 5000],
])("%i with %j asks to wait %s ms", (status, headers, expected) => {
  expect(retryAfterMs(status, new Headers(headers))).toBe(expected);
});

test("without being told, it backs off exponentially with full jitter, never beyond the limit", () => {
  const delays = (attempt: number, limit: number): number[] =>
    Array.from({ length: 200 }, () => retryDelayMs(new ConnectionError("", {} as never), attempt, limit)!);
  expect(Math.max(...delays(1, 60_000))).toBeLessThanOrEqual(500);
  expect(Math.max(...delays(3, 60_000))).toBeGreaterThan(1000);
  expect(Math.max(...delays(9, 60_000))).toBeLessThanOrEqual(8000);
  expect(Math.max(...delays(9, 30))).toBeLessThanOrEqual(30);
  expect(new Set(delays(1, 60_000)).size).toBeGreaterThan(100);
});

test.each([
  ["retry-after", "1", 1000],
  ["retry-after", "Sun, 01 Mar 2026 12:00:02 GMT", 1700],
  ["ratelimit", "limit=100, remaining=0, reset=0.9", 900],
  ["x-ratelimit-reset", "1772366402", 1700],
])("it comes no earlier than told, and then at once: %s: %s", async (name, value, due) => {
  vi.useFakeTimers({ now: Date.parse("2026-03-01T12:00:00.300Z") });
  try {
    let sent = 0;
    const fetch = async (): Promise<Response> =>
      Response.json({}, sent++ > 0 ? {} : { status: 429, headers: { [name]: value } });
    const done = call(client("http://x.test", { maxRetryDelayMs: 5000, fetch }), operation(), {});
    await vi.advanceTimersByTimeAsync(due - 1);
    expect(sent).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toBe(2);
    await done;
  } finally {
    vi.useRealTimers();
  }
});

test("an answer that says when to come back is asked again, whatever its status, but only if that does no harm", async () => {
  const { url, seen } = await serve((_, response, index) =>
    index % 2 ? json(response, { done: true }) : json(response, { message: "too fast" }, 403, { "retry-after": "0" }),
  );
  expect(await call(client(url), operation(), {})).toEqual({ done: true });
  expect(await failure(call(client(url), operation({ method: "POST" }), {}))).toMatchObject({
    status: 403,
    attempts: 1,
  });
  expect(seen).toHaveLength(3);
});

test("a wait that is too long fails at once, and says how long the server asked for", async () => {
  const { url, seen } = await script((response) => json(response, {}, 503, { "retry-after": "90" }));
  const error = await failure(call(client(url, { maxRetryDelayMs: 60_000 }), operation(), {}));
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ retryAfterMs: 90_000, attempts: 1 });
  expect(String(error)).toContain("the server asks to wait 90 s");
  expect(seen).toHaveLength(1);
});

test("a fetch and a middleware that ignore the signal cannot keep a call waiting", async () => {
  const never = (): Promise<never> => new Promise(() => {});
  const options = { timeoutMs: 30, maxRetries: 0 };
  expect(await failure(call(client("http://x.test", { fetch: never, ...options }), operation(), {}))).toMatchObject({
    name: "TimeoutError",
  });
  expect(
    await failure(call(client("http://x.test", { middleware: never, ...options }), operation(), {})),
  ).toMatchObject({ name: "TimeoutError" });
  const signal = AbortSignal.timeout(30);
  expect(await failure(call(client("http://x.test", { fetch: never }), operation(), {}, { signal }))).toBe(
    signal.reason,
  );
});

test("middleware sees why an attempt ended", async () => {
  const { url } = await serve(() => {});
  const seen: unknown[] = [];
  const middleware: Middleware = (request, next) =>
    next(request).catch((error: unknown) => {
      seen.push(error);
      throw error;
    });
  const reason = new Error("enough");
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), 30);
  await failure(call(client(url, { middleware }), operation(), {}, { signal: controller.signal }));
  await failure(call(client(url, { middleware }), operation(), {}, { timeoutMs: 30, maxRetries: 0 }));
  await vi.waitFor(() => expect(seen).toHaveLength(2));
  expect(seen[0]).toBe(reason);
  expect(seen[1]).toMatchObject({ name: "TimeoutError" });
});

test("no listener stays behind on a signal that lives long", async () => {
  const { url } = await script((response) => json(response, {}, 503));
  const { signal } = new AbortController();
  let listeners = 0;
  const { addEventListener, removeEventListener } = AbortSignal.prototype;
  signal.addEventListener = (...args: Parameters<typeof addEventListener>) => (
    listeners++,
    addEventListener.apply(signal, args)
  );
  signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => (
    listeners--,
    removeEventListener.apply(signal, args)
  );
  await failure(call(client(url), operation(), {}, { signal }));
  expect(listeners).toBe(0);
});
