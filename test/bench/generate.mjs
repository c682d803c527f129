// Cold generation of two of the largest published specs, against other generators in the same run: CPU seconds and peak
// memory, and what type-checking the results costs. Peers, their node and GitHub's spec are installed apart, for this alone.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { measured } from "./child.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const cache = join(root, "node_modules/.cache/specmend-bench-generate");
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const scratch = mkdtempSync(join(tmpdir(), "specmend-bench-generate-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

const folderOf = (name) => join(cache, name.replaceAll(/\W+/g, "-").replace(/^-/, ""));

/** A file of a package that is installed for this; each lives alone, as some of them exclude each other. */
function installed(name, version, file) {
  const folder = folderOf(name);
  const at = join(folder, "node_modules", name, file);
  if (existsSync(at)) return at;
  console.log(`installing ${name}@${version}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"private":true}');
  const quiet = ["--silent", "--no-save", "--no-audit", "--no-fund"];
  try {
    execFileSync("npm", ["install", ...quiet, `${name}@${version}`, "typescript@5.9.3"], { cwd: folder });
  } catch (error) {
    console.log(`  ${error.message.split("\n")[0]}`);
  }
  return at;
}

// Two of the peers need a newer node than ours; all run on the same one.
const newer = installed(`node-${process.platform}-${process.arch}`, "24", "bin/node");
// Beside it: the same spec with every `$ref` replaced, and those of GitHub's other products.
const github = installed("@octokit/openapi", "23.0.2", "generated/api.github.com.json");
const stripe = join(root, "../shared/corpus/stripe.com.json");
const specmend = join(root, "dist/cli.js");
// With its own type check, as it runs unless told otherwise, and without, as the others run.
const unchecked = "specmend --no-typecheck";
const tools = {
  specmend: {
    command: specmend,
    args: (spec, out) => ["generate", "--spec", spec, "--name", "bench", "--out", out],
  },
  [unchecked]: {
    command: specmend,
    args: (spec, out) => ["generate", "--spec", spec, "--name", "bench", "--out", out, "--no-typecheck"],
  },
  "hey-api": {
    name: "@hey-api/openapi-ts",
    command: installed("@hey-api/openapi-ts", "0.99.0", "bin/run.js"),
    args: (spec, out) => ["-i", spec, "-o", out],
  },
  orval: {
    name: "orval",
    command: installed("orval", "8.33.0", "dist/bin/orval.mjs"),
    args: (spec, out) => ["--config", orvalConfig(spec, out)],
  },
  oazapfts: {
    name: "oazapfts",
    command: installed("oazapfts", "7.5.0", "dist/cli.js"),
    args: (spec, out) => [spec, join(out, "index.ts")],
  },
  "openapi-typescript (types only)": {
    name: "openapi-typescript",
    command: installed("openapi-typescript", "7.13.0", "bin/cli.js"),
    args: (spec, out) => [spec, "-o", join(out, "index.ts")],
  },
};
const clients = ["hey-api", "orval", "oazapfts"];
const typescript = join(folderOf("openapi-typescript"), "node_modules/typescript/bin/tsc");

function orvalConfig(spec, out) {
  const file = `${out}.config.mjs`;
  const output = { target: join(out, "index.ts"), client: "fetch", mode: "single" };
  writeFileSync(file, `export default ${JSON.stringify({ api: { input: spec, output } })};`);
  return file;
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** One cold run into a folder of its own; it lies beside the packages that the tool's output imports. */
async function once({ name, command, args }, spec) {
  const folder = mkdtempSync(join(scratch, "run-"));
  if (name !== undefined) symlinkSync(join(folderOf(name), "node_modules"), join(folder, "node_modules"));
  const out = join(folder, "out");
  mkdirSync(out);
  const { code, output, seconds, megabytes } = await measured([command, ...args(spec, out)], {
    node: newer,
    cwd: folder,
  });
  if (code !== 0) throw new Error(`ended with ${code}: ${output.trim().slice(-300)}`);
  if (!sourcesIn(out).some(Boolean)) throw new Error(`wrote nothing: ${output.trim().slice(-300)}`);
  return { seconds, megabytes, out };
}

const sourcesIn = (out) =>
  readdirSync(out, { recursive: true })
    .filter((file) => file.endsWith(".ts") && !/^dist\b|\.d\.ts$/.test(file))
    .map((file) => join(out, file));

/** What a compiler takes for the sources as a whole. */
async function typeCheck(out) {
  const compilerOptions = {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    target: "es2022",
    module: "esnext",
    moduleResolution: "bundler",
    lib: ["es2022", "dom", "dom.iterable", "dom.asynciterable"],
    types: [],
  };
  const project = join(out, "..", "tsconfig.check.json");
  writeFileSync(project, JSON.stringify({ compilerOptions, files: sourcesIn(out) }));
  const { output, seconds, megabytes } = await measured([typescript, "-p", project, "--extendedDiagnostics"]);
  return {
    seconds,
    megabytes,
    instantiations: Number(/^Instantiations:\s+(\d+)/m.exec(output)?.[1]),
    errors: output.match(/error TS\d+/g)?.length ?? 0,
  };
}

/** The rows of the table: medians, or why there are none. Tools take turns, so that all see the same machine. */
async function measureAll(spec, progress) {
  const rows = Object.fromEntries(Object.keys(tools).map((tool) => [tool, { runs: [] }]));
  for (let round = 1; round <= rounds; round++)
    for (const [tool, row] of Object.entries(rows)) {
      if (row.failed !== undefined) continue;
      progress(`round ${round} of ${rounds}: ${tool}`);
      try {
        // What is written stays until the end: after a removal, ext4 searches long for each new file's number.
        row.runs.push(await once(tools[tool], spec));
      } catch (error) {
        row.failed = error.message.replaceAll(/\s+/g, " ").slice(0, 400);
      }
    }
  for (const [tool, row] of Object.entries(rows)) {
    if (row.failed !== undefined) continue;
    progress(`type check: ${tool}`);
    row.seconds = median(row.runs.map((run) => run.seconds));
    row.megabytes = median(row.runs.map((run) => run.megabytes));
    // What is written is the same with and without our own check.
    row.checked = (tool === unchecked && rows.specmend.checked) || (await typeCheck(row.runs[0].out));
  }
  return rows;
}

function printRow(tool, { seconds, megabytes, checked, failed }) {
  if (failed !== undefined) return console.log(`  ${tool.padEnd(32)} failed: ${failed}`);
  const cells = [
    seconds.toFixed(2).padStart(8),
    megabytes.toFixed(0).padStart(9),
    checked.seconds.toFixed(2).padStart(12),
    checked.megabytes.toFixed(0).padStart(9),
    String(checked.instantiations).padStart(15),
    String(checked.errors).padStart(7),
  ];
  console.log(`  ${tool.padEnd(32)}${cells.join("")}`);
}

for (const [name, spec] of Object.entries({ Stripe: stripe, GitHub: github })) {
  if (!existsSync(spec)) {
    console.log(`\nSKIPPED: ${name}, whose spec is not there.`);
    continue;
  }
  const rows = await measureAll(spec, (step) => process.stderr.write(`${name}, ${step}\n`));
  console.log(`\n${name}, cold, median of ${rounds}; the check is TypeScript 5.9's, of the sources as written:`);
  console.log(`  ${"".padEnd(32)}   CPU s  peak MB  check CPU s       MB  instantiations errors`);
  for (const [tool, row] of Object.entries(rows)) printRow(tool, row);
  const ours = rows.specmend;
  if (ours.failed !== undefined) continue;
  const ratio = (what, a, b, wanted) => console.log(`  ${what.padEnd(46)} ${(a / b).toFixed(2)}  (wanted: ${wanted})`);
  for (const tool of clients.filter((one) => rows[one].failed === undefined)) {
    const { seconds, checked } = rows[tool];
    ratio(`CPU, specmend / ${tool}`, ours.seconds, seconds, "at most 1");
    ratio(`CPU without its check, specmend / ${tool}`, rows[unchecked].seconds, seconds, "at most 1");
    ratio(`CPU of a check, specmend / ${tool}`, ours.checked.seconds, checked.seconds, "at most 1");
    ratio(`instantiations, specmend / ${tool}`, ours.checked.instantiations, checked.instantiations, "at most 1");
  }
  ratio("memory, specmend / 600 MB", ours.megabytes, 600, "under 1");
}
