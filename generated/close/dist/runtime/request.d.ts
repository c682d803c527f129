import type { Operation, Params } from "./operation.js";
/** Any operation, for code that does not care about its types. */
export type AnyOperation = Operation<object, unknown> & {
	readonly pagination?: {
		readonly cursor?: string;
	};
};
/** Ends the call because of this parameter. */
export type Refuse = (parameter: string, message: string) => never;
/** A request without its credentials. */
export interface Draft {
	readonly path: string;
	readonly query: readonly string[];
	readonly headers: readonly (readonly [name: string, value: string])[];
	readonly cookies: readonly string[];
	readonly body: NonNullable<RequestInit["body"]> | undefined;
	/** The body's media type, unless `fetch` has to set it. */
	readonly mediaType: string | undefined;
}
/** Refuses what no server should be asked: unknown, missing and null parameters, bad values, bad combinations. */
export declare function validate(operation: AnyOperation, params: Params, refuse: Refuse): void;
/** Refuses what would end a header or cannot be in one, without showing it. */
export declare function checkHeader(name: string, value: string, refuse: Refuse): void;
/** Writes the parameters to their places; a `given` query stands for all query parameters. */
export declare function draft(operation: AnyOperation, params: Params, given: string | undefined, refuse: Refuse): Draft;
//# sourceMappingURL=request.d.ts.map
