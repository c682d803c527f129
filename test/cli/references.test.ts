import { describe, expect, it } from "vitest";
import { Project, provider } from "./project.js";

const spec = `openapi: 3.1.0
info: { title: Files, version: "1" }
servers: [{ url: https://api.test }]
paths:
  /pets:
    get:
      operationId: pets.list
      responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "MODELS#/Pet" } } } } }
`;
const at = (models: string): string => spec.replace("MODELS", models);
const models = "Pet: { type: object, properties: { name: { type: string } } }\n";
const schemas = "generated/acme/src/schemas.ts";

describe("a spec in several files", () => {
  it("is made again when any of them changes, and says which", async () => {
    const project = new Project({
      "specs/acme/openapi.yaml": at("./models.yaml"),
      "specs/acme/models.yaml": models,
      "node_modules/.keep": "",
    });
    expect(await project.run(["generate"])).toMatchObject({ code: 0, stderr: "" });
    expect(project.read("generated/acme/.specmend.json")).toContain('"specs/acme/models.yaml"');
    expect((await project.run(["generate"])).stdout).toMatch(/^acme .* none /m);

    project.edit("specs/acme/models.yaml", "name:", "title:");
    const check = await project.run(["generate", "--check"]);
    expect([check.code, check.stdout.includes("spec")]).toEqual([1, true]);
    expect((await project.run(["generate"])).code).toBe(0);
    expect(project.read(schemas)).toContain("title?: string");
    expect((await project.run(["generate", "--check"])).code).toBe(0);

    project.remove("specs/acme/models.yaml");
    const { code, stderr } = await project.run(["generate"]);
    expect(code).toBe(1);
    expect(stderr).toContain("leads to specs/acme/models.yaml, which is not there");
  });

  it("still says of a file that nobody refers to that nobody reads it", async () => {
    const project = new Project({
      ...provider("good"),
      "specs/acme/openapi.yaml": at("./models.yaml"),
      "specs/acme/models.yaml": models,
      "specs/acme/more/unread.yaml": models,
      "node_modules/.keep": "",
    });
    expect((await project.run(["generate"])).code).toBe(0);
    project.write("specs/acme/corrections.yaml", models);
    const { code, stderr } = await project.run(["generate"]);
    expect(code).toBe(1);
    expect(stderr).toContain("error generate/stray-file  specs/acme/corrections.yaml:1:1");
    expect(stderr).not.toContain("models.yaml:1:1");
  });

  it("follows a reference to all paths, or to all components of a kind", async () => {
    const ok = (name: string): string =>
      `{ description: ok, content: { application/json: { schema: { $ref: "../openapi.yaml#/components/schemas/${name}" } } } }`;
    const project = new Project({
      "specs/acme/openapi.yaml": `openapi: 3.0.3
info: { title: Files, version: "1" }
servers: [{ url: https://api.test }]
paths: { $ref: parts/paths.yaml, /own: { get: { operationId: pets.own, responses: { "200": { $ref: "#/components/responses/One" } } } } }
components: { $ref: parts/components.yaml }
`,
      "specs/acme/parts/paths.yaml": `"/pets/{id}~x%": { get: { operationId: pets.get, parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { "200": ${ok("Pet")} } } }`,
      "specs/acme/parts/components.yaml": `schemas: { $ref: schemas.yaml, Own: { type: string } }\nresponses: { One: ${ok("Own")} }`,
      "specs/acme/parts/schemas.yaml":
        "Pet: { type: object, properties: { other: { $ref: '#/Other' } } }\nOther: { type: integer }",
      "node_modules/.keep": "",
    });
    expect(await project.run(["generate"])).toMatchObject({ code: 0, stderr: "" });
    const text = project.read(schemas).replaceAll(/\s+/g, " ");
    for (const part of ["type Own = string;", "interface Pet { other?: Other; }", "type Other = number;"])
      expect(text).toContain(`export ${part}`);
    const pets = project.read("generated/acme/src/resources/pets.ts");
    expect(pets).toContain('path: "/pets/{id}~x%"');
    expect(pets).toContain("ApiPromise<Own>");
    project.remove("specs/acme/parts/paths.yaml");
    const { stderr } = await project.run(["generate"]);
    expect(stderr).toContain("error model/reference  specs/acme/openapi.yaml:4:16");
    expect(stderr).toContain("1 error");
  });

  it("opens another folder only when it is allowed", async () => {
    const project = new Project({
      "specs/acme/openapi.yaml": at("../../shared/models.yaml"),
      "shared/models.yaml": models,
    });
    const refused = await project.run(["generate"]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("error model/outside-reference  specs/acme/openapi.yaml:8:");
    expect((await project.run(["generate", "--allow-refs", "shared"])).code).toBe(0);
    expect(project.read("generated/acme/.specmend.json")).toContain('"specs/acme/../../shared/models.yaml"');
    expect((await project.run(["generate"])).code).toBe(1);
    project.write("package.json", '{ "specmend": { "allowRefs": ["shared"] } }');
    expect((await project.run(["generate"])).code).toBe(0);
    project.write("package.json", '{ "specmend": { "allowRefs": "shared" } }');
    expect(await project.run(["generate"])).toMatchObject({ code: 2 });
  });
});
