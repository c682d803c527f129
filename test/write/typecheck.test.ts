/** The check before the swap: what does not compile is refused, by the compiler that the project itself has. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { emitTsconfig } from "../../generator/emit/package-files.js";
import { findCompiler, typecheck, type Compiler } from "../../generator/write/typecheck.js";
import { runCase } from "../case-files.js";
import { Project, provider } from "../cli/project.js";

const settings = [
  { path: "package.json", text: '{ "type": "module" }' },
  { path: "tsconfig.json", text: emitTsconfig() },
];
const scratch = mkdtempSync(join(tmpdir(), "specmend-typecheck-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A `typescript` package that says what it is told to. */
function fakeTypeScript(version: string, script: string): Record<string, string> {
  return {
    "node_modules/typescript/package.json": JSON.stringify({ name: "typescript", version }),
    "node_modules/typescript/bin/tsc": script,
  };
}

function folderWith(name: string, files: Record<string, string>): string {
  for (const [path, text] of Object.entries({ "package.json": "{}", ...files })) {
    mkdirSync(dirname(join(scratch, name, path)), { recursive: true });
    writeFileSync(join(scratch, name, path), text);
  }
  return join(scratch, name);
}

describe("typecheck", () => {
  it("has nothing to say of a package that compiles", async () => {
    const { files = [] } = await runCase("cursor");
    expect(await typecheck(files)).toEqual([undefined, []]);
  });

  it("shows the first errors with their lines, and counts the others", async () => {
    const text = "export const a: number = '1';\nconst fine = 1;\nfine;\nb;\nc;\nd;\n";
    const [, [found, ...more]] = await typecheck([...settings, { path: "src/deep/a.ts", text }]);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: "emit/does-not-compile", severity: "error" });
    expect(found?.message.split("\n")).toEqual([
      expect.stringMatching(/^The generated package does not compile with TypeScript \d+\.\d+\.\d+:$/),
      "src/deep/a.ts:1:14",
      "  export const a: number = '1';",
      expect.stringContaining("TS2322: Type 'string' is not assignable to type 'number'."),
      "src/deep/a.ts:4:1",
      "  b;",
      expect.stringContaining("TS2304"),
      "src/deep/a.ts:5:1",
      "  c;",
      expect.stringContaining("TS2304"),
      "and 1 more",
    ]);
  });

  it("checks with the settings of the package", async () => {
    const text = "export function first(list: string[]): string {\n  return list[0];\n}\n";
    const [, [found]] = await typecheck([...settings, { path: "src/a.ts", text }]);
    expect(found?.message).toContain("TS2322");
  });

  it("writes nothing outside of its own folder", async () => {
    const [, [found]] = await typecheck([...settings, { path: "src/../../../a.ts", text: "" }]);
    expect(found?.code).toBe("write/unsafe-path");
  });

  it("spares the compiler the search for garbage, unless the user wants it", async () => {
    const script = "process.stdout.write(`${process.env.GOGC} ${process.env.GOMEMLIMIT}`); process.exitCode = 3;";
    const compiler = { version: "7.0.0", command: process.execPath, args: ["-e", script, "--"] };
    const said = async (): Promise<string | undefined> => (await typecheck(settings, compiler))[1][0]?.message;
    vi.stubEnv("GOGC", undefined);
    expect(await said()).toContain("off 2GiB");
    vi.stubEnv("GOGC", "50");
    expect(await said()).toContain("50 2GiB");
    vi.unstubAllEnvs();
  });

  it.each<[string, Compiler | "none"]>([
    ["is not there", "none"],
    ["cannot be run", { version: "7.0.0", command: join(scratch, "nowhere"), args: [] }],
    ["fails without an error", { version: "5.9.0", command: process.execPath, args: ["-e", "process.exit(3)", "--"] }],
    ["is killed", { version: "5.9.0", command: process.execPath, args: ["-e", "process.kill(process.pid)", "--"] }],
  ])("refuses when the compiler %s", async (_, compiler) => {
    const [, [found]] = await typecheck(settings, compiler);
    expect(found?.code).toBe("emit/no-compiler");
  });
});

describe("findCompiler", () => {
  it("prefers the project's own, from any folder below", () => {
    const project = folderWith("own", fakeTypeScript("5.9.3", ""));
    mkdirSync(join(project, "packages/a"), { recursive: true });
    const own = { version: "5.9.3", command: process.execPath };
    expect(findCompiler(project)).toMatchObject(own);
    expect(findCompiler(join(project, "packages/a"))).toMatchObject(own);
  });

  it("takes the one beside specmend when the project has none, or one that is too old", () => {
    const beside = findCompiler(folderWith("none", {}));
    expect(beside?.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(findCompiler(folderWith("old", fakeTypeScript("5.8.3", "")))).toEqual(beside);
    expect(findCompiler(folderWith("damaged", fakeTypeScript("nonsense", "")))).toEqual(beside);
  });
});

describe("specmend generate", () => {
  const complain = `process.stdout.write("src/client.ts(3,1): error TS9999: Never.\\n"); process.exitCode = 2;`;

  it("writes nothing that does not compile, and says how to write it anyway", async () => {
    const project = new Project({ ...provider("acme"), ...fakeTypeScript("5.9.9", complain) });
    for (const args of [["generate"], ["generate", "--check"]]) {
      const { code, stderr } = await project.run(args);
      expect(code).toBe(1);
      expect(stderr).toContain("error emit/does-not-compile");
      expect(stderr).toContain("does not compile with TypeScript 5.9.9");
      expect(stderr).toContain("TS9999: Never.");
      expect(stderr).toContain("--no-typecheck");
      expect(project.files("generated").size).toBe(0);
    }
    expect((await project.run(["generate", "--no-typecheck"])).code).toBe(0);
    expect(project.files("generated").size).toBeGreaterThan(10);
  });

  it("leaves the package that was there as it was", async () => {
    const project = new Project(provider("acme"));
    expect((await project.run(["generate"])).code).toBe(0);
    const before = project.files("generated");
    for (const [path, text] of Object.entries(fakeTypeScript("5.9.9", complain))) project.write(path, text);
    project.edit("specs/acme/openapi.yaml", "items: { type: string }", "items: { type: number }");
    expect((await project.run(["generate"])).stderr).toContain("emit/does-not-compile");
    expect(project.files("generated")).toEqual(before);
  });

  it("does not check what has not changed", async () => {
    const project = new Project(provider("acme"));
    expect((await project.run(["generate"])).code).toBe(0);
    for (const [path, text] of Object.entries(fakeTypeScript("5.9.9", complain))) project.write(path, text);
    expect((await project.run(["generate"])).code).toBe(0);
    expect((await project.run(["generate", "--check"])).code).toBe(0);
    const readme = "generated/acme/README.md";
    project.write(readme, `${project.read(readme)}\nMore.\n`);
    expect((await project.run(["generate"])).code).toBe(0);
  });

  it("can be told in package.json to leave the check to the build", async () => {
    const setting = (typecheck: unknown) => ({ "package.json": JSON.stringify({ specmend: { typecheck } }) });
    const files = { ...provider("acme"), ...fakeTypeScript("5.9.9", complain) };
    expect((await new Project({ ...files, ...setting(false) }).run(["generate"])).code).toBe(0);
    expect((await new Project({ ...files, ...setting(true) }).run(["generate"])).code).toBe(1);
    const wrong = await new Project({ ...files, ...setting("no") }).run(["generate"]);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining("must be true or false")]);
  });
});
