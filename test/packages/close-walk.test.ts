/** Walks through Close's event log with the generated package. */
import { describe, expect, test } from "vitest";
import type { Event } from "@specmend/close";
import { closeDate, type CloseServer } from "../providers/index.js";
import { closeFor, collect, queries, settle, startClose, statuses } from "./kit.js";

const ids = (events: readonly { readonly id: string }[]): string[] => events.map(({ id }) => id);
const dates = ["date_updated__gt", "date_updated__gte", "date_updated__lt", "date_updated__lte"] as const;

/** A lead with enough events for several small pages. */
function busyLead(server: CloseServer): string {
  const counts = new Map<string, number>();
  for (const { lead_id: id } of server.events()) if (id) counts.set(id, (counts.get(id) ?? 0) + 1);
  const [busiest] = [...counts].sort(([, a], [, b]) => b - a);
  if (!busiest || busiest[1] < 8) throw new Error("no lead has eight events");
  return busiest[0];
}

describe("a complete walk", () => {
  test("by item brings every event once and in order", async () => {
    const server = await startClose();
    const events: Event[] = await collect(closeFor(server).events.list());
    expect(events.length).toBeGreaterThan(300);
    expect(events).toEqual(server.events());
    expect(new Set(ids(events)).size).toBe(events.length);
    expect(server.requests).toHaveLength(Math.ceil(events.length / 50));
    expect(server.violations).toEqual([]);
  });

  test.each([3, 7, 49, 50])("by page, %i at a time", async (size) => {
    const server = await startClose();
    const pages = await collect(closeFor(server).events.list({ _limit: size }).pages());
    expect(pages.flatMap(({ data }) => ids(data))).toEqual(ids(server.events()));
    expect(pages.slice(0, -1).every(({ data }) => data.length === size)).toBe(true);
    expect(pages.map(({ nextCursor }) => nextCursor === null)).toEqual(pages.map((page) => page === pages.at(-1)));
    expect(queries(server).every(({ _limit }) => _limit === String(size))).toBe(true);
    expect(server.violations).toEqual([]);
  });

  test("a page is what the server said, and cannot be changed", async () => {
    const server = await startClose();
    const page = await closeFor(server).events.list({ _limit: 10 });
    expect(page.body).toMatchObject({ data: page.data, cursor_next: page.nextCursor, cursor_previous: null });
    expect(page.response.status).toBe(200);
    expect(page.response.headers.get("ratelimit")).toMatch(/^limit=100, remaining=\d+, reset=/);
    expect(Object.isFrozen(page) && Object.isFrozen(page.data)).toBe(true);
    expect(server.requests).toHaveLength(1);
  });

  test("toArray: all, or as many as wanted; the last page is no larger than needed", async () => {
    const server = await startClose();
    const { events } = closeFor(server);
    const all = ids(server.events());
    expect(ids(await events.list().toArray())).toEqual(all);
    const cases = [
      { params: {}, limit: 75, sizes: [undefined, "25"] },
      { params: {}, limit: 10, sizes: ["10"] },
      { params: {}, limit: 50, sizes: [undefined] },
      { params: { _limit: 20 }, limit: 30, sizes: ["20", "10"] },
      { params: { _limit: 5 }, limit: 0, sizes: [] },
    ];
    for (const { params, limit, sizes } of cases) {
      server.reset();
      expect(ids(await events.list(params).toArray({ limit }))).toEqual(all.slice(0, limit));
      expect(queries(server).map(({ _limit }) => _limit)).toEqual(sizes);
    }
    server.reset();
    expect(await events.list().first()).toEqual(server.events()[0]);
    expect(queries(server)).toEqual([{ _limit: "1" }]);
  });

  test("backwards: the pages before a cursor, with the items of each in the log's order", async () => {
    const server = await startClose();
    const { events } = closeFor(server);
    const forward = await collect(events.list({ _limit: 40 }).pages());
    const last = forward.at(-1);
    expect(forward[0]?.previousCursor).toBeNull();
    const back = await collect(events.list({ _limit: 40, _cursor: last?.previousCursor ?? "none" }).previousPages());
    expect(back.map(({ data }) => ids(data))).toEqual(
      forward
        .slice(0, -1)
        .map(({ data }) => ids(data))
        .toReversed(),
    );
    expect(back.at(-1)?.previousCursor).toBeNull();
    expect(await collect(events.list().previousPages())).toHaveLength(1);
    expect(server.violations).toEqual([]);
  });

  test("backwards with filters: they are sent again as well, the dates are not", async () => {
    const server = await startClose();
    const lead_id = busyLead(server);
    const { events } = closeFor(server);
    const filters = { lead_id, date_updated__gte: "2000-01-01", _limit: 3 };
    const forward = await collect(events.list(filters).pages());
    server.reset();
    const cursor = forward.at(-1)?.previousCursor ?? "none";
    const back = await collect(events.list({ ...filters, _cursor: cursor }).previousPages());
    expect(back.toReversed().flatMap(({ data }) => ids(data))).toEqual(
      forward.slice(0, -1).flatMap(({ data }) => ids(data)),
    );
    for (const query of queries(server)) expect(Object.keys(query).sort()).toEqual(["_cursor", "_limit", "lead_id"]);
    expect(server.violations).toEqual([]);
  });

  test("the slash at the end stays, with and without a query", async () => {
    const server = await startClose({ mode: "lenient" });
    await closeFor(server, { baseUrl: `${server.baseUrl}/` })
      .events.list()
      .toArray({ limit: 60 });
    expect(server.requests.map(({ path }) => path)).toEqual(["/api/v1/event/", "/api/v1/event/"]);
    expect(server.requests[0]?.target).toBe("/api/v1/event/");
    expect(statuses(server)).toEqual([200, 200]);
  });
});

