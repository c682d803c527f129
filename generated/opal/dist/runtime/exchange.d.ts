import type { Answer } from "./operation.js";
import type { AnyOperation } from "./request.js";
/** One attempt of a call, as its errors tell it. */
export interface Call {
	readonly operation: AnyOperation;
	readonly attempt: number;
	/** Hides credentials in a text. */
	readonly safe: (text: string) => string;
	/** Hides them only where they are query parameters. */
	readonly safeQuery: (text: string) => string;
	/** The URL, without credentials. */
	url: string;
}
/** What is sent. */
export interface Sending {
	readonly method: string;
	readonly url: string;
	readonly headers: Headers;
	readonly body: NonNullable<RequestInit["body"]> | null;
	readonly signal: AbortSignal;
}
/** The end of a message about something that took more than one attempt. */
export declare function attempts(count: number): string;
/**
* Fetches, and follows up to five redirects of a GET or HEAD within the same origin. Credentials never leave it.
* `sign` puts credentials into the query of a URL.
*/
export declare function fetchOnce(call: Call, { method, url, headers, body, signal }: Sending, fetch: typeof globalThis.fetch, sign: (url: string) => string): Promise<Response>;
/** Parses what came, or throws the `ApiError` that it is. */
export declare function readAnswer<Result>(call: Call, response: Response, signal: AbortSignal): Promise<Answer<Result>>;
//# sourceMappingURL=exchange.d.ts.map
