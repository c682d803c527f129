/** The rules of the ThisData fake, one by one. */
import { describe, expect, test } from "vitest";
import { startThisDataServer, THISDATA_NOW } from "./index.js";
import type { ThisDataEvent, ThisDataOptions, ThisDataServer } from "./index.js";
import { closing, get, type Answer } from "./tools.js";

type Body = { total: number; results: ThisDataEvent[]; messages?: string[] };

const NOW = Date.parse(THISDATA_NOW);
const DAY = 86_400_000;
const start = closing((options: ThisDataOptions) => startThisDataServer(options));
const ask = (server: ThisDataServer, query = "", path = "/events.json"): Promise<Answer<Body>> =>
  get<Body>(`${server.baseUrl}${path}?api_key=${encodeURIComponent(server.apiKey)}${query === "" ? "" : `&${query}`}`);
const total = async (server: ThisDataServer, query: string): Promise<number> => {
  const { status, body } = await ask(server, query);
  expect(status, query).toBe(200);
  return body.total;
};
const within = (event: ThisDataEvent, days: number): boolean => Date.parse(event.published) >= NOW - days * DAY;
/** What a query without parameters finds. */
const plain = (server: ThisDataServer): ThisDataEvent[] =>
  server.events().filter((event) => within(event, 30) && event.verb !== "page-view");

describe("requests", () => {
  test("both paths answer alike; others are 404, other methods 405", async () => {
    const server = await start({});
    const json = await ask(server);
    expect((await ask(server, "", "/events")).body).toEqual(json.body);
    expect((await ask(server, "", "/events.xml")).status).toBe(404);
    expect((await ask(server, "", "/events/")).status).toBe(404);
    expect((await get(`${server.baseUrl}/events`, { method: "POST" })).status).toBe(405);
    server.knobs.mode = "lenient";
    expect((await ask(server, "", "/events/")).status).toBe(200);
  });

  test("the key belongs in the query, percent-encoded", async () => {
    const server = await start({});
    const url = `${server.baseUrl}/events`;
    for (const wrong of [url, `${url}?api_key=`, `${url}?api_key=x`, `${url}?api_key=${server.apiKey}`]) {
      const { status, body } = await get<Body>(wrong, { headers: { authorization: `Bearer ${server.apiKey}` } });
      expect([status, body.messages?.length]).toEqual([401, 1]);
    }
    expect((await ask(server)).status).toBe(200);
  });

  test("unknown and repeated parameters: 400 when strict, tolerated when lenient (the last one counts)", async () => {
    const server = await start({});
    for (const query of ["page=2", "source=web", "user_id=112233&user_id=4711", "verb[]=log-in"]) {
      const { status, body } = await ask(server, query);
      expect([status, body.messages?.length], query).toEqual([400, 1]);
    }
    server.knobs.mode = "lenient";
    expect(await total(server, "page=2")).toBe(plain(server).length);
    expect(await total(server, "user_id=112233&user_id=4711")).toBe(await total(server, "user_id=4711"));
  });
});

