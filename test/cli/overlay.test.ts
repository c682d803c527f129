import { describe, expect, it } from "vitest";
import { Project, overlay, provider, spec } from "./project.js";

const corrected = spec.replace("default: 100 # is it?\n", "default: 50 # is it?\n            maximum: 50\n");

describe("overlay apply", () => {
  const files = { "api.yaml": spec, "fix.yaml": overlay };

  it("prints the document with its comments and its order of keys, and the verdicts beside it", async () => {
    const { code, stdout, stderr } = await new Project(files).run(["overlay", "apply", "api.yaml", "fix.yaml"]);
    expect([code, stdout]).toEqual([0, corrected]);
    expect(stderr).toContain("$.paths['/events'].get.parameters[?@.name == '_limit'].schema");
  });

  it.each(["-o", "--output"])("%s writes it to a file", async (flag) => {
    const project = new Project(files);
    const { code, stdout } = await project.run(["overlay", "apply", "api.yaml", "fix.yaml", flag, "out.yaml"]);
    expect([code, stdout, project.read("out.yaml")]).toEqual([0, "", corrected]);
    expect(project.read("api.yaml")).toBe(spec);
  });

  it("applies several in order, and a target without a match succeeds", async () => {
    const project = new Project({
      ...files,
      "more.yaml": overlay
        .replace("default: 50, maximum: 50", "maximum: 20")
        .replace("'_limit'", "'_limit' || @.name == 'x'"),
      "none.yaml": overlay.replace("'_limit'", "'nothing'"),
    });
    const { code, stdout } = await project.run(["overlay", "apply", "api.yaml", "fix.yaml", "more.yaml", "none.yaml"]);
    expect([code, stdout]).toEqual([0, corrected.replace("maximum: 50", "maximum: 20")]);
  });

  it("--json has the document and every action", async () => {
    const { code, stdout } = await new Project(files).run(["overlay", "apply", "api.yaml", "fix.yaml", "--json"]);
    const result = JSON.parse(stdout) as { actions: unknown[] };
    expect(code).toBe(0);
    expect(Object.keys(result)).toEqual(["ok", "document", "actions", "diagnostics"]);
    expect(result).toMatchObject({
      ok: true,
      document: { openapi: "3.1.0" },
      actions: [{ overlay: "fix.yaml", line: 4, matched: 1 }],
      diagnostics: [],
    });
  });

  it.each([
    ["no-such.yaml", "fix.yaml", "load/not-found"],
    ["api.yaml", "api.yaml", "overlay/"],
    ["broken.yaml", "fix.yaml", "load/syntax"],
  ])("%s with %s prints no document", async (document, fix, code) => {
    const result = await new Project({ ...files, "broken.yaml": "a: [" }).run(["overlay", "apply", document, fix]);
    expect([result.code, result.stdout]).toEqual([1, ""]);
    expect(result.stderr).toContain(code);
  });
});

describe("overlay apply with arguments mixed up", () => {
  const run = (...args: string[]): ReturnType<Project["run"]> =>
    new Project({ "api.yaml": spec, "fix.yaml": overlay }).run(["overlay", "apply", ...args]);

  it.each([
    [
      ["fix.yaml", "api.yaml"],
      "error overlay/exchanged  fix.yaml:1:1",
      "fix.yaml is an overlay, not the document to correct.",
    ],
    [
      ["fix.yaml", "fix.yaml"],
      "error overlay/exchanged  fix.yaml:1:1",
      "fix.yaml is an overlay, not the document to correct.",
    ],
    [["api.yaml", "api.yaml"], "error overlay/invalid  api.yaml:1:1", "This is an OpenAPI document, not an overlay."],
  ])("%j is one error", async (args, head, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(`${head}\n  ${message}`);
    expect(stderr).toMatch(/\n1 error\n$/);
  });

  it("-o into a folder that is not there is an error, in JSON too", async () => {
    const { code, stdout, stderr } = await run("api.yaml", "fix.yaml", "-o", "no/out.yaml");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("error write/output\n  no/out.yaml could not be written: there is no folder no.");
    expect(stderr).not.toContain("--help");
    const json = await run("api.yaml", "fix.yaml", "-o", "no/out.yaml", "--json");
    expect([json.code, JSON.parse(json.stdout)]).toMatchObject([
      1,
      { ok: false, diagnostics: [{ code: "write/output" }] },
    ]);
  });
});

describe("overlay check", () => {
  const actions = `
  - target: $.info
    description: The title is Events.
    update: { title: Events }
  - target: $.paths['/events'].get
    description: It has a summary now.
    update: { summary: Events }
    x-expect: { value: { summary: none } }
  - target: $.paths['/nowhere']
    description: This place is gone.
    update: { summary: Nowhere }
`;

  it("shows what became of each correction", async () => {
    const project = new Project(provider("good"));
    project.write(
      "specs/good/overlay.more.yaml",
      `overlay: 1.1.0\ninfo: { title: More, version: "1" }\nactions:${actions}`,
    );
    const { code, stdout, stderr } = await project.run(["overlay", "check"]);
    expect(code).toBe(1);
    expect(stdout.split("\n").map((line) => line.replaceAll(/ {2,}/g, "  "))).toEqual([
      "verdict  action  correction",
      "applied  specs/good/overlay.yaml:4  At most 50.",
      "obsolete  specs/good/overlay.more.yaml:4  The title is Events.",
      "conflict  specs/good/overlay.more.yaml:7  It has a summary now.",
      "unmatched  specs/good/overlay.more.yaml:11  This place is gone.",
      "",
      "good: 1 applied, 1 obsolete, 1 conflict, 1 unmatched",
      "",
    ]);
    for (const word of ["overlay/obsolete", "overlay/conflict", "overlay/unmatched", "3 errors"])
      expect(stderr).toContain(word);
  });

  it("is content when every correction still bites", async () => {
    const { code, stdout, stderr } = await new Project({ ...provider("one"), ...provider("two") }).run([
      "overlay",
      "check",
      "two",
    ]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("two: 1 applied");
    expect(stdout).not.toContain("one");
  });

  it("--json has the same rows", async () => {
    const { code, stdout } = await new Project(provider("good")).run(["overlay", "check", "--json"]);
    const result = JSON.parse(stdout) as { providers: { actions: object[] }[] };
    expect([code, Object.keys(result)]).toEqual([0, ["ok", "providers", "diagnostics"]]);
    expect(Object.keys(result.providers[0]?.actions[0] ?? {})).toEqual([
      "verdict",
      "matched",
      "target",
      "description",
      "location",
    ]);
    expect(result).toMatchObject({
      ok: true,
      providers: [{ name: "good", actions: [{ verdict: "applied", matched: 1 }] }],
      diagnostics: [],
    });
  });

  it("names a provider that is not there", async () => {
    const { code, stderr } = await new Project(provider("good")).run(["overlay", "check", "god"]);
    expect([code, stderr.includes("There is: good.")]).toEqual([1, true]);
  });
});
