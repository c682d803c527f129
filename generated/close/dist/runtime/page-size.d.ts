import type { Resize } from "./operation.js";
/** Asks for no more items than there is use for. A numbered page keeps its size through the walk: it is its address. */
export declare const fewer: Resize;
//# sourceMappingURL=page-size.d.ts.map
