/** What is new in the three vendors' logs: each thing once, whatever arrives late, is folded together, or restarts. */
import { setTimeout as wait } from "node:timers/promises";
import { Close, type FeedCheckpoint, type FeedEntry, type FeedOptions, type ItemFeed } from "@specmend/close";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { closeFor, failure, opalFor, startClose, startOpal, startThisData, thisdataFor } from "./kit.js";

interface Log {
  feed(options: FeedOptions<object>): ItemFeed<unknown>;
  /** Everything there is, as `id stamp`. */
  all(): string[];
  keyOf(item: unknown): { readonly id: string; readonly stamp: string };
  insert(count: number): void;
  late(behindMs: number): void;
  /** Folds a change into the event so far from the newest; nothing where the vendor does not. */
  fold(place: number): void;
  /** Runs after the nth page of a walk. */
  during(change: ((page: number) => void) | null): void;
  readonly now: Date;
  readonly small: object;
  readonly requests: () => number;
  close(): Promise<void>;
}

const minutes = 60_000;

async function closeLog(): Promise<Log> {
  const server = await startClose();
  const keyOf = (item: unknown): { id: string; stamp: string } => {
    const { id, date_updated } = item as { id: string; date_updated: string };
    return { id, stamp: date_updated };
  };
  return {
    feed: (options) => closeFor(server).events.feed(options),
    all: () => server.events().map((event) => `${event.id} ${event.date_updated}`),
    keyOf,
    insert: (count) => void server.insertNewer(count),
    late: (behind) => void server.arriveLate(behind),
    fold: (place) => void server.consolidate(server.events()[place]!.id),
    during: (change) => (server.knobs.afterPage = change),
    now: new Date(`${server.events()[0]!.date_updated}Z`),
    small: { _limit: 3 },
    requests: () => server.requests.length,
    close: () => server.close(),
  };
}

async function opalLog(): Promise<Log> {
  const server = await startOpal();
  return {
    feed: (options) => opalFor(server).events.feed(options) as ItemFeed<unknown>,
    all: () => server.events().map((event) => `${event.event_id} ${event.created_at}`),
    keyOf: (item) => {
      const { event_id, created_at } = item as { event_id: string; created_at: string };
      return { id: event_id, stamp: created_at };
    },
    insert: (count) => void server.insertNewer(count),
    late: (behind) => void server.arriveLate(behind),
    fold: () => {},
    during: (change) => (server.knobs.afterPage = change),
    now: new Date(server.events()[0]!.created_at),
    small: { page_size: 3 },
    requests: () => server.requests.length,
    close: () => server.close(),
  };
}

async function thisdataLog(): Promise<Log> {
  const server = await startThisData();
  return {
    feed: (options) => thisdataFor(server).events.feed(options) as ItemFeed<unknown>,
    all: () =>
      server.events().flatMap((event) => (event.verb === "page-view" ? [] : [`${event.id} ${event.published}`])),
    keyOf: (item) => {
      const { id, published } = item as { id: string; published: string };
      return { id, stamp: published };
    },
    insert: (count) => void server.insertNewer(count),
    late: (behind) => void server.arriveLate(behind),
    fold: () => {},
    during: (change) => (server.knobs.afterPage = change),
    now: new Date(server.events()[0]!.published),
    small: { limit: 3 },
    requests: () => server.requests.length,
    close: () => server.close(),
  };
}

const logs = { close: closeLog, opal: opalLog, thisdata: thisdataLog };
const names = Object.keys(logs) as (keyof typeof logs)[];
const stored = (checkpoint: FeedCheckpoint): FeedCheckpoint => JSON.parse(JSON.stringify(checkpoint)) as FeedCheckpoint;
const momentOf = (stamp: string): number => Date.parse(stamp.endsWith("Z") ? stamp : `${stamp}Z`);

/** Reads a feed to its end, or so many entries of it. */
async function read(feed: ItemFeed<unknown>, most = Infinity): Promise<FeedEntry<unknown>[]> {
  const entries: FeedEntry<unknown>[] = [];
  if (most === 0) return entries;
  for await (const entry of feed) if (entries.push(entry) >= most) break;
  return entries;
}

