import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { Diagnostics, type Result } from "../../generator/diagnostics.js";
import { realDisk, type Disk } from "../../generator/write/disk.js";
import { listEntries, type VirtualFile } from "../../generator/write/files.js";
import { explainDrift, makeRecord, readRecord } from "../../generator/write/record.js";
import { sidesOf } from "../../generator/write/swap.js";
import { writePackage, type Written } from "../../generator/write/write.js";

let root: string;
let out: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "specmend-write-"));
  out = join(root, "generated", "close");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const one: VirtualFile[] = [
  { path: "package.json", text: "{}\n" },
  { path: "src/index.ts", text: "one\n" },
  { path: "src/old.ts", text: "old\n" },
];
const two: VirtualFile[] = [
  { path: "package.json", text: "{}\n" },
  { path: "src/index.ts", text: "two\n" },
  { path: "src/deep/new.ts", text: "new\n" },
];

async function write(files: readonly VirtualFile[], disk: Disk = realDisk, target = out): Promise<Written> {
  const [written, diagnostics] = await writePackage(target, files, makeRecord([], "r", files), { disk });
  expect(diagnostics).toEqual([]);
  return written;
}

async function refusals(files: readonly VirtualFile[], disk: Disk = realDisk, target = out): Promise<string[]> {
  return (await writePackage(target, files, makeRecord([], "r", files), { disk }))[1].map(({ code }) => code);
}

function put(path: string, text = "mine"): void {
  mkdirSync(dirname(join(out, path)), { recursive: true });
  writeFileSync(join(out, path), text);
}

function holds(files: readonly VirtualFile[], target = out): void {
  for (const { path, text } of files) expect(readFileSync(join(target, path), "utf8")).toBe(text);
}

function onlyPackage(): void {
  expect(readdirSync(dirname(out))).toEqual(["close"]);
}

test("a package is written, changed, and left alone", async () => {
  expect(await write(one)).toEqual({
    written: [".specmend.json", "package.json", "src/index.ts", "src/old.ts"],
    removed: [],
    unchanged: 0,
  });
  holds(one);
  utimesSync(join(out, "package.json"), 1000, 1000);
  expect(await write(two)).toEqual({
    written: [".specmend.json", "src/deep/new.ts", "src/index.ts"],
    removed: ["src/old.ts"],
    unchanged: 1,
  });
  holds(two);
  expect(existsSync(join(out, "src/old.ts"))).toBe(false);
  expect(statSync(join(out, "package.json")).mtimeMs).toBe(1_000_000);
  const { ino } = statSync(out);
  expect(await write(two)).toEqual({ written: [], removed: [], unchanged: 4 });
  expect(statSync(out).ino).toBe(ino);
  onlyPackage();
});

test("hand edits in generated files are undone, deleted ones come back", async () => {
  await write(one);
  put("src/index.ts", "edited");
  rmSync(join(out, "src/old.ts"));
  expect(await write(one)).toMatchObject({ written: ["src/index.ts", "src/old.ts"], removed: [] });
  holds(one);
});

test("what is not ours stays", async () => {
  await write(one);
  put("NOTES.md");
  put("src/mine/x.ts");
  put("node_modules/dep/index.js");
  symlinkSync("/nowhere", join(out, "link"));
  await write(two);
  holds(two);
  for (const path of ["NOTES.md", "src/mine/x.ts", "node_modules/dep/index.js"])
    expect(readFileSync(join(out, path), "utf8")).toBe("mine");
  expect(lstatSync(join(out, "link")).isSymbolicLink()).toBe(true);
  onlyPackage();
});

