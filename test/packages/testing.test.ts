/** The fakes of the packages as a consumer's tests use them: an import that must survive what servers do. */
import { ApiError, Close, ConnectionError, isApiError, TimeoutError, type Event } from "@specmend/close";
import { fakeClose, type CloseFakeData } from "@specmend/close/testing";
import { Opal, type Event as OpalEvent } from "@specmend/opal";
import { fakeOpal } from "@specmend/opal/testing";
import { ThisData, type Event as ThisDataEvent } from "@specmend/thisdata";
import { fakeThisData } from "@specmend/thisdata/testing";
import { describe, expect, test, vi } from "vitest";

/** The consumer's code under test. */
async function importEvents(close: Close, params: Parameters<Close["events"]["list"]>[0] = {}): Promise<string[]> {
  const ids: string[] = [];
  for await (const event of close.events.list(params)) ids.push(event.id);
  return ids;
}

const event = (number: number, more: Partial<Event> = {}): Event => ({
  id: `ev_${number}`,
  date_created: `2026-11-01T00:00:00.${String(1000 - number).padStart(3, "0")}000`,
  date_updated: `2026-11-01T00:00:00.${String(1000 - number).padStart(3, "0")}000`,
  organization_id: "orga_1",
  request_id: `req_${number}`,
  object_type: number % 2 === 0 ? "lead" : "contact",
  object_id: `object_${number}`,
  lead_id: `lead_${number % 3}`,
  action: "updated",
  changed_fields: [],
  meta: {},
  ...more,
});
const events = Array.from({ length: 120 }, (_, number) => event(number + 1));
const ids = events.map(({ id }) => id);

function start(data: CloseFakeData = { "events.list": events }, pageSize?: number) {
  const fake = fakeClose(data, { pageSize });
  return { fake, close: new Close({ apiKey: "a-test-key", fetch: fake.fetch, maxRetryDelayMs: 0 }) };
}

const statuses = (fake: { requests: readonly { status: number | null }[] }): (number | null)[] =>
  fake.requests.map(({ status }) => status);

