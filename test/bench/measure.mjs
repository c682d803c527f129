// Preloaded into a node process (`--import`): leaves its peak of memory in the file that MEASURE names, in megabytes.
import { appendFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

if (isMainThread && process.env.MEASURE !== undefined) {
  process.on("exit", () => appendFileSync(process.env.MEASURE, `${process.resourceUsage().maxRSS / 1024}\n`));
}
