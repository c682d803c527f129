import type { WrittenBody } from "./content.js";
import type { Call, Params } from "./operation.js";
/** A request without its credentials. */
export interface Draft {
	readonly path: string;
	readonly query: string;
	readonly headers: readonly (readonly [name: string, value: string])[];
	readonly cookies: readonly string[];
	readonly content: WrittenBody | undefined;
}
/** Ends the call because of a parameter. The problem goes on after the operation's name. */
export declare function refuse({ operation: { id, docs }, safe }: Call, parameter: string, problem: string): never;
/** Code for a place in a text. */
export declare const quoted: (names: readonly string[]) => string;
/**
* Writes the params to their places, and refuses what no server should be asked: unknown, missing and null parameters, bad
* values, bad combinations. The values of a page that a walk leads to are not the caller's, and are not checked again; a
* query that it was given stands for all query parameters.
*/
export declare function draft(call: Call, params: Params, isChecked: boolean, walked?: {
	readonly query?: string;
}): Draft;
//# sourceMappingURL=request.d.ts.map
