// The TypeScript versions that packages must compile with, installed for this alone: they are no dependencies.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const wanted = { 5.9: "5.9.3", 6: "6.0.3" };

/** For each version, how to run its compiler. */
export function compilers() {
  const folder = join(root, "node_modules/.cache/specmend-compilers");
  const at = (version) => join(folder, "node_modules", `typescript-${version}`);
  const missing = Object.entries(wanted).filter(([, exact]) => versionAt(at(exact)) !== exact);
  if (missing.length > 0) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{"private":true}');
    const specs = Object.values(wanted).map((exact) => `typescript-${exact}@npm:typescript@${exact}`);
    execFileSync("npm", ["install", "--silent", "--no-save", ...specs], { cwd: folder, stdio: "inherit" });
  }
  return [
    ...Object.entries(wanted).map(([name, exact]) => ({ name, script: join(at(exact), "bin/tsc") })),
    { name: "7", script: join(root, "node_modules/typescript/bin/tsc") },
  ].sort((a, b) => Number(a.name) - Number(b.name));
}

function versionAt(folder) {
  const file = join(folder, "package.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).version : undefined;
}
