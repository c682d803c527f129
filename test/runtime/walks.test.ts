/** Every way to walk a list: where it ends, where it goes on, and where it refuses to. */
import { expect, test } from "vitest";
import { jsonBody } from "../../templates/runtime/body.js";
import { integer, string } from "../../templates/runtime/check.js";
import { byCursor } from "../../templates/runtime/cursor.js";
import { PaginationError } from "../../templates/runtime/errors.js";
import { byLink } from "../../templates/runtime/link.js";
import { byUrl } from "../../templates/runtime/next-url.js";
import { byOffset } from "../../templates/runtime/offset.js";
import type { ListOperation, OffsetPage, Page, Paging, Walk } from "../../templates/runtime/operation.js";
import { fewer } from "../../templates/runtime/page-size.js";
import { byPage } from "../../templates/runtime/page-number.js";
import { type PagedList, list } from "../../templates/runtime/pagination.js";
import { walk } from "../../templates/runtime/walk.js";
import { createClient, eventsList, failure, key, operation } from "./close.js";
import { type Respond, type Server, json, serve } from "./server.js";

interface Body {
  readonly items?: number[];
  readonly next?: string | number | null;
  readonly total?: number;
  readonly pages?: number;
  readonly more?: boolean;
}
type Params = { readonly [key: string]: unknown };
type NumberPage = Page<number, Body>;
type Rule<P extends NumberPage> = Partial<Paging<number, Body>> & { readonly walk: Walk<number, Body, P> };

const parameters = {
  q: { in: "query" },
  after: { in: "query", check: string },
  offset: { in: "query", check: integer },
  page: { in: "query", check: integer },
  limit: { in: "query", check: integer, minimum: 1, maximum: 1000 },
} as const;

function numbers<P extends NumberPage>(rule: Rule<P>, fields = {}): ListOperation<Params, number, Body, P> {
  return {
    ...operation<Params, Body>({ id: "numbers.list", path: "/numbers", parameters, ...fields }),
    pagination: { itemsField: "items", items: (body) => body.items, ...rule },
  };
}

const open = (
  server: Server,
  operation: ListOperation<Params, number, Body, NumberPage>,
  params: Params = {},
): PagedList<number, NumberPage> =>
  list(createClient({ apiKey: key, baseUrl: server.url, maxRetries: 0 }), operation, params);

const urls = ({ seen }: Server): string[] => seen.map((request) => request.url.replace("/numbers", ""));
const all = (length: number): number[] => Array.from({ length }, (_, index) => index);

const cursor: Rule<NumberPage> = {
  walk: byCursor,
  cursor: "after",
  next: (body) => body.next,
  limit: "limit",
  maxLimit: 1000,
  resize: fewer,
};
const offset: Rule<OffsetPage<number, Body>> = {
  walk: byOffset,
  offset: "offset",
  limit: "limit",
  maxLimit: 200,
  resize: fewer,
};
const total: Rule<OffsetPage<number, Body>> = { ...offset, total: (body) => body.total };
const page: Rule<NumberPage> = { walk: byPage, page: "page", limit: "limit", maxLimit: 200, resize: fewer };

/** Serves these numbers by offset; never more than `cap` at once. */
const byPosition =
  (count: number, cap: number, withTotal: boolean): Respond =>
  ({ query }, response) => {
    const start = Number(query.get("offset") ?? 0);
    const size = Math.min(cap, Number(query.get("limit") ?? cap));
    json(response, { items: all(count).slice(start, start + size), ...(withTotal && { total: count }) });
  };

test("cursor: numbers, zero included, and text; null, false and empty text end it", async () => {
  const answers: Body[] = [
    { items: [0], next: 7 },
    { items: [1], next: 0 },
    { items: [2], next: "x y" },
    { items: [3], next: "" },
  ];
  const server = await serve((_, response, index) => json(response, answers[index]));
  expect(await open(server, numbers(cursor), { q: "a" }).toArray()).toEqual([0, 1, 2, 3]);
  expect(urls(server)).toEqual(["?q=a", "?q=a&after=7", "?q=a&after=0", "?q=a&after=x%20y"]);
  const no = await serve((_, response) => json(response, { items: [0], next: false }));
  expect(await open(no, numbers(cursor)).toArray()).toEqual([0]);
});

