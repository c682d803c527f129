import type { Hooks } from "./hooks.js";
import { type Difference } from "./compare.js";
import { type Shapes } from "./shape.js";
/** A place where a response is not what the vendor's document says. */
export interface Deviation {
	/**
	* `undocumented`: a field that the document does not have; `missing`: one that it requires; `type`, `null`: a value of
	* another kind; `value`: one that is not among the known ones; `variant`: an object of a kind that it does not have.
	*/
	readonly kind: Difference["kind"];
	/** The operation, such as `events.list`. */
	readonly operation: string;
	/** Where in the response, as `data[*].action`. */
	readonly path: string;
	/** What the document says: `string or null`. */
	readonly expected: string;
	/** What came: its kind. A value only if it looks like a name, as `task.completed` does. */
	readonly found: string;
	/** All of it in one sentence. */
	readonly message: string;
	/**
	* The overlay action that would say so, as YAML for `actions:` of an overlay behind all others. Its evidence is to be filled
	* in. Undefined where no action can say it.
	*/
	readonly action: string | undefined;
}
/** Options of the observer. */
export interface ObserveOptions {
	/** Told of each deviation, once. What it throws, at once or later, is dropped. */
	readonly report: (deviation: Deviation) => void;
	/** The part of the responses that is looked at, 0 to 1. The first of each operation always is. Defaults to 0.1. */
	readonly sample?: number | undefined;
	/** How many items of a list are looked at, from all over it. Defaults to 10. */
	readonly items?: number | undefined;
	/** How many values of a response are looked at. Defaults to 1000. */
	readonly nodes?: number | undefined;
	/** How many deviations are reported at most. Defaults to 100. */
	readonly limit?: number | undefined;
	/** Whether values that look like names are shown. Defaults to true. */
	readonly values?: boolean | undefined;
}
/** Hooks that compare responses with these shapes. They neither throw nor keep anything of a response. */
export declare function observer(shapes: Shapes, options: ObserveOptions): Hooks;
//# sourceMappingURL=drift.d.ts.map
