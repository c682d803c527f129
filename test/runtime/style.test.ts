/** The 16 promises that the design was tried with. */
import { expect, test } from "vitest";
import { ApiError, ConnectionError, PaginationError, SdkError, TimeoutError } from "../../templates/runtime/errors.js";
import { createClient, eventsList, failure, key } from "./close.js";
import { json, script, serve } from "./server.js";

const events = (...ids: string[]): { id: string }[] => ids.map((id) => ({ id }));
const client = (url: string, options = {}) =>
  createClient({ apiKey: key, baseUrl: url, maxRetryDelayMs: 5000, ...options });

test("items come across an empty page in the middle; filters are carried on, date filters are not", async () => {
  const { url, seen } = await script(
    (response) => json(response, { data: events("a", "b"), cursor_next: "1" }),
    (response) => json(response, { data: [], cursor_next: "2" }),
    (response) => json(response, { data: events("c"), cursor_next: null }),
  );
  const ids: string[] = [];
  for await (const event of eventsList(client(url), { lead_id: "x", date_updated__gte: "2020-01-01" }))
    ids.push(event.id);
  expect(ids).toEqual(["a", "b", "c"]);
  expect(seen.map((request) => request.url)).toEqual([
    "/event/?lead_id=x&date_updated__gte=2020-01-01",
    "/event/?lead_id=x&_cursor=1",
    "/event/?lead_id=x&_cursor=2",
  ]);
  expect(seen[0]!.headers.authorization).toBe(`Basic ${Buffer.from(`${key}:`).toString("base64")}`);
  expect(seen[0]!.headers.accept).toBe("application/json");
});

test("await sends one request and gives a frozen page", async () => {
  const { url, seen } = await script((response) =>
    json(response, { data: events("a"), cursor_next: "1", cursor_previous: "0" }, 200, { "x-here": "yes" }),
  );
  const page = await eventsList(client(url));
  expect(seen).toHaveLength(1);
  expect(page).toMatchObject({ data: [{ id: "a" }], nextCursor: "1", previousCursor: "0" });
  expect(page.body.cursor_next).toBe("1");
  expect(page.response.headers.get("x-here")).toBe("yes");
  expect(page.response.url).toBe(`${url}/event/`);
  expect(page.response.body).toBeNull();
  expect(Object.isFrozen(page) && Object.isFrozen(page.data)).toBe(true);
});

test("pages, and resuming from a stored cursor", async () => {
  const { url, seen } = await serve(({ query }, response) => {
    const at = Number(query.get("_cursor") ?? 0);
    json(response, { data: events(String(at)), cursor_next: at < 3 ? String(at + 1) : null });
  });
  let checkpoint: string | null = null;
  for await (const page of eventsList(client(url)).pages()) {
    checkpoint = page.nextCursor;
    if (checkpoint === "2") break;
  }
  expect(seen).toHaveLength(2);
  const rest = await eventsList(client(url), { _cursor: checkpoint! }).toArray();
  expect(rest.map((event) => event.id)).toEqual(["2", "3"]);
});

test("nothing is sent until the list is used; break stops fetching; every start begins anew", async () => {
  const { url, seen } = await script((response) =>
    json(response, { data: events("a", "b"), cursor_next: `${Math.random()}` }),
  );
  const unused = eventsList(client(url));
  unused.pages();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(seen).toHaveLength(0);
  for await (const _ of unused) break;
  expect(seen).toHaveLength(1);
  for await (const _ of unused) break;
  await unused;
  expect(seen.map((request) => request.url)).toEqual(["/event/", "/event/", "/event/"]);
});

test("params are never changed, and are taken as they were at the call", async () => {
  const { url, seen } = await script(
    (response) => json(response, { data: events("a"), cursor_next: "1" }),
    (response) => json(response, { data: events("b") }),
  );
  const frozen = Object.freeze({ lead_id: "x" });
  await eventsList(client(url), frozen).toArray();
  expect(frozen).toEqual({ lead_id: "x" });
  const params = { lead_id: "x" };
  const list = eventsList(client(url), params);
  params.lead_id = "y";
  await list;
  expect(seen.at(-1)!.url).toBe("/event/?lead_id=x");
});

test("a repeated cursor throws, however long the loop and wherever it began", async () => {
  const loop: Record<string, string> = { start: "A", A: "B", B: "A" };
  const { url, seen } = await serve(({ query }, response) =>
    json(response, { data: events("x"), cursor_next: loop[query.get("_cursor") ?? "start"] }),
  );
  const error = await failure(eventsList(client(url)).toArray());
  expect(error).toBeInstanceOf(PaginationError);
  expect(error).toMatchObject({ operation: "events.list", cursor: "B", pages: 3 });
  expect((error as Error).message).toBe('events.list: the server leads back to "A", where this walk has been');
  expect(seen).toHaveLength(3);
  const started = await failure(eventsList(client(url), { _cursor: "A", date_updated__gte: "2020" }).toArray());
  expect(started).toMatchObject({ cursor: "B", pages: 2 });
});

