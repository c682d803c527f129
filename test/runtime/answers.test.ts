/** More than the data of a call: status, headers, the response itself; and bodies of other types than JSON. */
import { expect, test } from "vitest";
import { call, callFor } from "../../templates/runtime/call.js";
import { jsonLines } from "../../templates/runtime/events.js";
import type { Operation } from "../../templates/runtime/operation.js";
import { anything, blob, byType, nothing, text } from "../../templates/runtime/read.js";
import { createClient, createQueryClient, failure, key, operation } from "./close.js";
import { json, script, serve } from "./server.js";

const client = (baseUrl: string) => createClient({ apiKey: key, baseUrl, maxRetries: 0 });
const answering = (type: string | undefined, body = "body", status = 200) =>
  script((response) => void response.writeHead(status, type ? { "content-type": type } : {}).end(body));

test("the data with status and headers", async () => {
  const { url } = await script((response) => json(response, { a: 1 }, 201, { "x-total": "7" }));
  const { data, status, headers, response } = await call(client(url), operation({ method: "POST" }), {}).withResponse();
  expect([data, status, headers.get("X-Total"), response.status, response.url]).toEqual([
    { a: 1 },
    201,
    "7",
    201,
    `${url}/thing`,
  ]);
});

test("the response itself, with its body unread and without credentials", async () => {
  const { url } = await serve((_, response) => {
    response.writeHead(200, { "content-type": "application/json", "x-echo": key });
    response.write("[1,");
    setImmediate(() => response.end("2]"));
  });
  const response = await call(createQueryClient({ apiKey: key, baseUrl: url }), operation(), {}).raw();
  expect([response.status, response.bodyUsed, response.headers.get("x-echo")]).toEqual([200, false, "***"]);
  expect(response.url).toBe(`${url}/thing?api_key=***`);
  expect(await response.json()).toEqual([1, 2]);
});

test("`raw()` still throws for errors, and when it comes too late", async () => {
  const { url } = await answering("text/plain", "no", 418);
  expect(await failure(call(client(url), operation(), {}).raw())).toMatchObject({ name: "ApiError", status: 418 });
  const fine = await answering("application/json", "{}");
  const made = call(client(fine.url), operation(), {});
  await made;
  expect(await failure(made.raw())).toMatchObject({ name: "SdkError", message: expect.stringContaining("at once") });
});

test("an abort ends a body that is read by hand", async () => {
  const { url } = await serve((_, response) => void response.writeHead(200).write("x"));
  const controller = new AbortController();
  const response = await call(client(url), operation(), {}, { signal: controller.signal }).raw();
  const reader = response.body!.getReader();
  await reader.read();
  const reason = new Error("enough");
  controller.abort(reason);
  expect(await failure(reader.read())).toBe(reason);
});

test("a failure is heard of once: where it was asked for", async () => {
  const unhandled: unknown[] = [];
  const hear = (reason: unknown): void => void unhandled.push(reason);
  process.on("unhandledRejection", hear);
  const { url } = await answering("text/plain", "", 400);
  for (const ask of ["withResponse", "raw"] as const) {
    expect(await failure(call(client(url), operation(), {})[ask]())).toMatchObject({ status: 400 });
  }
  expect(await failure(call(client(url), operation(), {}))).toMatchObject({ status: 400 });
  await new Promise((resolve) => setTimeout(resolve, 10));
  process.off("unhandledRejection", hear);
  expect(unhandled).toEqual([]);
});

const typed = (accept: string, types: NonNullable<Operation<object, unknown>["types"]>) =>
  operation({ accept, read: byType, types });
const shown = async (value: unknown): Promise<unknown> =>
  value instanceof Blob ? `${value.type}: ${await value.text()}` : value;

const both = typed("text/csv, application/pdf", { "text/csv": text, "application/pdf": blob });
const picture = typed("image/*", { "image/*": blob });
const page = typed("application/xml", { "application/xml": text });
const withJson = typed("application/json, text/csv", { "text/csv": text });

test.each([
  ["text/csv; charset=utf-8", both, "body"],
  ["Application/PDF", both, "application/pdf: body"],
  ["image/png", picture, "image/png: body"],
  ["application/octet-stream", picture, "application/octet-stream: body"],
  [undefined, picture, ": body"],
  ["text/xml", page, "body"],
  ["text/plain", page, "body"],
  [undefined, page, "body"],
  ["text/csv", withJson, "body"],
])("%s is read as what was promised: %#", async (type, one, expected) => {
  const { url } = await answering(type);
  expect(await shown(await call(client(url), one, {}))).toBe(expected);
});

test.each([
  ["text/html", "<h1>", picture, "is text/html, not image/*: <h1>"],
  ["application/json", "{}", picture, "is application/json, not image/*: {}"],
  ["application/problem+json", "{}", page, "is application/problem+json, not application/xml: {}"],
  ["text/html", "<h1>", withJson, "is text/html, not JSON: <h1>"],
  ["application/json", "{", withJson, "is broken JSON: {"],
  [
    "text/html",
    "<h1>",
    typed("application/jsonl", { "application/jsonl": jsonLines }),
    "is text/html, not application/jsonl: <h1>",
  ],
])("%s is an error that says so: %#", async (type, body, one, problem) => {
  const { url } = await answering(type, body);
  expect(await failure(call(client(url), one, {}))).toMatchObject({
    name: "ApiError",
    status: 200,
    message: `200 from GET ${url}/thing ${problem}`,
  });
});

