/** What is refused before anything is sent. */
import { expect, test } from "vitest";
import type { Client } from "../../templates/runtime/client.js";
import { cookieExploded } from "../../templates/runtime/styles.js";
import { call } from "../../templates/runtime/call.js";
import { array, boolean, finer, integer, number, string, values } from "../../templates/runtime/check.js";
import { combinations } from "../../templates/runtime/combinations.js";
import type { ValueRule } from "../../templates/runtime/operation.js";
import { jsonBody } from "../../templates/runtime/body.js";
import { createClient, eventsList, failure, key, operation } from "./close.js";
import { json, serve } from "./server.js";

test("unknown, null and missing parameters", async () => {
  const { url, seen } = await serve((_, response) => json(response, { data: [] }));
  const client = createClient({ apiKey: key, baseUrl: url });
  const refused = async (params: object): Promise<string> => {
    const error = await failure(eventsList(client, params));
    expect(error).toMatchObject({ name: "InvalidRequestError", operation: "events.list" });
    return (error as Error).message;
  };
  expect(await refused({ _skip: 1 })).toBe(
    "events.list has no parameter `_skip`. It has: `_limit`, `_cursor`, `object_type`, `object_id`, `action`, `lead_id`, `date_updated__gte`. See https://docs.test/events",
  );
  expect(await refused({ constructor: "x" })).toContain("has no parameter `constructor`");
  expect(await refused(JSON.parse('{"__proto__": "x"}') as object)).toContain("has no parameter `__proto__`");
  expect(await refused({ _cursor: null })).toBe(
    "events.list: `_cursor` is null: the page it came from was the last one; leave the parameter out to start from the beginning. See https://docs.test/events",
  );
  expect(await refused({ lead_id: null })).toContain("`lead_id` is null; leave the parameter out instead");
  expect(await refused({ _limit: 51 })).toContain(
    "`_limit` must be a whole number from 1 to 50, but is 51. See https://",
  );
  expect(await refused({ object_type: "lead" })).toBe(
    "events.list: got `object_type`; only these sets may be given, nearest first: `object_type` + `object_id`; `object_type` + `action`; `lead_id` + `object_type`; none of them; `lead_id`. See https://docs.test/events",
  );
  const needy = operation({
    parameters: { id: { in: "query", required: true } },
    body: { mediaType: "application/json", required: true, write: jsonBody },
  });
  expect(await failure(call(client, needy, {}))).toMatchObject({
    parameter: "id",
    message: "things.get: `id` is missing.",
  });
  expect(await failure(call(client, needy, { id: 1 }))).toMatchObject({ parameter: "body" });
  expect(await failure(call(client, needy, { id: 1, bodi: 1 }))).toMatchObject({
    message: "things.get has no parameter `bodi`. It has: `id`, `body`.",
  });
  expect(seen).toEqual([]);
  await eventsList(client, { lead_id: undefined, _skip: undefined, _limit: 50 } as object);
  expect(seen.map((request) => request.url)).toEqual(["/event/?_limit=50"]);
});

