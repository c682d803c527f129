/** Walks that stop and go on in another process, and pages that are fetched ahead: nothing is lost, nothing comes twice. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonBody } from "../../templates/runtime/body.js";
import { Client } from "../../templates/runtime/client.js";
import { byCursor } from "../../templates/runtime/cursor.js";
import { PaginationError, SdkError } from "../../templates/runtime/errors.js";
import { byLink } from "../../templates/runtime/link.js";
import { byUrl } from "../../templates/runtime/next-url.js";
import { byOffset } from "../../templates/runtime/offset.js";
import type { ListOperation, Page, Paging, Walk } from "../../templates/runtime/operation.js";
import { byPage } from "../../templates/runtime/page-number.js";
import { type PagedList, list } from "../../templates/runtime/pagination.js";
import { type WalkCheckpoint, type WalkOptions, walk } from "../../templates/runtime/walk.js";
import { createQueryClient, failure, key, operation } from "./close.js";
import { type Respond, type Seen, json, serve } from "./server.js";

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
  body: { walk: byCursor, cursor: "/page/after", next: (body) => body.next },
  item: { walk: byCursor, cursor: "after", itemCursor: (item) => item, hasMore: (body) => body.more },
  offset: { walk: byOffset, offset: "offset" },
  total: { walk: byOffset, offset: "offset", total: (body) => body.total },
  more: { walk: byPage, page: "page", hasMore: (body) => body.more },
  pages: { walk: byPage, page: "page", totalPages: (body) => body.pages },
  url: { walk: byUrl, next: (body) => body.next },
  link: { walk: byLink },
};
const styles = Object.keys(rules);

let respond: Respond = () => {};
const open = async (): Promise<(style: string, params?: object, signal?: AbortSignal) => PagedList<string>> => {
  const server = await serve((...seen) => respond(...seen));
  const client = new Client({ baseUrl: server.url, maxRetries: 0, timeoutMs: 600_000 }, { name: "Test" });
  const parameters = Object.fromEntries(
    ["q", "after", "offset", "page", "limit"].map((name) => [name, { in: "query" as const }]),
  );
  return (style, params = { q: "x" }, signal) => {
    const method = style === "body" ? { method: "POST", body: { mediaType: "application/json", write: jsonBody } } : {};
    const things: ListOperation<object, string, Body, Page<string, Body>> = {
      ...operation<object, Body>({ parameters, ...method }),
      pagination: { itemsField: "items", items: (body) => body.items, ...rules[style]! },
    };
    return list(client, things, params, { signal });
  };
};

/** Which of the pages is asked for; beyond the end where it is none. */
function asked({ query, body }: Seen, style: string, sent: readonly (readonly string[])[]): readonly [number, number] {
  if (style === "offset" || style === "total") {
    const offset = Number(query.get("offset") ?? 0);
    const starts = sent.map((_, index) => sent.slice(0, index).flat().length);
    const index = starts.findLastIndex((start) => start <= offset);
    return [index, offset - (starts[index] ?? 0)];
  }
  if (style === "item") {
    const after = query.get("after");
    const index = after === null ? 0 : sent.findIndex((page) => page.includes(after));
    const from = after === null ? 0 : sent[index]!.indexOf(after) + 1;
    return from === sent[index]?.length && index < sent.length - 1 ? [index + 1, 0] : [index, from];
  }
  if (style === "more" || style === "pages" || style === "url" || style === "link")
    return [Number(query.get("page") ?? 1) - 1, 0];
  if (style === "body") return [(JSON.parse(body || "{}") as { page?: { after?: number } }).page?.after ?? 0, 0];
  return [Number(query.get("after") ?? 0), 0];
}

const answer =
  (style: string, sent: readonly (readonly string[])[]): Respond =>
  (seen, response) => {
    const [index, from] = asked(seen, style, sent);
    const hasNext = index >= 0 && index < sent.length - 1;
    const next = !hasNext ? null : style === "url" ? `?q=x&page=${index + 2}` : index + 1;
    const items = (sent[index] ?? []).slice(from);
    const headers: Record<string, string> = hasNext ? { link: `<?q=x&page=${index + 2}>; rel="next"` } : {};
    json(response, { items, next, total: sent.flat().length, pages: sent.length, more: hasNext }, 200, headers);
  };

