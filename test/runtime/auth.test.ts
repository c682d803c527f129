/** Which credentials are used, how they travel, and what is refused. */
import { afterEach, expect, test } from "vitest";
import {
  type Credential,
  type SecurityDefinition,
  apiKey,
  authenticator,
  basic,
  bearer,
} from "../../templates/runtime/auth.js";
import { inQuery } from "../../templates/runtime/query-key.js";
import { call } from "../../templates/runtime/call.js";
import { Client, type ClientDefinition } from "../../templates/runtime/client.js";
import { SdkError } from "../../templates/runtime/errors.js";
import { createClient, createQueryClient, failure, key, operation } from "./close.js";
import { json, serve } from "./server.js";

const variables = ["TEST_CLOSE_API_KEY", "TEST_CLOSE_ACCESS_TOKEN"];
afterEach(() => {
  for (const name of variables) delete process.env[name];
});

const acme = (definition: SecurityDefinition): ClientDefinition => ({
  name: "Acme",
  security: authenticator(definition),
});

const base64 = (text: string): string => Buffer.from(text).toString("base64");

test("options win, in the order of the security requirements; the environment counts only without any", async () => {
  const { url, seen } = await serve((_, response) => json(response, {}));
  const sent = async (options: Record<string, Credential>): Promise<string | undefined> => {
    await call(createClient({ baseUrl: url, ...options }), operation(), {});
    return seen.at(-1)!.headers.authorization;
  };
  expect(await sent({ apiKey: "abc", accessToken: "tok" })).toBe(`Basic ${base64("abc:")}`);
  expect(await sent({ accessToken: "tok" })).toBe("Bearer tok");
  process.env["TEST_CLOSE_API_KEY"] = "from-env";
  expect(await sent({ accessToken: "tok" })).toBe("Bearer tok");
  expect(await sent({})).toBe(`Basic ${base64("from-env:")}`);
  process.env["TEST_CLOSE_API_KEY"] = "";
  process.env["TEST_CLOSE_ACCESS_TOKEN"] = "env-token";
  expect(await sent({})).toBe("Bearer env-token");
  expect(await sent({ apiKey: undefined as unknown as string })).toBe("Bearer env-token");
});

test.each([
  ["abc+/=:%3D%3D--9", "abc+/=:%3D%3D--9"],
  ['"ajax:1"', '"ajax:1"'],
  ["a b;c,d\\\xe9", "a%20b%3Bc%2Cd%5C%C3%A9"],
])("a cookie is sent as the server has set it: %j", async (value, sent) => {
  const { url, seen } = await serve((_, response) => json(response, {}));
  const session = { send: apiKey, in: "cookie", name: "session", value: { option: "one" } } as const;
  const client = new Client(
    { one: value, baseUrl: url } as object,
    acme({ security: [["session"]], schemes: { session } }),
  );
  await call(client, operation(), {});
  expect(seen[0]!.headers.cookie).toBe(`session=${sent}`);
});

test("a function is asked for each attempt, and may be asynchronous", async () => {
  const { url, seen } = await serve((_, response, index) => json(response, {}, index === 0 ? 503 : 200));
  let count = 0;
  const accessToken = async (): Promise<string> => `token-${++count}`;
  await call(createClient({ baseUrl: url, accessToken, maxRetryDelayMs: 1 }), operation(), {});
  expect(seen.map((request) => request.headers.authorization)).toEqual(["Bearer token-1", "Bearer token-2"]);
});

test("a function that fails or returns nonsense ends the call before anything is sent", async () => {
  const { url, seen } = await serve((_, response) => json(response, {}));
  const error = new Error("no token today");
  const failing = createClient({ baseUrl: url, accessToken: () => Promise.reject(error) });
  expect(await failure(call(failing, operation(), {}))).toBe(error);
  const odd = createClient({ baseUrl: url, accessToken: () => "a\nsecret" });
  const refused = await failure(call(odd, operation(), {}));
  expect(refused).toBeInstanceOf(SdkError);
  expect(String(refused)).not.toContain("secret");
  expect(seen).toEqual([]);
});

