import type { Watcher } from "./hooks.js";
import type { CallMiddleware, Middleware } from "./middleware.js";
import type { ServerAddress } from "./types.js";
/** Options that every client takes, whatever its provider. */
export interface ClientOptions {
	/**
	* Where the API is: an absolute http or https URL without query, or what a package's `serverOf` makes of the variables of
	* an address.
	*/
	readonly baseUrl?: string | ServerAddress | undefined;
	/** Milliseconds to wait for each attempt, the body included. Defaults to 30 000. */
	readonly timeoutMs?: number | undefined;
	/** Milliseconds to wait for a whole call: all attempts, the waits between them and hooks. No limit unless said. */
	readonly totalTimeoutMs?: number | undefined;
	/** How often to try again after a failure that may pass (408, 429, 5xx, `Retry-After`, no connection, timeout). Defaults to 2. */
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
	/**
	* Hears of each attempt and of each retry, for logs, metrics and traces: `watch({ onResponse: … })`. No credential is in
	* what it hears.
	*/
	readonly hooks?: Watcher | undefined;
}
//# sourceMappingURL=options.d.ts.map
