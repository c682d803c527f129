/** `generate --watch`: once more whenever an input changes. */
import { existsSync, watch as watchFolder, type FSWatcher } from "node:fs";
import { dirname } from "node:path";

/** Saving a file can be several events; wait until they are over. */
const settleMs = 100;

export async function watch(once: () => Promise<{ code: number; files: readonly string[] }>): Promise<number> {
  let watchers: FSWatcher[] = [];
  let timer: NodeJS.Timeout | undefined;
  let wake: (() => void) | undefined;
  const stop = new Promise<"stop">((resolve) => process.once("SIGINT", () => resolve("stop")));
  for (;;) {
    const changed = new Promise<"changed">((resolve) => {
      wake = () => resolve("changed");
    });
    const { files, code } = await once();
    const folders = new Set(files.map((file) => dirname(file)).filter((folder) => existsSync(folder)));
    if (folders.size === 0) return code;
    const listener = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => wake?.(), settleMs);
    };
    watchers = [...folders].map((folder) => watchFolder(folder, listener));
    process.stderr.write("Waiting for changes; Ctrl+C ends it.\n");
    const outcome = await Promise.race([changed, stop]);
    for (const watcher of watchers) watcher.close();
    if (outcome === "stop") return 0;
  }
}
