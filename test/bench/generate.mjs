// Cold generation of two of the largest published specs, against other generators in the same run: CPU seconds and peak
// memory, and what type-checking the results costs. Peers, their node and GitHub's spec are installed apart, for this alone.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measured } from "./child.mjs";
import { compilers, generators, githubSpec, newerNode, root, specmend } from "./peers.mjs";

const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const scratch = mkdtempSync(join(tmpdir(), "specmend-bench-generate-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

// Two of the peers need a newer node than ours; all run on the same one.
const newer = newerNode();
const github = githubSpec();
const stripe = join(root, "../shared/corpus/stripe.com.json");
const ours = (...more) => ({
  command: specmend,
  args: (spec, out) => ["generate", "--spec", spec, "--name", "bench", "--out", out, ...more],
});
// With its own type check, as it runs unless told otherwise, and without, as the others run.
const unchecked = "specmend --no-typecheck";
const clients = ["hey-api", "orval", "oazapfts"];
const tools = {
  specmend: ours(),
  [unchecked]: ours("--no-typecheck"),
  ...Object.fromEntries(clients.map((name) => [name, generators[name]])),
  "openapi-typescript (types only)": generators["openapi-typescript"],
};
const typescript = compilers()["5.9"];

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** One cold run into a folder of its own; it lies beside the packages that the tool's output imports. */
async function once({ folder: peer, command, args }, spec) {
  const folder = mkdtempSync(join(scratch, "run-"));
  if (peer !== undefined) symlinkSync(join(peer, "node_modules"), join(folder, "node_modules"));
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
