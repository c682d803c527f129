import { Refusal, type Received } from "./fake-request.js";
import type { FakeDefinition, FakeOperation, FakeRequest } from "./fake-types.js";
/** What a fake has. */
export interface Stock {
	readonly definition: FakeDefinition;
	/** By operation. */
	readonly data: Readonly<Record<string, unknown>>;
	/** The most items of a page. */
	readonly pageSize: number;
	/** How many times the cursors have expired. */
	readonly generation: number;
}
/** Answers a request of an operation, refusals included. */
export declare function serve(stock: Stock, one: FakeOperation, request: FakeRequest, received: Received): Promise<Response>;
export declare function refusal({ status, message }: Refusal): Response;
//# sourceMappingURL=fake-serve.d.ts.map
