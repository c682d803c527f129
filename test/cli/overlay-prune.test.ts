import { describe, expect, it } from "vitest";
import { overlay, page, Project, provider, spec } from "./project.js";

const obsolete = `
  # The vendor has mended this.
  - target: $.info
    description: It is called Events.
    update: { title: Events }
    x-expect: { value: { title: Event } }
    x-evidence: [{ page: events.md, quote: capped at 50 }]
`;
const files = { ...provider("acme"), "specs/acme/overlay.yaml": overlay + obsolete };

describe("overlay prune", () => {
  it("deletes what is obsolete, says what, and has nothing to do the next time", async () => {
    const project = new Project(files);
    const { code, stdout, stderr } = await project.run(["overlay", "prune"]);
    expect([code, stdout, stderr]).toEqual([
      0,
      "acme: 1 obsolete action deleted\n  specs/acme/overlay.yaml:11  It is called Events.\n",
      "",
    ]);
    expect(project.read("specs/acme/overlay.yaml")).toBe(overlay);
    expect(await project.run(["overlay", "prune"])).toEqual({ code: 0, stdout: "acme: nothing deleted\n", stderr: "" });
    expect((await project.run(["overlay", "check"])).code).toBe(0);
  });

  it("--check writes nothing and exits 1 while there is something to delete", async () => {
    const project = new Project(files);
    const { code, stdout } = await project.run(["overlay", "prune", "--check"]);
    expect([code, stdout.split("\n")[0]]).toEqual([1, "acme: 1 obsolete action to delete"]);
    expect(project.read("specs/acme/overlay.yaml")).toBe(overlay + obsolete);
    expect((await new Project(provider("acme")).run(["overlay", "prune", "--check"])).code).toBe(0);
  });

  it("takes only the providers that are named, from another folder too", async () => {
    const named = (name: string) =>
      Object.fromEntries(
        Object.entries(files).map(([path, text]) => [path.replace("specs/acme", `apis/${name}`), text]),
      );
    const project = new Project({ ...named("one"), ...named("two") });
    const { code } = await project.run(["overlay", "prune", "two", "--specs", "apis"]);
    expect(code).toBe(0);
    expect(project.read("apis/one/overlay.yaml")).toBe(overlay + obsolete);
    expect(project.read("apis/two/overlay.yaml")).toBe(overlay);
  });

  it("leaves a file in which nothing would remain, and says to delete it", async () => {
    const only = overlay.replace(/ {2}- target[^]*$/, obsolete.trimStart());
    const project = new Project({ ...files, "specs/acme/overlay.yaml": only });
    const { code, stdout, stderr } = await project.run(["overlay", "prune"]);
    expect([code, stdout]).toEqual([1, "acme: nothing deleted\n"]);
    expect(stderr).toContain("error overlay/all-obsolete  specs/acme/overlay.yaml:");
    expect(stderr).toContain("help: Delete specs/acme/overlay.yaml.");
    expect(project.read("specs/acme/overlay.yaml")).toBe(only);
  });

  it("counts what fails in other ways, and leaves that to overlay check", async () => {
    const project = new Project({ ...files, "specs/acme/openapi.yaml": spec.replace("default: 100", "default: 75") });
    const { code, stdout } = await project.run(["overlay", "prune"]);
    expect([code, stdout]).toEqual([
      0,
      "acme: 1 obsolete action deleted\n  specs/acme/overlay.yaml:11  It is called Events.\n  1 other action in error: see `specmend overlay check acme`\n",
    ]);
  });

  it("--json says the same to programs", async () => {
    const { code, stdout } = await new Project(files).run(["overlay", "prune", "--json"]);
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      {
        ok: true,
        written: true,
        files: [
          {
            file: "specs/acme/overlay.yaml",
            deleted: [{ line: 11, target: "$.info", description: "It is called Events." }],
          },
        ],
        providers: [{ name: "acme", failing: 0, kept: 0 }],
        diagnostics: [],
      },
    ]);
  });

  it("keeps a byte order mark", async () => {
    const project = new Project({ ...files, "specs/acme/overlay.yaml": `\uFEFF${overlay}${obsolete}` });
    expect((await project.run(["overlay", "prune"])).code).toBe(0);
    expect(project.read("specs/acme/overlay.yaml")).toBe(`\uFEFF${overlay}`);
  });

  it("touches nothing of a provider whose files have errors", async () => {
    const project = new Project({ ...files, "specs/acme/openapi.yaml": "a: [", "specs/acme/docs/events.md": page });
    const { code, stderr } = await project.run(["overlay", "prune"]);
    expect([code, project.read("specs/acme/overlay.yaml")]).toEqual([1, overlay + obsolete]);
    expect(stderr).toContain("load/syntax");
  });

  it("is explained, and refuses what it does not know", async () => {
    const project = new Project(files);
    const help = await project.run(["overlay", "prune", "--help"]);
    expect([help.code, help.stdout]).toEqual([0, expect.stringContaining("Usage: specmend overlay prune")]);
    const { code, stderr } = await project.run(["overlay", "prune", "--all"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("Run `specmend overlay prune --help`")]);
    expect((await project.run(["overlay", "prune", "nobody"])).code).toBe(1);
  });
});
