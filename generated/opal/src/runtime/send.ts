/** How an operation is sent: call middleware around attempts, hooks and middleware around each of them, retries between. */
import { SdkError } from "./errors.js";
import { fetchOnce, late, readAnswer } from "./exchange.js";
import { type MiddlewareCall, layered } from "./middleware.js";
import type { Answer, AnyOperation, Call, CallOptions, Params, RequestOptions } from "./operation.js";
import type { ClientOptions } from "./options.js";
import { show } from "./query.js";
import { type ClientRedactor, hiddenIn } from "./redact.js";
import { type Draft, draft, refuse } from "./request.js";
import { retryDelayMs } from "./retry.js";
import { type Authenticate, unsigned } from "./signature.js";
import { longest, sleep, within } from "./time.js";
import type { Limits } from "./types.js";

/** What a client has made of its options. */
export interface Setup {
  readonly options: ClientOptions;
  /** The client's own. */
  readonly headers: readonly Header[];
  readonly baseUrl: string;
  readonly limits: Limits;
  readonly redactor: ClientRedactor;
  readonly authenticate: Authenticate | undefined;
}

type Header = readonly [name: string, value: string | undefined];

/**
 * Sends an operation, again if need be, and parses the answer. A page that a walk leads to (`walked`) was not
 * written by the caller and is not checked again; its `query`, taken from a URL, replaces the query parameters.
 */
export async function send(
  { options: own, headers: ownHeaders, baseUrl, limits, redactor, authenticate }: Setup,
  operation: AnyOperation,
  params: Params,
  options: CallOptions,
  walked?: { readonly query?: string },
): Promise<Answer<unknown>> {
  const { id, method, path, security } = operation;
  // A caller's URL holds for every operation, also for those that the vendor serves elsewhere.
  const base = (typeof own.baseUrl !== "string" && (operation.server?.(own.baseUrl) ?? operation.baseUrl)) || baseUrl;
  const { timeoutMs, totalTimeoutMs, maxRetries, maxRetryDelayMs } = limitsOf(options, limits);
  const { add, safe, safeQuery } = options.redactor ?? redactor.scope();
  // All at once: an object that is put together piece by piece costs as much as the rest of a call.
  const call: Call = {
    operation,
    options,
    timeoutMs,
    totalTimeoutMs,
    maxRetries,
    maxRetryDelayMs,
    add,
    safe,
    safeQuery,
    attempt: 0,
    url: base + path,
    repeats: false,
    failed: undefined,
    signature: undefined,
  };
  operation.secrets?.(params).forEach(add);

  /** The headers of an attempt. Whoever comes later wins. */
  const headersOf = ({ headers, cookies, content }: Draft, added: Iterable<Header> = []): Headers => {
    const { signature = unsigned } = call;
    const all: Header[] = [
      ["accept", options.accept ?? operation.accept ?? "application/json"],
      ...ownHeaders,
      ["content-type", content?.mediaType],
      ...headers,
      ...added,
      ...signature.headers,
      ["cookie", [...cookies, ...signature.cookies].join("; ") || undefined],
      ...Object.entries(options.headers ?? {}),
    ];
    const result = new Headers();
    for (const [name, value] of all) {
      if (value === undefined) continue;
      hiddenIn(name, value).forEach(add);
      // A line end at the end of a value would be cut off in silence.
      if (/[^\t -~\x80-\xff]/.test(value) || !/^[\w!#$%&'*+.^`|~-]+$/.test(name))
        refuse(call, name, `: header \`${name}\` has a name or a character that HTTP does not allow`);
      result.set(name, value);
    }
    return result;
  };

  const attempt = async (request: Draft, added: Headers | undefined, signal: AbortSignal): Promise<Answer<unknown>> => {
    const fetch = own.fetch ?? globalThis.fetch;
    const signature = (await authenticate?.({ operation: id, baseUrl, fetch, timeoutMs, safe }, security)) ?? unsigned;
    call.signature = signature;
    const url = (call.url = signature.sign(call.url));
    const run = layered(own.middleware, (inner) => fetchOnce(call, inner, fetch));
    const response = await run({
      operation: id,
      attempt: call.attempt,
      method,
      url,
      safeUrl: own.middleware ? safe(url) : url,
      headers: headersOf(request, added),
      body: request.content?.body ?? null,
      signal,
    });
    return readAnswer(call, response, signal);
  };

  /** Makes attempts until one succeeds, or must be the last. */
  const attempts = async (request: Draft, signal: AbortSignal | undefined): Promise<Answer<unknown>> => {
    const once = request.content?.once;
    const isSafe = operation.idempotent ?? /^(GET|HEAD|OPTIONS|QUERY|PUT|DELETE)$/.test(method);
    call.repeats = !once && (options.idempotent ?? (isSafe || !!options.idempotencyKey));
    for (let failures = 0; ;) {
      call.attempt++;
      call.url = base + request.path + (request.query && (request.path.includes("?") ? "&" : "?") + request.query);
      call.signature = undefined;
      const told = await own.hooks?.(call, headersOf(request), signal);
      try {
        const answer = await within(timeoutMs, signal, late(call, "timeoutMs"), (stop) =>
          attempt(request, told?.headers, stop),
        );
        told?.ended(answer);
        return answer;
      } catch (error) {
        const { signature } = call as Call;
        told?.ended(undefined, error);
        let delay = 0;
        if (failures + 1 < call.attempt || once || !signature?.renew(error)) {
          const isLast = failures >= maxRetries || (signature && !call.repeats);
          delay = isLast ? Infinity : retryDelayMs(error, ++failures, maxRetryDelayMs);
        }
        if (delay > maxRetryDelayMs || signal?.aborted) throw error;
        call.failed = error as Error;
        told?.retried(delay, error);
        await sleep(delay, signal);
      }
    }
  };

  const run = (signal: AbortSignal | undefined): Promise<Answer<unknown>> =>
    layered(own.callMiddleware, (given: MiddlewareCall) =>
      attempts(draft(call, given.params, walked !== undefined && given.params === params, walked), signal),
    )({ operation: id, method, params, signal });
  return totalTimeoutMs < longest
    ? within(totalTimeoutMs, options.signal, late(call, "totalTimeoutMs"), async (stop) => run(stop))
    : run(options.signal);
}

/** These limits, else those. */
export function limitsOf(own: RequestOptions, others: Limits): Limits {
  const read = (name: keyof Limits): number => {
    const value = own[name] ?? others[name];
    if (typeof value === "number" && value >= 0) return Math.min(value, longest);
    throw new SdkError(`\`${name}\` must be a number of at least 0, but is ${show(value)}.`);
  };
  return {
    timeoutMs: read("timeoutMs"),
    totalTimeoutMs: read("totalTimeoutMs"),
    maxRetries: read("maxRetries"),
    maxRetryDelayMs: read("maxRetryDelayMs"),
  };
}