describe("filters", () => {
  test("after: included, 30 days by default, never more than 90 days", async () => {
    const server = await start({});
    const visible = server.events().filter(({ verb }) => verb !== "page-view");
    expect(await total(server, "")).toBe(visible.filter((event) => within(event, 30)).length);
    const edge = visible[40]?.published ?? "";
    expect(await total(server, `after=${edge}`)).toBe(visible.filter(({ published }) => published >= edge).length);
    const day = "2016-10-01";
    expect(await total(server, `after=${day}`)).toBe(visible.filter(({ published }) => published >= day).length);
    const ninety = visible.filter((event) => within(event, 90)).length;
    expect(ninety).toBeLessThan(visible.length);
    expect(await total(server, "after=2015-01-01")).toBe(ninety);
    server.knobs.tooOld = "refuse";
    expect((await ask(server, "after=2015-01-01")).status).toBe(400);
    expect((await ask(server, "after=soon")).status).toBe(400);
  });

  test("before: included", async () => {
    const server = await start({});
    const edge = plain(server)[40]?.published ?? "";
    const expected = plain(server).filter(({ published }) => published <= edge).length;
    expect(await total(server, `before=${edge}`)).toBe(expected);
    expect(await total(server, "before=2016-10-01&after=2016-10-02")).toBe(0);
  });

  test("user_id and source_name", async () => {
    const server = await start({});
    for (const id of ["112233", "4711", "mail+tag@example.test", "u-ünï-7"]) {
      const expected = plain(server).filter(({ user }) => user && String(user.id) === id).length;
      expect(expected).toBeGreaterThan(5);
      expect(await total(server, `user_id=${encodeURIComponent(id)}`)).toBe(expected);
    }
    const source = plain(server).filter(({ raw }) => raw?.source?.name === "mobile/ios").length;
    expect(source).toBeGreaterThan(5);
    expect(await total(server, "source_name=mobile%2Fios")).toBe(source);
  });

  test("verb is one, verbs[] any of several, both together an intersection", async () => {
    const server = await start({});
    const count = (...verbs: string[]): number => plain(server).filter(({ verb }) => verbs.includes(verb)).length;
    expect(await total(server, "verb=log-in")).toBe(count("log-in"));
    expect(await total(server, "verb=invoice%3Asent%20%26%20paid")).toBe(count("invoice:sent & paid"));
    expect(await total(server, "verbs[]=log-in&verbs[]=log-out")).toBe(count("log-in", "log-out"));
    expect(await total(server, "verbs[]=log-in&verbs[]=log-out&verb=log-out")).toBe(count("log-out"));
    expect(await total(server, "verbs[]=log-in&verb=log-out")).toBe(0);
    expect(count("log-in")).toBeGreaterThan(0);
  });

  test("lists may have encoded or numbered brackets, not a mixture, and no commas", async () => {
    const server = await start({});
    const both = await total(server, "verbs[]=log-in&verbs[]=log-out");
    expect(await total(server, "verbs%5B%5D=log-in&verbs%5B%5D=log-out")).toBe(both);
    expect(await total(server, "verbs[0]=log-in&verbs[1]=log-out")).toBe(both);
    expect(await total(server, "verbs%5B0%5D=log-in&verbs%5B1%5D=log-out")).toBe(both);
    expect(await total(server, "verbs[]=log-in,log-out")).toBe(0);
    for (const mode of ["strict", "lenient"] as const) {
      server.knobs.mode = mode;
      expect((await ask(server, "verbs[]=log-in&verbs=log-out")).status).toBe(400);
    }
  });

  test("verbs without brackets: 400 when strict, the last one when lenient", async () => {
    const server = await start({});
    const query = "verbs=log-in&verbs=log-out";
    expect((await ask(server, query)).status).toBe(400);
    server.knobs.mode = "lenient";
    expect(await total(server, query)).toBe(await total(server, "verb=log-out"));
    expect(server.violations.map(({ rule, refused }) => [rule, refused])).toEqual([
      ["list", true],
      ["list", false],
    ]);
  });

  test("page views are hidden unless asked for", async () => {
    const server = await start({});
    const all = server.events().filter((event) => within(event, 30));
    const views = all.filter(({ verb }) => verb === "page-view").length;
    expect(views).toBeGreaterThan(50);
    expect(await total(server, "")).toBe(all.length - views);
    expect(await total(server, "verb=page-view")).toBe(views);
    expect(await total(server, "verbs[]=page-view&verbs[]=log-in")).toBe(views + (await total(server, "verb=log-in")));
    expect(await total(server, "exclude_verb=page-view&verb=page-view")).toBe(0);
    expect(await total(server, "exclude_verb=")).toBe(all.length);
    expect(await total(server, "exclude_verb=log-in")).toBe(all.length - (await total(server, "verb=log-in")));
  });

  test("exclude_verbs[] adds to the default exclusion", async () => {
    const server = await start({});
    const rest = plain(server).filter(({ verb }) => verb !== "log-in" && verb !== "log-out").length;
    expect(await total(server, "exclude_verbs[]=log-in&exclude_verbs[]=log-out")).toBe(rest);
    expect(await total(server, "exclude_verbs[0]=log-in&exclude_verbs[1]=log-out")).toBe(rest);
    expect(await total(server, "verbs[]=log-in&exclude_verbs[]=log-in")).toBe(0);
    expect((await ask(server, "exclude_verbs=log-in")).status).toBe(400);
  });
});

