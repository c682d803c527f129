// Preloaded into a node process (`--import`): leaves what it took in the file that MEASURE names, one line per process.
import { appendFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

if (isMainThread && process.env.MEASURE !== undefined) {
  process.on("exit", () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const line = JSON.stringify({ seconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 });
    appendFileSync(process.env.MEASURE, `${line}\n`);
  });
}
