import type { Client } from "./client.js";
import type { ListOperation, Page, Paging, Position, Progress, RequestOptions, Step } from "./operation.js";
/** What a list is made of: everything that walks it starts here. */
export interface Source<
	Item,
	P
> {
	readonly start: Position;
	readonly progress: Progress;
	readonly paging: Paging<Item, never>;
	/** The caller's. */
	readonly signal: AbortSignal | undefined;
	/**
	* Fetches the page at a position; `wanted` is how many more items there is use for, `signal` takes the place of the
	* caller's.
	*/
	readonly fetch: (at: Position, wanted: number, progress: Progress, signal?: AbortSignal) => Promise<Step<P>>;
}
/** A page, where it was found, and what comes after and before it. */
export interface Found<P> extends Step<P> {
	readonly at: Position;
}
/** Goes from page to page, and never to one twice. */
export declare function steps<
	Item,
	P extends Page<Item>
>(source: Source<Item, P>, direction: "next" | "previous", wanted?: () => number): AsyncGenerator<Found<P>, void, undefined>;
/**
* A list that is fetched on demand.
*
* - `await list` fetches the first page.
* - `for await (const item of list)` walks every item, fetching pages as needed.
* - `for await (const page of list.pages())` walks page by page.
*
* Nothing is sent until one of these starts, and each one starts over. Only the server ends a list: an empty or a short
* page does not.
*
* @throws PaginationError if the list cannot be walked on without losing or repeating items; ApiError, ConnectionError,
* TimeoutError and InvalidRequestError as any call
*/
export declare class PagedList<
	Item,
	P extends Page<Item> = Page<Item>
> implements AsyncIterable<Item>, PromiseLike<P> {
	#private;
	/** Made by {@link list}. */
	constructor(source: Source<Item, P>);
	/** @internal */
	static sourceOf<
		Item,
		P extends Page<Item>
	>(list: PagedList<Item, P>): Source<Item, P>;
	/** Makes `await list` fetch the first page. */
	then<
		A = P,
		B = never
	>(onFulfilled?: ((page: P) => A | PromiseLike<A>) | null, onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<A | B>;
	/** Every page, from the list's own cursor on. */
	pages(): AsyncGenerator<P, void, undefined>;
	/** Every page, from the list's own cursor backwards; the items on a page keep their order. */
	previousPages(this: PagedList<Item, P & {
		readonly previousCursor: string | null;
	}>): AsyncGenerator<P, void, undefined>;
	/** Every item. */
	[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined>;
	/**
	* The items in an array: all of them, or the first `limit`. The limit also makes the last page no larger than needed,
	* where that is possible; a limit of 0 sends nothing.
	*/
	toArray({ limit }?: {
		readonly limit?: number | undefined;
	}): Promise<Item[]>;
	/** The first item, or `undefined` if there is none; empty pages before it are passed over. */
	first(): Promise<Item | undefined>;
}
/** Prepares a list whose pages are found by a parameter; nothing is sent. The params are copied now, and never changed. */
export declare function list<
	T extends object,
	Item,
	Body,
	P extends Page<Item, Body>
>(client: Client, operation: ListOperation<T, Item, Body, P>, params: T, options?: RequestOptions): PagedList<Item, P>;
/** The same for a list whose pages are found by URLs that the server gives. */
export declare function linkedList<
	T extends object,
	Item,
	Body,
	P extends Page<Item, Body>
>(client: Client, operation: ListOperation<T, Item, Body, P>, params: T, options?: RequestOptions): PagedList<Item, P>;
//# sourceMappingURL=pagination.d.ts.map
