/** What no HTTP library would send, byte by byte: an answer or an error of ours, as many requests as make sense, and never a hang. */
import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { jsonBody } from "../../templates/runtime/body.js";
import { call } from "../../templates/runtime/call.js";
import type { ClientOptions } from "../../templates/runtime/client.js";
import { SdkError } from "../../templates/runtime/errors.js";
import { nothing } from "../../templates/runtime/read.js";
import { createClient, createQueryClient, eventsList, failure, key, operation } from "./close.js";
import { type Wire, bytes, wire } from "./wire.js";

const page = '{"data":[{"id":"a"}]}';
const quick: ClientOptions = { maxRetries: 1, maxRetryDelayMs: 1, timeoutMs: 20_000 };
const client = ({ url }: Wire, options: ClientOptions = {}) =>
  createClient({ apiKey: key, baseUrl: url, ...quick, ...options });

/** A head by hand, and whatever comes after it. */
const head = (headers: string, body = ""): string => `HTTP/1.1 200 OK\r\n${headers}\r\n\r\n${body}`;
const zipped = (content: Buffer): Buffer =>
  Buffer.concat([Buffer.from(head(`content-encoding: gzip\r\ncontent-length: ${content.length}`)), content]);
const megabytes = "x".repeat(10_000_000);

const send =
  (...parts: (string | Buffer)[]) =>
  (socket: Socket): void => {
    for (const part of parts) socket.write(typeof part === "string" ? Buffer.from(part, "latin1") : part);
  };
/** Sends, and then hangs up. */
const end =
  (part: string) =>
  (socket: Socket): void =>
    void socket.end(part);

const connection = { name: "ConnectionError", attempts: 2 };
const notJson = { name: "ApiError", status: 200, attempts: 1, documented: false };

test.each<[string, (socket: Socket) => void, object]>([
  ["a reset before the headers", (socket) => void socket.resetAndDestroy(), connection],
  ["an end before the headers", (socket) => void socket.end(), connection],
  [
    "a reset within the headers",
    (socket) => void socket.write("HTTP/1.1 200 OK\r\ncontent-ty", () => socket.resetAndDestroy()),
    connection,
  ],
  ["an end within the headers", end("HTTP/1.1 200 OK\r\ncontent-ty"), connection],
  [
    "a reset in the body",
    (socket) => void socket.write(bytes(page, { length: 99 }), () => socket.resetAndDestroy()),
    connection,
  ],
  ["a body that is shorter than its length", end(bytes(page, { length: 99 })), connection],
  ["a chunk that is cut", end(head("transfer-encoding: chunked", "15\r\n{")), connection],
  ["chunks without their end", end(head("transfer-encoding: chunked", `15\r\n${page}\r\n`)), connection],
  ["a chunk of no size", send(head("transfer-encoding: chunked", `ZZ\r\n${page}\r\n0\r\n\r\n`)), connection],
  ["a negative length", send(head("content-length: -5", page)), connection],
  ["two lengths", send(head("content-length: 21\r\ncontent-length: 22", page)), connection],
  [
    "a length and chunks",
    send(head("content-length: 21\r\ntransfer-encoding: chunked", `15\r\n${page}\r\n0\r\n\r\n`)),
    connection,
  ],
  ["another protocol", send("SSH-2.0-OpenSSH_9.2\r\n"), connection],
  ["HTTP/2", send(Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0])), connection],
  ["a page without any head", end("<html>hello"), connection],
  ["headers without end", send(head(`x: ${"y".repeat(200_000)}`)), connection],
  ["ten thousand headers", send(head("x: y\r\n".repeat(10_000))), connection],
  ["a header with a control character", send(head("x: a\u0001b\r\ncontent-length: 0")), connection],
  [
    "an upgrade that nobody asked for",
    send("HTTP/1.1 101 Up\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"),
    connection,
  ],
  ["what is no gzip", send(zipped(Buffer.from(page))), connection],
  [
    "gzip with a flipped bit",
    send(zipped(gzipSync(page).map((byte, at) => (at === 15 ? byte ^ 255 : byte)) as Buffer)),
    connection,
  ],
  ["JSON that is cut, with its right length", send(bytes(page.slice(0, -1))), notJson],
  [
    "JSON that is cut by the end of the connection",
    end(head("content-type: application/json", page.slice(0, 9))),
    notJson,
  ],
  ["JSON that is longer than its length", send(bytes(page, { length: 9 })), notJson],
  ["10 MB of garbage that calls itself JSON", send(bytes(megabytes)), notJson],
  ["10 MB of HTML", send(bytes(megabytes).replace("application/json", "text/html")), notJson],
  ["10 MB with an error", send(bytes(megabytes, { status: "400 Bad" })), { ...notJson, status: 400, body: undefined }],
  ["a status that HTTP has not", send(bytes(page, { status: "999 Denied" })), { name: "ApiError", status: 999 }],
])("%s", async (_, answer, expected) => {
  const server = await wire(answer);
  const error = await failure(eventsList(client(server)));
  expect(error).toBeInstanceOf(SdkError);
  expect(error).toMatchObject(expected);
  expect((error as Error).message.length).toBeLessThan(500);
  expect(server.requests).toHaveLength((error as { attempts: number }).attempts);
});

