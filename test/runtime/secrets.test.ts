/** The hunt for a canary: it must be in no error, no page and no log. */
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { jsonBody } from "../../templates/runtime/body.js";
import { call } from "../../templates/runtime/call.js";
import type { Client, ClientOptions } from "../../templates/runtime/client.js";
import { byUrl } from "../../templates/runtime/next-url.js";
import type { ListOperation, Page } from "../../templates/runtime/operation.js";
import { list } from "../../templates/runtime/pagination.js";
import { redactor } from "../../templates/runtime/redact.js";
import { createClient, createQueryClient, eventsList, failure, key, operation } from "./close.js";
import { type Respond, json, serve } from "./server.js";

const bytes = Buffer.from(key).toString("base64");
const pair = Buffer.from(`${key}:`).toString("base64");
const forms = [key, encodeURIComponent(key), bytes, bytes.replace(/=+$/, ""), key.replaceAll("/", "\\/")];

function expectClean(value: unknown): void {
  const seen = new Set<unknown>();
  const texts: string[] = [];
  const visit = (item: unknown): void => {
    if (typeof item === "string") texts.push(item);
    if (typeof item !== "object" || item === null || seen.has(item)) return;
    seen.add(item);
    texts.push(inspect(item, { depth: Infinity, showHidden: true }), JSON.stringify(item) ?? "");
    if (item instanceof Headers) for (const [name, text] of item) texts.push(name, text);
    if (item instanceof Response) {
      texts.push(item.url, item.statusText);
      visit(item.headers);
    }
    if (item instanceof Error) texts.push(String(item), item.stack ?? "");
    for (const name of Object.getOwnPropertyNames(item)) {
      texts.push(name);
      visit((item as Record<string, unknown>)[name]);
    }
  };
  visit(value);
  expect(texts.length).toBeGreaterThan(0);
  for (const form of [...forms, pair]) for (const text of texts) expect(text).not.toContain(form);
}

/** Repeats everything that it was told, in body, headers and reason phrase. */
const echo =
  (status: number): Respond =>
  ({ headers, url }, response) => {
    const told = { url, authorization: headers.authorization, key, [key]: [{ deep: `x${key}x` }], bytes };
    response.statusMessage = `sorry ${key}`;
    json(response, { data: [told], told, cursor_next: null }, status, {
      "x-echo": `${key} ${headers.authorization}`,
      link: `<${url}>; rel="self"`,
    });
  };

const clients: [string, (options: ClientOptions) => Client][] = [
  ["basic", (options) => createClient({ apiKey: key, ...options })],
  ["bearer", (options) => createClient({ accessToken: key, ...options })],
  ["bearer by function", (options) => createClient({ accessToken: async () => key, ...options })],
  ["query", (options) => createQueryClient({ apiKey: key, ...options })],
];

test.each(clients)("%s: an echoing server, in failure and in success", async (_, create) => {
  for (const status of [200, 400, 404, 503]) {
    const { url } = await serve(echo(status));
    const client = create({ baseUrl: url, maxRetries: 0 });
    const pages = eventsList(client);
    expectClean([client, pages]);
    if (status === 200) {
      // The body is the caller's data; all around it is ours.
      const { body: _body, data: _data, ...rest } = await pages;
      expectClean(rest);
      expectClean([client, pages]);
      continue;
    }
    const outcome = await failure(pages);
    expectClean(outcome);
    expect(JSON.stringify(outcome)).toContain("***");
    expectClean(await call(client, operation(), {}).catch((error: unknown) => error));
  }
});

test.each(clients)(
  "%s: bodies that are no JSON, escaped JSON, redirects, cut connections, timeouts",
  async (name, create) => {
    const answers: Respond[] = [
      (seen, response) =>
        response
          .writeHead(200, { "content-type": "text/html" })
          .end(`<p>${key} ${seen.url} ${seen.headers.authorization}`),
      (seen, response) =>
        response
          .writeHead(500, { "content-type": "text/plain" })
          .end(`${key} ${seen.url} ${seen.headers.authorization}`),
      (_seen, response) => response.writeHead(200, { "content-type": "application/json" }).end(`{"a": "${key}`),
      (_seen, response) =>
        response
          .writeHead(400, { "content-type": "application/json" })
          .end(`{"a":"${key.replaceAll("/", "\\/")}","b":"${key.replace("k", "\\u006b")}"}`),
      (_seen, response) =>
        response.writeHead(400, { "content-type": "application/json" }).end(`{"a":"${key.replaceAll("/", "\\/")}`),
      (_seen, response) =>
        response.writeHead(302, { location: `http://other.test/?api_key=${encodeURIComponent(key)}` }).end(),
      (_seen, response) => response.writeHead(302, { location: `http://${key}:${key}@other.test/` }).end(),
      (_seen, response) => void response.destroy(),
      () => {},
    ];
    for (const answer of answers) {
      const { url, seen } = await serve(answer);
      const error = await failure(eventsList(create({ baseUrl: url, maxRetries: 0, timeoutMs: 1000 })));
      expectClean(error);
      expect(error).toHaveProperty("url", `${url}/event/${name === "query" ? "?api_key=***" : ""}`);
      expect(seen).toHaveLength(1);
    }
  },
);

