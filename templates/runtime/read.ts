/** Ways to read the body of a success that is no JSON; an operation's descriptor refers to those it needs. */
import type { Reader, Reading } from "./operation.js";

/** The media type of a response, without parameters. */
const typeOf = (headers: Headers): string => (headers.get("content-type") ?? "").replace(/\s*;.*/s, "").toLowerCase();

/**
 * Reads by the response's own media type, with the operation's reader for it. Only what was asked for counts, so that a
 * result is of the type that was promised; JSON is left to the runtime.
 */
export const byType: Reader = (response, reading) => {
  if ([204, 205].includes(response.status)) return undefined;
  const { types = {} } = reading.operation;
  const type = typeOf(response.headers);
  const asked = reading.accept.split(/\s*,\s*/);
  const names = Object.keys(types).filter((name) => asked.includes(name));
  const plain = (name: string): string => name.replace(/\s*;.*/s, "").toLowerCase();
  const exact = names.find((name) => plain(name) === type);
  if (exact !== undefined) return types[exact]!(response, reading);
  const range = names.find((name) => plain(name).endsWith("*") && type.startsWith(plain(name).slice(0, -1)));
  const [name = range] =
    range === undefined && /[/+]json\b/.test(asked.join()) && type === "" ? [] : [range ?? names[0]];
  return name === undefined ? undefined : types[name]!(response, reading, type);
};

/** The body as text. Also when the type that came is another text, but not when it is HTML or JSON. */
export const text: Reader = (response, { safe }, type = "") =>
  type === "" || /^text\/(?!html)|[/+](?:xml|yaml|csv|javascript)$|octet-stream$/.test(type)
    ? response.text().then(safe)
    : undefined;

/** The body as a `Blob`: its bytes and its media type. Also when another type came, but not when it is HTML or JSON. */
export const blob: Reader = (response, _, type = "") =>
  /^text\/html$|[/+]json$/.test(type) ? undefined : response.blob();

/** No body is expected; whatever comes is dropped unread. */
export const nothing: Reader = async (response) => {
  await response.body?.cancel();
};

/** A body that stops when the caller's signal does. */
export function held(body: Response["body"], { signal }: Reading): Response["body"] {
  return body && signal ? body.pipeThrough(new TransformStream<Uint8Array<ArrayBuffer>>(), { signal }) : body;
}

/** The response itself, its body unread, without credentials in its URL and headers. */
export const unread: Reader = async (response, reading) => reading.seal(held(response.body, reading));
