import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { rolldown } from "rolldown";

import { withLock } from "../../generator/write/lock.js";

let root: string;
let out: string;
let lock: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "specmend-lock-"));
  out = join(root, "close");
  lock = `${out}.specmend-lock`;
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("the lock is there while the work is done, and gone after it, however it ends", async () => {
  expect(await withLock(out, () => readFileSync(lock, "utf8"))).toBe(`${process.pid}\n`);
  await expect(
    withLock(out, () => {
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  expect(readdirSync(root)).toEqual([]);
});

test.each([
  ["of a dead run", `${2 ** 22 - 1}\n`],
  ["of an earlier process with our number", `${process.pid}\n`],
  ["that was never finished", ""],
])("a lock %s is broken, even if a run died while breaking it", async (_, text) => {
  for (const file of [lock, `${lock}.breaking`]) {
    writeFileSync(file, text);
    utimesSync(file, 1000, 1000);
  }
  expect(await withLock(out, () => readdirSync(root))).toEqual(["close.specmend-lock"]);
  expect(readdirSync(root)).toEqual([]);
});

test("the lock of a living run is waited for, then respected", async () => {
  writeFileSync(lock, `${process.ppid}\n`);
  await expect(withLock(out, () => undefined, 100)).rejects.toThrow("another run is writing it");
  expect(readFileSync(lock, "utf8")).toBe(`${process.ppid}\n`);
});

test("two of one process do not work at once", async () => {
  const steps: string[] = [];
  const work = (name: string) => async () => {
    steps.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 60));
    steps.push(`${name} ends`);
  };
  await Promise.all([withLock(out, work("one")), withLock(out, work("two"))]);
  expect(steps).toEqual(["one begins", "one ends", "two begins", "two ends"]);
});

test("runs at the same time leave one package, whole", async () => {
  const script = join(root, "writer.mjs");
  const bundle = await rolldown({
    input: join(import.meta.dirname, "../../generator/write/write.ts"),
    platform: "node",
  });
  await bundle.write({ file: join(root, "write.mjs"), codeSplitting: false });
  await bundle.close();
  writeFileSync(
    script,
    `import { createHash } from "node:crypto";
import { writePackage } from "./write.mjs";
const [, , out, who] = process.argv;
for (let round = 0; round < 8; round++) {
  const files = [];
  for (let index = 0; index < 30; index++) files.push({ path: \`src/\${index % 3 === 0 ? who : "all"}-\${index}.ts\`, text: index % 2 === 0 ? who : "same" });
  const hashes = Object.fromEntries(files.map(({ path, text }) => [path, createHash("sha256").update(text).digest("hex")]));
  const [, diagnostics] = await writePackage(out, files, { specmend: 1, inputs: {}, runtime: who, files: hashes });
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
}`,
  );
  mkdirSync(join(root, "generated"));
  const target = join(root, "generated", "close");
  const run = (who: string): Promise<string> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [script, target, who], { stdio: ["ignore", "ignore", "pipe"] });
      let errors = "";
      child.stderr.on("data", (data: Buffer) => (errors += data.toString()));
      child.on("close", (code) => resolve(code === 0 ? "" : errors || `exit ${code}`));
    });
  expect(await Promise.all(["a", "b", "c", "d"].map(run))).toEqual(["", "", "", ""]);
  expect(readdirSync(join(root, "generated"))).toEqual(["close"]);
  const record = JSON.parse(readFileSync(join(target, ".specmend.json"), "utf8")) as {
    runtime: string;
    files: Record<string, string>;
  };
  expect(
    readdirSync(join(target, "src"))
      .map((name) => `src/${name}`)
      .sort(),
  ).toEqual(Object.keys(record.files).sort());
  for (const path of Object.keys(record.files))
    expect([record.runtime, "same"]).toContain(readFileSync(join(target, path), "utf8"));
});