const stored = (checkpoint: WalkCheckpoint): WalkCheckpoint => JSON.parse(JSON.stringify(checkpoint)) as WalkCheckpoint;

test.each(styles)("%s: stopped after any items and gone on with, every item comes once and in order", async (style) => {
  const start = await open();
  const isUnique = style === "item";
  const pages = fc.array(fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 4 }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(pages, fc.array(fc.nat(5), { minLength: 1 }), fc.nat(2), async (split, rests, prefetch) => {
      const full = split.map((page, at) => (isUnique ? page.map((_, index) => `${at}.${index}`) : page));
      // Where only the position or the last item counts, an empty page means the end.
      const sent = /offset|total|item/.test(style) ? full.filter((page) => page.length > 0) : full;
      respond = answer(style, sent);
      const items: string[] = [];
      let checkpoint: WalkCheckpoint | undefined;
      let isOver = false;
      for (let round = 0; !isOver; round++) {
        const walked = walk(start(style), { resume: checkpoint, prefetch });
        let rest = rests[round % rests.length]!;
        isOver = true;
        for await (const item of walked) {
          items.push(item);
          checkpoint = stored(walked.checkpoint());
          if (rest-- <= 0) {
            isOver = false;
            break;
          }
        }
        expect(round).toBeLessThan(100);
      }
      expect(items).toEqual(sent.flat());
    }),
    { numRuns: 25 },
  );
});

test.each(styles)("%s: page by page, and from the end on: what was added since", async (style) => {
  const start = await open();
  const sent = [["a", "b"], ["c"]];
  respond = answer(style, sent);
  const walked = walk(start(style), { prefetch: 3 });
  const seen: string[][] = [];
  for await (const page of walked.pages()) seen.push([...page.data]);
  expect(seen.filter((page) => page.length > 0)).toEqual(sent);
  const end = stored(walked.checkpoint());
  const again = async (): Promise<string[]> => {
    const items: string[] = [];
    for await (const item of walk(start(style), { resume: end })) items.push(item);
    return items;
  };
  expect(await again()).toEqual([]);
  respond = answer(style, [["a", "b"], ["c", "d"], ["e"]]);
  expect(await again()).toEqual(["d", "e"]);
});

test("any checkpoint on any server: items, an end or an error of ours, but never a hang", async () => {
  const start = await open();
  const field = fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constant(undefined));
  const body = fc.record({ items: fc.array(fc.string()), next: field, total: field, pages: field, more: field });
  const place = fc.record({
    at: fc.oneof(fc.string(), fc.nat(9), fc.constant(null)),
    done: fc.nat(4),
    last: fc.option(fc.string(), { nil: undefined }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...styles),
      fc.array(body),
      place,
      fc.nat(2),
      async (style, bodies, at, prefetch) => {
        let requests = 0;
        respond = (_, response) => json(response, bodies[requests++] ?? { items: [], total: 0, more: false });
        const { list: id } = walk(start(style)).checkpoint();
        const resume = { list: id, ...at } as WalkCheckpoint;
        const work = (async () => {
          for await (const item of walk(start(style), { resume, prefetch })) expect(typeof item).toBe("string");
        })();
        await work.catch((error: unknown) => expect(error).toBeInstanceOf(SdkError));
      },
    ),
    { numRuns: 100 },
  );
});

test("newer items before the place do not matter; an item that has gone is an error", async () => {
  const start = await open();
  respond = answer("cursor", [
    ["d", "c"],
    ["b", "a"],
  ]);
  const walked = walk(start("cursor"));
  for await (const _ of walked) break;
  const resume = stored(walked.checkpoint());
  expect(resume).toMatchObject({ at: null, done: 1 });
  const rest = async (options: WalkOptions<string> = {}): Promise<string[]> => {
    const items: string[] = [];
    for await (const item of walk(start("cursor"), { resume, ...options })) items.push(item);
    return items;
  };
  respond = answer("cursor", [["g", "f"], ["e", "d"], ["c", "b"], ["a"]]);
  expect(await rest()).toEqual(["c", "b", "a"]);
  respond = answer("cursor", [["c"], ["b", "a"]]);
  expect(await failure(rest())).toBeInstanceOf(PaginationError);
  respond = answer("cursor", [["D", "c"]]);
  expect(await failure(rest())).toMatchObject({
    name: "PaginationError",
    message: expect.stringMatching(
      /not in the list any more; if items change, say by `key` what they are known by$/,
    ) as string,
  });
});

