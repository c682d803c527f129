/** Replaces a folder by another in one step that a crash cannot leave half done. */
import { basename, dirname, join } from "node:path";

import type { Disk } from "./disk.js";
import { listEntries } from "./files.js";
import { ownedFiles } from "./record.js";

/** Where the new package is made, and where the old one waits until the new one is in place. */
export interface Sides {
  readonly fresh: string;
  readonly backup: string;
}

/** Hidden, so that nothing takes a package in the making for another one beside it: `generated/*` are npm's workspaces. */
export function sidesOf(outDir: string, pid: number = process.pid): Sides {
  const fresh = join(dirname(outDir), `${prefixOf(outDir)}${pid}`);
  return { fresh, backup: `${fresh}.old` };
}

function prefixOf(outDir: string): string {
  return `.${basename(outDir)}.specmend-`;
}

/** Puts `fresh` where `outDir` is, and what is not ours in the old folder into the new one. */
export function swap(disk: Disk, outDir: string, { fresh, backup }: Sides): void {
  if (disk.exists(outDir)) {
    disk.rename(outDir, backup);
    try {
      disk.rename(fresh, outDir);
    } catch (error) {
      disk.rename(backup, outDir);
      throw error;
    }
    finish(disk, outDir, backup);
  } else disk.rename(fresh, outDir);
}

/**
 * Mends what a run left that died: a package that was set aside comes back if nothing took its place, and is cleared
 * away otherwise. What a run that is still alive is working on is left alone.
 */
export function heal(disk: Disk, outDir: string): void {
  const prefix = prefixOf(outDir);
  const leftovers = disk
    .names(dirname(outDir))
    .filter((name) => name.startsWith(prefix) && /^\d+(?:\.old)?$/.test(name.slice(prefix.length)));
  const dead = leftovers
    .filter((name) => !isAlive(Number.parseInt(name.slice(prefix.length), 10)))
    .map((name) => join(dirname(outDir), name));
  for (const backup of dead.filter((path) => path.endsWith(".old"))) {
    if (disk.exists(outDir)) finish(disk, outDir, backup);
    else disk.rename(backup, outDir);
  }
  for (const fresh of dead.filter((path) => !path.endsWith(".old"))) disk.remove(fresh);
}

/** Moves what is not ours from the old folder to the new one, then removes the old one. Can be done again after a crash. */
function finish(disk: Disk, outDir: string, backup: string): void {
  const owned = ownedFiles(backup);
  const entries = listEntries(backup) ?? [];
  // Without a record nothing there is known to be ours, and a folder that lost its record to a crash is half cleared.
  for (const path of owned === undefined ? [] : entries.filter((entry) => !owned.has(entry))) {
    const target = join(outDir, path);
    if (disk.exists(target)) continue;
    disk.makeFolder(dirname(target));
    disk.rename(join(backup, path), target);
  }
  disk.remove(backup);
}

/** Our own number on a leftover means that an earlier process had it: this one has left nothing yet. */
export function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
