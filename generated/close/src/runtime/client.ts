import { ApiError, InvalidRequestError, SdkError } from "./errors.js";
import { fetchOnce, late, readAnswer } from "./exchange.js";
import type { Answer, Call, CallOptions, Operation, Params, RequestOptions } from "./operation.js";
import { type Redactor, redactor } from "./redact.js";
import { type Draft, type Refuse, checkHeader, draft, validate } from "./request.js";
import { retryDelayMs } from "./retry.js";
import type { Authenticate, Authenticator } from "./signature.js";
import { longest, sleep, within } from "./time.js";

/** Options that every client takes, whatever its provider. */
export interface ClientOptions {
  /** Where the API is; an absolute http or https URL without query. */
  readonly baseUrl?: string | undefined;
  /** Milliseconds to wait for each attempt, the body included. Defaults to 30 000. */
  readonly timeoutMs?: number | undefined;
  /** How often to try again after a failure that may pass (408, 429, 5xx, no connection, timeout). Defaults to 2. */
  readonly maxRetries?: number | undefined;
  /** The longest wait before a retry, in milliseconds. If the server asks for more, the call fails at once. Defaults to 60 000. */
  readonly maxRetryDelayMs?: number | undefined;
  /** Replaces the global `fetch`, for tests and proxies. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  /** Runs around each attempt; the first of a list is the outermost. */
  readonly middleware?: Middleware | readonly Middleware[] | undefined;
}

/** Sees, changes, repeats or answers one attempt. What it throws, apart from this package's errors, is not retried. */
export type Middleware = (
  request: MiddlewareRequest,
  next: (request: MiddlewareRequest) => Promise<Response>,
) => Promise<Response>;

/** One attempt, as it will be sent: **it holds the credentials**. */
export interface MiddlewareRequest {
  /** The operation, such as `events.list`. */
  readonly operation: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  readonly method: string;
  readonly url: string;
  /** The URL with `***` in place of credentials, for logs. */
  readonly safeUrl: string;
  readonly headers: Headers;
  readonly body: NonNullable<RequestInit["body"]> | null;
  readonly signal: AbortSignal;
}

/** What generated code says about the provider. */
export interface ClientDefinition {
  /** The provider's client class, for messages. */
  readonly name: string;
  readonly baseUrl?: string | undefined;
  /** Absent where the provider asks for no credentials. */
  readonly security?: Authenticator;
}

/** Sends operations: retries, timeouts and middleware are here. */
export class Client {
  readonly #options: ClientOptions;
  readonly #baseUrl: string;
  readonly #redactor: Redactor;
  readonly #authenticate: Authenticate | undefined;

  /** @throws SdkError for missing or impossible credentials, and for options that make no sense */
  constructor(options: ClientOptions, { name, baseUrl, security }: ClientDefinition) {
    limits(options, {});
    this.#options = { ...options, headers: { ...options.headers } };
    this.#baseUrl = checkBaseUrl(name, options.baseUrl ?? baseUrl);
    this.#redactor = redactor(security?.secretPairs);
    this.#authenticate = security?.start(name, { ...options }, this.#redactor.add);
  }

  /** A text with `***` in place of this client's credentials, for logs. */
  redact(text: string): string {
    return this.#redactor.text(text);
  }

