/** Which operation a request is for. */
import type { Described, Received } from "./fake-request.js";
export interface Found<One> {
	readonly one: One;
	/** Path parameters by wire names, as they came. */
	readonly segments: ReadonlyMap<string, string>;
}
/** Finds operations by method and path, wherever the client was told that the API is. */
export declare class Router<One extends {
	readonly operation: Described;
}> {
	#private;
	constructor(operations: readonly One[], baseUrl: string | undefined);
	find({ method, url: { pathname } }: Received): Found<One> | undefined;
}
//# sourceMappingURL=fake-router.d.ts.map
