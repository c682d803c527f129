/** The rules of the Opal fake, one by one. */
import { describe, expect, test } from "vitest";
import { OPAL_NOW, startOpalServer } from "./index.js";
import type { OpalEvent, OpalOptions, OpalServer } from "./index.js";
import { decodeOpalCursor } from "./opal-cursor.js";
import { closing, get, queryOf, type Answer } from "./tools.js";

type Body = { next?: string | null; previous?: string | null; results: OpalEvent[] };
type Params = Readonly<Record<string, string | number | undefined>>;

const start = closing((options: OpalOptions) => startOpalServer(options));
const bearer = (server: OpalServer): RequestInit => ({ headers: { authorization: `Bearer ${server.token}` } });
const list = (server: OpalServer, params: Params = {}): Promise<Answer<Body>> =>
  get<Body>(`${server.baseUrl}/events${queryOf(params)}`, bearer(server));
const ids = (events: readonly OpalEvent[]): string[] => events.map(({ event_id }) => event_id);

async function walk(server: OpalServer, params: Params = {}, pages = Infinity): Promise<Body[]> {
  const bodies: Body[] = [];
  let cursor: string | undefined;
  do {
    const { status, body }: Answer<Body> = await list(server, { ...params, cursor });
    expect(status).toBe(200);
    bodies.push(body);
    cursor = body.next ?? undefined;
  } while (cursor !== undefined && bodies.length < pages);
  return bodies;
}
const allIds = (bodies: readonly Body[]): string[] => bodies.flatMap(({ results }) => ids(results));

describe("requests", () => {
  test("only the bearer token opens", async () => {
    const server = await start({});
    const status = async (authorization: string) =>
      (await get(`${server.baseUrl}/events`, { headers: { authorization } })).status;
    expect(await status(`Bearer ${server.token}`)).toBe(200);
    expect(await status("Bearer x")).toBe(401);
    expect(await status(`Basic ${btoa(`${server.token}:`)}`)).toBe(401);
    expect((await get(`${server.baseUrl}/events`)).status).toBe(401);
  });

  test("error bodies come in any form", async () => {
    const server = await start({});
    const bodies: string[] = [];
    for (const form of ["json", "text", "empty"] as const) {
      server.knobs.errorBodies = form;
      const { status, text } = await get(`${server.baseUrl}/events`);
      expect(status).toBe(401);
      bodies.push(text);
    }
    expect(bodies).toEqual(['{"detail":"Unauthorized"}', "Unauthorized", ""]);
  });

  test("other paths 404, other methods 405, unknown parameters 400 or ignored", async () => {
    const server = await start({});
    expect((await get(`${server.baseUrl}/events/`, bearer(server))).status).toBe(404);
    expect((await get(`${server.baseUrl}/users`, bearer(server))).status).toBe(404);
    expect((await get(`${server.baseUrl}/events`, { ...bearer(server), method: "DELETE" })).status).toBe(405);
    expect((await list(server, { limit: 3 })).status).toBe(400);
    server.knobs.mode = "lenient";
    expect((await list(server, { limit: 3 })).body.results).toHaveLength(200);
  });

  test("a single event, and 404 for others", async () => {
    const server = await start({});
    const event = server.events()[5];
    expect((await get(`${server.baseUrl}/events/${event?.event_id ?? ""}`, bearer(server))).body).toEqual(event);
    const unknown = "00000000-0000-4000-8000-000000000000";
    expect((await get(`${server.baseUrl}/events/${unknown}`, bearer(server))).status).toBe(404);
  });

  test("page_size: 200 if absent, 1 to 1000, else 400; above 1000 clamped by knob", async () => {
    const server = await start({});
    expect((await list(server)).body.results).toHaveLength(200);
    expect((await list(server, { page_size: 1 })).body.results).toHaveLength(1);
    expect((await list(server, { page_size: 1000 })).body.results).toHaveLength(server.events().length);
    for (const bad of ["1001", "0", "-5", "many", "1.5"]) {
      expect((await list(server, { page_size: bad })).status, bad).toBe(400);
    }
    server.knobs.oversize = "clamp";
    expect((await list(server, { page_size: 5000 })).status).toBe(200);
  });

  test("429 without headers by count, with Retry-After by knob", async () => {
    const server = await start({ knobs: { enforceRate: true } });
    for (let count = 0; count < 100; count += 1) expect((await list(server, { page_size: 1 })).status).toBe(200);
    const bare = await list(server);
    expect([bare.status, bare.headers.get("retry-after")]).toEqual([429, null]);
    server.knobs.retryAfter = 2;
    expect((await list(server)).headers.get("retry-after")).toBe("2");
    server.clock.advance(1000);
    expect((await list(server)).status).toBe(200);
  });
});

