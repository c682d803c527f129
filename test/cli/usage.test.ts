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

  it.each([[], ["--help"], ["-h"]])("overlay %j shows the commands that begin so", async (...args) => {
    const { code, stdout, stderr } = await run("overlay", ...args);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^Usage: specmend overlay <command>/);
    const listed = [...stdout.matchAll(/^ {2}(\w+ \w+) {2}/gm)].map(([, name]) => name);
    expect(listed).toEqual(["apply", "check", "prune", "expect", "diff"].map((name) => `overlay ${name}`));
  });

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
    [["generat", "good"], 'unknown command "generat"; did you mean generate?'],
    [["overlay", "aply", "a", "b"], 'unknown command "overlay aply"; did you mean overlay apply?'],
    [["apply", "a", "b"], 'unknown command "apply"; did you mean overlay apply?'],
    [["chek"], 'unknown command "chek"; did you mean overlay check?'],
    [["frobnicate"], 'unknown command "frobnicate"\n'],
    [["--check", "generate"], "unknown option --check; options come after the command"],
    [["generate", "--chek"], "unknown option --chek; did you mean --check?"],
    [["overlay", "diff", "a", "b", "--outptu", "c"], "unknown option --outptu; did you mean --output?"],
    [["generate", "--frobnicate"], "unknown option --frobnicate\n"],
    [["generate", "--specs"], "--specs"],
    [["generate", "--name", "x"], "--name goes with --spec"],
    [["generate", "--overlay", "x.yaml"], "--overlay goes with --spec"],
    [["generate", "--spec", "x.yaml"], "--spec needs --name NAME and --out DIR\n"],
    [["generate", "--spec", "x.yaml", "--name", "a"], "--spec needs --out DIR\n"],
    [["generate", "--spec", "x.yaml", "--out", "o"], "--spec needs --name NAME\n"],
    [["generate", "--spec", "x.yaml", "--name", "a b", "--out", "o"], "no package name"],
    [
      ["generate", "good", "--spec", "x.yaml", "--name", "a", "--out", "o"],
      "--spec goes without provider names such as good",
    ],
    [["generate", "--spec", "x.yaml", "--specs", "s"], "--spec and --specs exclude each other"],
    [["overlay", "expect", "--spec", "x.yaml", "--overlay", "y.yaml", "good"], "--spec goes without provider names"],
    [["generate", "--watch", "--check"], "--watch goes with neither --check nor --json"],
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
    [["generate", "--chek", "--json"], "unknown option --chek; did you mean --check?"],
    [["generat", "--json"], 'unknown command "generat"; did you mean generate?'],
    [["generate", "--watch", "--json"], "--watch goes with neither --check nor --json"],
    [["overlay", "apply", "--json"], "overlay apply needs a SPEC and at least one OVERLAY"],
  ])("%j says so in JSON too", async (args, error) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, JSON.parse(stdout)]).toEqual([2, { ok: false, error, diagnostics: [] }]);
    expect(stderr).toContain(`specmend: ${error}\n`);
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
