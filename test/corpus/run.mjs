// `npm run corpus`: every spec of the corpus becomes a package that compiles and can be imported, or a message with a place.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { measured } from "../bench/child.mjs";
import { compilers } from "./compilers.mjs";
import { compile, groups, importAll } from "./packages.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const corpus = join(root, "../shared/corpus");
const specmend = join(root, "dist/cli.js");
const refused = JSON.parse(readFileSync(new URL("expected.json", import.meta.url), "utf8"));

if (!existsSync(join(corpus, "MANIFEST.json"))) {
  console.error("SKIPPED: there is no ../shared/corpus beside this repository, so no spec of it was tried.");
  process.exit(0);
}

const filter = process.argv[2] ?? "";
const manifest = JSON.parse(readFileSync(join(corpus, "MANIFEST.json"), "utf8"));
const entries = manifest.filter(({ file }) => file.includes(filter)).sort((a, b) => b.bytes - a.bytes);
const width = Math.max(...entries.map(({ file }) => file.length));
const scratch = mkdtempSync(join(tmpdir(), "specmend-corpus-"));
const started = performance.now();

/** Makes one package without its type check, which is done below for many at once. */
async function generate({ file }, index) {
  const folder = String(index);
  const args = [specmend, "generate", "--no-typecheck", "--json", "--spec", join(corpus, file)];
  const made = await measured([...args, "--name", "corpus", "--out", join(scratch, folder)], { cwd: scratch });
  const result = readResult(made.output);
  const errors = (result?.diagnostics ?? []).filter((one) => one.severity === "error");
  const operations = result?.providers?.[0]?.operations;
  const figures = `${String(operations ?? "–").padStart(4)} operations ${describe(made)}`;
  const isMade = made.code === 0;
  console.log(`${file.padEnd(width)}  ${figures}  ${isMade ? "ok" : errors.map(({ code }) => code).join(" ")}`);
  const { seconds, megabytes } = made;
  return { file, folder, isMade, seconds, megabytes, operations, problems: problemsOf(file, made, errors) };
}

function problemsOf(file, { code, output }, errors) {
  const reason = refused[file];
  if (code === 0) return reason === undefined ? [] : [`was expected to be refused: ${reason}`];
  return [
    ...(errors.length === 0 ? [`no diagnostic: ${output.slice(0, 500)}`] : []),
    ...(errors.some((one) => one.location === undefined) ? ["a diagnostic without a place"] : []),
    ...(reason === undefined ? [`refused: ${errors[0]?.message ?? "?"}`] : []),
  ];
}

function readResult(output) {
  try {
    return JSON.parse(output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1));
  } catch {
    return undefined;
  }
}

function describe({ seconds, megabytes }) {
  return `${seconds.toFixed(1).padStart(5)} s ${megabytes.toFixed(0).padStart(4)} MB`;
}

/** As many at once as there are processors, in the order given: what takes longest comes first. */
async function inParallel(tasks) {
  const results = [];
  let next = 0;
  const work = async () => {
    while (next < tasks.length) {
      const index = next++;
      results[index] = await tasks[index]();
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return results;
}

const rows = await inParallel(entries.map((entry, index) => () => generate(entry, index)));
const packages = rows.filter(({ isMade }) => isMade);
const programs = compilers().flatMap((compiler) =>
  groups(packages, scratch).map((group) => async () => {
    const ran = await compile(group, scratch, compiler);
    console.log(
      `TypeScript ${compiler.name.padEnd(3)}  ${group.length} packages ${describe(ran)}  ${ran.errors} errors`,
    );
  }),
);
if (packages.length > 0) await inParallel([...programs, () => importAll(packages, scratch)]);
rmSync(scratch, { recursive: true, force: true });

const failed = rows.filter(({ problems }) => problems.length > 0);
for (const { file, problems } of failed) console.log(`FAILED ${file}\n  ${problems.join("\n  ")}`);
const operations = rows.reduce((sum, row) => sum + (row.operations ?? 0), 0);
console.log(
  `${rows.length} specs: ${packages.length} packages, ${rows.length - packages.length} refused, ${failed.length} failed; ` +
    `${operations} operations, ${((performance.now() - started) / 1000).toFixed(0)} s`,
);
if (failed.length > 0) process.exitCode = 1;
if (filter !== "") process.exit();

const vitest = [join(root, "node_modules/vitest/vitest.mjs"), "run", "--config", "test/vitest.config.ts"];
const tests = ["test/injection.test.ts", "test/hostile-size.test.ts", "test/round-trip"];
const large = await measured([...vitest, ...tests], { cwd: root, env: { CORPUS: "all" } });
console.log(`${large.output}\n${large.seconds.toFixed(0)} s of CPU`);
process.exitCode ||= large.code;
