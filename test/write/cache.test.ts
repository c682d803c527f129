import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import {
  remember as rememberSubject,
  upToDate as countsOf,
  type Counts,
  type Subject,
} from "../../generator/write/cache.js";
import { hashOfFiles } from "../../generator/write/contents.js";
import type { VirtualFile } from "../../generator/write/files.js";
import { makeRecord } from "../../generator/write/record.js";
import { writePackage } from "../../generator/write/write.js";

const files: VirtualFile[] = [
  { path: "src/a.ts", text: "a" },
  { path: "README.md", text: "readme" },
];

let root: string;
let out: string;
let input: string;

const subject = (outDir: string, key: string): Subject => ({ outDir, key, inputs: [input] });
const counts: Counts = { operations: 1, corrections: 2, files: 3, suggestions: 4 };
const upToDate = async (outDir: string, key: string): Promise<boolean> =>
  (await countsOf(subject(outDir, key))) !== undefined;
const remember = (outDir: string, key: string): Promise<void> =>
  rememberSubject(subject(outDir, key), hashOfFiles([input]), counts);
/** Long enough after the last change for times on disk to tell. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 120));

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "specmend-cache-"));
  out = join(root, "generated", "close");
  mkdirSync(join(root, "node_modules"));
  input = join(root, "openapi.yaml");
  writeFileSync(input, "openapi: 3.1.0");
  vi.spyOn(process, "cwd").mockReturnValue(root);
  await writePackage(out, files, makeRecord([], "r", files));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

test("nothing is up to date before it is remembered", async () => {
  expect(await upToDate(out, "k")).toBe(false);
  await remember(out, "k");
  expect(await upToDate(out, "k")).toBe(true);
  expect(await upToDate(out, "other")).toBe(false);
  expect(await upToDate(`${out}2`, "k")).toBe(false);
});

test.each([
  ["a hand edit", () => writeFileSync(join(out, "src/a.ts"), "b")],
  ["a missing file", () => unlinkSync(join(out, "README.md"))],
  ["an extra file", () => writeFileSync(join(out, "src/x.ts"), "")],
  ["an edited record", () => writeFileSync(join(out, ".specmend.json"), "{}")],
  ["no folder", () => rmSync(out, { recursive: true })],
  [
    "swapped contents",
    () => (writeFileSync(join(out, "src/a.ts"), "readme"), writeFileSync(join(out, "README.md"), "a")),
  ],
])("%s is noticed, before and after remembering", async (_, change) => {
  await remember(out, "k");
  change();
  expect(await upToDate(out, "k")).toBe(false);
});

test("a file edited before remembering is not taken for what was written", async () => {
  writeFileSync(join(out, "src/a.ts"), "edited");
  await remember(out, "k");
  expect(await upToDate(out, "k")).toBe(false);
});

test("what is in node_modules does not matter", async () => {
  await remember(out, "k");
  mkdirSync(join(out, "node_modules"));
  const before = await upToDate(out, "k");
  writeFileSync(join(out, "node_modules/x"), "");
  expect(await upToDate(out, "k")).toBe(before);
});

test("a damaged cache is no cache", async () => {
  await remember(out, "k");
  const folder = join(root, "node_modules/.cache/specmend");
  const [file = ""] = readdirSync(folder);
  for (const text of ["", "null", "[]", "{", '{"key":"k"}', '{"key":"k","tree":null}']) {
    writeFileSync(join(folder, file), text);
    expect(await upToDate(out, "k")).toBe(false);
  }
  await remember(out, "k");
  expect(await upToDate(out, "k")).toBe(true);
  expect(readdirSync(folder)).toEqual([file]);
});

test("what a package holds is remembered with it", async () => {
  await remember(out, "k");
  expect(await countsOf(subject(out, "k"))).toEqual(counts);
  await settle();
  expect(await countsOf(subject(out, "k"))).toEqual(counts);
  const folder = join(root, "node_modules/.cache/specmend");
  const file = join(folder, readdirSync(folder)[0] ?? "");
  const entry = JSON.parse(readFileSync(file, "utf8")) as object;
  for (const damaged of [undefined, null, {}, { ...counts, files: "3" }]) {
    writeFileSync(file, JSON.stringify({ ...entry, counts: damaged }));
    expect(await upToDate(out, "k")).toBe(false);
  }
});

test("a cache that cannot be written or read is none, and no failure", async () => {
  writeFileSync(join(root, "node_modules/.cache"), "in the way");
  await remember(out, "k");
  expect(await upToDate(out, "k")).toBe(false);
  rmSync(join(root, "node_modules/.cache"));
  await remember(out, "k");
  const folder = join(root, "node_modules/.cache/specmend");
  const file = join(folder, readdirSync(folder)[0] ?? "");
  rmSync(file);
  mkdirSync(join(file, "in/the/way"), { recursive: true });
  await remember(out, "k");
  expect(await upToDate(out, "k")).toBe(false);
  expect(readdirSync(folder)).toHaveLength(1);
});

test("without node_modules nothing is remembered, and nothing is made", async () => {
  rmSync(join(root, "node_modules"), { recursive: true });
  await remember(out, "k");
  expect(await upToDate(out, "k")).toBe(false);
  expect(readdirSync(root)).toEqual(["generated", "openapi.yaml"]);
});

test.each([
  ["content", () => writeFileSync(input, "openapi: 3.0.0")],
  [
    "content of the same length at the same time",
    () => (writeFileSync(input, "openapi: 3.1.1"), utimesSync(input, 1, 1)),
  ],
  ["absence", () => unlinkSync(input)],
])("a change of an input is noticed: %s", async (_, change) => {
  utimesSync(input, 1, 1);
  await remember(out, "k");
  await settle();
  expect(await upToDate(out, "k")).toBe(true);
  await settle();
  change();
  expect(await upToDate(out, "k")).toBe(false);
});

test("an input that changed while the package was made is not taken for what it was made of", async () => {
  const before = hashOfFiles([input]);
  writeFileSync(input, "openapi: 3.0.0");
  await rememberSubject(subject(out, "k"), before, counts);
  expect(await upToDate(out, "k")).toBe(false);
});

test("files that were only touched are compared, and found the same", async () => {
  await remember(out, "k");
  await settle();
  utimesSync(join(out, "src/a.ts"), 1, 1);
  expect(await upToDate(out, "k")).toBe(true);
  expect(await upToDate(out, "k")).toBe(true);
});

test("a hash of files follows names, contents, order and absence", () => {
  const [a, b] = [join(root, "a"), join(root, "b")];
  writeFileSync(a, "1");
  const seen = new Set([hashOfFiles([a]), hashOfFiles([a, b]), hashOfFiles([b, a])]);
  writeFileSync(b, "1");
  seen.add(hashOfFiles([a, b]));
  seen.add(hashOfFiles([b]));
  writeFileSync(a, "2");
  seen.add(hashOfFiles([a, b]));
  expect(seen.size).toBe(6);
  expect(hashOfFiles([a, b])).toBe(hashOfFiles([a, b]));
});

test("a file that was found while the package was made is watched like the others", async () => {
  const found = join(root, "found.yaml");
  writeFileSync(found, "a: 1\n");
  await rememberSubject(subject(out, "k"), hashOfFiles([input]), counts, [found]);
  const told: string[] = [];
  expect(await countsOf(subject(out, "k"), (file) => told.push(file))).toEqual(counts);
  expect(told).toEqual([found]);
  writeFileSync(found, "a: 2\n");
  expect(await upToDate(out, "k")).toBe(false);
  rmSync(found);
  expect(await upToDate(out, "k")).toBe(false);
});
