import type { Answer, Paging, Position, Progress, Step, TwoWayPage } from "./operation.js";
/**
* Pages linked by a cursor in the body. The list ends when the cursor is missing, null, false or empty, or `hasMore` is
* false; an empty page with a cursor does not end it. Where the last item is the cursor (`itemCursor`), it ends when
* `hasMore` is false; where that is missing, with an empty page.
*
* @throws PaginationError for a page that leads no further, although the list goes on
*/
export declare function byCursor<
	Item,
	Body
>(answer: Answer<Body>, { params }: Position, paging: Paging<Item, Body>, progress: Progress): Step<TwoWayPage<Item, Body>>;
//# sourceMappingURL=cursor.d.ts.map