describe("filters", () => {
  const cases: [string, (event: OpalEvent) => string | undefined, (event: OpalEvent, value: string) => boolean][] = [
    ["actor_filter", (event) => event.actor_user_id, (event, value) => event.actor_user_id === value],
    ["event_type_filter", (event) => event.event_type, (event, value) => event.event_type === value],
    [
      "api_token_filter",
      (event) => event.api_token_name && `${event.api_token_name}:${event.api_token_preview ?? ""}`,
      (event, value) => value.startsWith(`${event.api_token_name ?? "?"}:`),
    ],
    [
      "object_filter",
      (event) => event.sub_events?.map(({ resource_id }) => resource_id).find((id) => typeof id === "string"),
      (event, value) => JSON.stringify(event.sub_events ?? []).includes(value),
    ],
  ];
  test.each(cases)("%s", async (name, value, matches) => {
    const server = await start({});
    const wanted =
      server
        .events()
        .map(value)
        .find((found) => found !== undefined) ?? "";
    const expected = server.events().filter((event) => matches(event, wanted));
    expect(expected.length).toBeGreaterThan(3);
    expect(expected.length).toBeLessThan(server.events().length);
    expect(ids((await list(server, { [name]: wanted, page_size: 1000 })).body.results)).toEqual(ids(expected));
  });

  test("dates: both ends included, a bare date is midnight UTC, zones count, other text is 400", async () => {
    const server = await start({});
    const events = server.events();
    const midnight = events.find(({ created_at }) => created_at.endsWith("T00:00:00.000Z"))?.created_at ?? "";
    const day = midnight.slice(0, 10);
    const find = async (params: Params) => ids((await list(server, { ...params, page_size: 1000 })).body.results);
    for (const form of [day, midnight, `${day}T02:00:00+02:00`]) {
      expect(await find({ start_date_filter: form })).toEqual(
        ids(events.filter((event) => event.created_at >= midnight)),
      );
      expect(await find({ end_date_filter: form })).toEqual(
        ids(events.filter((event) => event.created_at <= midnight)),
      );
    }
    expect((await find({ start_date_filter: day, end_date_filter: day })).length).toBeGreaterThan(0);
    for (const bad of ["2021/11/01", "last week"]) {
      expect((await list(server, { start_date_filter: bad })).status).toBe(400);
    }
  });

  test("uuid filters want uuids; an unknown event type finds nothing", async () => {
    const server = await start({});
    expect((await list(server, { actor_filter: "me" })).status).toBe(400);
    expect((await list(server, { object_filter: "123" })).status).toBe(400);
    expect((await list(server, { event_type_filter: "NEVER" })).body).toEqual({
      next: null,
      previous: null,
      results: [],
    });
  });

  test("strict: a bare equals sign in a value must be encoded", async () => {
    const server = await start({});
    const url = `${server.baseUrl}/events?api_token_filter=fullaccess:*Nw==`;
    expect((await get(url, bearer(server))).status).toBe(400);
    server.knobs.mode = "lenient";
    expect((await get(url, bearer(server))).status).toBe(200);
  });
});

describe("events", () => {
  test("several hundred, the same for the same seed, newest first, ties by id", async () => {
    const [one, two] = [await start({}), await start({})];
    const events = one.events();
    expect(events.length).toBeGreaterThan(400);
    expect(events).toEqual(two.events());
    for (const [index, event] of events.slice(1).entries()) {
      const before = events[index];
      expect(before && (before.created_at > event.created_at || before.event_id < event.event_id)).toBe(true);
    }
    expect(new Set(events.map(({ created_at }) => created_at)).size).toBeLessThan(events.length - 10);
    expect(events.every(({ created_at }) => created_at < OPAL_NOW)).toBe(true);
  });

  test("every optional field is there and missing; sub events carry extra keys", async () => {
    const server = await start({});
    const events = server.events();
    const optional = ["actor_name", "actor_email", "actor_ip_address", "api_token_name", "sub_events"] as const;
    for (const name of optional) expect(new Set(events.map((event) => name in event)).size, name).toBe(2);
    const keys = new Set(events.flatMap(({ sub_events }) => (sub_events ?? []).flatMap((sub) => Object.keys(sub))));
    expect([...keys]).toEqual(expect.arrayContaining(["sub_event_type", "user_name", "resource_id", "group_id"]));
    expect(events.some(({ sub_events }) => sub_events?.length === 0)).toBe(true);
  });
});

