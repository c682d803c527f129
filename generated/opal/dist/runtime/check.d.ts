/** Checks of one value. Each says what the value must be, or nothing; an operation refuses the call with it. */
import type { ValueRule } from "./operation.js";
/** `exclusiveMinimum`, `exclusiveMaximum` and `multipleOf`. */
export declare const finer: NonNullable<ValueRule["finer"]>;
/** A whole number within `minimum` and `maximum` (and what `finer` knows); a `bigint` beyond 2^53. */
export declare function integer(value: unknown, rule: ValueRule): string | undefined;
/** A finite number within `minimum` and `maximum` (and what `finer` knows). */
export declare function number(value: unknown, rule: ValueRule): string | undefined;
/** A text of `minLength` to `maxLength` code points that matches `pattern`. */
export declare function string(value: unknown, rule: ValueRule): string | undefined;
/** `true` or `false`. */
export declare function boolean(value: unknown): string | undefined;
/** One of `values`. */
export declare function values(value: unknown, rule: ValueRule): string | undefined;
/** A list of `minItems` to `maxItems` values, each of which passes `items`. */
export declare function array(value: unknown, rule: ValueRule): string | undefined;
//# sourceMappingURL=check.d.ts.map