test("cursor: what the server gives is not checked as if the caller had written it", async () => {
  const server = await serve((_, response, index) => json(response, { items: [index], next: index < 1 ? "x" : null }));
  const strict = numbers(cursor, { parameters: { after: { in: "query", check: integer } } });
  expect(await open(server, strict).toArray()).toEqual([0, 1]);
  expect(await failure(open(server, strict, { after: "x" }))).toMatchObject({ name: "InvalidRequestError" });
});

test("cursor: a cursor that is neither text nor number is an error", async () => {
  const server = await serve((_, response) => json(response, { items: [0], next: { at: 1 } }));
  expect(await failure(open(server, numbers(cursor)))).toMatchObject({
    name: "PaginationError",
    message: "numbers.list: the cursor of the page is neither text nor a number below 2^53, but object",
  });
});

test("cursor: a number that JSON cannot carry exactly is an error, not another place", async () => {
  const server = await serve((_, response) =>
    response.writeHead(200, { "content-type": "application/json" }).end('{"items":[0],"next":9007199254740993}'),
  );
  expect(await failure(open(server, numbers(cursor)).toArray())).toMatchObject({
    name: "PaginationError",
    message: "numbers.list: the cursor of the page is neither text nor a number below 2^53, but number",
  });
  expect(server.seen).toHaveLength(1);
});

test("cursor: in the request body", async () => {
  const server = await serve(({ body }, response) => {
    const { cursor = 0 } = JSON.parse(body) as { cursor?: number };
    json(response, { items: [Number(cursor)], next: Number(cursor) < 2 ? Number(cursor) + 1 : null });
  });
  const search = numbers(
    { walk: byCursor, cursor: "/cursor", limit: "/size", maxLimit: 50, resize: fewer, next: (body) => body.next },
    { method: "POST", body: { mediaType: "application/json", write: jsonBody } },
  );
  const params = Object.freeze({ body: Object.freeze({ query: "x" }) });
  expect(await open(server, search, params).toArray({ limit: 3 })).toEqual([0, 1, 2]);
  expect(server.seen.map((request) => JSON.parse(request.body) as unknown)).toEqual([
    { query: "x", size: 3 },
    { query: "x", cursor: 1, size: 2 },
    { query: "x", cursor: 2, size: 1 },
  ]);
});

test("cursor: a property deep in the request body, beside what is there", async () => {
  const server = await serve(({ body }, response) => {
    const { page } = JSON.parse(body || "{}") as { page?: { after?: string } };
    json(response, { items: [1], next: page?.after === undefined ? "b" : null });
  });
  const search = numbers(
    { walk: byCursor, cursor: "/page/after", limit: "/page/page~1size", resize: fewer, next: (body) => body.next },
    { method: "POST", body: { mediaType: "application/json", write: jsonBody } },
  );
  const params = Object.freeze({ body: Object.freeze({ page: Object.freeze({ "page/size": 5 }) }) });
  expect(await open(server, search, params).toArray({ limit: 4 })).toEqual([1, 1]);
  expect(await open(server, search).toArray()).toEqual([1, 1]);
  expect(server.seen.map((request) => request.body)).toEqual([
    '{"page":{"page/size":4}}',
    '{"page":{"page/size":3,"after":"b"}}',
    "",
    '{"page":{"after":"b"}}',
  ]);
});

const byItem: Rule<NumberPage> = {
  walk: byCursor,
  cursor: "after",
  itemCursor: (item) => item,
  hasMore: (body) => body.more,
};

test("the last item as the cursor: it ends where the server says that no more follow", async () => {
  const server = await serve(({ url }, response) => {
    const after = Number(new URL(url, "http://x").searchParams.get("after") ?? 0);
    json(response, { items: [after + 1, after + 2], more: after < 2 });
  });
  expect(await open(server, numbers(byItem)).toArray()).toEqual([1, 2, 3, 4]);
  expect(urls(server)).toEqual(["", "?after=2"]);
});

