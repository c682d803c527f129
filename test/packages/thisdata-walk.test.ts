/** Walks through ThisData's events with the generated package. */
import { describe, expect, test } from "vitest";
import { THISDATA_NOW, type ThisDataEvent } from "../providers/index.js";
import { collect, foundByDefault, queries, sent, startThisData, thisdataFor } from "./kit.js";

const day = 24 * 3_600_000;
const daysAgo = (days: number): string => new Date(Date.parse(THISDATA_NOW) - days * day).toISOString();
const count = (events: readonly ThisDataEvent[], ...verbs: string[]): number =>
  events.filter(({ verb }) => verbs.includes(verb)).length;

describe("a complete walk", () => {
  test("by item brings every event once and in order, by the server's total", async () => {
    const server = await startThisData();
    const events = await collect(thisdataFor(server).events.list());
    expect(events.length).toBeGreaterThan(200);
    expect(events).toEqual(foundByDefault(server));
    const offsets = queries(server).map(({ offset, limit }) => [offset, limit]);
    expect(offsets).toEqual(
      Array.from({ length: Math.ceil(events.length / 50) }, (_, page) => [
        page ? String(page * 50) : undefined,
        undefined,
      ]),
    );
    expect(server.requests.every(({ path }) => path === "/v1/events.json")).toBe(true);
    expect(server.violations).toEqual([]);
  });

  test.each([7, 50, 199, 200])("by page, %i at a time, with everything that can be found", async (limit) => {
    const server = await startThisData();
    const list = thisdataFor(server).events.list({ limit, after: daysAgo(90), exclude_verb: "nothing" });
    const pages = await collect(list.pages());
    const wanted = server.events().filter(({ published }) => published >= daysAgo(90));
    expect(pages.flatMap(({ data }) => data)).toEqual(wanted);
    expect(pages.every(({ total }) => total === wanted.length)).toBe(true);
    expect(pages.map(({ nextOffset }) => nextOffset)).toEqual(
      pages.map((page, index) => (page === pages.at(-1) ? null : (index + 1) * limit)),
    );
    expect(server.violations).toEqual([]);
  });

  test("a multiple of the page size ends without a further request", async () => {
    const server = await startThisData();
    const total = foundByDefault(server).length;
    const divisor =
      [2, 3, 4, 5, 6, 7].map((parts) => total / parts).find((size) => Number.isInteger(size) && size <= 200) ?? 1;
    const limit = total % 2 === 0 && total / 2 <= 200 ? total / 2 : divisor;
    expect(await thisdataFor(server).events.list({ limit }).toArray()).toHaveLength(total);
    expect(server.requests).toHaveLength(total / limit);
  });

  test("a server that gives fewer than asked for loses nothing", async () => {
    const server = await startThisData({ knobs: { pageCap: 20 } });
    expect(await thisdataFor(server).events.list({ limit: 200 }).toArray()).toEqual(foundByDefault(server));
    expect(queries(server).map(({ offset }) => Number(offset ?? 0))).toEqual(
      server.requests.map((_, page) => page * 20),
    );
  });

  test("toArray shrinks the last page", async () => {
    const server = await startThisData();
    const found = await thisdataFor(server).events.list({ limit: 40 }).toArray({ limit: 90 });
    expect(found).toEqual(foundByDefault(server).slice(0, 90));
    expect(queries(server).map(({ limit, offset }) => [limit, offset])).toEqual([
      ["40", undefined],
      ["40", "40"],
      ["10", "80"],
    ]);
  });

  test("a list without any event is no error", async () => {
    const server = await startThisData();
    const page = await thisdataFor(server).events.list({ user_id: "nobody" });
    expect([page.data, page.total, page.nextOffset, page.nextCursor]).toEqual([[], 0, null, null]);
    expect(await thisdataFor(server).events.list({ user_id: "nobody" }).first()).toBeUndefined();
  });
});

