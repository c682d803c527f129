// Packages that some test needs for itself alone: installed apart, as they are no dependencies, and each of exactly one version.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const cache = fileURLToPath(new URL("../node_modules/.cache", import.meta.url));

/**
 * Installs into `node_modules/.cache/specmend-<name>` what is not there, scripts not run, and returns the folder of each.
 * `packages`: by the name of their folder, `{ package, version }`. `mayInstall`: without it, only what is there counts.
 */
export function apart(name, packages, mayInstall = true) {
  const folder = join(cache, `specmend-${name}`);
  const at = (key) => join(folder, "node_modules", key);
  const missing = Object.entries(packages).filter(([key, { version }]) => versionAt(at(key)) !== version);
  if (missing.length > 0 && mayInstall) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{"private":true}');
    const specs = Object.entries(packages).map(([key, one]) => `${key}@npm:${one.package}@${one.version}`);
    const quiet = ["--silent", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts"];
    execFileSync("npm", ["install", ...quiet, ...specs], { cwd: folder, stdio: "inherit" });
  }
  return Object.fromEntries(
    Object.entries(packages).map(([key, { version }]) => [key, versionAt(at(key)) === version ? at(key) : undefined]),
  );
}

function versionAt(folder) {
  const file = join(folder, "package.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).version.replace(/^v/, "") : undefined;
}
