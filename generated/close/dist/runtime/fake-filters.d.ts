/** Which items of a list a request asks for, and in which order they come. */
import type { Params } from "./operation.js";
/** A request parameter that leaves out items by one of their fields. */
export interface FakeFilter {
	/** The parameter's key. */
	readonly parameter: string;
	/** The names that lead to the field. */
	readonly field: readonly string[];
	/** How an item's field relates to the parameter where the item stays. */
	readonly is: "=" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not in";
	/** What counts where the parameter is left out and no other one asks for values of the field. */
	readonly default?: unknown;
}
/** What a list is ordered by. */
export interface FakeOrder {
	readonly field: readonly string[];
	readonly descending: boolean;
}
/** What a path leads to. */
export declare function at(value: unknown, path: readonly string[]): unknown;
/** The items that pass every filter, in order; those that compare equal stay as they were. */
export declare function select(items: readonly unknown[], params: Params, filters: readonly FakeFilter[], order: FakeOrder | undefined): readonly unknown[];
//# sourceMappingURL=fake-filters.d.ts.map
