/** How node runs a generation: once, for a second or two, through much code that is hot nowhere. */
import { setFlagsFromString } from "node:v8";

/** The first node whose faster compiler, Maglev, is on: without it, nothing would be compiled well. */
const withMaglev = 22;

/**
 * Leaves out V8's slowest compiler. A run ends before what TurboFan compiles has paid for it, and it took a twelfth of the CPU,
 * on threads that no profile of ours shows.
 */
export function tuneEngine(): void {
  if (Number.parseInt(process.versions.node, 10) >= withMaglev) setFlagsFromString("--no-turbofan");
}
