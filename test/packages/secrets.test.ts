/** No credential is in any error, page, list, client or line of output, however it was spelled and whoever said it. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Close } from "@specmend/close";
import type { Fault } from "../providers/index.js";
import { collect, failure, settle, startClose, targets, type Target } from "./kit.js";
import { everyText, leaks, quotations, spellings } from "./spelling.js";

/** With characters that every encoding spells in its own way. */
const canary = "cnry_Zq7/9x+LmN0p=~*Wb'&%(4t!kQ";
const all = Object.entries(targets);

const output: unknown[] = [];
beforeEach(() => {
  output.length = 0;
  for (const way of ["debug", "error", "info", "log", "trace", "warn"] as const) {
    vi.spyOn(console, way).mockImplementation((...texts) => void output.push(...texts));
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  expect(output).toEqual([]);
});

test("the search finds what it is meant to find", () => {
  for (const [name, text] of [...spellings(canary), ...quotations(canary)]) {
    const error = new Error("outer", {
      cause: Object.assign(new Error("inner"), { deep: { headers: new Headers({ "x-y": text }) } }),
    });
    expect(leaks(error, canary)).toContain(name);
    expect(leaks({ [text]: 1 }, canary)).toContain(name);
    expect(leaks(Object.defineProperty({}, "hidden", { value: text, enumerable: false }), canary)).toContain(name);
    expect(leaks(Object.defineProperty(new Response(null), "url", { value: `http://x/?k=${text}` }), canary)).toContain(
      name,
    );
  }
  expect(leaks(new Error("nothing"), canary)).toEqual([]);
});

/** What a server that says everything it knows may say. */
const waysOf = (name: string): (readonly [how: string, text: string])[] =>
  [...spellings(canary)].filter(([how]) => how !== "Basic" || name === "close");
const toldBy = (name: string): string[] => waysOf(name).map(([, text]) => text);

function faultsOf(name: string): Record<string, Fault> {
  const told = toldBy(name);
  const chatty = (status: number, more: object = {}): Fault => {
    const body = { errors: told, [canary]: { deep: told } };
    return { kind: "status", status, body, headers: { "x-told": told.join(" ") }, ...more };
  };
  const escaped = JSON.stringify({ told: canary }).replaceAll(
    /[a-z]/g,
    (one) => `\\u00${one.charCodeAt(0).toString(16)}`,
  );
  const slashed = JSON.stringify({ told }).replaceAll("/", "\\/");
  const quoting = `http://127.0.0.1:1/login?next=${encodeURIComponent(`/v1/events.json?api_key=${encodeURIComponent(canary)}`)}`;
  return {
    "echo of all credentials": { kind: "echo-credentials" },
    "echo in a 401": { kind: "echo-credentials", status: 401 },
    "echo in a 500 that stays": { kind: "echo-credentials", status: 500 },
    ...Object.fromEntries(
      waysOf(name).map(([how, text]) => [how, chatty(400, { body: { text }, headers: { "x-told": text } })]),
    ),
    "all spellings in JSON": chatty(400),
    "all spellings in a text": chatty(422, { body: told.join("\n"), contentType: "text/plain" }),
    "all spellings in HTML with status 200": chatty(200, {
      body: `<p>${told.join("</p><p>")}`,
      contentType: "text/html",
    }),
    "all spellings in broken JSON": chatty(200, { body: `{"told":"${told.join(" ")}` }),
    "JSON that hides it in escapes": chatty(400, { body: escaped, headers: {} }),
    "JSON with escaped slashes, as PHP has it": chatty(400, { body: slashed, headers: {} }),
    "JSON with escaped slashes that calls itself HTML": chatty(500, {
      body: slashed,
      headers: {},
      contentType: "text/html",
    }),
    "a 429 that asks for a long wait": chatty(429, { headers: { "retry-after": "3600", "x-told": canary } }),
    "a redirect to another origin": chatty(302, {
      headers: { location: `http://127.0.0.1:1/?told=${encodeURIComponent(canary)}` },
    }),
    ...(name === "thisdata" && {
      "a redirect to a log-in that quotes the URL": chatty(302, { body: "", headers: { location: quoting } }),
    }),
    "a redirect to nowhere": chatty(307, { headers: { location: `http://[${canary}` } }),
    "cut before headers": { kind: "cut-before-headers" },
    "reset before headers": { kind: "cut-before-headers", reset: true },
    "cut in the body": { kind: "cut-in-body" },
    "cut in a chunked body": { kind: "cut-in-body", framing: "chunked", reset: true },
    "no headers in time": { kind: "slow-headers", milliseconds: Infinity },
    "no body in time": { kind: "slow-body", milliseconds: Infinity },
    "a page for people": { kind: "html" },
    "broken JSON": { kind: "broken-json" },
    "an empty body": { kind: "empty-body" },
    "no items": { kind: "missing-items" },
    "no items but the secret": { kind: "edit", change: () => ({ [canary]: canary }) },
    "a secret in place of the items": { kind: "edit", change: () => ({ data: canary, results: canary, total: 3 }) },
  };
}

describe.each(all)("%s", (name, make) => {
  const start = async (): Promise<Target> => {
    const target = await make(canary);
    expect(target.secret).toBe(canary);
    return target;
  };
  const quick = { timeoutMs: 300, maxRetries: 1, maxRetryDelayMs: 1 };

  test.each(Object.entries(faultsOf(name)))("%s", async (_fault, fault) => {
    const target = await start();
    target.server.faults.always(fault);
    const error = await failure(
      target.list({ [target.size]: 5 }, fault.kind.startsWith("slow") ? { ...quick, timeoutMs: 60 } : quick),
    );
    expect(error).toBeInstanceOf(target.package.SdkError);
    expect(leaks(error, canary)).toEqual([]);
    expect(target.server.requests.length).toBeGreaterThan(0);
  });

  test("a middleware and a fetch that fail with the request in their mouth", async () => {
    const target = await start();
    const fetch = async (input: unknown, init?: RequestInit): Promise<Response> => {
      const headers = Object.fromEntries(new Headers(init?.headers));
      throw Object.assign(new TypeError(`cannot fetch ${String(input)}`), {
        request: { input, headers },
        cause: new Error(JSON.stringify(headers)),
      });
    };
    const error = await failure(target.list({}, quick, { fetch: fetch as typeof globalThis.fetch }));
    expect(error).toBeInstanceOf(target.package.ConnectionError);
    expect(leaks(error, canary)).toEqual([]);
  });

  test("refused before it was sent: the secret as a parameter, a header, an option", async () => {
    const target = await start();
    const errors = [
      await failure(target.list({ [target.size]: canary })),
      await failure(target.list({ [canary]: 1 })),
      await failure(target.list({ [target.place]: { canary } })),
      await failure(target.list({}, { headers: { "x-key": `${canary}\n` } })),
      await failure(target.list({}, { headers: { [`x ${canary}`]: "1" } })),
    ];
    for (const error of errors) expect(leaks(error, canary)).toEqual([]);
    expect(target.server.requests).toEqual([]);
  });

  test.each(["\n", " ", "\u0000", "ключ"])(
    "a credential that cannot be sent is not shown: it ends in %j",
    async (end) => {
      const target = await start();
      const option = name === "opal" ? "token" : "apiKey";
      for (const value of [canary + end, () => canary + end]) {
        const make = async (): Promise<unknown> => target.list({}, {}, { [option]: value });
        const error = await failure(make());
        expect(error).toBeInstanceOf(target.package.SdkError);
        expect(leaks(error, canary)).toEqual([]);
      }
      expect(target.server.requests).toEqual([]);
    },
  );

  test("wrong credentials, nobody listening, a base URL that holds the secret", async () => {
    const target = await start();
    const option = name === "opal" ? "token" : "apiKey";
    const wrong = `${canary}-wrong`;
    const refused = await failure(target.list({}, {}, { [option]: wrong }));
    expect(refused).toMatchObject({ status: 401 });
    expect([leaks(refused, wrong), leaks(refused, canary)]).toEqual([[], []]);
    const base = async (): Promise<unknown> =>
      target.list({}, {}, { baseUrl: `https://user:${encodeURIComponent(canary)}@example.test` });
    expect(leaks(await failure(base()), canary)).toEqual([]);
    await target.close();
    expect(leaks(await failure(target.list()), canary)).toEqual([]);
  });

  test("the client, its lists, their iterators and pages", async () => {
    const target = await start();
    const client = target.client();
    const list = target.list({ [target.size]: 5 });
    const pages = list.pages();
    const { value: page } = await pages.next();
    const both = { client, list, pages, page, standalone: target.standalone() };
    for (const [what, value] of Object.entries(both)) expect([what, leaks(value, canary)]).toEqual([what, []]);
    expect(page?.response.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w./]+\?/);
    expect(page?.response.url).toContain(`${target.size}=5`);
    if (name === "thisdata") expect(page?.response.url).toContain("api_key=***");
  });

  test("a page whose server repeats the credentials: its URL and headers hide them, its body is the caller's data", async () => {
    const target = await start();
    const told = { "x-told": toldBy(name).join(" "), "set-cookie": `key=${encodeURIComponent(canary)}` };
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const response = await globalThis.fetch(input, init);
      const headers = new Headers([...response.headers, ...Object.entries(told)]);
      return new Response(response.body, { status: 200, statusText: `OK ${encodeURIComponent(canary)}`, headers });
    };
    target.server.faults.next({ kind: "edit", change: (body) => ({ ...(body as object), yours: canary }) });
    const page = await target.list({}, {}, { fetch });
    expect(page.response.headers.get("x-told")).toContain("***");
    expect(leaks(page.response, canary)).toEqual([]);
    expect(page.body).toHaveProperty("yours", canary);
    expect(page.data).toEqual(target.expected().slice(0, page.data.length));
  });

  test("an abort and a paging error in the middle of a walk", async () => {
    const target = await start();
    target.server.faults.at(1, { kind: "missing-items" });
    expect(leaks(await failure(collect(target.list({ [target.size]: 5 }))), canary)).toEqual([]);
    const controller = new AbortController();
    target.server.faults.always({ kind: "slow-headers", milliseconds: Infinity });
    const aborted = failure(target.list({}, { signal: controller.signal }));
    await settle();
    controller.abort();
    expect(leaks(await aborted, canary)).toEqual([]);
  });

  test("a log that is written with the safe URL", async () => {
    const target = await start();
    const lines: string[] = [];
    await target.list(
      { [target.size]: 5 },
      {},
      {
        middleware: async (request, next) => {
          lines.push(`${request.operation} ${String(request.attempt)} ${request.method} ${request.safeUrl}`);
          return next(request);
        },
      },
    );
    expect(lines[0]).toMatch(/^events\.list 1 GET http:\/\/127\.0\.0\.1:/);
    expect(leaks(lines, canary)).toEqual([]);
  });
});

