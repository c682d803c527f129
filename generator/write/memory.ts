/** Gives back what is not needed any more before another program wants as much again. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Less than this is not worth the look. */
const worthwhile = 200_000_000;

/** Left alone, node keeps garbage for as long as it allocates nothing: while it waits for a compiler, that is for nothing. */
export function freeMemory(): void {
  if (process.memoryUsage().heapTotal < worthwhile) return;
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("globalThis.gc");
  // Any other flavour keeps the pages.
  if (typeof collect === "function") collect({ type: "major", flavor: "last-resort" });
}
