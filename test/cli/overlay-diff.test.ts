import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { overlay, Project, spec } from "./project.js";

const after = spec.replace("default: 100", "default: 50").replace("title: Events", "title: Log");
const files = { "old/api.yaml": spec, "new.yaml": after };

const made = (base: string): string => `overlay: 1.1.0
info:
  title: From api.yaml to new.yaml
  version: 1.0.0
extends: ${base}
actions:
  - target: $.info
    description: "\`info.title\` is \`Log\` instead of \`Events\`."
    update:
      title: Log
    x-expect:
      - value: { title: Events }

  - target: $.paths['/events'].get.parameters[?@.name=='_limit' && @.in=='query'].schema
    description: "\`schema.default\` of the parameter \`_limit\` of GET /events is \`50\` instead of \`100\`."
    update:
      default: 50
    x-expect:
      - value: { default: 100 }
`;

describe("overlay diff", () => {
  it("prints an overlay that turns one document into the other", async () => {
    const project = new Project(files);
    const { code, stdout, stderr } = await project.run(["overlay", "diff", "old/api.yaml", "new.yaml"]);
    expect([code, stdout]).toEqual([0, made("old/api.yaml")]);
    expect(stderr).toBe("0 removals, 2 updates. Each still needs x-evidence: on whose word?\n");
    project.write("fix.yaml", stdout);
    expect((await project.run(["overlay", "apply", "old/api.yaml", "fix.yaml", "-o", "done.yaml"])).code).toBe(0);
    const { stderr: same } = await project.run(["overlay", "diff", "done.yaml", "new.yaml"]);
    expect(same).toBe("done.yaml and new.yaml say the same; there is nothing to correct.\n");
  });

  it("-o writes it, and names the document as seen from there", async () => {
    const project = new Project(files);
    const { code, stdout } = await project.run(["overlay", "diff", "old/api.yaml", "new.yaml", "-o", "old/fix.yaml"]);
    expect([code, stdout, project.read("old/fix.yaml")]).toEqual([0, "", made("api.yaml")]);
  });

  it("says so when there is no difference, and writes nothing", async () => {
    const project = new Project(files);
    const { code, stdout, stderr } = await project.run(["overlay", "diff", "new.yaml", "new.yaml", "-o", "fix.yaml"]);
    expect([code, stdout, stderr]).toEqual([
      0,
      "",
      "new.yaml and new.yaml say the same; there is nothing to correct.\n",
    ]);
    expect(() => project.read("fix.yaml")).toThrow();
  });

  it("--json has the overlay as data", async () => {
    const { code, stdout } = await new Project(files).run(["overlay", "diff", "old/api.yaml", "new.yaml", "--json"]);
    const result = JSON.parse(stdout) as { ok: boolean; actions: number; overlay: { actions: { target: string }[] } };
    expect([code, result.ok, result.actions, result.overlay.actions[0]?.target]).toEqual([0, true, 2, "$.info"]);
  });

  it("exits 1 for a file that cannot be read, 2 for wrong usage", async () => {
    const project = new Project({ ...files, "fix.yaml": overlay });
    expect((await project.run(["overlay", "diff", "new.yaml", "nothing.yaml"])).code).toBe(1);
    expect((await project.run(["overlay", "diff", "new.yaml"])).code).toBe(2);
    expect((await project.run(["overlay", "diff", "a", "b", "c"])).code).toBe(2);
  });

  it("exits 1 when it cannot write, and leaves nothing", async () => {
    const project = new Project({ ...files, "there/x": "" });
    for (const [out, why] of [
      ["no/such/x.yaml", "there is no folder no/such"],
      ["there", "EISDIR"],
    ] as const) {
      const { code, stdout, stderr } = await project.run(["overlay", "diff", "old/api.yaml", "new.yaml", "-o", out]);
      expect([code, stdout]).toEqual([1, ""]);
      expect(stderr).toContain(`error write/output\n  ${out} could not be written: ${why}.`);
    }
    expect(readdirSync(project.folder).sort()).toEqual(["new.yaml", "old", "there"]);
  });

  it("is explained", async () => {
    const { code, stdout } = await new Project().run(["overlay", "diff", "--help"]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("Usage: specmend overlay diff")]);
  });
});
