/** Cursors of the Close fake, and the ways in which its log changes during a walk. */
import { describe, expect, test } from "vitest";
import { CLOSE_BURST, startCloseServer } from "./index.js";
import type { CloseEvent, CloseOptions, CloseServer } from "./index.js";
import { closing, get, queryOf, type Answer } from "./tools.js";

type Body = { data: CloseEvent[]; cursor_next: string | null; cursor_previous: string | null; "field-errors"?: object };
type Params = Readonly<Record<string, string | number | undefined>>;

const start = closing((options: CloseOptions) => startCloseServer(options));
const list = (server: CloseServer, params: Params = {}): Promise<Answer<Body>> =>
  get<Body>(`${server.baseUrl}/event/${queryOf(params)}`, {
    headers: { authorization: `Bearer ${server.bearerToken}` },
  });
const ids = (events: readonly CloseEvent[]): string[] => events.map(({ id }) => id);

async function walk(server: CloseServer, params: Params = {}, first?: string, pages = Infinity): Promise<Body[]> {
  const bodies: Body[] = [];
  let cursor: string | null | undefined = first;
  do {
    const { status, body }: Answer<Body> = await list(server, { ...params, _cursor: cursor ?? undefined });
    expect(status).toBe(200);
    bodies.push(body);
    cursor = body.cursor_next;
  } while (cursor !== null && bodies.length < pages);
  return bodies;
}

const allIds = (bodies: readonly Body[]): string[] => bodies.flatMap(({ data }) => ids(data));

describe("cursors", () => {
  test.each([50, 7, 1])("a walk by %i meets every event once, newest first, later changes first", async (limit) => {
    const server = await start({});
    const bodies = await walk(server, { _limit: limit });
    expect(allIds(bodies)).toEqual(ids(server.events()));
    expect(bodies[0]?.cursor_previous).toBeNull();
    expect(bodies.at(-1)?.cursor_next).toBeNull();
    expect(bodies.slice(1).every((body) => body.cursor_previous !== null)).toBe(true);
  });

  test("dates descend, and a page is not enough for the largest group of one time", async () => {
    const server = await start({});
    const times = server.events().map(({ date_updated }) => date_updated);
    expect(times).toEqual(times.toSorted().toReversed());
    const groups = new Map<string, number>();
    for (const time of times) groups.set(time, (groups.get(time) ?? 0) + 1);
    expect(Math.max(...groups.values())).toBeGreaterThanOrEqual(CLOSE_BURST);
  });

  test("cursor_previous gives the page before, in the same order, back to the first", async () => {
    const server = await start({});
    const bodies = await walk(server, { _limit: 20 }, undefined, 4);
    const back = await list(server, { _limit: 20, _cursor: bodies[3]?.cursor_previous ?? "" });
    expect(ids(back.body.data)).toEqual(ids(bodies[2]?.data ?? []));
    const forth = await list(server, { _limit: 20, _cursor: back.body.cursor_next ?? "" });
    expect(ids(forth.body.data)).toEqual(ids(bodies[3]?.data ?? []));
    const first = await list(server, { _limit: 20, _cursor: bodies[1]?.cursor_previous ?? "" });
    expect([ids(first.body.data), first.body.cursor_previous]).toEqual([ids(bodies[0]?.data ?? []), null]);
  });

  test("an empty result has no cursors", async () => {
    const server = await start({});
    expect((await list(server, { user_id: "user_none" })).body).toEqual({
      data: [],
      cursor_next: null,
      cursor_previous: null,
    });
  });

  test("the dates are in the cursor: leaving them out or sending others changes nothing", async () => {
    const server = await start({});
    const dates = { date_updated__gte: "2025-06-05", date_updated__lt: "2025-06-12" };
    const expected = ids(
      server.events().filter((event) => event.date_updated >= "2025-06-05" && event.date_updated < "2025-06-12"),
    );
    expect(expected.length).toBeGreaterThan(60);
    const first = await list(server, dates);
    for (const again of [{}, dates, { date_updated__gte: "2025-06-09" }]) {
      const rest = await walk(server, again, first.body.cursor_next ?? "");
      expect(allIds([first.body, ...rest])).toEqual(expected);
    }
  });

  test("other filters must come again: strict refuses others, lenient filters with what was sent", async () => {
    const server = await start({});
    const filters = { user_id: server.events().find(({ user_id }) => user_id)?.user_id ?? "" };
    const first = await list(server, { ...filters, _limit: 5 });
    const cursor = first.body.cursor_next ?? "";
    const refused = await list(server, { _cursor: cursor });
    expect([refused.status, Object.keys(refused.body["field-errors"] ?? {})]).toEqual([400, ["_cursor"]]);
    expect((await list(server, { ...filters, _cursor: cursor })).status).toBe(200);
    server.knobs.mode = "lenient";
    const leak = await list(server, { _cursor: cursor });
    expect(leak.body.data.some(({ user_id }) => user_id !== filters.user_id)).toBe(true);
    expect(server.violations.map(({ rule, refused: no }) => [rule, no])).toEqual([
      ["cursor-filters", true],
      ["cursor-filters", false],
    ]);
  });

  test("bad, foreign and expired cursors are 400, an empty one is the first page", async () => {
    const server = await start({ knobs: { cursorTtlMs: 30_000 } });
    const foreign = await start({ seed: 99 });
    const own = (await list(server)).body.cursor_next ?? "";
    const theirs = (await list(foreign)).body.cursor_next ?? "";
    const expired = { errors: [], "field-errors": { _cursor: "Expired cursor" } };
    for (const cursor of ["x", theirs, own.toLowerCase(), `${own}A`]) {
      const { status, body } = await list(server, { _cursor: cursor });
      expect([status, body]).toEqual([400, expired]);
    }
    expect((await list(server, { _cursor: own })).status).toBe(200);
    expect((await list(server, { _cursor: "" })).body.cursor_previous).toBeNull();
    server.clock.advance(31_000);
    expect((await list(server, { _cursor: own })).body).toEqual(expired);
  });

  test("cursors need percent-encoding", async () => {
    const server = await start({});
    expect((await list(server)).body.cursor_next).toMatch(/=$/);
  });
});

