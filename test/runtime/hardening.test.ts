/** Answers that no server should give, and what becomes of them. */
import { expect, test } from "vitest";
import { Client } from "../../templates/runtime/client.js";
import { authenticator, bearer } from "../../templates/runtime/auth.js";
import { byOffset } from "../../templates/runtime/offset.js";
import { byPage } from "../../templates/runtime/page-number.js";
import { list } from "../../templates/runtime/pagination.js";
import type { ListOperation, Page } from "../../templates/runtime/operation.js";
import { inQuery } from "../../templates/runtime/query-key.js";
import { redactor } from "../../templates/runtime/redact.js";

type Body = Record<string, unknown> & { items: unknown[] };

function client(answer: (url: URL, count: number) => Response | Promise<Response>): Client {
  let count = 0;
  return new Client(
    { baseUrl: "http://api.test", maxRetries: 0, fetch: async (input) => answer(new URL(String(input)), count++) },
    { name: "Test" },
  );
}

const operation = (pagination: object): ListOperation<object, unknown, Body, Page<unknown, Body>> =>
  ({
    id: "things.list",
    method: "GET",
    path: "/things",
    parameters: { page: { in: "query" }, offset: { in: "query" } },
    pagination: { itemsField: "items", items: (body: Body) => body.items, ...pagination },
  }) as unknown as ListOperation<object, unknown, Body, Page<unknown, Body>>;

const byNumber = {
  walk: byPage,
  page: "page",
  totalPages: (body: Body) => body["pages"],
  hasMore: (body: Body) => body["more"],
};
const byPosition = {
  walk: byOffset,
  offset: "offset",
  total: (body: Body) => body["total"],
  hasMore: (body: Body) => body["more"],
};

test.each(["false", 0, "no", {}, []])("hasMore: %j is no answer", async (more) => {
  for (const style of [byNumber, byPosition]) {
    const things = list(
      client(() => Response.json({ items: [1], more })),
      operation(style),
      {},
    );
    await expect(things.toArray()).rejects.toMatchObject({ name: "PaginationError", pages: 0 });
  }
});

test("empty pages with more to follow end in an error, not never", async () => {
  let sent = 0;
  const api = client(() => (sent++, Response.json({ items: [], more: true })));
  await expect(list(api, operation(byNumber), {}).toArray()).rejects.toMatchObject({ name: "PaginationError" });
  expect(sent).toBeLessThan(200);
});

test("a server that takes no notice of the page ends in an error", async () => {
  for (const items of [[{ id: 1 }], ["a"]]) {
    const api = client(() => Response.json({ items, more: true }));
    await expect(list(api, operation(byNumber), {}).toArray()).rejects.toMatchObject({ name: "PaginationError" });
  }
});

test.each([-1, "", [], true, false, null, "many", 0])(
  "a total of %j is none: the walk ends at an empty page",
  async (total) => {
    const rows = [1, 2, 3, 4, 5];
    const api = client((url) => {
      const at = Number(url.searchParams.get("offset") ?? (Number(url.searchParams.get("page") ?? 1) - 1) * 2);
      return Response.json({ items: rows.slice(at, at + 2), total, pages: total });
    });
    expect(await list(api, operation(byPosition), {}).toArray()).toEqual(rows);
    expect(await list(api, operation(byNumber), {}).toArray()).toEqual(rows);
  },
);

test("a cause that is its own cause", async () => {
  const error: Error & { cause?: unknown } = new Error("loop");
  error.cause = error;
  const api = client(() => Promise.reject(error));
  await expect(list(api, operation(byNumber), {})).rejects.toMatchObject({ name: "ConnectionError" });
});

test("nothing stays on the caller's signal, even if fetch never ends", async () => {
  let listeners = 0;
  const { signal } = new AbortController();
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = ((...words: Parameters<typeof add>) => (listeners++, add(...words))) as typeof add;
  signal.removeEventListener = ((...words: Parameters<typeof remove>) => (
    listeners--,
    remove(...words)
  )) as typeof remove;
  const api = client(() => new Promise(() => {}));
  await expect(list(api, operation(byNumber), {}, { signal, timeoutMs: 5 })).rejects.toMatchObject({
    name: "TimeoutError",
  });
  expect(listeners).toBe(0);
});

test("secrets of any length are hidden, in any spelling, and nothing else is", () => {
  for (const secret of ["s3cret/+=~", "x".repeat(20_000), "Aé😀%41+ b\\/"]) {
    const hidden = redactor(inQuery(["api_key"]).hides);
    hidden.add(secret);
    const spelled = [
      secret,
      encodeURIComponent(secret),
      encodeURIComponent(encodeURIComponent(secret)),
      JSON.stringify(secret).slice(1, -1),
      btoa(String.fromCharCode(...new TextEncoder().encode(secret))),
    ];
    for (const text of spelled)
      expect(hidden.safe(`before ${text} after`), text.slice(0, 40)).toMatch(/^before \*\*\*=* after$/);
    expect(hidden.safe("nothing of it")).toBe("nothing of it");
  }
});

test("a success keeps a parameter that only bears the name of the key's", () => {
  const hidden = redactor(inQuery(["token"]).hides);
  hidden.add("mine-0123456789");
  expect(hidden.safeQuery("https://hooks.test/x?token=yours&a=1")).toBe("https://hooks.test/x?token=yours&a=1");
  expect(hidden.safeQuery("https://hooks.test/x?token=mine-0123456789&a=1")).toBe("https://hooks.test/x?token=***&a=1");
  expect(hidden.safe("https://hooks.test/x?token=yours&a=1")).toBe("https://hooks.test/x?token=***&a=1");
});

test("an error that repeats a very long token", async () => {
  const token = "t0ken-".repeat(2000);
  const api = new Client(
    {
      baseUrl: "http://api.test",
      maxRetries: 0,
      fetch: async () => Response.json({ error: token }, { status: 401 }),
      token,
    } as object,
    {
      name: "Test",
      security: authenticator({ security: [["B"]], schemes: { B: { send: bearer, token: { option: "token" } } } }),
    },
  );
  const error = await list(api, operation(byNumber), {}).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ name: "ApiError", body: { error: "***" } });
});

test("of secrets that overlap in a text, nothing is left", () => {
  const hidden = redactor();
  for (const secret of ["abcdef-12345", "12345-vwxyz", "vwxyz.long-tail", "twice-twice-"]) hidden.add(secret);
  expect(hidden.safe("<abcdef-12345-vwxyz>")).toBe("<***>");
  expect(hidden.safe("<abcdef-12345-vwxyz.long-tail>")).toBe("<***>");
  expect(hidden.safe("<abcdef-1234%35-vwxyz.long%2Dtail>")).toBe("<***>");
  expect(hidden.safe("<abcdef-12345vwxyz.long-tail>")).toBe("<******>");
  expect(hidden.safe("<twice-twice-twice->")).toBe("<***>");
  expect(hidden.safe("<abcdef-1234>, 12345-vwxy")).toBe("<abcdef-1234>, 12345-vwxy");
});
