/** What a type cannot stop is refused before anything is sent, with an error that says what is allowed and where that is documented. */
import { describe, expect, test } from "vitest";
import { InvalidRequestError as CloseRefusal } from "@specmend/close";
import { InvalidRequestError as OpalRefusal } from "@specmend/opal";
import { InvalidRequestError as ThisDataRefusal } from "@specmend/thisdata";
import { closeFor, failure, opalFor, queries, startClose, startOpal, startThisData, thisdataFor } from "./kit.js";

/** What plain JavaScript may pass. */
const odd = (params: object): never => params as never;

describe("close", () => {
  const docs = "See https://developer.close.com/api/resources/events/list";

  test.each([0, 51, 100, -1, 1.5, Number.NaN, Infinity, "10", true, [10]])("_limit %j", async (limit) => {
    const server = await startClose();
    const error = (await failure(closeFor(server).events.list(odd({ _limit: limit })))) as CloseRefusal;
    expect(error).toBeInstanceOf(CloseRefusal);
    expect(error).toMatchObject({ name: "InvalidRequestError", operation: "events.list", parameter: "_limit" });
    expect(error.message).toMatch(/^events\.list: `_limit` must be a whole number from 1 to 50, but is /);
    expect(error.message.endsWith(docs)).toBe(true);
    expect(server.requests).toEqual([]);
  });

  test("_limit 1 and 50 are fine, and are what is sent", async () => {
    const server = await startClose();
    const { events } = closeFor(server);
    expect((await events.list({ _limit: 1 })).data).toHaveLength(1);
    expect((await events.list({ _limit: 50 })).data).toHaveLength(50);
    expect(queries(server)).toEqual([{ _limit: "1" }, { _limit: "50" }]);
  });

  test.each([
    { params: { action: "deleted" }, nearest: "`object_type` + `action`; `object_id` + `action`; " },
    { params: { object_type: "lead" }, nearest: "`object_type` + `object_id`; `object_type` + `action`; " },
    { params: { request_id: "req_1", user_id: "user_1" }, nearest: "`user_id`; `request_id`; `lead_id` + `user_id`" },
    {
      params: { object_type: "lead", object_id: "lead_1", action: "deleted", lead_id: "lead_1", user_id: "user_1" },
      nearest: "`lead_id` + `user_id` + `object_type` + `action`; ",
    },
  ])("filters that do not go together: $params", async ({ params, nearest }) => {
    const server = await startClose();
    const error = (await failure(closeFor(server).events.list(odd(params)))) as CloseRefusal;
    expect(error).toBeInstanceOf(CloseRefusal);
    for (const name of Object.keys(params)) expect(error.message).toContain(`\`${name}\``);
    expect(error.message).toContain(`nearest first: ${nearest}`);
    expect(error.message.endsWith(docs)).toBe(true);
    expect(server.requests).toEqual([]);
  });

  test("_skip, which Close's document offers and the endpoint does not know", async () => {
    const server = await startClose();
    const error = (await failure(closeFor(server).events.list(odd({ _skip: 100 })))) as CloseRefusal;
    expect(error).toBeInstanceOf(CloseRefusal);
    expect(error.parameter).toBe("_skip");
    expect(error.message).toMatch(/has no parameter `_skip`\. It has: `_limit`, .*`_cursor`.*\. See https:/);
    expect(server.requests).toEqual([]);
  });

  test("the cursor of a last page: to begin again must be said otherwise", async () => {
    const server = await startClose();
    const error = (await failure(closeFor(server).events.list(odd({ _cursor: null })))) as CloseRefusal;
    expect(error).toBeInstanceOf(CloseRefusal);
    expect(error.message).toContain("the page it came from was the last one");
    expect(server.requests).toEqual([]);
  });

  test("an undefined parameter is none", async () => {
    const server = await startClose();
    await closeFor(server).events.list({ lead_id: undefined, _limit: undefined, _cursor: undefined });
    expect(server.requests[0]?.target).toBe("/api/v1/event/");
  });

  test("the list itself throws nothing: the error comes to who waits for it, each time", async () => {
    const server = await startClose();
    const list = closeFor(server).events.list(odd({ _limit: 51 }));
    for (const start of [() => list, () => list, () => list.toArray(), () => list.pages().next()]) {
      expect(await failure(start() as PromiseLike<unknown>)).toBeInstanceOf(CloseRefusal);
    }
    expect(server.requests).toEqual([]);
  });

  test("a page size of 51 is refused also where fewer items are wanted", async () => {
    const server = await startClose();
    const list = closeFor(server).events.list(odd({ _limit: 51 }));
    expect(await failure(list.toArray({ limit: 10 }))).toBeInstanceOf(CloseRefusal);
    expect(await failure(list.first())).toBeInstanceOf(CloseRefusal);
    expect(server.requests).toEqual([]);
  });
});

