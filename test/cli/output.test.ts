import { describe, expect, it } from "vitest";
import { Project, provider } from "./project.js";

const escape = String.fromCharCode(27);

describe("colours", () => {
  const broken = (): Project => new Project({ ...provider("good"), "specs/bad/openapi.yaml": "openapi: 2" });

  it.each<[string, Record<string, string>, boolean]>([
    ["into a pipe", {}, false],
    ["asked for", { FORCE_COLOR: "1" }, true],
    ["asked for with 0", { FORCE_COLOR: "0" }, false],
    ["not wanted", { NO_COLOR: "1" }, false],
    ["not wanted, whatever else", { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
  ])("%s", async (_, env, colored) => {
    const { stdout, stderr } = await broken().run(["generate"], { env });
    expect([stdout.includes(escape), stderr.includes(escape)]).toEqual([colored, colored]);
  });

  it("are never in JSON", async () => {
    const { stdout } = await broken().run(["generate", "--json"], { env: { FORCE_COLOR: "1" } });
    expect(stdout).not.toContain(escape);
  });
});

describe("a reader that goes away", () => {
  it.each([["generate", "--json"], ["overlay", "check"], ["explain"], ["--help"]])(
    "is no failure: %s %s",
    async (...args) => {
      const { code, stderr } = await new Project(provider("good")).run(
        args.filter((word) => word !== ""),
        { closeOutput: true },
      );
      expect([code, stderr]).toEqual([0, ""]);
    },
  );
});

describe("what a spec says", () => {
  it("cannot steer the terminal", async () => {
    const project = new Project(provider("good"));
    project.edit(
      "specs/good/openapi.yaml",
      "operationId: events.list",
      `operationId: "events.\\u001b[31mlist"\n      "x-pagination": { style: "\\u001b[2J" }`,
    );
    const { stderr, stdout } = await project.run(["generate"]);
    expect(stderr).toContain("pagination/unknown-style");
    expect(stderr + stdout).not.toContain(escape);
  });
});

describe("a warning", () => {
  it("is told on every run, and is no failure", async () => {
    const project = new Project({ ...provider("good"), "node_modules/.keep": "" });
    project.edit("specs/good/openapi.yaml", "servers: [{ url: https://api.test }]\n", "");
    for (const _ of [1, 2]) {
      const { code, stderr } = await project.run(["generate"]);
      expect([code, stderr.includes("warning model/no-server"), stderr.includes("1 warning")]).toEqual([0, true, true]);
    }
  });
});
