import type { Paging, Params, Position, Progress } from "./operation.js";
/** What `read` finds in the body, or `undefined` where the path to it is missing. */
export declare function find<
	Body,
	T
>(read: ((body: Body) => T) | undefined, body: Body): T | undefined;
/** The items of a page, frozen; a page without a list of them cannot be trusted. */
export declare function itemsOf<
	Item,
	Body
>(body: Body, { items, itemsField }: Paging<Item, Body>, progress: Progress): readonly Item[];
/** Whether the server says that more follows; nothing where it does not say. Anything but true and false cannot be trusted. */
export declare function moreOf<
	Item,
	Body
>(body: Body, { hasMore }: Paging<Item, Body>, progress: Progress): boolean | undefined;
/** A count that the server says; nothing for what is none: -1 for "unknown", or 0 although there are items. */
export declare function countOf<Body>(read: ((body: Body) => unknown) | undefined, body: Body, items: readonly unknown[]): number | undefined;
/** The params, with one of them set. */
export declare function withParam(params: Params, name: string, value: unknown): Params;
/** A paging parameter as it was asked for. */
export declare function param({ params }: Position, name: string | undefined): unknown;
/** Where a walk begins: the caller's own place, if the params have one. */
export declare function beginning<
	Item,
	Body
>(params: Params, paging: Paging<Item, Body>): Position;
/** Another page. With a cursor, some parameters are not sent again: it stands for them. */
export declare function moved<
	Item,
	Body
>(params: Params, paging: Paging<Item, Body>, place: unknown): Position;
//# sourceMappingURL=page.d.ts.map
