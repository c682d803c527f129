import type { Client } from "./client.js";
import { PaginationError, SdkError } from "./errors.js";
import { fingerprint } from "./fingerprint.js";
import type { ListOperation, Page, Params, RequestOptions } from "./operation.js";
import { find, param, withParam } from "./page.js";
import { list } from "./pagination.js";
import { sleep } from "./time.js";

/** What generated code says about a log that grows: how to tell what is new in it. */
export interface FeedRule<Item> {
  readonly id: (item: Item) => unknown;
  /** What the log is ordered by: when the item came about, or was last changed. */
  readonly timestamp: (item: Item) => unknown;
  /** How the list is ordered by it. */
  readonly order: "ascending" | "descending" | "none";
  /** The request parameter that leaves out what is older. */
  readonly since?: string;
  /** How long after its timestamp an item may become visible. */
  readonly overlapMs: number;
  /** The milliseconds of one, where timestamps are numbers. */
  readonly unitMs?: number;
}

/** Where a feed stands: JSON to store. It remembers the items of the overlap, and holds no credential. */
export interface FeedCheckpoint {
  /** Stands for the operation and its params. */
  readonly feed: string;
  /** Nothing before this is of interest; milliseconds since 1970. */
  readonly from: number | null;
  /** Up to here everything was read that was visible then. */
  readonly high: number | null;
  /** What was handed out within the overlap before `high`: id, timestamp. */
  readonly seen: readonly (readonly [id: string, timestamp: string])[];
}

/** Options of a feed, beside those of each of its requests. */
export interface FeedOptions<Params> extends RequestOptions {
  /** Where to begin: a moment, or what `checkpoint()` gave. Everything there is, unless said. */
  readonly since?: Date | string | FeedCheckpoint | null | undefined;
  /** Makes the feed endless: it looks again so many milliseconds after it has come to the end. */
  readonly poll?: { readonly every: number } | undefined;
  /** The filters. */
  readonly params?: Params | undefined;
}

/** Something new. */
export interface FeedEntry<Item> {
  readonly item: Item;
  /** The feed has handed out this item before, and it has changed since. Only the overlap is remembered. */
  readonly isUpdate: boolean;
}

/** What is new in a log, oldest first. Whatever starts, starts where the feed stands. */
export interface ItemFeed<Item> extends AsyncIterable<FeedEntry<Item>> {
  /** After the last entry that was handed out. */
  checkpoint(): FeedCheckpoint;
}

