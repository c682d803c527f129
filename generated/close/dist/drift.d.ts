import { type ObserveOptions } from "./runtime/drift.js";
import type { Hooks } from "./runtime/hooks.js";
export type { Deviation, ObserveOptions } from "./runtime/drift.js";
/**
* Hooks that compare responses with what the document says, and report each new deviation once, with the overlay
* action that would describe it.
*/
export declare function observe(options: ObserveOptions): Hooks;
//# sourceMappingURL=drift.d.ts.map