describe("Close", () => {
  test("every event is imported, and the log tells how", async () => {
    const { fake, close } = start();
    expect(await importEvents(close)).toEqual(ids);
    expect(statuses(fake)).toEqual([200, 200, 200]);
    expect(fake.requests[0]).toEqual({
      operation: "events.list",
      method: "GET",
      url: "https://api.close.com/api/v1/event/",
      params: {},
      headers: { accept: "application/json" },
      body: undefined,
      status: 200,
    });
    expect(Object.keys(fake.requests[1]?.params ?? {})).toEqual(["_cursor"]);
    expect(JSON.stringify(fake.requests)).not.toMatch(/a-test-key|YS10ZXN0/);
  });

  test.each([1, 7, 49, 51, 200])("pages of at most %i items, less than what is documented", async (pageSize) => {
    const { fake, close } = start(undefined, pageSize);
    expect(await importEvents(close, { _limit: 50 })).toEqual(ids);
    expect(fake.requests).toHaveLength(Math.ceil(120 / Math.min(pageSize, 50)));
  });

  test("filters are those of Close, and are bound to the cursor", async () => {
    const { fake, close } = start(undefined, 10);
    const wanted = events.filter(({ lead_id, object_type }) => lead_id === "lead_1" && object_type === "lead");
    expect(await importEvents(close, { lead_id: "lead_1", object_type: "lead" })).toEqual(wanted.map(({ id }) => id));
    const first = await close.events.list({ lead_id: "lead_1" });
    const other = close.events.list({ lead_id: "lead_2", _cursor: first.nextCursor! });
    await expect(other.toArray()).rejects.toThrow(/other filters/);
    expect(fake.requests.at(-1)).toMatchObject({ params: { lead_id: "lead_2" }, status: 400 });
  });

  test("dates go with the cursor, and are not sent with it", async () => {
    const { fake, close } = start(undefined, 10);
    const since = events[24]!.date_updated;
    expect(await importEvents(close, { date_updated__gte: since })).toEqual(ids.slice(0, 25));
    expect(await importEvents(close, { date_updated__gt: since })).toEqual(ids.slice(0, 24));
    expect(await importEvents(close, { date_updated__lt: since })).toEqual(ids.slice(25));
    expect(await importEvents(close, { date_updated__lte: since, date_updated__gte: `${since}Z` })).toEqual(["ev_25"]);
    expect(fake.requests[1]?.params).toEqual({ _cursor: expect.any(String) as string });
  });

  test("walks back", async () => {
    const { close } = start(undefined, 50);
    const second = (await close.events.list()).nextCursor!;
    const pages: (readonly Event[])[] = [];
    for await (const page of close.events.list({ _cursor: second }).previousPages()) pages.push(page.data);
    expect(pages.map((page) => page.map(({ id }) => id))).toEqual([ids.slice(50, 100), ids.slice(0, 50)]);
  });

  test("what Close refuses is refused, should anybody get past the client's checks", async () => {
    const { fake } = start();
    const headers = { authorization: `Basic ${btoa("key:")}` };
    const ask = async (query: string): Promise<[number, unknown]> => {
      const answer = await fake.fetch(`https://api.close.com/api/v1/event/${query}`, { headers });
      return [answer.status, ((await answer.json()) as { error?: unknown }).error];
    };
    expect(await ask("?_limit=51")).toEqual([400, "`_limit` must be a whole number from 1 to 50, but is 51"]);
    expect(await ask("?_limit=x")).toEqual([400, expect.stringContaining("`_limit` must be a whole number") as string]);
    expect(await ask("?action=deleted")).toEqual([400, expect.stringContaining("only these sets") as string]);
    expect(await ask("?_cursor=nonsense")).toEqual([400, "`_cursor` is no cursor of this list"]);
    expect(await ask("?_skip=10&unknown=1")).toEqual([200, undefined]);
    expect(fake.requests.at(-1)?.url).toContain("_skip=10&unknown=1");
  });

  test("credentials as declared", async () => {
    const { fake } = start();
    const ask = async (authorization?: string): Promise<number> => {
      const init = authorization === undefined ? {} : { headers: { authorization } };
      return (await fake.fetch("https://api.close.com/api/v1/event/", init)).status;
    };
    expect(await ask()).toBe(401);
    expect(await ask(`Basic ${btoa("key:")}`)).toBe(200);
    expect(await ask(`Basic ${btoa("key")}`)).toBe(401);
    expect(await ask(`Basic ${btoa("key:password")}`)).toBe(401);
    expect(await ask("Bearer token")).toBe(200);
    expect(await ask("Bearer ")).toBe(401);
  });

  test("what is not supplied is said, once, at once", async () => {
    const { fake, close } = start({});
    await expect(importEvents(close)).rejects.toThrow(
      'fakeClose has no data for `events.list`: pass { \\"events.list\\"',
    );
    expect(statuses(fake)).toEqual([501, 501, 501]);
    expect(() => fakeClose({ "events.lst": [] } as CloseFakeData)).toThrow('there is no operation "events.lst"');
    const elsewhere = await fake.fetch("https://api.close.com/api/v1/lead/");
    expect([elsewhere.status, await elsewhere.json()]).toEqual([
      404,
      { error: "fakeClose knows no operation for GET https://api.close.com/api/v1/lead/" },
    ]);
    expect(fake.requests.at(-1)?.operation).toBeNull();
  });

  test("a 429 with Retry-After, a 500, a broken connection: the import goes on", async () => {
    const { fake, close } = start();
    fake.fail("events.list", { status: 429, headers: { "retry-after": "0" }, after: 1 });
    fake.fail("events.list", { status: 500 });
    fake.disconnect("events.list", { after: 1 });
    fake.disconnect("events.list", { at: "body" });
    expect(fake.pending).toHaveLength(4);
    expect(await importEvents(close)).toEqual(ids);
    expect(statuses(fake)).toEqual([200, 429, 500, 200, null, 200, 200]);
    expect(fake.pending).toEqual([]);
  });

  test("failures that do not pass end it, with their story", async () => {
    const { fake, close } = start();
    fake.fail("events.list", { status: 400, body: { errors: [], "field-errors": { _limit: "no" } }, after: 1 });
    const error = await importEvents(close).catch((reason: unknown) => reason);
    expect(isApiError(error, "events.list") && error.status === 400 && error.body["field-errors"]).toEqual({
      _limit: "no",
    });
    fake.fail("events.list", { status: 503, times: Infinity });
    await expect(importEvents(close)).rejects.toBeInstanceOf(ApiError);
    expect(fake.pending).toEqual([]);
    const other = start();
    other.fake.disconnect("events.list", { times: 3 });
    await expect(importEvents(other.close)).rejects.toBeInstanceOf(ConnectionError);
  });

  test("a slow answer, given up by a timeout or by an abort", async () => {
    const fake = fakeClose({ "events.list": events });
    const options = { apiKey: "test", fetch: fake.fetch, maxRetries: 0 };
    const close = new Close(options);
    for (const ms of [-1, NaN]) expect(() => fake.delay("events.list", ms)).toThrow("`ms` must be a number");
    fake.delay("events.list", Infinity);
    await expect(importEvents(new Close({ ...options, timeoutMs: 20 }))).rejects.toBeInstanceOf(TimeoutError);
    fake.delay("events.list", 1, { times: 2 });
    expect(await importEvents(close)).toEqual(ids);
    fake.delay("events.list", 60_000);
    const controller = new AbortController();
    const waiting = fake.fetch("https://api.close.com/api/v1/event/", { signal: controller.signal });
    controller.abort(new Error("given up"));
    await expect(waiting).rejects.toThrow("given up");
    await expect(fake.fetch("https://api.close.com/", { signal: AbortSignal.abort() })).rejects.toThrow();
  });

  test("expired cursors", async () => {
    const { fake, close } = start();
    const { nextCursor } = await close.events.list();
    fake.expireCursors();
    await expect(importEvents(close, { _cursor: nextCursor! })).rejects.toThrow(/expired/);
    expect(await importEvents(close)).toEqual(ids);
  });

  test("data as a function of the request, and an answer as it is", async () => {
    const { close } = start({
      "events.list": ({ params }) =>
        params.lead_id === "gone"
          ? new Response("<h1>gone</h1>", { status: 410, headers: { "content-type": "text/html" } })
          : events.slice(0, 3),
    });
    expect(await importEvents(close)).toEqual(ids.slice(0, 3));
    await expect(importEvents(close, { lead_id: "gone" })).rejects.toThrow("410");
  });

  test("a function that throws is no broken connection", async () => {
    const { fake, close } = start({
      "events.list": () => {
        throw new TypeError("a mistake of the test");
      },
    });
    await expect(importEvents(close)).rejects.toThrow("the function for `events.list` threw: TypeError: a mistake");
    expect(fake.requests[0]).toMatchObject({ operation: "events.list", status: 500 });
  });

  test("code that makes its own client finds the fake as the global fetch", async () => {
    const { fake } = start();
    vi.stubGlobal("fetch", fake.fetch);
    try {
      expect(await importEvents(new Close({ apiKey: "key" }))).toEqual(ids);
    } finally {
      vi.unstubAllGlobals();
    }
  });

  test("a feed gets what is added meanwhile, in Close's order wherever it was added", async () => {
    const log = [...events];
    const { close } = start({ "events.list": log }, 20);
    const feed = close.events.feed({ since: new Date("2026-11-01T00:00:00.950Z") });
    const read = async (): Promise<string[]> => {
      const found: string[] = [];
      for await (const { item } of feed) found.push(item.id);
      return found;
    };
    expect(await read()).toEqual(ids.slice(0, 50).reverse());
    log.push(event(0, { id: "ev_new", date_updated: "2026-11-01T00:00:02.000000" }));
    expect(await read()).toEqual(["ev_new"]);
    expect(await read()).toEqual([]);
  });

  test("items that come and go between pages neither shift the next page nor end the walk", async () => {
    const log = [...events];
    const { close } = start({ "events.list": log }, 10);
    const pages: (readonly Event[])[] = [];
    for await (const page of close.events.list().pages()) {
      pages.push(page.data);
      log.unshift(event(0, { id: `new_${pages.length}`, date_updated: "2026-11-02T00:00:00.000000" }));
      log.splice(
        log.findIndex(({ id }) => id === page.data.at(-1)?.id),
        1,
      );
    }
    expect(pages.flat().map(({ id }) => id)).toEqual(ids);
  });

  test("wrong data and wrong names do not compile, and mistakes in a script are said", () => {
    const { fake } = start();
    // @ts-expect-error an event has an id that is text
    fakeClose({ "events.list": [{ ...events[0]!, id: 1 }] });
    // @ts-expect-error there is no such operation
    expect(() => fake.fail("events.get", { status: 500 })).toThrow('no operation "events.get"');
    expect(() => fake.fail("events.list", { status: 0 })).toThrow("`status` must be");
    expect(() => fake.delay("events.list", 1, { times: -1 })).toThrow("`times` must be");
    expect(() => fakeClose({}, { pageSize: 0 })).toThrow("`pageSize` must be");
  });
});

