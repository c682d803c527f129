/** Writes a package: completely, or not at all. */
import { dirname, join, resolve } from "node:path";

import { Diagnostics, type Result } from "../diagnostics.js";
import { realDisk, type Disk } from "./disk.js";
import { checkPaths, listEntries, RECORD_FILE, type VirtualFile } from "./files.js";
import { withLock } from "./lock.js";
import { ownedFiles, printRecord, type PackageRecord } from "./record.js";
import { heal, sidesOf, swap } from "./swap.js";

export interface Written {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
}

/** Looks at the package where it waits; an error keeps it from taking its place. */
export type Check = (folder: string) => Promise<Result<undefined>>;

const nothing: Written = { written: [], removed: [], unchanged: 0 };

/**
 * Makes `outDir` hold these files and their record. The new package is written beside the old one and takes its place
 * by renaming, once `check` has found nothing wrong with it; a crash leaves the old one whole, or the next run finishes the
 * job. Files that specmend did not write stay; a folder without a record that holds any is refused. If nothing differs,
 * nothing is touched. Of several runs, each waits for the one before.
 */
export async function writePackage(
  outDir: string,
  files: readonly VirtualFile[],
  record: PackageRecord,
  { check, disk = realDisk }: { readonly check?: Check | undefined; readonly disk?: Disk } = {},
): Promise<Result<Written>> {
  const diagnostics = new Diagnostics();
  diagnostics.pipe(checkPaths(files));
  if (diagnostics.hasErrors) return diagnostics.wrap(nothing);
  try {
    const target = disk.exists(outDir) ? disk.realPath(outDir) : resolve(outDir);
    disk.makeFolder(dirname(target));
    return await withLock(target, async () => {
      heal(disk, target);
      const wanted = [...files, { path: RECORD_FILE, text: printRecord(record) }];
      const owned = diagnostics.pipe(checkFolder(disk, outDir, target, wanted));
      if (diagnostics.hasErrors) return diagnostics.wrap(nothing);
      return diagnostics.wrap(diagnostics.pipe(await replace(disk, target, wanted, owned, check)));
    });
  } catch (error) {
    diagnostics.error(
      "write/failed",
      `${outDir} could not be written: ${error instanceof Error ? error.message : String(error)}.`,
    );
    return diagnostics.wrap(nothing);
  }
}

/** The files in the folder that are ours, unless it holds others that must not be touched. */
function checkFolder(
  disk: Disk,
  shown: string,
  target: string,
  wanted: readonly VirtualFile[],
): Result<ReadonlySet<string>> {
  const diagnostics = new Diagnostics();
  const entries = listEntries(target) ?? [];
  const owned = ownedFiles(target);
  if (owned === undefined) {
    if (entries.length > 0)
      diagnostics.error(
        "write/foreign-folder",
        `${shown} holds files that specmend did not write, such as ${entries[0]}.`,
      );
    return diagnostics.wrap(new Set());
  }
  const foreign = new Set(entries.filter((entry) => !owned.has(entry)));
  for (const { path, text } of wanted) {
    const blocking =
      pathAndParents(path).find((part) => foreign.has(part)) ??
      [...foreign].find((entry) => entry.startsWith(`${path}/`));
    if (blocking === undefined || (blocking === path && sameText(disk, join(target, path), text))) continue;
    const help = "Move or rename it: specmend does not overwrite what it did not write.";
    diagnostics.error(
      "write/foreign-folder",
      `${join(shown, blocking)} is not from specmend, and ${path} would take its place.`,
      { help },
    );
  }
  return diagnostics.wrap(owned);
}

async function replace(
  disk: Disk,
  target: string,
  wanted: readonly VirtualFile[],
  owned: ReadonlySet<string>,
  check: Check = () => Promise.resolve([undefined, []]),
): Promise<Result<Written>> {
  const names = new Set(wanted.map(({ path }) => path));
  const removed = [...owned]
    .filter((path) => !names.has(path) && isInside(path) && disk.exists(join(target, path)))
    .sort();
  const same = new Set(
    wanted.filter(({ path, text }) => sameText(disk, join(target, path), text)).map(({ path }) => path),
  );
  const written = wanted
    .map(({ path }) => path)
    .filter((path) => !same.has(path))
    .sort();
  const result = { written, removed, unchanged: same.size };
  if (written.length === 0 && removed.length === 0) return [result, []];

  const diagnostics = new Diagnostics();
  const sides = sidesOf(target);
  try {
    const folders = new Set<string>();
    for (const { path, text } of wanted) {
      const file = join(sides.fresh, path);
      const folder = dirname(file);
      if (!folders.has(folder)) disk.makeFolder(folder);
      folders.add(folder);
      if (same.has(path)) disk.link(join(target, path), file);
      else disk.writeFile(file, text);
    }
    diagnostics.pipe(await check(sides.fresh));
    if (!diagnostics.hasErrors) swap(disk, target, sides);
  } finally {
    removeQuietly(disk, sides.fresh);
  }
  return diagnostics.wrap(diagnostics.hasErrors ? nothing : result);
}

/** A damaged record may name anything. */
function isInside(path: string): boolean {
  return !path.includes("\0") && !path.split(/[/\\]/).includes("..");
}

function pathAndParents(path: string): string[] {
  const parts = path.split("/");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

function sameText(disk: Disk, file: string, text: string): boolean {
  const bytes = disk.read(file);
  return bytes !== undefined && Buffer.from(text, "utf8").equals(bytes);
}

function removeQuietly(disk: Disk, path: string): void {
  try {
    disk.remove(path);
  } catch {
    // The next run removes it.
  }
}