test.each<[string, (socket: Socket) => void]>([
  ["an end of the connection as the end of the body", end(head("content-type: application/json", page))],
  ["a byte after the other", (socket) => void [...bytes(page)].forEach((byte) => socket.write(byte))],
  ["more than its length", send(bytes(`${page}{"data":[]}`, { length: page.length }))],
  ["early hints", send("HTTP/1.1 103 Early\r\nlink: </x>\r\n\r\n".repeat(20), bytes(page))],
  ["gzip", send(zipped(gzipSync(page)))],
  ["gzip twice", send(head("content-encoding: gzip, gzip\r\nconnection: close"), gzipSync(gzipSync(page)))],
  ["an encoding that nobody knows, of nothing", send(bytes(page, { headers: "content-encoding: rot13\r\n" }))],
  ["a header in Latin-1", send(bytes(page, { headers: "x-name: Bj\xf6rn \x80\xff\r\n" }))],
  ["a header in UTF-8", send(Buffer.from(bytes(page, { headers: "x-name: 成功\r\n" })))],
  ["a header over two lines", send(bytes(page, { headers: "x-name: a\r\n b\r\n" }))],
  ["a reason in UTF-8", send(Buffer.from(bytes(page, { status: "200 成功" })))],
  ["a reason in Latin-1", send(bytes(page, { status: "200 \xc9xito" }))],
  ["a reason with a control character", send(bytes(page, { status: "200 a\u0001b" }))],
  ["no reason", send(bytes(page, { status: "200" }))],
])("%s is a page", async (_, answer) => {
  const server = await wire((socket) => {
    answer(socket);
    // gzip twice ends with the connection.
    setTimeout(() => socket.end(), 50);
  });
  const { data, response } = await eventsList(client(server));
  expect(data).toEqual([{ id: "a" }]);
  expect(response.status).toBe(200);
  expect(response.statusText).toMatch(/^[ -~]*$/);
  expect(server.requests).toHaveLength(1);
});

test("what comes after an answer is no answer to the next request", async () => {
  const server = await wire((socket, index) => {
    const stray = bytes('{"data":[{"id":"stray"}]}');
    socket.write(index === 0 ? bytes(page) + stray : bytes('{"data":[{"id":"b"}]}'));
  });
  const one = client(server);
  expect((await eventsList(one)).data).toEqual([{ id: "a" }]);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect((await eventsList(one)).data).toEqual([{ id: "b" }]);
});

test.each([
  ["cut", (status: string) => bytes("{", { status, length: 99, headers: "retry-after: 3600\r\n" })],
  ["no gzip", (status: string) => bytes("{}", { status, headers: "content-encoding: gzip\r\nretry-after: 3600\r\n" })],
])("an error whose body is %s is told by its status, and waits as long as its headers ask", async (_, answer) => {
  for (const status of ["400 Bad Request", "401 Unauthorized", "429 Too Many Requests", "503 Unavailable"]) {
    const server = await wire((socket) => void socket.end(answer(status)));
    const error = await failure(eventsList(client(server)));
    expect(error).toMatchObject({ name: "ApiError", status: parseInt(status, 10), attempts: 1, body: undefined });
    expect(error).toMatchObject({ retryAfterMs: 3_600_000, documented: false });
    expect(server.requests).toHaveLength(1);
  }
});

