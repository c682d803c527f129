/** What the fake sends: values as the media types that the operation answers with. */
import type { Described } from "./fake-request.js";

export type StreamKind = "events" | "jsonEvents" | "jsonLines" | "jsonSequence" | "mixedEvents";

/** How an operation's answers look. */
export interface AnswerShape {
  readonly operation: Described;
  /** The documented status of a success that has a body, where that is not 200 or a body may be missing. */
  readonly status?: number;
  /** The documented status of a success that has none. */
  readonly empty?: number;
  /** The answer is a stream of items. */
  readonly stream?: StreamKind;
}

export function jsonAnswer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });
}

/** A failure as the test wants it. */
export function failureAnswer(
  status: number,
  body: unknown = { error: `failed with ${status}, as the test asked for` },
  headers: Readonly<Record<string, string>> = {},
): Response {
  const isEmpty = [101, 204, 205, 304].includes(status);
  if (isEmpty) return new Response(null, { status, headers });
  if (typeof body === "string" || body instanceof Blob) return new Response(body, { status, headers });
  return jsonAnswer(status, body, headers);
}

/** A value as the media type that is asked for: a text or a `Blob` where the operation answers with such, else JSON. */
export function valueAnswer(value: unknown, accept: string, shape: AnswerShape): Response {
  const { operation, status = 200, empty, stream } = shape;
  if (value === undefined) return new Response(null, { status: empty ?? 204 });
  const asked = accept.split(",").map((one) => one.replace(/;\s*q=.*/, "").trim());
  const type = asked.find((one) => Object.hasOwn(operation.types ?? {}, one));
  if (stream && Array.isArray(value)) {
    const text = value.map((item: unknown) => writers[stream](item)).join("");
    return new Response(text, { status, headers: { "content-type": type ?? "application/octet-stream" } });
  }
  if (value instanceof Blob) {
    const own = value.type || type || "application/octet-stream";
    return new Response(value, { status, headers: { "content-type": own } });
  }
  if (type !== undefined && typeof value === "string")
    return new Response(value, { status, headers: { "content-type": type } });
  return jsonAnswer(status, value);
}

/** One item of a stream on the wire. */
const writers: Readonly<Record<StreamKind, (item: unknown) => string>> = {
  jsonLines: (item) => `${JSON.stringify(item)}\n`,
  jsonSequence: (item) => `\x1e${JSON.stringify(item)}\n`,
  events: (item) => eventText(item, String),
  jsonEvents: (item) => eventText(item, (data) => JSON.stringify(data)),
  mixedEvents: (item) => eventText(item, (data) => (typeof data === "string" ? data : JSON.stringify(data))),
};

function eventText(item: unknown, write: (data: unknown) => string): string {
  const { event, data, id, retry } = item as Partial<Record<"data" | "event" | "id" | "retry", unknown>>;
  const head = Object.entries({ event, id, retry }).filter(([, value]) => value !== undefined && value !== "");
  const lines = head.map(([name, value]) => `${name}: ${String(value)}`);
  const body = write(data).split("\n");
  return [...lines, ...body.map((line) => `data: ${line}`)].map((line) => `${line}\n`).join("") + "\n";
}

/** Sets what a path leads to. */
export function put(holder: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  const members = (typeof holder === "object" && holder !== null ? holder : {}) as Readonly<Record<string, unknown>>;
  return { ...members, [name]: put(members[name], rest, value) };
}
