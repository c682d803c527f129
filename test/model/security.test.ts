import { describe, expect, it } from "vitest";
import { build } from "./models.js";

const secured = (schemes: string, security = "[]"): ReturnType<typeof build> =>
  build(
    `paths: { /a: { get: { operationId: a.get, responses: { "204": { description: ok } } } } }\nsecurity: ${security}\ncomponents: { securitySchemes: ${schemes} }`,
  );

const flow = (tokenUrl: string): string =>
  `{ o: { type: oauth2, flows: { clientCredentials: { tokenUrl: ${JSON.stringify(tokenUrl)}, scopes: {} } } } }`;

describe("security requirements", () => {
  const schemes = `{
    o: { type: oauth2, flows: { clientCredentials: { tokenUrl: /t, scopes: {} } } },
    c: { type: oauth2, flows: { authorizationCode: { authorizationUrl: /a, tokenUrl: /t, scopes: {} } } },
    k: { type: apiKey, in: query, name: key },
    tls: { type: mutualTLS } }`;

  it.each([
    ["[{ o: [read, write] }, { k: [] }]", [[["o", "read", "write"]], ["k"]]],
    ["[{ o: [] }]", [["o"]]],
    ["[{ c: [read] }]", [["c"]]],
    ["[{ tls: [], k: [] }, { tls: [] }]", [["k"], []]],
    ["[{}, { k: [] }]", [[], ["k"]]],
  ])("%s", (security, expected) => {
    const { model, said } = secured(schemes, security);
    expect(said).toEqual([]);
    expect(model.security).toEqual(expected);
    expect(model.clientCertificate).toBe(true);
  });
});

describe("what operations ask for themselves", () => {
  const asking = (...own: readonly (string | undefined)[]): ReturnType<typeof build>["model"] =>
    build(
      `paths: { ${own.map((one, i) => `/${i}: { get: { operationId: a.m${i}, ${one === undefined ? "" : `security: ${one}, `}responses: { "204": { description: ok } } } }`).join()} }
security: [{ k: [] }]
components: { securitySchemes: { k: { type: apiKey, in: header, name: K }, b: { type: http, scheme: bearer } } }`,
    ).model;

  it.each([
    [["[{ b: [] }]", "[{ b: [] }]"], [["b"]], [undefined, undefined]],
    [["[]", "[]"], [], [undefined, undefined]],
    [["[{ b: [] }]", undefined], [["k"]], [[["b"]], undefined]],
    [["[{ b: [] }]", "[]"], [["k"]], [[["b"]], []]],
  ] as const)("%j comes before what the document asks for", (own, client, operations) => {
    const { security, resources } = asking(...own);
    expect(security).toEqual(client);
    expect(resources[0]?.operations.map((one) => one.security)).toEqual(operations);
  });
});

describe("OAuth 2.0 client credentials", () => {
  it.each([
    ["https://auth.test/token", "https://auth.test/token"],
    ["/token", "/token"],
    ["token", "token"],
    ["https://{tenant}.auth.test/token", undefined],
    ["https://me:hunter2@auth.test/token", undefined],
    ["file:///etc/passwd", undefined],
    ["javascript:alert(1)", undefined],
    ["http://[", undefined],
    ["", undefined],
  ])("the token endpoint %j is the default: %j", (tokenUrl, fallback) => {
    const { model, said } = secured(flow(tokenUrl));
    const option = model.schemes[0]?.options.find(({ part }) => part === "tokenUrl");
    expect([said, option?.fallback]).toEqual([[], fallback]);
  });

  it("prove who the client is in one of two ways", () => {
    const { said } = secured(
      `{ o: { type: oauth2, x-token-endpoint-auth-method: tls, flows: { clientCredentials: {} } } }`,
    );
    expect(said).toEqual([
      "model/invalid: `x-token-endpoint-auth-method` must be `client_secret_basic` or `client_secret_post`.",
    ]);
  });
});

describe("HTTP schemes", () => {
  it.each([
    ["Digest", "authorization"],
    ["Negotiate", "authorization"],
    ["BEARER", "bearer"],
    ["Basic", "basic"],
  ])("%s is sent as %s", (scheme, kind) => {
    expect(secured(`{ a: { type: http, scheme: ${scheme} } }`).model.schemes[0]?.kind).toBe(kind);
  });

  it.each(["two words", "a\\nb", "é"])("%j is none", (scheme) => {
    const { model, said } = secured(`{ a: { type: http, scheme: "${scheme}" } }`);
    expect([model.schemes, said.map((one) => one.split(":")[0])]).toEqual([[], ["model/unsupported"]]);
  });
});

it("names environment variables as a shell takes them", () => {
  const text = `paths: {}\nsecurity: [{ k: [] }]\ncomponents: { securitySchemes: { k: { type: http, scheme: bearer } } }`;
  const names = (name: string): string[] =>
    build(text, undefined, name).model.schemes.flatMap(({ options }) => options.map(({ env }) => env));
  expect([names("2captcha"), names("acme")]).toEqual([["_2CAPTCHA_TOKEN"], ["ACME_TOKEN"]]);
});

it.each(["null", "[null]"])("an operation with an empty key for security (%s) has the document's", (own) => {
  const { model, said } = build(
    `paths: { /a: { get: { operationId: a.get, security: ${own}, responses: { "204": { description: ok } } } } }\nsecurity: [{ k: [] }]\ncomponents: { securitySchemes: { k: { type: http, scheme: bearer } } }`,
  );
  expect(said).toEqual([expect.stringMatching(/^model\/invalid: .* but is null; it says nothing\.$/)]);
  expect(model.resources[0]!.operations[0]!.security).toBeUndefined();
  expect(model.security).toEqual([["k"]]);
});