test("what the check finds keeps a package out; it sees all of it where it waits, hidden", async () => {
  await write(one);
  const seen: string[] = [];
  const check = (folder: string): Promise<Result<undefined>> => {
    seen.push(...(listEntries(folder) ?? []));
    expect(folder).toBe(sidesOf(out).fresh);
    expect(readdirSync(dirname(out)).filter((name) => !name.startsWith("."))).toEqual(["close", "close.specmend-lock"]);
    const diagnostics = new Diagnostics();
    diagnostics.error("emit/does-not-compile", "No.");
    return Promise.resolve(diagnostics.wrap(undefined));
  };
  const [written, problems] = await writePackage(out, two, makeRecord([], "r", two), { check });
  expect(seen.sort()).toEqual([".specmend.json", "package.json", "src/deep/new.ts", "src/index.ts"]);
  expect([written.written, problems.map(({ code }) => code)]).toEqual([[], ["emit/does-not-compile"]]);
  holds(one);
  onlyPackage();
  await expect(
    writePackage(out, one, makeRecord([], "r", one), { check: () => Promise.reject(new Error("not asked")) }),
  ).resolves.toMatchObject([{ written: [], unchanged: 4 }, []]);
});

test("a folder that specmend did not write is refused; an empty one is not", async () => {
  put("index.html");
  expect(await refusals(one)).toEqual(["write/foreign-folder"]);
  expect(listEntries(out)).toEqual(["index.html"]);
  rmSync(join(out, "index.html"));
  await write(one);
});

test("a file of the user's that is in the way is not overwritten", async () => {
  await write(one);
  put("src/deep/new.ts");
  expect(await refusals(two)).toEqual(["write/foreign-folder"]);
  holds(one);
  put("src/deep/new.ts", "new\n");
  await write(two);
  await write(one);
  symlinkSync(root, join(out, "src/deep"));
  expect(await refusals(two)).toEqual(["write/foreign-folder"]);
  rmSync(join(out, "src/deep"));
  put("src/deep");
  expect(await refusals(two)).toEqual(["write/foreign-folder"]);
  expect(await refusals([{ path: "src", text: "" }])).toEqual(["write/foreign-folder"]);
});

test("a record with merge conflicts is mended by writing", async () => {
  await write(one);
  const record = readFileSync(join(out, ".specmend.json"), "utf8");
  put(".specmend.json", `<<<<<<< ours\n${record}=======\n${record}>>>>>>> theirs\n`);
  put("NOTES.md");
  expect((await write(two)).removed).toEqual(["src/old.ts"]);
  holds([...two, { path: "NOTES.md", text: "mine" }]);
});

test("a link to a folder is followed", async () => {
  mkdirSync(join(root, "elsewhere"));
  symlinkSync(join(root, "elsewhere"), join(root, "link"));
  await write(one, realDisk, join(root, "link"));
  await write(two, realDisk, join(root, "link"));
  holds(two, join(root, "elsewhere"));
  expect(lstatSync(join(root, "link")).isSymbolicLink()).toBe(true);
});

test.each([
  "../x",
  "/etc/x",
  "a/../../x",
  "a\\b",
  "a\0",
  "",
  "a//b",
  "./a",
  "a/.",
  "C:x",
  ".specmend.json",
  "node_modules/x/y",
  "a\nb",
])("the file name %j is refused", async (path) => {
  expect(await refusals([{ path, text: "" }])).toEqual(["write/unsafe-path"]);
  expect(existsSync(out)).toBe(false);
});

test("names that are one on some disks are refused", async () => {
  expect(
    await refusals([
      { path: "src/A.ts", text: "" },
      { path: "src/a.ts", text: "" },
    ]),
  ).toEqual(["write/unsafe-path"]);
  expect(
    await refusals([
      { path: "a", text: "" },
      { path: "A/b", text: "" },
    ]),
  ).toEqual(["write/unsafe-path"]);
});

class Crash extends Error {}

/** A disk that stops at the nth change: by an error, or as if the process had died. */
function failing(at: number, dies: boolean): Disk {
  let left = at;
  let dead = false;
  const count =
    <Args extends unknown[]>(change: (...args: Args) => void) =>
    (...args: Args) => {
      if (dead) throw new Crash("dead");
      if (left-- === 0) {
        dead = dies;
        throw new Crash("no space left");
      }
      change(...args);
    };
  const { makeFolder, writeFile, link, rename, remove } = realDisk;
  return {
    ...realDisk,
    makeFolder: count(makeFolder),
    writeFile: count(writeFile),
    link: count(link),
    rename: count(rename),
    remove: count(remove),
  };
}

