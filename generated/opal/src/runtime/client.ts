import { ApiError, InvalidRequestError, SdkError } from "./errors.js";
import { fetchOnce, late, readAnswer } from "./exchange.js";
import { type Hooks, type Watch, watch } from "./hooks.js";
import { type CallMiddleware, type Middleware, type MiddlewareRequest, layered } from "./middleware.js";
import type { AnyOperation, Answer, Call, CallOptions, Operation, Params, RequestOptions } from "./operation.js";
import { type Redactor, redactor } from "./redact.js";
import { type Draft, type Refuse, checkHeader, draft, validate } from "./request.js";
import { retryDelayMs } from "./retry.js";
import type { Authenticate, Authenticator, Signature } from "./signature.js";
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
  /** Runs around each call, its retries included; the first of a list is the outermost. */
  readonly callMiddleware?: CallMiddleware | readonly CallMiddleware[] | undefined;
  /** Hears of each attempt and of each retry, for logs, metrics and traces. No credential is in what it hears. */
  readonly hooks?: Hooks | readonly Hooks[] | undefined;
}

/** What generated code says about the provider. */
export interface ClientDefinition {
  /** The provider's client class, for messages. */
  readonly name: string;
  readonly baseUrl?: string;
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
    const { id, method } = operation;
    const run = layered(this.#options.callMiddleware, (call) =>
      this.#send(operation, call.params, options, walked?.query, call.params === params && walked !== undefined),
    );
    return (await run({ operation: id, method, params, signal: options.signal })) as Answer<Result>;
  }

  async #send(
    operation: AnyOperation,
    params: Params,
    options: CallOptions,
    query: string | undefined,
    isChecked: boolean,
  ): Promise<Answer<unknown>> {
    const { id, method, docs } = operation;
    const { text: safe, query: safeQuery } = this.#redactor;
    const refuse: Refuse = (parameter, message) => {
      const story = `${message.startsWith(id) ? "" : `${id}: `}${message}.${docs ? ` See ${docs}` : ""}`;
      throw new InvalidRequestError(safe(story), { operation: id, parameter: safe(parameter) });
    };
    if (!isChecked) validate(operation, params, refuse);
    const request = draft(operation, params, query, refuse);
    // A caller's base URL holds for every operation, also for those that the vendor serves elsewhere.
    const base = (this.#options.baseUrl === undefined && operation.baseUrl) || this.#baseUrl;
    const { timeoutMs, maxRetries, maxRetryDelayMs } = limits(options, this.#options);
    const isSafe = options.idempotent ?? operation.idempotent ?? /^(GET|HEAD|OPTIONS|QUERY|PUT|DELETE)$/.test(method);
    const once = request.content?.once;
    const hooks = [this.#options.hooks ?? []].flat();
    const key = {};

    for (let attempt = 1, failures = 1; ; attempt++) {
      const url = base + request.path + (request.query && `?${request.query}`);
      const call: Call = { operation, options, attempt, timeoutMs, safe, safeQuery, url };
      let added: Headers | undefined;
      let told: Watch | undefined;
      if (hooks.length > 0) {
        const isOpen = ([name, value]: readonly [string, string]): boolean =>
          !secretName.test(name) && safe(value) === value;
        added = new Headers([...this.#headers(call, request, refuse)].filter(isOpen));
        const event = { operation: id, attempt, method, url: safe(url), headers: added, call: key };
        told = await watch(hooks, event, options.signal);
      }
      try {
        const answer = await within(timeoutMs, options.signal, late(call), (signal) =>
          this.#attempt(call, request, added, refuse, signal),
        );
        told?.succeeded(answer);
        return answer;
      } catch (error) {
        told?.failed(error);
        const isRefused = error instanceof ApiError && error.status === 401;
        if (isRefused && call.renew?.length && failures === attempt && !once) {
          for (const renew of call.renew) renew();
          told?.retried(0, error);
          continue;
        }
        const delay = retryDelayMs(error, failures, maxRetryDelayMs);
        if (((!isSafe || once) && call.renew) || failures > maxRetries || delay === undefined) throw error;
        failures++;
        told?.retried(delay, error);
        await sleep(delay, options.signal);
      }
    }
  }

  async #attempt(
    call: Call,
    draft: Draft,
    added: Headers | undefined,
    refuse: Refuse,
    signal: AbortSignal,
  ): Promise<Answer<unknown>> {
    const { operation, attempt, timeoutMs, safe } = call;
    const { fetch = globalThis.fetch, middleware } = this.#options;
    const { id, method } = operation;
    const asked = { operation: id, baseUrl: this.#baseUrl, fetch, timeoutMs, safe };
    const signature = await this.#authenticate?.(asked, operation.security);
    const headers = this.#headers(call, draft, refuse, added, signature);
    const sign = signature?.sign ?? String;
    const url = sign(call.url);
    call.url = url;
    call.renew = signature?.renew ?? [];
    const body = draft.content?.body ?? null;
    const request: MiddlewareRequest = {
      operation: id,
      attempt,
      method,
      url,
      safeUrl: safe(url),
      headers,
      body,
      signal,
    };
    const run = layered(middleware, (inner: MiddlewareRequest) => fetchOnce(call, inner, fetch, sign));
    return readAnswer(call, await run(request), signal);
  }

  /** The headers of an attempt. Whoever comes later wins. */
  #headers(
    { operation, options }: Call,
    { headers: own, cookies, content }: Draft,
    refuse: Refuse,
    added?: Headers,
    signature?: Signature,
  ): Headers {
    const headers = new Headers({ accept: options.accept ?? operation.accept ?? "application/json" });
    const put = (list: Iterable<readonly [string, string | undefined]>): void => {
      for (const [name, value] of list) {
        if (value === undefined) continue;
        checkHeader(name, value, refuse);
        if (secretName.test(name)) this.#redactor.add(value.replace(/^\w+ /, ""));
        headers.set(name, value);
      }
    };
    put(Object.entries(this.#options.headers ?? {}));
    put([["content-type", content?.mediaType]]);
    put(own);
    put(added ?? []);
    put(signature?.headers ?? []);
    const cookie = [...cookies, ...(signature?.cookies ?? [])].join("; ");
    if (cookie) headers.set("cookie", cookie);
    put(Object.entries(options.headers ?? {}));
    return headers;
  }
}

/** Headers whose values are hidden. */
const secretName = /auth|cookie|key|secret|token/i;

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
