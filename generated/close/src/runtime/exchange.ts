import { ApiError, ConnectionError, TimeoutError } from "./errors.js";
import type { Answer, Call } from "./operation.js";
import { mapDeep } from "./deep.js";
import { mayPass } from "./retry.js";
import { retryAfterMs } from "./retry-after.js";

/** What is sent. */
export interface Sending {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: NonNullable<RequestInit["body"]> | null;
  readonly signal: AbortSignal;
}

/**
 * An error that knows its call: `GET https://…`, what there is to say about it, how many attempts there were, and what to try
 * next.
 */
function errorOf<E>(
  Kind: new (message: string, details: object, cause?: object) => E,
  { operation: { id, method }, url, attempt, safe }: Call,
  [before, after, advice]: readonly [before: string, after: string, advice: string],
  more?: object,
  cause?: object,
): E {
  const shown = safe(url);
  const times = attempt > 1 ? ` (after ${attempt} attempts)` : "";
  const message = `${before}${method} ${shown}${after}${times}${advice && `; ${advice}`}`;
  return new Kind(message, { operation: id, method, url: shown, attempts: attempt, ...more }, cause);
}

/** Makes the error for a call, or an attempt of it, whose time is up. */
export const late =
  (call: Call, limit: "timeoutMs" | "totalTimeoutMs"): (() => TimeoutError) =>
  () => {
    const timeoutMs = call[limit];
    const failed = limit === "totalTimeoutMs" ? call.failed : undefined;
    const last = failed ? ` (earlier: ${failed.message})` : "";
    const story = ["No answer from ", ` within ${timeoutMs} ms${last}`, `raise \`${limit}\``] as const;
    return errorOf(TimeoutError, call, story, { timeoutMs }, failed);
  };

/** What to try after an error. */
function advise({ operation, maxRetryDelayMs, repeats, signature }: Call, status: number, wait?: number): string {
  const { path, method } = operation;
  if (wait !== undefined)
    return `the server asks to wait ${wait / 1000} s${wait > maxRetryDelayMs ? ", more than `maxRetryDelayMs`" : ""}`;
  if (status === 401) return `check ${signature?.advise()}`;
  if (status === 403) return `check what ${signature?.advise()} may do`;
  if (status === 404) return `check \`${(path.match(/[^{}]+(?=\})/g) ?? ["baseUrl"]).join("`, `")}\``;
  if (!mayPass(status)) return "";
  return (!repeats && operation.keyed?.advise(method)) || "try again later";
}

/** Fetches, and follows up to five redirects of a GET or HEAD within the same origin. Credentials never leave it. */
export async function fetchOnce(
  call: Call,
  { method, url, headers, body, signal }: Sending,
  fetch: typeof globalThis.fetch,
): Promise<Response> {
  for (let redirects = 0; ; redirects++) {
    let response: Response;
    try {
      // A stream is sent only with `duplex`, which TypeScript does not know.
      const init = { method, headers, body, signal, redirect: "manual", duplex: "half" } as const;
      response = await fetch(url, init);
    } catch (error) {
      throw broken(call, signal, error);
    }
    const location = response.headers.get("location");
    const isHidden = response.type === "opaqueredirect";
    if (!isHidden && !(location && /^30[12378]$/.test(`${response.status}`))) return response;
    // Read, so that the connection can be used again; what it says does not matter.
    await textOf(response, call, longestError).catch(() => undefined);
    const target = URL.canParse(location!, url) ? new URL(location!, url) : undefined;
    const problem = isHidden
      ? "a browser does not tell where it leads"
      : target?.origin !== new URL(url).origin
        ? `${target?.origin ?? "its target"} gets no credentials`
        : target.username || target.password
          ? "there is a user name or a password in its target"
          : !/^(GET|HEAD)$/.test(method)
            ? `a ${method} is not sent twice`
            : redirects === 5 && "five came before it";
    if (problem) throw failure(call, response, ` is a redirect, not followed: ${problem}`);
    target!.hash = "";
    url = call.signature?.sign(target!.href) ?? target!.href;
    call.url = url;
  }
}

/** An answer whose response is sealed when somebody asks for it: most callers never do. */
class Sealed<Body> implements Answer<Body> {
  readonly body: Body;
  readonly #received: Response;
  readonly #call: Call;
  #sealed: Response | undefined;

  constructor(body: Body, received: Response, call: Call) {
    this.body = body;
    this.#received = received;
    this.#call = call;
  }

