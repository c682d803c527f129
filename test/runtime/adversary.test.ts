/** Servers that split, cut, repeat, forget and lie: every item once and in order, or an error of ours, and never a hang. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonBody } from "../../templates/runtime/body.js";
import { Client } from "../../templates/runtime/client.js";
import { byCursor } from "../../templates/runtime/cursor.js";
import { InvalidRequestError, PaginationError, SdkError } from "../../templates/runtime/errors.js";
import { byLink } from "../../templates/runtime/link.js";
import { byUrl } from "../../templates/runtime/next-url.js";
import { byOffset } from "../../templates/runtime/offset.js";
import type { ListOperation, Paging, Params, TwoWayPage, Walk } from "../../templates/runtime/operation.js";
import { byPage } from "../../templates/runtime/page-number.js";
import { type PagedList, list } from "../../templates/runtime/pagination.js";
import { type WalkCheckpoint, walk } from "../../templates/runtime/walk.js";
import { failure, operation } from "./close.js";

interface Item {
  readonly n: number;
}
interface Body {
  readonly items: Item[];
  readonly [field: string]: unknown;
}
type Page = TwoWayPage<Item, Body>;
type Rule = Partial<Paging<Item, Body>> & { readonly walk: unknown };
type Field = (body: Body) => never;

const field =
  (name: string): Field =>
  (body) =>
    body[name] as never;
const steps = { next: field("next"), previous: field("previous") };
const cursors: Record<string, Rule> = {
  query: { walk: byCursor, cursor: "after", ...steps },
  header: { walk: byCursor, cursor: "x-after", ...steps },
  body: { walk: byCursor, cursor: "/page/after", ...steps },
};
const counted: Record<string, Rule> = {
  offset: { walk: byOffset, offset: "offset" },
  total: { walk: byOffset, offset: "offset", total: field("total") },
  "offset and more": { walk: byOffset, offset: "offset", total: field("total"), hasMore: field("more") },
  page: { walk: byPage, page: "page" },
  pages: { walk: byPage, page: "page", totalPages: field("pages") },
  "page and more": { walk: byPage, page: "page", totalPages: field("pages"), hasMore: field("more") },
  "page from 0": { walk: byPage, page: "page", firstPage: 0, totalPages: field("pages") },
};
const linked: Record<string, Rule> = { url: { walk: byUrl, next: field("next") }, link: { walk: byLink } };
const all = { ...cursors, ...counted, ...linked };
const styles = Object.keys(all);

interface Asked {
  readonly query: URLSearchParams;
  readonly after: unknown;
  /** Counts from 0. */
  readonly index: number;
}
type Server = (asked: Asked) => Response | object;

/** A list of a server that is a function; one that is asked too often is a hang. */
function open(style: string, answer: Server, params: Params = { q: "x" }, most = 500) {
  const state = { requests: 0 };
  const fetch: typeof globalThis.fetch = async (url, init) => {
    if (state.requests >= most) throw new Error("a hang");
    const { searchParams: query } = new URL(String(url));
    const body = init?.body ? (JSON.parse(String(init.body)) as { page?: { after?: unknown } }) : {};
    const after = query.get("after") ?? new Headers(init?.headers).get("x-after") ?? body.page?.after;
    const answered = answer({ query, after, index: state.requests++ });
    return answered instanceof Response ? answered : Response.json(answered);
  };
  const parameters = Object.fromEntries(
    ["q", "after", "offset", "page", "since"].map((name) => [name, { in: "query" as const }]),
  );
  const sends = { method: "POST", body: { mediaType: "application/json", write: jsonBody } };
  const rule = all[style]! as Rule & { readonly walk: Walk<Item, Body, Page> };
  const things: ListOperation<object, Item, Body, Page> = {
    ...operation<object, Body>({
      parameters: { ...parameters, "x-after": { in: "header" } },
      ...(style === "body" && sends),
    }),
    pagination: { itemsField: "items", items: field("items"), dropWithCursor: ["since"], ...rule },
  };
  const client = new Client({ baseUrl: "http://api.test", maxRetries: 0, fetch }, { name: "Test" });
  return Object.assign(list(client, things, params), { state });
}

