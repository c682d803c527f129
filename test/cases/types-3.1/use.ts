import type { EnumOfType, EnumWithNull, Names, NullableOpenEnum, OpenEnum, Tuple, TupleOpen, TypeList } from "@specmend/types-3.1";
import type { Use } from "../wire.js";

const use: Use = async ({ log }) => {
  const list: TypeList[] = ["a", 1, null];
  const values: EnumWithNull[] = ["a", null, 1, true];
  const known: OpenEnum[] = ["sent", "not yet known"];
  const maybe: NullableOpenEnum[] = ["sent", "not yet known", null];
  const typed: EnumOfType[] = ["a", "b"];
  const pair: Tuple[] = [["a", 1], ["a", null], ["a"], []];
  const more: TupleOpen = ["a", true, null];
  const names: Omit<Names, "constructor"> = { "with space": "x", "2nd": "y", "new\nline": "z", class: "k" };
  // @ts-expect-error a closed pair
  const long: Tuple = ["a", 1, 2];
  // @ts-expect-error the required one is missing
  const none: Omit<Names, "constructor"> = {};
  log(list, values, known, maybe, typed, pair, more, names, long, none);
};

export default use;
