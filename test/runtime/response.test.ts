/** Bodies in both directions, redirects, middleware. */
import { expect, test } from "vitest";
import { formBody, jsonBody, rawBody } from "../../templates/runtime/body.js";
import { call } from "../../templates/runtime/call.js";
import type { ClientOptions } from "../../templates/runtime/client.js";
import type { Middleware } from "../../templates/runtime/middleware.js";
import { ApiError, isDocumented } from "../../templates/runtime/errors.js";
import { multipartBody } from "../../templates/runtime/multipart.js";
import type { BodyWriter } from "../../templates/runtime/content.js";
import { blob, nothing, text } from "../../templates/runtime/read.js";
import { createClient, createQueryClient, eventsList, failure, key, operation } from "./close.js";
import { type Server, json, script, serve } from "./server.js";

const client = (baseUrl: string, options: ClientOptions = {}) =>
  createClient({ apiKey: key, baseUrl, maxRetries: 0, ...options });
const answering = (status: number, type: string | undefined, body = ""): Promise<Server> =>
  script((response) => void response.writeHead(status, type ? { "content-type": type } : {}).end(body));

test.each([
  ["application/json", '{"a":1}'],
  ["application/json; charset=utf-8", '\ufeff{"a":1}'],
  ["application/vnd.api+json", '{"a":1}'],
  ["application/problem+json ; x=y", ' {"a":1}\n'],
  ["text/json", '{"a":1}'],
  [undefined, '{"a":1}'],
  ["text/plain;charset=UTF-8", '{"a":1}'],
])("%s is JSON", async (type, body) => {
  const { url } = await answering(200, type, body);
  expect(await call(client(url), operation(), {})).toEqual({ a: 1 });
});

test.each([
  [
    200,
    "text/html; charset=utf-8",
    "<h1>Login</h1>",
    "200 from GET URL is text/html; charset=utf-8, not JSON: <h1>Login</h1>",
  ],
  [200, "text/plain", "x".repeat(300), `200 from GET URL is text/plain, not JSON: ${"x".repeat(100)}…`],
  [200, "application/x-ndjson", "{}\n{}", "200 from GET URL is application/x-ndjson, not JSON: {} {}"],
  [200, "application/json", '{"a":', '200 from GET URL is broken JSON: {"a":'],
  [200, undefined, "oops", "200 from GET URL is broken JSON: oops"],
  [200, "application/json", "", "200 from GET URL is empty, not JSON"],
  [500, "text/html", "y".repeat(300), `500 from GET URL: ${"y".repeat(200)}…; try again later`],
  [500, "application/json", "", "500 from GET URL; try again later"],
  [404, "application/json", '{"error":', '404 from GET URL: {"error":; check `baseUrl`'],
  [300, "application/json", '{"choices":[]}', '300 from GET URL: {"choices":[]}'],
])("%i %s %s", async (status, type, body, message) => {
  const { url } = await answering(status, type, body);
  const error = await failure(call(client(url), operation({ errors: { default: "json" } }), {}));
  expect(error).toBeInstanceOf(ApiError);
  expect((error as Error).message).toBe(message.replace("URL", `${url}/thing`));
  expect(error).toHaveProperty("documented", status === 300);
});

test("no body is undefined where none has to be there", async () => {
  for (const status of [204, 205, 304]) {
    const { url } = await answering(status, undefined);
    expect(await call(client(url), operation(), {})).toBeUndefined();
    expect(await failure(eventsList(client(url)))).toMatchObject({ name: "ApiError", status });
  }
  const { url, seen } = await answering(200, undefined);
  for (const method of ["DELETE", "HEAD", "POST", "PUT"]) {
    expect(await call(client(url), operation({ method }), {})).toBeUndefined();
  }
  expect(seen).toHaveLength(4);
});

test("what is no JSON is no empty answer either, however long it is", async () => {
  const { url } = await answering(200, "application/json", "{".repeat(2 ** 20 + 1));
  for (const method of ["GET", "DELETE"]) {
    const error = await failure(call(client(url), operation({ method }), {}));
    expect(error).toBeInstanceOf(ApiError);
    expect((error as Error).message).toBe(`200 from ${method} ${url}/thing is broken JSON: ${"{".repeat(100)}…`);
  }
});

test("which errors are documented", async () => {
  const documented = async (
    status: number,
    type: string,
    errors: Record<string, "json" | "unknown">,
  ): Promise<boolean> => {
    const { url } = await answering(status, type, '{"error":"x"}');
    const error = await failure(call(client(url), operation({ errors }), {}));
    expect(isDocumented(error, "other.get")).toBe(false);
    expect(isDocumented(error, "things.get")).toBe((error as ApiError).documented);
    return (error as ApiError).documented;
  };
  expect(await documented(400, "application/json", { 400: "json" })).toBe(true);
  expect(await documented(418, "application/json", { "4XX": "json" })).toBe(true);
  expect(await documented(500, "application/json", { default: "json" })).toBe(true);
  expect(await documented(500, "application/json", { 400: "json", "4XX": "json" })).toBe(false);
  expect(await documented(400, "text/html", { 400: "json" })).toBe(false);
  expect(await documented(400, "text/html", { 400: "unknown" })).toBe(true);
  expect(isDocumented(new Error("x"), "things.get")).toBe(false);
});