test.each(clients)("%s: what fetch itself complains about", async (_, create) => {
  const fetch = (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const headers = JSON.stringify([...new Headers(init?.headers)]);
    const cause = Object.assign(new Error(`${String(url)} ${headers}`), { code: "ECONNRESET", init, url });
    return Promise.reject(Object.assign(new TypeError(`failed ${String(url)}`, { cause }), { init, url }));
  };
  const error = await failure(eventsList(create({ baseUrl: "http://x.test", maxRetries: 0, fetch })));
  expectClean(error);
  expect(error).toMatchObject({ name: "ConnectionError", cause: { name: "Error", code: "ECONNRESET" } });
});

test.each(clients.slice(0, 2))("%s: refused calls and the caller's own mistakes", async (_, create) => {
  const client = create({ baseUrl: "http://x.test" });
  expectClean(await failure(eventsList(client, { _limit: key as unknown as number })));
  expectClean(await failure(eventsList(client, { [key]: 1 } as object)));
  expectClean(await failure(eventsList(client, {}, { headers: { "x-key": `${key}\n` } })));
});

test("a key in a path, in a parameter and in own headers is hidden as well", async () => {
  const { url } = await serve(echo(404));
  const client = createClient({ apiKey: key, baseUrl: url });
  const get = operation({ path: "/users/{id}", parameters: { id: { in: "path" }, q: { in: "query" } } });
  const error = await failure(
    call(client, get, { id: key, q: key }, { headers: { authorization: `Bearer other-${key}-token` } }),
  );
  expectClean(error);
  expect(error).toHaveProperty("url", `${url}/users/***?q=***`);
});

test("a next URL with the key in it is followed with the key, and shown without it", async () => {
  interface Body {
    readonly items: number[];
    readonly next: string | null;
  }
  const { url, seen } = await serve(({ url: asked, query, headers }, response) => {
    const page = Number(query.get("page") ?? 1);
    const next = new URL(asked, `http://${headers.host}`);
    next.searchParams.set("page", String(page + 1));
    json(response, { items: [page], next: page < 3 ? next.href : null });
  });
  const numbers: ListOperation<object, number, Body, Page<number, Body>> = {
    ...operation<object, Body>({ path: "/numbers" }),
    pagination: { walk: byUrl, next: (body) => body.next, itemsField: "items", items: (body) => body.items },
  };
  for (const secret of [key, "k1"]) {
    const before = seen.length;
    const pages: Page<number, Body>[] = [];
    for await (const page of list(createQueryClient({ apiKey: secret, baseUrl: url }), numbers, {}).pages())
      pages.push(page);
    expect(pages.flatMap((page) => page.data)).toEqual([1, 2, 3]);
    if (secret === key) expectClean(pages);
    expect(pages[0]!.nextCursor).toBe(`${url}/numbers?api_key=***&page=2`);
    const sent = seen.slice(before).map((request) => request.url);
    expect(sent[1]).toBe(`/numbers?page=2&api_key=${encodeURIComponent(secret)}`);
  }
});

test("short secrets do not damage innocent data", async () => {
  const { url } = await serve((_, response) => json(response, { data: [{ id: "a key is a key" }] }));
  const page = await eventsList(createClient({ apiKey: "key", baseUrl: url }));
  expect(page.data[0]!.id).toBe("a key is a key");
  const failing = await serve((_, response) => json(response, { error: "a key is a key" }, 400));
  const error = await failure(eventsList(createClient({ apiKey: "key", baseUrl: failing.url })));
  expect(error).toMatchObject({ body: { error: "a key is a key" } });
});

