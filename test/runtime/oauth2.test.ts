/** OAuth 2.0 client credentials against real servers: one for tokens, one for the API. */
import { expect, test, vi } from "vitest";
import { authenticator } from "../../templates/runtime/auth.js";
import { call } from "../../templates/runtime/call.js";
import { Client, type ClientDefinition, type ClientOptions } from "../../templates/runtime/client.js";
import { ApiError, ConnectionError, SdkError, TimeoutError } from "../../templates/runtime/errors.js";
import { clientCredentials } from "../../templates/runtime/oauth2.js";
import type { Operation } from "../../templates/runtime/operation.js";
import { failure } from "./close.js";
import { json, serve, type Respond, type Server } from "./server.js";

type Options = ClientOptions & Record<string, unknown>;

const things = (rest: Partial<Operation<object, unknown>> = {}): Operation<object, unknown> => ({
  id: "things.list",
  method: "GET",
  path: "/things",
  parameters: {},
  ...rest,
});

const definition = (authentication?: "client_secret_post"): ClientDefinition => ({
  name: "Acme",
  security: authenticator({
    security: [["oauth"]],
    schemes: {
      oauth: {
        send: clientCredentials(authentication),
        token: { option: "accessToken" },
        clientId: { option: "clientId" },
        clientSecret: { option: "clientSecret" },
        tokenUrl: { option: "tokenUrl", fallback: "/token" },
      },
    },
  }),
});

const secret = "hunter2-hunter2";

interface Both extends Server {
  readonly client: (options?: Options, authentication?: "client_secret_post") => Client;
  readonly tokens: () => number;
}

/** `/token` gives `token-1`, `token-2` …, or what `grant` answers; `/things` takes what `accept` takes. */
const both = async (grant?: Respond, accept: (token: string) => boolean = () => true): Promise<Both> => {
  let count = 0;
  const server = await serve((seen, response) => {
    if (seen.path === "/token") {
      count++;
      if (grant) grant(seen, response, count);
      else json(response, { access_token: `token-${count}`, token_type: "bearer", expires_in: 3600 });
      return;
    }
    const isFine = accept((seen.headers.authorization ?? "").replace("Bearer ", ""));
    json(response, isFine ? { ok: true } : { error: "expired" }, isFine ? 200 : 401);
  });
  const client = (options: Options = {}, authentication?: "client_secret_post"): Client =>
    new Client(
      { baseUrl: server.url, clientId: "me", clientSecret: secret, ...options } as Options,
      definition(authentication),
    );
  return { ...server, client, tokens: () => count };
};

const authorizations = ({ seen }: Server): (string | undefined)[] =>
  seen.filter(({ path }) => path !== "/token").map(({ headers }) => headers.authorization);

test("a token is fetched once for all calls that come together, and kept", async () => {
  const server = await both();
  const client = server.client();
  await Promise.all(Array.from({ length: 20 }, () => call(client, things(), {})));
  await call(client, things(), {});
  expect(server.tokens()).toBe(1);
  expect(new Set(authorizations(server))).toEqual(new Set(["Bearer token-1"]));
  const [asked] = server.seen;
  expect(asked).toMatchObject({ method: "POST", body: "grant_type=client_credentials" });
  expect(asked?.headers).toMatchObject({
    authorization: `Basic ${Buffer.from(`me:${secret}`).toString("base64")}`,
    "content-type": "application/x-www-form-urlencoded",
  });
});

test("id and secret are form-encoded before they are joined; or sent in the body", async () => {
  const server = await both();
  await call(server.client({ clientId: "a:b", clientSecret: async () => "ü &%" }), things(), {});
  expect(Buffer.from((server.seen[0]?.headers.authorization ?? "").slice(6), "base64").toString()).toBe(
    "a%3Ab:%C3%BC+%26%25",
  );
  await call(server.client({}, "client_secret_post"), things(), {});
  const inBody = server.seen.findLast(({ path }) => path === "/token");
  expect(inBody?.headers.authorization).toBeUndefined();
  expect(inBody?.body).toBe(`grant_type=client_credentials&client_id=me&client_secret=${secret}`);
});

test("scopes are asked for, and a token that has more of them is used", async () => {
  const server = await both();
  const client = server.client();
  const scoped = (...scopes: string[]): Operation<object, unknown> => things({ security: [[["oauth", ...scopes]]] });
  await call(client, scoped("read", "write"), {});
  await call(client, scoped("read"), {});
  await call(client, things(), {});
  await call(client, scoped("admin"), {});
  const asked = server.seen
    .filter(({ path }) => path === "/token")
    .map(({ body }) => new URLSearchParams(body).get("scope"));
  expect(asked).toEqual(["read write", "admin"]);
});

test.each([
  [3600, 3500, 1],
  [3600, 3550, 2],
  ["3600", 3550, 2],
  [8, 5, 1],
  [8, 7, 2],
  [0, 0, 2],
  [undefined, 1e9, 1],
  ["soon", 1e9, 1],
])("expires_in %s: after %d s, the number of tokens is %d", async (lifetime, later, tokens) => {
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    const server = await both((_, response, count) =>
      json(response, { access_token: `t${count}`, expires_in: lifetime }),
    );
    const client = server.client();
    await call(client, things(), {});
    vi.setSystemTime(Date.now() + later * 1000);
    await call(client, things(), {});
    expect(server.tokens()).toBe(tokens);
  } finally {
    vi.useRealTimers();
  }
});

test("a refused token is renewed once, for all calls that had it, a POST's too", async () => {
  const server = await both(undefined, (token) => token !== "token-1");
  const client = server.client({ maxRetries: 0 });
  const post = things({ method: "POST" });
  await Promise.all([...Array.from({ length: 5 }, () => call(client, things(), {})), call(client, post, {})]);
  expect(server.tokens()).toBe(2);
});