describe("filters", () => {
  test("go with every cursor; the date_updated ones go with the first request only", async () => {
    const server = await startClose();
    const lead_id = busyLead(server);
    const mine = server.events().filter((event) => event.lead_id === lead_id);
    const bounds = { from: mine.at(-2)?.date_updated ?? "", to: mine[1]?.date_updated ?? "" };
    const filters = {
      lead_id,
      date_updated__gt: "2001-01-01T00:00:00Z",
      date_updated__gte: bounds.from,
      date_updated__lt: "2099-01-01",
      date_updated__lte: bounds.to,
    };
    const found = await closeFor(server)
      .events.list({ ...filters, _limit: 2 })
      .toArray();
    expect(ids(found)).toEqual(ids(mine.filter(({ date_updated: at }) => at >= bounds.from && at <= bounds.to)));
    expect(found.length).toBeGreaterThan(4);
    const [first, ...others] = queries(server);
    expect(first).toEqual({ ...filters, _limit: "2" });
    expect(others.length).toBeGreaterThan(1);
    for (const query of others) expect(Object.keys(query).sort()).toEqual(["_cursor", "_limit", "lead_id"]);
    for (const { query } of server.requests.slice(1)) expect(query).not.toContain("date_updated");
    expect(server.violations).toEqual([]);
  });

  test("a cursor of the caller's own drops the dates as well", async () => {
    const server = await startClose();
    const { events } = closeFor(server);
    const page = await events.list({ date_updated__gte: "2000-01-01" });
    const filters = Object.fromEntries(dates.map((name) => [name, "2000-01-01"]));
    await events.list({ ...filters, _cursor: page.nextCursor ?? "" });
    expect(queries(server)[1]).toEqual({ _cursor: page.nextCursor });
  });

  test("bring nothing foreign from a server that believes whatever is sent", async () => {
    const server = await startClose({ mode: "lenient" });
    const { user_id: user, object_type: type } =
      server.events().find((event) => event.user_id && event.object_type === "contact") ?? {};
    const filters = { user_id: user ?? "", object_type: type ?? "", _limit: 1 };
    const found = await closeFor(server).events.list(filters).toArray();
    const matching = server.events().filter((event) => event.user_id === user && event.object_type === type);
    expect(ids(found)).toEqual(ids(matching));
    expect(found.length).toBeGreaterThan(1);
    expect(server.violations).toEqual([]);
  });
});

describe("a log that grows during the walk", () => {
  test("new events do not move the pages that follow", async () => {
    const server = await startClose();
    const before = ids(server.events());
    server.knobs.afterPage = (page) => void (page % 2 === 0 && server.insertNewer(7));
    expect(ids(await collect(closeFor(server).events.list()))).toEqual(before);
    expect(server.events().length).toBeGreaterThan(before.length + 7);
  });

  test("a consolidated event is never brought twice", async () => {
    const server = await startClose();
    const [seen, later] = [ids(server.events())[3] ?? "", ids(server.events())[222] ?? ""];
    server.knobs.afterPage = (page) => {
      if (page === 2) [seen, later].forEach((id) => server.consolidate(id));
    };
    const found = ids(await collect(closeFor(server).events.list()));
    expect(new Set(found).size).toBe(found.length);
    expect(
      server
        .events()
        .filter(({ id }) => !found.includes(id))
        .map(({ id }) => id),
    ).toEqual([later]);
  });

  test("who polls reads the latest five minutes again, and misses no late event", async () => {
    const server = await startClose();
    const { events } = closeFor(server);
    const known = new Map((await events.list().toArray()).map((event) => [event.id, event]));
    const late = server.arriveLate(60_000);
    const latest = [...known.values()][0]?.date_updated ?? "";
    const from = closeDate(Date.parse(`${latest}Z`) - 5 * 60_000);
    const again = await events.list({ date_updated__gte: from }).toArray();
    expect(again.filter(({ id }) => !known.has(id)).map(({ id }) => id)).toEqual([late.id]);
  });
});

describe("stopping and going on", () => {
  test.each([{ filters: {} }, { filters: { object_type: "lead", action: "updated" } }])(
    "another client goes on from a stored cursor: $filters",
    async ({ filters }) => {
      const server = await startClose();
      const matching = server
        .events()
        .filter((event) => Object.entries(filters).every(([key, value]) => event[key as "id"] === value));
      const before: string[] = [];
      let checkpoint = "";
      for await (const page of closeFor(server)
        .events.list({ ...filters, _limit: 2 })
        .pages()) {
        before.push(...ids(page.data));
        checkpoint = JSON.stringify(page.nextCursor);
        if (before.length === 4) break;
      }
      const cursor = JSON.parse(checkpoint) as string;
      const rest = await collect(closeFor(server).events.list({ ...filters, _cursor: cursor }));
      expect([...before, ...ids(rest)]).toEqual(ids(matching));
      expect(before).toHaveLength(4);
      expect(server.violations).toEqual([]);
    },
  );

  test("break fetches nothing more", async () => {
    const server = await startClose();
    const { events } = closeFor(server);
    for await (const event of events.list()) if (event) break;
    expect(server.requests).toHaveLength(1);
    let count = 0;
    for await (const event of events.list({ _limit: 5 })) if (event && (count += 1) === 6) break;
    for await (const page of events.list().pages()) if (page) break;
    await settle();
    expect(server.requests).toHaveLength(1 + 2 + 1);
  });
});
