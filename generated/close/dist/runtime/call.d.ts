import type { Client } from "./client.js";
import type { Operation, RequestOptions } from "./operation.js";
/** Sends an operation and returns its parsed body; `undefined` where the answer has none. */
export declare function call<
	P extends object,
	Result
>(client: Client, operation: Operation<P, Result>, params: P, options?: RequestOptions): Promise<Result>;
//# sourceMappingURL=call.d.ts.map
