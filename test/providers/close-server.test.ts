/** The rules of the Close fake, one by one. */
import { describe, expect, test } from "vitest";
import { CLOSE_COMBINATIONS, CLOSE_EXPIRED, CLOSE_NOW, startCloseServer } from "./index.js";
import type { CloseEvent, CloseOptions, CloseServer } from "./index.js";
import { CLOSE_ACTIONS } from "./close-types.js";
import { closing, get, queryOf, type Answer } from "./tools.js";

type Body = {
  data: CloseEvent[];
  cursor_next: string | null;
  cursor_previous: string | null;
  errors?: string[];
  "field-errors"?: Record<string, string>;
};
type Params = Readonly<Record<string, string | number | undefined>>;

const start = closing((options: CloseOptions) => startCloseServer(options));
const basic = (pair: string): Record<string, string> => ({ authorization: `Basic ${btoa(pair)}` });
const admin = (server: CloseServer): RequestInit => ({ headers: basic(`${server.apiKey}:`) });
const list = (server: CloseServer, params: Params = {}): Promise<Answer<Body>> =>
  get<Body>(`${server.baseUrl}/event/${queryOf(params)}`, admin(server));
const ids = (events: readonly CloseEvent[]): string[] => events.map(({ id }) => id);

describe("credentials", () => {
  test("Basic needs a known key, a colon and an empty password", async () => {
    const server = await start({});
    const status = async (pair: string) => (await get(`${server.baseUrl}/event/`, { headers: basic(pair) })).status;
    expect(await status(`${server.apiKey}:`)).toBe(200);
    expect(await status(`${server.nonAdminKey}:`)).toBe(200);
    expect(await status(server.apiKey)).toBe(401);
    expect(await status(`${server.apiKey}:x`)).toBe(401);
    expect(await status(`:${server.apiKey}`)).toBe(401);
    expect(await status("api_unknown:")).toBe(401);
  });

  test("a known bearer token will do, other schemes and none will not", async () => {
    const server = await start({});
    const ask = (authorization?: string) =>
      get(`${server.baseUrl}/event/`, authorization === undefined ? {} : { headers: { authorization } });
    expect((await ask(`Bearer ${server.bearerToken}`)).status).toBe(200);
    expect((await ask("Bearer other")).status).toBe(401);
    expect((await ask(server.apiKey)).status).toBe(401);
    const none = await ask();
    expect([none.status, none.body]).toEqual([401, { error: "Unauthorized" }]);
  });

  test("members see data for one hour only", async () => {
    const server = await start({});
    const headers = basic(`${server.nonAdminKey}:`);
    const { body } = await get<Body>(`${server.baseUrl}/event/`, { headers });
    const hourAgo = Date.parse(CLOSE_NOW) - 3_600_000;
    for (const event of body.data) {
      expect("data" in event && "previous_data" in event).toBe(Date.parse(`${event.date_created}Z`) >= hourAgo);
    }
    expect(new Set(body.data.map((event) => "data" in event)).size).toBe(2);
  });
});

describe("paths and methods", () => {
  test("without the final slash: 404 when strict, 301 when lenient", async () => {
    const server = await start({});
    const bare = `${server.baseUrl}/event?_limit=1`;
    expect((await get(bare, admin(server))).status).toBe(404);
    server.knobs.mode = "lenient";
    const moved = await get(bare, admin(server));
    expect([moved.status, moved.headers.get("location")]).toEqual([301, "/api/v1/event/?_limit=1"]);
    expect((await get(bare, { ...admin(server), redirect: "follow" })).status).toBe(200);
  });

  test("other paths are 404, other methods 405", async () => {
    const server = await start({});
    expect((await get(`${server.baseUrl}/lead/`, admin(server))).status).toBe(404);
    expect((await get(`${server.origin}/event/`, admin(server))).status).toBe(404);
    expect((await get(`${server.baseUrl}/event/`, { ...admin(server), method: "POST" })).status).toBe(405);
    expect(server.violations.map(({ rule }) => rule)).toEqual(["path", "path", "method"]);
  });

  test("a single event, and 404 with an error text for others", async () => {
    const server = await start({});
    const event = server.events()[77];
    const found = await get(`${server.baseUrl}/event/${event?.id ?? ""}/`, admin(server));
    expect([found.status, found.body]).toEqual([200, event]);
    const missing = await get<{ error: unknown }>(`${server.baseUrl}/event/ev_none/`, admin(server));
    expect([missing.status, typeof missing.body.error]).toEqual([404, "string"]);
    expect((await get(`${server.baseUrl}/event/${event?.id ?? ""}`, admin(server))).status).toBe(404);
  });
});