test("an error's JSON has its headers", async () => {
  const { url } = await script((response) => json(response, { error: "x" }, 400, { "x-request-id": "r1" }));
  const error = (await failure(call(client(url), operation(), {}))) as ApiError;
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({
    name: "ApiError",
    message: error.message,
    operation: "things.get",
    status: 400,
    body: { error: "x" },
    headers: { "x-request-id": "r1" },
  });
});

test("successes that are no JSON", async () => {
  const { url } = await answering(200, "text/csv", "a,b");
  expect(await call(client(url), operation({ accept: "text/csv", read: text }), {})).toBe("a,b");
  const file = (await call(client(url), operation({ read: blob }), {})) as Blob;
  expect([file.type, await file.text()]).toEqual(["text/csv", "a,b"]);
  expect(await call(client(url), operation({ read: nothing }), {})).toBeUndefined();
});

test.each([
  ["text/csv; charset=ISO-8859-1", [0x61, 0xe9], "a\xe9"],
  ['text/csv; header=present; Charset="windows-1252"', [0x80], "\u20ac"],
  ["text/csv;charset=utf-16le", [0xff, 0xfe, 0x61, 0], "a"],
  ["text/csv; charset=utf8", [0xc3, 0xa9], "\xe9"],
  ["text/csv; charset=klingon", [0xc3, 0xa9], "\xe9"],
  ["text/csv", [0xc3, 0xa9], "\xe9"],
])("text is read in its charset: %s", async (type, bytes, expected) => {
  const { url } = await serve((_, response) =>
    response.writeHead(200, { "content-type": type }).end(Buffer.from(bytes)),
  );
  expect(await call(client(url), operation({ accept: "text/csv", read: text }), {})).toBe(expected);
});

test("request bodies", async () => {
  const { url, seen } = await serve((_, response) => json(response, {}));
  const post = async (write: BodyWriter, mediaType: string, body: unknown): Promise<[string | undefined, string]> => {
    await call(client(url), operation({ method: "POST", body: { mediaType, write } }), { body });
    return [seen.at(-1)!.headers["content-type"], seen.at(-1)!.body];
  };
  expect(await post(jsonBody, "application/merge-patch+json", { a: [1, null] })).toEqual([
    "application/merge-patch+json",
    '{"a":[1,null]}',
  ]);
  expect(await post(formBody, "application/x-www-form-urlencoded", { a: "1 &", b: [2, 3], c: undefined })).toEqual([
    "application/x-www-form-urlencoded",
    "a=1%20%26&b=2&b=3",
  ]);
  expect(await post(rawBody, "text/plain", "é")).toEqual(["text/plain", "é"]);
  const [type, form] = await post(multipartBody, "multipart/form-data", {
    file: new Blob(["content"], { type: "text/x" }),
    tags: ["a", "b"],
    meta: { deep: [1] },
  });
  expect(type).toMatch(/^multipart\/form-data; boundary=/);
  expect(form).toMatch(/name="file"; filename="blob"\r\nContent-Type: text\/x\r\n\r\ncontent\r\n/);
  expect(form).toMatch(
    /name="tags"\r\n\r\na\r\n[^]*name="tags"\r\n\r\nb\r\n[^]*name="meta"\r\nContent-Type: application\/json\r\n\r\n\{"deep":\[1\]\}/,
  );
  const cyclic: Record<string, unknown> = {};
  cyclic["self"] = cyclic;
  expect(await failure(post(jsonBody, "application/json", cyclic))).toMatchObject({
    name: "InvalidRequestError",
    parameter: "body",
  });
});

test("redirects of a GET within the origin are followed, with credentials", async () => {
  const { url, seen } = await serve(({ path, url: asked }, response) =>
    path === "/end/"
      ? json(response, { ok: true })
      : void response.writeHead(301, { location: asked.replace("/thing", "/end/") }).end(),
  );
  expect(await call(client(url), operation({ parameters: { q: { in: "query" } } }), { q: 1 })).toEqual({ ok: true });
  expect(seen.map((request) => request.url)).toEqual(["/thing?q=1", "/end/?q=1"]);
  expect(seen[1]!.headers.authorization).toBe(seen[0]!.headers.authorization);
  const bare = await serve(({ path }, response) =>
    path === "/end" ? json(response, {}) : void response.writeHead(307, { location: "/end#top" }).end(),
  );
  await call(createQueryClient({ apiKey: "k1", baseUrl: bare.url }), operation(), {});
  expect(bare.seen.map((request) => request.url)).toEqual(["/thing?api_key=k1", "/end?api_key=k1"]);
});