async function outcome(source: AsyncIterable<Item>): Promise<{ items: number[]; error: unknown }> {
  const items: number[] = [];
  try {
    for await (const { n } of source) items.push(n);
  } catch (error) {
    expect(error).toBeInstanceOf(SdkError);
    expect(String(error)).not.toContain("a hang");
    return { items, error };
  }
  return { items, error: undefined };
}

/** Sizes of pages. The items are numbered through. */
const sizes = fc.array(fc.nat(4), { minLength: 1, maxLength: 8 });
function split(of: readonly number[]): Item[][] {
  let n = 0;
  return of.map((size) => Array.from({ length: size }, () => ({ n: n++ })));
}
const numbers = (pages: readonly (readonly Item[])[]): number[] => pages.flat().map(({ n }) => n);

const odd = [
  "0",
  " ",
  "null",
  "undefined",
  "false",
  "NaN",
  "[]",
  "../..",
  "%00",
  "a&after=b",
  "#",
  "+",
  "é",
  "😀",
  "\u0000",
  "\ud800",
];
const cursor = fc.oneof(
  fc.constantFrom<number | string>(0, -1, 1e15, 0.1, Number.MAX_SAFE_INTEGER, ...odd, "x".repeat(3000)),
  fc.string({ minLength: 1, unit: "grapheme" }),
  fc.integer(),
);
const distinct = fc.uniqueArray(cursor, { minLength: 9, maxLength: 9, selector: String });

/** A server whose page `at` is found under `names[at - 1]`; `ends` says what stands where nothing leads on. */
const named =
  (pages: readonly Item[][], names: readonly (number | string)[], ends: readonly unknown[]): Server =>
  ({ after, index }) => {
    const at = after === undefined ? 0 : names.findIndex((name) => String(name) === String(after)) + 1;
    if (after !== undefined && at === 0) return new Response("{}", { status: 400 });
    const end = ends[index % ends.length];
    const [next, previous] = [names[at], names[at - 2]];
    return { items: pages[at]!, next: at < pages.length - 1 ? next : end, previous: at > 1 ? previous : end };
  };
const ends = fc.array(fc.constantFrom<unknown>(undefined, null, "", false), { minLength: 1 });

test.each(Object.keys(cursors))("cursor in %s: whatever its cursors look like, in both directions", async (style) => {
  await fc.assert(
    fc.asyncProperty(sizes, distinct, ends, fc.nat(3), async (of, names, endings, prefetch) => {
      const pages = split(of);
      const server = named(pages, names, endings);
      const used = names.slice(0, pages.length - 1).map(String);
      // No header carries these, and no URL the half of a character.
      const isCarried = (name: string): boolean =>
        style === "header"
          ? /^[!-~\xa1-\xff]([\t -~\x80-\xff]*[!-~\xa1-\xff])?$/.test(name)
          : style === "body" || !/^[\ud800-\udfff]$/.test(name);
      const broken = used.findIndex((name) => !isCarried(name));
      const found = await outcome(open(style, server));
      if (broken >= 0) {
        // What HTTP would change on its way is another matter than what it refuses.
        if (style === "header" && found.error === undefined) return;
        if (found.error instanceof InvalidRequestError)
          expect(found.items).toEqual(numbers(pages.slice(0, broken + 1)));
        return;
      }
      expect(found).toEqual({ items: numbers(pages), error: undefined });
      expect(await outcome(walk(open(style, server), { prefetch }))).toEqual(found);
      const last = names[pages.length - 2];
      if (last === undefined || pages.length < 3) return;
      const place = { query: { after: last }, header: { "x-after": last }, body: { body: { page: { after: last } } } };
      const back = open(style, server, { since: "x", ...place[style as "query"] });
      const seen: Item[][] = [];
      for await (const page of (back as PagedList<Item, Page>).previousPages()) seen.push([...page.data]);
      expect(seen.reverse()).toEqual(pages.slice(1));
    }),
    { numRuns: 40 },
  );
});