function isPackage(files: readonly VirtualFile[]): boolean {
  const entries = (listEntries(out) ?? []).filter((path) => path !== "NOTES.md" && path !== ".specmend.json");
  return (
    entries.length === files.length &&
    files.every(({ path, text }) => entries.includes(path) && readFileSync(join(out, path), "utf8") === text)
  );
}

test.each([true, false])(
  "whatever step fails (process dies: %s), the package is whole, and the next run finishes",
  async (dies) => {
    let failures = 0;
    for (let step = 0; step < 30; step++) {
      rmSync(root, { recursive: true, force: true });
      await write(one);
      put("NOTES.md");
      const options = { disk: failing(step, dies) };
      const [, diagnostics] = await writePackage(out, two, makeRecord([], "r", two), options);
      if (diagnostics.length > 0) {
        failures++;
        expect(diagnostics.map(({ code }) => code)).toEqual(["write/failed"]);
        const isWhole = isPackage(one) || isPackage(two);
        // Only a death between the two renames leaves no package; it waits beside.
        expect(isWhole || (dies && !existsSync(out) && existsSync(sidesOf(out).backup))).toBe(true);
      }
      expect(await refusals(step % 2 === 0 ? two : one)).toEqual([]);
      expect(isPackage(step % 2 === 0 ? two : one)).toBe(true);
      expect(readFileSync(join(out, "NOTES.md"), "utf8")).toBe("mine");
      onlyPackage();
    }
    expect(failures).toBeGreaterThan(8);
  },
);

test("a dead run's leftovers are healed even if nothing else is to do; a living run's are left alone", async () => {
  await write(one);
  const dead = sidesOf(out, 2 ** 22 - 1);
  const living = sidesOf(out, process.ppid);
  mkdirSync(dead.fresh);
  mkdirSync(living.fresh);
  mkdirSync(`${out}.specmend-notes`);
  realDisk.rename(out, dead.backup);
  expect(await write(one)).toMatchObject({ written: [], unchanged: 4 });
  expect(readdirSync(dirname(out)).sort()).toEqual(
    ["close", `.close.specmend-${process.ppid}`, "close.specmend-notes"].sort(),
  );
});

test("a file where the package should be is an error", async () => {
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, "file");
  expect(await refusals(one)).toEqual(["write/failed"]);
  expect(readFileSync(out, "utf8")).toBe("file");
});

test("a package below a file is an error", async () => {
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, "generated"), "file");
  expect(readRecord(out)).toBeUndefined();
  expect(explainDrift(undefined, [], "r", one, out)).toHaveLength(one.length + 1);
  expect(await refusals(one)).toEqual(["write/failed"]);
  expect(await refusals(one, realDisk, join(out, "deeper", "still"))).toEqual(["write/failed"]);
  expect(readFileSync(join(root, "generated"), "utf8")).toBe("file");
});

test("a name longer than disks allow is refused before anything is written", async () => {
  const files = [{ path: `src/${"ü".repeat(5000)}.ts`, text: "" }];
  const [, [problem]] = await writePackage(out, files, makeRecord([], "r", []));
  expect(problem?.code).toBe("write/unsafe-path");
  expect(problem?.message).toMatch(/^The file name "src\/ü+…" is longer than 255 bytes\.$/);
  expect(problem?.message.length).toBeLessThan(200);
  expect(await refusals([{ path: `${"a".repeat(256)}`, text: "" }])).toEqual(["write/unsafe-path"]);
  expect(existsSync(dirname(out))).toBe(false);
  await write([{ path: `${"a".repeat(255)}/${"ü".repeat(127)}`, text: "" }]);
});
