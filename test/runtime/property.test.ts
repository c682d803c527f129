/** Whatever way a server splits a list, a walk yields every item once, in order, or throws a PaginationError. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { Client } from "../../templates/runtime/client.js";
import { byCursor } from "../../templates/runtime/cursor.js";
import { PaginationError } from "../../templates/runtime/errors.js";
import { byLink } from "../../templates/runtime/link.js";
import { byUrl } from "../../templates/runtime/next-url.js";
import { byOffset } from "../../templates/runtime/offset.js";
import type { ListOperation, Page, Paging, Walk } from "../../templates/runtime/operation.js";
import { byPage } from "../../templates/runtime/page-number.js";
import { fewer } from "../../templates/runtime/page-size.js";
import { list } from "../../templates/runtime/pagination.js";
import { operation } from "./close.js";
import { type Respond, json, serve } from "./server.js";

interface Body {
  readonly items: string[];
  readonly next?: string | number | null;
  readonly total?: number;
  readonly pages?: number;
  readonly more?: boolean;
}
type Rule = Partial<Paging<string, Body>> & { readonly walk: Walk<string, Body, Page<string, Body>> };

const rules: Record<string, Rule> = {
  cursor: { walk: byCursor, cursor: "after", next: (body) => body.next },
  offset: { walk: byOffset, offset: "offset" },
  total: { walk: byOffset, offset: "offset", total: (body) => body.total },
  more: { walk: byPage, page: "page", hasMore: (body) => body.more },
  pages: { walk: byPage, page: "page", totalPages: (body) => body.pages },
  url: { walk: byUrl, next: (body) => body.next },
  link: { walk: byLink },
};

const byItem: Rule = { walk: byCursor, cursor: "after", itemCursor: (item) => item, hasMore: (body) => body.more };

let respond: Respond = () => {};
async function walk(rule: Rule, limit?: number): Promise<{ items: string[]; requests: number }> {
  const server = await serve((...seen) => respond(...seen));
  const client = new Client({ baseUrl: server.url, maxRetries: 0 }, { name: "Test" });
  const parameters = Object.fromEntries(
    ["q", "after", "offset", "page", "limit"].map((name) => [name, { in: "query" as const }]),
  );
  const things: ListOperation<object, string, Body, Page<string, Body>> = {
    ...operation<object, Body>({ parameters }),
    pagination: {
      itemsField: "items",
      items: (body) => body.items,
      limit: "limit",
      maxLimit: 5,
      resize: fewer,
      ...rule,
    },
  };
  const items = await list(client, things, { q: "x" }).toArray({ limit });
  expect(server.seen.every((request) => request.query.get("q") === "x")).toBe(true);
  return { items, requests: server.seen.length };
}

/** Pages of arbitrary sizes, empty ones among them; items may repeat. */
const pages = fc.array(fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 4 }), { minLength: 1, maxLength: 8 });
const limits = fc.option(fc.nat(12), { nil: undefined });

test.each(Object.keys(rules))("%s: every item exactly once, in order", async (name) => {
  await fc.assert(
    fc.asyncProperty(pages, limits, async (split, limit) => {
      // Where only the position counts, an empty page means the end: such servers send none in between.
      const sent = name === "offset" || name === "total" ? split.filter((page) => page.length > 0) : split;
      const starts = sent.map((_, index) => sent.slice(0, index).flat().length);
      const count = sent.flat().length;
      respond = ({ query }, response) => {
        const index = query.has("offset")
          ? starts.indexOf(Number(query.get("offset")))
          : query.has("page")
            ? Number(query.get("page")) - 1
            : Number(query.get("after") ?? 0);
        const hasNext = index >= 0 && index < sent.length - 1;
        const next = !hasNext ? null : name === "url" ? `?q=x&page=${index + 2}` : index + 1;
        const link = { link: `<?q=x&page=${index + 2}>; rel="next"` };
        json(
          response,
          { items: sent[index] ?? [], next, total: count, pages: sent.length, more: hasNext },
          200,
          hasNext ? link : {},
        );
      };
      const { items } = await walk(rules[name]!, limit);
      expect(items).toEqual(sent.flat().slice(0, limit));
    }),
    { numRuns: 60 },
  );
});

test.each(["cursor", "url", "link"])("%s: a server that leads in circles ends in a PaginationError", async (name) => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.nat(5), async (length, back) => {
      respond = ({ query }, response) => {
        const index = Number(query.get("after") ?? 0);
        const next = index < length ? index + 1 : Math.min(back, length);
        const url = `?q=x&after=${next}`;
        json(response, { items: ["a"], next: name === "url" ? url : next }, 200, { link: `<${url}>; rel=next` });
      };
      await expect(walk(rules[name]!)).rejects.toBeInstanceOf(PaginationError);
    }),
    { numRuns: 30 },
  );
});

test("offset with a total: the server caps and shrinks pages as it likes, and nothing is lost", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(40),
      fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      limits,
      async (count, caps, limit) => {
        const everything = Array.from({ length: count }, (_, index) => String(index));
        respond = ({ query }, response, index) => {
          const start = Number(query.get("offset") ?? 0);
          json(response, { items: everything.slice(start, start + caps[index % caps.length]!), total: count });
        };
        const { items } = await walk(rules["total"]!, limit);
        expect(items).toEqual(everything.slice(0, limit));
      },
    ),
    { numRuns: 60 },
  );
});

test("the last item as the cursor: nothing is lost, whether the server says that more follow or not", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(30),
      fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      limits,
      fc.boolean(),
      async (count, caps, limit, tells) => {
        const everything = Array.from({ length: count }, (_, index) => `i${index}`);
        respond = ({ query }, response, index) => {
          const start = everything.indexOf(query.get("after") ?? "") + 1;
          const items = everything.slice(start, start + caps[index % caps.length]!);
          json(response, { items, ...(tells && { more: start + items.length < count }) });
        };
        const { items } = await walk(byItem, limit);
        expect(items).toEqual(everything.slice(0, limit));
      },
    ),
    { numRuns: 60 },
  );
});

test("any JSON as a page: items, an end or a PaginationError, but never a hang or a crash", async () => {
  const all: Record<string, Rule> = { ...rules, item: byItem };
  const names = Object.keys(all);
  const field = fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constant(undefined));
  const body = fc.oneof(
    fc.record({ items: field, next: field, total: field, pages: field, more: field }),
    fc.jsonValue({ maxDepth: 1 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), body, async (name, first) => {
      respond = (_, response, index) => json(response, index === 0 ? first : { items: [], total: 0, more: false });
      const outcome = await walk(all[name]!).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(PaginationError);
      else expect((outcome as { items: unknown }).items).toEqual((first as { items: unknown }).items);
    }),
    { numRuns: 200 },
  );
});