test.each([...Object.keys(cursors), ...Object.keys(linked)])(
  "%s: a way back to any earlier page, from any page, is an error before anything comes twice",
  async (style) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), fc.nat(19), fc.boolean(), async (length, back, empty) => {
        const to = 1 + (back % length);
        const server: Server = ({ after, query, index }) => {
          const at = Number(after ?? query.get("after") ?? 0);
          const next = at < length ? at + 1 : to;
          const url = `?after=${next}`;
          // Every second time as a number: it is the same cursor.
          const shown = index % 2 ? next : String(next);
          const body = { items: empty && at % 2 ? [] : [{ n: at }], next: style === "url" ? url : shown };
          return Response.json(body, { headers: { link: `<${url}>; rel=next` } });
        };
        const { items, error } = await outcome(open(style, server));
        expect(error).toBeInstanceOf(PaginationError);
        expect(error).toMatchObject({ pages: length + 1 });
        expect((error as PaginationError).cursor).toContain(String(length));
        expect(new Set(items).size).toBe(items.length);
        expect(items.at(-1)).toBe(empty && length % 2 ? length - 1 : length);
      }),
      { numRuns: 30 },
    );
  },
);

test("cursors that never end: empty pages for ever are an error, with items between them they are not", async () => {
  const empty: Server = ({ index }) => ({ items: [], next: `c${index}` });
  const endless = open("query", empty, {}, 20_000);
  const { error } = await outcome(endless);
  expect(error).toMatchObject({ name: "PaginationError", pages: 10_000, cursor: "c9999" });
  expect(String(error)).toContain("empty pages without end");
  const sparse: Server = ({ index }) => ({
    items: index % 3000 === 2999 ? [{ n: index }] : [],
    next: index < 12_000 ? `c${index}` : null,
  });
  expect(await outcome(open("query", sparse, {}, 20_000))).toEqual({
    items: [2999, 5999, 8999, 11_999],
    error: undefined,
  });
});

/** What a server may say of how many there are. */
const counts = fc.constantFrom<unknown>("true", "none", null, -1, "text", "much more", "less", "changing");
const told = (kind: unknown, real: number, index: number): unknown => {
  if (kind === "true") return real;
  if (kind === "text") return String(real);
  if (kind === "much more") return real + 1000;
  if (kind === "less") return Math.floor(real / 2);
  if (kind === "changing") return real + ((index * 7) % 5) - 2;
  return kind === "none" ? undefined : kind;
};
const flags = fc.constantFrom<unknown>("true", "missing", null, "always", "never");
const flag = (kind: unknown, real: boolean): unknown =>
  kind === "true" ? real : kind === "always" ? true : kind === "never" ? false : kind === null ? null : undefined;

test.each(Object.keys(counted))("%s: totals, flags and sizes that lie; items that come and go", async (style) => {
  const pageSizes = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 });
  const changes = fc.array(fc.constantFrom("nothing", "insert", "delete", "append"), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(fc.nat(20), pageSizes, counts, flags, changes, fc.boolean(), async (...server) => {
      const [length, caps, total, more, moves, ignores] = server;
      const everything = Array.from({ length }, (_, n) => ({ n }));
      // A page has a size through the walk; an offset does not care.
      const size = Math.max(1, caps[0]!);
      const first = style === "page from 0" ? 0 : 1;
      const asked = open(style, ({ query, index }) => {
        const move = moves[index];
        if (move === "insert") everything.unshift({ n: 1000 + index });
        if (move === "append") everything.push({ n: 1000 + index });
        if (move === "delete") everything.shift();
        const at = ignores ? 0 : Number(query.get("offset") ?? (Number(query.get("page") ?? first) - first) * size);
        const items = everything.slice(
          at,
          at + (query.has("page") || style.startsWith("page") ? size : caps[index % caps.length]!),
        );
        const isMore = at + items.length < everything.length;
        const number = told(
          total,
          style.startsWith("page") ? Math.ceil(everything.length / size) : everything.length,
          index,
        );
        return { items, total: number, pages: number, more: flag(more, isMore) };
      });
      const { items, error } = await outcome(asked);
      const isHonest =
        !ignores && moves.every((move) => move === "nothing") && ["true", "text"].includes(total as string);
      const isPlain = isHonest && more === "true" && caps.every((cap) => cap > 0);
      if (isPlain) expect({ items, error }).toEqual({ items: everything.map(({ n }) => n), error: undefined });
      // Nothing comes twice that does not move, unless the server sends it twice.
      if (moves.length === 0 && !ignores) expect(new Set(items).size).toBe(items.length);
      if (error) expect(error).toMatchObject({ name: "PaginationError", pages: expect.any(Number) as number });
    }),
    { numRuns: 80 },
  );
});