  get raw(): NonNullable<Answer<Body>["raw"]> {
    return { url: this.#call.url, headers: this.#received.headers };
  }

  get response(): Response {
    return (this.#sealed ??= seal(this.#received, this.#call, null));
  }
}

/** Half of the longest text that V8 can hold. */
const longestBody = 2 ** 28;
/** Hiding credentials takes many times the memory of the text. */
export const longestError: number = 2 ** 20;

/** The body as text, a byte order mark left out. One that does not end is given up before it fills the memory. */
export async function textOf(
  response: Response,
  call: Call,
  longest: number = longestBody,
  decoder: TextDecoder = new TextDecoder(),
): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return response.text();
  let text = "";
  let piece: Uint8Array<ArrayBuffer> | undefined;
  for (;;) {
    const { done, value } = await reader.read();
    // One piece behind: most bodies have only one, and what is known to end needs no state to be decoded.
    if (piece || done) text += decoder.decode(piece, { stream: !done });
    if (text.length > longest) break;
    if (done) return text;
    piece = value;
  }
  reader.cancel().catch(() => undefined);
  throw failure(call, response, ` has a body of more than ${longest} characters`);
}

/** Parses what came, or throws the `ApiError` that it is. */
export async function readAnswer<Result>(call: Call, response: Response, signal: AbortSignal): Promise<Answer<Result>> {
  const { operation, options, safe, safeQuery } = call;
  const { status, ok, headers } = response;
  const answer = (body: unknown): Answer<Result> => new Sealed(body as Result, response, call);
  const type = headers.get("content-type") ?? "";
  let text = "";
  try {
    const own = ok && (options.read ?? operation.read)?.(response, call);
    if (own) return answer(await own);
    text = await textOf(response, call, ok ? longestBody : longestError);
  } catch (error) {
    // The status of an error, and how long it asks to wait, count without its body.
    if (ok || signal.aborted || error instanceof ApiError) throw broken(call, signal, error);
  }
  const isJson = !type || /^[^;]*[/+]json\s*(;|$)/i.test(type);
  // Some servers, and every stub that says `new Response(text)`, call their JSON plain text.
  const mayBeJson = isJson || (type.startsWith("text/plain") && /^\s*[[{]/.test(text));
  // What a success says is the caller's data and stays as it is, but for credentials in URLs. An error may be logged.
  const hide = ok ? safeQuery : safe;
  let shown: string;
  let body: unknown;
  let isParsed = mayBeJson;
  try {
    body = JSON.parse(mayBeJson ? text : "");
    shown = hide(text);
    if (shown !== text) {
      body = mapDeep(body, hide);
      shown = JSON.stringify(body);
    }
    if (ok) return answer(body);
  } catch {
    shown = safe(text.slice(0, longestError));
    body = (text.length <= longestError && shown) || undefined;
    isParsed = false;
  }
  const excerpt = shown && `: ${cut(shown, ok ? 100 : 200)}`;
  if (!ok && status !== 304) throw failure(call, response, excerpt, body, isParsed);
  if (text) throw failure(call, response, ` is ${isJson ? "broken JSON" : `${type}, not JSON`}${excerpt}`, body);
  const mayBeEmpty = operation.mayBeEmpty || operation.method !== "GET" || [204, 205, 304].includes(status);
  if (!mayBeEmpty || operation.pagination) throw failure(call, response, " is empty, not JSON");
  return answer(undefined);
}

/** The beginning of a text, on one line. */
export function cut(long: string, length: number): string {
  const text = long.replace(/[\s\p{Cc}]+/gu, " ").trim();
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

/** The headers without the credentials in them. */
function safeHeaders(headers: Headers, { safe }: Call): Headers {
  return new Headers([...headers].map(([name, value]): [string, string] => [name, safe(value)]));
}

/** The response with another body, and without credentials in its URL and headers. */
export function seal({ status, statusText, headers }: Response, call: Call, body: Response["body"]): Response {
  const { safe, url } = call;
  // A server's reason phrase may have characters that no `Response` can be made with.
  const reason = safe(statusText).replace(/[^\t -~]/g, "?");
  const init = { status, statusText: reason, headers: safeHeaders(headers, call) };
  return Object.defineProperty(new Response(body, init), "url", { value: safe(url) });
}

/** The error that an answer is. */
export function failure(call: Call, response: Response, problem: string, body?: unknown, isParsed = false): ApiError {
  const { errors = {} } = call.operation;
  const { status, ok } = response;
  const headers = safeHeaders(response.headers, call);
  headers.delete("set-cookie");
  const advice = ok ? "" : advise(call, status, retryAfterMs(status, headers));
  const listed = errors[status] ?? errors[`${`${status}`[0]}XX`] ?? errors["default"];
  const kind = isParsed ? "json" : body === undefined ? "nothing" : "text";
  const documented = !ok && (listed === "unknown" || !!listed?.includes(kind));
  const story = [`${status} from `, problem, advice] as const;
  return errorOf(ApiError, call, story, { status, headers, body, documented });
}

/** The caller's reason or the timeout, if that is why; else a `ConnectionError` that holds nothing of the request. */
export function broken(call: Call, signal: AbortSignal | undefined, error: unknown): unknown {
  if (signal?.aborted) return signal.reason;
  if (error instanceof ApiError) return error;
  const { safe } = call;
  let reason = error as { name?: unknown; code?: unknown; message?: unknown; cause?: unknown } | undefined;
  for (let depth = 0; depth < 9 && reason?.cause instanceof Error; depth++) reason = reason.cause;
  const code = reason?.code === undefined ? undefined : safe(`${reason.code}`);
  const message = safe(`${reason?.message || code || error}`);
  const cause = { name: safe(`${reason?.name}`), code, message };
  const story = ["", ` failed: ${message}`, "check the network and `baseUrl`"] as const;
  return errorOf(ConnectionError, call, story, {}, cause);
}