const change = fc.oneof(
  fc.record({ kind: fc.constant("insert" as const), by: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constant("late" as const), by: fc.integer({ min: 0, max: 290_000 }) }),
  fc.record({ kind: fc.constant("fold" as const), by: fc.nat(6) }),
);
const round = fc.record({
  before: fc.array(change, { maxLength: 4 }),
  /** What happens while pages are read, one after each. */
  during: fc.array(change, { maxLength: 4 }),
  /** How many entries are taken before the process is restarted. */
  take: fc.oneof(fc.nat(6), fc.constant(Infinity)),
});

test.each(names)(
  "%s: late arrivals, changes and restarts at every point: each version once",
  async (name) => {
    await fc.assert(
      fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 5 }), async (rounds) => {
        const log = await logs[name]();
        const since = new Date(log.now.getTime() - 2 * minutes);
        const act = ({ kind, by }: { kind: "fold" | "insert" | "late"; by: number }, count = by): void =>
          kind === "insert" ? log.insert(count) : log[kind](by);
        const given = new Map<string, string[]>();
        let checkpoint: FeedCheckpoint | undefined;
        const run = async (take: number): Promise<void> => {
          const feed = log.feed({ since: checkpoint ?? since, params: log.small });
          let latest = 0;
          for (const { item, isUpdate } of await read(feed, take)) {
            const { id, stamp } = log.keyOf(item);
            const before = given.get(id) ?? [];
            expect(before).not.toContain(stamp);
            // The window is longer than anything that happens here.
            expect(isUpdate).toBe(before.length > 0);
            expect(momentOf(stamp)).toBeGreaterThanOrEqual(latest);
            latest = momentOf(stamp);
            given.set(id, [...before, stamp]);
          }
          checkpoint = stored(feed.checkpoint());
        };
        for (const { before, during, take } of rounds) {
          for (const one of before) act(one);
          const queue = [...during];
          // Where pages are counted, three new ones would make the next page the same again.
          log.during(() => queue.length > 0 && act(queue.shift()!, 1));
          await run(take);
          log.during(null);
        }
        await run(Infinity);
        await run(Infinity);
        const delivered = [...given].map(([id, stamps]) => `${id} ${stamps.at(-1)}`);
        const expected = log.all().filter((one) => momentOf(one.split(" ")[1]!) >= since.getTime());
        expect(delivered.sort()).toEqual(expected.sort());
        await log.close();
      }),
      { numRuns: 15 },
    );
  },
  60_000,
);

const open: Log[] = [];
afterEach(async () => {
  for (const log of open.splice(0)) await log.close();
});
async function start(name: keyof typeof logs): Promise<Log> {
  const log = await logs[name]();
  open.push(log);
  return log;
}

test.each(names)("%s: without a beginning, all there is, oldest first; then nothing", async (name) => {
  const log = await start(name);
  const feed = log.feed({});
  const entries = await read(feed);
  // ThisData has a beginning of its own.
  const days = name === "thisdata" ? 30 : 1000;
  const expected = log
    .all()
    .filter((one) => momentOf(one.split(" ")[1]!) > log.now.getTime() - days * 24 * 60 * minutes);
  expect(entries).toHaveLength(expected.length);
  const last = log.keyOf(entries.at(-1)!.item);
  expect(`${last.id} ${last.stamp}`).toBe(expected[0]);
  expect(await read(feed)).toEqual([]);
  expect(await read(log.feed({ since: stored(feed.checkpoint()) }))).toEqual([]);
  expect(JSON.stringify(feed.checkpoint()).length).toBeLessThan(20_000);
});

