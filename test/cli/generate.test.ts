import { describe, expect, it } from "vitest";
import { Project, overlay, provider, spec } from "./project.js";

interface Result {
  readonly ok: boolean;
  readonly providers: readonly Record<string, unknown>[];
  readonly diagnostics: readonly { readonly code: string }[];
}

const parse = (stdout: string): Result => JSON.parse(stdout) as Result;

describe("two providers, one of which is broken", () => {
  it("writes the sound one, leaves the other as it was, and says what is wrong", async () => {
    const project = new Project({ ...provider("good"), ...provider("bad") });
    expect(await project.run(["generate"])).toMatchObject({ code: 0, stderr: "" });
    const before = project.files("generated/bad");
    expect(before.size).toBeGreaterThan(20);

    project.edit("specs/bad/openapi.yaml", "default: 100", "default: 20");
    project.edit("specs/good/openapi.yaml", "title: Events", "title: Better Events");
    const { code, stdout, stderr } = await project.run(["generate"]);
    expect(code).toBe(1);
    expect(stderr).toContain("error overlay/conflict  specs/bad/overlay.yaml:7:");
    expect(stderr).toContain("1 error");
    expect(stdout).toMatch(/^bad .* failed: left as it was /m);
    expect(stdout).toMatch(/^good +1 +1 +\d+ of \d+ +\d+ ms$/m);
    expect(project.files("generated/bad")).toEqual(before);
    expect(project.read("generated/good/README.md")).toContain("Better Events");
    expect([...project.files("generated").keys()].filter((path) => !/^generated\/(?:bad|good)\//.test(path))).toEqual(
      [],
    );
  });

  it("makes nothing for a provider that never worked", async () => {
    const project = new Project({ ...provider("good"), "specs/bad/openapi.yaml": "openapi: [" });
    expect((await project.run(["generate"])).code).toBe(1);
    expect(project.files("generated/good").size).toBeGreaterThan(20);
    expect(project.files("generated/bad").size).toBe(0);
  });

  it("does the named one alone", async () => {
    const project = new Project({ ...provider("good"), "specs/bad/openapi.yaml": "openapi: [" });
    expect((await project.run(["generate", "good"])).code).toBe(0);
    const { code, stderr } = await project.run(["generate", "goood"]);
    expect(code).toBe(1);
    expect(stderr).toContain("generate/unknown-provider");
    expect(stderr).toContain("There are: bad, good.");
  });
});

describe("a run with nothing to do", () => {
  it.each([
    ["with", { "node_modules/.keep": "" }],
    ["without", {}],
  ])("%s a cache touches nothing", async (_, extra) => {
    const project = new Project({ ...provider("good"), ...extra });
    await project.run(["generate"]);
    const before = project.times("generated");
    const { code, stdout } = await project.run(["generate"]);
    expect([code, /^good .* none /m.test(stdout)]).toEqual([0, true]);
    expect(project.times("generated")).toEqual(before);
  });

  it("shows what the packages hold all the same", async () => {
    const project = new Project({ ...provider("good"), "node_modules/.keep": "" });
    const [first, second] = [await project.run(["generate", "--json"]), await project.run(["generate", "--json"])];
    const { operations, corrections, files } = parse(first.stdout).providers[0] ?? {};
    expect([operations, corrections]).toEqual([1, 1]);
    expect(parse(second.stdout).providers).toMatchObject([{ status: "unchanged", operations, corrections, files }]);
    expect((await project.run(["generate"])).stdout).toMatch(/^good +1 +1 +none /m);
  });

  it("replaces hand edits of several files in one warning, and does not call a missing file edited", async () => {
    const project = new Project(provider("good"));
    await project.run(["generate"]);
    for (const file of ["src/index.ts", "src/client.ts"])
      project.edit(`generated/good/${file}`, "export", "// mine\nexport");
    project.remove("generated/good/package.json");
    const { code, stderr } = await project.run(["generate"]);
    expect([code, stderr.includes("package.json")]).toEqual([0, false]);
    expect(stderr).toContain(
      "2 files in generated/good had been edited by hand, and were replaced: src/client.ts, src/index.ts.",
    );
  });

  it("notices a hand edit in spite of the cache, and undoes it", async () => {
    const project = new Project({ ...provider("good"), "node_modules/.keep": "" });
    await project.run(["generate"]);
    const before = project.files("generated");
    project.edit("generated/good/README.md", "# @specmend/good", "# mine");
    const { code, stdout, stderr } = await project.run(["generate"]);
    expect([code, /^good .* 1 of \d+ /m.test(stdout)]).toEqual([0, true]);
    expect(stderr).toContain(
      "warning write/hand-edit\n  generated/good/README.md had been edited by hand, and was replaced.",
    );
    expect(project.files("generated")).toEqual(before);
    expect((await project.run(["generate"])).stderr).toBe("");
  });
});

describe("--json", () => {
  it("has the same keys whether all is well or not", async () => {
    const project = new Project({ ...provider("good"), ...provider("bad") });
    project.edit("specs/bad/overlay.yaml", "'_limit'", "'_lmit'");
    const { code, stdout, stderr } = await project.run(["generate", "--json"]);
    expect([code, stderr]).toEqual([1, ""]);
    const { ok, providers, diagnostics } = parse(stdout);
    expect(ok).toBe(false);
    expect(providers.map(({ name, status }) => [name, status])).toEqual([
      ["bad", "failed"],
      ["good", "written"],
    ]);
    for (const one of providers)
      expect(Object.keys(one).join(" ")).toBe(
        "name package out status operations corrections files suggestions written removed renamings drift milliseconds",
      );
    expect(providers).toMatchObject([
      { operations: null, corrections: null, files: null },
      { operations: 1, corrections: 1 },
    ]);
    expect(diagnostics).toMatchObject([
      {
        code: "overlay/unmatched",
        severity: "error",
        location: { file: "specs/bad/overlay.yaml", line: 4, column: 13 },
      },
    ]);
    expect(Object.keys(diagnostics[0] ?? {})).toEqual(["code", "severity", "message", "location", "related", "help"]);
  });

  it("says that there is no provider", async () => {
    const { code, stdout } = await new Project().run(["generate", "--json"]);
    expect([code, parse(stdout)]).toMatchObject([
      1,
      { ok: false, providers: [], diagnostics: [{ code: "generate/no-providers" }] },
    ]);
  });
});

describe("--spec", () => {
  const single = [
    "generate",
    "--spec",
    "api.yaml",
    "--overlay",
    "fix.yaml",
    "--name",
    "@acme/events",
    "--out",
    "packages/events",
  ];
  const files = { "api.yaml": spec, "fix.yaml": overlay, "docs/events.md": "capped at 50" };

  it("makes one package from files anywhere", async () => {
    const project = new Project(files);
    expect(await project.run(single)).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(project.read("packages/events/package.json"))).toMatchObject({ name: "@acme/events" });
    expect(project.read("packages/events/src/client.ts")).toContain("export class Events {");
    expect(project.read("packages/events/README.md")).toContain("At most 50.");
    expect((await project.run([...single, "--check"])).code).toBe(0);
  });

  it("makes the same bytes wherever it is called from", async () => {
    const project = new Project(files);
    const other = new Project(
      Object.fromEntries(Object.entries(files).map(([path, text]) => [`deep/down/${path}`, text])),
    );
    await project.run(single);
    await other.run(single.map((word) => (word.endsWith(".yaml") ? `deep/down/${word}` : word)));
    expect(other.files("packages")).toEqual(project.files("packages"));
  });

  it.each([
    [{ "fix.yaml": overlay }, "load/not-found", "There is no file api.yaml."],
    [{ "api.yaml": spec }, "load/not-found", "There is no file fix.yaml."],
    [{ "api.yaml": spec, "fix.yaml": overlay }, "overlay/evidence", "There is no page docs/events.md."],
  ])("with %j is a diagnostic", async (given, code, message) => {
    const result = await new Project(given as Record<string, string>).run(single);
    expect(result.code).toBe(1);
    expect(result.stderr).toContain(code);
    expect(result.stderr).toContain(message);
  });
});

