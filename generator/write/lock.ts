/** Lets one run at a time write a package: a file beside it says which. */
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";

import { isAlive } from "./swap.js";

/** How long a run waits for the one before. */
const patienceMs = 10_000;
const pauseMs = 20;
/** A file that a run made but had no time to write its number in. The time between the two is far less. */
const abandonedMs = 2000;

/**
 * Does `work` while no other run does any on this folder, or throws after waiting in vain. The lock of a run that died is
 * broken. Where no lock can be made for want of permission there is none: nothing can be written there either, and a
 * package that is up to date needs no writing.
 */
export function withLock<T>(outDir: string, work: () => T, patience = patienceMs): T {
  const lock = `${outDir}.specmend-lock`;
  const isOurs = acquire(lock, patience);
  try {
    return work();
  } finally {
    if (isOurs) rmSync(lock, { force: true });
  }
}

function acquire(lock: string, patience: number): boolean {
  const end = performance.now() + patience;
  for (;;) {
    try {
      if (create(lock)) return true;
    } catch (error) {
      if (["EACCES", "EPERM", "EROFS"].includes(codeOf(error))) return false;
      throw error;
    }
    if (isStale(lock)) breakLock(lock);
    if (performance.now() > end) throw new Error(`another run is writing it, as ${lock} says`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
  }
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