describe("paging", () => {
  test("limit: 50 if absent, 1 to 200, above that 200 or 400 by knob", async () => {
    const server = await start({});
    const length = async (query: string) => (await ask(server, query)).body.results.length;
    expect([await length(""), await length("limit=1"), await length("limit=200")]).toEqual([50, 1, 200]);
    expect(await length("limit=1000")).toBe(200);
    for (const bad of ["limit=0", "limit=-1", "limit=all", "offset=-1", "offset=x"]) {
      expect((await ask(server, bad)).status, bad).toBe(400);
    }
    server.knobs.oversize = "refuse";
    expect((await ask(server, "limit=201")).status).toBe(400);
  });

  test("newest first; total counts all matches on every page, past the end too", async () => {
    const server = await start({});
    const expected = plain(server);
    const met: ThisDataEvent[] = [];
    for (let offset = 0; offset <= expected.length; offset += 60) {
      const { body } = await ask(server, `limit=60&offset=${String(offset)}`);
      expect(body.total).toBe(expected.length);
      met.push(...body.results);
    }
    expect(met).toEqual(expected);
    const times = met.map(({ published }) => published);
    expect(times).toEqual(times.toSorted().toReversed());
    expect((await ask(server, "offset=5000")).body).toEqual({ total: expected.length, results: [] });
  });

  test("a new event between two pages shifts them: the seam repeats an item", async () => {
    const server = await start({});
    const first = (await ask(server)).body;
    server.insertNewer();
    const second = (await ask(server, "offset=50")).body;
    expect(second.results[0]).toEqual(first.results[49]);
    expect(second.total).toBe(first.total + 1);
  });

  test("knobs: capped pages, offsets without effect, a false total, empty pages, late arrivals", async () => {
    const server = await start({ knobs: { pageCap: 10 } });
    expect((await ask(server, "limit=100")).body.results).toHaveLength(10);
    server.knobs.ignoreOffset = true;
    expect((await ask(server, "offset=10")).body).toEqual((await ask(server)).body);
    server.knobs.falseTotal = 7;
    expect(await total(server, "")).toBe(7);
    server.knobs.falseTotal = null;
    server.faults.next({ kind: "empty-page" });
    expect((await ask(server)).body).toEqual({ total: plain(server).length, results: [] });
    server.knobs.pageCap = null;
    server.insertNewer();
    const late = server.arriveLate(1, { verb: "late-one" });
    expect((await ask(server)).body.results.findIndex(({ id }) => id === late.id)).toBeGreaterThan(0);
  });
});

describe("events", () => {
  test("several hundred, the same for the same seed", async () => {
    const [one, two] = [await start({}), await start({})];
    expect(one.events().length).toBeGreaterThan(400);
    expect(one.events()).toEqual(two.events());
  });

  test("sessions null and not, users with numbers for ids, items that only have published and verb", async () => {
    const server = await start({});
    const events = server.events();
    expect(events.some(({ session }) => session === null)).toBe(true);
    expect(events.some(({ session }) => typeof session?.td_cookie_expected === "boolean")).toBe(true);
    expect(new Set(events.map(({ user }) => typeof user?.id))).toEqual(new Set(["string", "number", "undefined"]));
    expect(events.some((event) => Object.keys(event).join() === "published,verb")).toBe(true);
    const scores = events.flatMap(({ overall_score }) => overall_score ?? []);
    expect([Math.min(...scores) === 0, Math.max(...scores) <= 1]).toEqual([true, true]);
    expect(new Set(events.map(({ verb }) => verb)).size).toBe(17);
  });
});
