/** What hooks hear of calls, what they can do to them, and middleware around whole calls. */
import { inspect } from "node:util";
import { expect, test, vi } from "vitest";
import { jsonBody } from "../../templates/runtime/body.js";
import { call } from "../../templates/runtime/call.js";
import type { ClientOptions } from "../../templates/runtime/client.js";
import { ApiError, InvalidRequestError, TimeoutError } from "../../templates/runtime/errors.js";
import {
  type Hooks,
  type RequestEvent,
  type ResponseEvent,
  type RetryEvent,
  watch,
} from "../../templates/runtime/hooks.js";
import { rateLimiter } from "../../templates/runtime/limiter.js";
import type { CallMiddleware } from "../../templates/runtime/middleware.js";
import { createClient, createQueryClient, eventsList, failure, key, operation } from "./close.js";
import { json, serve } from "./server.js";

const client = (baseUrl: string, options: ClientOptions = {}) =>
  createClient({ apiKey: key, baseUrl, maxRetryDelayMs: 5, ...options });

interface Log extends Hooks {
  readonly requests: RequestEvent[];
  readonly responses: ResponseEvent[];
  readonly retries: RetryEvent[];
}

function log(): Log {
  const [requests, responses, retries]: [RequestEvent[], ResponseEvent[], RetryEvent[]] = [[], [], []];
  return {
    requests,
    responses,
    retries,
    onRequest: (event) => void requests.push(event),
    onResponse: (event) => void responses.push(event),
    onRetry: (event) => void retries.push(event),
  };
}

test("each attempt, each outcome, each retry", async () => {
  const { url } = await serve((_, response, index) =>
    json(response, { index }, index < 1 ? 503 : 200, { "x-request-id": `r${index}` }),
  );
  const hooks = log();
  expect(
    await call(client(url, { hooks: watch(hooks) }), operation({ parameters: { q: { in: "query" } } }), { q: 1 }),
  ).toEqual({
    index: 1,
  });
  const { requests, responses, retries } = hooks;
  const about = { operation: "things.get", method: "GET", url: `${url}/thing?q=1` };
  expect(requests).toMatchObject([
    { ...about, attempt: 1 },
    { ...about, attempt: 2 },
  ]);
  expect(requests[0]!.call).toBe(requests[1]!.call);
  expect(requests[0]!.signal).toBeInstanceOf(AbortSignal);
  expect(responses).toMatchObject([{ status: 503 }, { status: 200, body: { index: 1 } }]);
  expect(responses[0]!.error).toBeInstanceOf(ApiError);
  expect(responses[1]).not.toHaveProperty("error");
  expect(responses.map(({ headers }) => headers?.get("x-request-id"))).toEqual(["r0", "r1"]);
  for (const { durationMs } of responses) expect(durationMs).toBeGreaterThanOrEqual(0);
  expect(responses.map(({ request }) => request)).toEqual(requests);
  expect(retries).toEqual([{ request: requests[0], delayMs: expect.any(Number), error: responses[0]!.error }]);
});

test("two calls are two objects; no answer has no status; a refused call is none", async () => {
  const { url } = await serve((_, response) => response.destroy());
  const hooks = log();
  const one = client(url, { hooks: watch({}, hooks), maxRetries: 0 });
  const errors = [await failure(call(one, operation(), {})), await failure(call(one, operation(), {}))];
  expect(hooks.requests[0]!.call).not.toBe(hooks.requests[1]!.call);
  expect(hooks.responses.map(({ error }) => error)).toEqual(errors);
  expect(hooks.responses[0]).not.toHaveProperty("status");
  expect(await failure(call(one, operation(), { unknown: 1 }))).toBeInstanceOf(InvalidRequestError);
  expect(hooks.requests).toHaveLength(2);
  expect(hooks.retries).toEqual([]);
});

