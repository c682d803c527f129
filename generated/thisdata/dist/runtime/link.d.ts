import type { Answer, Page, Paging, Position, Progress, Step } from "./operation.js";
/** Pages linked by `Link: <url>; rel="next"` (RFC 8288). The list ends when there is no such link. */
export declare function byLink<
	Item,
	Body
>(answer: Answer<Body>, at: Position, paging: Paging<Item, Body>, progress: Progress): Step<Page<Item, Body>>;
//# sourceMappingURL=link.d.ts.map
