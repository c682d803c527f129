import type { Client } from "./client.js";
import type { ListOperation, Page, Params, RequestOptions } from "./operation.js";
/** What generated code says about a log that grows: how to tell what is new in it. */
export interface FeedRule<Item> {
	readonly id: (item: Item) => unknown;
	/** What the log is ordered by: when the item came about, or was last changed. */
	readonly timestamp: (item: Item) => unknown;
	/** How the list is ordered by it. */
	readonly order: "ascending" | "descending" | "none";
	/** The request parameter that leaves out what is older. */
	readonly since?: string;
	/** How long after its timestamp an item may become visible. */
	readonly overlapMs: number;
	/** The milliseconds of one, where timestamps are numbers. */
	readonly unitMs?: number;
}
/** Where a feed stands: JSON to store. It remembers the items of the overlap, and holds no credential. */
export interface FeedCheckpoint {
	/** Stands for the operation and its params. */
	readonly feed: string;
	/** Nothing before this is of interest; milliseconds since 1970. */
	readonly from: number | null;
	/** Up to here everything was read that was visible then. */
	readonly high: number | null;
	/** What was handed out within the overlap before `high`: id, timestamp. */
	readonly seen: readonly (readonly [id: string, timestamp: string])[];
}
/** Options of a feed, beside those of each of its requests. */
export interface FeedOptions<Params> extends RequestOptions {
	/** Where to begin: a moment, or what `checkpoint()` gave. Everything there is, unless said. */
	readonly since?: Date | string | FeedCheckpoint | null | undefined;
	/** Makes the feed endless: it looks again so many milliseconds after it has come to the end. */
	readonly poll?: {
		readonly every: number;
	} | undefined;
	/** The filters. */
	readonly params?: Params | undefined;
}
/** Something new. */
export interface FeedEntry<Item> {
	readonly item: Item;
	/** The feed has handed out this item before, and it has changed since. Only the overlap is remembered. */
	readonly isUpdate: boolean;
}
/** What is new in a log, oldest first. Whatever starts, starts where the feed stands. */
export interface ItemFeed<Item> extends AsyncIterable<FeedEntry<Item>> {
	/** After the last entry that was handed out. */
	checkpoint(): FeedCheckpoint;
}
/** Reads a log by a rule. Nothing is sent before it is iterated. */
export declare function feed<
	T extends object,
	Item,
	Body,
	P extends Page<Item, Body>
>(client: Client, operation: ListOperation<T, Item, Body, P>, rule: FeedRule<Item>, { since, poll, params: given, ...request }?: FeedOptions<T>): ItemFeed<Item>;
//# sourceMappingURL=feed.d.ts.map
