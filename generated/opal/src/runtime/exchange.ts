import { ApiError, type ApiErrorDetails, type CallDetails, ConnectionError, TimeoutError } from "./errors.js";
import type { Answer, Call } from "./operation.js";
import { mapDeep } from "./redact.js";
import { retryAfterMs } from "./retry-after.js";

/** What is sent. */
export interface Sending {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: NonNullable<RequestInit["body"]> | null;
  readonly signal: AbortSignal;
}

const details = ({ operation: { id, method }, attempt, url, safe }: Call): CallDetails => ({
  operation: id,
  method,
  url: safe(url),
  attempts: attempt,
});

/** `GET https://…`, what is to say about it, how many attempts there were, and what to try next. */
const told = ({ operation, url, attempt, safe }: Call, between: string, advice: string): string =>
  `${operation.method} ${safe(url)}${between}${attempt > 1 ? ` (after ${attempt} attempts)` : ""}${advice && `; ${advice}`}`;

/** Makes the error for a call, or an attempt of it, whose time is up. */
export const late =
  (call: Call, limit: "timeoutMs" | "totalTimeoutMs"): (() => TimeoutError) =>
  () => {
    const timeoutMs = call[limit];
    const message = `No answer from ${told(call, ` within ${timeoutMs} ms`, `raise \`${limit}\``)}`;
    return new TimeoutError(message, { ...details(call), timeoutMs });
  };

/** What to try after an error. */
function advise(
  { operation: { path, method }, maxRetryDelayMs, repeats, advise: credentials }: Call,
  status: number,
  wait?: number,
): string {
  if (wait !== undefined)
    return `the server asks to wait ${wait / 1000} s${wait > maxRetryDelayMs ? ", more than `maxRetryDelayMs`" : ""}`;
  if (status === 401) return `check ${credentials?.() || "the credentials in `headers`"}`;
  if (status === 403) return "the credentials do not permit it";
  if (status === 404)
    return `check ${(path.match(/[^{}]+(?=\})/g) ?? ["baseUrl"]).map((name) => `\`${name}\``).join(", ")}`;
  if (status !== 408 && status !== 429 && status < 500) return "";
  return repeats ? "try again later" : `a ${method} is sent again only with \`idempotencyKey\``;
}

/**
 * Fetches, and follows up to five redirects of a GET or HEAD within the same origin. Credentials never leave it.
 * `sign` puts credentials into the query of a URL.
 */
export async function fetchOnce(
  call: Call,
  { method, url, headers, body, signal }: Sending,
  fetch: typeof globalThis.fetch,
  sign: (url: string) => string,
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
    const location = response.headers.get("location") ?? "";
    const isHidden = response.type === "opaqueredirect";
    if (!isHidden && !(location && /^30[12378]$/.test(`${response.status}`))) return response;
    await response.body?.cancel();
    const target = URL.canParse(location, url) ? new URL(location, url) : undefined;
    let problem = redirects === 5 ? "five came before it" : "";
    if (!/^(GET|HEAD)$/.test(method)) problem = `a ${method} is not sent twice`;
    if (target?.origin !== new URL(url).origin) problem = `${target?.origin ?? "its target"} gets no credentials`;
    if (isHidden) problem = "a browser does not tell where it leads";
    if (problem) throw failure(call, response, ` is a redirect, not followed: ${problem}`);
    target!.hash = "";
    url = sign(target!.href);
    call.url = url;
  }
}

/** An answer whose response is sealed when somebody asks for it: most callers never do. */
class Sealed<Body> implements Answer<Body> {
  readonly body: Body;
  readonly #response: Response;
  readonly #call: Call;
  #sealed: Response | undefined;

  constructor(body: Body, response: Response, call: Call) {
    this.body = body;
    this.#response = response;
    this.#call = call;
  }

  get response(): Response {
    return (this.#sealed ??= seal(this.#response, this.#call, null));
  }
}

/** Half of the longest text that V8 can hold. */
const longestBody = 2 ** 28;
/** Hiding credentials takes many times the memory of the text. */
export const longestError: number = 2 ** 20;

/** The body as text, a byte order mark left out. One that does not end is given up before it fills the memory. */
export async function textOf(response: Response, call: Call, longest: number = longestBody): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return response.text();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    text += decoder.decode(value, { stream: !done });
    if (done) return text;
    if (text.length <= longest) continue;
    reader.cancel().catch(() => undefined);
    throw failure(call, response, ` has a body of more than ${longest} characters`);
  }
}

