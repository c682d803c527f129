/** One secret in each place where one can be, and a server that repeats it in every spelling: it is in nothing that comes out. */
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { type Scheme, apiKey, authenticator, authorization, basic, bearer } from "../../templates/runtime/auth.js";
import { jsonBody } from "../../templates/runtime/body.js";
import { call } from "../../templates/runtime/call.js";
import { Client, type ClientOptions } from "../../templates/runtime/client.js";
import { byCursor } from "../../templates/runtime/cursor.js";
import { ApiError, PaginationError, SdkError } from "../../templates/runtime/errors.js";
import { byLink } from "../../templates/runtime/link.js";
import { byUrl } from "../../templates/runtime/next-url.js";
import { clientCredentials } from "../../templates/runtime/oauth2.js";
import type { ListOperation, Page, Params, RequestOptions } from "../../templates/runtime/operation.js";
import { type PagedList, list } from "../../templates/runtime/pagination.js";
import { walk } from "../../templates/runtime/walk.js";
import { leaks } from "../packages/spelling.js";
import { inQuery } from "../../templates/runtime/query-key.js";
import { failure, operation } from "./close.js";

/** Every character in it is spelled in its own way by somebody. */
const canary = "cnry_Zq7/9x+LmN0p=~*Wb'&%(4t!kQ";

const percent = encodeURIComponent;
const code = (text: string, digits: number): string[] =>
  [...text].map((char) => char.charCodeAt(0).toString(16).padStart(digits, "0"));
const base64 = (text: string): string => Buffer.from(text).toString("base64");

