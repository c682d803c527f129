/** How node runs a generation: once, for a second or two, through much code that is hot nowhere. */
import { setFlagsFromString } from "node:v8";

/** The first node whose faster compiler, Maglev, is on: without it, nothing would be compiled well. */
const withMaglev = 22;

/**
 * Leaves out V8's slowest compiler, and has the next one wait for what is called more often: a run ends before what they compile
 * has paid for it, on threads that no profile of ours shows. The space for what is new grows at once to what it grows to in the
 * end: half as many collections.
 */
export function tuneEngine(): void {
  // Formatter and compiler bring an allocator that asks for huge pages: clearing them took longer than formatting.
  process.env["MIMALLOC_ALLOW_THP"] ??= "0";
  setFlagsFromString("--semi-space-growth-factor=8");
  if (Number.parseInt(process.versions.node, 10) < withMaglev) return;
  setFlagsFromString("--no-turbofan");
  setFlagsFromString("--invocation-count-for-maglev=1200");
}