/** Reads a log by a rule. Nothing is sent before it is iterated. */
export function feed<T extends object, Item, Body, P extends Page<Item, Body>>(
  client: Client,
  operation: ListOperation<T, Item, Body, P>,
  rule: FeedRule<Item>,
  { since, poll, params: given, ...request }: FeedOptions<T> = {},
): ItemFeed<Item> {
  const { overlapMs, order, unitMs } = rule;
  const { cursor, offset, page } = operation.pagination;
  const params: Params = { ...given };
  const refuse = (message: string): never => {
    throw new SdkError(`${operation.id}: ${message}.`);
  };
  for (const name of [cursor, offset, page, rule.since])
    if (param({ params }, name) !== undefined) refuse(`a feed sets \`${name}\` itself`);
  const every = poll ? poll.every : 0;
  if (!(every >= 0)) refuse("`poll.every` must be a number of milliseconds");

  const id = fingerprint([operation.id, params]);
  const stored = typeof since === "object" && since && !(since instanceof Date) ? since : undefined;
  if (stored && stored.feed !== id) refuse("the checkpoint is of another operation, or of other params");
  // A number, which no type allows, must not mean everything.
  const start = typeof since === "string" ? timeOf(since) : stored || since == null ? null : Number(since);
  if (Number.isNaN(start)) refuse("`since` is neither a moment nor a checkpoint");
  const from = stored ? stored.from : start;
  let high = stored?.high ?? null;
  const seen = new Map(stored?.seen);

  /** Forgets what is not read again: all of it, or the oldest, as a long round hands out much. */
  const forget = (isAll: boolean): void => {
    for (const [key, time] of seen) {
      if (timeOf(time, unitMs) < high! - overlapMs) seen.delete(key);
      // One of the future stays, and others come behind it.
      else if (!isAll) break;
    }
  };

  /** What is new about an item that came; nothing where it was handed out already. */
  const take = ({ item, key, at, stamp }: Seen<Item>, latest: number): FeedEntry<Item> | undefined => {
    const known = seen.get(key);
    if (known !== undefined) {
      const before = timeOf(known, unitMs);
      if (before > at || (before === at && known >= stamp)) return undefined;
    }
    // Not beyond the time at which this round began: what comes meanwhile belongs to the next one.
    high = Math.max(high ?? -Infinity, Math.min(at, latest));
    seen.delete(key);
    seen.set(key, stamp);
    forget(false);
    return { item, isUpdate: known !== undefined };
  };

  async function* round(): AsyncGenerator<FeedEntry<Item>, void, undefined> {
    forget(true);
    let latest = Date.now();
    const low = high === null ? from : Math.max(high - overlapMs, from ?? -Infinity);
    const asked = low === null || !rule.since ? params : withParam(params, rule.since, written(low, unitMs));
    const found = new Map<string, Seen<Item>>();
    for await (const { data, nextCursor, response } of list(client, operation, asked as T, request).pages()) {
      let isOver = false;
      // By the server's clock, where it says it: ours may be ahead.
      latest = Math.min(latest, Date.parse(response.headers.get("date") ?? "") || latest);
      for (const item of data) {
        const stamp = String(find(rule.timestamp, item) ?? "");
        const at = timeOf(stamp, unitMs);
        // An item without an id is known by all that it is.
        const key = String(find(rule.id, item) ?? "") || `#${fingerprint(item)}`;
        if (Number.isNaN(at)) {
          const message = `the item ${key} has no timestamp that can be read, but ${JSON.stringify(stamp)}`;
          const safe = (text: string): string => client.redact(text);
          throw new PaginationError(message, { safe, operation: operation.id, cursor: nextCursor, pages: 0 });
        }
        if (low !== null && at < low) isOver = order === "descending";
        else if (order === "ascending") {
          const entry = take({ item, key, at, stamp }, latest);
          if (entry) yield entry;
        } else if (!(found.get(key)! && found.get(key)!.at >= at)) {
          found.delete(key);
          found.set(key, { item, key, at, stamp });
        }
      }
      if (isOver) break;
    }
    const rest = [...found.values()];
    if (order === "descending") rest.reverse();
    for (const one of rest.sort((a, b) => a.at - b.at)) {
      const entry = take(one, latest);
      if (entry) yield entry;
    }
  }

  async function* run(): AsyncGenerator<FeedEntry<Item>, void, undefined> {
    for (;;) {
      yield* round();
      if (!poll) return;
      await sleep(every, request.signal);
    }
  }
  return { [Symbol.asyncIterator]: run, checkpoint: () => ({ feed: id, from, high, seen: [...seen] }) };
}

interface Seen<Item> {
  readonly item: Item;
  readonly key: string;
  readonly at: number;
  readonly stamp: string;
}

/** Milliseconds since 1970. A time without a zone is UTC. */
function timeOf(text: string, unitMs?: number): number {
  if (unitMs && text) return Number(text) * unitMs;
  return Date.parse(text.replace(/^([\d-]+)[T ]([\d:.]+)$/i, "$1T$2Z"));
}

/** A moment for the request: a little earlier, as nobody knows whether it is part of the range. */
function written(ms: number, unitMs?: number): string | number {
  return unitMs ? Math.floor((ms - 1) / unitMs) : new Date(ms - 1).toISOString();
}
