import type { Answer, AnyOperation, CallOptions, Params, RequestOptions } from "./operation.js";
import type { ClientOptions } from "./options.js";
import { type ClientRedactor } from "./redact.js";
import { type Authenticate } from "./signature.js";
import type { Limits } from "./types.js";
/** What a client has made of its options. */
export interface Setup {
	readonly options: ClientOptions;
	/** The client's own. */
	readonly headers: readonly Header[];
	readonly baseUrl: string;
	readonly limits: Limits;
	readonly redactor: ClientRedactor;
	readonly authenticate: Authenticate | undefined;
}
type Header = readonly [name: string, value: string | undefined];
/**
* Sends an operation, again if need be, and parses the answer. A page that a walk leads to (`walked`) was not
* written by the caller and is not checked again; its `query`, taken from a URL, replaces the query parameters.
*/
export declare function send({ options: own, headers: ownHeaders, baseUrl, limits, redactor, authenticate }: Setup, operation: AnyOperation, params: Params, options: CallOptions, walked?: {
	readonly query?: string;
}): Promise<Answer<unknown>>;
/** These limits, else those. */
export declare function limitsOf(own: RequestOptions, others: Limits): Limits;
export {};
//# sourceMappingURL=send.d.ts.map