test("the last item as the cursor: where nobody says whether more follow, an empty page ends it", async () => {
  const server = await serve(({ url }, response) => {
    const after = Number(new URL(url, "http://x").searchParams.get("after") ?? 0);
    json(response, { items: after < 3 ? [after + 1] : [] });
  });
  expect(await open(server, numbers(byItem)).toArray()).toEqual([1, 2, 3]);
});

test.each([
  [
    "an empty page although more is said to follow",
    { items: [], more: true },
    "the page is empty, although more is said to follow",
  ],
  [
    "an item without its field",
    { items: [1, null], more: true },
    "the last item of the page has no cursor, although more is said to follow",
  ],
  [
    "an item without its field, and no word on whether more follow",
    { items: [1, null] },
    "the last item of the page has no cursor, although nothing ends the list",
  ],
])("the last item as the cursor: %s is no end", async (_, body, message) => {
  const server = await serve((_request, response) => json(response, body));
  expect(await failure(open(server, numbers(byItem)))).toMatchObject({ message: `numbers.list: ${message}` });
});

test("cursor: dates are dropped as soon as there is a cursor, the caller's included", async () => {
  const server = await serve((_, response) => json(response, { data: [] }));
  const client = createClient({ apiKey: key, baseUrl: server.url });
  await eventsList(client, { date_updated__gte: "2020", lead_id: "x", _cursor: "c" });
  await eventsList(client, { date_updated__gte: "2020", _cursor: "" });
  expect(server.seen.map((request) => request.url)).toEqual([
    "/event/?lead_id=x&_cursor=c",
    "/event/?date_updated__gte=2020&_cursor=",
  ]);
});

test.each<[style: string, rule: Rule<NumberPage>]>([
  ["cursor", cursor],
  ["offset", offset],
  ["page", page],
  ["Link", { walk: byLink }],
  ["URL", { walk: byUrl, next: (body) => body.next }],
])("the response of a page, by %s, is the same whenever it is asked for, and without credentials", async (_, rule) => {
  const server = await serve((_request, response) => json(response, { items: [1] }, 200, { "x-echo": key }));
  const fetched = await open(server, numbers(rule), { q: key });
  expect([Object.isFrozen(fetched), Object.getPrototypeOf(fetched)]).toEqual([true, Object.prototype]);
  expect(Object.keys(fetched)).toEqual(expect.arrayContaining(["data", "nextCursor", "body", "response"]));
  const { response } = fetched;
  expect(response).toMatchObject({ status: 200, url: `${server.url}/numbers?q=***` });
  expect(response.headers.get("x-echo")).toBe("***");
  expect([fetched.response === response, { ...fetched }.response === response]).toEqual([true, true]);
});

test("the way back, page by page, from the list's own cursor", async () => {
  const server = await serve(({ query }, response) => {
    const at = Number(query.get("_cursor") ?? 0);
    json(response, {
      data: [{ id: `${at}a` }, { id: `${at}b` }],
      cursor_next: at < 3 ? String(at + 1) : null,
      cursor_previous: at > 0 ? String(at - 1) : null,
    });
  });
  const client = createClient({ apiKey: key, baseUrl: server.url });
  const ids: string[] = [];
  for await (const { data } of eventsList(client, { lead_id: "x", _cursor: "2" }).previousPages()) {
    ids.push(...data.map((event) => event.id));
  }
  expect(ids).toEqual(["2a", "2b", "1a", "1b", "0a", "0b"]);
  expect(server.seen.map((request) => request.url)).toEqual([
    "/event/?lead_id=x&_cursor=2",
    "/event/?lead_id=x&_cursor=1",
    "/event/?lead_id=x&_cursor=0",
  ]);
  // @ts-expect-error a list without a way back has no previousPages
  open(server, numbers(cursor)).previousPages();
  const loop = await serve((_, response) => json(response, { data: [], cursor_previous: "9" }));
  const walk = eventsList(createClient({ apiKey: key, baseUrl: loop.url })).previousPages();
  await walk.next();
  await walk.next();
  expect(await failure(walk.next())).toMatchObject({ name: "PaginationError", cursor: "9", pages: 2 });
});

