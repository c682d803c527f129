import type { Answer, Page, Paging, Position, Progress, Step } from "./operation.js";
/**
* Pages addressed by number. The list ends when `hasMore` is false; where that is missing, at `totalPages`; where that is
* missing too, with an empty page.
*/
export declare function byPage<
	Item,
	Body
>({ body, response }: Answer<Body>, at: Position, paging: Paging<Item, Body>, progress: Progress): Step<Page<Item, Body>>;
//# sourceMappingURL=page-number.d.ts.map
