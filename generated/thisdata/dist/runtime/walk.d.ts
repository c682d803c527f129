import type { Page } from "./operation.js";
import { PagedList } from "./pagination.js";
/** Where a walk stands: a small piece of JSON to store. It holds no credential. */
export interface WalkCheckpoint {
	/** Stands for the operation and its params. */
	readonly list: string;
	/** The cursor, position, number or query of a page; `null` for the list's own beginning. */
	readonly at: string | number | null;
	/** How many items of that page are done. */
	readonly done: number;
	/** Stands for the last of these. */
	readonly last?: string;
}
/** Options of {@link walk}. */
export interface WalkOptions<Item> {
	/** What `checkpoint()` gave, in this process or another, for the same operation and params; nothing for the beginning. */
	readonly resume?: WalkCheckpoint | null | undefined;
	/** How many pages to fetch while the caller is still at work on one, up to 1000. None unless said: they might not be needed. */
	readonly prefetch?: number | undefined;
	/** A list of more pages than this is an error. */
	readonly maxPages?: number | undefined;
	/** What an item is known by, if it may change while the list is walked: `(event) => event.id`. */
	readonly key?: ((item: Item) => unknown) | undefined;
}
/** A list that is being walked. Whatever starts, starts where the walk stands. */
export interface ListWalk<
	Item,
	P extends Page<Item> = Page<Item>
> extends AsyncIterable<Item> {
	/** Page by page. The first has only the items that were not done before. */
	pages(): AsyncGenerator<P, void, undefined>;
	/** After the last item, or page, that was handed out. */
	checkpoint(): WalkCheckpoint;
}
/**
* Walks a list so that another process can go on in the middle of it, item by item or page by page, with pages fetched
* ahead where that is wanted. `break` stops them.
*
* @throws PaginationError where the list changed so that it cannot be resumed without loss; SdkError for a checkpoint of
* another list
*/
export declare function walk<
	Item,
	P extends Page<Item>
>(list: PagedList<Item, P>, { resume, prefetch, maxPages, key }?: WalkOptions<Item>): ListWalk<Item, P>;
//# sourceMappingURL=walk.d.ts.map