test("offset: by what came, not by what was asked for; the total ends it", async () => {
  const server = await serve(byPosition(7, 3, true));
  expect(await open(server, numbers(total), { limit: 5 }).toArray()).toEqual(all(7));
  expect(urls(server)).toEqual(["?limit=5", "?limit=5&offset=3", "?limit=5&offset=6"]);
  const first = (await open(server, numbers(total))) as OffsetPage<number, Body>;
  expect(first).toMatchObject({ nextOffset: 3, nextCursor: "3", total: 7 });
  expect(await open(server, numbers(total), { offset: 6 })).toMatchObject({ nextOffset: null, nextCursor: null });
  expect(await open(server, numbers(total), { offset: 99 }).toArray()).toEqual([]);
});

test("offset: a total that is less than what came ends nothing", async () => {
  const server = await serve(({ query }, response) => {
    const start = Number(query.get("offset") ?? 0);
    json(response, { items: all(8).slice(start, start + 3), total: 5 });
  });
  expect(await open(server, numbers(total)).toArray()).toEqual(all(8));
  expect(urls(server)).toEqual(["", "?offset=3", "?offset=6", "?offset=8"]);
});

test("offset: positions may begin at 1, as in SCIM; the last item is neither lost nor sent twice", async () => {
  const server = await serve(({ query }, response) => {
    const start = Number(query.get("offset") ?? 1) - 1;
    json(response, { items: all(4).slice(start, start + 3), total: 4 });
  });
  const from1 = numbers({ ...total, firstOffset: 1 });
  expect(await open(server, from1).toArray()).toEqual(all(4));
  expect(await open(server, from1, { offset: 1 }).toArray()).toEqual(all(4));
  expect(urls(server)).toEqual(["", "?offset=4", "?offset=1", "?offset=4"]);
  const walked = walk(open(server, from1));
  for await (const item of walked) if (item === 1) break;
  const rest: number[] = [];
  for await (const item of walk(open(server, from1), { resume: walked.checkpoint() })) rest.push(item);
  expect(rest).toEqual([2, 3]);
});

test("offset: without a total, an empty page ends it; an empty page before the total is an error", async () => {
  const server = await serve(byPosition(6, 3, false));
  expect(await open(server, numbers(offset)).toArray()).toEqual(all(6));
  expect(urls(server)).toEqual(["", "?offset=3", "?offset=6"]);
  const lying = await serve(({ query }, response) =>
    json(response, { items: query.has("offset") ? [] : [0], total: 9 }),
  );
  expect(await failure(open(lying, numbers(total)).toArray())).toMatchObject({
    name: "PaginationError",
    message: "numbers.list: the page at 1 is empty, although there are 9 items",
    cursor: "1",
    pages: 1,
  });
});

test("page number: hasMore decides, then totalPages, then an empty page", async () => {
  const sizes = [2, 0, 1];
  const answer =
    (fields: (page: number) => object): Respond =>
    ({ query }, response) => {
      const number = Number(query.get("page") ?? 1);
      json(response, { items: all(sizes[number - 1] ?? 0), ...fields(number) });
    };
  const count = async (
    rule: Partial<Rule<NumberPage>>,
    fields: (page: number) => object,
    params = {},
  ): Promise<[number, string[]]> => {
    const server = await serve(answer(fields));
    const items = await open(server, numbers({ ...page, ...rule }), params).toArray();
    return [items.length, urls(server)];
  };
  const hasMore = { hasMore: (body: Body) => body.more };
  const totalPages = { totalPages: (body: Body) => body.pages };
  expect(await count(hasMore, (number) => ({ more: number < 3 }))).toEqual([3, ["", "?page=2", "?page=3"]]);
  expect(await count(totalPages, () => ({ pages: 3 }))).toEqual([3, ["", "?page=2", "?page=3"]]);
  expect(await count({ ...totalPages, firstPage: 0 }, () => ({ pages: 2 }), { page: 0 })).toEqual([
    2,
    ["?page=0", "?page=1"],
  ]);
  expect(await count({}, () => ({}))).toEqual([2, ["", "?page=2"]]);
  // A missing hasMore is not false.
  expect(await count(hasMore, () => ({}))).toEqual([2, ["", "?page=2"]]);
  expect(await count({ ...hasMore, ...totalPages }, () => ({ pages: 3 }))).toEqual([3, ["", "?page=2", "?page=3"]]);
  expect(await count(hasMore, () => ({ more: false }))).toEqual([2, [""]]);
});

