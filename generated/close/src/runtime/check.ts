/** Checks of one value. Each says what the value must be, or nothing; an operation refuses the call with it. */
import type { ValueRule } from "./operation.js";
import { show } from "./query.js";

function bounds(low: unknown, high: unknown): string {
  if (low !== undefined && high !== undefined) return low === high ? ` ${low}` : ` from ${low} to ${high}`;
  if (low !== undefined) return ` of at least ${low}`;
  return high === undefined ? "" : ` of at most ${high}`;
}

function numeric(kind: string, isKind: boolean, value: unknown, rule: ValueRule): string | undefined {
  const { minimum, maximum, finer } = rule;
  const number = value as number;
  const more = finer?.(isKind ? number : NaN, rule);
  if (isKind && !(number < minimum!) && !(number > maximum!) && !more?.isBroken) return undefined;
  return `must be a ${kind}${bounds(minimum, maximum)}${more?.wanted ?? ""}, but is ${show(value)}`;
}

const isWhole = (quotient: number): boolean => Math.abs(quotient - Math.round(quotient)) < 1e-9;

/** `exclusiveMinimum`, `exclusiveMaximum` and `multipleOf`. */
export const finer: NonNullable<ValueRule["finer"]> = (number, rule) => {
  const { exclusiveMinimum: over, exclusiveMaximum: under, multipleOf } = rule;
  const limits = [
    over === undefined ? "" : ` over ${over}`,
    under === undefined ? "" : ` under ${under}`,
    multipleOf === undefined ? "" : ` that is a multiple of ${multipleOf}`,
  ];
  const isBroken =
    number <= over! || number >= under! || (multipleOf !== undefined && !isWhole(Number(number) / multipleOf));
  return { isBroken, wanted: limits.join("") };
};

/** A whole number within `minimum` and `maximum` (and what `finer` knows); a `bigint` beyond 2^53. */
export function integer(value: unknown, rule: ValueRule): string | undefined {
  return numeric("whole number", Number.isSafeInteger(value) || typeof value === "bigint", value, rule);
}

/** A finite number within `minimum` and `maximum` (and what `finer` knows). */
export function number(value: unknown, rule: ValueRule): string | undefined {
  return numeric("number", Number.isFinite(value), value, rule);
}

/** A text of `minLength` to `maxLength` code points that matches `pattern`. */
export function string(value: unknown, rule: ValueRule): string | undefined {
  const { minLength, maxLength, pattern } = rule;
  if (typeof value !== "string") return `must be a string, but is ${show(value)}`;
  const length = minLength === undefined && maxLength === undefined ? 0 : [...value].length;
  if (length < minLength! || length > maxLength!) {
    return `must be a string${bounds(minLength, maxLength)} characters, but has ${length}`;
  }
  // Longer ones are for the server: the time may grow with the square of the length.
  if (pattern === undefined || value.length > 5000 || new RegExp(pattern, "u").test(value)) return undefined;
  return `must match ${pattern}, but is ${show(value)}`;
}

/** `true` or `false`. */
export function boolean(value: unknown): string | undefined {
  return typeof value === "boolean" ? undefined : `must be true or false, but is ${show(value)}`;
}

/** One of `values`. */
export function values(value: unknown, rule: ValueRule): string | undefined {
  if (rule.values?.includes(value)) return undefined;
  return `must be one of ${rule.values?.map(show).join(", ")}, but is ${show(value)}`;
}

/** A list of `minItems` to `maxItems` values, each of which passes `items`. */
export function array(value: unknown, rule: ValueRule): string | undefined {
  if (!Array.isArray(value)) return `must be a list, but is ${show(value)}`;
  const { minItems, maxItems, items } = rule;
  if (value.length < minItems! || value.length > maxItems!) {
    return `must be a list${bounds(minItems, maxItems)} values, but has ${value.length}`;
  }
  for (const [index, item] of value.entries()) {
    const problem = items?.check?.(item, items);
    if (problem !== undefined) return `holds at [${index}] what ${problem}`;
  }
  return undefined;
}