test("credentials never go to another origin", async () => {
  for (const [, make] of all) {
    const [target, other] = [await make(canary), await startClose()];
    for (const status of [301, 302, 303, 307, 308]) {
      target.server.faults.next({ kind: "status", status, headers: { location: `${other.origin}/v1/events?x=1` } });
      const error = await failure(target.list());
      expect(error).toMatchObject({ name: "ApiError", status });
      expect(String(error)).toContain(`${other.origin} gets no credentials`);
    }
    expect(other.requests).toEqual([]);
  }
});

test("a redirect within the origin is followed, with them", async () => {
  for (const [, make] of all) {
    const target = await make(canary);
    target.server.faults.next({ kind: "status", status: 302, headers: { location: target.server.baseUrl } });
    await failure(target.list({ [target.size]: 5 }, { maxRetries: 0 }));
    target.server.reset();
    const path = new URL((await target.list()).response.url).pathname;
    target.server.reset();
    target.server.faults.next({ kind: "status", status: 307, headers: { location: `${path}?${target.size}=7` } });
    const page = await target.list();
    expect(page.data).toHaveLength(7);
    expect(target.server.requests).toHaveLength(2);
    expect(leaks(page, canary)).toEqual([]);
  }
});

test("an OAuth token of Close is as secret as a key, also after it was renewed", async () => {
  const server = await startClose({ bearerToken: `${canary}-2` });
  let count = 0;
  const accessToken = (): string => `${canary}-${String((count += 1))}`;
  const close = new Close({ accessToken, baseUrl: server.baseUrl, maxRetries: 2, maxRetryDelayMs: 1 });
  server.faults.always({ kind: "echo-credentials", status: 500 });
  const error = await failure(close.events.list());
  expect(count).toBe(3);
  expect(error).toMatchObject({ status: 500, attempts: 3 });
  for (const secret of [canary, `${canary}-1`, `${canary}-2`, `${canary}-3`]) expect(leaks(error, secret)).toEqual([]);
  expect(leaks(close, canary)).toEqual([]);
  expect(everyText(error).join()).toContain("***");
});

test("a token of its own for each of many calls at once: none shows in the errors of any", async () => {
  const server = await startClose();
  const tokens: string[] = [];
  const accessToken = (): string =>
    tokens[tokens.push(`${canary}-${String(tokens.length).padStart(3, "0")}`) - 1] ?? "";
  const close = new Close({ accessToken, baseUrl: server.baseUrl, maxRetries: 0 });
  server.faults.always({ kind: "echo-credentials", status: 403 });
  const errors = await Promise.all(Array.from({ length: 60 }, () => failure(close.events.list())));
  expect(new Set(tokens).size).toBe(60);
  expect(errors.filter((error) => JSON.stringify(error).includes("cnry"))).toEqual([]);
});
