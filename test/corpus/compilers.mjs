// The TypeScript versions that packages must compile with, installed for this alone: they are no dependencies.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { apart } from "../apart.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const wanted = { 5.9: "5.9.3", 6: "6.0.3" };

/** For each version, how to run its compiler. */
export function compilers(mayInstall = true) {
  const packages = Object.entries(wanted).map(([name, version]) => [name, { package: "typescript", version }]);
  const folders = apart(
    "compilers",
    Object.fromEntries(packages.map(([name, one]) => [`typescript-${name}`, one])),
    mayInstall,
  );
  return [
    ...Object.keys(wanted).map((name) => ({ name, folder: folders[`typescript-${name}`] })),
    { name: "7", folder: join(root, "node_modules/typescript") },
  ]
    .filter(({ folder }) => folder !== undefined)
    .map(({ name, folder }) => ({ name, script: join(folder, "bin/tsc") }))
    .sort((a, b) => Number(a.name) - Number(b.name));
}