test("a 429 is retried after Retry-After", async () => {
  const { url, seen } = await script(
    (response) => json(response, {}, 429, { "retry-after": "1" }),
    (response) => json(response, { data: [] }),
  );
  await eventsList(client(url));
  expect(seen).toHaveLength(2);
  expect(seen[1]!.at - seen[0]!.at).toBeGreaterThanOrEqual(995);
});

test("a 404 is not retried; its message tells the story; the key is nowhere", async () => {
  const { url, seen } = await script((response) => json(response, { error: "nope" }, 404));
  const error = await failure(eventsList(client(url)));
  expect(error).toBeInstanceOf(ApiError);
  expect((error as Error).message).toBe(`404 from GET ${url}/event/: {"error":"nope"}; check \`baseUrl\``);
  expect(error).toMatchObject({
    name: "ApiError",
    status: 404,
    body: { error: "nope" },
    documented: true,
    attempts: 1,
  });
  expect(String((error as Error).stack)).toMatch(/^ApiError: 404 from GET/);
  expect(seen).toHaveLength(1);
});

test("an abort keeps the caller's reason: before, during, and while waiting to retry", async () => {
  const { url, seen } = await script((response) => json(response, {}, 503, { "retry-after": "5" }));
  const reason = new Error("enough");
  await expect(failure(eventsList(client(url), {}, { signal: AbortSignal.abort(reason) }))).resolves.toBe(reason);
  expect(seen).toHaveLength(0);
  const waiting = new AbortController();
  setTimeout(() => waiting.abort(reason), 100);
  await expect(failure(eventsList(client(url), {}, { signal: waiting.signal }))).resolves.toBe(reason);
  expect(seen).toHaveLength(1);
  const silent = await serve(() => {});
  const during = new AbortController();
  setTimeout(() => during.abort(reason), 50);
  await expect(failure(eventsList(client(silent.url), {}, { signal: during.signal }))).resolves.toBe(reason);
});

test("a timeout is no connection failure, and both are retried", async () => {
  const silent = await serve(() => {});
  const late = await failure(eventsList(client(silent.url, { timeoutMs: 50, maxRetries: 1, maxRetryDelayMs: 1 })));
  expect(late).toBeInstanceOf(TimeoutError);
  expect(late).toMatchObject({
    timeoutMs: 50,
    attempts: 2,
    message: `No answer from GET ${silent.url}/event/ within 50 ms (after 2 attempts); raise \`timeoutMs\``,
  });
  expect(silent.seen).toHaveLength(2);
  const cut = await serve((_, response) => response.destroy());
  const broken = await failure(eventsList(client(cut.url, { maxRetryDelayMs: 1 })));
  expect(broken).toBeInstanceOf(ConnectionError);
  expect(broken).toMatchObject({ attempts: 3, cause: { code: expect.any(String) as string } });
  expect(cut.seen).toHaveLength(3);
});

test("a timeout covers the body", async () => {
  const { url } = await script(
    (response) => void response.writeHead(200, { "content-type": "application/json" }).write("{"),
  );
  expect(await failure(eventsList(client(url, { timeoutMs: 80, maxRetries: 0 })))).toBeInstanceOf(TimeoutError);
});

test("a missing key is told at once", () => {
  expect(() => createClient()).toThrow(
    "Close needs an API key: pass `new Close({ apiKey })` or set TEST_CLOSE_API_KEY, or pass `new Close({ accessToken })` or set TEST_CLOSE_ACCESS_TOKEN.",
  );
  expect(() => createClient()).toThrow(SdkError);
});

test("an unused failing list is no unhandled rejection", async () => {
  const unhandled: unknown[] = [];
  const listen = (reason: unknown): void => void unhandled.push(reason);
  process.on("unhandledRejection", listen);
  const { url } = await script((response) => json(response, {}, 500));
  const list = eventsList(client(url));
  list.pages();
  list[Symbol.asyncIterator]();
  await new Promise((resolve) => setTimeout(resolve, 50));
  process.off("unhandledRejection", listen);
  expect(unhandled).toEqual([]);
});

test.each([[{}], [{ cursor_next: null }], [{ cursor_next: "" }]])("a cursor that is %j ends the list", async (end) => {
  const { url, seen } = await script((response) => json(response, { data: events("a"), ...end }));
  expect(await eventsList(client(url)).toArray()).toHaveLength(1);
  expect((await eventsList(client(url))).nextCursor).toBeNull();
  expect(seen).toHaveLength(2);
});

test("HTML instead of JSON is a clear error", async () => {
  const { url } = await script(
    (response) => void response.writeHead(200, { "content-type": "text/html" }).end("<h1>Hello</h1>"),
  );
  const error = await failure(eventsList(client(url)));
  expect(error).toBeInstanceOf(ApiError);
  expect((error as Error).message).toBe(`200 from GET ${url}/event/ is text/html, not JSON: <h1>Hello</h1>`);
});

test("a pause of more than the caller allows is passed on", async () => {
  const { url, seen } = await script((response) => json(response, {}, 429, { "retry-after": "3600" }));
  const error = await failure(eventsList(client(url)));
  expect((error as Error).message).toBe(
    `429 from GET ${url}/event/: {}; the server asks to wait 3600 s, more than \`maxRetryDelayMs\``,
  );
  expect((error as ApiError).retryAfterMs).toBe(3_600_000);
  expect(seen).toHaveLength(1);
});
