/** Which items a filter leaves in, and in which order they come. */
import { expect, test } from "vitest";
import { select, type FakeFilter } from "../../templates/runtime/fake-filters.js";

type Row = readonly [is: FakeFilter["is"], wanted: unknown, values: readonly unknown[], left: readonly unknown[]];

const days = ["2026-01-01", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00+02:00"];

test.each<Row>([
  ["=", "a", ["a", "A", "ab", null, undefined], ["a"]],
  ["=", 1, [1, "1", 10, true], [1, "1"]],
  ["=", true, [true, false, "true"], [true, "true"]],
  ["=", "null", [null, undefined, "null"], ["null"]],
  ["!=", "a", ["a", "b", null, undefined], ["b", null, undefined]],
  ["in", ["a", "b"], ["a", "b", "c", null], ["a", "b"]],
  ["not in", ["a", "b"], ["a", "b", "c", null], ["c", null]],
  ["<", 10, [9, 10, 11, null], [9]],
  ["<=", 10, [9, 10, 11], [9, 10]],
  [">", 10, [9, 10, 11], [11]],
  [">=", "10", [9, 10, 11], [10, 11]],
  [">=", "b", ["a", "b", "c"], ["b", "c"]],
  [">=", "2026-01-02", days, days.slice(1)],
  [">", "2026-01-02", days, days.slice(2)],
  ["<=", "2026-01-01T22:00:00.000-02:00", days, days.slice(0, 2)],
  ["<", "2026-01-01T00:00:00.000001", ["2026-01-01T00:00:00", "2026-01-01T00:00:00.000001Z"], ["2026-01-01T00:00:00"]],
  [
    ">",
    "2026-01-01T00:00:00.123456",
    ["2026-01-01T00:00:00.123457", "2026-01-01T00:00:00.123456000"],
    ["2026-01-01T00:00:00.123457"],
  ],
  // What cannot be compared is on neither side.
  [">", "soon", days, []],
  ["<=", "soon", days, []],
])("%s %j", (is, wanted, values, left) => {
  const items = values.map((value) => ({ deep: { value } }));
  const filters: FakeFilter[] = [{ parameter: "p", field: ["deep", "value"], is }];
  expect(select(items, { p: wanted }, filters, undefined)).toEqual(left.map((value) => ({ deep: { value } })));
  expect(select(items, {}, filters, undefined)).toEqual(items);
});

test("a default counts, unless another filter asks for values of the field", () => {
  const items = ["a", "b", "c"];
  const whole = items.map((verb) => ({ verb }));
  const filters: FakeFilter[] = [
    { parameter: "not", field: ["verb"], is: "!=", default: "b" },
    { parameter: "only", field: ["verb"], is: "=" },
    { parameter: "none", field: ["verb"], is: "not in" },
    { parameter: "other", field: ["other"], is: "=" },
  ];
  const left = (params: object): unknown[] =>
    select(whole, { ...params }, filters, undefined).map((item) => (item as { verb: string }).verb);
  expect(left({})).toEqual(["a", "c"]);
  expect(left({ not: "a" })).toEqual(["b", "c"]);
  expect(left({ only: "b" })).toEqual(["b"]);
  expect(left({ none: ["a"] })).toEqual(["c"]);
  expect(left({ only: "b", not: "b" })).toEqual([]);
  expect(left({ other: "x" })).toEqual([]);
});

test("ordered where an order is declared: stable, by time and not by text, the list itself untouched", () => {
  const times = ["2026-01-01T12:00:00Z", "2026-01-01T12:00:00+05:00", "2026-01-02", "2026-01-01T12:00:00.000Z"];
  const items = Object.freeze(times.map((at, id) => ({ id, at })));
  const ids = (descending: boolean): unknown[] =>
    select(items, {}, [], { field: ["at"], descending }).map((item) => (item as { id: number }).id);
  expect(ids(false)).toEqual([1, 0, 3, 2]);
  expect(ids(true)).toEqual([2, 0, 3, 1]);
  expect(select([{ n: 10 }, { n: 9 }, {}], {}, [], { field: ["n"], descending: false })).toEqual([
    { n: 9 },
    { n: 10 },
    {},
  ]);
  expect(select(items, {}, [], undefined)).toEqual(items);
});
