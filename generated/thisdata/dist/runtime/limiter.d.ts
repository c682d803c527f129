import type { Hooks } from "./hooks.js";
/** Options of {@link rateLimiter}. */
export interface RateLimiterOptions {
	/**
	* The longest wait before an attempt, in milliseconds. One that would have to wait longer is sent at once, since the server
	* has the last word: it answers 429, which then tells the caller how long to wait. Defaults to 60 000.
	*/
	readonly maxWaitMs?: number | undefined;
	/** The part of a limit that is spread over the rest of its window, 0 to 1. Defaults to 0.1, the last tenth. */
	readonly spread?: number | undefined;
}
/**
* Hooks that keep within the rate limits that a server announces in its headers, so that it need not say 429: when few requests
* remain they are spread over the rest of the window, and when none remains they wait for the next one. Until a first answer
* tells of limits, five calls are under way at most. All calls of all clients that share these hooks are counted together, for
* each origin; `timeoutMs` does not count the wait, and an abort ends it.
*/
export declare function rateLimiter({ maxWaitMs, spread }?: RateLimiterOptions): Hooks;
//# sourceMappingURL=limiter.d.ts.map
