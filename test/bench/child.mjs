// Runs programs and tells what they took. CPU and memory come from the processes themselves, so that no `time` is needed.
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const preload = new URL("measure.mjs", import.meta.url).href;
let counter = 0;

/** Runs node (or another one) with these arguments: code, output, CPU seconds and peak megabytes of it and its children. */
export async function measured(args, { node = process.execPath, env = {}, ...options } = {}) {
  const file = join(tmpdir(), `specmend-measure-${process.pid}-${counter++}`);
  const more = { ...env, MEASURE: file, NODE_OPTIONS: `--import=${preload}` };
  // Bash's `time` counts what is no node, too: a native compiler.
  const timed = ["-c", 'TIMEFORMAT="took %U %S"; time "$@"', "bench", node, ...args];
  let together = 0;
  const watch = (pid) =>
    setInterval(() => {
      together = Math.max(together, residentMegabytes(pid));
    }, 20);
  const { code, output } = await run("bash", timed, { ...options, env: more, watch });
  const [line = "", user = 0, system = 0] = /took ([\d.]+) ([\d.]+)\n?/.exec(output) ?? [];
  const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  rmSync(file, { force: true });
  return {
    code,
    output: output.replace(line, ""),
    seconds: Number(user) + Number(system),
    megabytes: lines.reduce((most, one) => Math.max(most, Number(one)), together),
  };
}

export function run(command, args, { env = {}, watch, ...options } = {}) {
  return new Promise((done) => {
    const all = { ...process.env, NO_COLOR: "1", ...env };
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options, env: all });
    const timer = child.pid === undefined ? undefined : watch?.(child.pid);
    let output = "";
    child.stdout?.on("data", (data) => (output += data));
    child.stderr?.on("data", (data) => (output += data));
    child.on("error", (error) => done({ code: -1, output: error.message }));
    child.on("close", (code) => {
      clearInterval(timer);
      done({ code, output });
    });
  });
}

/** What a process and all below it occupy now, native ones too; 0 where there is no /proc. */
function residentMegabytes(pid) {
  try {
    const [, pages] = readFileSync(`/proc/${pid}/statm`, "utf8").split(" ");
    const below = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").trim().split(" ").filter(Boolean),
    );
    return below.reduce((sum, child) => sum + residentMegabytes(child), (Number(pages) * 4096) / 2 ** 20);
  } catch {
    return 0;
  }
}
