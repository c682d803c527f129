/** Walks through Opal's audit events with the generated package. */
import { describe, expect, test } from "vitest";
import { PagedList } from "@specmend/opal";
import { collect, opalFor, queries, startOpal } from "./kit.js";

const ids = (events: readonly { readonly event_id: string }[]): string[] => events.map(({ event_id: id }) => id);

describe("a complete walk", () => {
  test("by item brings every event once and in order", async () => {
    const server = await startOpal();
    const events = await collect(opalFor(server).events.list());
    expect(events.length).toBeGreaterThan(300);
    expect(events).toEqual(server.events());
    expect(queries(server).map(({ page_size: size }) => size)).toEqual(
      Array(Math.ceil(events.length / 200)).fill(undefined),
    );
    expect(server.requests.every(({ path }) => path === "/v1/events")).toBe(true);
    expect(server.violations).toEqual([]);
  });

  test.each([5, 83, 200, 1000])("by page, %i at a time, across events of the same time", async (size) => {
    const server = await startOpal();
    const pages = await collect(opalFor(server).events.list({ page_size: size }).pages());
    expect(pages.flatMap(({ data }) => ids(data))).toEqual(ids(server.events()));
    expect(pages).toHaveLength(Math.ceil(server.events().length / size));
    expect(server.violations).toEqual([]);
  });

  test("toArray shrinks the last page, and asks for no more than is wanted", async () => {
    const server = await startOpal();
    const found = await opalFor(server).events.list({ page_size: 100 }).toArray({ limit: 130 });
    expect(ids(found)).toEqual(ids(server.events()).slice(0, 130));
    expect(queries(server).map(({ page_size: size }) => size)).toEqual(["100", "30"]);
  });

  test.each([
    { knobs: { endOfList: "absent" } },
    { knobs: { previous: "reverse" } },
    { knobs: { endOfList: "absent", previous: "reverse" } },
  ] as const)("the last page may say so in its own way: $knobs", async ({ knobs }) => {
    const server = await startOpal({ knobs });
    const pages = await collect(opalFor(server).events.list().pages());
    expect(pages.flatMap(({ data }) => ids(data))).toEqual(ids(server.events()));
    expect(pages.at(-1)?.nextCursor).toBeNull();
  });

  test("there is no way back that the ambiguous `previous` would have to be", async () => {
    const server = await startOpal();
    const list = opalFor(server).events.list();
    expect(list).toBeInstanceOf(PagedList);
    expect(await list).not.toHaveProperty("previousCursor");
  });

  test("a cursor is sent as it came, whatever characters it has", async () => {
    const server = await startOpal();
    const pages = await collect(opalFor(server).events.list({ page_size: 30 }).pages());
    expect(
      queries(server)
        .slice(1)
        .map(({ cursor }) => cursor),
    ).toEqual(pages.slice(0, -1).map(({ nextCursor }) => nextCursor));
    for (const { query } of server.requests) expect(query).not.toMatch(/cursor=[^&]*[+/=]/);
  });
});

describe("filters", () => {
  test("go with every cursor", async () => {
    const server = await startOpal();
    const actor = server.events()[0]?.actor_user_id ?? "";
    const filters = {
      actor_filter: actor,
      start_date_filter: "2020-01-01",
      end_date_filter: "2030-01-01T00:00:00.000Z",
    };
    const found = await opalFor(server)
      .events.list({ ...filters, page_size: 7 })
      .toArray();
    expect(ids(found)).toEqual(ids(server.events().filter((event) => event.actor_user_id === actor)));
    expect(found.length).toBeGreaterThan(14);
    const [first, ...others] = queries(server);
    expect(first).toEqual({ ...filters, page_size: "7" });
    for (const { cursor, ...rest } of others) {
      expect(cursor).toBeTruthy();
      expect(rest).toEqual({ ...filters, page_size: "7" });
    }
    expect(server.violations).toEqual([]);
  });

  test("bring nothing foreign from a server whose cursors hold no filters", async () => {
    const server = await startOpal({ mode: "lenient" });
    const type = "USER_MFA_RESET";
    const found = await opalFor(server).events.list({ event_type_filter: type, page_size: 3 }).toArray();
    expect(ids(found)).toEqual(ids(server.events().filter(({ event_type: one }) => one === type)));
    expect(found.length).toBeGreaterThan(6);
    expect(server.violations).toEqual([]);
  });

  test("with odd characters arrive as they were given", async () => {
    const server = await startOpal();
    const withToken = server.events().find(({ api_token_preview: preview }) => preview?.includes("+/"));
    const filter = `${withToken?.api_token_name ?? ""}:${withToken?.api_token_preview ?? ""}`;
    const found = await opalFor(server).events.list({ api_token_filter: filter }).toArray();
    expect(found.length).toBeGreaterThan(1);
    expect(found.every((event) => event.api_token_name === withToken?.api_token_name)).toBe(true);
  });

  test("an object that only a sub-event names is found, with the sub-event's further keys", async () => {
    const server = await startOpal();
    const subs = server.events().flatMap((event) => event.sub_events ?? []);
    const id = String(subs.find((sub) => typeof sub["group_id"] === "string")?.["group_id"]);
    const found = await opalFor(server).events.list({ object_filter: id }).toArray();
    expect(found.flatMap((event) => event.sub_events ?? []).some((sub) => sub["group_id"] === id)).toBe(true);
  });
});

test("another client goes on from a stored cursor; new events do not move the rest", async () => {
  const server = await startOpal();
  const all = ids(server.events());
  const first = await opalFor(server).events.list({ page_size: 60 });
  server.insertNewer(9);
  const rest = await opalFor(server)
    .events.list({ page_size: 60, cursor: first.nextCursor ?? "" })
    .toArray();
  expect([...ids(first.data), ...ids(rest)]).toEqual(all);
});