describe("lists of verbs", () => {
  test("are sent as verbs[]=a&verbs[]=b, on every page", async () => {
    const server = await startThisData();
    const verbs = ["log-in", "log-in-denied", "invoice:sent & paid"];
    const found = await thisdataFor(server)
      .events.list({ verbs, limit: 9, after: daysAgo(90) })
      .toArray();
    const wanted = server.events().filter(({ published, verb }) => published >= daysAgo(90) && verbs.includes(verb));
    expect(found).toEqual(wanted);
    expect(server.requests.length).toBeGreaterThan(2);
    for (const { query } of server.requests) {
      const names = query.split("&").map((pair) => decodeURIComponent(pair.split("=")[0] ?? ""));
      expect(names.filter((name) => name === "verbs[]")).toHaveLength(3);
      expect(names).not.toContain("verbs");
      expect(decodeURIComponent(query)).toContain("verbs[]=log-in&verbs[]=log-in-denied&verbs[]=invoice:sent & paid");
      expect(query).toContain("=invoice%3Asent%20%26%20paid");
    }
    expect(server.violations).toEqual([]);
  });

  test("that exclude, likewise", async () => {
    const server = await startThisData();
    const found = await thisdataFor(server)
      .events.list({ exclude_verbs: ["log-in", "access"] })
      .toArray();
    expect(found).toEqual(foundByDefault(server).filter(({ verb }) => verb !== "log-in" && verb !== "access"));
    expect(decodeURIComponent(server.requests[0]?.query ?? "")).toContain(
      "exclude_verbs[]=log-in&exclude_verbs[]=access",
    );
    expect(server.violations).toEqual([]);
  });

  test("with one verb are lists still, and empty ones are not sent", async () => {
    const server = await startThisData();
    const { events } = thisdataFor(server);
    const one = await events.list({ verbs: ["page-view"] }).toArray();
    expect(one.length).toBe(
      count(
        server.events().filter(({ published }) => published >= daysAgo(30)),
        "page-view",
      ),
    );
    expect(await events.list({ verbs: [], exclude_verbs: [] }).toArray()).toEqual(foundByDefault(server));
    expect(Object.keys(sent(server.requests.at(-1))).sort()).toEqual(["api_key", "offset"]);
    expect(server.violations).toEqual([]);
  });

  test("reach even a server that does not want to understand", async () => {
    const server = await startThisData({ mode: "lenient" });
    const found = await thisdataFor(server)
      .events.list({ verbs: ["log-in", "log-out"] })
      .toArray();
    expect(new Set(found.map(({ verb }) => verb))).toEqual(new Set(["log-in", "log-out"]));
    expect(server.violations).toEqual([]);
  });
});

test("other filters go with every page", async () => {
  const server = await startThisData();
  const filters = { user_id: "mail+tag@example.test", before: daysAgo(1), source_name: "Admin Console" };
  const found = await thisdataFor(server)
    .events.list({ ...filters, limit: 2 })
    .toArray();
  const wanted = foundByDefault(server).filter(
    ({ user, raw, published }) =>
      user?.id === filters.user_id && raw?.source?.name === filters.source_name && published <= filters.before,
  );
  expect(found).toEqual(wanted);
  expect(found.length).toBeGreaterThan(2);
  for (const query of queries(server)) expect(query).toMatchObject(filters);
});

test("the walk goes on from an offset of the caller's own, in another client", async () => {
  const server = await startThisData();
  const first = await thisdataFor(server).events.list({ limit: 33 });
  expect([first.nextOffset, first.nextCursor]).toEqual([33, "33"]);
  const rest = await thisdataFor(server)
    .events.list({ limit: 33, offset: first.nextOffset ?? -1 })
    .toArray();
  expect([...first.data, ...rest]).toEqual(foundByDefault(server));
});

test("an event that arrives during the walk brings the last one of a page again, and hides none", async () => {
  const server = await startThisData();
  const before = foundByDefault(server);
  server.knobs.afterPage = (page) => void (page === 1 && server.insertNewer(1));
  const found = await thisdataFor(server).events.list().toArray();
  expect(found).toEqual([...before.slice(0, 50), ...before.slice(49)]);
});

test("a session may be null, and half of an event may be missing", async () => {
  const server = await startThisData();
  const events = await thisdataFor(server)
    .events.list({ after: daysAgo(90) })
    .toArray();
  expect(events.some(({ session }) => session === null)).toBe(true);
  expect(events.some(({ session }) => typeof session?.td_cookie_id === "string")).toBe(true);
  expect(events.some(({ raw }) => raw === undefined)).toBe(true);
  expect(events.map(({ raw }) => raw)).toContainEqual(expect.objectContaining({ source: { name: "web" } }));
});