  /**
   * Sends one operation, again if need be, and parses the answer. A page that a walk leads to (`walked`) was not written by
   * the caller and is not checked again; its `query`, taken from a URL, replaces the query parameters.
   *
   * @throws ApiError, ConnectionError, TimeoutError, InvalidRequestError; or the abort signal's reason
   */
  async send<P extends object, Result>(
    operation: Operation<P, Result, unknown>,
    params: Params,
    options: CallOptions = {},
    walked?: { readonly query?: string },
  ): Promise<Answer<Result>> {
    const { id, method, docs } = operation;
    const { text: safe, query: safeQuery } = this.#redactor;
    const refuse: Refuse = (parameter, message) => {
      const story = `${message.startsWith(id) ? "" : `${id}: `}${message}.${docs ? ` See ${docs}` : ""}`;
      throw new InvalidRequestError(safe(story), { operation: id, parameter: safe(parameter) });
    };
    if (!walked) validate(operation, params, refuse);
    const request = draft(operation, params, walked?.query, refuse);
    // A caller's base URL holds for every operation, also for those that the vendor serves elsewhere.
    const own = this.#options.baseUrl === undefined && (operation.server?.(this.#options) ?? operation.baseUrl);
    const base = own || this.#baseUrl;
    const { timeoutMs, maxRetries, maxRetryDelayMs } = limits(options, this.#options);
    const isSafe = options.idempotent ?? operation.idempotent ?? /^(GET|HEAD|OPTIONS|QUERY|PUT|DELETE)$/.test(method);
    const once = request.content?.once;

    for (let attempt = 1, failures = 1; ; attempt++) {
      const call: Call = { operation, options, attempt, timeoutMs, safe, safeQuery, url: base + request.path };
      try {
        return await within(timeoutMs, options.signal, late(call), (signal) =>
          this.#attempt<Result>(call, base, request, refuse, signal),
        );
      } catch (error) {
        const isRefused = error instanceof ApiError && error.status === 401;
        if (isRefused && call.renew?.length && failures === attempt && !once) {
          for (const renew of call.renew) renew();
          continue;
        }
        const delay = retryDelayMs(error, failures, maxRetryDelayMs);
        if (((!isSafe || once) && call.renew) || failures > maxRetries || delay === undefined) throw error;
        failures++;
        await sleep(delay, options.signal);
      }
    }
  }

  async #attempt<Result>(
    call: Call,
    base: string,
    { path, query, headers: ownHeaders, cookies, content }: Draft,
    refuse: Refuse,
    signal: AbortSignal,
  ): Promise<Answer<Result>> {
    const { operation, options, attempt, timeoutMs, safe } = call;
    const { fetch = globalThis.fetch, headers: clientHeaders, middleware = [] } = this.#options;
    const { id, method, accept = "application/json" } = operation;
    const asked = { operation: id, baseUrl: this.#baseUrl, fetch, timeoutMs, safe };
    const signature = await this.#authenticate?.(asked, operation.security);
    const headers = new Headers({ accept: options.accept ?? accept });
    const add = (list: Iterable<readonly [string, string | undefined]>): void => {
      for (const [name, value] of list) {
        if (value === undefined) continue;
        checkHeader(name, value, refuse);
        if (/auth|cookie|key|secret|token/i.test(name)) this.#redactor.add(value.replace(/^\w+ /, ""));
        headers.set(name, value);
      }
    };
    add(Object.entries(clientHeaders ?? {}));
    add([["content-type", content?.mediaType]]);
    add(ownHeaders);
    add(signature?.headers ?? []);
    const cookie = [...cookies, ...(signature?.cookies ?? [])].join("; ");
    if (cookie) headers.set("cookie", cookie);
    add(Object.entries(options.headers ?? {}));

    const sign = signature?.sign ?? String;
    const url = sign(base + path + (query && `?${query}`));
    call.url = url;
    call.renew = signature?.renew ?? [];
    const request: MiddlewareRequest = {
      operation: id,
      attempt,
      method,
      url,
      safeUrl: safe(url),
      headers,
      body: content?.body ?? null,
      signal,
    };
    const run = [middleware].flat().reduceRight<(request: MiddlewareRequest) => Promise<Response>>(
      (next, layer) => async (outer) => layer(outer, next),
      (inner) => fetchOnce(call, inner, fetch, sign),
    );
    return readAnswer<Result>(call, await run(request), signal);
  }
}

function checkBaseUrl(name: string, baseUrl = ""): string {
  if (URL.canParse(baseUrl) && /^https?:\/\/[^/@?#]+(?:\/[^?#]*)?$/i.test(baseUrl)) {
    return new URL(baseUrl).href.replace(/\/+$/, "");
  }
  // The value is not shown: there may be a password in it.
  const wanted = "must be an absolute http or https URL without user name, query and fragment";
  throw new SdkError(`${name}: \`baseUrl\` ${wanted}.`);
}

interface Limits {
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly maxRetryDelayMs: number;
}

/** The limits of a call: its own, else the client's, else the defaults. */
function limits(own: RequestOptions, client: RequestOptions): Limits {
  const read = (name: keyof Limits, fallback: number): number => {
    const value = own[name] ?? client[name] ?? fallback;
    if (typeof value === "number" && value >= 0) return value;
    throw new SdkError(`\`${name}\` must be a number of at least 0, but is ${value}.`);
  };
  return {
    timeoutMs: read("timeoutMs", 30_000),
    maxRetries: read("maxRetries", 2),
    maxRetryDelayMs: Math.min(read("maxRetryDelayMs", 60_000), longest),
  };
}
