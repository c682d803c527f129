/** Bodies that come item by item: server-sent events, JSON Lines, JSON text sequences; and what ends them early. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ServerResponse } from "node:http";
import { call } from "../../templates/runtime/call.js";
import { events, jsonEvents, jsonLines, jsonSequence, mixedEvents } from "../../templates/runtime/events.js";
import type { Reader, RequestOptions } from "../../templates/runtime/operation.js";
import { byType } from "../../templates/runtime/read.js";
import { stream } from "../../templates/runtime/stream.js";
import { createClient, createQueryClient, failure, key, operation } from "./close.js";
import { script, serve } from "./server.js";

const sse = "text/event-stream";

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const reading = (mediaType: string, reader: Reader) =>
  operation<object, AsyncIterable<unknown>>({ accept: mediaType, read: byType, types: { [mediaType]: reader } });

/** Everything that is read of a body that comes in these chunks. */
async function read(mediaType: string, reader: Reader, chunks: readonly Uint8Array[]): Promise<unknown[]> {
  const fetch = async (): Promise<Response> => {
    const body = new ReadableStream({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(chunk);
        controller.close();
      },
    });
    return new Response(body, { headers: { "content-type": `${mediaType}; charset=utf-8` } });
  };
  const client = createClient({ apiKey: key, baseUrl: "http://api.test", fetch, maxRetries: 0 });
  return collect(stream(client, reading(mediaType, reader), {}));
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const cut = (whole: Uint8Array, places: readonly number[]): Uint8Array[] => {
  const ends = [...new Set(places.map((place) => place % (whole.length + 1)))].sort((a, b) => a - b);
  return [...ends, whole.length].map((end, index) => whole.subarray(ends[index - 1] ?? 0, end));
};

test.each([
  ["data: a\n\n", [{ event: "message", data: "a", id: "" }]],
  ["\ufeffdata: a\n\n", [{ event: "message", data: "a", id: "" }]],
  [
    "data:a\r\rdata: b\r\n\r\n",
    [
      { event: "message", data: "a", id: "" },
      { event: "message", data: "b", id: "" },
    ],
  ],
  ["data: a\r\ndata: b\r\n\r\n", [{ event: "message", data: "a\nb", id: "" }]],
  ["data: a\ndata:  b\ndata\n\n", [{ event: "message", data: "a\n b\n", id: "" }]],
  [": comment\n\nevent: x\n\ndata: a\n\n", [{ event: "message", data: "a", id: "" }]],
  [
    "event: x\ndata: a\n\ndata: b\n\n",
    [
      { event: "x", data: "a", id: "" },
      { event: "message", data: "b", id: "" },
    ],
  ],
  [
    "id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n",
    [
      { event: "message", data: "a", id: "1" },
      { event: "message", data: "b", id: "1" },
      { event: "message", data: "c", id: "" },
    ],
  ],
  ["id: 1\u00002\nretry: 5\nretry: 1x\nother: y\ndata: a\n\n", [{ event: "message", data: "a", id: "", retry: 5 }]],
  ["data: a:b: c\n\n", [{ event: "message", data: "a:b: c", id: "" }]],
  ["data: é😀\n\n", [{ event: "message", data: "é😀", id: "" }]],
  ["data: cut", []],
  ["data: cut\n", []],
  ["", []],
  ["\n\n\n", []],
] as const)("%j are these events, wherever the chunks are cut", async (text, expected) => {
  const whole = bytes(text);
  expect(await read(sse, events, [whole])).toEqual(expected);
  expect(
    await read(
      sse,
      events,
      Array.from(whole, (byte) => new Uint8Array([byte])),
    ),
  ).toEqual(expected);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat()), async (places) => {
      expect(await read(sse, events, cut(whole, places))).toEqual(expected);
    }),
    { numRuns: 20 },
  );
});

