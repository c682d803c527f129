import { mkdirSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import type { VirtualFile } from "../../generator/write/files.js";
import {
  explainDrift,
  handEdits,
  makeRecord,
  ownedFiles,
  printRecord,
  readRecord,
  type Input,
} from "../../generator/write/record.js";
import { writePackage } from "../../generator/write/write.js";

let out: string;
beforeEach(() => {
  out = join(mkdtempSync(join(tmpdir(), "specmend-record-")), "close");
});
afterEach(() => rmSync(join(out, ".."), { recursive: true, force: true }));

const inputs: Input[] = [
  { path: "specs/close/overlay.yaml", kind: "overlay", sha256: "o1" },
  { path: "specs/close/openapi.yaml", kind: "spec", sha256: "s1" },
  { path: "specs/close/docs/a.md", kind: "docs", sha256: "d1" },
];
const files: VirtualFile[] = [
  { path: "src/a.ts", text: "a" },
  { path: "README.md", text: "readme" },
];

async function written(): Promise<void> {
  expect((await writePackage(out, files, makeRecord(inputs, "r1", files)))[1]).toEqual([]);
}

function drift(wanted: readonly VirtualFile[] = files, now: readonly Input[] = inputs, runtime = "r1"): string[] {
  return explainDrift(readRecord(out), now, runtime, wanted, out).map(
    ({ path, change, cause }) => `${change} ${path}: ${cause}`,
  );
}

function changed(path: string): Input[] {
  return inputs.map((input) => (input.path.endsWith(path) ? { ...input, sha256: "new" } : input));
}

test("the record is stable text that reads back", async () => {
  const record = makeRecord(inputs, "r1", files);
  const text = printRecord(record);
  expect(text).toBe(printRecord(makeRecord(inputs.toReversed(), "r1", files.toReversed())));
  expect(text.endsWith("}\n")).toBe(true);
  expect(Object.keys(JSON.parse(text))).toEqual(["specmend", "inputs", "runtime", "files"]);
  await written();
  expect(readRecord(out)).toEqual(record);
  expect(readFileSync(join(out, ".specmend.json"), "utf8")).toBe(text);
});

test("no record, or one that cannot be read, is none", async () => {
  expect(readRecord(out)).toBeUndefined();
  expect(ownedFiles(out)).toBeUndefined();
  await written();
  for (const text of ["", "{}", "null", "[]", '{"specmend":1,"inputs":{},"runtime":"r","files":{"a":1}}']) {
    writeFileSync(join(out, ".specmend.json"), text);
    expect(readRecord(out)).toBeUndefined();
    expect([...(ownedFiles(out) ?? [])]).toEqual([".specmend.json"]);
  }
});

test("as it should be, nothing drifts", async () => {
  await written();
  expect(drift()).toEqual([]);
});

test("a new package", async () => {
  expect(drift()).toEqual([
    "added .specmend.json: new package",
    "added README.md: new package",
    "added src/a.ts: new package",
  ]);
});

const next: VirtualFile[] = [
  { path: "src/a.ts", text: "a2" },
  { path: "src/b.ts", text: "b" },
];

test.each([
  ["spec", changed("openapi.yaml"), "r1"],
  ["overlay", changed("overlay.yaml"), "r1"],
  ["docs", changed("a.md"), "r1"],
  ["spec", changed("l"), "r2"],
  ["overlay", inputs.slice(1), "r1"],
  ["docs", inputs.slice(0, 2), "r1"],
  ["overlay", [...inputs, { path: "specs/close/more", kind: "overlay", sha256: "x" }] as Input[], "r1"],
  ["template", inputs, "r2"],
  ["generator", inputs, "r1"],
])("the cause is the %s", async (cause, now, runtime) => {
  await written();
  expect(drift(next, now, runtime)).toEqual([
    `changed .specmend.json: ${cause}`,
    `removed README.md: ${cause}`,
    `changed src/a.ts: ${cause}`,
    `added src/b.ts: ${cause}`,
  ]);
});

test("an input that changes nothing still changes the record", async () => {
  await written();
  expect(drift(files, changed("overlay.yaml"))).toEqual(["changed .specmend.json: overlay"]);
});

test("hand edits are told apart, whatever else changed", async () => {
  await written();
  writeFileSync(join(out, "src/a.ts"), "edited");
  unlinkSync(join(out, "README.md"));
  expect(drift()).toEqual(["added README.md: missing", "changed src/a.ts: hand edit"]);
  expect(drift(next, changed("openapi.yaml"))).toEqual([
    "changed .specmend.json: spec",
    "changed src/a.ts: hand edit",
    "added src/b.ts: spec",
  ]);
  writeFileSync(join(out, "README.md"), "edited");
  expect(drift(next, changed("openapi.yaml"))).toContain("removed README.md: hand edit");
});

test("hand edits are named, as long as the record tells", async () => {
  await written();
  writeFileSync(join(out, "src/a.ts"), "edited");
  unlinkSync(join(out, "README.md"));
  const all = explainDrift(readRecord(out), inputs, "r1", files, out);
  expect(handEdits(readRecord(out), all)).toEqual(["src/a.ts"]);
  expect(handEdits(undefined, all)).toEqual([]);
});

test.each([
  ["a file where the folder should be", () => writeFileSync(out, "")],
  ["a file where one of its folders should be", () => (mkdirSync(out), writeFileSync(join(out, "src"), ""))],
  ["a folder where the record should be", () => mkdirSync(join(out, ".specmend.json"), { recursive: true })],
  [
    "a record that names what no disk holds",
    () => {
      const record = {
        specmend: 1,
        inputs: {},
        runtime: "r",
        files: { "a\0b": "x", "../up": "y", ["n".repeat(5000)]: "z" },
      };
      mkdirSync(out);
      writeFileSync(join(out, ".specmend.json"), JSON.stringify(record));
    },
  ],
])("%s throws nothing", async (_, prepare) => {
  prepare();
  expect(drift().length).toBeGreaterThan(0);
  for (const { code } of (await writePackage(out, files, makeRecord(inputs, "r1", files)))[1])
    expect(code).toMatch(/^write\//);
});

test("a file edited into what is wanted is no drift", async () => {
  await written();
  writeFileSync(join(out, "src/a.ts"), "a2");
  expect(
    drift(
      [
        { path: "src/a.ts", text: "a2" },
        { path: "README.md", text: "readme" },
      ],
      changed("openapi.yaml"),
    ),
  ).toEqual(["changed .specmend.json: spec"]);
});
