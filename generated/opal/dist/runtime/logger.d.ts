import type { Hooks } from "./hooks.js";
/** `console`, pino, and whatever else has these. */
export interface LogTarget {
	debug(...line: unknown[]): void;
	info(...line: unknown[]): void;
	warn(...line: unknown[]): void;
	error(...line: unknown[]): void;
}
export type LogLevel = "debug" | "info" | "warn" | "error";
/** Options of {@link logTo}. */
export interface LogOptions {
	/**
	* What is logged: `debug` says when an attempt begins, `info` adds how it ended, `warn` only what failed, `error` only what
	* failed for good and is not the caller's fault. Defaults to `info`.
	*/
	readonly level?: LogLevel | undefined;
	/** Hands over an object with the facts before each line, as pino and bunyan want it. Defaults to false. */
	readonly fields?: boolean | undefined;
	/** The names of query parameters whose values are hidden. Defaults to those that are called like cursors or credentials. */
	readonly mask?: RegExp | undefined;
}
/**
* Hooks that log a line for each attempt: method, URL, status, time, operation, and whether there will be another. No
* credential, no cursor and nothing of a body is in it, also not of an error's. What the target throws is dropped.
*/
export declare function logTo(target: LogTarget, { level, fields, mask }?: LogOptions): Hooks;
//# sourceMappingURL=logger.d.ts.map