test("what is refused twice is an ApiError of the API", async () => {
  const server = await both(undefined, () => false);
  const error = await failure(call(server.client(), things(), {}));
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 401, attempts: 2, url: `${server.url}/things` });
  expect(server.tokens()).toBe(2);
});

test("other credentials are not sent again after a 401", async () => {
  const server = await both(undefined, () => false);
  expect(await failure(call(server.client({ accessToken: "mine" }), things(), {}))).toMatchObject({ attempts: 1 });
  expect(authorizations(server)).toEqual(["Bearer mine"]);
  expect(server.tokens()).toBe(0);
});

test.each<[string, Respond, new (...details: never[]) => SdkError, object]>([
  [
    "refused",
    (seen, response) => json(response, { error: "invalid_client", got: seen.body, header: seen.headers }, 401),
    ApiError,
    { status: 401 },
  ],
  ["no token", (_, response) => json(response, { token: secret }), ApiError, { status: 200 }],
  ["a token with a line break", (_, response) => json(response, { access_token: "a\nb" }), ApiError, { status: 200 }],
  ["a list", (_, response) => json(response, [secret]), ApiError, { status: 200 }],
  ["null", (_, response) => json(response, null), ApiError, { status: 200 }],
  [
    "no JSON",
    (_, response) => void response.writeHead(200, { "content-type": "text/html" }).end(`<p>${secret}`),
    ApiError,
    {},
  ],
  [
    "a redirect",
    (_, response) => void response.writeHead(307, { location: "https://evil.test/" }).end(),
    ApiError,
    { status: 307 },
  ],
  ["a broken connection", (_, response) => void response.destroy(), ConnectionError, {}],
  ["silence", () => undefined, TimeoutError, {}],
])(
  "a token endpoint that answers with %s: a typed error for each call, without secrets",
  async (_, grant, kind, rest) => {
    const server = await both(grant);
    const isSilent = kind === TimeoutError;
    const client = server.client(
      { clientSecret: () => secret, maxRetries: 0, ...(isSilent && { timeoutMs: 50 }) },
      "client_secret_post",
    );
    const errors = await Promise.all([1, 2].map((at) => failure(call(client, things({ id: `things.${at}` }), {}))));
    expect(errors[0]).not.toBe(errors[1]);
    for (const [at, error] of errors.entries()) {
      expect(error).toBeInstanceOf(kind);
      expect(error).toMatchObject({ ...rest, operation: `things.${at + 1}` });
      if (!isSilent) expect(error).toMatchObject({ method: "POST", url: `${server.url}/token` });
      expect(`${String(error)} ${JSON.stringify(error)} ${(error as Error).stack}`).not.toContain(secret);
    }
    expect(server.tokens()).toBe(1);
    expect(authorizations(server)).toEqual([]);
  },
);

test("a token endpoint that fails for a moment is asked again, before a POST too: nothing was sent", async () => {
  const server = await both((_, response, count) => json(response, { access_token: "t" }, count === 1 ? 503 : 200));
  await call(server.client({ maxRetryDelayMs: 1 }), things({ method: "POST" }), {});
  expect(server.tokens()).toBe(2);
  expect(authorizations(server)).toEqual(["Bearer t"]);
});

test("one caller who gives up does not take the token from the others", async () => {
  let answer = (): void => undefined;
  const arrived = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let finish = (): void => undefined;
  const server = await both((_, response) => {
    finish = () => json(response, { access_token: "t" });
    answer();
  });
  const client = server.client();
  const controller = new AbortController();
  const first = failure(call(client, things(), {}, { signal: controller.signal }));
  const second = call(client, things(), {});
  await arrived;
  controller.abort(new Error("enough"));
  expect(await first).toMatchObject({ message: "enough" });
  finish();
  await second;
  expect(server.tokens()).toBe(1);
});

test("a fetched token is hidden like every other credential", async () => {
  const server = await both((_, response) => json(response, { access_token: "fetched-token-1" }));
  const client = server.client();
  await call(client, things(), {});
  expect(client.redact(`x fetched-token-1 ${secret} y`)).toBe("x *** *** y");
});

test("the client's fetch is used, and the token's address is the caller's where there is one", async () => {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    asked.push(`${init?.method} ${String(input)} ${init?.redirect}`);
    return Response.json(asked.length === 1 ? { access_token: "t" } : {});
  };
  const options = { baseUrl: "https://api.test/v1", clientId: "a", clientSecret: "b", fetch };
  await call(new Client({ ...options, tokenUrl: "https://auth.test/t" } as ClientOptions, definition()), things(), {});
  expect(asked).toEqual(["POST https://auth.test/t manual", "GET https://api.test/v1/things manual"]);
});

test("an id without its secret is not enough", () => {
  expect(() => new Client({ baseUrl: "https://api.test", clientId: "a" } as ClientOptions, definition())).toThrow(
    "Acme needs an access token: pass `new Acme({ accessToken })`, or pass `new Acme({ clientId, clientSecret })`.",
  );
});

test.each(["http://", "https://user:hunter3@auth.test/t", "file:///etc/passwd", "data:application/json,{}"])(
  "%s is no token endpoint, and is not shown",
  async (tokenUrl) => {
    const fetch = (): Promise<Response> => Promise.reject(new Error("must not be asked"));
    const options = { baseUrl: "https://api.test", clientId: "a", clientSecret: secret, tokenUrl, fetch };
    const error = await failure(call(new Client(options as ClientOptions, definition()), things(), {}));
    expect(error).toMatchObject({
      name: "SdkError",
      message: expect.stringContaining("token endpoint must") as unknown,
    });
    expect(String(error)).not.toContain("hunter3");
  },
);
