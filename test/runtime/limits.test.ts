/** How long a whole call may take, and keys that let a call be sent twice. */
import { getEventListeners } from "node:events";
import { expect, test, vi } from "vitest";
import { jsonBody, rawBody } from "../../templates/runtime/body.js";
import { call } from "../../templates/runtime/call.js";
import type { ClientOptions } from "../../templates/runtime/client.js";
import { byCursor } from "../../templates/runtime/cursor.js";
import type { Hooks } from "../../templates/runtime/hooks.js";
import type { ListOperation, Page } from "../../templates/runtime/operation.js";
import { list } from "../../templates/runtime/pagination.js";
import { walk } from "../../templates/runtime/walk.js";
import { createClient, failure, key, operation } from "./close.js";
import { json, serve } from "./server.js";

const client = (baseUrl: string, options: ClientOptions = {}) =>
  createClient({ apiKey: key, baseUrl, maxRetryDelayMs: 5, ...options });

test("a whole call has a limit: over its attempts, its waits, hooks and middleware", async () => {
  const never = (): Promise<never> => new Promise(() => {});
  const total = { totalTimeoutMs: 100 };
  let sent = 0;
  const fetch = (): Promise<never> => (sent++, Promise.reject(new Error("cut")));
  const short = client("http://x.test", { fetch, maxRetries: Infinity, maxRetryDelayMs: 1 });
  const error = await failure(call(short, operation(), {}, total));
  expect(error).toMatchObject({ name: "TimeoutError", timeoutMs: 100, attempts: sent });
  expect((error as Error).message).toMatch(/^No answer from GET \S+\/thing within 100 ms.*; raise `totalTimeoutMs`$/);
  expect(sent).toBeGreaterThan(0);
  let answered = 0;
  const busy = async (): Promise<Response> => (
    answered++,
    new Response("{}", { status: 503, headers: { "retry-after": "4" } })
  );
  const patient = { fetch: busy, maxRetryDelayMs: 9000, ...total };
  // At night somebody has to know that there was an answer, and which.
  expect(await failure(call(client("http://x.test", patient), operation(), {}))).toMatchObject({
    name: "TimeoutError",
    timeoutMs: 100,
    attempts: 1,
    message: [
      "No answer from GET http://x.test/thing within 100 ms (earlier: ",
      "503 from GET http://x.test/thing: {}; the server asks to wait 4 s); raise `totalTimeoutMs`",
    ].join(""),
    cause: { name: "ApiError", status: 503 },
  });
  for (const options of [{ hooks: { onRequest: never } }, { callMiddleware: never }, { middleware: never }])
    expect(await failure(call(client("http://x.test", { ...patient, ...options }), operation(), {}))).toMatchObject({
      name: "TimeoutError",
      timeoutMs: 100,
    });
  expect(answered).toBe(1);
  expect(await failure(call(client("http://x.test"), operation(), {}, { totalTimeoutMs: -1 }))).toMatchObject({
    name: "SdkError",
  });
});

test("when the time of the whole call is up, no other attempt is spoken of", async () => {
  const told: string[] = [];
  const hooks: Hooks = {
    onResponse: ({ error }) => void told.push(String(error)),
    onRetry: () => void told.push("again"),
  };
  const fetch = (): Promise<never> => new Promise(() => {});
  const error = await failure(call(client("http://x.test", { fetch, hooks, totalTimeoutMs: 20 }), operation(), {}));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(told).toEqual([String(error)]);
});

