import type { AnyOperation, Params, WrittenBody } from "./operation.js";
/** Ends the call because of this parameter. */
export type Refuse = (parameter: string, message: string) => never;
/** A request without its credentials. */
export interface Draft {
	readonly path: string;
	readonly query: string;
	readonly headers: (readonly [name: string, value: string])[];
	readonly cookies: readonly string[];
	readonly content: WrittenBody | undefined;
}
/** Refuses what no server should be asked: unknown, missing and null parameters, bad values, bad combinations. */
export declare function validate(operation: AnyOperation, params: Params, refuse: Refuse): void;
/** Refuses what would end a header or cannot be in one, without showing it. */
export declare function checkHeader(name: string, value: string, refuse: Refuse): void;
/** Writes the parameters to their places; a `given` query stands for all query parameters. */
export declare function draft(operation: AnyOperation, params: Params, given: string | undefined, refuse: Refuse): Draft;
//# sourceMappingURL=request.d.ts.map