test.each<[string, (socket: Socket) => void]>([
  ["of the headers", (socket) => drip(socket, head("content-length: 9", ""))],
  ["of the body", (socket) => drip(socket, bytes(" ".repeat(10_000)))],
  [
    "of the body of a redirect",
    (socket) => drip(socket, bytes(" ".repeat(10_000), { status: "302 Found", headers: "location: /x\r\n" })),
  ],
  ["of hints", (socket) => drip(socket, "HTTP/1.1 103 Early\r\n\r\n".repeat(1000), 22)],
])("a drip %s ends when the time of the attempt is up, and its connection too", async (_, answer) => {
  const server = await wire(answer);
  const error = await failure(eventsList(client(server, { timeoutMs: 150 })));
  expect(error).toMatchObject({ name: "TimeoutError", attempts: 2, timeoutMs: 150 });
  expect(server.requests.length).toBeLessThanOrEqual(2);
  await expect.poll(server.open).toBe(0);
});

/** A few bytes every few milliseconds: the connection is never idle. */
function drip(socket: Socket, text: string, size = 1): void {
  let at = 0;
  const timer = setInterval(() => socket.write(text.slice(at, (at += size))), 5);
  socket.on("close", () => clearInterval(timer));
}

const redirect = (location: string, body = ""): string =>
  bytes(body, { status: "302 Found", headers: `location: ${location}\r\n` });

test("a thousand redirects, and a ring of them, end after five", async () => {
  for (const length of [1000, 2, 1]) {
    const server = await wire((socket, index) => void socket.write(redirect(`/${(index + 1) % length}`)));
    const error = await failure(eventsList(client(server)));
    expect(error).toMatchObject({ name: "ApiError", status: 302, attempts: 1 });
    expect(server.requests).toHaveLength(6);
  }
});

test.each([
  ["another port", "http://127.0.0.1:1/x", "http://127.0.0.1:1 gets no credentials"],
  ["another name of the host", "http://localhost:PORT/x", "http://localhost:PORT gets no credentials"],
  ["a host without scheme", "//evil.test/x", "http://evil.test gets no credentials"],
  ["backslashes, which browsers take for slashes", "\\\\evil.test\\x", "http://evil.test gets no credentials"],
  ["https", "https://127.0.0.1:PORT/x", "https://127.0.0.1:PORT gets no credentials"],
  ["a script", "javascript:alert(1)", "null gets no credentials"],
  ["a file", "file:///etc/passwd", "null gets no credentials"],
  ["data", "data:application/json,{}", "null gets no credentials"],
  ["nothing that is a URL", "http://[", "its target gets no credentials"],
  ["its own host, with a password", "http://me:hunter22@127.0.0.1:PORT/x", "a user name or a password in its target"],
  ["its own host, with a user name", "http://me@127.0.0.1:PORT/x", "a user name or a password in its target"],
  ["another host behind an @", "http://127.0.0.1:PORT@evil.test/x", "gets no credentials"],
])("a redirect to %s is not followed, and not tried again", async (_, location, says) => {
  const server = await wire((socket, _index, asked) => {
    const port = /:(\d+)\r\n/.exec(asked)?.[1] ?? "";
    socket.write(redirect(location.replace("PORT", port)));
  });
  const port = new URL(server.url).port;
  for (const one of [client(server), createQueryClient({ apiKey: key, baseUrl: server.url, ...quick })]) {
    const error = await failure(call(one, operation(), {}));
    expect(error).toMatchObject({ name: "ApiError", status: 302, attempts: 1 });
    expect((error as Error).message).toContain(says.replace("PORT", port));
    expect((error as Error).message).not.toContain("hunter22");
  }
  expect(server.requests).toHaveLength(2);
});

