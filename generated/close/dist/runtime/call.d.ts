import type { Client } from "./client.js";
import type { Answer, CallOptions, Operation, RequestOptions } from "./operation.js";
import type { WithResponse } from "./types.js";
/** The promise of a call's data, with ways to get at more than the data. */
export interface ApiPromise<
	Data,
	Full extends WithResponse<Data> = WithResponse<Data>
> extends Promise<Data> {
	/** The data with the response's status and headers. */
	withResponse(): Promise<Full>;
	/**
	* The response itself with its body unread, to stream or to read in one's own way: a success; any other still throws.
	* Call it at once, instead of awaiting the call.
	*/
	raw(): Promise<Response>;
}
/** An answer as `withResponse()` tells it. */
export declare function withResponse<Data>({ body, response }: Answer<Data>): WithResponse<Data>;
/** The response that `raw()` asked for, if it asked in time. */
export declare function rawOf({ body }: Answer<unknown>): Response;
/** Sends an operation and returns its parsed body; `undefined` where the answer has none. */
export declare function call<
	P extends object,
	Result,
	Full extends WithResponse<Result>
>(client: Client, operation: Operation<P, Result, Full>, params: P, options?: CallOptions): ApiPromise<Result, Full>;
/** Sends an operation whose data depends on the media type that is asked for. */
export declare function callFor<
	P extends object,
	ByType,
	Accept extends keyof ByType
>(client: Client, operation: Operation<P, ByType[keyof ByType]>, params: P, options?: RequestOptions & {
	readonly accept?: Accept | undefined;
}): ApiPromise<ByType[Accept]>;
//# sourceMappingURL=call.d.ts.map
