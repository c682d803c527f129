import { describe, expect, it } from "vitest";
import { Project, spec } from "./project.js";

const overlay = `overlay: 1.1.0
info: { title: Corrections, version: "1" }
extends: ../other/openapi.yaml
actions:
  - target: $.info
    update: { x-corrected: true }
`;
const files = { "specs/acme/openapi.yaml": spec, "specs/acme/overlay.yaml": overlay, "specs/other/openapi.yaml": spec };

const WARNING = `warning overlay/extends  specs/acme/overlay.yaml:3:10
  The overlay extends ../other/openapi.yaml, but specs/acme/openapi.yaml is corrected with it.`;

describe("an overlay that extends another document", () => {
  it.each([
    ["overlay check", ["overlay", "check", "acme"]],
    ["overlay apply", ["overlay", "apply", "specs/acme/openapi.yaml", "specs/acme/overlay.yaml"]],
    ["generate", ["generate", "acme"]],
  ])("%s warns", async (_, argv) => {
    const { stderr } = await new Project(files).run(argv);
    expect(stderr).toContain(WARNING);
    expect(stderr).toContain("note: the document that is corrected  specs/acme/openapi.yaml:1:1");
  });

  it("its own document, or one that is not there, is nothing to speak of", async () => {
    for (const reference of ["openapi.yaml", "missing.yaml", "https://example.com/openapi.yaml"]) {
      const own = { ...files, "specs/acme/overlay.yaml": overlay.replace("../other/openapi.yaml", reference) };
      const { stderr } = await new Project(own).run(["overlay", "check", "acme"]);
      expect(stderr).not.toContain("overlay/extends");
    }
  });
});
