/** Pages that a careless client would take for the end of the list, or would follow for ever. */
import { describe, expect, test } from "vitest";
import type { PaginationError } from "@specmend/close";
import {
  closeFor,
  collect,
  failure,
  foundByDefault,
  queries,
  settle,
  startClose,
  startOpal,
  startThisData,
} from "./kit.js";
import { opalFor, targets, thisdataFor, type Target } from "./kit.js";

const all = Object.entries(targets);
const byCursor = all.filter(([name]) => name !== "thisdata");

/** Walks until the error; what came before it, and the error. */
async function walk(list: AsyncIterable<unknown>): Promise<{ items: unknown[]; error: unknown }> {
  const items: unknown[] = [];
  try {
    for await (const item of list) if (items.push(item) > 5000) throw new Error("it goes on for ever");
  } catch (error) {
    return { items, error };
  }
  return { items, error: null };
}

const small = (target: Target, size = 20) => ({ [target.size]: size });

describe.each(byCursor)("%s", (_name, make) => {
  test.each([0, 1, 3])("an empty page with a live cursor does not end the list (page %i)", async (index) => {
    const target = await make();
    target.server.faults.at(index, { kind: "empty-page" });
    const pages = await collect(target.list(small(target, 50)).pages());
    expect(pages[index]?.data).toEqual([]);
    expect(pages.flatMap(({ data }) => data)).toEqual(target.expected());
    expect(target.server.violations).toEqual([]);
  });

  test("nor do fifteen of them one after the other, nor does first() stop at one", async () => {
    const target = await make();
    target.server.faults.next({ kind: "none" });
    target.server.faults.next({ kind: "empty-page" }, 15);
    expect(await collect(target.list(small(target, 50)))).toEqual(target.expected());
    target.server.faults.next({ kind: "empty-page" }, 2);
    expect(await target.list().toArray({ limit: 1 })).toEqual(target.expected().slice(0, 1));
  });

  test("a short page does not end the list", async () => {
    const target = await make();
    const items = { close: "data", opal: "results" }[_name] ?? "";
    const seen: unknown[] = [];
    target.server.faults.next({
      kind: "edit",
      change: (body) => {
        const page = body as Record<string, unknown[]>;
        seen.push(...(page[items]?.slice(0, 3) ?? []));
        return { ...page, [items]: page[items]?.slice(0, 3) };
      },
    });
    const found = await collect(target.list(small(target, 50)));
    expect(found).toEqual([...seen, ...target.expected().slice(50)]);
  });

  // One cursor that repeats; A, B, A, B …; and a longer way round.
  test.each([1, 2, 5])("cursors that lead back after %i: an error that says so, and where to go on", async (length) => {
    const target = await make();
    (target.server as unknown as { knobs: { cursorLoop: number } }).knobs.cursorLoop = length;
    const { items, error } = await walk(target.list(small(target)));
    expect(error).toBeInstanceOf(target.package.PaginationError);
    const { pages, cursor, operation, message } = error as PaginationError;
    expect({ pages, operation }).toEqual({ pages: length + 1, operation: "events.list" });
    expect(message).toContain("leads back");
    expect(cursor).toBe(queries(target.server).at(-1)?.[target.place]);
    expect(target.server.requests).toHaveLength(length + 1);
    expect(new Set(items.map((item) => JSON.stringify(item))).size).toBe(items.length);
  });

  test.each([{}, [], true])("a cursor that is %j is no cursor and no end", async (cursor) => {
    const target = await make();
    const field = { close: "cursor_next", opal: "next" }[_name] ?? "";
    target.server.faults.next({ kind: "edit", change: (body) => ({ ...(body as object), [field]: cursor }) });
    expect(await failure(target.list().toArray())).toBeInstanceOf(target.package.PaginationError);
    expect(target.server.requests).toHaveLength(1);
  });

  test.each([null, "", undefined])("a cursor that is %j ends the list", async (cursor) => {
    const target = await make();
    const field = { close: "cursor_next", opal: "next" }[_name] ?? "";
    target.server.faults.at(1, { kind: "edit", change: (body) => ({ ...(body as object), [field]: cursor }) });
    expect(await target.list(small(target)).toArray()).toEqual(target.expected().slice(0, 40));
  });
});

