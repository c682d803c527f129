import { rawOf, withResponse } from "./call.js";
import { unread } from "./read.js";
/**
* Items that come as the server sends them.
*
* - `for await (const item of stream)` sends the call and walks the items; `break` ends the connection.
* - `await stream` sends the call and gives the items to walk, once the server has answered with a success.
*
* Nothing is sent until one of these starts, and each one starts over.
*/
export class ItemStream {
	#open;
	/** Made by {@link stream}. */
	constructor(open) {
		this.#open = open;
	}
	/** Makes `await stream` send the call. */
	then(onFulfilled, onRejected) {
		return this.#open().then(({ body }) => body).then(onFulfilled, onRejected);
	}
	/** Sends the call; every item as it comes. */
	async *[Symbol.asyncIterator]() {
		yield* (await this.#open()).body;
	}
	/** Sends the call; the items with the response's status and headers. */
	async withResponse() {
		return withResponse(await this.#open());
	}
	/** Sends the call; the response itself with its body unread. */
	async raw() {
		return rawOf(await this.#open({ read: unread }));
	}
}
/** Prepares a call whose success is a stream of items; nothing is sent. */
export function stream(client, operation, params, options) {
	return new ItemStream((own) => client.send(operation, params ?? {}, {
		...options,
		...own
	}));
}
//# sourceMappingURL=stream.js.map
