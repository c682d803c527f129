import type { Answer, Params } from "./operation.js";
/** Sees, changes, repeats or answers one attempt. What it throws, apart from this package's errors, is not retried. */
export type Middleware = (request: MiddlewareRequest, next: (request: MiddlewareRequest) => Promise<Response>) => Promise<Response>;
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
/**
* Sees, changes, repeats or answers a whole call, with its checks, its retries and the waits between them: a cache, a circuit
* breaker. Each page of a list is a call. Another body is given back as `{ body, response, raw }` of the answer that came: to
* spread it (`{ ...answer }`) leaves out the last two.
*/
export type CallMiddleware = (call: MiddlewareCall, next: (call: MiddlewareCall) => Promise<Answer<unknown>>) => Promise<Answer<unknown>>;
/** A call, as it was made. */
export interface MiddlewareCall {
	/** The operation, such as `events.list`. */
	readonly operation: string;
	readonly method: string;
	/** What the operation was called with. For a page of `Link` and next-URL lists, not yet with the query that leads there. */
	readonly params: Params;
	/** Aborted when the caller stops the call. */
	readonly signal: AbortSignal | undefined;
}
/** Runs `last` within layers, the first of which is the outermost. */
export declare function layered<
	Request,
	Result
>(layers: Layer<Request, Result> | readonly Layer<Request, Result>[] | undefined, last: (request: Request) => Promise<Result>): (request: Request) => Promise<Result>;
type Layer<
	Request,
	Result
> = (request: Request, next: (request: Request) => Promise<Result>) => Promise<Result>;
export {};
//# sourceMappingURL=middleware.d.ts.map