test("events of which some are JSON", async () => {
  const text = 'event: ping\ndata: not {json\n\nevent: item\ndata: {"n":1}\n\ndata: [DONE]\n\n';
  expect(await read(sse, mixedEvents, [bytes(text)])).toEqual([
    { event: "ping", data: "not {json", id: "" },
    { event: "item", data: { n: 1 }, id: "" },
  ]);
});

test("JSON in events, up to the end that some APIs announce", async () => {
  const text = 'data: {"a":\ndata: 1}\n\ndata: [DONE]\n\ndata: {"a":2}\n\n';
  expect(await read(sse, jsonEvents, [bytes(text)])).toEqual([{ event: "message", data: { a: 1 }, id: "" }]);
  expect(await failure(read(sse, jsonEvents, [bytes("data: {oops\n\n")]))).toMatchObject({
    name: "ApiError",
    message: "200 from GET http://api.test/thing has an event that is broken JSON: {oops",
  });
  expect(await read(sse, events, [bytes("data: [DONE]\n\n")])).toHaveLength(1);
});

const values = fc.array(fc.jsonValue({ depthSize: "small" }));

test("JSON Lines, wherever the chunks are cut", async () => {
  await fc.assert(
    fc.asyncProperty(
      values,
      fc.array(fc.nat()),
      fc.constantFrom("\n", "\r\n", "\n\n"),
      fc.boolean(),
      async (list, places, end, isEnded) => {
        const text = list.map((value) => JSON.stringify(value)).join(end) + (isEnded ? end : "");
        expect(await read("application/jsonl", jsonLines, cut(bytes(text), places))).toEqual(
          JSON.parse(JSON.stringify(list)),
        );
      },
    ),
    { numRuns: 100 },
  );
});

test("JSON text sequences, wherever the chunks are cut", async () => {
  await fc.assert(
    fc.asyncProperty(values, fc.array(fc.nat()), async (list, places) => {
      const text = list.map((value) => `\u001e${JSON.stringify(value, null, 1)}\n`).join("");
      const found = await read("application/json-seq", jsonSequence, cut(bytes(text), places));
      expect(found).toEqual(JSON.parse(JSON.stringify(list)));
    }),
    { numRuns: 100 },
  );
});

test.each([
  ["application/jsonl", jsonLines, '{"a":1}\n{"a":', 'ended in the middle of a line: {"a":'],
  ["application/jsonl", jsonLines, "{}\n{]\n{}", "has a line that is broken JSON: {]"],
  ["application/json-seq", jsonSequence, '\u001e{}\n\u001e{"a"', 'ended in the middle of a record: {"a"'],
  ["application/json-seq", jsonSequence, "\u001e{}\n\u001e12", "ended in the middle of a record: 12…"],
] as const)("%s that is not whole is an error: %#", async (mediaType, reader, text, problem) => {
  const found: unknown[] = [];
  const { url } = await script((response) => void response.writeHead(200, { "content-type": mediaType }).end(text));
  const client = createClient({ apiKey: key, baseUrl: url, maxRetries: 0 });
  const walk = async (): Promise<void> => {
    for await (const item of stream(client, reading(mediaType, reader), {})) found.push(item);
  };
  expect(await failure(walk())).toMatchObject({ name: "ApiError", message: `200 from GET ${url}/thing ${problem}` });
  expect(found).toHaveLength(1);
});

/** A server that sends an event at once, and then waits for what the test says. */
async function waiting(options: RequestOptions = {}) {
  let response: ServerResponse | undefined;
  let close = (): void => undefined;
  const closed = new Promise<void>((resolve) => (close = resolve));
  const server = await serve((_, answer) => {
    response = answer.writeHead(200, { "content-type": sse });
    answer.write("data: 1\n\n");
    answer.on("close", () => close());
  });
  const client = createClient({ apiKey: key, baseUrl: server.url, maxRetries: 0 });
  const list = stream(client, reading(sse, events), {}, options);
  return {
    ...server,
    list,
    closed,
    send: (text: string) => response!.write(text),
    end: () => response!.destroy(),
  };
}

