import { describe, expect, it } from "vitest";
import { variableName } from "../../generator/model/names/names.js";
import { build, operation } from "./models.js";

const options = (schemes: string): { options: string[][]; said: readonly string[] } => {
  const { model, said } = build(`paths: {}\ncomponents: { securitySchemes: ${schemes} }`);
  return { options: model.schemes.map((scheme) => scheme.options.map(({ option }) => option)), said };
};

describe("options of the client", () => {
  it.each([
    [
      "two keys, one of them called as an option",
      "{ fetch: { type: apiKey, in: header, name: X-A }, k: { type: apiKey, in: query, name: a } }",
      [["fetchApiKey"], ["k"]],
    ],
    [
      "names that become one",
      "{ my-key: { type: apiKey, in: header, name: X-A }, my_key: { type: apiKey, in: header, name: X-B } }",
      [["myKey"], ["myKeyApiKey"]],
    ],
    [
      "a scheme called as another's option",
      "{ token: { type: apiKey, in: header, name: X-A }, b: { type: apiKey, in: header, name: X-B }, c: { type: http, scheme: bearer } }",
      [["tokenApiKey"], ["b"], ["token"]],
    ],
    [
      "one name for both parts",
      "{ login: { type: http, scheme: basic, x-basic: { username: key, password: key } } }",
      [["loginKey", "loginPassword"]],
    ],
    [
      "an option of every client",
      "{ login: { type: http, scheme: basic, x-basic: { username: baseUrl, password: '' } } }",
      [["loginBaseUrl"]],
    ],
  ])("%s", (_, schemes, expected) => {
    const { options: found, said } = options(schemes);
    expect(said).toEqual([]);
    expect(found).toEqual(expected);
  });

  it("cannot be named after nothing", () => {
    const { said } = options(
      "{ '!': { type: apiKey, in: header, name: '%' }, '?': { type: apiKey, in: header, name: '&' } }",
    );
    expect(said.map((one) => one.split(":")[0])).toContain("model/duplicate-name");
  });

  it("are what `x-basic` has, and nothing else", () => {
    const { said } = options("{ a: { type: http, scheme: basic, x-basic: { user: key } } }");
    expect(said).toEqual(["model/invalid: `x-basic.user` is neither `username` nor `password`."]);
  });
});

describe("names of the package", () => {
  it.each(["client", "page", "sdk-error", "request", "promise"])("%s gets another class name", (name) => {
    expect(build("paths: {}", undefined, name).model.className).toMatch(/Api$/);
  });

  it.each(["class", "new", "await", "yield", "default", "page", "Close"])("%s gets another variable", (name) => {
    expect(variableName(name, "Close")).toBe(`${name}Api`);
    expect(variableName("close", "Close")).toBe("close");
  });

  it("of parameters are not those of every object", () => {
    const { operation: found } = operation("parameters: [{ name: valueOf, in: query, schema: { type: string } }]");
    expect(found.parameters.map(({ key, wireName }) => [key, wireName])).toEqual([["query_valueOf", "valueOf"]]);
    const { said } = operation("parameters: [{ name: a, in: query, x-name: toString, schema: { type: string } }]");
    expect(said).toEqual(["model/parameter: `x-name: toString` is what every object has already."]);
  });

  it("of schemas are told apart by their marks", () => {
    const { model, said } = build(
      "paths: {}\ncomponents: { schemas: { Foo-Bar: {}, Foo_Bar: {}, Foo.Bar: {}, user-name: {}, user.name: {} } }",
    );
    expect(said).toEqual([]);
    expect(model.schemas.map(({ name }) => name)).toEqual([
      "FooDashBar",
      "Foo_Bar",
      "FooDotBar",
      "user_name",
      "UserDotName",
    ]);
  });
});

describe("a server", () => {
  it.each([
    ["https://user:hunter2@api.test/", "has credentials in it"],
    ["https://api.test/?key=hunter2", "has a query"],
    ["https://api.test/#hunter2", "has a fragment"],
    ["https://{region}.api.test/", "variable `region` has no default"],
    ["https://{region.api.test/", "has braces that are no variable's"],
    ["/v1", "is not absolute"],
  ])("%s is no default", (url, flaw) => {
    const { model, diagnostics } = build(
      `paths: {}\nx-servers: 0`,
      `  - target: $.servers[0]\n    update: { url: "${url}" }\n`,
    );
    const found = diagnostics.find(({ code }) => code === "model/no-server");
    expect(found?.message).toContain(flaw);
    expect(found?.message).not.toContain("hunter2");
    if (url.includes("hunter2")) expect(found?.location).toBeUndefined();
    expect(model.baseUrl).toBeUndefined();
  });
});

describe("what `fetch` cannot send", () => {
  it("is left out", () => {
    const body = "requestBody: { content: { application/json: { schema: {} } } }";
    const { model, said } = build(
      `paths:\n  /a:\n    get: { operationId: a.get, ${body} }\n    trace: { operationId: a.trace }\n    post: { operationId: a.post, ${body} }\n`,
    );
    const operations = model.resources.flatMap((resource) => resource.operations);
    expect(operations.map(({ id, body: one }) => [id, one !== undefined])).toEqual([
      ["a.get", false],
      ["a.post", true],
    ]);
    expect(said.map((one) => one.split(":")[0])).toEqual(["model/unsupported", "model/unsupported"]);
  });
});
