import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { isOtherFile } from "../../generator/load/references.js";

const folder = mkdtempSync(join(tmpdir(), "specmend-references-"));
mkdirSync(join(folder, "specs"));
for (const file of ["specs/overlay.yaml", "specs/a b.yaml", "specs/openapi.yaml", "openapi.yaml"])
  writeFileSync(join(folder, file), "");
symlinkSync(join(folder, "specs/openapi.yaml"), join(folder, "specs/linked.yaml"));

const isOther = (reference: string, base?: string): boolean =>
  isOtherFile(join(folder, "specs/overlay.yaml"), base, reference, join(folder, "specs/openapi.yaml"));

describe("a reference of a file in specs/, where specs/openapi.yaml is expected", () => {
  it.each([
    ["openapi.yaml", undefined, false],
    ["./openapi.yaml", undefined, false],
    ["linked.yaml", undefined, false],
    ["../openapi.yaml", undefined, true],
    ["a%20b.yaml", undefined, true],
    ["a b.yaml", undefined, true],
    ["missing.yaml", undefined, false],
    ["https://example.com/openapi.yaml", undefined, false],
    ["urn:example:openapi", undefined, false],
    ["http://[", undefined, false],
    ["file://elsewhere/openapi.yaml", undefined, false],
    ["openapi.yaml", "../overlay.yaml", true],
    ["specs/openapi.yaml", "../overlay.yaml", false],
    ["../openapi.yaml", "https://example.com/overlay.yaml", false],
    [pathToFileURL(join(folder, "openapi.yaml")).href, "https://example.com/overlay.yaml", true],
    [pathToFileURL(join(folder, "specs/openapi.yaml")).href, undefined, false],
  ])("%s, base %s", (reference, base, wanted) => expect(isOther(reference, base)).toBe(wanted));
});
