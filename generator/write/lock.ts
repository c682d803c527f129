/** Lets one run at a time write a package: a file beside it says which. */
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

import { isAlive } from "./swap.js";

/** How long a run waits for the one before, which may have a large package checked by a slow compiler. */
const patienceMs = 120_000;
const pauseMs = 20;
/** What this process itself holds: elsewhere its number on a lock means that an earlier process had it. */
const held = new Set<string>();
/** A file that a run made but had no time to write its number in. The time between the two is far less. */
const abandonedMs = 2000;

/**
 * Does `work` while no other run does any on this folder, or throws after waiting in vain. The lock of a run that died is
 * broken. Where no lock can be made for want of permission there is none: nothing can be written there either, and a
 * package that is up to date needs no writing.
 */
export async function withLock<T>(outDir: string, work: () => T | Promise<T>, patience = patienceMs): Promise<T> {
  const lock = `${outDir}.specmend-lock`;
  const isOurs = await acquire(lock, patience);
  try {
    return await work();
  } finally {
    if (isOurs) release(lock);
  }
}

async function acquire(lock: string, patience: number): Promise<boolean> {
  const end = performance.now() + patience;
  for (;;) {
    try {
      if (create(lock)) {
        held.add(lock);
        return true;
      }
    } catch (error) {
      if (["EACCES", "EPERM", "EROFS"].includes(codeOf(error))) return false;
      throw error;
    }
    if (!held.has(lock) && isStale(lock)) breakLock(lock);
    if (performance.now() > end) throw new Error(`another run is writing it, as ${lock} says`);
    await pause(pauseMs);
  }
}

function release(lock: string): void {
  rmSync(lock, { force: true });
  held.delete(lock);
}

/**
 * Removes a stale lock. One run at a time, and only after another look: else it could be a new one that somebody made
 * after breaking the old.
 */
function breakLock(lock: string): void {
  const breaking = `${lock}.breaking`;
  if (!create(breaking)) {
    if (isStale(breaking) && ageOf(breaking) > abandonedMs) rmSync(breaking, { force: true });
    return;
  }
  try {
    if (isStale(lock)) rmSync(lock, { force: true });
  } finally {
    rmSync(breaking, { force: true });
  }
}

/** Whether the file was made just now; false if there is one. */
function create(file: string): boolean {
  try {
    writeFileSync(file, `${process.pid}\n`, { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function isStale(file: string): boolean {
  try {
    const text = readFileSync(file, "utf8");
    return /^\d+\n$/.test(text) ? !isAlive(Number(text)) : ageOf(file) > abandonedMs;
  } catch {
    // Gone by now, or not a file of ours.
    return false;
  }
}

function ageOf(file: string): number {
  return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY);
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
