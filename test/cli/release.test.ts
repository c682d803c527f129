/** Versions and changes of packages, from the first release on. */
import { expect, test } from "vitest";
import { provider, Project, spec } from "./project.js";

interface Answer {
  readonly ok: boolean;
  readonly written: boolean;
  readonly providers: readonly { readonly name: string; readonly version: string; readonly step: string | null }[];
}

const versionOf = (project: Project): unknown =>
  (JSON.parse(project.read("generated/acme/package.json")) as { version: unknown }).version;

async function released(): Promise<Project> {
  const project = new Project(provider("acme"));
  expect(await project.run(["release"])).toMatchObject({ code: 0, stderr: "" });
  expect((await project.run(["generate"])).code).toBe(0);
  return project;
}

test("before the first release a package has a version, but no changes", async () => {
  const project = new Project(provider("acme"));
  expect((await project.run(["generate"])).code).toBe(0);
  expect(versionOf(project)).toBe("0.1.0");
  expect(project.read("generated/acme/package.json")).not.toContain("CHANGELOG.md");
});

test("a release is written beside the spec, and generate takes it into the package", async () => {
  const project = await released();
  expect(versionOf(project)).toBe("0.1.0");
  const changelog =
    "# Changes of @specmend/acme\n\n## 0.1.0\n\nThe first release: 1 operation, 1 correction of the vendor's document.\n";
  expect(project.read("specs/acme/CHANGELOG.md")).toBe(changelog);
  expect(project.read("generated/acme/CHANGELOG.md")).toBe(changelog);
  expect(JSON.parse(project.read("generated/acme/package.json"))).toMatchObject({
    files: ["dist", "src", "corrections.json", "CHANGELOG.md"],
  });
  expect((await project.run(["generate", "--check"])).code).toBe(0);
  const again = await project.run(["release", "--check"]);
  expect(again).toEqual({ code: 0, stderr: "", stdout: "@specmend/acme 0.1.0: nothing to release\n" });
});

test("--check says what would be released, and writes nothing", async () => {
  const project = await released();
  const before = project.read("specs/acme/released.json");
  project.write("specs/acme/openapi.yaml", spec.replace("/events:", "/v2/events:"));
  project.write("specs/acme/overlay.yaml", project.read("specs/acme/overlay.yaml").replace("/events", "/v2/events"));
  const ran = await project.run(["release", "--check"]);
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain("@specmend/acme 0.1.0 → 0.1.1, patch\n\n## 0.1.1\n");
  expect(ran.stdout).toContain("- The request of `events.list` is `GET /v2/events`, was `GET /events`.");
  expect(project.read("specs/acme/released.json")).toBe(before);
});

test("a break raises what npm takes for one, and generate knows why the package differs", async () => {
  const project = await released();
  project.write("specs/acme/openapi.yaml", spec.replace("operationId: events.list", "operationId: events.all"));
  const json = JSON.parse((await project.run(["release", "acme", "--json"])).stdout) as Answer;
  expect(json).toMatchObject({
    ok: true,
    written: true,
    providers: [{ name: "acme", version: "0.2.0", step: "major" }],
  });
  expect((await project.run(["generate"])).code).toBe(0);
  expect(versionOf(project)).toBe("0.2.0");
  project.write("specs/acme/CHANGELOG.md", `${project.read("specs/acme/CHANGELOG.md")}\nMy own words.\n`);
  const check = await project.run(["generate", "--check"]);
  expect(check.stdout).toContain("  a release was made:\n    changed  .specmend.json\n    changed  CHANGELOG.md\n");
});

