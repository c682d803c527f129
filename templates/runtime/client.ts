import { SdkError } from "./errors.js";
import type { Hooks } from "./hooks.js";
import type { CallMiddleware, Middleware } from "./middleware.js";
import type { Answer, CallOptions, Operation, Params } from "./operation.js";
import { redactor } from "./redact.js";
import { type Setup, limitsOf, send } from "./send.js";
import type { Authenticator } from "./signature.js";

/** Options that every client takes, whatever its provider. */
export interface ClientOptions {
  /** Where the API is; an absolute http or https URL without query. */
  readonly baseUrl?: string | undefined;
  /** Milliseconds to wait for each attempt, the body included. Defaults to 30 000. */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds to wait for a whole call: all attempts, the waits between them and hooks. No limit unless said. */
  readonly totalTimeoutMs?: number | undefined;
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
  readonly baseUrl?: string | undefined;
  /** Absent where the provider asks for no credentials. */
  readonly security?: Authenticator;
}

/** Sends operations. */
export class Client {
  readonly #setup: Setup;

  /** @throws SdkError for missing or impossible credentials, and for options that make no sense */
  constructor(options: ClientOptions, { name, baseUrl, security }: ClientDefinition) {
    this.#setup = {
      options: { ...options, headers: { ...options.headers } },
      limits: limitsOf(options, {
        timeoutMs: 30_000,
        totalTimeoutMs: Infinity,
        maxRetries: 2,
        maxRetryDelayMs: 60_000,
      }),
      baseUrl: checkBaseUrl(name, options.baseUrl ?? baseUrl),
      redactor: security?.redactor ?? redactor(),
      authenticate: security?.start(name, { ...options }),
    };
  }

  /** A text with `***` in place of this client's credentials, for logs. */
  redact(text: string): string {
    return this.#setup.redactor.safe(text);
  }

  /**
   * Sends one operation.
   *
   * @throws ApiError, ConnectionError, TimeoutError, InvalidRequestError; or the abort signal's reason
   */
  send<P extends object, Result>(
    operation: Operation<P, Result, unknown>,
    params: Params,
    options: CallOptions = {},
    walked?: { readonly query?: string },
  ): Promise<Answer<Result>> {
    return send(this.#setup, operation, params, options, walked) as Promise<Answer<Result>>;
  }
}

function checkBaseUrl(name: string, baseUrl = ""): string {
  if (/^https?:\/\/[^/@?#]+(?:\/[^?#]*)?$/i.test(baseUrl) && URL.canParse(baseUrl))
    return new URL(baseUrl).href.replace(/\/+$/, "");
  // The value is not shown: there may be a password in it.
  const wanted = "must be an absolute http or https URL without user name, query and fragment";
  throw new SdkError(`${name}: \`baseUrl\` ${wanted}.`);
}
