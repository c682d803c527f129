/** What the server answers with, and whether the client gave its caller just that. */
import { isDeepStrictEqual } from "node:util";
import type { Media } from "./document.js";
import { type Answer, sampleOf, type Side } from "./plan.js";
import type { Sampled } from "./plan.js";
import { Unsampled, type Wish } from "./sample.js";

export interface Reply {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly content: string | Buffer;
  /** What the caller must get. */
  readonly wanted: Wanted;
  /** The JSON in it, for its type. */
  readonly json?: Sampled;
}

type Wanted =
  | { readonly kind: "nothing" }
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "bytes"; readonly bytes: Buffer }
  | { readonly kind: "items"; readonly items: readonly unknown[] };

export function replyOf(side: Side, { status, media }: Answer, wish: Wish): Reply {
  if (!media) return { status, contentType: undefined, content: "", wanted: { kind: "nothing" } };
  const contentType = concrete(media.type);
  const bare = contentType.replace(/\s*;.*/s, "").toLowerCase();
  if (isStream(bare)) return { status, contentType, ...stream(side, media, bare, wish) };
  if (/[/+]json$/.test(bare) && !saysBytes(side, media)) {
    const json = sampleOf(side, media.schema, media.examples, wish);
    if (json.value instanceof Blob) throw new Unsampled("bytes in JSON");
    const content = JSON.stringify(json.value);
    return { status, contentType, content, json, wanted: { kind: "json", value: JSON.parse(content) } };
  }
  const isText = /^text\/|[/+](?:xml|yaml|csv|javascript)$/.test(bare);
  const bytes = isText ? Buffer.from(`<a>é ${wish.turn}</a>`) : Buffer.from([0, 255, 1, 128, 10]);
  const schema = side.specification.resolve(media.schema);
  const isWritten = !isText && schema["type"] === "string" && schema["format"] !== "binary";
  const content = isWritten ? Buffer.from("plain text é") : bytes;
  return { status, contentType, content, wanted: { kind: "bytes", bytes: content } };
}

/** Of a range, one of the types that it means. */
function concrete(type: string): string {
  if (!/^[^;]*\*/.test(type)) return type;
  if (type.startsWith("*/*") || type.startsWith("application/*")) return "application/json";
  return type.startsWith("text/") ? "text/plain" : type.replace("*", "png");
}

function saysBytes(side: Side, media: Media): boolean {
  const schema = side.specification.resolve(media.schema);
  return schema["type"] === "string" && schema["format"] === "binary";
}

const isStream = (bare: string): boolean => /event-stream$|json-seq$|[/-](?:jsonl|jsonlines|ndjson)$/.test(bare);

function stream(side: Side, media: Media, bare: string, wish: Wish): Pick<Reply, "content" | "wanted"> {
  const schema = side.specification.resolve(media.schema);
  const item = media.itemSchema ?? (schema["type"] === "array" ? schema["items"] : media.schema);
  const items = [0, 1].map((offset) => sampleOf(side, item, [], { ...wish, turn: wish.turn + offset }).value);
  const isEvents = bare.endsWith("event-stream");
  const lines = items.map((one) => {
    const text = JSON.stringify(isEvents ? dataOf(one) : one);
    return isEvents ? `data: ${text}\n\n` : bare.endsWith("seq") ? `\u001e${text}\n` : `${text}\n`;
  });
  const wanted = isEvents ? items.map(dataOf) : items;
  return {
    content: lines.join(""),
    wanted: { kind: "items", items: wanted.map((one) => JSON.parse(JSON.stringify(one)) as unknown) },
  };
}

/** An item schema of an event stream is one of events: what counts is their data. */
function dataOf(event: unknown): unknown {
  return typeof event === "object" && event !== null && "data" in event ? event.data : event;
}

/** What is wrong with a result; nothing when it is what was sent. */
export async function compareResult(result: unknown, wanted: Wanted): Promise<string | undefined> {
  switch (wanted.kind) {
    case "nothing":
      return result === undefined ? undefined : `got ${JSON.stringify(result)}, not nothing`;
    case "json":
      return isDeepStrictEqual(result, wanted.value)
        ? undefined
        : `got ${JSON.stringify(result)}, not ${JSON.stringify(wanted.value)}`;
    case "bytes": {
      const bytes = result instanceof Blob ? Buffer.from(await result.arrayBuffer()) : Buffer.from(String(result));
      return bytes.equals(wanted.bytes) ? undefined : `got ${bytes.toString("latin1")}, not the bytes`;
    }
    case "items": {
      const plain = (result as unknown[]).map((one) => {
        const data = dataOf(one);
        return typeof data === "string" && data !== one ? parsed(data) : data;
      });
      const fits = plain.every((one, index) => isDeepStrictEqual(one, wanted.items[index]));
      return fits && plain.length === wanted.items.length ? undefined : `got ${JSON.stringify(result)}, not the items`;
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
