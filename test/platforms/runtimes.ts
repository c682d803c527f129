/** The platforms that packages promise to run on, each of one version, from npm and Debian. */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { apart } from "../apart.mjs";

/**
 * `PLATFORMS=try` installs what is missing, and what cannot be had counts as skipped; with `PLATFORMS=all` that is a failure.
 * Without it, nothing is installed.
 */
const wish = process.env["PLATFORMS"];
export const mayInstall = wish !== undefined;
export const mustHaveAll = wish === "all";

const system = `${process.platform}-${process.arch}`;
const packages = {
  "node-20.0": { package: `node-${system}`, version: "20.0.0" },
  "node-20": { package: `node-${system}`, version: "20.20.2" },
  "node-22": { package: `node-${system}`, version: "22.23.3" },
  "node-24": { package: `node-${system}`, version: "24.21.0" },
  deno: { package: `@deno/${system}-glibc`, version: "2.9.6" },
  bun: { package: `@oven/bun-${system}`, version: "1.4.5" },
  workerd: { package: `@cloudflare/workerd-${system.replace("-x64", "-64")}`, version: "1.20261117.1" },
} as const;

export type Platform = keyof typeof packages | "chromium";

/** Where each platform's program is; undefined for one that is not there. */
export function runtimes(): Record<Platform, string | undefined> {
  return {
    "node-20.0": program("node-20.0", "bin/node"),
    "node-20": process.version.startsWith("v20.") ? process.execPath : program("node-20", "bin/node"),
    "node-22": program("node-22", "bin/node"),
    "node-24": program("node-24", "bin/node"),
    deno: program("deno", "deno"),
    bun: program("bun", "bin/bun"),
    workerd: program("workerd", "bin/workerd"),
    chromium: onPath("chromium"),
  };
}

/** Each is installed alone, so that one that cannot be had leaves the others. */
function program(name: keyof typeof packages, file: string): string | undefined {
  try {
    const { [name]: folder } = apart(`platform-${name}`, { [name]: packages[name] }, mayInstall);
    return folder === undefined ? undefined : join(folder, file);
  } catch (error) {
    console.warn(`${name} cannot be installed: ${(error as Error).message}`);
    return undefined;
  }
}

function onPath(name: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}
