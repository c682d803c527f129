/** Whatever a list holds, and however it is paged: the client's walk over the fake brings every item once, in order. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonBody } from "../../templates/runtime/body.js";
import { Client } from "../../templates/runtime/client.js";
import { byCursor } from "../../templates/runtime/cursor.js";
import {
  cursorPages,
  numberedPages,
  offsetPages,
  urlPages,
  type FakePages,
} from "../../templates/runtime/fake-pages.js";
import type { FakeOperation } from "../../templates/runtime/fake-types.js";
import { createFake } from "../../templates/runtime/fake.js";
import { byLink } from "../../templates/runtime/link.js";
import { byUrl } from "../../templates/runtime/next-url.js";
import { byOffset } from "../../templates/runtime/offset.js";
import { integer, string } from "../../templates/runtime/check.js";
import type { ListOperation, Paging, TwoWayPage, Walk } from "../../templates/runtime/operation.js";
import { byPage } from "../../templates/runtime/page-number.js";
import { list, type PagedList } from "../../templates/runtime/pagination.js";

interface Item {
  readonly id: string;
  readonly tag: string;
  readonly value?: unknown;
}
type Body = Readonly<Record<string, never>> & {
  readonly deep: { readonly items: readonly Item[]; readonly next: string };
};
type P = TwoWayPage<Item, Body>;
type Params = Readonly<Record<string, unknown>>;

interface Style {
  readonly pages: FakePages;
  readonly paging: Partial<Paging<Item, Body>> & { readonly walk: Walk<Item, Body, never> };
  readonly isPost?: true;
}

const nested = ["deep", "items"];
const next = ["deep", "next"];
const readNext = (body: Body): string => body.deep.next;
const cursor = { walk: byCursor as never, cursor: "after", next: readNext };
const offset = { walk: byOffset as never, offset: "offset" };
const page = { walk: byPage as never, page: "page" };
const last = { walk: byCursor as never, cursor: "after", itemCursor: (item: Item) => item.id };
const flag = { hasMore: ["more"] };
const hasMore = (body: Body): boolean => body["more"]!;
const total = (body: Body): number => body["count"]!;

const styles: Readonly<Record<string, Style>> = {
  "a cursor": { pages: { serve: cursorPages, items: nested, next }, paging: cursor },
  "a cursor, both ways": {
    pages: { serve: cursorPages, items: nested, next, previous: ["back"] },
    paging: { ...cursor, previous: (body) => body["back"] },
  },
  "a cursor that is a number, with hasMore": {
    pages: { serve: cursorPages, items: nested, next, previous: ["back"], ...flag, numericCursor: true },
    paging: { ...cursor, hasMore, previous: (body) => body["back"] },
  },
  "a cursor in the body of a search": {
    pages: { serve: cursorPages, items: nested, next },
    paging: { ...cursor, cursor: "/page/after", limit: "/page/size" },
    isPost: true,
  },
  "the last item": { pages: { serve: cursorPages, items: nested, itemCursor: ["id"] }, paging: last },
  "the last item, with hasMore": {
    pages: { serve: cursorPages, items: nested, itemCursor: ["id"], ...flag },
    paging: { ...last, hasMore },
  },
  "the last item of a bare list": {
    pages: { serve: cursorPages, items: [], itemCursor: ["id"] },
    paging: { ...last, items: (body) => body as never },
  },
  offsets: { pages: { serve: offsetPages, items: nested }, paging: offset },
  "offsets from 1, with a total": {
    pages: { serve: offsetPages, items: nested, total: ["count"] },
    paging: { ...offset, firstOffset: 1, total },
  },
  "offsets with a total": {
    pages: { serve: offsetPages, items: nested, total: ["count"] },
    paging: { ...offset, total },
  },
  "offsets with hasMore": { pages: { serve: offsetPages, items: nested, ...flag }, paging: { ...offset, hasMore } },
  "offsets in a bare list": {
    pages: { serve: offsetPages, items: [] },
    paging: { ...offset, items: (body) => body as never },
  },
  pages: { pages: { serve: numberedPages, items: nested }, paging: page },
  "pages from 0, with a count": {
    pages: { serve: numberedPages, items: nested, totalPages: ["count"] },
    paging: { ...page, firstPage: 0, totalPages: total },
  },
  "pages with hasMore": { pages: { serve: numberedPages, items: nested, ...flag }, paging: { ...page, hasMore } },
  "Link headers": {
    pages: { serve: urlPages, items: [] },
    paging: { walk: byLink as never, items: (body) => body as never },
  },
  "URLs in the body": {
    pages: { serve: urlPages, items: nested, next },
    paging: { walk: byUrl as never, next: readNext },
  },
};

function start(style: Style, items: readonly Item[], pageSize?: number) {
  const { pages, paging, isPost } = style;
  const place = { in: "query" as const };
  const operation: ListOperation<Params, Item, Body, P> = {
    id: "things.search",
    method: isPost ? "POST" : "GET",
    path: "/things",
    parameters: {
      tag: { ...place, check: string },
      "tag/of it": { ...place, check: string },
      after: place,
      offset: { ...place, check: integer, minimum: 0 },
      page: { ...place, check: integer, minimum: 0 },
      limit: { ...place, check: integer, minimum: 1, maximum: 9 },
    },
    ...(isPost && { body: { mediaType: "application/json", write: jsonBody } }),
    pagination: {
      itemsField: "items",
      items: (body) => body.deep.items,
      limit: "limit",
      maxLimit: 9,
      ...paging,
    },
  };
  const one: FakeOperation = {
    operation,
    pages: { pageSize: 4, ...pages },
    filters: ["tag", "tag/of it"].map((parameter) => ({ parameter, field: ["tag"], is: "=" as const })),
  };
  const baseUrl = "https://api.test/v1";
  const fake = createFake<string>(
    { name: "fake", baseUrl, security: [], schemes: [], operations: { [operation.id]: one } },
    { "things.search": items },
    { pageSize },
  );
  const client = new Client({ baseUrl, fetch: fake.fetch, maxRetries: 0 }, { name: "Test" });
  const search = (params: Params): PagedList<Item, P> => list(client, operation, params);
  return { fake, search };
}

const things = fc.array(
  fc.record({ tag: fc.constantFrom("a", "b"), value: fc.jsonValue({ maxDepth: 1 }) }, { requiredKeys: ["tag"] }),
  { maxLength: 25 },
);
const itemsOf = things.map((all): Item[] => all.map((one, index) => ({ id: `id ${index}`, ...one })));
const sizes = fc.record(
  { limit: fc.integer({ min: 1, max: 9 }), pageSize: fc.integer({ min: 1, max: 12 }), tag: fc.constantFrom("a", "b") },
  { requiredKeys: [] },
);

test.each(Object.entries(styles))("%s: every item once, in order", async (_, style) => {
  await fc.assert(
    fc.asyncProperty(itemsOf, sizes, fc.option(fc.nat(30), { nil: undefined }), async (items, asked, most) => {
      const { limit, pageSize, tag } = asked;
      const { fake, search } = start(style, items, pageSize);
      const body = { query: "x", ...(limit !== undefined && { page: { size: limit } }) };
      const size = style.isPost ? { body } : { ...(limit !== undefined && { limit }) };
      const params = { ...size, ...(tag !== undefined && { tag }) };
      const wanted = items.filter((item) => tag === undefined || item.tag === tag);
      const sent = JSON.parse(JSON.stringify(wanted)) as Item[];
      expect(await search(params).toArray({ limit: most })).toEqual(sent.slice(0, most));
      const longest = Math.min(limit ?? 4, pageSize ?? Infinity);
      if (most !== undefined) return;
      // A list without a count or a cursor ends with a page more.
      const pages = Math.max(1, Math.ceil(wanted.length / longest));
      expect([pages, pages + 1]).toContain(fake.requests.length);
      expect(fake.requests.every(({ status }) => status === 200)).toBe(true);
      if (style.pages.next && wanted.length > 0) expect(fake.requests).toHaveLength(pages);
    }),
    { numRuns: 40 },
  );
});

test.each(["a cursor, both ways", "a cursor that is a number, with hasMore"])("%s: and back again", async (name) => {
  await fc.assert(
    fc.asyncProperty(itemsOf, fc.integer({ min: 1, max: 9 }), async (items, limit) => {
      const { search } = start(styles[name]!, items);
      const pages: (readonly Item[])[] = [];
      let at: string | null = null;
      for await (const { data, nextCursor } of search({ limit }).pages()) {
        pages.push(data);
        at = nextCursor ?? at;
      }
      if (at === null) return;
      const back: (readonly Item[])[] = [];
      for await (const { data } of search({ limit, after: at }).previousPages()) back.push(data);
      expect(back.reverse()).toEqual(pages);
    }),
    { numRuns: 40 },
  );
});

test("what leads nowhere is refused: cursors of other lists, pages before the first, items that are gone", async () => {
  const items = [0, 1, 2, 3, 4].map(item);
  const refusal = (name: string, params: Params): Promise<string> =>
    start(styles[name]!, items, 2)
      .search(params)
      .then(
        () => "answered",
        (error: unknown) => (error as Error).message.replace(/^.*?"error":"(.*)"\}.*$/, "$1"),
      );
  expect(await refusal("a cursor", { after: "eyJ0byI6Im5leHQifQ" })).toBe("`after` is no cursor of this list");
  expect(await refusal("a cursor that is a number, with hasMore", { after: "x" })).toBe(
    "`after` is no cursor of this list",
  );
  expect(await refusal("a cursor that is a number, with hasMore", { after: -1 })).toBe(
    "`after` is no cursor of this list",
  );
  expect(await refusal("the last item", { after: "9" })).toBe("`after` is no cursor of this list");
  expect(await refusal("the last item", { after: "3" })).toBe("answered");
  expect(await refusal("pages", { page: 0 })).toBe("`page` must be at least 1");
  expect(await refusal("pages from 0, with a count", { page: 0 })).toBe("answered");
  expect(await refusal("offsets", { offset: 100 })).toBe("answered");
});

test.each<[what: string, change: (items: Item[]) => void, following: string[]]>([
  ["new ones in front", (items) => items.unshift(item(90), item(91)), ["3", "4", "5"]],
  ["the last one gone", (items) => items.splice(2, 1), ["3", "4", "5"]],
  [
    "the next one gone, and a new one in front",
    (items) => [items.splice(3, 1), items.unshift(item(90))],
    ["4", "5", "6"],
  ],
  ["the last one changed", (items) => items.splice(2, 1, { ...item(2), value: "new" }), ["3", "4", "5"]],
  ["all gone", (items) => items.splice(0), []],
])("a cursor stays where it is: %s", async (_, change, following) => {
  const items = [0, 1, 2, 3, 4, 5, 6, 7].map(item);
  const { search } = start(styles["a cursor"]!, items);
  const { nextCursor } = await search({ limit: 3 });
  change(items);
  const { data } = await search({ limit: 3, after: nextCursor });
  expect(data.map(({ id }) => id)).toEqual(following);
});

test("what a cursor stands for may be called anything, and is not sent with it", async () => {
  const { pages, paging } = styles["a cursor"]!;
  const items = [0, 1, 2, 3, 4, 5].map((id) => ({ ...item(id), tag: id % 2 ? "a" : "b" }));
  const { fake, search } = start({ pages, paging: { ...paging, dropWithCursor: ["tag/of it"] } }, items);
  expect((await search({ limit: 2, "tag/of it": "a" }).toArray()).map(({ id }) => id)).toEqual(["1", "3", "5"]);
  expect(fake.requests.map(({ params }) => params["tag/of it"])).toEqual(["a", undefined]);
});

test("the page before is no larger than what is there before", async () => {
  const items = [0, 1, 2, 3, 4, 5].map(item);
  const { search } = start(styles["a cursor, both ways"]!, items);
  const { nextCursor } = await search({ limit: 2 });
  const pages: (readonly Item[])[] = [];
  for await (const { data } of search({ limit: 3, after: nextCursor }).previousPages()) pages.push(data);
  expect(pages.map((page) => page.map(({ id }) => id))).toEqual([
    ["2", "3", "4"],
    ["0", "1"],
  ]);
});

function item(id: number): Item {
  return { id: String(id), tag: "a" };
}

test.each(["a cursor", "a cursor that is a number, with hasMore", "Link headers", "URLs in the body"])(
  "%s: those that were given out end when the test says so, and new ones count",
  async (name) => {
    const { fake, search } = start(styles[name]!, [0, 1, 2, 3, 4, 5, 6, 7, 8].map(item));
    const pages = search({}).pages();
    await pages.next();
    fake.expireCursors();
    await expect(pages.next()).rejects.toThrow("is a cursor that has expired");
    expect(await search({}).toArray()).toHaveLength(9);
  },
);