describe("Opal", () => {
  const all = Array.from({ length: 30 }, (_, number): OpalEvent => ({
    event_id: `00000000-0000-4000-8000-0000000000${String(number).padStart(2, "0")}`,
    actor_user_id: `10000000-0000-4000-8000-00000000000${number % 2}`,
    event_type: number % 3 === 0 ? "USERS_CREATED" : "USER_MFA_RESET",
    created_at: `2026-11-0${1 + (number % 9)}T00:00:00.000Z`,
  }));

  test("all events, filtered ones, and none without a token", async () => {
    const fake = fakeOpal({ "events.list": all }, { pageSize: 4 });
    const opal = new Opal({ token: "a-test-token", fetch: fake.fetch });
    expect(await opal.events.list().toArray()).toEqual(all);
    const params = {
      actor_filter: "10000000-0000-4000-8000-000000000001",
      event_type_filter: "USERS_CREATED",
      start_date_filter: "2026-11-02",
      end_date_filter: "2026-11-04T00:00:00Z",
    };
    const wanted = all.filter(
      (one) =>
        one.actor_user_id === params.actor_filter &&
        one.event_type === "USERS_CREATED" &&
        one.created_at >= "2026-11-02" &&
        one.created_at <= "2026-11-04T00:00:00.000Z",
    );
    expect(wanted.length).toBeGreaterThan(0);
    expect(await opal.events.list(params).toArray()).toEqual(wanted);
    expect(fake.requests.at(-1)?.params).toEqual(params);
    expect((await fake.fetch("https://api.opal.dev/v1/events")).status).toBe(401);
  });
});

