import type { Client } from "./client.js";
import type { Answer, CallOptions, Operation } from "./operation.js";
import type { WithResponse } from "./types.js";
/**
* Items that come as the server sends them.
*
* - `for await (const item of stream)` sends the call and walks the items; `break` ends the connection.
* - `await stream` sends the call and gives the items to walk, once the server has answered with a success.
*
* Nothing is sent until one of these starts, and each one starts over.
*/
export declare class ItemStream<
	Item,
	Full extends WithResponse<AsyncIterable<Item>> = WithResponse<AsyncIterable<Item>>
> implements AsyncIterable<Item>, PromiseLike<AsyncIterable<Item>> {
	#private;
	/** Made by {@link stream}. */
	constructor(open: (options?: CallOptions) => Promise<Answer<AsyncIterable<Item>>>);
	/** Makes `await stream` send the call. */
	then<
		A = AsyncIterable<Item>,
		B = never
	>(onFulfilled?: ((items: AsyncIterable<Item>) => A | PromiseLike<A>) | null, onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<A | B>;
	/** Sends the call; every item as it comes. */
	[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined>;
	/** Sends the call; the items with the response's status and headers. */
	withResponse(): Promise<Full>;
	/** Sends the call; the response itself with its body unread. */
	raw(): Promise<Response>;
}
/** Prepares a call whose success is a stream of items; nothing is sent. */
export declare function stream<
	P extends object,
	Item,
	Full extends WithResponse<AsyncIterable<Item>>
>(client: Client, operation: Operation<P, AsyncIterable<Item>, Full>, params: P, options?: CallOptions): ItemStream<Item, Full>;
//# sourceMappingURL=stream.d.ts.map
