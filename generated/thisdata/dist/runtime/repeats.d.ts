import type { Position, Progress } from "./operation.js";
/**
* Notices a server that takes no notice of where a page starts, and returns what to remember for the next page. Only where
* we count the position: a cursor is the server's word, and may lead over equal pages.
*/
export declare function remember(data: readonly unknown[], { before }: Position, progress: Progress): NonNullable<Position["before"]>;
//# sourceMappingURL=repeats.d.ts.map
