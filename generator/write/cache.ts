/**
 * Knows that a package is up to date without making it: a run with nothing to do needs no parser, no compiler, and not even
 * a hash. As long as no file's times, size and inode have changed since the package was last compared, nothing is read.
 */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from "node:fs";
import { dirname, resolve } from "node:path";

import { listEntries } from "./files.js";

/** A package, and all that it is made of. */
export interface Subject {
  readonly outDir: string;
  /** Stands for the generator's build and the options of the run. */
  readonly key: string;
  /** Every file whose content can change the package. */
  readonly inputs: readonly string[];
}

/** What a package holds, for the run that does not make it. */
export interface Counts {
  readonly operations: number;
  readonly corrections: number;
  readonly files: number;
  /** Operations that look paged although nothing says so. */
  readonly suggestions: number;
}

interface Entry {
  readonly outDir: string;
  readonly key: string;
  /** The state of each file as the file system tells it. */
  readonly state: string;
  /** A hash of all contents. */
  readonly contents: string;
  readonly counts: Counts;
  /** Inputs that only making the package tells of: files that its spec refers to. */
  readonly found: readonly string[];
}

/** Times on disk are not finer than this; a change within it of the comparison could go unseen. */
const granularityMs = 50;

/**
 * The counts, when `outDir` is still what {@link remember} saw, and would be made of the same. Never says so wrongly.
 * `onFound` is told of the files that were found then.
 */
export async function upToDate(
  subject: Subject,
  onFound: (file: string) => void = () => undefined,
): Promise<Counts | undefined> {
  try {
    const file = cacheFile(subject);
    const entry = JSON.parse(readFileSync(file, "utf8")) as Entry;
    if (entry.key !== subject.key || entry.outDir !== resolve(subject.outDir)) return undefined;
    const counts = countsOf(entry);
    const whole = withFound(subject, entry.found);
    const now = stateOf(whole);
    entry.found.forEach((file) => onFound(file));
    if (entry.state === now.state && now.newest < statSync(file).mtimeMs - granularityMs) return counts;
    const { contentsOf } = await import("./contents.js");
    if (entry.contents !== contentsOf(whole)) return undefined;
    save(file, { ...entry, state: now.state });
    return counts;
  } catch {
    return undefined;
  }
}

/**
 * Remembers that `outDir` is what `inputs` and `key` make; `inputsHash` is the inputs' hash from before they were read, so
 * that one that was changed meanwhile is noticed. `found`: files that were read besides. Does nothing where there is no
 * `node_modules`.
 */
export async function remember(
  subject: Subject,
  inputsHash: string,
  counts: Counts,
  found: readonly string[] = [],
): Promise<void> {
  if (!existsSync(resolve("node_modules"))) return;
  try {
    const { contentsOf, hashOfFiles, isAsRecorded } = await import("./contents.js");
    const whole = withFound(subject, found);
    const { state } = stateOf(whole);
    if (!isAsRecorded(subject.outDir) || hashOfFiles(subject.inputs) !== inputsHash) return;
    save(cacheFile(subject), {
      outDir: resolve(subject.outDir),
      key: subject.key,
      state,
      contents: contentsOf(whole),
      counts,
      found,
    });
  } catch {
    // What cannot be compared is made again.
  }
}

function withFound(subject: Subject, found: readonly string[]): Subject {
  return { ...subject, inputs: [...subject.inputs, ...found] };
}

function countsOf({ counts: { operations, corrections, files, suggestions } }: Entry): Counts {
  const counts = { operations, corrections, files, suggestions };
  if (!Object.values(counts).every(Number.isSafeInteger)) throw new TypeError("The entry is damaged.");
  return counts;
}

function stateOf({ outDir, inputs }: Subject): { state: string; newest: number } {
  const lines: string[] = [];
  let newest = 0;
  const add = (path: string, stats: Stats): void => {
    newest = Math.max(newest, stats.mtimeMs, stats.ctimeMs);
    lines.push(`${path} ${stats.mode} ${stats.size} ${stats.mtimeMs} ${stats.ctimeMs} ${stats.ino}`);
  };
  for (const file of inputs) add(file, statSync(file));
  // Not joined: half of the time of this would go into normalizing paths that are normal.
  for (const path of listEntries(outDir) ?? []) add(path, lstatSync(`${outDir}/${path}`));
  return { state: lines.join("\n"), newest };
}

/** A cache that cannot be written costs time, nothing else. */
function save(file: string, entry: Entry): void {
  const beside = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(beside, `${JSON.stringify(entry)}\n`);
    renameSync(beside, file);
  } catch {
    rmSync(beside, { force: true });
  }
}

function cacheFile({ outDir }: Subject): string {
  const path = resolve(outDir);
  // Not a hash to rely on: the entry names its folder, and one that names another is not used.
  let hash = 0;
  for (let index = 0; index < path.length; index++) hash = (Math.imul(hash, 31) + path.charCodeAt(index)) | 0;
  return resolve("node_modules", ".cache", "specmend", `${(hash >>> 0).toString(16)}.json`);
}
