/** The record that each package carries (`.specmend.json`): what it was made of, so that any later difference has a cause. */
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { RECORD_FILE, type VirtualFile } from "./files.js";
import { sha256, sha256OfFile, sha256OfText } from "./hash.js";

export interface PackageRecord {
  readonly specmend: 1;
  /** SHA-256 of each input by its path relative to the project. */
  readonly inputs: Readonly<Record<string, string>>;
  /** SHA-256 of all template files. */
  readonly runtime: string;
  /** SHA-256 of each file of the package. */
  readonly files: Readonly<Record<string, string>>;
}

export interface Input {
  /** Relative to the project, with forward slashes. */
  readonly path: string;
  readonly kind: "docs" | "overlay" | "release" | "settings" | "spec";
  readonly sha256: string;
}

/** What differs between a package and what it should be, and what brought that about. */
export interface Drift {
  readonly path: string;
  readonly change: "added" | "changed" | "removed";
  readonly cause: Input["kind"] | "generator" | "hand edit" | "missing" | "new package" | "template";
}

export function makeRecord(inputs: readonly Input[], runtime: string, files: readonly VirtualFile[]): PackageRecord {
  return {
    specmend: 1,
    inputs: sorted(inputs.map((input) => [input.path, input.sha256])),
    runtime,
    files: sorted(files.map((file) => [file.path, sha256OfText(file)])),
  };
}

/** The record as text: keys in order, a line end at the end. */
export function printRecord({ inputs, runtime, files }: PackageRecord): string {
  const record: PackageRecord = {
    specmend: 1,
    inputs: sorted(Object.entries(inputs)),
    runtime,
    files: sorted(Object.entries(files)),
  };
  return `${JSON.stringify(record, undefined, 2)}\n`;
}

/** The record of the package in a folder; undefined if there is none, or none that can be read. */
export function readRecord(folder: string): PackageRecord | undefined {
  const text = recordText(folder);
  if (text === undefined) return undefined;
  try {
    const record: unknown = JSON.parse(text);
    return isRecord(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The files in a folder that specmend wrote; undefined if nothing says that it wrote any. A record that a merge left
 * with conflict markers still tells: both sides' files are ours.
 */
export function ownedFiles(folder: string): ReadonlySet<string> | undefined {
  const record = readRecord(folder);
  if (record !== undefined) return new Set([RECORD_FILE, ...Object.keys(record.files)]);
  const text = recordText(folder);
  if (text === undefined) return undefined;
  const lines = text.matchAll(/"((?:[^"\\\n]|\\.)+)": *"[\da-f]{64}"/g);
  return new Set([RECORD_FILE, ...[...lines].map(([, path = ""]) => path)]);
}

/** What would change in `outDir`, and why; empty when it is as it should be. */
export function explainDrift(
  record: PackageRecord | undefined,
  inputs: readonly Input[],
  runtime: string,
  wanted: readonly VirtualFile[],
  outDir: string,
): Drift[] {
  const cause = record === undefined ? "new package" : causeOf(record, inputs, runtime);
  const all = [...wanted, { path: RECORD_FILE, text: printRecord(makeRecord(inputs, runtime, wanted)) }];
  const drifts = all.flatMap((file) => driftOf(file, record, cause, outDir));
  const names = new Set(wanted.map(({ path }) => path));
  for (const [path, recorded] of Object.entries(record?.files ?? {})) {
    const found = names.has(path) ? undefined : hashAt(outDir, path);
    if (found !== undefined) drifts.push({ path, change: "removed", cause: found === recorded ? cause : "hand edit" });
  }
  return drifts.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function driftOf(file: VirtualFile, record: PackageRecord | undefined, cause: Drift["cause"], outDir: string): Drift[] {
  const { path } = file;
  const found = hashAt(outDir, path);
  const wanted = sha256OfText(file);
  if (found === wanted) return [];
  const expected = path === RECORD_FILE ? record && sha256(printRecord(record)) : own(record?.files, path);
  if (found === undefined) return [{ path, change: "added", cause: expected === undefined ? cause : "missing" }];
  return [{ path, change: "changed", cause: found === expected ? cause : "hand edit" }];
}

function causeOf(record: PackageRecord, inputs: readonly Input[], runtime: string): Drift["cause"] {
  const now = new Map(inputs.map((input) => [input.path, input]));
  const changed = new Set([
    ...inputs.filter(({ path, sha256: hash }) => own(record.inputs, path) !== hash).map(({ kind }) => kind),
    ...Object.keys(record.inputs)
      .filter((path) => !now.has(path))
      .map(kindByName),
  ]);
  for (const kind of ["spec", "overlay", "docs", "release", "settings"] as const) if (changed.has(kind)) return kind;
  return record.runtime === runtime ? "generator" : "template";
}

/** What an input was that is gone: only its name is left to tell. */
function kindByName(path: string): Input["kind"] {
  if (/(?:^|\/)docs\//.test(path)) return "docs";
  if (/(?:^|\/)(?:released\.json|CHANGELOG\.md)$/.test(path)) return "release";
  if (path === "package.json") return "settings";
  return /overlay[^/]*$/.test(path) ? "overlay" : "spec";
}

/** The hash of a regular file; what a link leads to is not what we wrote. A damaged record may name what no disk can hold. */
function hashAt(folder: string, path: string): string | undefined {
  try {
    const file = join(folder, path);
    const found = lstatSync(file, { throwIfNoEntry: false });
    if (found === undefined) return undefined;
    return found.isFile() ? sha256OfFile(file) : "not a file";
  } catch {
    return undefined;
  }
}

/** What was edited by hand and is lost when the package is written; a record that cannot be read tells nothing. */
export function handEdits(record: PackageRecord | undefined, drift: readonly Drift[]): string[] {
  return record === undefined ? [] : drift.filter((one) => one.cause === "hand edit").map(({ path }) => path);
}

function recordText(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, RECORD_FILE), "utf8");
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is PackageRecord {
  if (typeof value !== "object" || value === null) return false;
  const { specmend, inputs, runtime, files } = value as Partial<Record<keyof PackageRecord, unknown>>;
  return specmend === 1 && typeof runtime === "string" && isHashes(inputs) && isHashes(files);
}

function isHashes(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.values(value).every((hash) => typeof hash === "string");
}

function own(hashes: Readonly<Record<string, string>> | undefined, path: string): string | undefined {
  return hashes !== undefined && Object.hasOwn(hashes, path) ? hashes[path] : undefined;
}

function sorted(entries: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
