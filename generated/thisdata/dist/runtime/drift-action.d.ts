/** The overlay action that would describe what a response has and the document has not. */
import type { Difference } from "./compare.js";
import { type Shapes } from "./shape.js";
/**
* The actions as YAML, to be pasted under `actions:` of an overlay that comes after all others; undefined where none can say
* it: the place is in another file, or only the value, which is not shown, could tell.
*/
export declare function overlayAction(difference: Difference, shapes: Shapes, description: string): string | undefined;
/** Whether a text looks like what a programmer calls something, and not like anybody's data: `task.completed`, `USD`. */
export declare function isToken(value: unknown): value is string;
//# sourceMappingURL=drift-action.d.ts.map
