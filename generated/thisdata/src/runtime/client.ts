import { SdkError } from "./errors.js";
import type { Answer, CallOptions, Operation, Params } from "./operation.js";
import type { ClientOptions } from "./options.js";
import { type ClientRedactor, hiddenIn, redactor } from "./redact.js";
import { type Setup, limitsOf, send } from "./send.js";
import type { Authenticator } from "./signature.js";

export type { ClientOptions };

/** What generated code says about the provider. */
export interface ClientDefinition {
  /** The provider's client class, for messages. */
  readonly name: string;
  readonly baseUrl?: ClientOptions["baseUrl"];
  /** Absent where the provider asks for no credentials. */
  readonly security?: Authenticator;
}

/** Sends operations. */
export class Client {
  readonly #setup: Setup;

  /** @throws SdkError for missing or impossible credentials, and for options that make no sense */
  constructor(options: ClientOptions, { name, baseUrl, security }: ClientDefinition) {
    this.#setup = {
      options: { ...options },
      headers: Object.entries(options.headers ?? {}),
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
    for (const [header, value = ""] of this.#setup.headers) hiddenIn(header, value).forEach(this.#setup.redactor.add);
  }

  /** A text with `***` in place of this client's credentials, for logs. */
  redact(text: string): string {
    return this.#setup.redactor.safe(text);
  }

  /** @internal What knows this client's credentials, and learns those of one call or list. */
  scope(): ClientRedactor {
    return this.#setup.redactor.scope();
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

function checkBaseUrl(name: string, given: ClientOptions["baseUrl"]): string {
  const baseUrl = (typeof given === "function" ? given() : given) ?? "";
  if (/^https?:\/\/[^/@?#]+(?:\/[^?#]*)?$/i.test(baseUrl) && URL.canParse(baseUrl))
    return new URL(baseUrl).href.replace(/\/+$/, "");
  // The value is not shown: there may be a password in it.
  const wanted = "must be an absolute http or https URL without user name, query and fragment";
  throw new SdkError(`${name}: \`baseUrl\` ${wanted}.`);
}