test("close: an event into which another was folded comes again, as an update", async () => {
  const log = await start("close");
  const feed = log.feed({ since: new Date(log.now.getTime() - minutes) });
  const first = await read(feed);
  log.fold(0);
  const again = await read(log.feed({ since: stored(feed.checkpoint()) }));
  expect(again).toHaveLength(1);
  expect(again[0]!.isUpdate).toBe(true);
  expect(log.keyOf(again[0]!.item).id).toBe(log.keyOf(first.at(-1)!.item).id);
});

test("close: only the overlap is read again, and it says since when", async () => {
  const log = await start("close");
  const feed = log.feed({ since: log.now });
  await read(feed);
  const before = log.requests();
  log.insert(1);
  expect(await read(feed)).toHaveLength(1);
  expect(log.requests() - before).toBe(1);
});

test("polling goes on until it is aborted, with the caller's reason; `break` ends it too", async () => {
  const log = await start("close");
  const controller = new AbortController();
  const feed = log.feed({ since: log.now, poll: { every: 1 }, signal: controller.signal });
  const ids: string[] = [];
  const work = (async () => {
    for await (const { item } of feed) {
      ids.push(log.keyOf(item).id);
      if (ids.length < 4) log.insert(1);
    }
  })();
  while (ids.length < 4) await wait(1);
  const reason = new Error("enough");
  controller.abort(reason);
  expect(await failure(work)).toBe(reason);
  expect(new Set(ids).size).toBe(ids.length);
  log.insert(1);
  for await (const { item } of log.feed({ since: stored(feed.checkpoint()), poll: { every: 1 } })) {
    expect(ids).not.toContain(log.keyOf(item).id);
    break;
  }
});

test("a failed read hands out nothing, and the feed goes on from where it stands", async () => {
  const server = await startClose();
  const feed = closeFor(server, { maxRetries: 0 }).events.feed({ params: { _limit: 50 } });
  server.faults.next({ kind: "none" });
  server.faults.next({ kind: "status", status: 500 });
  expect(await failure(read(feed))).toMatchObject({ name: "ApiError", status: 500 });
  expect(feed.checkpoint()).toMatchObject({ high: null, seen: [] });
  expect(await read(feed)).toHaveLength(server.events().length);
});

test("what makes no sense is refused before anything is sent", async () => {
  const server = await startClose();
  const { events } = closeFor(server);
  const { checkpoint } = events.feed({ params: { lead_id: "lead_1" } });
  expect(() => events.feed({ since: checkpoint() })).toThrow("other params");
  expect(() => events.feed({ since: {} as FeedCheckpoint })).toThrow("other params");
  expect(() => events.feed({ since: "yesterday" })).toThrow("`since` is neither a moment nor a checkpoint");
  expect(() => events.feed({ since: new Date(Number.NaN) })).toThrow("`since` is neither a moment nor a checkpoint");
  expect(() => events.feed({ since: JSON.stringify(events.feed().checkpoint()) })).toThrow("nor a checkpoint");
  expect(() => events.feed({ poll: { every: -1 } })).toThrow("`poll.every`");
  // What a program without types may say by mistake would be everything there is, and polling without a pause.
  expect(events.feed({ since: 1_790_000_000_000 as never }).checkpoint().from).toBe(1_790_000_000_000);
  expect(() => events.feed({ poll: 60_000 as never })).toThrow("`poll.every`");
  // @ts-expect-error A feed begins where it says itself.
  expect(() => events.feed({ params: { _cursor: "x" } })).toThrow("`_cursor`");
  // @ts-expect-error So does this.
  expect(() => events.feed({ params: { date_updated__gte: "2025-01-01" } })).toThrow("`date_updated__gte`");
  expect(server.requests).toEqual([]);
});

test("an item without a readable timestamp is an error that says which one it is", async () => {
  const page = { data: [{ id: "ev_odd", date_updated: "yesterday" }], cursor_next: null, cursor_previous: null };
  const close = new Close({ apiKey: "test", fetch: async () => Response.json(page) });
  expect(await failure(read(close.events.feed()))).toMatchObject({
    name: "PaginationError",
    message: 'events.list: the item ev_odd has no timestamp that can be read, but "yesterday"',
  });
});
