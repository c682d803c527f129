/** `specmend suggest pagination`, what `generate` says of it, and a Stainless configuration on disk. */
import { describe, expect, it } from "vitest";
import { Project, provider } from "./project.js";

const spec = `openapi: 3.1.0
info: { title: Charges, version: "1" }
servers: [{ url: https://api.test }]
paths:
  /charges:
    get:
      operationId: charges.list
      parameters:
        - { name: after, in: query, schema: { type: string } }
        - { name: limit, in: query, schema: { type: integer } }
      responses: { "200": { $ref: "#/components/responses/Page" } }
  /refunds:
    get:
      operationId: refunds.list
      x-pagination: { style: cursor, cursor: after, next: last_id, items: data }
      parameters: [{ name: after, in: query, schema: { type: string } }]
      responses: { "200": { $ref: "#/components/responses/Page" } }
components:
  responses:
    Page:
      description: ok
      content:
        application/json:
          schema:
            type: object
            properties: { data: { type: array, items: { type: string } }, last_id: { type: string } }
`;

const acme = { "specs/acme/openapi.yaml": spec };
const suggested = `overlay: 1.1.0
info:
  title: How lists are paged in specs/acme/openapi.yaml
  version: 1.0.0
# Guesses from names. Read the vendor's documentation on each, and add x-evidence: [{ page: …, quote: … }].
actions:
  # GET /charges: it takes \`after\` and returns \`last_id\`.
  - target: $.paths['/charges'].get
    description: >-
      The pages of the list are asked for by the cursor \`after\`, which \`last_id\` gives; the document does not say so.
    update:
      x-pagination: { style: cursor, cursor: after, next: last_id, items: data, limit: limit }
    x-expect: [{ absent: ["@['x-pagination']"] }]
`;

describe("suggest pagination", () => {
  it("prints an overlay that can be saved as it is", async () => {
    const project = new Project(acme);
    const { code, stdout, stderr } = await project.run(["suggest", "pagination"]);
    expect([code, stdout]).toEqual([0, suggested]);
    expect(stderr).toBe("1 suggestion. Each is a guess: read the vendor's documentation, then add x-evidence.\n");
    project.write("specs/acme/overlay.yaml", stdout);
    const generated = await project.run(["generate"]);
    expect([generated.code, generated.stderr]).toEqual([0, ""]);
    expect(generated.stdout).not.toContain("suggest");
    expect(project.read("generated/acme/src/resources/charges.ts")).toContain("PagedList");
    const again = await project.run(["suggest", "pagination", "acme"]);
    expect(again).toEqual({ code: 0, stdout: "", stderr: "Nothing looks paginated that is not declared.\n" });
  });

  it("takes one spec from anywhere, with its overlays", async () => {
    const project = new Project({ "x/charges.yaml": spec, "x/mine.yaml": suggested });
    const { code, stdout } = await project.run(["suggest", "pagination", "--spec", "x/charges.yaml"]);
    expect([code, stdout]).toEqual([0, suggested.replace("specs/acme/openapi.yaml", "x/charges.yaml")]);
    const none = await project.run(["suggest", "pagination", "--spec", "x/charges.yaml", "--overlay", "x/mine.yaml"]);
    expect([none.code, none.stdout]).toEqual([0, ""]);
  });

  it("--json: the actions as data", async () => {
    const { code, stdout } = await new Project(acme).run(["suggest", "pagination", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      providers: [
        {
          name: "acme",
          spec: "specs/acme/openapi.yaml",
          suggestions: [
            {
              operation: "charges.list",
              method: "GET",
              path: "/charges",
              because: ["it takes `after` and returns `last_id`"],
              uncertain: [],
              action: { target: "$.paths['/charges'].get", update: { "x-pagination": { style: "cursor" } } },
            },
          ],
        },
      ],
      diagnostics: [],
    });
  });

  it("keeps text of a spec within its comment", async () => {
    const evil = spec.replace("/charges:", '"/charges\\n- target: $\\u2028x":');
    const { code, stdout } = await new Project({ "specs/acme/openapi.yaml": evil }).run(["suggest", "pagination"]);
    expect(code).toBe(0);
    expect(stdout).toContain("# GET /charges - target: $ x: it takes");
    expect(stdout.match(/^ *- target/gm)).toHaveLength(1);
  });

  it("says what is wrong with a spec, and with the command line", async () => {
    const project = new Project({ "specs/acme/openapi.yaml": "openapi: 3.1.0\npaths: [" });
    expect(await project.run(["suggest", "pagination"])).toMatchObject({ code: 1, stdout: "" });
    expect((await project.run(["suggest", "pagination", "--overlay", "x"])).code).toBe(2);
    expect((await project.run(["suggest", "pagination", "--help"])).stdout).toContain(
      "Usage: specmend suggest pagination",
    );
    expect((await project.run(["suggest"])).stdout).toContain("suggest pagination");
  });
});

