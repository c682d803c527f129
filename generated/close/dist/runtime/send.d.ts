import type { Answer, AnyOperation, CallOptions, Params, RequestOptions } from "./operation.js";
import type { ClientOptions } from "./options.js";
import { type Redactor } from "./redact.js";
import { type Authenticate } from "./signature.js";
import type { Limits } from "./types.js";
/** What a client has made of its options. */
export interface Setup {
	readonly options: ClientOptions;
	readonly baseUrl: string;
	readonly limits: Limits;
	readonly redactor: Redactor;
	readonly authenticate: Authenticate | undefined;
}
/**
* Sends an operation, again if need be, and parses the answer. A page that a walk leads to (`walked`) was not
* written by the caller and is not checked again; its `query`, taken from a URL, replaces the query parameters.
*/
export declare function send({ options: own, baseUrl, limits, redactor, authenticate }: Setup, operation: AnyOperation, params: Params, options: CallOptions, walked?: {
	readonly query?: string;
}): Promise<Answer<unknown>>;
/** These limits, else those. */
export declare function limitsOf(own: RequestOptions, others: Limits): Limits;
//# sourceMappingURL=send.d.ts.map