const spellings: Record<string, string> = {
  raw: canary,
  percent: percent(canary),
  "percent in lower case": percent(canary).replaceAll(/%../g, (one) => one.toLowerCase()),
  "percent everywhere": `%${code(canary, 2).join("%")}`,
  "percent twice": percent(percent(canary)),
  "percent three times": percent(percent(percent(canary))),
  form: new URLSearchParams({ "": canary }).toString().slice(1),
  base64: base64(canary),
  base64url: Buffer.from(canary).toString("base64url"),
  "base64 in percent": percent(base64(canary)),
  "in upper case": canary.toUpperCase(),
  "escaped slashes": canary.replaceAll("/", "\\/"),
  "JSON's escapes": `\\u${code(canary, 4).join("\\u")}`,
  "JSON's escapes in upper case": `\\u${code(canary, 4).join("\\u").toUpperCase().replaceAll("\\U", "\\u")}`,
  "JSON in JSON": JSON.stringify(JSON.stringify(`"${canary}/"`)),
  "C's escapes": `\\x${code(canary, 2).join("\\x")}`,
  HTML: canary.replaceAll("&", "&amp;").replaceAll("'", "&#39;").replaceAll("+", "&#43;"),
  "HTML in hex": canary.replaceAll(/[&'/=+]/g, (char) => `&#x${code(char, 2)[0]!.toUpperCase()};`),
  "HTML twice": canary.replaceAll("&", "&amp;amp;").replaceAll("'", "&amp;#39;"),
};

type Fetch = typeof globalThis.fetch;
interface Place {
  readonly schemes?: Record<string, Scheme>;
  readonly options?: Record<string, unknown>;
  readonly params?: Params;
  readonly request?: RequestOptions;
}

const value = { option: "secret" };
const own = (headers: Record<string, string>): Place => ({ options: { headers } });
const oauth = (send: Scheme["send"]): Record<string, Scheme> => ({
  oauth: {
    send,
    token: { option: "token" },
    clientId: { option: "id" },
    clientSecret: value,
    tokenUrl: { option: "url", fallback: "/token" },
  },
});
const given = { secret: canary };

const places: Record<string, Place> = {
  "a key in a header": { schemes: { key: { send: apiKey, in: "header", name: "X-Thing", value } }, options: given },
  "a key in the query": { schemes: { key: { send: apiKey, in: inQuery, name: "q k", value } }, options: given },
  "a key in a cookie": { schemes: { key: { send: apiKey, in: "cookie", name: "sid", value } }, options: given },
  "a key by a function": {
    schemes: { key: { send: apiKey, in: "cookie", name: "sid", value } },
    options: { secret: () => canary },
  },
  "a user name": { schemes: { basic: { send: basic, username: value, password: "" } }, options: given },
  "a password": {
    schemes: { basic: { send: basic, username: { option: "name" }, password: value } },
    options: { name: "me", ...given },
  },
  "a bearer token": { schemes: { bearer: { send: bearer, token: value } }, options: given },
  "another scheme": { schemes: { other: { send: authorization, scheme: "Token", value } }, options: given },
  "a client secret": { schemes: oauth(clientCredentials()), options: { id: "me", ...given } },
  "a client secret in the body": {
    schemes: oauth(clientCredentials("client_secret_post")),
    options: { id: "me", ...given },
  },
  "a token that was fetched": { schemes: oauth(clientCredentials()), options: { id: "me", secret: "of-the-client" } },
  "an Authorization of the caller's": own({ Authorization: `Bearer ${canary}` }),
  "one without scheme": own({ authorization: canary }),
  "a key of the caller's": own({ "X-Api-Key": canary }),
  "a session of the caller's": own({ "X-Session-Id": canary }),
  "a password of the caller's": own({ "X-Password": canary }),
  "a signature of the caller's": own({ "X-Signature": canary }),
  "a cookie of the caller's": own({ Cookie: `theme=dark; session=${canary}; b=1` }),
  "a header of one call": { request: { headers: { "X-Auth-Token": canary } } },
  "a header as a parameter": { params: { key: canary } },
  "a cookie as a parameter": { params: { crumb: canary } },
  "a query parameter": { params: { access_token: canary } },
  "a path parameter": { params: { apiKey: canary } },
  "a field of the body": { params: { body: { user: "me", password: canary } } },
};

interface Body {
  readonly items: number[];
  readonly next?: string;
}

/** A list of a client that has the secret in this place. */
function open({ schemes, options, params = {}, request }: Place, answer: Fetch): [PagedList<number>, Client] {
  const fetch: Fetch = async (url, init) => {
    const isToken = String(url).endsWith("/token") && options?.["secret"] === "of-the-client";
    return isToken ? Response.json({ access_token: canary }) : answer(url, init);
  };
  const all = { baseUrl: "http://api.test/v1", maxRetries: 0, fetch, ...options } as ClientOptions;
  const security = schemes && authenticator({ security: [Object.keys(schemes)], schemes });
  const client = new Client(all, { name: "Test", ...(security && { security }) });
  const { apiKey: inPath } = params;
  const things: ListOperation<object, number, Body, Page<number, Body>> = {
    ...operation<object, Body>({
      path: inPath ? "/bot{apiKey}/things" : "/things",
      parameters: {
        key: { in: "header", name: "X-Api-Key" },
        crumb: { in: "cookie" },
        access_token: { in: "query" },
        after: { in: "query" },
        ...(inPath ? { apiKey: { in: "path" as const } } : {}),
      },
      ...("body" in params && { method: "POST", body: { mediaType: "application/json", write: jsonBody } }),
    }),
    pagination: {
      walk: byCursor,
      cursor: "after",
      next: (body) => body.next,
      itemsField: "items",
      items: (body) => body.items,
    },
  };
  return [list(client, things, params, request), client];
}

/** Everything that the server was told. */
const toldOf = (...[url, init]: Parameters<Fetch>): string =>
  JSON.stringify([String(url), [...new Headers(init?.headers)], String(init?.body)]);
const header = (text: string): string => text.replaceAll(/[^ -~]/g, "?");

/** What a server may do that says all it knows. */
function answers(): Record<string, Fetch> {
  const every = Object.values(spellings);
  const text = every.join(" | ");
  let pages = 0;
  return {
    JSON: async () => Response.json({ every, [canary]: { deep: every } }, { status: 400 }),
    "all that it was told": async (...asked) => Response.json({ told: toldOf(...asked) }, { status: 401 }),
    "text, with all that it was told": async (...asked) => new Response(text + toldOf(...asked), { status: 422 }),
    "what is no JSON": async () =>
      new Response(text, { status: 403, headers: { "content-type": "application/json", "x-told": header(text) } }),
    "HTML for a success": async () => new Response(text, { headers: { "content-type": "text/html" } }),
    "a long wait": async () =>
      new Response(null, { status: 429, statusText: header(text), headers: { "retry-after": "999", "x-told": text } }),
    "a redirect": async (url) => {
      const location = `http://other.test/${spellings["percent"]}?to=${percent(String(url))}&all=${percent(text)}`;
      return new Response(null, { status: 302, headers: { location } });
    },
    "no answer": async (...asked) => {
      throw Object.assign(new TypeError(`${text} ${toldOf(...asked)}`), { cause: new Error(text), told: every });
    },
    "no items": async () => Response.json({ [canary]: every, items: text }),
    "a cursor that is none": async () => Response.json({ items: [], next: every }),
    "a cursor that leads back": async () => Response.json({ items: [1], next: text }),
    "a cursor that leads to an error": async () =>
      pages++ % 2 ? Response.json({ every }, { status: 400 }) : Response.json({ items: [1], next: text }),
    "a page": async () =>
      new Response('{"items":[1]}', { statusText: header(text), headers: { "x-told": text, link: `<?x=${text}>` } }),
  };
}

/** Every text that can be got out of something. */
function textsOf(thing: unknown): string {
  const error = thing instanceof Error ? thing : undefined;
  // What crosses to another thread, and what a process prints that nobody cares for.
  const copy =
    error && structuredClone(Object.assign(new Error(error.message), { stack: error.stack, cause: error.cause }));
  const told = [thing, copy].map((one) => inspect(one, { depth: 9, showHidden: true, maxStringLength: Infinity }));
  const { response, headers = response?.headers } = (thing ?? {}) as { response?: Response; headers?: Headers };
  return [
    ...told,
    String(error),
    error?.stack,
    JSON.stringify(thing),
    response?.url,
    response?.statusText,
    JSON.stringify([...(headers ?? [])]),
  ].join("\n");
}

test.each(Object.entries(places))("%s", async (where, place) => {
  for (const [how, answer] of Object.entries(answers())) {
    const lines: unknown[] = [];
    const [things, client] = open(
      {
        ...place,
        options: {
          ...place.options,
          middleware: (request: { safeUrl: string }, next: (request: unknown) => unknown) => {
            lines.push(request.safeUrl);
            return next(request);
          },
        },
      },
      answer,
    );
    const outcome: unknown = await things.toArray().catch((error: unknown) => error);
    // The body and the items are the caller's data; all around them is ours.
    const isPage = how === "a page" && !(outcome instanceof Error);
    const { body: _body, data: _data, ...page } = isPage ? await things : { body: 0, data: 0 };
    if (!isPage) expect(outcome, how).toBeInstanceOf(SdkError);
    const texts = [outcome, page, lines, client, things].map(textsOf).join("\n");
    // A cookie of the params is known as it is sent; nobody writes its text in base64.
    const counts = (name: string): boolean => where !== "a cookie as a parameter" || !/base64|Basic/.test(name);
    const found = Object.entries(spellings).flatMap(([name, text]) =>
      texts.includes(text.replace(/=+$/, "")) ? name : [],
    );
    found.push(...leaks([(outcome as Error).message, lines], canary));
    expect([how, ...found.filter(counts)]).toEqual([how]);
  }
});

test.each<[string, Response]>([
  [
    "a form",
    new Response(`access_token=${canary}`, { headers: { "content-type": "application/x-www-form-urlencoded" } }),
  ],
  [
    "JSON that calls itself HTML",
    new Response(`{"access_token":"${canary}"}`, { headers: { "content-type": "text/html" } }),
  ],
  [
    "JSON that is cut",
    new Response(`{"access_token":"${canary}"`, { headers: { "content-type": "application/json" } }),
  ],
  ["another name", Response.json({ accessToken: canary })],
  ["a token that is none", Response.json({ access_token: `${canary}\n` })],
  ["a refresh token alone", Response.json({ refresh_token: canary })],
])("a token that comes as %s: the error does not show it", async (_, answer) => {
  const fetch: Fetch = async () => answer.clone();
  const options = { baseUrl: "http://api.test", maxRetries: 0, fetch, id: "me", secret: "of-the-client" };
  const security = authenticator({ security: [["oauth"]], schemes: oauth(clientCredentials()) });
  const client = new Client(options as ClientOptions, { name: "Test", security });
  const error = await failure(call(client, operation(), {}));
  expect(error).toBeInstanceOf(ApiError);
  expect((error as Error).message).toBe("200 from POST http://api.test/token has no usable `access_token`");
  expect(textsOf(error)).not.toContain("cnry_");
  expect(error).toMatchObject({ status: 200, body: undefined, method: "POST", documented: false });
});

test("more calls at once than anybody has tokens for: none shows in the error of another", async () => {
  let count = 0;
  const answer: Fetch = async (...asked) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return Response.json({ told: toldOf(...asked) }, { status: 400 });
  };
  const scheme = { key: { send: bearer, token: value } };
  const [things] = open(
    { schemes: scheme, options: { secret: () => `${canary}${String(count++).padStart(3, "0")}` } },
    answer,
  );
  const errors = await Promise.all(Array.from({ length: 200 }, () => failure(things)));
  expect(errors.filter((error) => textsOf(error).includes("cnry_"))).toEqual([]);
});

test("links with a masked word in them are followed as they are, and shown without it", async () => {
  for (const style of [byUrl, byLink]) {
    const asked: string[] = [];
    const fetch: Fetch = async (url) => {
      asked.push(String(url));
      const page = asked.length;
      const next = `http://api.test/${canary.slice(0, 8)}/things?visibility=${canary.slice(0, 8)}&page=${page + 1}`;
      const headers = page < 3 ? { link: `<${next}>; rel="next"` } : undefined;
      return Response.json({ items: [page], ...(page < 3 && { next }) }, headers && { headers });
    };
    const options = {
      baseUrl: `http://api.test/${canary.slice(0, 8)}`,
      fetch,
      headers: { "x-key": canary.slice(0, 8) },
    };
    const client = new Client(options, { name: "Test" });
    const things: ListOperation<object, number, Body, Page<number, Body>> = {
      ...operation<object, Body>({ path: "/things" }),
      pagination: { walk: style, next: (body) => body.next, itemsField: "items", items: (body) => body.items },
    };
    const cursors: (string | null)[] = [];
    const walked = walk(list(client, things, {}));
    for await (const { nextCursor } of walked.pages()) cursors.push(nextCursor);
    expect(asked[2]).toBe(`http://api.test/${canary.slice(0, 8)}/things?visibility=${canary.slice(0, 8)}&page=3`);
    expect(cursors).toEqual(
      [2, 3, null].map((page) => page && `http://api.test/***/things?visibility=***&page=${page}`),
    );
    expect(JSON.stringify(walked.checkpoint())).not.toContain("cnry_");
  }
});

test("a paging error and a checkpoint of a walk are told without it", async () => {
  const answer: Fetch = async () => Response.json({ items: [1], next: `after ${canary}` });
  const [things] = open(places["a bearer token"]!, answer);
  const error = await failure(
    (async () => {
      for await (const _ of walk(things, { maxPages: 1 }).pages());
    })(),
  );
  expect(error).toBeInstanceOf(PaginationError);
  expect(error).toMatchObject({ cursor: "after ***" });
  expect(textsOf(error)).not.toContain("cnry_");
});