describe("a suggestion is made wherever generate would count one", () => {
  const list = (parameters: string, response: string): string =>
    `{ operationId: charges.list, parameters: [${parameters}], responses: { "200": ${response} } }`;
  const page =
    "{ type: object, properties: { data: { type: array, items: { type: string } }, total: { type: integer } } }";
  const [name, schema] = ["{ name: offset, in: query, ", "{ $ref: 'models.yaml#/Page' }"];

  it.each([
    [
      "a document in several files",
      `openapi: 3.0.3\ninfo: { title: x, version: "1" }\nservers: [{ url: https://api.test }]\npaths:\n  /charges: { get: ${list(`${name}schema: { type: integer } }`, `{ description: ok, content: { application/json: { schema: ${schema} } } }`)} }\n  /elsewhere: { $ref: "models.yaml#/x-elsewhere" }\n`,
    ],
    [
      "Swagger 2.0",
      `swagger: "2.0"\ninfo: { title: x, version: "1" }\nhost: api.test\npaths:\n  /charges: { get: ${list(`${name}type: integer }`, `{ description: ok, schema: ${schema} }`)} }\n`,
    ],
  ])("%s", async (_, text) => {
    const elsewhere = list(
      `${name}schema: { type: integer } }`,
      `{ description: ok, content: { application/json: { schema: { $ref: "#/Page" } } } }`,
    );
    const models = `Page: ${page}\nx-elsewhere: { get: ${elsewhere.replace("charges.list", "others.list")} }\n`;
    const project = new Project({ "x/spec.yaml": text, "x/models.yaml": models });
    const { code, stdout, stderr } = await project.run(["suggest", "pagination", "--spec", "x/spec.yaml"]);
    expect([code, stderr]).toEqual([0, expect.stringContaining("1 suggestion.")]);
    expect(stdout).toContain("x-pagination: { style: offset, offset: offset, total: total, items: data }");
    project.write("x/overlay.yaml", stdout);
    const made = await project.run([
      "generate",
      "--spec",
      "x/spec.yaml",
      "--overlay",
      "x/overlay.yaml",
      "--name",
      "x",
      "--out",
      "out",
    ]);
    expect([made.code, made.stderr]).toEqual([0, ""]);
    expect(project.read("out/src/resources/charges.ts")).toContain("walk: byOffset");
  });
});

describe("generate", () => {
  const hint = "1 operation looks paginated and is not declared: specmend suggest pagination";

  it("says how many look paginated, also when there is nothing to do, and not with --check", async () => {
    const project = new Project({ ...acme, "node_modules/.keep": "" });
    expect((await project.run(["generate"])).stdout).toContain(`\n${hint}\n`);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect((await project.run(["generate"])).stdout).toContain(`\n${hint}\n`);
    expect((await project.run(["generate", "--check"])).stdout).not.toContain("suggest");
    const { providers } = JSON.parse((await project.run(["generate", "--json"])).stdout) as { providers: object[] };
    expect(providers).toMatchObject([{ suggestions: 1 }]);
  });

  it("names the providers, if not all, and keeps quiet where nothing looks so", async () => {
    const project = new Project({ ...acme, ...provider("beta") });
    expect((await project.run(["generate"])).stdout).toContain(`\n${hint} acme\n`);
    const quiet = new Project(provider("beta"));
    expect((await quiet.run(["generate"])).stdout).not.toContain("suggest");
  });

  it("reads a Stainless configuration beside the spec, and makes the package again when it changes", async () => {
    const purpose = (name: string): string => `{ type: string, x-stainless-pagination-property: { purpose: ${name} } }`;
    const stainless = `pagination:
  - name: by_cursor
    type: cursor
    request: { after: ${purpose("next_cursor_param")} }
    response: { data: { type: array }, last_id: ${purpose("next_cursor_field")} }
resources: { charges: { methods: { list: get /charges } } }
`;
    const project = new Project({ ...acme, "specs/acme/stainless.yml": stainless });
    const made = await project.run(["generate"]);
    expect([made.code, made.stderr]).toEqual([0, ""]);
    expect(made.stdout).not.toContain("suggest");
    expect(project.read("generated/acme/src/resources/charges.ts")).toContain("PagedList");
    project.edit("specs/acme/stainless.yml", "purpose: next_cursor_field", "purpose: next_cursor_fild");
    const { code, stderr } = await project.run(["generate"]);
    expect(code).toBe(1);
    expect(stderr).toContain("error pagination/unknown-field  specs/acme/stainless.yml:2:");
    expect(stderr).toContain("needs a property with the purpose `next_cursor_field`");
    const single = ["--spec", "specs/acme/openapi.yaml"];
    const one = await project.run(["generate", ...single, "--name", "acme", "--out", "out"]);
    expect(one.stderr).toContain("needs a property with the purpose `next_cursor_field`");
    project.edit("specs/acme/stainless.yml", "purpose: next_cursor_fild", "purpose: next_cursor_field");
    expect((await project.run(["generate", ...single, "--name", "acme", "--out", "out"])).code).toBe(0);
    expect(project.read("out/src/resources/charges.ts")).toContain("PagedList");
    expect((await project.run(["suggest", "pagination", ...single])).stderr).toContain("Nothing looks paginated");
  });

  it("has other files beside the spec refused as before", async () => {
    const project = new Project({
      ...acme,
      "specs/acme/stainles.yml": "{}",
    });
    expect((await project.run(["generate"])).stderr).toContain("generate/stray-file");
  });
});
