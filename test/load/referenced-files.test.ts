import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { referencesOf } from "../../generator/load/referenced-files.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "specmend-references-"));
  put("spec/openapi.yaml");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, text = "x: 1\n"): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const open = (reference: string, from = "", allowed: readonly string[] = []): string => {
  const opened = referencesOf(join(root, "spec/openapi.yaml"), { allowed }).open(reference, from);
  return "name" in opened ? `${opened.name} ${opened.document ? "read" : "itself"}` : opened.why;
};

test.each([
  ["models.yaml", "models.yaml read"],
  ["./models.yaml", "models.yaml read"],
  ["deep/../models.yaml?version=1", "models.yaml read"],
  ["a%20b%23c.yaml", "a%20b%23c.yaml read"],
  ["deep/pet.json", "deep/pet.json read"],
  ["openapi.yaml", " itself"],
  ["deep/../../spec/openapi.yaml", " itself"],
  ["linked.yaml", "linked.yaml read"],
  ["itself.yaml", " itself"],
  ["none.yaml", "missing"],
  ["models.yaml/below", "missing"],
  ["%00", "missing"],
  ["%E0%A4%A", "missing"],
  ["..\\out.yaml", "missing"],
  ["../out.yaml", "outside"],
  ["%2e%2e/out.yaml", "outside"],
  ["../nowhere.yaml", "outside"],
  ["/etc/passwd", "outside"],
  ["../specs/openapi.yaml", "outside"],
  ["escape.yaml", "outside"],
  ["away/out.yaml", "outside"],
  ["deep", "unreadable"],
  ["broken.yaml", "unreadable"],
])("%s is %s", (reference, expected) => {
  for (const name of ["spec/models.yaml", "spec/a b#c.yaml", "out.yaml", "specs/openapi.yaml"]) put(name);
  put("spec/deep/pet.json", '{"a": 1}');
  put("spec/broken.yaml", "a: [\n");
  symlinkSync(join(root, "spec/models.yaml"), join(root, "spec/linked.yaml"));
  symlinkSync(join(root, "spec/openapi.yaml"), join(root, "spec/itself.yaml"));
  symlinkSync(join(root, "out.yaml"), join(root, "spec/escape.yaml"));
  symlinkSync(root, join(root, "spec/away"));
  expect(open(reference)).toBe(expected);
});

test("a folder that is allowed is open, and what links out of it is not", () => {
  put("shared/a.yaml");
  put("secret.yaml");
  symlinkSync(join(root, "secret.yaml"), join(root, "shared/link.yaml"));
  const allowed = [join(root, "shared")];
  expect(open("../shared/a.yaml")).toBe("outside");
  expect(open("../shared/a.yaml", "", allowed)).toBe("../shared/a.yaml read");
  expect(open(join(root, "shared/a.yaml"), "", allowed)).toBe("../shared/a.yaml read");
  expect(open("../shared/link.yaml", "", allowed)).toBe("outside");
  expect(open("../secret.yaml", "", allowed)).toBe("outside");
});

test("a file is read once, however it is called, and seen from where it lies", () => {
  put("spec/deep/a.yaml", "a: 1\n");
  put("spec/deep/b.yaml", "b: 1\n");
  symlinkSync(join(root, "spec/deep"), join(root, "spec/also"));
  const asked: string[] = [];
  const references = referencesOf(join(root, "spec/openapi.yaml"), { onAsk: (file) => asked.push(file) });
  const first = references.open("deep/a.yaml", "");
  expect(references.open("./a.yaml", "deep/a.yaml")).toBe(first);
  expect(references.open("also/a.yaml", "")).toBe(first);
  expect(references.open("b.yaml", "deep/a.yaml")).toMatchObject({ name: "deep/b.yaml" });
  expect(references.open("../none.yaml", "deep/a.yaml")).toMatchObject({ why: "missing" });
  expect(references.files).toEqual([
    { file: join(root, "spec/deep/a.yaml"), text: "a: 1\n" },
    { file: join(root, "spec/deep/b.yaml"), text: "b: 1\n" },
  ]);
  expect(asked).toContain(join(root, "spec/none.yaml"));
});

test("what is wrong inside of a file is told with its place", () => {
  const broken = put("spec/broken.yaml", "a: [\n");
  const references = referencesOf(join(root, "spec/openapi.yaml"));
  const first = references.open("broken.yaml", "");
  expect(first).toMatchObject({ problems: [{ code: "load/syntax", location: { file: broken, line: 2 } }] });
  expect(references.open("./broken.yaml", "")).toBe(first);
});
