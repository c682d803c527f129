import { beforeEach, describe, expect, it } from "vitest";
import { Project, provider } from "./project.js";

let project: Project;
beforeEach(async () => {
  project = new Project(provider("good"));
  await project.run(["generate"]);
});

interface Drift {
  readonly path: string;
  readonly change: string;
  readonly cause: string;
}

async function drift(): Promise<readonly Drift[]> {
  const { stdout } = await project.run(["generate", "--check", "--json"]);
  return (JSON.parse(stdout) as { providers: { drift: Drift[] }[] }).providers[0]?.drift ?? [];
}

/** Runs `--check`, which never writes; what it says. */
async function check(): Promise<{ code: number | null; stdout: string }> {
  const before = project.times("generated");
  const { code, stdout } = await project.run(["generate", "--check"]);
  expect(project.times("generated")).toEqual(before);
  return { code, stdout };
}

describe("generate --check", () => {
  it("is content with a package as it should be", async () => {
    expect(await check()).toMatchObject({ code: 0, stdout: expect.stringMatching(/^good +1 +1 +none /m) as string });
  });

  it.each([
    ["spec", "specs/good/openapi.yaml", "title: Events", "title: Other", "the spec changed", "README.md"],
    [
      "overlay",
      "specs/good/overlay.yaml",
      "At most 50.",
      "No more than 50.",
      "the overlay changed",
      "src/resources/events.ts",
    ],
    [
      "hand edit",
      "generated/good/src/index.ts",
      "export",
      "// mine\nexport",
      "edited by hand; edits belong into the overlay",
      "src/index.ts",
    ],
  ])("says that it was a change of the %s", async (cause, path, from, to, words, changed) => {
    project.edit(path, from, to);
    const { code, stdout } = await check();
    expect(code).toBe(1);
    expect(stdout).toContain("good: generated/good is not what would be generated now. Run `specmend generate good`.");
    expect(stdout).toContain(`  ${words}:\n`);
    expect(stdout).toMatch(new RegExp(`^    changed  ${changed}$`, "m"));
    expect(await drift()).toContainEqual({ path: changed, change: "changed", cause });
  });

  it("says that a page changed", async () => {
    project.edit("specs/good/docs/events.md", "The limit", "A new sentence. The limit");
    expect(await check()).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("a page under docs/ changed") as string,
    });
    expect((await drift()).map((one) => one.cause)).toEqual(["docs"]);
  });

  it("says that a file was deleted by hand", async () => {
    project.remove("generated/good/src/client.ts");
    expect((await check()).code).toBe(1);
    expect(await drift()).toEqual([{ path: "src/client.ts", change: "added", cause: "missing" }]);
  });

  it("says that a file is missing, not that it was edited", async () => {
    project.remove("generated/good/src/client.ts");
    const { stdout } = await check();
    expect(stdout).toContain("  missing; it will be written again:\n    added    src/client.ts\n");
    expect(stdout).not.toContain("by hand");
  });

  it("says that there is no package yet", async () => {
    project.remove("generated/good");
    const { code, stdout } = await check();
    expect(code).toBe(1);
    expect(stdout).toContain("the package has not been generated yet");
    expect(project.files("generated").size).toBe(0);
  });

  it("names a removed operation's file", async () => {
    project.edit("specs/good/openapi.yaml", "operationId: events.list", "operationId: things.list");
    expect(await drift()).toEqual(
      expect.arrayContaining([
        { path: "src/resources/events.ts", change: "removed", cause: "spec" },
        { path: "src/resources/things.ts", change: "added", cause: "spec" },
      ]),
    );
  });

  it("fails with errors, and says them rather than drift", async () => {
    project.edit("specs/good/overlay.yaml", "'_limit'", "'limit'");
    const { code, stderr, stdout } = await project.run(["generate", "--check"]);
    expect([code, stderr.includes("overlay/unmatched"), stdout.includes("is not what would")]).toEqual([
      1,
      true,
      false,
    ]);
  });
});