test("a secret among the params is hidden in what its own call says, and in nothing else", async () => {
  const { url } = await serve((seen, response) => json(response, { said: `production ${seen.url}` }, 400));
  const client = createClient({ apiKey: key, baseUrl: url });
  const get = operation({ path: "/tokens", parameters: { client_secret: { in: "query" } } });
  const own = await failure(call(client, get, { client_secret: "production" }));
  expect(own).toMatchObject({ body: { said: "*** /tokens?client_secret=***" } });
  expect(own).toHaveProperty("url", `${url}/tokens?client_secret=***`);
  expect(await failure(call(client, get, {}))).toMatchObject({ body: { said: "production /tokens" } });
  expect(client.redact("production")).toBe("production");
});

test("a walk hides what its params and its headers brought, and so does what it leads to", async () => {
  const { url } = await serve((seen, response) => {
    const next = `${seen.url.split("&page")[0]}&page=${seen.query.get("page") ? "1" : "2"}`;
    json(response, {
      items: [1],
      next: seen.query.get("page") ? "https://elsewhere.test/hush-hush/open sesame" : next,
    });
  });
  interface Body {
    readonly items: number[];
    readonly next: string;
  }
  const numbers: ListOperation<object, number, Body, Page<number, Body>> = {
    ...operation<object, Body>({ parameters: { password: { in: "query" } } }),
    pagination: { walk: byUrl, next: (body) => body.next, itemsField: "items", items: (body) => body.items },
  };
  const pages: Page<number>[] = [];
  const walked = list(
    createClient({ apiKey: key, baseUrl: url }),
    numbers,
    { password: "open sesame" },
    {
      headers: { "x-session": "hush-hush" },
    },
  );
  const error = await failure(
    (async () => {
      for await (const page of walked.pages()) pages.push(page);
    })(),
  );
  expect(pages[0]!.nextCursor).toMatch(/\?password=\*\*\*&page=2$/);
  expect(error).toMatchObject({ name: "PaginationError", cursor: expect.stringContaining("password=***") as unknown });
  expect(error).toHaveProperty("message", expect.stringContaining("elsewhere.test/***/***,"));
});

test("a thousand calls at once with secrets of their own do not make the client forget its key", async () => {
  const client = createClient({
    apiKey: key,
    baseUrl: "http://x.test",
    headers: { "x-auth": "always-sent" },
    fetch: async (_, init) => {
      const headers = new Headers(init?.headers);
      const said = [key, headers.get("authorization"), headers.get("x-session"), "always-sent"];
      return Response.json({ said }, { status: 400 });
    },
  });
  const calls = Array.from({ length: 1000 }, (_, index) =>
    failure(eventsList(client, {}, { headers: { "x-session": `session-${index}` }, idempotencyKey: true })),
  );
  for (const error of await Promise.all(calls))
    expect(error).toMatchObject({ body: { said: ["***", "Basic ***", "***", "***"] } });
  expect(client.redact("always-sent session-999")).toBe("*** session-999");
});

test("of many secrets the latest are hidden, and one that is sent again is among them", () => {
  const { add, safe } = redactor();
  const names = Array.from({ length: 256 }, (_, index) => `secret-of-${index}`);
  names.forEach(add);
  expect(safe(names.join())).toBe(names.map(() => "***").join());
  add("secret-of-0");
  add("secret-of-256");
  expect(safe("secret-of-0, secret-of-1, secret-of-2, secret-of-256, c2VjcmV0LW9mLTA")).toBe(
    "***, secret-of-1, ***, ***, ***",
  );
});

test.each(
  [
    "api_key apiKey private_key secretKey client_secret password user_passwd passphrase",
    "access_token authToken bearer_token id_token private_token refresh_token sessionToken",
  ].flatMap((names) => names.split(" ")),
)("a parameter called %s is a secret, in the query and in the body", async (name) => {
  const echo = await serve(({ url, body }, response) => json(response, { said: `${url} ${body}` }, 400));
  const client = createClient({ apiKey: key, baseUrl: echo.url });
  const get = operation({ parameters: { [name]: { in: "query" } } });
  expect(String(await failure(call(client, get, { [name]: "hush-hush" })))).not.toContain("hush");
  const post = operation({ method: "POST", body: { mediaType: "application/json", write: jsonBody } });
  expect(String(await failure(call(client, post, { body: { [name]: "hush-hush" } })))).not.toContain("hush");
});

test.each(["page_token", "next_token", "token", "sort_key", "key"])("a parameter called %s is none", async (name) => {
  const echo = await serve(({ url }, response) => json(response, { said: url }, 400));
  const get = operation({ parameters: { [name]: { in: "query" } } });
  const error = await failure(call(createClient({ apiKey: key, baseUrl: echo.url }), get, { [name]: "shown-here" }));
  expect(error).toHaveProperty("url", `${echo.url}/thing?${name}=shown-here`);
});