describe("cursors", () => {
  test.each([200, 5, 1])("a walk by %i meets every event once; next is null at the end", async (page_size) => {
    const server = await start({});
    const bodies = await walk(server, { page_size });
    expect(allIds(bodies)).toEqual(ids(server.events()));
    expect(bodies.at(-1)?.next).toBeNull();
  });

  test("previous repeats the cursor of the request", async () => {
    const server = await start({});
    const bodies = await walk(server, { page_size: 100 });
    expect(bodies.map(({ previous }) => previous)).toEqual([null, ...bodies.slice(0, -1).map(({ next }) => next)]);
  });

  test("previous as a cursor backwards, by knob", async () => {
    const server = await start({ knobs: { previous: "reverse" } });
    const bodies = await walk(server, { page_size: 7 }, 30);
    expect(bodies[0]?.previous).toBeNull();
    for (const [index, body] of bodies.slice(1).entries()) {
      const back = await list(server, { page_size: 7, cursor: body.previous ?? "" });
      expect(ids(back.body.results)).toEqual(ids(bodies[index]?.results ?? []));
    }
    expect(atob(bodies[1]?.previous ?? "")).toMatch(/^r=1&/);
  });

  test("a cursor is base64 of a position, as in the vendor's example, and holds no filters", async () => {
    const server = await start({});
    const example = "cD0yMDIxLTAxLTA2KzAzJTNBMjQlM0E1My40MzQzMjYlMkIwMCUzQTAw";
    const position = Date.parse("2021-01-06T03:24:53Z") * 1000 + 434_326;
    expect(decodeOpalCursor(example)).toEqual({ position, offset: 0, reverse: false });
    expect((await list(server, { cursor: example })).body.results).toEqual([]);
    const actor_filter = server.events()[0]?.actor_user_id ?? "";
    const cursor = (await list(server, { actor_filter, page_size: 5 })).body.next ?? "";
    expect(atob(cursor)).toMatch(/^(?:o=\d+&)?p=\d{4}-\d\d-\d\d\+\d\d%3A/);
    expect((await list(server, { actor_filter, cursor })).status).toBe(200);
    expect((await list(server, { cursor })).status).toBe(400);
    server.knobs.mode = "lenient";
    const leak = (await list(server, { cursor })).body.results;
    expect(leak.some(({ actor_user_id }) => actor_user_id !== actor_filter)).toBe(true);
    expect(server.violations.map(({ rule, refused }) => [rule, refused])).toEqual([
      ["cursor-filters", true],
      ["cursor-filters", false],
    ]);
  });

  test("a malformed cursor is 400, or 404 by knob", async () => {
    const server = await start({});
    for (const cursor of ["!", "cD0", btoa("p=yesterday"), btoa("q=1")]) {
      expect((await list(server, { cursor })).status, cursor).toBe(400);
    }
    server.knobs.badCursor = 404;
    const { status, body } = await list(server, { cursor: "!" });
    expect([status, body]).toMatchObject([404, { detail: "Invalid cursor" }]);
  });

  test("insertions do not shift the walk; late arrivals turn up behind the newest", async () => {
    const server = await start({});
    const expected = ids(server.events());
    server.knobs.afterPage = () => server.insertNewer(2);
    expect(allIds(await walk(server, { page_size: 100 }))).toEqual(expected);
    server.knobs.afterPage = null;
    const late = server.arriveLate(5);
    const first = ids((await list(server, { page_size: 20 })).body.results);
    expect(first.indexOf(late.event_id)).toBeGreaterThan(0);
  });

  test("empty pages, loops, and links that are absent at the end", async () => {
    const server = await start({});
    server.faults.at(0, { kind: "empty-page" });
    server.faults.at(2, { kind: "empty-page" });
    server.faults.at(3, { kind: "empty-page" });
    const bodies = await walk(server, { page_size: 150 });
    expect(bodies.map(({ results }) => results.length).slice(0, 5)).toEqual([0, 150, 0, 0, 150]);
    expect(allIds(bodies)).toEqual(ids(server.events()));
    expect(new Set(bodies.map(({ next }) => next)).size).toBe(bodies.length);
    server.knobs.cursorLoop = 1;
    expect(new Set((await walk(server, {}, 5)).map(({ next }) => next)).size).toBe(1);
    server.knobs.cursorLoop = 2;
    const [a, b, ...more] = (await walk(server, {}, 6)).map(({ next }) => next);
    expect(a).not.toBe(b);
    expect(more).toEqual([a, b, a, b]);
    server.knobs.cursorLoop = null;
    server.knobs.endOfList = "absent";
    expect(Object.keys((await list(server, { page_size: 1000 })).body)).toEqual(["results"]);
  });
});