describe.each(all)("%s", (name, make) => {
  const field = name === "close" ? "data" : "results";

  test.each([{}, { value: null }, { value: {} }, { value: "none" }, { value: 0 }])(
    "a page without its items (%j) names the field",
    async (fault) => {
      const target = await make();
      target.server.faults.at(2, { kind: "missing-items", ...fault });
      const { items, error } = await walk(target.list(small(target)));
      expect(error).toBeInstanceOf(target.package.PaginationError);
      expect(items).toEqual(target.expected().slice(0, 40));
      const { message, cursor, pages } = error as PaginationError;
      expect(message).toContain(`\`${field}\``);
      expect(message).toContain(name === "close" ? "`cursor_next`" : name === "opal" ? "`next`" : "`total`");
      expect(pages).toBe(2);
      // From the error's cursor the walk goes on without loss.
      const place = name === "thisdata" ? Number(cursor) : cursor;
      const rest = await target.list({ ...small(target), [target.place]: place }).toArray();
      expect([...items, ...rest]).toEqual(target.expected());
    },
  );

  test.each([null, [], "text", 7])("a body that is %j is no page", async (body) => {
    const target = await make();
    target.server.faults.next({ kind: "edit", change: () => body });
    expect(await failure(target.list().toArray())).toBeInstanceOf(target.package.PaginationError);
    expect(target.server.requests).toHaveLength(1);
  });

  test.each([
    { fault: { kind: "html" }, says: "text/html; charset=utf-8, not JSON" },
    { fault: { kind: "html", contentType: "application/json" }, says: "broken JSON" },
    { fault: { kind: "broken-json" }, says: "broken JSON" },
    { fault: { kind: "empty-body" }, says: "empty" },
  ] as const)("no JSON: $fault", async ({ fault, says }) => {
    const target = await make();
    target.server.faults.at(1, fault);
    const { items, error } = await walk(target.list(small(target)));
    expect(error).toBeInstanceOf(target.package.ApiError);
    expect(error).toMatchObject({ status: 200, attempts: 1, documented: false });
    expect(String(error)).toContain(says);
    expect(target.package.isApiError(error, "events.list")).toBe(false);
    expect(items).toHaveLength(20);
    expect(target.server.requests).toHaveLength(2);
  });
});

describe("thisdata, where a total says how many there are", () => {
  const bound = (total: number, size: number): number => Math.ceil(total / size) + 1;

  test("an empty page before the total is an error, with the offset to go on from", async () => {
    const server = await startThisData();
    server.faults.at(2, { kind: "empty-page" });
    const { items, error } = await walk(thisdataFor(server).events.list());
    expect(error).toMatchObject({ name: "PaginationError", cursor: "100", pages: 2 });
    expect(String(error)).toMatch(/page at 100 is empty, although there are \d+ items/);
    expect(items).toEqual(foundByDefault(server).slice(0, 100));
  });

  test("a total that is too high ends in an error after everything has come", async () => {
    const server = await startThisData({ knobs: { falseTotal: 100_000 } });
    const { items, error } = await walk(thisdataFor(server).events.list({ limit: 200 }));
    expect(error).toMatchObject({ name: "PaginationError" });
    expect(items).toEqual(foundByDefault(server));
    expect(server.requests.length).toBeLessThanOrEqual(bound(items.length, 200) + 1);
  });

  test("a total that is less than what has come is no end: everything comes, and an empty page ends it", async () => {
    const server = await startThisData({ knobs: { falseTotal: 70 } });
    const { items, error } = await walk(thisdataFor(server).events.list());
    expect([items, error]).toEqual([foundByDefault(server), null]);
    expect(items.length).toBeGreaterThan(150);
    expect(server.requests).toHaveLength(Math.floor(items.length / 50) + 2);
  });

  test("without a total an empty page is the end", async () => {
    const server = await startThisData();
    server.faults.always({ kind: "edit", change: (body) => ({ results: (body as { results: unknown }).results }) });
    const list = thisdataFor(server).events.list();
    expect(await list.toArray()).toEqual(foundByDefault(server));
    expect((await list).total).toBeNull();
  });

  test("a server that knows no offset does not keep the client for ever", async () => {
    const server = await startThisData({ knobs: { ignoreOffset: true } });
    const total = foundByDefault(server).length;
    const { items } = await walk(thisdataFor(server).events.list({ limit: 60 }));
    expect(items.length).toBeLessThanOrEqual(Math.ceil(total / 60) * 60);
    expect(server.requests.length).toBeLessThanOrEqual(bound(total, 60));
  });
});

test("an error in the middle leaves the walk: nothing is fetched after it, and the next walk begins anew", async () => {
  const server = await startClose();
  const list = closeFor(server).events.list({ _limit: 30 });
  server.faults.at(1, { kind: "missing-items" });
  const walking = list.pages();
  await walking.next();
  expect(await failure(walking.next())).toMatchObject({ name: "PaginationError", pages: 1 });
  expect(await walking.next()).toEqual({ done: true, value: undefined });
  await settle();
  expect(server.requests).toHaveLength(2);
  expect(await collect(list)).toEqual(server.events());
});

test("a walk in circles ends backwards as well, and for somebody who only wants pages", async () => {
  const server = await startOpal({ knobs: { cursorLoop: 1 } });
  const pages: number[] = [];
  const walking = async (): Promise<void> => {
    for await (const { data } of opalFor(server).events.list().pages()) if (pages.push(data.length) > 9) return;
  };
  expect(await failure(walking())).toMatchObject({ name: "PaginationError" });
  expect(pages).toEqual([200, 200]);

  const close = await startClose();
  const { events } = closeFor(close);
  const last = (await collect(events.list().pages())).at(-1);
  const previous = (await events.list({ _cursor: last?.previousCursor ?? "" })).previousCursor;
  close.faults.always({ kind: "edit", change: (body) => ({ ...(body as object), cursor_previous: previous }) });
  const back = collect(events.list({ _cursor: last?.previousCursor ?? "" }).previousPages());
  expect(await failure(back)).toMatchObject({ name: "PaginationError", cursor: previous });
});