test.each<[(value: unknown, rule: ValueRule) => string | undefined, ValueRule, unknown[], [unknown, string][]]>([
  [
    integer,
    { minimum: 1, maximum: 50 },
    [1, 50, 7n],
    [
      [51, "must be a whole number from 1 to 50, but is 51"],
      [0, "must be a whole number from 1 to 50, but is 0"],
      [1.5, "must be a whole number from 1 to 50, but is 1.5"],
      ["10", 'must be a whole number from 1 to 50, but is "10"'],
      [NaN, "must be a whole number from 1 to 50, but is NaN"],
    ],
  ],
  [
    integer,
    { minimum: 1 },
    [1, 9e15],
    [
      [-1, "must be a whole number of at least 1, but is -1"],
      [2 ** 53, `must be a whole number of at least 1, but is ${2 ** 53}`],
    ],
  ],
  [
    number,
    { finer, maximum: 1, exclusiveMinimum: 0 },
    [0.5, 1],
    [
      [0, "must be a number of at most 1 over 0, but is 0"],
      [Infinity, "must be a number of at most 1 over 0, but is Infinity"],
    ],
  ],
  [number, { finer, multipleOf: 0.1 }, [0.3, 1], [[0.25, "must be a number that is a multiple of 0.1, but is 0.25"]]],
  [
    string,
    { minLength: 1, maxLength: 2, pattern: "^\\p{L}|😀" },
    ["é", "😀😀"],
    [
      ["", "must be a string from 1 to 2 characters, but has 0"],
      ["abc", "must be a string from 1 to 2 characters, but has 3"],
      ["1", 'must match ^\\p{L}|😀, but is "1"'],
      [1, "must be a string, but is 1"],
    ],
  ],
  [boolean, {}, [true, false], [["true", 'must be true or false, but is "true"']]],
  [
    values,
    { values: ["lead", "contact", 3] },
    ["lead", 3],
    [["leads", 'must be one of "lead", "contact", 3, but is "leads"']],
  ],
  [
    array,
    { minItems: 1, maxItems: 2, items: { check: values, values: ["a", "b"] } },
    [["a"], ["a", "b"]],
    [
      [[], "must be a list from 1 to 2 values, but has 0"],
      ["a", 'must be a list, but is "a"'],
      [["a", "c"], 'holds at [1] what must be one of "a", "b", but is "c"'],
    ],
  ],
])("%o accepts and refuses", (check, rule, good, bad) => {
  for (const value of good) expect(check(value, rule)).toBeUndefined();
  for (const [value, message] of bad) expect(check(value, rule)).toBe(message);
});

test("combinations: what is empty is refused, what is undefined is absent", () => {
  const rule = { check: combinations, parameters: ["a", "b"], allowed: [[], ["a", "b"]] };
  expect(combinations({}, rule)).toBeUndefined();
  expect(combinations({ a: undefined, b: undefined, c: "" }, rule)).toBeUndefined();
  expect(combinations({ a: "", b: 1 }, rule)).toBe("`a` is empty; leave it out, or give it a value");
  expect(combinations({ a: 1, b: [] }, rule)).toBe("`b` is empty; leave it out, or give it a value");
  expect(combinations({ b: 0, a: 1 }, rule)).toBeUndefined();
  expect(combinations({ a: 1 }, rule)).toBe(
    "got `a`; only these sets may be given, nearest first: `a` + `b`; none of them",
  );
  expect(combinations({}, { ...rule, allowed: [["a"]] })).toBe(
    "got none of them; only these sets may be given, nearest first: `a`",
  );
});

test.each(["a\r\nx-evil: 1", "a\nb", "a\rb", "a\u0000b", "ключ", "a\u007fb"])(
  "a header or cookie that is %j is refused before anything is sent, and not shown",
  async (value) => {
    const { url, seen } = await serve((_, response) => json(response, {}));
    const client = (headers = {}): Client => createClient({ apiKey: key, baseUrl: url, headers });
    const traced = operation({
      parameters: {
        trace: { in: "header", name: "x-trace" },
        crumb: { in: "cookie", style: cookieExploded, encode: String },
      },
    });
    const errors = [
      await failure(call(client(), traced, { trace: value })),
      await failure(call(client(), traced, { crumb: value })),
      await failure(call(client({ "x-own": value }), traced, {})),
      await failure(call(client(), traced, {}, { headers: { "x-own": value } })),
      await failure(call(client(), traced, {}, { headers: { [value]: "1" } })),
    ];
    for (const error of errors) expect(error).toMatchObject({ name: "InvalidRequestError", operation: "things.get" });
    for (const error of errors.slice(0, 4)) expect(String(error)).not.toContain(value);
    expect(seen).toEqual([]);
  },
);