test.each(Object.keys(counted))(
  "%s: a server that takes no notice of the place is found out at its second page",
  async (style) => {
    const asked = open(style, () => ({ items: [{ n: 1 }, { n: 2 }], total: 9, pages: 9, more: true }));
    const { items, error } = await outcome(asked);
    expect(error).toMatchObject({ name: "PaginationError", pages: 1 });
    expect([items, asked.state.requests]).toEqual([[1, 2], 2]);
  },
);

test("a page that is nested deeper than the stack is a page like any other", async () => {
  const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
  for (const style of ["total", "pages", "query"]) {
    const { items, error } = await outcome(
      open(style, ({ index }) => {
        const more = index < 2;
        const rest = `"total":3,"pages":3,"next":${more ? index + 1 : null}`;
        return new Response(`{"items":[{"n":${index},"deep":${deep}}],${rest}}`);
      }),
    );
    expect({ items, error }).toEqual({ items: [0, 1, 2], error: undefined });
  }
});

/** Pages for all styles; where only the position counts, none of them is empty. */
const serving =
  (style: string, pages: readonly Item[][]): Server =>
  ({ after, query }) => {
    const starts = pages.map((_, at) => pages.slice(0, at).flat().length);
    const offset = Number(query.get("offset") ?? 0);
    const inside = style in counted && all[style]!.offset ? starts.findLastIndex((start) => start <= offset) : 0;
    const asked = query.get("page") ?? query.get("after") ?? after;
    const first = style === "page from 0" || style in cursors || style in linked ? 0 : 1;
    const at = all[style]!.offset ? inside : Number(asked ?? first) - first;
    const from = all[style]!.offset ? offset - (starts[at] ?? 0) : 0;
    const hasNext = at < pages.length - 1;
    const url = `?after=${at + 1}`;
    const body = {
      items: (pages[at] ?? []).slice(from),
      ...(hasNext && { next: style === "url" ? url : at + 1 }),
      total: pages.flat().length,
      pages: pages.length,
      more: hasNext,
    };
    return Response.json(body, { headers: hasNext ? { link: `<${url}>; rel=next` } : {} });
  };
const pagesFor = (style: string, of: readonly number[]): Item[][] => {
  const full = split(of);
  const isCounted = style in counted && style !== "pages" && style !== "page and more" && style !== "page from 0";
  const rest = isCounted ? full.filter((page) => page.length > 0) : full;
  return rest.length > 0 ? rest : [[]];
};

test.each(styles)("%s: failures at any requests, with a new start from the checkpoint after each", async (style) => {
  const faults = fc.array(fc.constantFrom("none", "500", "400", "cut", "html", "no items"), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(sizes, faults, fc.nat(3), async (of, planned, prefetch) => {
      const pages = pagesFor(style, of);
      const serve = serving(style, pages);
      const queue = [...planned];
      const server: Server = (asked) => {
        const fault = queue.shift() ?? "none";
        if (fault === "none") return serve(asked);
        if (fault === "cut") return new Response('{"items":[{"n":');
        if (fault === "html") return new Response("<h1>", { headers: { "content-type": "text/html" } });
        return Response.json({}, { status: fault === "no items" ? 200 : Number(fault) });
      };
      const items: number[] = [];
      let resume: WalkCheckpoint | undefined;
      for (let round = 0; ; round++) {
        expect(round).toBeLessThan(20);
        const walked = walk(open(style, server), { prefetch, resume });
        const { items: some, error } = await outcome(walked);
        items.push(...some);
        if (!error) break;
        resume = JSON.parse(JSON.stringify(walked.checkpoint())) as WalkCheckpoint;
      }
      expect(items).toEqual(numbers(pages));
    }),
    { numRuns: 40 },
  );
});