test("what onRequest sets is sent, but for what the caller or the credentials say", async () => {
  const { url, seen } = await serve((_, response) => json(response, {}));
  const order: string[] = [];
  const hooks: Hooks[] = [
    {
      async onRequest({ headers, attempt }) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        order.push("first");
        headers.set("traceparent", `00-${attempt}`);
        headers.set("x-own", "hook");
        headers.set("authorization", "Bearer hook");
        expect(headers.get("x-app")).toBe("app");
        headers.set("x-app", "hook");
      },
    },
    { onRequest: ({ headers }) => void order.push(`second ${headers.get("traceparent")}`) },
  ];
  await call(
    client(url, { hooks: watch(...hooks), headers: { "x-app": "app" } }),
    operation(),
    {},
    { headers: { "x-own": "call" } },
  );
  expect(order).toEqual(["first", "second 00-1"]);
  expect(seen[0]!.headers).toMatchObject({ traceparent: "00-1", "x-own": "call", "x-app": "hook" });
  expect(seen[0]!.headers.authorization).toMatch(/^Basic /);
});

test("a hook that waits takes none of the attempt's time, and an abort ends it", async () => {
  const { url, seen } = await serve((_, response) => json(response, {}));
  const waits: Hooks = { onRequest: () => new Promise((resolve) => setTimeout(resolve, 600)) };
  expect(await call(client(url, { hooks: watch(waits), timeoutMs: 500, maxRetries: 0 }), operation(), {})).toEqual({});
  const never: Hooks = { onRequest: () => new Promise(() => {}) };
  const reason = new Error("enough");
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), 10);
  const { signal } = controller;
  expect(await failure(call(client(url, { hooks: watch(never) }), operation(), {}, { signal }))).toBe(reason);
  expect(seen).toHaveLength(1);
});

test("what onRequest throws ends the call; what the others throw, at once or later, changes nothing", async () => {
  const { url, seen } = await serve((_, response, index) => json(response, {}, index < 1 ? 503 : 200));
  const own = new Error("no budget");
  const thrower = (): never => {
    throw own;
  };
  expect(await failure(call(client(url, { hooks: watch({ onRequest: thrower }) }), operation(), {}))).toBe(own);
  expect(seen).toEqual([]);
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  const bad: Hooks[] = [
    { onResponse: thrower, onRetry: thrower },
    { onResponse: async () => thrower(), onRetry: async () => thrower() },
  ];
  const good = log();
  expect(await call(client(url, { hooks: watch(...bad, good) }), operation(), {})).toEqual({});
  await new Promise((resolve) => setTimeout(resolve, 5));
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
  expect([good.requests.length, good.responses.length, good.retries.length]).toEqual([2, 2, 1]);
});

test("an attempt that another hook stops has an end for those who heard of it, and a limiter counts it no more", async () => {
  const { url, seen } = await serve((_, response) => json(response, {}));
  const [before, behind] = [log(), log()];
  const own = new Error("no budget");
  let isOver = true;
  const stopper: Hooks = {
    onRequest: () => {
      if (isOver) throw own;
    },
  };
  const one = client(url, { hooks: watch(before, rateLimiter(), stopper, behind) });
  // As many as may be under way before the first answer.
  for (let turn = 0; turn < 5; turn++) expect(await failure(call(one, operation(), {}))).toBe(own);
  expect(before.responses).toEqual(before.requests.map((request) => ({ request, durationMs: 0, error: own })));
  isOver = false;
  expect(await call(one, operation(), {}, { totalTimeoutMs: 5000 })).toEqual({});
  expect([before.requests.length, before.responses.length, behind.requests.length, seen.length]).toEqual([6, 6, 1, 1]);
});

test("an abort while a hook waits ends the attempt for those who heard of it, and nobody else hears of it", async () => {
  const [before, behind] = [log(), log()];
  let go = (): void => {};
  const waits: Hooks = { onRequest: () => new Promise((resolve) => (go = resolve)) };
  const controller = new AbortController();
  const { signal } = controller;
  const done = failure(
    call(client("http://x.test", { hooks: watch(before, waits, behind) }), operation(), {}, { signal }),
  );
  await vi.waitFor(() => expect(before.requests).toHaveLength(1));
  controller.abort("enough");
  expect(await done).toBe("enough");
  go();
  await new Promise((resolve) => setImmediate(resolve));
  expect(before.responses).toEqual([{ request: before.requests[0], durationMs: 0, error: "enough" }]);
  expect(behind.requests).toEqual([]);
});

