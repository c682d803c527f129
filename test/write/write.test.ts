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

function write(files: readonly VirtualFile[], disk?: Disk, target = out): Written {
  const [written, diagnostics] = writePackage(target, files, makeRecord([], "r", files), disk);
  expect(diagnostics).toEqual([]);
  return written;
}

function refusals(files: readonly VirtualFile[], disk?: Disk, target = out): string[] {
  return writePackage(target, files, makeRecord([], "r", files), disk)[1].map(({ code }) => code);
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

test("a package is written, changed, and left alone", () => {
  expect(write(one)).toEqual({
    written: [".specmend.json", "package.json", "src/index.ts", "src/old.ts"],
    removed: [],
    unchanged: 0,
  });
  holds(one);
  utimesSync(join(out, "package.json"), 1000, 1000);
  expect(write(two)).toEqual({
    written: [".specmend.json", "src/deep/new.ts", "src/index.ts"],
    removed: ["src/old.ts"],
    unchanged: 1,
  });
  holds(two);
  expect(existsSync(join(out, "src/old.ts"))).toBe(false);
  expect(statSync(join(out, "package.json")).mtimeMs).toBe(1_000_000);
  const { ino } = statSync(out);
  expect(write(two)).toEqual({ written: [], removed: [], unchanged: 4 });
  expect(statSync(out).ino).toBe(ino);
  onlyPackage();
});

test("hand edits in generated files are undone, deleted ones come back", () => {
  write(one);
  put("src/index.ts", "edited");
  rmSync(join(out, "src/old.ts"));
  expect(write(one)).toMatchObject({ written: ["src/index.ts", "src/old.ts"], removed: [] });
  holds(one);
});

test("what is not ours stays", () => {
  write(one);
  put("NOTES.md");
  put("src/mine/x.ts");
  put("node_modules/dep/index.js");
  symlinkSync("/nowhere", join(out, "link"));
  write(two);
  holds(two);
  for (const path of ["NOTES.md", "src/mine/x.ts", "node_modules/dep/index.js"])
    expect(readFileSync(join(out, path), "utf8")).toBe("mine");
  expect(lstatSync(join(out, "link")).isSymbolicLink()).toBe(true);
  onlyPackage();
});

test("a folder that specmend did not write is refused; an empty one is not", () => {
  put("index.html");
  expect(refusals(one)).toEqual(["write/foreign-folder"]);
  expect(listEntries(out)).toEqual(["index.html"]);
  rmSync(join(out, "index.html"));
  write(one);
});

test("a file of the user's that is in the way is not overwritten", () => {
  write(one);
  put("src/deep/new.ts");
  expect(refusals(two)).toEqual(["write/foreign-folder"]);
  holds(one);
  put("src/deep/new.ts", "new\n");
  write(two);
  write(one);
  symlinkSync(root, join(out, "src/deep"));
  expect(refusals(two)).toEqual(["write/foreign-folder"]);
  rmSync(join(out, "src/deep"));
  put("src/deep");
  expect(refusals(two)).toEqual(["write/foreign-folder"]);
  expect(refusals([{ path: "src", text: "" }])).toEqual(["write/foreign-folder"]);
});

test("a record with merge conflicts is mended by writing", () => {
  write(one);
  const record = readFileSync(join(out, ".specmend.json"), "utf8");
  put(".specmend.json", `<<<<<<< ours\n${record}=======\n${record}>>>>>>> theirs\n`);
  put("NOTES.md");
  expect(write(two).removed).toEqual(["src/old.ts"]);
  holds([...two, { path: "NOTES.md", text: "mine" }]);
});

test("a link to a folder is followed", () => {
  mkdirSync(join(root, "elsewhere"));
  symlinkSync(join(root, "elsewhere"), join(root, "link"));
  write(one, realDisk, join(root, "link"));
  write(two, realDisk, join(root, "link"));
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
])("the file name %j is refused", (path) => {
  expect(refusals([{ path, text: "" }])).toEqual(["write/unsafe-path"]);
  expect(existsSync(out)).toBe(false);
});

test("names that are one on some disks are refused", () => {
  expect(
    refusals([
      { path: "src/A.ts", text: "" },
      { path: "src/a.ts", text: "" },
    ]),
  ).toEqual(["write/unsafe-path"]);
  expect(
    refusals([
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
  (dies) => {
    let failures = 0;
    for (let step = 0; step < 30; step++) {
      rmSync(root, { recursive: true, force: true });
      write(one);
      put("NOTES.md");
      const [, diagnostics] = writePackage(out, two, makeRecord([], "r", two), failing(step, dies));
      if (diagnostics.length > 0) {
        failures++;
        expect(diagnostics.map(({ code }) => code)).toEqual(["write/failed"]);
        const isWhole = isPackage(one) || isPackage(two);
        // Only a death between the two renames leaves no package; it waits beside.
        expect(isWhole || (dies && !existsSync(out) && existsSync(sidesOf(out).backup))).toBe(true);
      }
      expect(refusals(step % 2 === 0 ? two : one)).toEqual([]);
      expect(isPackage(step % 2 === 0 ? two : one)).toBe(true);
      expect(readFileSync(join(out, "NOTES.md"), "utf8")).toBe("mine");
      onlyPackage();
    }
    expect(failures).toBeGreaterThan(8);
  },
);

test("a dead run's leftovers are healed even if nothing else is to do; a living run's are left alone", () => {
  write(one);
  const dead = sidesOf(out, 2 ** 22 - 1);
  const living = sidesOf(out, process.ppid);
  mkdirSync(dead.fresh);
  mkdirSync(living.fresh);
  mkdirSync(`${out}.specmend-notes`);
  realDisk.rename(out, dead.backup);
  expect(write(one)).toMatchObject({ written: [], unchanged: 4 });
  expect(readdirSync(dirname(out)).sort()).toEqual(
    ["close", `close.specmend-${process.ppid}`, "close.specmend-notes"].sort(),
  );
});

test("a file where the package should be is an error", () => {
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, "file");
  expect(refusals(one)).toEqual(["write/failed"]);
  expect(readFileSync(out, "utf8")).toBe("file");
});

test("a package below a file is an error", () => {
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, "generated"), "file");
  expect(readRecord(out)).toBeUndefined();
  expect(explainDrift(undefined, [], "r", one, out)).toHaveLength(one.length + 1);
  expect(refusals(one)).toEqual(["write/failed"]);
  expect(refusals(one, realDisk, join(out, "deeper", "still"))).toEqual(["write/failed"]);
  expect(readFileSync(join(root, "generated"), "utf8")).toBe("file");
});

test("a name longer than disks allow is refused before anything is written", () => {
  const [, [problem]] = writePackage(out, [{ path: `src/${"ü".repeat(5000)}.ts`, text: "" }], makeRecord([], "r", []));
  expect(problem?.code).toBe("write/unsafe-path");
  expect(problem?.message).toMatch(/^The file name "src\/ü+…" is longer than 255 bytes\.$/);
  expect(problem?.message.length).toBeLessThan(200);
  expect(refusals([{ path: `${"a".repeat(256)}`, text: "" }])).toEqual(["write/unsafe-path"]);
  expect(existsSync(dirname(out))).toBe(false);
  write([{ path: `${"a".repeat(255)}/${"ü".repeat(127)}`, text: "" }]);
});