/** Parses what came, or throws the `ApiError` that it is. */
export async function readAnswer<Result>(call: Call, response: Response, signal: AbortSignal): Promise<Answer<Result>> {
  const { operation, options, safe, safeQuery } = call;
  const { status, ok } = response;
  const answer = (body: unknown): Answer<Result> => new Sealed(body as Result, response, call);
  const type = response.headers.get("content-type") ?? "";
  let text: string;
  try {
    const read = options.read ?? operation.read;
    const own = ok && read?.(response, call);
    if (own) return answer(await own);
    text = await textOf(response, call, ok ? longestBody : longestError);
  } catch (error) {
    throw broken(call, signal, error);
  }
  const isJson = type === "" || /^[^;]*[/+]json\s*(;|$)/i.test(type);
  // Some servers, and every stub that says `new Response(text)`, call their JSON plain text.
  const mayBeJson = isJson || (type.startsWith("text/plain") && /^\s*[[{]/.test(text));
  // What a success says is the caller's data and stays as it is, but for credentials in URLs. An error may be logged.
  const hide = !ok ? safe : safeQuery(text) === text ? undefined : safeQuery;
  const json = mayBeJson && text ? parse(text, hide) : undefined;
  if (ok && json) return answer(json.value);
  const body = json ? json.value : safe(text.length > longestError ? "" : text) || undefined;
  const shown = json?.text ?? String(body ?? "");
  const excerpt = (length: number): string => shown && `: ${cut(shown, length)}`;
  if (!ok && status !== 304) throw failure(call, response, excerpt(200), body, json !== undefined);
  if (text) {
    throw failure(call, response, ` is ${isJson ? "broken JSON" : `${type}, not JSON`}${excerpt(100)}`, body);
  }
  const mayBeEmpty = operation.mayBeEmpty || operation.method !== "GET" || [204, 205, 304].includes(status);
  if (!mayBeEmpty || operation.pagination) throw failure(call, response, " is empty, not JSON");
  return answer(undefined);
}

interface Parsed {
  readonly value: unknown;
  readonly text: string;
}

/** The JSON of a text, hidden what is to be hidden; nothing if it is none, or nested too deeply for that. */
function parse(text: string, hide: ((text: string) => string) | undefined): Parsed | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    if (!hide) return { value, text };
    const hidden = mapDeep(value, hide);
    return { value: hidden, text: JSON.stringify(hidden) };
  } catch {
    return undefined;
  }
}

/** The beginning of a text. */
export function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

/** The headers without the credentials in them. */
function safeHeaders(headers: Headers, safe: (text: string) => string): Headers {
  return new Headers(Array.from(headers, ([name, value]): [string, string] => [name, safe(value)]));
}

/** The response with another body, and without credentials in its URL and headers. */
export function seal({ status, statusText, headers }: Response, { safe, url }: Call, body: Response["body"]): Response {
  const init = { status, statusText: safe(statusText), headers: safeHeaders(headers, safe) };
  return Object.defineProperty(new Response(body, init), "url", { value: safe(url) });
}

export function failure(call: Call, response: Response, problem: string, body?: unknown, isParsed = false): ApiError {
  const { operation, safe } = call;
  const { status, ok } = response;
  const { errors = {} } = operation;
  const headers = safeHeaders(response.headers, safe);
  headers.delete("set-cookie");
  const wait = retryAfterMs(status, headers);
  const advice = ok ? "" : advise(call, status, wait);
  const listed = errors[status] ?? errors[`${Math.trunc(status / 100)}XX`] ?? errors["default"];
  const kind = isParsed ? "json" : typeof body === "string" ? "text" : "nothing";
  const documented = !ok && (listed === "unknown" || !!listed?.includes(kind));
  const known: ApiErrorDetails = { ...details(call), status, headers, body, documented };
  return new ApiError(`${status} from ${told(call, problem, advice)}`, known);
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
  return new ConnectionError(
    told(call, ` failed: ${message}`, "check the network and `baseUrl`"),
    details(call),
    cause,
  );
}