test("what is asked for decides, not what else is documented", async () => {
  const { url, seen } = await serve(
    (_, response) => void response.writeHead(200, { "content-type": "text/csv" }).end("a,b"),
  );
  const one = operation<object, string>({ read: byType, types: { "text/csv": text } });
  expect(await failure(call(client(url), one, {}))).toMatchObject({
    message: expect.stringContaining("not JSON: a,b"),
  });
  expect(await callFor<object, { "text/csv": string }, "text/csv">(client(url), one, {}, { accept: "text/csv" })).toBe(
    "a,b",
  );
  expect(seen.map((request) => request.headers.accept)).toEqual(["application/json", "text/csv"]);
});

test("no body where none has to be", async () => {
  for (const status of [204, 205]) {
    const { url } = await answering(undefined, "", status);
    expect(await call(client(url), both, {})).toBeUndefined();
  }
  const { url } = await answering("text/plain", "", 202);
  expect(await call(client(url), operation({ mayBeEmpty: true }), {})).toBeUndefined();
  expect(await failure(call(client(url), operation(), {}))).toMatchObject({ status: 202 });
  const dropped = await answering("text/plain", "x".repeat(1e6));
  expect(await call(client(dropped.url), operation({ read: nothing }), {})).toBeUndefined();
});

test("errors that are documented as text", async () => {
  const documented = async (type: string, body: string, kind: "json" | "text" | "json or text"): Promise<boolean> => {
    const { url } = await answering(type, body, 400);
    const error = await failure(call(client(url), operation({ errors: { 400: kind } }), {}));
    return (error as { documented: boolean }).documented;
  };
  expect(await documented("text/plain", "no", "text")).toBe(true);
  expect(await documented("text/plain", "no", "json or text")).toBe(true);
  expect(await documented("application/json", "{}", "json or text")).toBe(true);
  expect(await documented("application/json", "{}", "text")).toBe(false);
  expect(await documented("text/plain", "no", "json")).toBe(false);
  expect(await documented("text/plain", "", "text")).toBe(false);
});

test("a long answer that breaks off is no empty one", async () => {
  const { url } = await answering("application/json", `[${'"x",'.repeat(300_000)}`);
  for (const fields of [{}, { method: "POST" }, { mayBeEmpty: true }] as const) {
    const error = await failure(call(client(url), operation(fields), {}));
    expect(error).toMatchObject({ name: "ApiError", status: 200, body: undefined });
    expect(String(error)).toMatch(/ is broken JSON: \["x","x",.{91}…$/);
  }
});

test("what a server says is told on one line, and cannot write to a terminal", async () => {
  const page = "\n\n\n  <h1>\r\n\tdown\u001b[31m</h1>\n\n";
  const { url } = await answering("text/html", page, 500);
  const error = await failure(call(client(url), operation(), {}));
  expect(String(error)).toBe(`ApiError: 500 from GET ${url}/thing: <h1> down [31m</h1>; try again later`);
  expect(error).toHaveProperty("body", page);
  const other = await answering("text/html", page);
  const reading = operation({ accept: "text/csv", read: byType, types: { "text/csv": text } });
  expect(String(await failure(call(client(other.url), reading, {})))).toMatch(
    / is text\/html, not text\/csv: <h1> down/,
  );
});

test.each<[string | undefined, string, unknown]>([
  ["application/json; charset=utf-8", '{"a":[1]}', { a: [1] }],
  ["application/problem+json", "null", null],
  ["application/json", "{broken", "{broken"],
  ["application/json", "", undefined],
  ["text/csv", "a,b", "a,b"],
  ["text/html", "", undefined],
  ["application/xml", "<a/>", "<a/>"],
  ["application/zip", "PK", new Blob(["PK"], { type: "application/zip" })],
  ["application/zip", "", undefined],
  [undefined, "PK", new Blob(["PK"])],
  [undefined, "", undefined],
])("of a success that nobody describes comes what there is: %s %j", async (type, body, expected) => {
  const { url } = await answering(type, body);
  const data = await call(client(url), operation({ accept: "*/*", read: anything }), {});
  if (!(expected instanceof Blob)) return expect(data).toEqual(expected);
  expect(data).toBeInstanceOf(Blob);
  const came = data as Blob;
  expect([came.type, await came.text()]).toEqual([expected.type, await expected.text()]);
});

test("where nobody describes a success, credentials in its URLs are hidden all the same", async () => {
  const body = JSON.stringify({ next: `https://api.test/?api_key=${key}` });
  const { url } = await answering("application/json", body);
  const asking = operation({ accept: "*/*", read: anything });
  const data = await call(createQueryClient({ apiKey: key, baseUrl: url }), asking, {});
  expect(data).toEqual({ next: "https://api.test/?api_key=***" });
});