test("a call that is refused leaves no timer behind", async () => {
  vi.useFakeTimers();
  try {
    const error = await failure(call(client("http://x.test"), operation(), { unknown: 1 }, { totalTimeoutMs: 1000 }));
    expect(error).toHaveProperty("name", "InvalidRequestError");
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test("the caller's reason wins over the limit of the whole call", async () => {
  const silent = await serve(() => {});
  const reason = new Error("enough");
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), 20);
  const { signal } = controller;
  expect(await failure(call(client(silent.url), operation(), {}, { signal, totalTimeoutMs: 5000 }))).toBe(reason);
});

const post = operation<{ body: unknown }>({
  method: "POST",
  body: { mediaType: "application/json", write: jsonBody },
});

test("a POST with an idempotency key is retried, with one key for all attempts of a call", async () => {
  const { url, seen } = await serve((_, response, index) => json(response, {}, index % 2 ? 200 : 503));
  const keys = (): unknown[] => seen.splice(0).map(({ headers }) => headers["idempotency-key"]);
  await call(client(url), post, { body: {} }, { idempotencyKey: true });
  const [first, again, ...rest] = keys();
  expect(first).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  expect([again, rest]).toEqual([first, []]);
  await call(client(url), post, { body: {} }, { idempotencyKey: true });
  expect(keys()[0]).not.toBe(first);
  await call(client(url), post, { body: {} }, { idempotencyKey: "order-17" });
  expect(keys()).toEqual(["order-17", "order-17"]);
  expect(await failure(call(client(url), post, { body: {} }))).toMatchObject({ attempts: 1 });
  expect(keys()).toEqual([undefined]);
  const once = { idempotent: false, idempotencyKey: "order-18" };
  await failure(call(client(url), post, { body: {} }, once));
  expect(keys()).toEqual(["order-18"]);
});

test("a key that the document describes goes where the document says", async () => {
  const { url, seen } = await serve((_, response) => json(response, {}));
  const documented = operation<object>({
    method: "POST",
    idempotencyHeader: "X-Idempotency-Key",
    parameters: { key: { in: "header", name: "X-Idempotency-Key" } },
  });
  await call(client(url), documented, {}, { idempotencyKey: "a" });
  await call(client(url), documented, { key: "own" }, { idempotencyKey: "a" });
  expect(seen.map(({ headers }) => headers["x-idempotency-key"])).toEqual(["a", "own"]);
  expect(seen[0]!.headers).not.toHaveProperty("idempotency-key");
});

test("a key that cannot be sent is refused; a body that can be read once is sent once", async () => {
  const { url, seen } = await serve((_, response) => json(response, {}, 503));
  expect(await failure(call(client(url), post, { body: 1 }, { idempotencyKey: "" }))).toMatchObject({
    name: "InvalidRequestError",
    parameter: "idempotencyKey",
  });
  expect(await failure(call(client(url), post, { body: 1 }, { idempotencyKey: "a\nb" }))).toMatchObject({
    name: "InvalidRequestError",
    parameter: "idempotency-key",
  });
  expect(seen).toEqual([]);
  const upload = operation<{ body: unknown }>({ method: "POST", body: { mediaType: "x/y", write: rawBody } });
  const body = new Blob(["a"]).stream();
  expect(await failure(call(client(url), upload, { body }, { idempotencyKey: true }))).toHaveProperty("attempts", 1);
});

test("each page of a list that is searched by POST has a key of its own", async () => {
  interface Body {
    readonly data: number[];
    readonly next: string | null;
  }
  const { url, seen } = await serve(({ body }, response) =>
    json(response, { data: [1], next: body.includes("b") ? null : "b" }),
  );
  const search: ListOperation<object, number, Body, Page<number, Body>> = {
    ...operation<object, Body>({ method: "POST", body: { mediaType: "application/json", write: jsonBody } }),
    pagination: {
      walk: byCursor,
      cursor: "/after",
      next: (body) => body.next,
      itemsField: "data",
      items: (body) => body.data,
    },
  };
  expect(await list(client(url), search, { body: {} }, { idempotencyKey: "a" }).toArray()).toEqual([1, 1]);
  const [first, second] = seen.map(({ headers }) => headers["idempotency-key"]);
  expect(first).toBe("a");
  expect(second).toMatch(/^[\da-f-]{36}$/);
});

test("one signal for many calls and walks at once: Node sees no leak, and the abort reaches all of them", async () => {
  const warnings: Error[] = [];
  const hear = (warning: Error): void => void warnings.push(warning);
  process.on("warning", hear);
  const controller = new AbortController();
  const { signal } = controller;
  const things: ListOperation<object, number, number[], Page<number, number[]>> = {
    ...operation<object, number[]>({ parameters: { after: { in: "query" } } }),
    pagination: { walk: byCursor, cursor: "after", itemsField: "", items: (body) => body, next: () => "more" },
  };
  const { url, seen } = await serve((_, response) => json(response, [1]));
  const quick = client(url);
  await Promise.all(Array.from({ length: 30 }, () => call(quick, operation(), {}, { signal, totalTimeoutMs: 9000 })));
  expect(seen).toHaveLength(30);
  expect(getEventListeners(signal, "abort")).toEqual([]);
  const silent = client("http://x.test", { fetch: () => new Promise(() => {}) });
  const waiting = Array.from({ length: 30 }, (_, index) =>
    index % 2
      ? failure(call(silent, operation(), {}, { signal }))
      : failure(
          walk(list(silent, things, {}, { signal }))
            .pages()
            .next(),
        ),
  );
  const reason = new Error("enough");
  setTimeout(() => controller.abort(reason), 5);
  expect(new Set(await Promise.all(waiting))).toEqual(new Set([reason]));
  expect(getEventListeners(signal, "abort")).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 5));
  process.off("warning", hear);
  expect(warnings).toEqual([]);
});