test("no credential is in any event", async () => {
  const { url } = await serve((seen, response, index) =>
    json(response, {}, index % 2 ? 200 : 503, { "x-echo": `${seen.headers.authorization} ${seen.url} ${key}` }),
  );
  const hooks = log();
  const own = { hooks: watch(hooks), baseUrl: url, headers: { "x-api-key": "client-canary-1", "x-app": `app ${key}` } };
  const get = operation({ path: "/things/{id}", parameters: { id: { in: "path" }, s: { in: "cookie" } } });
  for (const create of [createClient, createQueryClient]) {
    const one = create({ apiKey: key, maxRetryDelayMs: 5, ...own });
    await call(one, get, { id: key, s: "cookie-canary" }, { headers: { "x-auth-token": "call-canary-1" } });
  }
  expect(hooks.requests).toHaveLength(4);
  expect(hooks.requests[0]!.url).toBe(`${url}/things/***`);
  const shown = inspect(
    [hooks.requests, hooks.responses, hooks.retries].map((events) =>
      events.map((event) => [event, [...("headers" in event ? (event.headers ?? []) : [])]]),
    ),
    { depth: Infinity, showHidden: true },
  );
  expect(shown).toContain("***");
  const forms = [key, encodeURIComponent(key), btoa(`${key}:`), "client-canary-1", "call-canary-1", "cookie-canary"];
  for (const form of forms) expect(shown).not.toContain(form);
});

test("middleware around a call sees its retries as one, and may change or answer it", async () => {
  const { url, seen } = await serve((_, response, index) => json(response, { index }, index < 2 ? 503 : 200));
  const calls: unknown[] = [];
  const outer: CallMiddleware = async (request, next) => {
    const answer = await next(request);
    calls.push([request.operation, request.method, request.params, answer.response.status, answer.body]);
    return answer;
  };
  const inner: CallMiddleware = (request, next) => next({ ...request, params: { ...request.params, q: "set" } });
  const get = operation<{ q?: string }>({ parameters: { q: { in: "query" } } });
  expect(await call(client(url, { callMiddleware: [outer, inner] }), get, {})).toEqual({ index: 2 });
  expect(calls).toEqual([["things.get", "GET", {}, 200, { index: 2 }]]);
  expect(seen.map((request) => request.url)).toEqual(["/thing?q=set", "/thing?q=set", "/thing?q=set"]);
  const cached: CallMiddleware = async () => ({ body: { from: "cache" }, response: new Response() });
  expect(await call(client(url, { callMiddleware: cached }), get, {})).toEqual({ from: "cache" });
  const wrong: CallMiddleware = (request, next) => next({ ...request, params: { wrong: 1 } });
  const refused = await failure(call(client(url, { callMiddleware: wrong }), get, {}));
  expect(refused).toMatchObject({ name: "InvalidRequestError", parameter: "wrong" });
  expect(seen).toHaveLength(3);
});

test("each page of a list is a call of its own; what is changed on it is checked", async () => {
  const { url, seen } = await serve(({ query }, response) =>
    json(response, { data: [{ id: "a" }], cursor_next: query.has("_cursor") ? null : "c2" }),
  );
  const params: unknown[] = [];
  const spy: CallMiddleware = (request, next) => (params.push(request.params), next(request));
  expect(await eventsList(client(url, { callMiddleware: spy }), { _limit: 5 }).toArray()).toHaveLength(2);
  expect(params).toEqual([{ _limit: 5 }, { _limit: 5, _cursor: "c2" }]);
  const large: CallMiddleware = ({ params: own, ...rest }, next) =>
    next({ ...rest, params: own["_cursor"] ? { ...own, _limit: 51 } : own });
  const error = await failure(eventsList(client(url, { callMiddleware: large })).toArray());
  expect(error).toMatchObject({ name: "InvalidRequestError", parameter: "_limit", cursor: "c2" });
  expect(seen).toHaveLength(3);
});

test("a POST that is not repeated tells of no retry; a timeout is told as what it is", async () => {
  const { url } = await serve(() => {});
  const hooks = log();
  const post = operation({ method: "POST", body: { mediaType: "application/json", write: jsonBody } });
  const error = await failure(call(client(url, { hooks: watch(hooks), timeoutMs: 30 }), post, { body: {} }));
  expect(error).toBeInstanceOf(TimeoutError);
  expect(hooks.responses).toMatchObject([{ error: { name: "TimeoutError" } }]);
  expect(hooks.retries).toEqual([]);
});
