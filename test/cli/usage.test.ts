import { describe, expect, it } from "vitest";
import { diagnosticCatalogue } from "../../generator/diagnostic-codes.js";
import { Project, provider } from "./project.js";

const project = new Project(provider("good"));
const run = (...args: string[]): ReturnType<Project["run"]> => project.run(args);

describe("help", () => {
  it.each([[], ["--help"], ["-h"], ["help"]])("%j shows every command", async (...args) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stderr]).toEqual([0, ""]);
    for (const command of ["generate", "overlay apply", "overlay check", "explain"])
      expect(stdout).toContain(`  ${command}`);
  });

  it.each(["generate", "overlay apply", "overlay check", "explain"])(
    "%s --help shows its own, with --json",
    async (command) => {
      for (const flag of ["--help", "-h"]) {
        const { code, stdout, stderr } = await run(...command.split(" "), flag);
        expect([code, stderr]).toEqual([0, ""]);
        expect(stdout).toMatch(new RegExp(`^Usage: specmend ${command}\\b`));
        expect(stdout).toContain("--json");
      }
    },
  );

  it("keeps lines within 120 columns", async () => {
    for (const command of [[], ["generate"], ["overlay", "apply"], ["overlay", "check"], ["explain"]]) {
      const { stdout } = await run(...command, "--help");
      expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(120);
    }
  });

  it.each(["--version", "-v"])("%s shows a version", async (flag) => {
    expect(await run(flag)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
      stderr: "",
    });
  });
});

describe("wrong usage ends with 2, writes nothing on stdout and says how to go on", () => {
  it.each([
    [["generat"], 'unknown command "generat"'],
    [["overlay"], 'unknown command "overlay"'],
    [["overlay", "aply", "a", "b"], 'unknown command "overlay aply"'],
    [["generate", "--chek"], "--chek"],
    [["generate", "--specs"], "--specs"],
    [["generate", "--name", "x"], "--name and --overlay go with --spec"],
    [["generate", "--overlay", "x.yaml"], "--name and --overlay go with --spec"],
    [["generate", "--spec", "x.yaml"], "--spec needs --name and --out"],
    [["generate", "--spec", "x.yaml", "--name", "a b", "--out", "o"], "no package name"],
    [
      ["generate", "good", "--spec", "x.yaml", "--name", "a", "--out", "o"],
      "--spec goes with neither provider names nor --specs",
    ],
    [["generate", "--watch", "--json"], "--watch goes with neither --check nor --json"],
    [["overlay", "apply"], "needs a SPEC and at least one OVERLAY"],
    [["overlay", "apply", "spec.yaml"], "needs a SPEC and at least one OVERLAY"],
    [["explain", "overlay/conflit"], "did you mean overlay/conflict?"],
  ])("%j", async (args, words) => {
    const { code, stdout, stderr } = await run(...args);
    expect(stderr).toContain(words);
    expect(stderr).toMatch(/^specmend: .*\nRun `specmend .*--help` for how to call it\.\n$/);
    expect([code, stdout]).toEqual([2, ""]);
  });

  it.each([
    ['{ "specmend": { "scop": "@x" } }', "unknown setting specmend.scop"],
    ['{ "specmend": { "scope": "x" } }', "must be an npm scope"],
    ['{ "specmend": { "strict": "yes" } }', "must be true or false"],
  ])("package.json with %s", async (text, words) => {
    const { code, stderr } = await new Project({ ...provider("good"), "package.json": text }).run(["generate"]);
    expect(stderr).toContain(words);
    expect(code).toBe(2);
  });
});

describe("explain", () => {
  it("tells of one code: what it is, why it matters, what to do", async () => {
    const { code, stdout } = await run("explain", "overlay/conflict");
    const { title, cause, fix } = diagnosticCatalogue["overlay/conflict"];
    expect([code, stdout]).toEqual([0, `overlay/conflict: ${title}\n\n${cause}\n\n${fix}\n`]);
  });

  it("lists every code, and as JSON with all words", async () => {
    const codes = Object.keys(diagnosticCatalogue);
    const { stdout } = await run("explain");
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => line.split(/\s+/)[0]),
    ).toEqual(codes);
    expect(JSON.parse((await run("explain", "--json")).stdout)).toEqual(diagnosticCatalogue);
  });
});
