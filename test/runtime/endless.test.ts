/** Bodies without end, or deeper than the stack: each ends in an `ApiError`, in bounded memory. */
import { expect, test } from "vitest";
import { call } from "../../templates/runtime/call.js";
import { jsonEvents, jsonLines, jsonSequence, events } from "../../templates/runtime/events.js";
import type { Reader } from "../../templates/runtime/operation.js";
import { blob, byType, text } from "../../templates/runtime/read.js";
import { stream } from "../../templates/runtime/stream.js";
import { createClient, failure, key, operation } from "./close.js";

const mega = 2 ** 20;

/** A client whose server begins with `head` and then sends `piece` for ever; or until `length` bytes were sent. */
function client(mediaType: string, head: string, piece: string, { length = Infinity, status = 200 } = {}) {
  const state = { sent: 0, isCancelled: false };
  const block = new TextEncoder().encode(piece);
  const fetch = async (): Promise<Response> => {
    const body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => controller.enqueue(new TextEncoder().encode(head)),
        pull(controller) {
          if (state.sent >= length) return controller.close();
          state.sent += block.length;
          controller.enqueue(block);
        },
        cancel: () => void (state.isCancelled = true),
      },
      { highWaterMark: 0 },
    );
    return new Response(body, { status, headers: { "content-type": mediaType } });
  };
  const made = createClient({ apiKey: key, baseUrl: "http://api.test", fetch, maxRetries: 0, timeoutMs: 600_000 });
  return { client: made, state };
}

const reading = (mediaType: string, reader: Reader) =>
  operation<object, AsyncIterable<unknown>>({ accept: mediaType, read: byType, types: { [mediaType]: reader } });

const sse = "text/event-stream";

test.each<readonly [string, string, Reader, string, string]>([
  ["a line", sse, events, "data: ", "x".repeat(mega)],
  ["an event", sse, jsonEvents, "", `data: ${"x".repeat(1017)}\n`.repeat(1024)],
  ["a line of JSON", "application/jsonl", jsonLines, "", "[".repeat(mega)],
  ["a record", "application/json-seq", jsonSequence, "\u001e[", `1,\n${" ".repeat(mega)}\n`],
])(
  "%s without end is given up",
  async (_, mediaType, reader, head, piece) => {
    const { client: one, state } = client(mediaType, head, piece);
    const walk = async (): Promise<void> => {
      for await (const item of stream(one, reading(mediaType, reader), {})) expect(item).toBeUndefined();
    };
    expect(await failure(walk())).toMatchObject({
      name: "ApiError",
      message: expect.stringContaining("has an item of more than 67108864 characters") as unknown,
    });
    expect(state.isCancelled).toBe(true);
    expect(state.sent).toBeLessThan(100 * mega);
  },
  60_000,
);

test("an error without end is an error without body", async () => {
  const { client: one, state } = client("text/plain", key, "x".repeat(mega), { status: 404 });
  const error = await failure(call(one, operation(), {}));
  expect(error).toMatchObject({ name: "ApiError", status: 404, body: undefined });
  expect(state).toMatchObject({ isCancelled: true });
  expect(state.sent).toBeLessThan(4 * mega);
});

test("JSON or text without end is given up", async () => {
  const json = client("application/json", "[", " ".repeat(16 * mega));
  expect(await failure(call(json.client, operation(), {}))).toMatchObject({ name: "ApiError", status: 200 });
  expect(json.state.isCancelled).toBe(true);
  const plain = client("text/plain", "", " ".repeat(16 * mega));
  const wanted = operation({ accept: "text/plain", read: byType, types: { "text/plain": text } });
  expect(await failure(call(plain.client, wanted, {}))).toMatchObject({ name: "ApiError", status: 200 });
  expect(plain.state.isCancelled).toBe(true);
}, 60_000);

test("a long record whose lines may each be its end is cut off in the end", async () => {
  const lines = `${"1,\n".repeat(1000)}`;
  const { client: one } = client("application/json-seq", "\u001e[", lines, { length: 300 * lines.length });
  const items: unknown[] = [];
  const walk = async (): Promise<void> => {
    for await (const item of stream(one, reading("application/json-seq", jsonSequence), {})) items.push(item);
  };
  // It is cut off: nothing closes the list.
  expect(await failure(walk())).toMatchObject({ name: "ApiError" });
  expect(items).toEqual([]);
});

test("an error that is nested deeper than the stack is an ApiError, its credentials hidden", async () => {
  const { client: one } = client("application/json", `["${key}",${"[".repeat(200_000)}`, "]".repeat(200_001), {
    status: 400,
    length: 1,
  });
  const error = (await failure(call(one, operation(), {}))) as { body: string };
  expect(error).toMatchObject({ name: "ApiError", status: 400 });
  expect(error.body.slice(0, 10)).toBe('["***",[[[');
});

test("broken JSON in a stream is shown without credentials", async () => {
  const { client: one } = client("application/jsonl", `{"echo":"${key}"\n`, "x", { length: 1 });
  const walk = async (): Promise<void> => {
    for await (const item of stream(one, reading("application/jsonl", jsonLines), {})) expect(item).toBeUndefined();
  };
  expect(await failure(walk())).toMatchObject({
    message: expect.stringContaining('broken JSON: {"echo":"***"') as unknown,
  });
});

test("bytes without end are given up", { timeout: 60_000 }, async () => {
  const { client: one, state } = client("application/pdf", "", "x".repeat(64 * mega));
  const download = operation<object, Blob>({
    accept: "application/pdf",
    read: byType,
    types: { "application/pdf": blob },
  });
  expect(await failure(call(one, download, {}))).toMatchObject({
    name: "ApiError",
    message: expect.stringContaining("has a body of more than 1073741824 bytes: `.raw()` streams it") as unknown,
  });
  expect(state.isCancelled).toBe(true);
});