test("page number: what the server says of the whole is shown, and how many items there are ends nothing", async () => {
  const server = await serve((_, response) => json(response, { items: [1, 2], total: 2, pages: 7 }));
  const counted: Rule<NumberPage> = { ...page, total: (body) => body.total };
  expect(await open(server, numbers(counted))).toMatchObject({ total: 2, totalPages: null, nextCursor: "2" });
  const pages = numbers({ ...counted, totalPages: (body) => body.pages });
  expect(await open(server, pages)).toMatchObject({ total: 2, totalPages: 7 });
});

test.each<[string, string | undefined, string]>([
  ["plain", '<?page=2>; rel="next"', "?page=2"],
  ["unquoted, other case", "<?page=2>; REL=Next", "?page=2"],
  ["several relations", '<?page=2>; rel="last next"', "?page=2"],
  [
    "not the first, and misleading text",
    '<?page=1>; title="a, <?x>; rel=\\"next\\""; rel=prev, <?page=2&q=a%2Cb>; rel="next"; x',
    "?page=2&q=a%2Cb",
  ],
  ["what a title quotes is no rel", '<?page=9>; title="a; rel=next"; rel=prev, <?page=2>; rel=next', "?page=2"],
  ["the first rel of a link counts", "<?page=9>; rel=prev; rel=next, <?page=2>; rel=next", "?page=2"],
  ["absolute", "<ORIGIN/numbers?page=2>; rel=next", "?page=2"],
])("Link: %s", async (_, link, expected) => {
  const server = await serve(({ query, headers }, response) => {
    const isFirst = query.get("page") !== "2";
    json(response, { items: [1] }, 200, isFirst ? { link: link!.replaceAll("ORIGIN", `http://${headers.host}`) } : {});
  });
  expect(await open(server, numbers({ walk: byLink }), { q: "start" }).toArray()).toEqual([1, 1]);
  expect(urls(server)).toEqual(["?q=start", expected]);
});

test("Link: a server may call the same list by another name, as GitHub does; its query is asked of the list", async () => {
  const server = await serve(({ query, headers }, response) => {
    const next = `<http://${headers.host}/repositories/7/issues?page=2>; rel="next"`;
    json(response, { items: [query.get("page")] }, 200, query.has("page") ? {} : { link: next });
  });
  const issues = numbers({ walk: byLink }, { path: "/repos/octocat/hello/issues" });
  expect(await open(server, issues).toArray()).toEqual([null, "2"]);
  expect(server.seen.map(({ url }) => url)).toEqual([
    "/repos/octocat/hello/issues",
    "/repos/octocat/hello/issues?page=2",
  ]);
});

test.each([
  "http://evil.test/numbers?page=2",
  "/other?page=2",
  "/numbers/2?page=2",
  "/numbers/?page=2",
  "/bers?page=2",
  "//evil.test/numbers?page=2",
  "http://",
])("a next page at %s is refused; nothing is sent there", async (next) => {
  const server = await serve((_, response) =>
    json(response, { items: [1], next }, 200, { link: `<${next}>; rel=next` }),
  );
  for (const walk of [byLink, byUrl]) {
    const error = await failure(open(server, numbers({ walk, next: (body) => body.next })).toArray());
    expect(error).toBeInstanceOf(PaginationError);
    expect((error as Error).message).toMatch(
      /^numbers.list: the next page is at .*, which is not 127\.0\.0\.1:\d+\/numbers$/,
    );
  }
  expect(urls(server)).toEqual(["", ""]);
});