describe("parameters", () => {
  test.each(["_skip=0", "date_created__gte=2025-01-01", "date_updated=2025-01-01", "action__in=created", "foo=1"])(
    "%s is unknown: refused when strict, ignored when lenient",
    async (query) => {
      const server = await start({});
      const url = `${server.baseUrl}/event/?${query}`;
      expect((await get(url, admin(server))).status).toBe(400);
      server.knobs.mode = "lenient";
      expect((await get(url, admin(server))).status).toBe(200);
      expect(server.violations.map(({ rule, refused }) => [rule, refused])).toEqual([
        ["unknown-parameter", true],
        ["unknown-parameter", false],
      ]);
    },
  );

  test("the fifteen combinations and the empty one pass, with dates or without, all others do not", async () => {
    const server = await start({});
    const names = ["object_type", "object_id", "lead_id", "action", "user_id", "request_id"];
    const allowed = new Set(CLOSE_COMBINATIONS.map((combination) => [...combination].sort().join()));
    expect(allowed.size).toBe(16);
    let accepted = 0;
    for (let bits = 0; bits < 64; bits += 1) {
      const chosen = names.filter((_, index) => (bits >> index) % 2 === 1);
      const params = Object.fromEntries(chosen.map((name) => [name, "x"]));
      const date = bits % 2 === 0 ? { date_updated__gte: "2025-06-01" } : {};
      const { status, body } = await list(server, { ...params, ...date });
      expect(status, chosen.join()).toBe(allowed.has([...chosen].sort().join()) ? 200 : 400);
      if (status === 200) accepted += 1;
      else expect([body.errors?.length, body["field-errors"]]).toEqual([1, {}]);
    }
    expect(accepted).toBe(16);
  });

  test("empty values count as absent", async () => {
    const server = await start({});
    const { body } = await get<Body>(`${server.baseUrl}/event/?action=&lead_id=&_cursor=&_limit=3`, admin(server));
    expect(ids(body.data)).toEqual(ids(server.events().slice(0, 3)));
  });

  test("filters are equality, and a lead brings its related objects", async () => {
    const server = await start({});
    const lead = server.events().find(({ object_type }) => object_type === "lead")?.object_id ?? "";
    const { body } = await list(server, { lead_id: lead });
    const expected = server.events().filter(({ lead_id }) => lead_id === lead);
    expect(ids(body.data)).toEqual(ids(expected.slice(0, 50)));
    expect(new Set(expected.map(({ object_type }) => object_type)).size).toBeGreaterThan(5);
    const typed = await list(server, { lead_id: lead, object_type: "lead" });
    expect(ids(typed.body.data)).toEqual(
      ids(expected.filter(({ object_type }) => object_type === "lead").slice(0, 50)),
    );
    expect((await list(server, { object_type: "lead", action: "created,updated" })).body.data).toEqual([]);
  });

  test("a repeated filter is refused when strict; when lenient the first value counts", async () => {
    const server = await start({});
    const url = `${server.baseUrl}/event/?object_type=lead&action=updated&action=created`;
    expect((await get(url, admin(server))).status).toBe(400);
    server.knobs.mode = "lenient";
    const { body } = await get<Body>(url, admin(server));
    expect(new Set(body.data.map(({ action }) => action))).toEqual(new Set(["updated"]));
  });

  test("date bounds: date, naive and zoned date-times; anything else is 400", async () => {
    const server = await start({});
    const events = server.events();
    const edge = events[200]?.date_updated ?? "";
    const moment = (event: CloseEvent): number => Date.parse(`${event.date_updated}Z`);
    const at = Date.parse(`${edge}Z`);
    const count = async (params: Params) => {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const { body, status }: Answer<Body> = await list(server, cursor === null ? params : { _cursor: cursor });
        expect(status).toBe(200);
        seen.push(...ids(body.data));
        cursor = body.cursor_next;
      } while (cursor !== null);
      return seen.length;
    };
    const shifted = `${new Date(at + 2 * 3_600_000).toISOString().slice(0, -1)}+02:00`;
    for (const form of [edge, `${edge}Z`, shifted]) {
      expect(await count({ date_updated__gt: form })).toBe(events.filter((event) => moment(event) > at).length);
      expect(await count({ date_updated__gte: form })).toBe(events.filter((event) => moment(event) >= at).length);
      expect(await count({ date_updated__lt: form })).toBe(events.filter((event) => moment(event) < at).length);
      expect(await count({ date_updated__lte: form })).toBe(events.filter((event) => moment(event) <= at).length);
    }
    const day = Date.parse("2025-06-10");
    expect(await count({ date_updated__gte: "2025-06-10" })).toBe(
      events.filter((event) => moment(event) >= day).length,
    );
    for (const bad of ["yesterday", "2025-02-30", "1718000000", "2025-06-10T10:00:00 02:00"]) {
      const { status, body } = await list(server, { date_updated__lte: bad });
      expect([status, Object.keys(body["field-errors"] ?? {})]).toEqual([400, ["date_updated__lte"]]);
    }
  });

  test("_limit: 50 if absent, 1 to 50, else 400 in the field-errors; above 50 clamped by knob", async () => {
    const server = await start({});
    expect((await list(server)).body.data).toHaveLength(50);
    expect((await list(server, { _limit: 1 })).body.data).toHaveLength(1);
    expect((await list(server, { _limit: 50 })).body.data).toHaveLength(50);
    for (const bad of ["51", "1000", "0", "-1", "ten", "5.0"]) {
      const { status, body } = await list(server, { _limit: bad });
      expect([status, body.errors, Object.keys(body["field-errors"] ?? {})]).toEqual([400, [], ["_limit"]]);
    }
    server.knobs.oversize = "clamp";
    expect((await list(server, { _limit: 1000 })).body.data).toHaveLength(50);
  });

  test("strict: broken percent-encoding, a bare equals sign in a value and a body are refused", async () => {
    const server = await start({});
    for (const query of ["lead_id=%E0%A4%A", "_cursor=abc="]) {
      expect((await get(`${server.baseUrl}/event/?${query}`, admin(server))).status).toBe(400);
    }
    expect(server.violations.map(({ rule }) => rule)).toEqual(["encoding", "encoding"]);
  });
});

