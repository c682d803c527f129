/** Programs in processes of their own: plain node, in the folder of the project, where the packages can be imported by name. */
import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";

export const root: string = fileURLToPath(new URL("../..", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const inherited = Object.entries(process.env).filter(
      ([name]) => !/^(?:VITEST|NODE_|CLOSE_|OPAL_|THISDATA_|FORCE_COLOR)/.test(name),
    );
    const child = spawn(process.execPath, [...args], {
      cwd: root,
      env: { ...Object.fromEntries(inherited), NO_COLOR: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

const module = ["--input-type=module"];
const imported = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;

/** Runs an ES module; `before` is a module that is loaded first. */
export function runModule(
  code: string,
  { before = "", env = {} }: { before?: string; env?: Record<string, string> } = {},
): Promise<Ended> {
  return run([...module, "--import", imported(before), "--eval", code], env);
}

/** An empty folder inside the project, so that packages are found from there; gone when the tests of the file are done. */
export function scratch(name: string): string {
  const folder = join(root, "node_modules/.cache/specmend-test", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