test("next URL: a path may lack the beginning that the server knows nothing of", async () => {
  const server = await serve(({ query }, response) =>
    json(response, { items: [1], next: query.has("page") ? null : "/numbers?page=2" }),
  );
  const client = createClient({ apiKey: key, baseUrl: `${server.url}/gateway/v1` });
  const paged = numbers({ walk: byUrl, next: (body) => body.next });
  expect(await list(client, paged, {}).toArray()).toEqual([1, 1]);
  expect(server.seen.map(({ url }) => url)).toEqual(["/gateway/v1/numbers", "/gateway/v1/numbers?page=2"]);
});

test("next URL: its query replaces the params, what is not documented included; null ends it", async () => {
  const next = [
    "?page=2&x%5B%5D=1&x[]=2",
    "/numbers?page=3",
    "URL/numbers?page=4",
    "https://HOST/numbers?page=5",
    null,
  ];
  const server = await serve(({ headers }, response, index) =>
    json(response, {
      items: [index],
      next: next[index]?.replace("URL", `http://${headers.host}`).replace("HOST", headers.host!),
    }),
  );
  const headed = { parameters: { ...parameters, trace: { in: "header" } } };
  const walk = numbers({ walk: byUrl, next: (body) => body.next }, headed);
  expect(await open(server, walk, { q: "a", trace: "t" }).toArray()).toEqual([0, 1, 2, 3, 4]);
  expect(urls(server)).toEqual(["?q=a", "?page=2&x%5B%5D=1&x[]=2", "?page=3", "?page=4", "?page=5"]);
  expect(server.seen.map((request) => request.headers["trace"])).toEqual(["t", "t", "t", "t", "t"]);
  const loop = await serve((_, response) => json(response, { items: [0], next: "?page=1" }));
  expect(await failure(open(loop, walk).toArray())).toMatchObject({
    name: "PaginationError",
    pages: 2,
    cursor: `${loop.url}/numbers?page=1`,
  });
});

test.each<[unknown, string]>([
  [{}, "nothing; the body has no fields"],
  [{ ok: false, error: "no_such" }, 'nothing; the body has `ok`, `error`: {"ok":false,"error":"no_such"}'],
  [{ data: [1], next: "x".repeat(200) }, "nothing; the body has `data`, `next`"],
  [{ items: null }, 'null; the body has `items`: {"items":null}'],
  [{ items: { a: 1 } }, 'an object; the body has `items`: {"items":{"a":1}}'],
  [{ items: "a".repeat(200) }, "a string; the body has `items`"],
  [[1, 2], "nothing; the body is a list"],
  [null, "nothing; the body is null"],
])("a page that is %j is an error", async (body, story) => {
  const server = await serve((_, response) => json(response, body));
  for (const rule of [cursor, offset, page, { walk: byLink }, { walk: byUrl }] as Rule<NumberPage>[]) {
    const error = await failure(open(server, numbers(rule)));
    expect(error).toMatchObject({ name: "PaginationError", operation: "numbers.list", cursor: null, pages: 0 });
    expect((error as Error).message).toBe(`numbers.list: the page has no list in \`items\` but ${story}`);
  }
});

test("an error on a later page says where to resume", async () => {
  const server = await serve((_, response, index) =>
    json(response, index < 2 ? { items: [index], next: `c${index}` } : { oops: 1 }),
  );
  const error = await failure(open(server, numbers(cursor)).toArray());
  expect(error).toMatchObject({ name: "PaginationError", cursor: "c1", pages: 2 });
});

