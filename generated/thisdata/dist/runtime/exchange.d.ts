import { ApiError, TimeoutError } from "./errors.js";
import type { Answer, Call } from "./operation.js";
/** What is sent. */
export interface Sending {
	readonly method: string;
	readonly url: string;
	readonly headers: Headers;
	readonly body: NonNullable<RequestInit["body"]> | null;
	readonly signal: AbortSignal;
}
/** Makes the error for a call, or an attempt of it, whose time is up. */
export declare const late: (call: Call, limit: "timeoutMs" | "totalTimeoutMs") => (() => TimeoutError);
/** Fetches, and follows up to five redirects of a GET or HEAD within the same origin. Credentials never leave it. */
export declare function fetchOnce(call: Call, { method, url, headers, body, signal }: Sending, fetch: typeof globalThis.fetch): Promise<Response>;
/** Hiding credentials takes many times the memory of the text. */
export declare const longestError: number;
/** The body as text, a byte order mark left out. One that does not end is given up before it fills the memory. */
export declare function textOf(response: Response, call: Call, longest?: number): Promise<string>;
/** Parses what came, or throws the `ApiError` that it is. */
export declare function readAnswer<Result>(call: Call, response: Response, signal: AbortSignal): Promise<Answer<Result>>;
/** The beginning of a text, on one line. */
export declare function cut(long: string, length: number): string;
/** The response with another body, and without credentials in its URL and headers. */
export declare function seal({ status, statusText, headers }: Response, call: Call, body: Response["body"]): Response;
/** The error that an answer is. */
export declare function failure(call: Call, response: Response, problem: string, body?: unknown, isParsed?: boolean): ApiError;
/** The caller's reason or the timeout, if that is why; else a `ConnectionError` that holds nothing of the request. */
export declare function broken(call: Call, signal: AbortSignal | undefined, error: unknown): unknown;
//# sourceMappingURL=exchange.d.ts.map
