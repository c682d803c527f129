// What is checked of finished packages: each compiles with every TypeScript, and its import does nothing else.
import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { measured, run } from "../bench/child.mjs";

/** What one program may hold: a compiler in JavaScript has some 4 GB, and takes 100 times the size of the sources. */
const mostCharacters = 12_000_000;

/**
 * Packages in groups, each of which is one program: a compiler spends more on reading and checking its own libraries than
 * on most packages. `packages`: `{ file, folder, problems }`, the folders in `scratch`.
 */
export function groups(packages, scratch) {
  const made = [];
  const sized = packages.map((one) => ({ ...one, size: sizeOf(join(scratch, one.folder, "src")) }));
  for (const one of sized.sort((a, b) => b.size - a.size)) {
    const group = made.find(({ size }) => size + one.size <= mostCharacters);
    if (group === undefined) made.push({ size: one.size, packages: [one] });
    else {
      group.size += one.size;
      group.packages.push(one);
    }
  }
  return made.map((group) => group.packages);
}

function sizeOf(folder) {
  return readdirSync(folder, { recursive: true }).reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);
}

/** Sources and declarations under the settings that every package comes with; errors become problems of their package. */
export async function compile(packages, scratch, { name, script }) {
  const config = join(scratch, `tsconfig-${name}-${packages[0].folder}.json`);
  const compilerOptions = { noEmit: true, rootDir: ".", pretty: false };
  const include = packages.flatMap(({ folder }) => [`${folder}/src/**/*.ts`, `${folder}/dist/**/*.d.ts`]);
  const settings = { extends: `./${packages[0].folder}/tsconfig.json`, compilerOptions, include, exclude: [] };
  writeFileSync(config, JSON.stringify(settings));
  const ran = await measured([script, "-p", config], { cwd: scratch });
  const errors = ran.output.split("\n").filter((line) => /\berror TS/.test(line));
  for (const { folder, problems } of packages) {
    const own = errors.filter((line) => line.startsWith(`${folder}/`));
    if (own.length > 0) problems.push(`TypeScript ${name}: ${own.length} errors, as ${own[0]}`);
  }
  const isOwn = (line) => packages.some(({ folder }) => line.startsWith(`${folder}/`));
  if (ran.code !== 0 && !errors.some(isOwn))
    packages[0].problems.push(`TypeScript ${name} with ${packages.length} packages: ${ran.output.slice(0, 500)}`);
  return { ...ran, errors: errors.length };
}

/** Nothing but the import may happen: no request, no timer, no output, no global. */
export async function importAll(packages, scratch) {
  const urls = packages.map(({ folder }) => pathToFileURL(join(scratch, folder, "dist/index.js")).href);
  const script = `
    const known = new Set(Object.getOwnPropertyNames(globalThis));
    globalThis.fetch = globalThis.setTimeout = globalThis.setInterval = () => { throw new Error("something ran"); };
    const { writeSync } = await import("node:fs");
    for (const stream of [process.stdout, process.stderr]) stream.write = () => { throw new Error("something printed"); };
    const found = [];
    for (const url of ${JSON.stringify(urls)}) {
      const problems = [];
      found.push(problems);
      try {
        const { createClient } = await import(url);
        if (typeof createClient !== "function") problems.push("no createClient");
      } catch (error) {
        problems.push(String(error));
      }
      for (const name of Object.getOwnPropertyNames(globalThis))
        if (!known.has(name) && known.add(name)) problems.push("new global: " + name);
    }
    writeSync(1, JSON.stringify(found));`;
  const { code, output } = await run(process.execPath, ["--input-type=module", "-e", script], { cwd: scratch });
  const found = code === 0 ? JSON.parse(output) : undefined;
  packages.forEach(({ problems }, index) => {
    for (const one of found?.[index] ?? [output.slice(0, 500)]) problems.push(`import: ${one}`);
  });
}