test("toArray: the limit shrinks the last request and never grows one", async () => {
  const server = await serve(byPosition(500, 200, true));
  const take = async (limit: number | undefined, params: Params, rule: Rule<NumberPage>): Promise<string[]> => {
    const before = server.seen.length;
    const items = await open(server, numbers(rule), params).toArray({ limit });
    expect(items).toEqual(all(Math.min(limit ?? 500, 500)));
    return urls(server).slice(before);
  };
  expect(await take(0, {}, total)).toEqual([]);
  expect(await take(3, {}, total)).toEqual(["?limit=3"]);
  expect(await take(3, { limit: 2 }, total)).toEqual(["?limit=2", "?limit=1&offset=2"]);
  expect(await take(250, {}, total)).toEqual(["", "?offset=200&limit=50"]);
  expect(await take(250, { limit: 150 }, total)).toEqual(["?limit=150", "?limit=100&offset=150"]);
  expect(await take(undefined, { limit: 200 }, total)).toHaveLength(3);
  expect(await take(Infinity, {}, total)).toHaveLength(3);
  const { maxLimit: _, ...unbounded } = total;
  expect(await take(3, {}, unbounded)).toEqual([""]);
  expect(await take(3, {}, { ...unbounded, limit: undefined } as unknown as Rule<NumberPage>)).toEqual([""]);
  for (const limit of [-1, 1.5, NaN]) {
    expect(await failure(open(server, numbers(total)).toArray({ limit }))).toMatchObject({ name: "SdkError" });
  }
});

test("toArray: a server that gives more or less than asked for does not disturb it", async () => {
  const more = await serve(({ query }, response) => {
    const start = Number(query.get("after") ?? 0);
    json(response, { items: all(100).slice(start, start + 4), next: start + 4 });
  });
  expect(await open(more, numbers(cursor)).toArray({ limit: 6 })).toEqual(all(6));
  expect(urls(more)).toEqual(["?limit=6", "?after=4&limit=2"]);
  const less = await serve(byPosition(9, 1, true));
  expect(await open(less, numbers(total)).toArray({ limit: 3 })).toEqual(all(3));
  expect(urls(less)).toEqual(["?limit=3", "?offset=1&limit=2", "?offset=2&limit=1"]);
});

test("toArray: never below the documented minimum", async () => {
  const server = await serve(byPosition(9, 9, true));
  const atLeast5 = numbers(total, { parameters: { ...parameters, limit: { in: "query", minimum: 5 } } });
  expect(await open(server, atLeast5).toArray({ limit: 2 })).toEqual([0, 1]);
  expect(urls(server)).toEqual(["?limit=5"]);
});

test("toArray: numbered pages keep one size, because it is part of their address", async () => {
  const server = await serve(({ query }, response) => {
    const size = Math.min(Number(query.get("limit") ?? 4), 4);
    const start = (Number(query.get("page") ?? 1) - 1) * size;
    json(response, { items: all(20).slice(start, start + size), more: start + size < 20 });
  });
  const rule = numbers({ ...page, maxLimit: 8, hasMore: (body) => body.more });
  expect(await open(server, rule).toArray({ limit: 6 })).toEqual(all(6));
  expect(urls(server)).toEqual(["?limit=6", "?limit=6&page=2"]);
  expect(await open(server, rule, { page: 3 }).toArray({ limit: 2 })).toEqual([8, 9]);
  expect(urls(server).slice(2)).toEqual(["?page=3"]);
});

test("first: across empty pages, asking for one item", async () => {
  const server = await serve((_, response, index) =>
    json(response, index < 2 ? { items: [], next: `c${index}` } : { items: [7, 8] }),
  );
  expect(await open(server, numbers(cursor)).first()).toBe(7);
  expect(urls(server)).toEqual(["?limit=1", "?after=c0&limit=1", "?after=c1&limit=1"]);
  const empty = await serve((_, response) => json(response, { items: [] }));
  expect(await open(empty, numbers(cursor)).first()).toBeUndefined();
});

test("parallel walks of one list do not disturb each other", async () => {
  const server = await serve(byPosition(5, 2, true));
  const shared = open(server, numbers(total));
  expect(await Promise.all([shared.toArray(), shared.toArray(), shared.first(), shared])).toMatchObject([
    all(5),
    all(5),
    0,
    { data: [0, 1] },
  ]);
});
