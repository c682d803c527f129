// `npm run corpus`: every spec of the corpus becomes a package that compiles and can be imported, or a message with a place.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { measured, run } from "../bench/child.mjs";
import { compilers } from "./compilers.mjs";

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
const entries = manifest.filter(({ file }) => file.includes(filter));
const scratch = mkdtempSync(join(tmpdir(), "specmend-corpus-"));
const versions = compilers();

/** What became of one spec: a row of the table, and what is wrong with it. */
async function tryOne({ file }, index) {
  const out = join(scratch, String(index));
  const args = [specmend, "generate", "--no-typecheck", "--json", "--spec", join(corpus, file)];
  const made = await measured([...args, "--name", "corpus", "--out", out], { cwd: scratch });
  const result = readResult(made.output);
  const row = {
    file,
    seconds: made.seconds,
    megabytes: made.megabytes,
    operations: result?.providers?.[0]?.operations,
  };
  const errors = (result?.diagnostics ?? []).filter((one) => one.severity === "error");
  if (made.code !== 0) {
    const codes = [...new Set(errors.map((one) => one.code))].join(" ");
    const problems = [];
    if (errors.length === 0) problems.push(`no diagnostic: ${made.output.slice(0, 500)}`);
    if (errors.some((one) => one.location === undefined)) problems.push("a diagnostic without a place");
    if (refused[file] === undefined) problems.push(`refused: ${errors[0]?.message ?? "?"}`);
    return { ...row, outcome: codes, compiled: "–", problems };
  }
  const problems = refused[file] === undefined ? [] : [`was expected to be refused: ${refused[file]}`];
  const compiled = [];
  for (const { name, script } of versions) {
    const count = await check(script, ["-p", out], problems, name);
    compiled.push(`${name} ${count === 0 ? "ok" : `${count} errors`}`);
  }
  const strict = ["--strict", "--exactOptionalPropertyTypes", "--target", "es2022", "--module", "nodenext"];
  const declarations = [...strict, "--types", "", "--lib", "es2022,dom,dom.iterable,dom.asynciterable"];
  await check(versions.at(-1).script, [...declarations, join(out, "dist/index.d.ts")], problems, "declarations");
  problems.push(...(await importIt(out)));
  rmSync(out, { recursive: true, force: true });
  return { ...row, outcome: "ok", compiled: compiled.join(", "), problems };
}

function readResult(output) {
  try {
    return JSON.parse(output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1));
  } catch {
    return undefined;
  }
}

async function check(script, args, problems, name) {
  const { code, output } = await run(process.execPath, [script, ...args, "--noEmit", "--pretty", "false"], {
    cwd: scratch,
  });
  const errors = output.split("\n").filter((line) => / error TS|^error TS/.test(line));
  if (code !== 0) problems.push(`TypeScript ${name}: ${errors[0] ?? output.slice(0, 300)}`);
  return code === 0 ? 0 : Math.max(errors.length, 1);
}

/** Nothing but the import may happen: no request, no timer, no output, no global. */
async function importIt(out) {
  const script = `
    const before = new Set(Object.getOwnPropertyNames(globalThis));
    globalThis.fetch = globalThis.setTimeout = globalThis.setInterval = () => { throw new Error("something ran"); };
    const { createClient } = await import(${JSON.stringify(pathToFileURL(join(out, "dist/index.js")).href)});
    if (typeof createClient !== "function") throw new Error("no createClient");
    const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name));
    if (added.length > 0) throw new Error("new globals: " + added);`;
  const { code, output } = await run(process.execPath, ["--input-type=module", "-e", script], { cwd: scratch });
  return code === 0 && output === "" ? [] : [`import: ${output.slice(0, 500)}`];
}

const width = Math.max(...entries.map(({ file }) => file.length));

/** As soon as it is known: the largest take a while. */
function print({ file, outcome, operations, seconds, megabytes, compiled }) {
  const figures = `${String(operations ?? "–").padStart(4)} operations ${seconds.toFixed(1).padStart(5)} s ${megabytes.toFixed(0).padStart(4)} MB`;
  console.log(`${file.padEnd(width)}  ${figures}  ${outcome}${compiled === "–" ? "" : `; TypeScript ${compiled}`}`);
}

const rows = [];
const started = performance.now();
let next = 0;
async function work() {
  while (next < entries.length) {
    const index = next++;
    rows[index] = await tryOne(entries[index], index);
    print(rows[index]);
  }
}
await Promise.all(Array.from({ length: Math.max(1, availableParallelism()) }, work));
rmSync(scratch, { recursive: true, force: true });

const failed = rows.filter(({ problems }) => problems.length > 0);
for (const { file, problems } of failed) console.log(`FAILED ${file}\n  ${problems.join("\n  ")}`);
const fine = rows.filter(({ outcome }) => outcome === "ok").length;
console.log(
  `${rows.length} specs: ${fine} packages, ${rows.length - fine} refused, ${failed.length} failed; ` +
    `${rows.reduce((sum, row) => sum + (row.operations ?? 0), 0)} operations, ${((performance.now() - started) / 1000).toFixed(0)} s`,
);
if (failed.length > 0) process.exitCode = 1;
if (filter !== "") process.exit();

const vitest = join(root, "node_modules/vitest/vitest.mjs");
const injection = await run(
  process.execPath,
  [vitest, "run", "--config", "test/vitest.config.ts", "test/injection.test.ts"],
  { cwd: root, env: { CORPUS: "all" }, stdio: ["ignore", "inherit", "inherit"] },
);
process.exitCode ||= injection.code;
