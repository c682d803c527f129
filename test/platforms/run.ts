/** How each platform is made to run the walk. Every process is ended by its own number. */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serve } from "./proxy.js";
import type { Platform } from "./runtimes.js";
import type { Servers } from "./servers.js";

/** Runs `walk.mjs` in `folder` and returns its facts. */
export async function runWalk(platform: Platform, program: string, folder: string, servers: Servers): Promise<unknown> {
  switch (platform) {
    case "workerd":
      return runWorker(program, folder, servers);
    case "chromium":
      return runPage(program, folder, servers);
    case "deno":
      // Neither files nor the environment may be read: the import of packages is no such reading.
      return lastLine(
        await run(program, ["run", "--no-remote", "--allow-net=127.0.0.1", "main.mjs", text(servers)], folder),
      );
    default:
      return lastLine(await run(program, ["main.mjs", text(servers)], folder));
  }
}

const text = (servers: Servers): string => JSON.stringify(servers);

/** What a program prints; it fails when the program does. Credentials in the environment would hide that there are none. */
export function run(program: string, args: readonly string[], folder: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const kept = Object.entries(process.env).filter(([name]) => /^(?:PATH|HOME|LANG|TMPDIR)$/.test(name));
    const env = { ...Object.fromEntries(kept), NO_COLOR: "1" };
    const child = spawn(program, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (more: string) => (stdout += more));
    child.stderr.setEncoding("utf8").on("data", (more: string) => (stderr += more));
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(stdout) : reject(new Error(`${program} ended with ${code}:\n${stdout}${stderr}`)),
    );
  });
}

function lastLine(output: string): unknown {
  return JSON.parse(output.trim().split("\n").at(-1) ?? "");
}

/** workerd is given every file of the packages as it is, and for each package its name. */
async function runWorker(program: string, folder: string, servers: Servers): Promise<unknown> {
  const scripts = ["worker.mjs", "walk.mjs", ...filesIn(folder, "node_modules/@specmend")];
  const embedded = scripts.map((file) => `(name = "${file}", esModule = embed "${file}")`);
  const named = Object.keys(servers).map(
    (name) =>
      `(name = "@specmend/${name}", esModule = "export * from '../node_modules/@specmend/${name}/dist/index.js';")`,
  );
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .walk), (name = "internet", network = (allow = ["private"]))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const walk :Workerd.Worker = (compatibilityDate = "2026-11-01", modules = [${[...embedded, ...named].join(",\n  ")}]);
`;
  writeFileSync(join(folder, "walk.capnp"), config);
  const child = spawn(program, ["serve", "walk.capnp", "--control-fd=3"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  try {
    const port = await new Promise<number>((resolve, reject) => {
      let told = "";
      child.stdio[3]?.on("data", (data: Buffer) => {
        told += data.toString();
        const [, found] = /"port":(\d+)/.exec(told) ?? [];
        if (found !== undefined) resolve(Number(found));
      });
      let output = "";
      child.stderr?.on("data", (data: Buffer) => (output += data.toString()));
      child.on("error", reject);
      child.on("close", (code) => reject(new Error(`workerd ended with ${code}:\n${output}`)));
    });
    const response = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: text(servers) });
    return await response.json();
  } finally {
    child.kill();
  }
}

function filesIn(folder: string, below: string): string[] {
  const entries = readdirSync(join(folder, below), { recursive: true, encoding: "utf8" });
  return entries.filter((file) => file.endsWith(".js")).map((file) => `${below}/${file}`);
}

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--remote-debugging-port=0",
];

/** The page comes from where the servers are, as a browser asks others for a permission that no vendor's fake gives. */
async function runPage(program: string, folder: string, servers: Servers): Promise<unknown> {
  const profile = mkdtempSync(join(folder, "profile-"));
  const site = await serve(folder, servers);
  const args = [...flags, `--user-data-dir=${profile}`, `${site.origin}/page.html`];
  // A group of its own: a browser is many processes.
  const child = spawn(program, args, { stdio: "ignore", detached: true });
  const ended = new Promise<never>((_, reject) => {
    child.on("error", reject);
    child.on("close", (code) => reject(new Error(`chromium ended with ${code}`)));
  });
  try {
    return await Promise.race([site.facts, ended]);
  } finally {
    const gone = new Promise((resolve) => child.on("close", resolve));
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
    await gone;
    await site.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
