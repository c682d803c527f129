import { type Hooks } from "./hooks.js";
import { type CallMiddleware, type Middleware } from "./middleware.js";
import type { Answer, CallOptions, Operation, Params } from "./operation.js";
import { type ClientRedactor } from "./redact.js";
import { type Authenticator } from "./signature.js";
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
/** Sends operations: retries, timeouts and middleware are here. */
export declare class Client {
	#private;
	/** @throws SdkError for missing or impossible credentials, and for options that make no sense */
	constructor(options: ClientOptions, { name, baseUrl, security }: ClientDefinition);
	/** A text with `***` in place of this client's credentials, for logs. */
	redact(text: string): string;
	/** @internal What knows this client's credentials, and learns those of one call or list. */
	scope(): ClientRedactor;
	/**
	* Sends one operation, again if need be, and parses the answer. A page that a walk leads to (`walked`) was not written by
	* the caller and is not checked again; its `query`, taken from a URL, replaces the query parameters.
	*
	* @throws ApiError, ConnectionError, TimeoutError, InvalidRequestError; or the abort signal's reason
	*/
	send<
		P extends object,
		Result
	>(operation: Operation<P, Result, unknown>, params: Params, options?: CallOptions, walked?: {
		readonly query?: string;
	}): Promise<Answer<Result>>;
}
//# sourceMappingURL=client.d.ts.map