describe("events", () => {
  test("several hundred, the same ones for the same seed, of every type and action", async () => {
    const [one, two, other] = [await start({}), await start({}), await start({ seed: 2 })];
    expect(one.events().length).toBeGreaterThan(400);
    expect(one.events()).toEqual(two.events());
    expect(ids(one.events())).not.toEqual(ids(other.events()));
    expect(new Set(ids(one.events())).size).toBe(one.events().length);
    const seen = new Set(one.events().map(({ object_type, action }) => `${object_type} ${action}`));
    const missing = Object.entries(CLOSE_ACTIONS)
      .flatMap(([type, actions]) => actions.map((action) => `${type} ${action}`))
      .filter((pair) => !seen.has(pair));
    expect(missing).toEqual([]);
  });

  test("shapes: naive six-digit dates, null data on delete, empty previous data on create, missing optionals", async () => {
    const server = await start({});
    const events = server.events();
    for (const event of events) {
      expect(event.date_updated).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}000$/);
      expect(event.date_created <= event.date_updated).toBe(true);
      if (event.action === "deleted") expect(event.data).toBeNull();
      if (event.action === "created") expect([event.previous_data, event.changed_fields]).toEqual([{}, []]);
      if (event.object_type === "lead") expect(event.lead_id).toBe(event.object_id);
    }
    for (const field of ["user_id", "lead_id", "api_key_id", "oauth_client_id"] as const) {
      expect(
        events.some((event) => !(field in event)),
        field,
      ).toBe(true);
      expect(
        events.some((event) => event[field] === null),
        field,
      ).toBe(true);
    }
    expect(events.some((event) => event.date_created < event.date_updated)).toBe(true);
  });

  test("events older than 30 days are gone, and more go as time passes", async () => {
    const server = await start({});
    const before = server.events();
    const floor = new Date(Date.parse(CLOSE_NOW) - 30 * 86_400_000).toISOString();
    expect(before.every(({ date_updated }) => date_updated >= floor.slice(0, -1))).toBe(true);
    server.clock.set(Date.parse(CLOSE_NOW) - 5 * 86_400_000);
    expect(server.events().length).toBe(before.length + CLOSE_EXPIRED);
    server.clock.set(Date.parse(CLOSE_NOW) + 20 * 86_400_000);
    expect(server.events().length).toBeLessThan(before.length);
    const gone = before.at(-1)?.id ?? "";
    expect((await get(`${server.baseUrl}/event/${gone}/`, admin(server))).status).toBe(404);
  });
});