describe("ThisData", () => {
  const all = Array.from({ length: 25 }, (_, number): ThisDataEvent => ({
    id: `event-${number}`,
    published: `2026-11-${String(25 - number).padStart(2, "0")}T00:00:00Z`,
    verb: ["log-in", "page-view", "log-out"][number % 3]!,
    user: { id: String(number % 2) },
  }));
  const verbs = (...wanted: string[]): ThisDataEvent[] => all.filter(({ verb }) => wanted.includes(verb));

  test("offsets, lists of verbs, the verb that is left out by default, and a key that is in no log", async () => {
    const fake = fakeThisData({ "events.list": all }, { pageSize: 3 });
    const thisdata = new ThisData({ apiKey: "a-test-key", fetch: fake.fetch });
    expect(await thisdata.events.list().toArray()).toEqual(verbs("log-in", "log-out"));
    expect(await thisdata.events.list({ verb: "page-view" }).toArray()).toEqual(verbs("page-view"));
    expect(await thisdata.events.list({ verbs: ["log-in", "page-view"] }).toArray()).toEqual(
      verbs("log-in", "page-view"),
    );
    expect(fake.requests.at(-1)?.params).toEqual({ verbs: ["log-in", "page-view"], offset: 15 });
    expect(await thisdata.events.list({ exclude_verb: "log-in" }).toArray()).toEqual(verbs("page-view", "log-out"));
    expect(await thisdata.events.list({ exclude_verbs: ["log-in"] }).toArray()).toEqual(verbs("log-out"));
    expect(await thisdata.events.list({ user_id: "1", before: "2026-11-10" }).toArray()).toEqual(
      verbs("log-in", "log-out").filter(({ user, published }) => user?.id === "1" && published <= "2026-11-10T24"),
    );
    const page = await thisdata.events.list({ offset: 100 });
    expect([page.data, page.total]).toEqual([[], verbs("log-in", "log-out").length]);
    expect(JSON.stringify(fake.requests)).not.toContain("a-test-key");
    expect((await fake.fetch("https://api.thisdata.com/v1/events.json?api_key=")).status).toBe(401);
  });
});
