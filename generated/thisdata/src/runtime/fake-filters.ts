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
export function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((holder, name) => (holder as Params | null | undefined)?.[name], value);
}

/** The items that pass every filter, in order; those that compare equal stay as they were. */
export function select(
  items: readonly unknown[],
  params: Params,
  filters: readonly FakeFilter[],
  order: FakeOrder | undefined,
): readonly unknown[] {
  const asked = filters.filter(({ parameter, is }) => params[parameter] !== undefined && (is === "=" || is === "in"));
  const active = filters.flatMap((filter) => {
    const isAsked = asked.some(({ field }) => field.join("\n") === filter.field.join("\n"));
    const wanted = params[filter.parameter] ?? (isAsked ? undefined : filter.default);
    return wanted === undefined ? [] : [{ ...filter, wanted }];
  });
  const left = items.filter((item) => active.every(({ field, is, wanted }) => passes(at(item, field), is, wanted)));
  if (!order) return left;
  const sign = order.descending ? -1 : 1;
  return left.sort((a, b) => sign * (compare(at(a, order.field), at(b, order.field)) || 0));
}

function passes(value: unknown, is: FakeFilter["is"], wanted: unknown): boolean {
  const among = [wanted].flat().some((one) => String(one) === String(value));
  const isThere = value !== undefined && value !== null;
  switch (is) {
    case "=":
    case "in":
      return isThere && among;
    case "!=":
    case "not in":
      return !isThere || !among;
    case "<":
      return isThere && compare(value, wanted) < 0;
    case "<=":
      return isThere && compare(value, wanted) <= 0;
    case ">":
      return isThere && compare(value, wanted) > 0;
    case ">=":
      return isThere && compare(value, wanted) >= 0;
  }
}

/** Numbers by value, moments by time, other texts as such; what cannot be compared is `NaN`, and passes no filter. */
function compare(a: unknown, b: unknown): number {
  if (typeof a === "number") return a - Number(b);
  const [left, right] = [String(a), String(b)];
  const [from, to] = [momentOf(left), momentOf(right)];
  if (from !== undefined && to !== undefined && (from.ms !== to.ms || from.rest !== to.rest))
    return from.ms - to.ms || (from.rest < to.rest ? -1 : 1);
  if (from !== undefined) return to === undefined ? NaN : 0;
  return left < right ? -1 : Number(left > right);
}

/** A date, or a date and a time, UTC where no zone is named; with the digits after the milliseconds. */
function momentOf(text: string): { ms: number; rest: string } | undefined {
  const parts = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,3})(\d*))?(Z|[-+]\d\d:?\d\d)?)?$/i.exec(text);
  if (!parts) return undefined;
  const [, date, time = "00:00", fraction = "0", rest = "", zone = "Z"] = parts;
  const ms = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}.${fraction.padEnd(3, "0")}${zone}`);
  return Number.isNaN(ms) ? undefined : { ms, rest: rest.replace(/0+$/, "") };
}
