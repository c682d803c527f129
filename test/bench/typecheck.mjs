// What it costs to type-check a small program that uses GitHub's client: ours as npm installs it, hey-api's and oazapfts' as
// the sources that they are, openapi-fetch with openapi-typescript's types. The document is GitHub's own.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measured } from "./child.mjs";
import { clientOf, ourGithub } from "./clients.mjs";
import { heyApi, nothing, oazapfts, openapiFetch, oursByFunctions, oursByMethods } from "./consumers.mjs";
import { compilers, generators, githubSpec, openapiFetch as openapiFetchFolder } from "./peers.mjs";

const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const scratch = mkdtempSync(join(tmpdir(), "specmend-bench-typecheck-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
const spec = githubSpec();
const inScratch = (...parts) => join(scratch, ...parts);

mkdirSync(inScratch("node_modules/@specmend"), { recursive: true });
ourGithub(spec, inScratch("node_modules/@specmend/github"));
for (const tool of ["hey-api", "oazapfts", "openapi-typescript"])
  cpSync(clientOf(tool, spec), inScratch(tool), { recursive: true });
const link = (folder, name) => symlinkSync(join(folder, "node_modules", name), inScratch("node_modules", name));
for (const name of ["openapi-fetch", "openapi-typescript-helpers"]) link(openapiFetchFolder(), name);
link(generators.oazapfts.folder, "@oazapfts");

const compilerOptions = {
  noEmit: true,
  strict: true,
  noUncheckedIndexedAccess: true,
  target: "es2022",
  module: "esnext",
  moduleResolution: "bundler",
  lib: ["es2022", "dom", "dom.iterable", "dom.asynciterable"],
  types: [],
};
// Nobody ships hey-api's client like this; it shows what of the difference is that ours is compiled.
const compiled = {
  ...compilerOptions,
  noEmit: false,
  declaration: true,
  emitDeclarationOnly: true,
  skipLibCheck: true,
};
writeFileSync(
  inScratch("compile.json"),
  JSON.stringify({
    compilerOptions: { ...compiled, rootDir: "hey-api", outDir: "hey-api-compiled" },
    files: ["hey-api/index.ts", "hey-api/client/index.ts"],
  }),
);
execFileSync("node", [compilers()[7], "-p", inScratch("compile.json")], { stdio: "pipe" });

const programs = {
  "no client": nothing,
  "specmend, functions": oursByFunctions,
  "specmend, methods": oursByMethods,
  "hey-api": heyApi,
  "openapi-fetch": openapiFetch,
  "(oazapfts)": oazapfts,
  "(hey-api, compiled to declarations)": heyApi.replaceAll("./hey-api/", "./hey-api-compiled/"),
};
const projects = {};
for (const [index, [name, code]] of Object.entries(programs).entries())
  for (const skipLibCheck of [true, false]) {
    const [file, project] = [`program-${index}.ts`, `tsconfig.${index}.${skipLibCheck}.json`];
    writeFileSync(inScratch(file), code);
    const options = { ...compilerOptions, skipLibCheck };
    writeFileSync(inScratch(project), JSON.stringify({ compilerOptions: options, files: [file] }));
    (projects[skipLibCheck] ??= {})[name] = inScratch(project);
  }

async function check(tsc, project) {
  const { output, seconds, megabytes } = await measured([tsc, "-p", project, "--extendedDiagnostics"]);
  const number = (what) => Number(new RegExp(`^${what}:\\s+(\\d+)`, "m").exec(output)?.[1]);
  const errors = output.match(/error TS\d+/g)?.length ?? 0;
  return { seconds, megabytes, types: number("Types"), instantiations: number("Instantiations"), errors };
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
/** Rows by program: medians; all take turns. */
async function measureAll(tsc, named) {
  const runs = Object.fromEntries(Object.keys(named).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const [name, project] of Object.entries(named)) runs[name].push(await check(tsc, project));
  const rowOf = (list) => ({
    ...list[0],
    seconds: median(list.map(({ seconds }) => seconds)),
    megabytes: median(list.map(({ megabytes }) => megabytes)),
  });
  return Object.fromEntries(Object.entries(runs).map(([name, list]) => [name, rowOf(list)]));
}

console.log("\nType-checking a program with five calls of GitHub's API; what is in brackets is for information.");
console.log("Starters and frameworks set skipLibCheck; without it the compiler checks its own libraries, too.");
for (const [version, tsc] of Object.entries(compilers()))
  for (const skipLibCheck of [true, false]) {
    const rows = await measureAll(tsc, projects[skipLibCheck]);
    console.log(`TypeScript ${version}, skipLibCheck ${skipLibCheck}, median of ${rounds}:`);
    console.log(
      `  ${"".padEnd(36)}  CPU s  peak MB    types  instantiations errors  ours / theirs: CPU, instantiations`,
    );
    const ours = rows["specmend, functions"];
    for (const [name, row] of Object.entries(rows)) {
      const cells = [
        row.seconds.toFixed(2).padStart(7),
        row.megabytes.toFixed(0).padStart(9),
        String(row.types).padStart(9),
        String(row.instantiations).padStart(16),
        String(row.errors).padStart(7),
      ];
      const isPeer = !/^specmend|^no client/.test(name);
      const ratios = [ours.seconds / row.seconds, ours.instantiations / row.instantiations];
      const shown = isPeer ? ratios.map((one) => one.toFixed(2).padStart(9)).join("") : "";
      const wanted = isPeer && !name.startsWith("(") ? "  (wanted: under 1)" : "";
      console.log(`  ${name.padEnd(36)}${cells.join("")}${shown}${wanted}`);
    }
  }
