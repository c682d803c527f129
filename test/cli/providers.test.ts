import { describe, expect, it } from "vitest";
import { overlay, Project, provider, spec } from "./project.js";

interface Result {
  readonly diagnostics: readonly { readonly code: string; readonly severity: string; readonly message: string }[];
}

async function codesOf(project: Project, ...args: string[]): Promise<[number | null, string[]]> {
  const { code, stdout } = await project.run([...args, "--json"]);
  return [code, (JSON.parse(stdout) as Result).diagnostics.map((one) => `${one.severity} ${one.code}: ${one.message}`)];
}

describe("what is under specs/", () => {
  it("is read, or an error: a misnamed overlay must not be passed over", async () => {
    const project = new Project({ ...provider("good"), ...provider("acme"), "specs/acme/overlays.yaml": overlay });
    const { code, stdout, stderr } = await project.run(["generate"]);
    expect([code, stdout.includes("acme"), /^good /m.test(stdout)]).toEqual([1, false, true]);
    expect(stderr).toContain(
      "error generate/stray-file  specs/acme/overlays.yaml:1:1\n  Nothing reads specs/acme/overlays.yaml",
    );
    expect(stderr).toContain("help: Rename it to overlay.NAME.yaml if it is an overlay, or move it.");
    expect(project.files("generated/acme").size).toBe(0);
    expect((await project.run(["overlay", "check"])).code).toBe(1);
  });

  it("is a provider: a folder without a document is an error, an empty one is not", async () => {
    const project = new Project({
      ...provider("good"),
      "specs/acme/overlay.yaml": overlay,
      "specs/later/.gitkeep": "",
    });
    const expected = [1, ["error generate/no-document: specs/acme has no openapi.yaml."]];
    expect(await codesOf(project, "generate")).toEqual(expected);
    expect(await codesOf(project, "generate", "acme")).toEqual(expected);
    expect(await codesOf(project, "generate", "good")).toEqual([0, []]);
  });

  it("has one document per provider, and a name that npm takes", async () => {
    const project = new Project({
      ...provider("good"),
      "specs/good/openapi.json": "{}",
      "specs/my api/openapi.yaml": spec,
    });
    expect(await codesOf(project, "generate")).toEqual([
      1,
      [
        'error generate/provider-name: The folder specs/my api names a package, but "my api" is no package name.',
        "error generate/two-documents: specs/good holds openapi.yaml and openapi.json: one too many.",
      ],
    ]);
    expect(project.files("generated").size).toBe(0);
  });

  it.skipIf(process.platform !== "linux")("has no two names that differ only in case", async () => {
    const [code, diagnostics] = await codesOf(new Project({ ...provider("acme"), ...provider("Acme") }), "generate");
    expect([code, diagnostics]).toEqual([
      1,
      [expect.stringContaining("specs/Acme and specs/acme would be one package")],
    ]);
  });
});

describe("a package whose provider is gone", () => {
  it("is an error for --check and a warning else, and is left alone", async () => {
    const project = new Project({ ...provider("good"), ...provider("acme"), "generated/notes/x.txt": "mine" });
    await project.run(["generate"]);
    project.remove("specs/acme");
    const before = project.files("generated");
    const words = "generate/orphan: generated/acme has no provider any more: delete the folder.";
    expect(await codesOf(project, "generate", "--check")).toEqual([1, [`error ${words}`]]);
    expect(await codesOf(project, "generate")).toEqual([0, [`warning ${words}`]]);
    expect(await codesOf(project, "generate", "good", "--check")).toEqual([0, []]);
    expect(project.files("generated")).toEqual(before);
  });

  it("is nobody's business when it was made from elsewhere", async () => {
    const project = new Project({ ...provider("good"), "api.yaml": spec });
    await project.run(["generate", "--spec", "api.yaml", "--name", "single", "--out", "generated/single"]);
    expect((await project.run(["generate"])).stderr).toBe("");
    expect((await project.run(["generate", "--check"])).code).toBe(0);
  });
});

describe("the wrong folder", () => {
  it("is named, and so is the right one when it is above", async () => {
    const project = new Project({ ...provider("good"), "package.json": "{}", "src/deep/x": "" });
    const { code, stderr } = await project.run(["generate"], { below: "src/deep" });
    expect(code).toBe(1);
    expect(stderr).toMatch(/There is no provider in specs \(\/.*\/src\/deep\/specs\)\./);
    expect(stderr).toMatch(/help: (\/.*)\/specs has some: run it in \1\.\n/);
  });

  it("is only named when there is nothing above", async () => {
    const { stderr } = await new Project().run(["generate"]);
    expect(stderr).toMatch(/There is no provider in specs \(\/.*\/specs\)\./);
    expect(stderr).toContain("help: A provider is a folder such as specs/close");
  });
});
