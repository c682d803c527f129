import type { Answer, OffsetPage, Paging, Position, Progress, Step } from "./operation.js";
/**
* Pages addressed by the position of their first item. The next position counts the items that came, not those asked for.
* The list ends when `hasMore` is false; where that is missing, at the server's total; without one, and where more
* came than that (some count no further than 10 000), with an empty page.
*
* @throws PaginationError for an empty page before the total
*/
export declare function byOffset<
	Item,
	Body
>(answer: Answer<Body>, at: Position, paging: Paging<Item, Body>, progress: Progress): Step<OffsetPage<Item, Body>>;
//# sourceMappingURL=offset.d.ts.map