test.each(["", "se\r\ncret", "secret\n", " secret", "“secret”", "sec\u0000ret", "sec\u200bret", 42, {}])(
  "the key %j is refused without being shown",
  (apiKey) => {
    let error: unknown;
    try {
      createClient({ apiKey: apiKey as string });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(SdkError);
    expect(String(error)).toMatch(/^SdkError: Close: `apiKey` (is empty|has a|must be)/);
    expect(JSON.stringify(error)).not.toMatch(/secret|cret|42/);
  },
);

test("Basic is base64 of UTF-8; a colon in the user name is refused", async () => {
  const { url, seen } = await serve((_, response) => json(response, {}));
  await call(createClient({ apiKey: "clé", baseUrl: url }), operation(), {});
  expect(seen[0]!.headers.authorization).toBe(`Basic ${base64("clé:")}`);
  expect(await failure(call(createClient({ apiKey: "a:b", baseUrl: url }), operation(), {}))).toBeInstanceOf(SdkError);
});

test("Basic with an empty password: the user name is the secret, and an empty one is still refused", async () => {
  const { url, seen } = await serve((_, response) => json(response, { error: "sk-1234567890 is unknown" }, 400));
  const definition: SecurityDefinition = {
    security: [["pair"]],
    schemes: {
      pair: { send: basic, username: { option: "user" }, password: { option: "password", empty: "" } },
    },
  };
  const make = (user: string, password: string): Client =>
    new Client({ baseUrl: url, user, password } as object, acme(definition));
  const error = await failure(call(make("sk-1234567890", ""), operation(), {}));
  expect(seen[0]!.headers.authorization).toBe(`Basic ${base64("sk-1234567890:")}`);
  expect(String(error)).toContain('{"error":"*** is unknown"}');
  expect(() => make("", "")).toThrow("Acme: `user` is empty.");
});

test("API keys in header, query and cookie; several schemes at once; other schemes for one operation", async () => {
  const { url, seen } = await serve((_, response) => json(response, {}));
  const definition: SecurityDefinition = {
    security: [["header", "cookie"], ["query"]],
    schemes: {
      header: { send: apiKey, in: "header", name: "X-Key", value: { option: "one" } },
      cookie: { send: apiKey, in: "cookie", name: "session", value: { option: "two" } },
      query: { send: apiKey, in: inQuery, name: "api key", value: { option: "three" } },
      pair: { send: basic, username: { option: "user" }, password: { option: "password" } },
      token: { send: bearer, token: { option: "token" } },
    },
  };
  const all = { one: "1", two: "2 2", three: "3&3", user: "u", password: "p", baseUrl: url };
  const client = new Client(all, acme(definition));
  await call(client, operation({ parameters: { crumb: { in: "cookie" } } }), { crumb: "x" });
  await call(client, operation({ path: "/x", security: [["token"], ["query"]] }), {});
  await call(client, operation({ security: [["pair"]] }), {});
  await call(client, operation({ security: [] }), {});
  await call(client, operation({ security: [[], ["pair"]] }), {});
  await call(client, operation({ security: [["token"], []] }), {});
  expect(seen[0]!.headers).toMatchObject({ "x-key": "1", cookie: "crumb=x; session=2%202" });
  expect(seen[1]!.url).toBe("/x?api%20key=3%263");
  expect(seen[1]!.headers).not.toHaveProperty("x-key");
  expect(seen[2]!.headers.authorization).toBe(`Basic ${base64("u:p")}`);
  expect(seen[3]!.headers).not.toHaveProperty("authorization");
  expect(seen[4]!.headers.authorization).toBe(`Basic ${base64("u:p")}`);
  expect(seen[5]!.headers).not.toHaveProperty("authorization");
  expect(await failure(call(client, operation({ security: [["token"]] }), {}))).toMatchObject({
    name: "SdkError",
    message: "Acme needs a token: pass `new Acme({ token })`.",
  });
  expect(() => new Client({ one: "1", baseUrl: url } as object, acme(definition))).toThrow(
    "Acme needs an one: pass `new Acme({ one, two })`, or pass `new Acme({ three })`.",
  );
  expect(() => new Client({ baseUrl: url }, acme({ ...definition, security: [["pair"]] }))).toThrow(
    "Acme needs a user: pass",
  );
  expect(() => new Client({ baseUrl: url }, acme({ ...definition, security: [[], ["token"]] }))).not.toThrow();
  const some = new Client({ user: "u", password: "p", baseUrl: url } as object, acme({ ...definition, differs: true }));
  await call(some, operation({ security: [["pair"]] }), {});
  expect(seen.at(-1)!.headers.authorization).toBe(`Basic ${base64("u:p")}`);
  expect(await failure(call(some, operation(), {}))).toMatchObject({
    message: "Acme needs an one: pass `new Acme({ one, two })`, or pass `new Acme({ three })`.",
  });
});

test("a base URL that makes no sense is refused; slashes at its end are not doubled", async () => {
  for (const baseUrl of [
    "",
    "api.test",
    "/api",
    "ftp://a.test",
    "https://u:hunter22@a.test",
    "https://a.test?x=1",
    "https://a.test#x",
  ]) {
    expect(() => createClient({ apiKey: key, baseUrl })).toThrow(
      /^Close: `baseUrl` must be an absolute http or https URL/,
    );
    expect(() => createClient({ apiKey: key, baseUrl })).not.toThrow(/hunter22/);
  }
  const { url, seen } = await serve((_, response) => json(response, {}));
  await call(createClient({ apiKey: key, baseUrl: `${url}/api/v1//` }), operation(), {});
  expect(seen[0]!.url).toBe("/api/v1/thing");
});

test("limits that make no sense are refused", async () => {
  for (const options of [{ timeoutMs: -1 }, { maxRetries: NaN }, { maxRetryDelayMs: "5" as unknown as number }]) {
    expect(() => createClient({ apiKey: key, ...options })).toThrow(/must be a number of at least 0/);
    expect(await failure(call(createClient({ apiKey: key }), operation(), {}, options))).toBeInstanceOf(SdkError);
  }
  const ofText = "3" as unknown as number;
  expect(() => createClient({ apiKey: key, maxRetries: ofText })).toThrow(
    'must be a number of at least 0, but is "3".',
  );
});

test("a key in the query comes after the parameters and cannot be overridden by them", async () => {
  const { url, seen } = await serve((_, response) => json(response, {}));
  const list = operation({ parameters: { q: { in: "query" }, api_key: { in: "query" } } });
  await call(createQueryClient({ apiKey: key, baseUrl: url }), list, { q: "a=b", api_key: "mine" });
  expect(seen[0]!.url).toBe(`/thing?q=a%3Db&api_key=${encodeURIComponent(key)}`);
});