test("credentials follow a redirect nowhere else", async () => {
  const other = await serve((_, response) => json(response, {}));
  const { url, seen } = await serve(
    (_, response) => void response.writeHead(302, { location: `${other.url}/steal?x=1` }).end(),
  );
  for (const create of [client, (baseUrl: string) => createQueryClient({ apiKey: key, baseUrl })]) {
    const error = await failure(call(create(url), operation(), {}));
    expect(error).toMatchObject({ name: "ApiError", status: 302, attempts: 1 });
    expect(String(error)).toContain(`is a redirect, not followed: ${other.url} gets no credentials`);
  }
  expect(other.seen).toEqual([]);
  expect(seen).toHaveLength(2);
});

test.each([
  ["POST", "/other", "a POST is not sent twice"],
  ["GET", "/thing", "five came before it"],
  ["GET", "http://", "its target gets no credentials"],
])("a redirect of %s to %s is refused", async (method, location, problem) => {
  const { url, seen } = await serve((_, response) => void response.writeHead(308, { location }).end());
  expect(String(await failure(call(client(url), operation({ method }), {})))).toContain(`not followed: ${problem}`);
  expect(seen).toHaveLength(problem.startsWith("five") ? 6 : 1);
});

test("a browser hides redirects; the error says so", async () => {
  const fetch = async (): Promise<Response> =>
    Object.defineProperties(new Response(), { type: { value: "opaqueredirect" }, status: { value: 0 } });
  const error = await failure(call(client("http://x.test", { fetch }), operation(), {}));
  expect((error as Error).message).toBe(
    "0 from GET http://x.test/thing is a redirect, not followed: a browser does not tell where it leads",
  );
});

test("middleware runs around each attempt, the first one outermost, and may change everything", async () => {
  const { url, seen } = await serve((_, response, index) => json(response, { index }, index < 1 ? 503 : 200));
  const log: unknown[] = [];
  const outer: Middleware = async (request, next) => {
    const response = await next({ ...request, url: `${request.url}?added=1` });
    log.push([request.operation, request.attempt, request.safeUrl, response.status]);
    return response;
  };
  const inner: Middleware = (request, next) => {
    request.headers.set("x-inner", String(request.headers.get("authorization")?.slice(0, 5)));
    return next(request);
  };
  await call(client(url, { middleware: [outer, inner], maxRetries: 1, maxRetryDelayMs: 1 }), operation(), {});
  expect(log).toEqual([
    ["things.get", 1, `${url}/thing`, 503],
    ["things.get", 2, `${url}/thing`, 200],
  ]);
  expect(seen[1]!.url).toBe("/thing?added=1");
  expect(seen[1]!.headers["x-inner"]).toBe("Basic");
});

test("the first middleware is the first to see the request and the last to see the response", async () => {
  const { url } = await script((response) => json(response, {}));
  const log: string[] = [];
  const telling =
    (name: string): Middleware =>
    async (request, next) => {
      log.push(`${name} in`);
      const response = await next(request);
      log.push(`${name} out`);
      return response;
    };
  await call(client(url, { middleware: ["a", "b", "c"].map(telling) }), operation(), {});
  expect(log).toEqual(["a in", "b in", "c in", "c out", "b out", "a out"]);
});

test("middleware may answer, repeat or throw by itself", async () => {
  const { url, seen } = await serve((_, response) => json(response, {}));
  const answer: Middleware = async () =>
    new Response('{"from":"cache"}', { headers: { "content-type": "application/json" } });
  expect(await call(client(url, { middleware: answer }), operation(), {})).toEqual({ from: "cache" });
  expect(seen).toEqual([]);
  const twice: Middleware = async (request, next) => {
    await (await next(request)).body?.cancel();
    return next(request);
  };
  await call(client(url, { middleware: twice }), operation(), {});
  expect(seen).toHaveLength(2);
  const own = new Error("budget is used up");
  const thrower: Middleware = () => {
    throw own;
  };
  expect(await failure(call(client(url, { middleware: thrower, maxRetries: 2 }), operation(), {}))).toBe(own);
  expect(seen).toHaveLength(2);
});

test("fetch is called as a plain function, and the global one is looked up at the call", async () => {
  const seen: unknown[] = [];
  const fetch = async function (this: unknown): Promise<Response> {
    seen.push(this);
    return new Response("{}");
  };
  await call(client("http://x.test", { fetch }), operation(), {});
  const before = globalThis.fetch;
  const late = client("http://x.test");
  globalThis.fetch = fetch;
  try {
    await call(late, operation(), {});
  } finally {
    globalThis.fetch = before;
  }
  expect(seen).toEqual([undefined, undefined]);
});

test("headers: the client's, the operation's, the call's; undefined sends none", async () => {
  const { url, seen } = await serve((_, response) => json(response, {}));
  const traced = operation({ parameters: { trace: { in: "header", name: "x-trace" } } });
  await call(
    client(url, { headers: { "x-app": "a", "x-trace": "client", "x-none": undefined } }),
    traced,
    { trace: 1 },
    { headers: { accept: "x/y" } },
  );
  expect(seen[0]!.headers).toMatchObject({ "x-app": "a", "x-trace": "1", accept: "x/y" });
  expect(seen[0]!.headers).not.toHaveProperty("x-none");
});