describe("a log that changes", () => {
  test("newer events do not shift the following pages", async () => {
    const server = await start({});
    const expected = ids(server.events());
    server.knobs.afterPage = () => server.insertNewer(3);
    const bodies = await walk(server);
    expect(allIds(bodies)).toEqual(expected);
    expect(server.events().length).toBe(expected.length + 3 * bodies.length);
  });

  test("consolidation: an event that moves up is met twice, or not at all", async () => {
    const server = await start({});
    const expected = ids(server.events());
    const [seen = "", unseen = ""] = [expected[3], expected[60]];
    server.knobs.afterPage = (page) => {
      if (page === 1) {
        server.consolidate(seen);
        server.consolidate(unseen);
      }
    };
    const met = allIds(await walk(server));
    expect(met).toEqual(expected.filter((id) => id !== unseen));
    const again = ids(server.events());
    expect(again.slice(0, 2)).toEqual([unseen, seen]);
    expect(new Set(again).size).toBe(again.length);
    const moved = server.events()[0];
    expect(moved && moved.date_created < moved.date_updated).toBe(true);
  });

  test("a late arrival stands behind the newest event", async () => {
    const server = await start({});
    const newest = server.events()[0]?.date_updated ?? "";
    const late = server.arriveLate(120_000);
    expect(late.date_updated < newest).toBe(true);
    const since = new Date(Date.parse(`${newest}Z`) - 300_000).toISOString();
    const { body } = await list(server, { date_updated__gte: since });
    expect(ids(body.data)).toContain(late.id);
    expect(body.data[0]?.id).not.toBe(late.id);
  });

  test("inserted events take the fields they are given", async () => {
    const server = await start({});
    const [event] = server.insertNewer(1, { object_type: "task.unheard_of", action: "levitated", lead_id: "lead_x" });
    const { body } = await list(server, { lead_id: "lead_x" });
    expect(body.data).toEqual([event]);
  });
});

describe("knobs", () => {
  test("an empty page in the middle loses nothing", async () => {
    const server = await start({});
    server.faults.at(0, { kind: "empty-page" });
    server.faults.at(2, { kind: "empty-page" });
    server.faults.at(3, { kind: "empty-page" });
    const bodies = await walk(server, { _limit: 40 });
    expect(bodies.map(({ data }) => data.length).slice(0, 5)).toEqual([0, 40, 0, 0, 40]);
    expect(allIds(bodies)).toEqual(ids(server.events()));
    const cursors = bodies.map(({ cursor_next }) => cursor_next);
    expect(new Set(cursors).size).toBe(cursors.length);
    const back = await list(server, { _limit: 40, _cursor: bodies[2]?.cursor_previous ?? "" });
    expect(ids(back.body.data)).toEqual(ids(bodies[1]?.data ?? []));
  });

  test("repeated cursor and A, B, A", async () => {
    const server = await start({ knobs: { cursorLoop: 1 } });
    const repeated = await walk(server, {}, undefined, 5);
    expect(new Set(repeated.map(({ cursor_next }) => cursor_next)).size).toBe(1);
    expect(ids(repeated[1]?.data ?? [])).toEqual(ids(repeated[4]?.data ?? []));
    server.knobs.cursorLoop = 2;
    const [a, b, ...more] = (await walk(server, {}, undefined, 6)).map(({ cursor_next }) => cursor_next);
    expect(a).not.toBe(b);
    expect(more).toEqual([a, b, a, b]);
  });
});
