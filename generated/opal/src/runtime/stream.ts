import { rawOf, withResponse } from "./call.js";
import type { Client } from "./client.js";
import type { Answer, CallOptions, Operation, Params } from "./operation.js";
import { unread } from "./read.js";
import type { WithResponse } from "./types.js";

/**
 * Items that come as the server sends them.
 *
 * - `for await (const item of stream)` sends the call and walks the items; `break` ends the connection.
 * - `await stream` sends the call and gives the items to walk, once the server has answered with a success.
 *
 * Nothing is sent until one of these starts, and each one starts over.
 */
export class ItemStream<Item, Full extends WithResponse<AsyncIterable<Item>> = WithResponse<AsyncIterable<Item>>>
  implements AsyncIterable<Item>, PromiseLike<AsyncIterable<Item>>
{
  readonly #open: (options?: CallOptions) => Promise<Answer<AsyncIterable<Item>>>;

  /** Made by {@link stream}. */
  constructor(open: (options?: CallOptions) => Promise<Answer<AsyncIterable<Item>>>) {
    this.#open = open;
  }

  /** Makes `await stream` send the call. */
  then<A = AsyncIterable<Item>, B = never>(
    onFulfilled?: ((items: AsyncIterable<Item>) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#open()
      .then(({ body }) => body)
      .then(onFulfilled, onRejected);
  }

  /** Sends the call; every item as it comes. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    yield* (await this.#open()).body;
  }

  /** Sends the call; the items with the response's status and headers. */
  async withResponse(): Promise<Full> {
    return withResponse(await this.#open()) as Full;
  }

  /** Sends the call; the response itself with its body unread. */
  async raw(): Promise<Response> {
    return rawOf(await this.#open({ read: unread }));
  }
}

/** Prepares a call whose success is a stream of items; nothing is sent. */
export function stream<P extends object, Item, Full extends WithResponse<AsyncIterable<Item>>>(
  client: Client,
  operation: Operation<P, AsyncIterable<Item>, Full>,
  params: P,
  options?: CallOptions,
): ItemStream<Item, Full> {
  return new ItemStream((own) => client.send(operation, (params ?? {}) as Params, { ...options, ...own }));
}
