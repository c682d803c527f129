import { describe, expect, it } from "vitest";
import { overlay, Project, provider, spec } from "./project.js";

const guard = "    x-expect: { value: { default: 100 } }\n";
const bare = overlay.replace(guard, "");
const filled = overlay.replace(guard, "    x-expect:\n      - value: { default: 100 }\n");
const files = { ...provider("acme"), "specs/acme/overlay.yaml": bare };

describe("overlay expect", () => {
  it("fills in what is missing, says where, and has nothing to do the next time", async () => {
    const project = new Project(files);
    const { code, stdout } = await project.run(["overlay", "expect"]);
    expect([code, stdout]).toEqual([
      0,
      "specs/acme/overlay.yaml: 1 x-expect added\n  specs/acme/overlay.yaml:4  At most 50.\n",
    ]);
    expect(project.read("specs/acme/overlay.yaml")).toBe(filled);
    expect(await project.run(["overlay", "expect"])).toEqual({
      code: 0,
      stdout: "specs/acme/overlay.yaml: no x-expect added\n",
      stderr: "",
    });
    expect((await project.run(["overlay", "check"])).stderr).toBe("");
  });

  it("--check writes nothing and exits 1 while something is missing", async () => {
    const project = new Project(files);
    expect((await project.run(["overlay", "expect", "--check"])).code).toBe(1);
    expect(project.read("specs/acme/overlay.yaml")).toBe(bare);
    expect((await new Project(provider("acme")).run(["overlay", "expect", "--check"])).code).toBe(0);
  });

  it("takes one spec and its overlays from anywhere", async () => {
    const project = new Project({ "api.yaml": spec, "fix.yaml": bare });
    const { code } = await project.run(["overlay", "expect", "--spec", "api.yaml", "--overlay", "fix.yaml"]);
    expect([code, project.read("fix.yaml")]).toEqual([0, filled]);
  });

  it("--json says the same to programs", async () => {
    const { code, stdout } = await new Project(files).run(["overlay", "expect", "acme", "--json"]);
    const target = "$.paths['/events'].get.parameters[?@.name == '_limit'].schema";
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      {
        ok: true,
        written: true,
        files: [{ file: "specs/acme/overlay.yaml", filled: [{ line: 4, target, description: "At most 50." }] }],
        diagnostics: [],
      },
    ]);
  });

  it.each([
    [["--overlay", "fix.yaml"], "--overlay goes with --spec"],
    [["--spec", "api.yaml"], "--spec needs at least one --overlay"],
    [["acme", "--spec", "api.yaml", "--overlay", "x"], "--spec goes without provider names such as acme"],
  ])("%s is wrong usage", async (args, message) => {
    const { code, stderr } = await new Project(files).run(["overlay", "expect", ...args]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it("is explained", async () => {
    const { code, stdout } = await new Project().run(["overlay", "expect", "--help"]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("Usage: specmend overlay expect")]);
  });
});
