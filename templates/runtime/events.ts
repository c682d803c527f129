/** Bodies that come item by item: server-sent events, JSON Lines, JSON text sequences. */
import { broken, cut, failure, longestError } from "./exchange.js";
import type { Call, Reader } from "./operation.js";
import { held } from "./read.js";
import { mapDeep } from "./deep.js";

/** A server-sent event, as the HTML standard defines it. */
export interface ServerSentEvent<Data = string, Name extends string = string> {
  /** `message` where the server gives no name. */
  readonly event: Name;
  readonly data: Data;
  /** The last id that the server gave, in this event or before it; empty where it gave none. */
  readonly id: string;
  /** How long to wait before connecting again, in milliseconds, where the server said so last. */
  readonly retry?: number;
}

/** No item is longer: a line, an event or a record without end is given up before it fills the memory. */
const longestItem = 2 ** 26;

function limit(length: number, response: Response, call: Call): void {
  if (length > longestItem) throw failure(call, response, ` has an item of more than ${longestItem} characters`);
}

/** The text of a body as it comes. Ending the iteration cancels the body. */
async function* texts(response: Response, call: Call): AsyncGenerator<string, void, undefined> {
  const reader = held(response.body, call)?.getReader();
  const decoder = new TextDecoder();
  try {
    for (let done = !reader; !done;) {
      const chunk = await reader!.read();
      done = chunk.done;
      yield decoder.decode(chunk.value ?? new Uint8Array(), { stream: !done });
    }
  } catch (error) {
    throw broken(call, call.options.signal, error);
  } finally {
    reader?.cancel().catch(() => undefined);
  }
}

/** The pieces between these ends. The last one, which has no end, comes only if it is not empty. */
async function* split(
  response: Response,
  call: Call,
  end: RegExp,
): AsyncGenerator<readonly [piece: string, isEnded: boolean], void, undefined> {
  let pending = "";
  let wasReturn = false;
  for await (const chunk of texts(response, call)) {
    // CR and LF of one line end may come in two chunks.
    const text = wasReturn && chunk.startsWith("\n") ? chunk.slice(1) : chunk;
    wasReturn = end.test("\r") && (chunk === "" ? wasReturn : chunk.endsWith("\r"));
    const pieces = text.split(end);
    pieces[0] = pending + pieces[0]!;
    pending = pieces.pop()!;
    limit(pending.length, response, call);
    for (const piece of pieces) yield [piece, true];
  }
  if (pending !== "") yield [pending, false];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function parse(text: string, isEnded: boolean, response: Response, call: Call, what: string): unknown {
  try {
    const value = JSON.parse(text) as unknown;
    return call.safeQuery(text) === text ? value : mapDeep(value, call.safeQuery);
  } catch {
    const flaw = isEnded ? `has ${what} that is broken JSON` : `ended in the middle of ${what}`;
    const shown = call.safe(text.slice(0, longestError));
    throw failure(call, response, ` ${flaw}: ${cut(shown, 100)}`);
  }
}

async function* eventsOf(
  response: Response,
  call: Call,
  read: (data: string) => unknown,
): AsyncGenerator<ServerSentEvent<unknown>, void, undefined> {
  let [id, name] = ["", ""];
  let retry: number | undefined;
  let data: string[] = [];
  let length = 0;
  for await (const [line, isEnded] of split(response, call, /\r\n|\r|\n/)) {
    // The standard drops an event that its empty line has not ended.
    if (!isEnded) return;
    if (line !== "") {
      const [, field = line, value = ""] = /^([^:]*):(?: )?(.*)$/s.exec(line) ?? [];
      if (field === "data") {
        limit((length += line.length), response, call);
        data.push(value);
      } else if (field === "event") name = value;
      else if (field === "id" && !value.includes("\0")) id = value;
      else if (field === "retry" && /^\d+$/.test(value)) retry = Number(value);
      continue;
    }
    const text = data.join("\n");
    const event = name || "message";
    const isEmpty = data.length === 0;
    [name, data, length] = ["", [], 0];
    if (isEmpty) continue;
    // How the APIs that stream JSON events say that nothing more comes.
    if (read !== call.safeQuery && text === "[DONE]") return;
    yield { event, data: read(text), id, ...(retry !== undefined && { retry }) };
  }
}

/** `text/event-stream` as an iterable of events whose data is text. */
export const events: Reader = (response, call, type = "") =>
  type === "" ? Promise.resolve(eventsOf(response, call, call.safeQuery)) : undefined;

/** `text/event-stream` as an iterable of events whose data is JSON; `[DONE]` ends it. */
export const jsonEvents: Reader = (response, call, type = "") =>
  type === ""
    ? Promise.resolve(eventsOf(response, call, (data) => parse(data, true, response, call, "an event")))
    : undefined;

/** The same where the data of some events is text: that which is no JSON stays as it is. */
export const mixedEvents: Reader = (response, call, type = "") =>
  type === ""
    ? Promise.resolve(
        eventsOf(response, call, (data) =>
          isJson(data) ? parse(data, true, response, call, "an event") : call.safeQuery(data),
        ),
      )
    : undefined;

async function* valuesOf(response: Response, call: Call): AsyncGenerator<unknown, void, undefined> {
  for await (const [line, isEnded] of split(response, call, /\n/)) {
    if (line.trim() !== "") yield parse(line, isEnded, response, call, "a line");
  }
}

/** JSON Lines as an iterable of values. A last line that is cut off is an error. */
export const jsonLines: Reader = (response, call, type = "") =>
  type === "text/html" ? undefined : Promise.resolve(valuesOf(response, call));

async function* recordsOf(response: Response, call: Call): AsyncGenerator<unknown, void, undefined> {
  let pending = "";
  let tried = 0;
  const whole = (text: string): unknown => parse(text, text.endsWith("\n"), response, call, "a record");
  for await (const chunk of texts(response, call)) {
    const pieces = chunk.split("\u001e");
    pieces[0] = pending + pieces[0]!;
    pending = pieces.pop()!;
    if (pieces.length > 0) tried = 0;
    limit(pending.length, response, call);
    for (const piece of pieces) if (piece.trim() !== "") yield whole(piece);
    // A record is tried at the ends of its lines, but not so often that it takes the square of its length.
    if (!chunk.endsWith("\n") || tried > 9 * pending.length) continue;
    tried += pending.length;
    if (!isJson(pending)) continue;
    yield whole(pending);
    [pending, tried] = ["", 0];
  }
  // A number that no line end follows may be the beginning of a longer one (RFC 7464 section 2.4).
  if (pending.trim() !== "") yield whole(/\w$/.test(pending) ? `${pending}…` : pending);
}

/** `application/json-seq` (RFC 7464) as an iterable of values. */
export const jsonSequence: Reader = (response, call, type = "") =>
  type === "" ? Promise.resolve(recordsOf(response, call)) : undefined;
