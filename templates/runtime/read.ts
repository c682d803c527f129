/** Ways to read the body of a success that is no JSON; an operation's descriptor refers to those it needs. */
import { cut, failure, longestError, seal, textOf } from "./exchange.js";
import { mapDeep } from "./deep.js";
import type { Call, Reader } from "./operation.js";

/** A media type without its parameters. */
const bare = (mediaType: string): string => mediaType.replace(/\s*;.*/s, "").toLowerCase();

/**
 * Reads by the response's own media type, with the operation's reader for it. Only what was asked for counts, so that a
 * result is of the type that was promised; JSON is left to the runtime.
 */
export const byType: Reader = (response, call) => {
  if ([204, 205].includes(response.status)) return undefined;
  const { operation, options } = call;
  const asked = (options.accept ?? operation.accept ?? "application/json").split(/\s*,\s*/);
  const wantsJson = asked.some((name) => /[/+]json(?![\w-]|;q=)|^\*\/\*$/i.test(name));
  const names = Object.keys(operation.types ?? {}).filter((name) => asked.includes(name));
  const type = bare(response.headers.get("content-type") ?? "");
  const exact = names.find((name) => bare(name) === type);
  const range = names.find((name) => bare(name).endsWith("*") && type.startsWith(bare(name).slice(0, -1)));
  const name = exact ?? range ?? (wantsJson ? undefined : names[0]);
  const own = name && operation.types?.[name]?.(response, call, name === exact ? undefined : type);
  return own || (wantsJson ? undefined : unexpected(response, call, asked));
};

/** Fails with what came instead of what was asked for. */
async function unexpected(response: Response, call: Call, asked: readonly string[]): Promise<never> {
  const text = call.safe(await textOf(response, call, longestError));
  const wanted = asked.filter((name) => !/;\s*q=/.test(name)).join(", ");
  const excerpt = text && `: ${cut(text, 100)}`;
  const type = response.headers.get("content-type") ?? "of no type";
  throw failure(call, response, ` is ${type}, not ${wanted}${excerpt}`, text);
}

/** The body as text. Also when the type that came is another text, but not when it is HTML or JSON. */
export const text: Reader = (response, call, type = "") =>
  type === "" || /^text\/(?!html)|[/+](?:xml|yaml|csv|javascript)$|octet-stream$/.test(type)
    ? textOf(response, call, undefined, decoderOf(response)).then(call.safeQuery)
    : undefined;

/** For the charset that the response says; UTF-8, where it says none that is known. JSON has no other. */
function decoderOf({ headers }: Response): TextDecoder {
  const [, charset] = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(headers.get("content-type") ?? "") ?? [];
  try {
    const decoder = new TextDecoder(charset);
    // Node 20 takes windows-1252 for Latin-1 where it decodes all at once.
    decoder.decode(undefined, { stream: true });
    return decoder;
  } catch {
    return new TextDecoder();
  }
}

/** The body as a `Blob`: its bytes and its media type. Also when another type came, but not when it is HTML or JSON. */
export const blob: Reader = (response, call, type = "") =>
  /^text\/html$|[/+]json$/.test(type) ? undefined : blobOf(response, call);

/** More than this is for `.raw()`, which streams. */
const longestBlob = 2 ** 30;

async function blobOf(response: Response, call: Call): Promise<Blob> {
  const type = response.headers.get("content-type") ?? "";
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  if (!reader) return response.blob();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(pieces, { type });
    size += value.length;
    pieces.push(value);
    if (size <= longestBlob) continue;
    reader.cancel().catch(() => undefined);
    throw failure(call, response, ` has a body of more than ${longestBlob} bytes: \`.raw()\` streams it`);
  }
}

/** No body is expected; whatever comes is dropped. */
export const nothing: Reader = async (response, call) => {
  // Read to its end where that is near, so that the connection can be used again; a broken one makes no failure of a success.
  await textOf(response, call, longestError).catch(() => undefined);
};

/** What the document says nothing of: JSON's value, another text, else a `Blob`; undefined where nothing comes. */
export const anything: Reader = async (response, call) => {
  const type = bare(response.headers.get("content-type") ?? "");
  const isJson = /[/+]json$/.test(type);
  if (!isJson && !/^text\/|[/+](?:xml|yaml|csv|javascript)$/.test(type)) {
    const bytes = await blobOf(response, call);
    return bytes.size > 0 ? bytes : undefined;
  }
  const body = await textOf(response, call, undefined, decoderOf(response));
  try {
    if (isJson) return mapDeep(JSON.parse(body), call.safeQuery);
  } catch {
    // No JSON, whatever it is called.
  }
  return call.safeQuery(body) || undefined;
};

/** A body that stops when the caller's signal does. */
export function held(body: Response["body"], { options: { signal } }: Call): Response["body"] {
  return body && signal ? body.pipeThrough(new TransformStream<Uint8Array<ArrayBuffer>>(), { signal }) : body;
}

/** The response itself, its body unread, without credentials in its URL and headers. */
export const unread: Reader = async (response, call) => seal(response, call, held(response.body, call));
