/**
 * Golden cases: what goes in, what must come out. `UPDATE=1` rewrites what comes out; read the difference before you
 * commit it.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import {
  casesFolder,
  filesOnDisk,
  goldenFiles,
  isUpdating,
  listCases,
  runCase,
  writeGolden,
  type Case,
} from "./case-files.js";
import { importPackage, transcriptOf, typeCheck, writeScratch } from "./case-scratch.js";

const names = listCases();
const cases = new Map<string, Case>();
const isSuccess = (name: string): boolean => cases.get(name)?.files !== undefined;
const hasUse = (name: string): boolean => existsSync(join(casesFolder, name, "use.ts"));

beforeAll(async () => {
  for (const name of names) cases.set(name, await runCase(name));
  writeScratch([...cases.values()].filter(({ files }) => files !== undefined));
}, 60_000);

describe("golden files", () => {
  it.each(names)("%s", (name) => {
    const one = cases.get(name) as Case;
    const made = goldenFiles(one);
    if (isUpdating) writeGolden(one.folder, made);
    const golden = filesOnDisk(one.folder);
    for (const [path, text] of made) if (golden.has(path)) expect(text, `${name}/${path}`).toBe(golden.get(path));
    expect([...made.keys()].sort(), "the same files").toEqual([...golden.keys()].sort());
  });

  it("has a reason for every package that is not made", () => {
    const silent = [...cases.values()].filter(
      ({ files, diagnostics }) => files === undefined && diagnostics.every((one) => one.severity !== "error"),
    );
    expect(silent.map(({ name }) => name)).toEqual([]);
  });
});

describe("packages", () => {
  it("pass the strictest type check, with every use of them", async () => {
    expect(await typeCheck()).toBe("");
  }, 120_000);

  it.each(names)("%s can be imported, and runs nothing on import", async (name) => {
    if (!isSuccess(name)) return;
    const before = Object.getOwnPropertyNames(globalThis);
    const exports = await importPackage(name);
    expect(Object.keys(exports)).toContain("ApiError");
    expect(Object.getOwnPropertyNames(globalThis)).toEqual(before);
  });
});

describe("on the wire", () => {
  it.each(names.filter(hasUse))("%s", async (name) => {
    const transcript = await transcriptOf(name);
    const file = join(casesFolder, name, "wire.txt");
    if (isUpdating) writeFileSync(file, transcript);
    expect(transcript).toBe(existsSync(file) ? readFileSync(file, "utf8") : undefined);
  });

  it("has a transcript for every use, and a use for every transcript", () => {
    expect(names.filter((name) => existsSync(join(casesFolder, name, "wire.txt")))).toEqual(names.filter(hasUse));
  });
});
