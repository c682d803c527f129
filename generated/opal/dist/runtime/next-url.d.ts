import type { Answer, Page, Paging, Position, Progress, Step } from "./operation.js";
/** Pages linked by a URL in the body. The list ends when it is missing, null, false or empty. */
export declare function byUrl<
	Item,
	Body
>(answer: Answer<Body>, at: Position, paging: Paging<Item, Body>, progress: Progress): Step<Page<Item, Body>>;
/**
* Goes on to a URL that the server gave. Only its query is used, and only if it leads to the same host and path: wherever
* else it points, no request and no credential goes there.
*/
export declare function stepTo<
	Item,
	Body
>(url: unknown, { body, response }: Answer<Body>, { params }: Position, paging: Paging<Item, Body>, progress: Progress): Step<Page<Item, Body>>;
//# sourceMappingURL=next-url.d.ts.map