test.each(styles)("%s: a page that always fails ends what comes ahead of it, where it is", async (style) => {
  const rejected: unknown[] = [];
  const hear = (reason: unknown): void => void rejected.push(reason);
  process.on("unhandledRejection", hear);
  const pages = pagesFor(style, [2, 1, 3, 2, 1]);
  for (let bad = 0; bad < pages.length; bad++) {
    for (const prefetch of [0, 1, 9]) {
      const serve = serving(style, pages);
      const server: Server = (asked) => (asked.index < bad ? serve(asked) : new Response("{}", { status: 400 }));
      const list = open(style, server);
      const { items, error } = await outcome(walk(list, { prefetch }));
      expect(items).toEqual(numbers(pages.slice(0, bad)));
      expect(error).toMatchObject({ name: "ApiError", status: 400, pages: bad });
      expect(list.state.requests).toBe(bad + 1);
      // Whoever leaves before never hears of it.
      if (bad > 0) for await (const _ of walk(open(style, server), { prefetch })) break;
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 5));
  process.off("unhandledRejection", hear);
  expect(rejected).toEqual([]);
});

test.each(styles)("%s: so many pages and no more, and on from there", async (style) => {
  await fc.assert(
    fc.asyncProperty(sizes, fc.integer({ min: 1, max: 10 }), fc.nat(3), async (of, maxPages, prefetch) => {
      const pages = pagesFor(style, of);
      const list = open(style, serving(style, pages));
      const walked = walk(list, { maxPages, prefetch });
      const { items, error } = await outcome(walked);
      // Without a count the end is known by an empty page, which is one more.
      const most = style === "offset" || style === "page" ? pages.length + 1 : pages.length;
      expect(list.state.requests).toBeLessThanOrEqual(Math.min(maxPages, most));
      expect(items).toEqual(numbers(pages.slice(0, maxPages)));
      if (maxPages >= most) expect(error).toBeUndefined();
      else if (maxPages < pages.length) expect(error).toMatchObject({ name: "PaginationError", pages: maxPages });
      const rest = await outcome(walk(open(style, serving(style, pages)), { resume: walked.checkpoint() }));
      expect([...items, ...rest.items]).toEqual(numbers(pages));
    }),
    { numRuns: 30 },
  );
});

test.each(styles)("%s: walks of one list that take turns in any order do not disturb each other", async (style) => {
  await fc.assert(
    fc.asyncProperty(sizes, fc.array(fc.nat(2), { maxLength: 40 }), async (of, turns) => {
      const pages = pagesFor(style, of);
      const list = open(style, serving(style, pages));
      const walks = [
        list[Symbol.asyncIterator](),
        walk(list, { prefetch: 2 })[Symbol.asyncIterator](),
        list[Symbol.asyncIterator](),
      ];
      const found: number[][] = [[], [], []];
      const step = async (which: number): Promise<boolean> => {
        const { value, done } = await walks[which]!.next();
        if (!done) found[which]!.push((value as Item).n);
        return done !== true;
      };
      for (const which of turns) await step(which);
      await walks[2]!.return?.(undefined);
      for (const which of [0, 1]) while (await step(which));
      expect(found.slice(0, 2)).toEqual([numbers(pages), numbers(pages)]);
      expect(numbers(pages).slice(0, found[2]!.length)).toEqual(found[2]);
    }),
    { numRuns: 30 },
  );
});

test("a caller's cursor of 0 drops what does not go with a cursor, an empty one does not", async () => {
  const seen: (string | null)[] = [];
  const server: Server = ({ query }) => {
    seen.push(query.get("since"));
    return { items: [] };
  };
  for (const after of [0, "0", "", "x", undefined]) await open("query", server, { since: "2020", after });
  expect(seen).toEqual([null, null, "2020", null, "2020"]);
});

test("pages ahead without end, or less than none, are refused before anything is sent", () => {
  const list = open("query", () => ({ items: [], next: null }));
  for (const prefetch of [-1, NaN, Infinity, 1e9]) expect(() => walk(list, { prefetch })).toThrow(SdkError);
  for (const maxPages of [0, -1, NaN]) expect(() => walk(list, { maxPages })).toThrow(SdkError);
  expect(list.state.requests).toBe(0);
});

test("a numeric cursor goes out as a number where the request has numbers", async () => {
  const seen: unknown[] = [];
  const server: Server = ({ after, index }) => {
    seen.push(after);
    return { items: [{ n: index }], next: [7, 0, "8", null][index] };
  };
  expect(
    await failure(
      open("body", server)
        .toArray()
        .then(() => Promise.reject(new Error("fine"))),
    ),
  ).toMatchObject({
    message: "fine",
  });
  expect(seen).toEqual([undefined, 7, 0, "8"]);
});
