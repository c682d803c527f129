/** Every body is read or cancelled: no answer stays half sent, whatever ends a call, and connections are used again. */
import { type AddressInfo, type Socket } from "node:net";
import { type ServerResponse, createServer } from "node:http";
import { afterEach, expect, test } from "vitest";
import { call } from "../../templates/runtime/call.js";
import type { Client, ClientOptions } from "../../templates/runtime/client.js";
import { jsonLines } from "../../templates/runtime/events.js";
import { byType, nothing } from "../../templates/runtime/read.js";
import { stream } from "../../templates/runtime/stream.js";
import { walk } from "../../templates/runtime/walk.js";
import { createClient, eventsList, failure, key, operation } from "./close.js";

interface Counted {
  readonly url: string;
  readonly requests: () => number;
  /** Answers that are neither whole on their way nor given up. */
  readonly pending: () => number;
  /** Connections that were used. */
  readonly used: () => number;
}

const running: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0)) await stop();
});

async function counted(answer: (response: ServerResponse, index: number, url: URL) => void): Promise<Counted> {
  let [requests, pending] = [0, 0];
  const used = new Set<Socket>();
  const server = createServer((request, response) => {
    pending++;
    used.add(request.socket);
    let isPending = true;
    const done = (): void => {
      if (isPending) pending--;
      isPending = false;
    };
    // `finish`: the last byte was handed to the system; a body of megabytes is not, unless somebody reads it.
    response.on("finish", done).on("close", done);
    request.resume();
    answer(response, requests++, new URL(request.url ?? "/", "http://x"));
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  running.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, requests: () => requests, pending: () => pending, used: () => used.size };
}

const open = (url: string, options: ClientOptions = {}): Client =>
  createClient({ apiKey: key, baseUrl: url, maxRetries: 0, timeoutMs: 20_000, ...options });

/** More than any buffer between here and there. */
const large = Buffer.alloc(30_000_000, " ");
const json = { "content-type": "application/json" };
const many = Array.from({ length: 50 }, (_, at) => at);

const lines = operation<object, AsyncIterable<unknown>>({
  accept: "application/jsonl",
  read: byType,
  types: { "application/jsonl": jsonLines },
});

test.each<[string, number, Record<string, string>, (client: Client) => PromiseLike<unknown>]>([
  ["an error", 400, json, (client) => failure(eventsList(client))],
  [
    "an error that is tried again",
    503,
    json,
    (client) => failure(eventsList(client, {}, { maxRetries: 2, maxRetryDelayMs: 1 })),
  ],
  ["an error that asks for too long a wait", 429, { "retry-after": "3600" }, (client) => failure(eventsList(client))],
  ["HTML for a human", 200, { "content-type": "text/html" }, (client) => failure(eventsList(client))],
  ["a page without items", 200, json, (client) => failure(eventsList(client))],
  ["a redirect to elsewhere", 302, { location: "http://127.0.0.1:1/" }, (client) => failure(eventsList(client))],
  ["redirects without end", 302, { location: "/" }, (client) => failure(eventsList(client))],
  [
    "a redirect of a POST",
    302,
    { location: "/" },
    (client) => failure(call(client, operation({ method: "POST" }), {})),
  ],
  ["a success that nobody reads", 200, json, (client) => call(client, operation({ read: nothing }), {})],
  [
    "a type that was not asked for",
    200,
    { "content-type": "text/html" },
    (client) => failure(stream(client, lines, {})[Symbol.asyncIterator]().next()),
  ],
  ["HEAD", 200, json, (client) => call(client, operation({ method: "HEAD" }), {})],
  ["no content", 204, {}, (client) => call(client, operation(), {})],
  ["not modified", 304, {}, (client) => call(client, operation(), {})],
])("%s with a body of megabytes leaves nothing pending", async (_, status, headers, ask) => {
  const server = await counted((response) => void response.writeHead(status, headers).end(large));
  await ask(open(server.url));
  await expect.poll(server.pending).toBe(0);
  expect(server.requests()).toBeGreaterThan(0);
});

test.each<[string, (response: ServerResponse, index: number) => void, (client: Client) => PromiseLike<unknown>]>([
  ["pages", (response, index) => page(response, index), (client) => eventsList(client)],
  ["errors", (response) => void response.writeHead(400, json).end('{"a":1}'), (client) => failure(eventsList(client))],
  ["pages without items", (response) => void response.end("{}"), (client) => failure(eventsList(client))],
  ["no content", (response) => void response.writeHead(204).end(), (client) => call(client, operation(), {})],
  [
    "content that nobody reads",
    (response) => inPieces(response, "{}"),
    (client) => call(client, operation({ read: nothing }), {}),
  ],
  ["not modified", (response) => void response.writeHead(304).end(), (client) => call(client, operation(), {})],
  [
    "refused redirects",
    (response) => inPieces(response.writeHead(302, { location: "http://x.test/" }), "Moved"),
    (client) => failure(eventsList(client)),
  ],
  [
    "redirects",
    (response, index) =>
      index % 2 ? page(response, index) : inPieces(response.writeHead(302, { location: "/x" }), "<p>Moved"),
    (client) => eventsList(client),
  ],
])("fifty calls one after the other share their connection: %s", async (_, answer, ask) => {
  const server = await counted(answer);
  const client = open(server.url);
  for (const _one of many) await ask(client);
  expect(server.requests()).toBeGreaterThanOrEqual(50);
  // A client of HTTP may take a second one while the first comes to rest.
  expect(server.used()).toBeLessThanOrEqual(3);
});

function page(response: ServerResponse, index: number): void {
  response.writeHead(200, json).end(JSON.stringify({ data: [{ id: "a" }, { id: "b" }], cursor_next: `c${index}` }));
}

/** The body is on its way when the head is there. */
function inPieces(response: ServerResponse, body: string): void {
  response.write(body.slice(0, 1));
  setTimeout(() => response.end(body.slice(1)), 2);
}

class Enough extends Error {}
const leave: Record<string, (items: AsyncIterable<unknown>) => Promise<unknown>> = {
  async break(items) {
    for await (const _ of items) break;
  },
  async throw(items) {
    await expect(
      (async () => {
        for await (const _ of items) throw new Enough();
      })(),
    ).rejects.toBeInstanceOf(Enough);
  },
  async return(items) {
    for await (const item of items) return item;
    return undefined;
  },
  async "return() by hand"(items) {
    const iterator = items[Symbol.asyncIterator]();
    await iterator.next();
    await iterator.return?.();
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  },
};

test.each(Object.entries(leave))(
  "%s in a loop: nothing is asked for any more, nothing stays pending",
  async (_, stop) => {
    const server = await counted(page);
    const client = open(server.url);
    const sources = [
      ["items", eventsList(client), 1],
      ["pages", eventsList(client).pages(), 1],
      ["a walk", walk(eventsList(client)), 1],
      ["its pages", walk(eventsList(client)).pages(), 1],
      ["with pages ahead", walk(eventsList(client), { prefetch: 3 }), 4],
    ] as const;
    for (const [what, source, most] of sources) {
      const before = server.requests();
      await stop(source);
      await expect.poll(server.pending).toBe(0);
      expect(server.requests() - before, what).toBeLessThanOrEqual(most);
    }
    // A page ahead that never comes is given up.
    const slow = await counted((response, index) => void (index === 0 && page(response, index)));
    await stop(walk(eventsList(open(slow.url)), { prefetch: 1 }));
    await expect.poll(slow.pending).toBe(0);
    // So is the rest of a stream.
    const endless = await counted((response) => {
      response.writeHead(200, { "content-type": "application/jsonl" });
      const more = (): void => {
        while (!response.destroyed && response.write('{"a":1}\n'.repeat(1000)));
        if (!response.destroyed) response.once("drain", more);
      };
      more();
    });
    await stop(stream(open(endless.url), lines, {}));
    await expect.poll(endless.pending).toBe(0);
  },
);

test("an abort between two pages, within one, and of pages ahead leaves nothing pending", async () => {
  for (const prefetch of [0, 2]) {
    for (const at of [1, 2, 3, 4]) {
      const server = await counted((response, index) => void (index < 2 && page(response, index)));
      const controller = new AbortController();
      const reason = new Enough();
      let count = 0;
      const work = (async () => {
        for await (const _ of walk(eventsList(open(server.url), {}, { signal: controller.signal }), { prefetch }))
          if (++count === at) controller.abort(reason);
      })();
      expect(await failure(work)).toBe(reason);
      await expect.poll(server.pending).toBe(0);
    }
  }
});

test("two walks of one list at once, one of which is left: the other brings everything", async () => {
  const server = await counted((response, _, url) => {
    const at = Number(url.searchParams.get("_cursor") ?? 0);
    const data = [{ id: `${at}a` }, { id: `${at}b` }];
    response.writeHead(200, json).end(JSON.stringify({ data, cursor_next: at < 9 ? String(at + 1) : null }));
  });
  const list = eventsList(open(server.url));
  const ids = async (source: AsyncIterable<{ id: string }>, most = Infinity): Promise<string[]> => {
    const found: string[] = [];
    for await (const { id } of source) if (found.push(id) >= most) break;
    return found;
  };
  const all = many.slice(0, 10).flatMap((at) => [`${at}a`, `${at}b`]);
  const [whole, part, ahead] = await Promise.all([ids(list), ids(list, 5), ids(walk(list, { prefetch: 4 }))]);
  expect([whole, part, ahead]).toEqual([all, all.slice(0, 5), all]);
  await expect.poll(server.pending).toBe(0);
});