test.each(["offset", "total", "more", "pages"])(
  "%s: whatever came or went before the place, wherever it was: exactly the rest, or an error",
  async (style) => {
    const start = await open();
    const paged = (items: string): Respond =>
      answer(
        style,
        (items.match(/.{1,3}/g) ?? []).map((page) => page.split("")),
      );
    let errors = 0;
    for (let stop = 1; stop <= 8; stop++) {
      respond = paged("hgfedcba");
      const walked = walk(start(style));
      let left = stop;
      for await (const _ of walked) if (--left === 0) break;
      for (const now of ["kjihgfedcba", "ihgfedcba", "gfedcba", "ifedcba", "hg"]) {
        respond = paged(now);
        let rest = "";
        const resumed = walk(start(style), { resume: stored(walked.checkpoint()) });
        const read = async (): Promise<void> => {
          for await (const item of resumed) rest += item;
        };
        const error: unknown = await read().catch((reason: unknown) => reason);
        if (error === undefined) expect(rest).toBe(now.slice(now.indexOf("hgfedcba"[stop - 1]!) + 1));
        else expect([error instanceof PaginationError, rest]).toEqual([true, ""]);
        errors += Number(error !== undefined);
      }
    }
    expect(errors).toBeLessThan(20);
  },
);

test("an item that changed is known by its key", async () => {
  const start = await open();
  respond = answer("cursor", [["1 old", "2"]]);
  const key = (item: string): string => item.split(" ")[0]!;
  const walked = walk(start("cursor"), { key });
  for await (const _ of walked) break;
  respond = answer("cursor", [["1 new", "2"]]);
  const items: string[] = [];
  for await (const item of walk(start("cursor"), { key, resume: stored(walked.checkpoint()) })) items.push(item);
  expect(items).toEqual(["2"]);
});

test("a checkpoint of other params, or of nothing, is refused; the order of the params does not matter", async () => {
  const start = await open();
  respond = answer("cursor", [["a"]]);
  const resume = walk(start("cursor", { q: "x", limit: 5 })).checkpoint();
  expect(() => walk(start("cursor", { limit: 5, q: "x" }), { resume })).not.toThrow();
  expect(() => walk(start("cursor", { q: "y", limit: 5 }), { resume })).toThrow(SdkError);
  expect(() => walk(start("cursor"), { resume: {} as WalkCheckpoint })).toThrow(SdkError);
  expect(() => walk(start("cursor"), { prefetch: -1 })).toThrow(SdkError);
});

test("a walk of more pages than allowed is an error, and asks for no more of them", async () => {
  const start = await open();
  let requests = 0;
  respond = (seen, response, index) => {
    requests++;
    answer("cursor", [["a"], ["b"], ["c"]])(seen, response, index);
  };
  const walked = walk(start("cursor"), { maxPages: 2, prefetch: 5 });
  const items: string[] = [];
  const error = await failure(
    (async () => {
      for await (const item of walked) items.push(item);
    })(),
  );
  expect(error).toMatchObject({ name: "PaginationError", cursor: "2", pages: 2 });
  expect([items, requests]).toEqual([["a", "b"], 2]);
  // The walk stands where it stopped, and goes on from there.
  for await (const item of walked) items.push(item);
  expect(items).toEqual(["a", "b", "c"]);
});

test("prefetch: so many pages while the caller is at work, none without it, and `break` cancels", async () => {
  const start = await open();
  for (const prefetch of [0, 1, 3]) {
    let requests = 0;
    let isClosed: () => void;
    const closed = new Promise<void>((resolve) => (isClosed = resolve));
    let isAsked: () => void;
    const ahead = new Promise<void>((resolve) => (isAsked = resolve));
    respond = (_, response) => {
      requests++;
      if (requests > prefetch) {
        isAsked();
        // The last one never gets an answer.
        if (prefetch > 0 && requests === prefetch + 1) return void response.on("close", () => isClosed());
      }
      json(response, { items: [String(requests)], next: requests });
    };
    for await (const item of walk(start("cursor"), { prefetch })) {
      expect(item).toBe("1");
      await ahead;
      break;
    }
    if (prefetch > 0) await closed;
    expect(requests).toBe(prefetch + 1);
  }
});