test("nothing is sent before it is walked or awaited, and each walk starts over", async () => {
  const { list, seen, url } = await waiting();
  await Promise.resolve();
  expect(seen).toEqual([]);
  for await (const event of list) {
    expect(event).toMatchObject({ data: "1" });
    break;
  }
  const { data, status, response } = await list.withResponse();
  expect([status, response.url, seen.length, seen[0]!.headers.accept]).toEqual([200, `${url}/thing`, 2, sse]);
  for await (const event of data) {
    expect(event).toMatchObject({ data: "1" });
    break;
  }
  expect(Symbol.asyncIterator in (await list)).toBe(true);
  const raw = await list.raw();
  expect([raw.status, raw.bodyUsed]).toEqual([200, false]);
  await raw.body!.cancel();
});

test("`break` ends the connection", async () => {
  const { list, closed } = await waiting();
  for await (const _ of list) break;
  await closed;
});

test("an abort ends the walk with its reason, and the connection", async () => {
  const controller = new AbortController();
  const { list, closed } = await waiting({ signal: controller.signal });
  const reason = new Error("enough");
  const walk = async (): Promise<void> => {
    for await (const _ of list) controller.abort(reason);
  };
  expect(await failure(walk())).toBe(reason);
  await closed;
  expect(await failure(list)).toBe(reason);
});

test("a connection that breaks off is a ConnectionError; the timeout is for the answer, not for the stream", async () => {
  const { list, send, end } = await waiting({ timeoutMs: 200 });
  const seen: unknown[] = [];
  const walk = async (): Promise<void> => {
    for await (const event of list) {
      seen.push(event);
      if (seen.length === 1) setTimeout(() => send("data: 2\n\n"), 400);
      else end();
    }
  };
  expect(await failure(walk())).toMatchObject({ name: "ConnectionError", operation: "things.get" });
  expect(seen).toHaveLength(2);
});

test("before it begins, a stream is retried and refused as any call", async () => {
  const answers: readonly [number, string, string][] = [
    [503, "text/plain", ""],
    [200, sse, "data: 1\n\n"],
    [200, "text/html", "<h1>Login</h1>"],
    [404, "application/json", '{"message":"no"}'],
  ];
  const { url } = await serve((_, response, index) => {
    const [status, type, body] = answers[index]!;
    response.writeHead(status, { "content-type": type }).end(body);
  });
  const client = createClient({ apiKey: key, baseUrl: url, maxRetries: 1, maxRetryDelayMs: 1 });
  const list = stream(client, reading(sse, events), {});
  expect(await collect(list)).toHaveLength(1);
  expect(await failure(list)).toMatchObject({
    message: `200 from GET ${url}/thing is text/html, not ${sse}: <h1>Login</h1>`,
  });
  expect(await failure(list)).toMatchObject({ status: 404, body: { message: "no" } });
});

test("a call may answer with JSON or with a stream, as the server says", async () => {
  const { url } = await script(
    (response) => void response.writeHead(200, { "content-type": "application/json" }).end('{"a":1}'),
    (response) => void response.writeHead(200, { "content-type": sse }).end('data: {"a":2}\n\n'),
  );
  const client = createClient({ apiKey: key, baseUrl: url });
  const either = operation({ accept: `application/json, ${sse}`, read: byType, types: { [sse]: jsonEvents } });
  expect(await call(client, either, {})).toEqual({ a: 1 });
  expect(await collect((await call(client, either, {})) as AsyncIterable<unknown>)).toMatchObject([{ data: { a: 2 } }]);
});

test("credentials in the URLs of a stream are hidden", async () => {
  const line = JSON.stringify({ next: `https://api.test/?api_key=${encodeURIComponent(key)}&a=1` });
  const { url } = await script(
    (response) => void response.writeHead(200, { "content-type": "application/jsonl" }).end(line),
  );
  const client = createQueryClient({ apiKey: key, baseUrl: url });
  const [item] = await collect(stream(client, reading("application/jsonl", jsonLines), {}));
  expect(item).toEqual({ next: "https://api.test/?api_key=***&a=1" });
});