test("a redirect from https to http is not followed", async () => {
  const asked: string[] = [];
  const fetch = async (url: unknown): Promise<Response> => {
    asked.push(String(url));
    return new Response(null, { status: 307, headers: { location: "http://api.test/thing" } });
  };
  const one = createClient({ apiKey: key, baseUrl: "https://api.test", fetch });
  const error = await failure(call(one, operation(), {}));
  expect(String(error)).toContain("is a redirect, not followed: http://api.test gets no credentials");
  expect(asked).toEqual(["https://api.test/thing"]);
});

test("a redirect counts, however its own body ends", async () => {
  const broken = [
    bytes("xx", { status: "302 Found", length: 99, headers: "location: /end\r\n" }),
    bytes("xx", { status: "302 Found", headers: "location: /end\r\ncontent-encoding: gzip\r\n" }),
    "HTTP/1.1 302 Found\r\nlocation: /end\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n",
    redirect("/end", megabytes),
  ];
  for (const first of broken) {
    const server = await wire((socket, index) => void (index === 0 ? socket.end(first) : socket.write(bytes(page))));
    expect((await eventsList(client(server, { maxRetries: 0 }))).data).toEqual([{ id: "a" }]);
    expect(server.requests[1]).toMatch(/^GET \/end /);
  }
  let count = 0;
  const fetch = async (): Promise<Response> => {
    const body = new ReadableStream({ start: (controller) => controller.error(new Error("gone")) });
    return count++ === 0 ? new Response(body, { status: 302, headers: { location: "/end" } }) : Response.json({ a: 1 });
  };
  const one = createClient({ apiKey: key, baseUrl: "http://api.test", fetch, maxRetries: 0 });
  expect(await call(one, operation(), {})).toEqual({ a: 1 });
});

test("a success of which nobody wants the body counts, however that ends", async () => {
  const broken = [
    bytes("xx", { length: 99 }),
    bytes("xx", { headers: "content-encoding: gzip\r\n" }),
    head("transfer-encoding: chunked", "ZZ\r\n"),
    bytes(megabytes),
  ];
  for (const answer of broken) {
    const server = await wire((socket) => void socket.end(answer));
    const remove = operation({ method: "DELETE", read: nothing });
    expect(await call(client(server), remove, {})).toBeUndefined();
    expect(server.requests).toHaveLength(1);
  }
});

test("a connection that the server closed while nobody used it costs no call", async () => {
  const server = await wire((socket) => {
    socket.write(bytes(page));
    // No `connection: close`: the client takes it for a connection to use again.
    setTimeout(() => socket.destroy(), 5);
  });
  const one = client(server, { maxRetries: 3 });
  for (let count = 0; count < 10; count++) {
    expect((await eventsList(one)).data).toEqual([{ id: "a" }]);
    await new Promise((resolve) => setTimeout(resolve, count));
  }
});

test("a connection that the server closes as the next request arrives: a GET is sent again, a POST is not", async () => {
  for (const method of ["GET", "PUT", "POST"]) {
    const server = await wire((socket, index) => void (index === 1 ? socket.destroy() : socket.write(bytes("{}"))));
    const one = client(server);
    await call(one, operation(), {});
    const second = call(one, operation({ method }), {});
    if (method === "POST") expect(await failure(second)).toMatchObject({ name: "ConnectionError", attempts: 1 });
    else expect(await second).toEqual({});
    expect(server.requests).toHaveLength(method === "POST" ? 2 : 3);
  }
});

test("an answer that comes before the body of the request was read counts", async () => {
  const send = operation<{ body: object }>({
    method: "POST",
    body: { mediaType: "application/json", write: jsonBody },
  });
  const body = { text: "x".repeat(5_000_000) };
  const refusing = await wire((socket) => {
    socket.pause();
    socket.write(bytes('{"error":"too large"}', { status: "413 Too Large", headers: "connection: close\r\n" }));
  });
  const error = await failure(call(client(refusing), send, { body }));
  expect(error).toMatchObject({ name: "ApiError", status: 413, body: { error: "too large" }, attempts: 1 });
  const hasty = await wire((socket) => void socket.write(bytes('{"ok":true}')));
  expect(await call(client(hasty), send, { body })).toEqual({ ok: true });
  expect(hasty.requests).toHaveLength(1);
});