describe("opal", () => {
  test.each([
    { params: { page_size: 0 }, says: "`page_size` must be a whole number from 1 to 1000, but is 0" },
    { params: { page_size: 1001 }, says: "`page_size` must be a whole number from 1 to 1000, but is 1001" },
    { params: { page_size: "200" }, says: '`page_size` must be a whole number from 1 to 1000, but is "200"' },
    { params: { actor_filter: 7 }, says: "`actor_filter` must be a string, but is 7" },
    { params: { limit: 7 }, says: "has no parameter `limit`. It has: " },
  ])("$params", async ({ params, says }) => {
    const server = await startOpal();
    const error = (await failure(opalFor(server).events.list(odd(params)))) as OpalRefusal;
    expect(error).toBeInstanceOf(OpalRefusal);
    expect(error.message).toContain(says);
    expect(server.requests).toEqual([]);
  });

  test("page_size 1 and 1000 are fine", async () => {
    const server = await startOpal();
    expect((await opalFor(server).events.list({ page_size: 1 })).data).toHaveLength(1);
    expect((await opalFor(server).events.list({ page_size: 1000 })).nextCursor).toBeNull();
  });
});

describe("thisdata", () => {
  test.each([
    { params: { limit: 201 }, says: "`limit` must be a whole number from 1 to 200, but is 201" },
    { params: { limit: 0 }, says: "`limit` must be a whole number from 1 to 200, but is 0" },
    { params: { offset: -1 }, says: "`offset` must be a whole number of at least 0, but is -1" },
    { params: { verbs: "log-in" }, says: '`verbs` must be a list, but is "log-in"' },
    { params: { verbs: ["log-in", 5] }, says: "`verbs` holds at [1] what must be a string, but is 5" },
    { params: { "verbs[]": ["log-in"] }, says: "has no parameter `verbs[]`. It has: " },
    { params: { api_key: "another" }, says: "has no parameter `api_key`. It has: " },
  ])("$params", async ({ params, says }) => {
    const server = await startThisData();
    const error = (await failure(thisdataFor(server).events.list(odd(params)))) as ThisDataRefusal;
    expect(error).toBeInstanceOf(ThisDataRefusal);
    expect(error.message).toContain(says);
    expect(error.message).toMatch(/\. See http:\/\/help\.thisdata\.com\/docs\/v1getevents$/);
    expect(server.requests).toEqual([]);
  });

  test("limit 200 is fine", async () => {
    const server = await startThisData({ knobs: { oversize: "refuse" } });
    expect((await thisdataFor(server).events.list({ limit: 200 })).data).toHaveLength(200);
  });
});

test("toArray refuses a limit that is no number of items, before anything is sent", async () => {
  const server = await startClose();
  for (const limit of [-1, 1.5, Number.NaN]) {
    expect(String(await failure(closeFor(server).events.list().toArray({ limit })))).toContain(
      "`limit` must be a whole number",
    );
  }
  expect(server.requests).toEqual([]);
});
