import { type PagingNames } from "./fake-request.js";
import type { Params } from "./operation.js";
/** How the pages of a list look: the names that lead to the fields of a body. */
export interface FakePages {
	readonly serve: ServePage;
	readonly items: readonly string[];
	readonly next?: readonly string[];
	readonly previous?: readonly string[];
	readonly total?: readonly string[];
	readonly totalPages?: readonly string[];
	readonly hasMore?: readonly string[];
	/** cursor: the field of a page's last item that is the cursor. */
	readonly itemCursor?: readonly string[];
	/** cursor: it is a number. */
	readonly numericCursor?: true;
	/** The documented default. */
	readonly pageSize?: number;
}
/** A request for a page. */
export interface PageRequest {
	readonly params: Params;
	readonly names: PagingNames;
	readonly pages: FakePages;
	/** How many items the page may have. */
	readonly size: number;
	/** Where it was sent, without credentials. */
	readonly url: string;
	/** Changes when the cursors that were given out so far end. */
	readonly generation: number;
}
/** What a page says, as pairs of a path and a value, and the target of its `Link`. */
export interface ServedPage {
	readonly data: readonly unknown[];
	readonly fields: readonly (readonly [path: readonly string[] | undefined, value: unknown])[];
	readonly next?: string | undefined;
}
/** `select`: the items that params ask for, in order. */
export type ServePage = (select: (params: Params) => readonly unknown[], request: PageRequest) => ServedPage;
/** A cursor in the body, or the last item: `next` leads on, `previous` back. */
export declare const cursorPages: ServePage;
/** The position of the first item. */
export declare const offsetPages: ServePage;
/** The number of the page. */
export declare const numberedPages: ServePage;
/** A URL to follow: in the body where `next` has a place, else in the `Link` header. It has the filters in it. */
export declare const urlPages: ServePage;
//# sourceMappingURL=fake-pages.d.ts.map