describe("a folder with other people's files", () => {
  it("is refused", async () => {
    const project = new Project({ ...provider("good"), "generated/good/diary.txt": "dear diary" });
    const { code, stderr } = await project.run(["generate"]);
    expect([code, [...project.files("generated")]]).toEqual([1, [["generated/good/diary.txt", "dear diary"]]]);
    expect(stderr).toContain("write/foreign-folder");
    expect(stderr).toContain("such as diary.txt");
  });

  it("keeps what was put beside a package later", async () => {
    const project = new Project(provider("good"));
    await project.run(["generate"]);
    project.write("generated/good/test/mine.ts", "mine");
    project.edit("specs/good/openapi.yaml", "title: Events", "title: Other");
    expect((await project.run(["generate"])).code).toBe(0);
    expect(project.read("generated/good/test/mine.ts")).toBe("mine");
  });
});

describe("--specs and --out", () => {
  it("lead elsewhere", async () => {
    const project = new Project(
      Object.fromEntries(
        Object.entries(provider("good")).map(([path, text]) => [path.replace("specs/", "apis/"), text]),
      ),
    );
    expect((await project.run(["generate", "--specs", "apis", "--out", "sdk"])).code).toBe(0);
    expect(project.read("sdk/good/src/index.ts")).toContain("from apis/good.");
  });
});

describe("names that are not the document's", () => {
  const renamed = spec.replace("operationId: events.list", "operationId: getEvents\n      tags: [events]");

  it("are counted, shown, and listed in the package", async () => {
    const project = new Project({ "specs/acme/openapi.yaml": renamed, "node_modules/.keep": "" });
    const { code, stdout } = await project.run(["generate"]);
    expect([code, stdout.slice(stdout.indexOf("\nacme:"))]).toEqual([
      0,
      [
        "\nacme: 1 of 1 operations are not called what the document calls them.",
        "  events.list  getEvents  in other words",
        "  generated/acme/names.json has them all; `operationId: resource.method` in an overlay sets another name.\n",
      ].join("\n"),
    ]);
    const entry = {
      operation: "events.list",
      operationId: "getEvents",
      method: "GET",
      path: "/events",
      why: "reworded",
    };
    expect(JSON.parse(project.read("generated/acme/names.json"))).toEqual({ source: "specs/acme", names: [entry] });
    expect(project.read("generated/acme/package.json")).toContain('"names.json"');

    // A run with nothing to do says nothing, but for programs.
    expect((await project.run(["generate"])).stdout).not.toContain("not called");
    const again = await project.run(["generate", "--json"]);
    expect(parse(again.stdout).providers[0]).toMatchObject({ status: "unchanged", renamings: [entry] });
  });

  it("are none where somebody chose them", async () => {
    const project = new Project({ "specs/acme/openapi.yaml": spec });
    expect((await project.run(["generate"])).stdout).not.toContain("not called");
    expect(project.files("generated/acme").has("generated/acme/names.json")).toBe(false);
  });
});
