/** Walks a list of so many pages in each style, in a process of its own, and prints how much of it is still held at the end. */
import { Client } from "../../templates/runtime/client.js";
import { byCursor } from "../../templates/runtime/cursor.js";
import { byLink } from "../../templates/runtime/link.js";
import { byUrl } from "../../templates/runtime/next-url.js";
import { byOffset } from "../../templates/runtime/offset.js";
import type { ListOperation, Page, Paging, Walk } from "../../templates/runtime/operation.js";
import { byPage } from "../../templates/runtime/page-number.js";
import { list } from "../../templates/runtime/pagination.js";
import { walk } from "../../templates/runtime/walk.js";

interface Body {
  readonly items: { readonly id: number; readonly text: string }[];
  readonly next?: string | null;
  readonly total?: number;
  readonly more?: boolean;
}
type Item = Body["items"][number];
type Rule = Partial<Paging<Item, Body>> & { readonly walk: Walk<Item, Body, Page<Item, Body>> };

const rules: Readonly<Record<string, Rule>> = {
  cursor: { walk: byCursor, cursor: "at", next: (body) => body.next },
  offset: { walk: byOffset, offset: "at", total: (body) => body.total },
  page: { walk: byPage, page: "at", firstPage: 0, hasMore: (body) => body.more },
  "next-url": { walk: byUrl, next: (body) => body.next },
  link: { walk: byLink },
};

const [styles = "", pages = "", cursorLength = "", address = ""] = process.argv.slice(2);
const [count, long] = [Number(pages), "c".repeat(Number(cursorLength))];

/** As much of a `Response` as is looked at: a real one costs more than all the rest. */
const answer: typeof fetch = async (url) => {
  const at = Number(/at=c*(\d+)/.exec(String(url))?.[1] ?? 0);
  const next = at + 1 < count ? `?at=${long}${at + 1}` : undefined;
  const body: Body = {
    items: [{ id: at, text: "x".repeat(100) }],
    ...(next && { next: style === "cursor" ? next.slice(4) : next }),
    total: count,
    more: next !== undefined,
  };
  const headers = new Headers(style === "link" && next ? { link: `<${next}>; rel="next"` } : {});
  const text = JSON.stringify(body);
  return {
    status: 200,
    ok: true,
    statusText: "",
    type: "basic",
    headers,
    body: null,
    text: async () => text,
  } as Response;
};

const held = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

let style = "";
const { signal } = new AbortController();
for (style of styles.split(",")) {
  const things: ListOperation<object, Item, Body, Page<Item, Body>> = {
    id: "things.list",
    method: "GET",
    path: "/things",
    parameters: { at: { in: "query" }, q: { in: "query" } },
    pagination: { itemsField: "items", items: (body) => body.items, ...rules[style]! },
  };
  const options = address ? { baseUrl: `${address}/${style}` } : { baseUrl: "http://api.test", fetch: answer };
  const client = new Client(options, { name: "Test" });
  const source = list(client, things, { q: "x" }, { signal });
  let [walked, before, after] = [0, 0, 0];
  // Some of the styles with pages ahead.
  const prefetch = style.length % 2;
  for await (const { data } of prefetch ? walk(source, { prefetch }).pages() : source.pages()) {
    if (data[0]?.id !== walked) throw new Error(`page ${walked} of ${style} is ${data[0]?.id}`);
    if (++walked === 100) before = held();
    if (walked === count) after = held();
  }
  console.log(JSON.stringify({ style, walked, kept: after - before }));
}