test("prefetch: a failure ahead comes when its page does, and not at all after a break", async () => {
  const start = await open();
  respond = ({ query }, response) =>
    query.has("after") ? json(response, {}, 400) : json(response, { items: ["a", "b"], next: 1 });
  const items: string[] = [];
  const error = await failure(
    (async () => {
      for await (const item of walk(start("cursor"), { prefetch: 2 })) {
        items.push(item);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })(),
  );
  expect(items).toEqual(["a", "b"]);
  expect(error).toMatchObject({ name: "ApiError", status: 400, cursor: "1", pages: 1 });
  for await (const _ of walk(start("cursor"), { prefetch: 2 })) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    break;
  }
});

test("an abort ends a walk with its own reason", async () => {
  const start = await open();
  respond = answer("cursor", [["a"], ["b"]]);
  const controller = new AbortController();
  const reason = new Error("enough");
  const walked = walk(start("cursor", { q: "x" }, controller.signal));
  const work = (async () => {
    for await (const _ of walked) controller.abort(reason);
  })();
  expect(await failure(work)).toBe(reason);
});

test("no credential is in a checkpoint, even where the server writes it into its links", async () => {
  const server = await serve(({ query }, response) => {
    const page = Number(query.get("page") ?? 1);
    const echo = encodeURIComponent(query.get("api_key") ?? "");
    json(response, {
      items: [`${page} ${query.get("api_key")}`],
      next: page < 3 ? `?api_key=${echo}&page=${page + 1}` : null,
    });
  });
  const things: ListOperation<object, string, Body, Page<string, Body>> = {
    ...operation<object, Body>(),
    pagination: { itemsField: "items", items: (body) => body.items, ...rules["url"]! },
  };
  const open = (): PagedList<string> => list(createQueryClient({ apiKey: key, baseUrl: server.url }), things, {});
  const walked = walk(open());
  for await (const item of walked) if (item.startsWith("1")) break;
  const resume = stored(walked.checkpoint());
  expect(resume.at).toBe("api_key=***&page=2");
  const items: string[] = [];
  for await (const item of walk(open(), { resume })) items.push(item);
  expect(items).toHaveLength(2);
  expect(server.seen.map(({ query }) => query.getAll("api_key"))).toEqual([[key], [key], [key]]);
});

test("a redirect: links lead on from where it leads, and nowhere else", async () => {
  let path = "/moved";
  const server = await serve(({ path: asked, url, query }, response) => {
    if (asked === "/thing") return void response.writeHead(307, { location: url.replace("/thing", "/moved") }).end();
    const page = Number(query.get("page") ?? 1);
    json(response, { items: [String(page)], next: page < 3 ? `${path}?page=${page + 1}` : null });
  });
  const things: ListOperation<object, string, Body, Page<string, Body>> = {
    ...operation<object, Body>(),
    pagination: { itemsField: "items", items: (body) => body.items, ...rules["url"]! },
  };
  const client = new Client({ baseUrl: server.url }, { name: "Test" });
  expect(await list(client, things, {}).toArray()).toEqual(["1", "2", "3"]);
  path = "/other";
  expect(await failure(list(client, things, {}))).toBeInstanceOf(PaginationError);
});

test("more is said to follow, but no cursor: an error, as the rest would be lost", async () => {
  const server = await serve((_, response) => json(response, { items: ["a"], next: null, more: true }));
  const things: ListOperation<object, string, Body, Page<string, Body>> = {
    ...operation<object, Body>(),
    pagination: {
      itemsField: "items",
      items: (body) => body.items,
      ...rules["cursor"]!,
      hasMore: (body) => body.more,
    },
  };
  const client = new Client({ baseUrl: server.url }, { name: "Test" });
  expect(await failure(list(client, things, {}).toArray())).toMatchObject({
    name: "PaginationError",
    message: "things.get: the page has no cursor, although more is said to follow",
  });
});