test("another version may be asked for, but none that promises too much or was there before", async () => {
  const project = await released();
  expect((await project.run(["release", "acme", "--version", "1.0.0"])).code).toBe(0);
  project.write("specs/acme/openapi.yaml", spec.replace("operationId: events.list", "operationId: events.all"));
  for (const version of ["1.0.0", "1.1.0"]) {
    const refused = await project.run(["release", "acme", "--version", version]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(
      `${version} is too low: it must be at least 2.0.0 after 1.0.0, as what has changed is major.`,
    );
  }
  for (const args of [
    ["--version", "2.0.0"],
    ["acme", "--version", "2.0"],
  ])
    expect((await project.run(["release", ...args])).code).toBe(2);
  expect((await project.run(["release", "acme", "--version", "3.0.0"])).code).toBe(0);
});

test("a provider with errors is not released; neither is one whose last release is damaged, and no package is made of it", async () => {
  const project = await released();
  project.write("specs/acme/released.json", project.read("specs/acme/released.json").replace('"0.1.0"', '"one"'));
  for (const command of ["generate", "release"]) {
    const ran = await project.run([command]);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain("error release/damaged\n  specs/acme/released.json is not what a release has left.");
  }
  expect(versionOf(project)).toBe("0.1.0");
  const broken = new Project({ ...provider("acme"), "specs/acme/docs/events.md": "Something else." });
  expect((await broken.run(["release"])).code).toBe(1);
  expect([...broken.files("specs").keys()].filter((file) => /CHANGELOG|released/.test(file))).toEqual([]);
});

test("the settings' fields are in package.json, where the package is in its repository included", async () => {
  const settings = {
    license: "Apache-2.0",
    author: "Acme <sdk@acme.test>",
    repository: "https://git.acme.test/clients",
    keywords: ["acme", "events"],
    publishConfig: { access: "public", provenance: true },
  };
  const project = new Project({
    ...provider("acme"),
    "package.json": JSON.stringify({ specmend: { package: settings } }),
  });
  expect((await project.run(["generate"])).code).toBe(0);
  expect(JSON.parse(project.read("generated/acme/package.json"))).toMatchObject({
    license: "Apache-2.0",
    author: "Acme <sdk@acme.test>",
    repository: { type: "git", url: "git+https://git.acme.test/clients.git", directory: "generated/acme" },
    keywords: ["acme", "api", "client", "typescript", "events"],
    publishConfig: { access: "public", provenance: true },
  });
  // The text of another licence is the project's to add, and stays.
  expect([...project.files("generated").keys()]).not.toContain("generated/acme/LICENSE");
  expect(project.read("generated/acme/README.md")).toContain("## License\n\nApache-2.0\n");
  project.write("generated/acme/LICENSE", "Apache License");
  const { license: _, ...mit } = settings;
  project.write("package.json", JSON.stringify({ specmend: { package: { ...mit, license: "BSD-3-Clause" } } }));
  const check = await project.run(["generate", "--check"]);
  expect(check.stdout).toContain("the settings in package.json changed:");
  expect((await project.run(["generate"])).code).toBe(0);
  expect(project.read("generated/acme/LICENSE")).toBe("Apache License");
});

test.each([
  [{ licence: "MIT" }, "unknown setting specmend.package.licence; did you mean license?"],
  [{ license: "" }, "specmend.package.license in package.json must be an SPDX expression"],
  [{ author: { email: "sdk@acme.test" } }, "specmend.package.author in package.json must be text"],
  [{ repository: "acme/clients" }, "specmend.package.repository in package.json must be the URL of a git repository"],
  [{ repository: "https://user:hunter2@git.acme.test/clients" }, "specmend.package.repository"],
  [{ homepage: "javascript:alert(1)" }, "specmend.package.homepage in package.json must be a URL"],
  [{ keywords: "acme" }, "specmend.package.keywords in package.json must be a list"],
  [{ publishConfig: { access: "everybody" } }, "specmend.package.publishConfig"],
  [{ publishConfig: { provenance: true } }, "needs specmend.package.repository"],
])("%j is refused", async (settings, message) => {
  const project = new Project({
    ...provider("acme"),
    "package.json": JSON.stringify({ specmend: { package: settings } }),
  });
  const { code, stderr } = await project.run(["generate"]);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr).not.toContain("hunter2");
});
