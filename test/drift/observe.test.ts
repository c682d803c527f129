/** The observer: what it says of responses that are not what the document says, and that its actions mend the document. */
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { oddFamily, odd, openapi30, openapi31, said, saidOfFamily, sound, swagger } from "./documents.js";
import { observed, overlayOf, packageOf, scratch, shortly } from "./kit.js";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

const kitty = saidOfFamily;
const cases = [
  ["3.1", openapi31, odd, said],
  ["3.0", openapi30, oddFamily("kitty"), kitty],
  ["2.0", swagger, oddFamily("Cat"), kitty.map((line) => line.replace("kitty", "Cat"))],
] as const;

test("nothing is said of what is as documented", async () => {
  expect(shortly(observed(await packageOf(openapi31), sound))).toEqual([]);
});

describe.each(cases)("%s", (_, document, body, expected) => {
  test("each way to differ is told, with its place; with the actions in an overlay, none is left", async () => {
    const found = observed(await packageOf(document), body);
    expect(shortly(found).sort()).toEqual([...expected].sort());
    const overlay = overlayOf(found.map(({ action }) => action));
    expect(shortly(observed(await packageOf(document, overlay), body))).toEqual([]);
  });

  test("`overlay apply` takes them too, and so is the document that it makes", async () => {
    const found = observed(await packageOf(document), body);
    const folder = scratch();
    writeFileSync(join(folder, "openapi.yaml"), document);
    writeFileSync(join(folder, "overlay.yaml"), overlayOf(found.map(({ action }) => action)));
    const args = [cli, "overlay", "apply", "openapi.yaml", "overlay.yaml"];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: folder });
    expect(stderr).not.toMatch(/no match|failed|error|warning/);
    expect(shortly(observed(await packageOf(stdout), body))).toEqual([]);
  });
});
