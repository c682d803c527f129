// Cold generation of two of the largest published specs, against other generators in the same run: CPU seconds and peak
// memory, and what type-checking the results costs. Peers, their node and GitHub's spec are installed apart, for this alone.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { measured } from "./child.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const cache = join(root, "node_modules/.cache/specmend-bench-generate");
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const scratch = mkdtempSync(join(tmpdir(), "specmend-bench-generate-"));

/** The folder of an installed package; each lives alone, as some of them exclude each other. */
function installed(name, version) {
  const folder = join(cache, name.replaceAll(/\W+/g, "-").replace(/^-/, ""));
  const at = join(folder, "node_modules", name);
  if (!existsSync(at)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{"private":true}');
    const specs = [`${name}@${version}`, "typescript@5.9.3"];
    execFileSync("npm", ["install", "--silent", "--no-save", ...specs], { cwd: folder, stdio: "inherit" });
  }
  return at;
}

// Two of the peers need a newer node than ours.
const newer = join(installed(`node-${process.platform}-${process.arch}`, "24"), "bin/node");
const heyApi = join(installed("@hey-api/openapi-ts", "0.99.0"), "bin/run.js");
const orval = join(installed("orval", "8.33.0"), "dist/bin/orval.mjs");
const oazapfts = join(installed("oazapfts", "7.5.0"), "dist/cli.js");
const openapiTypescript = join(installed("openapi-typescript", "7.13.0"), "bin/cli.js");
const github = join(installed("@octokit/openapi", "23.0.2"), "generated/api.github.com.json");
const stripe = join(root, "../shared/corpus/stripe.com.json");
const tsc = join(
  root,
  "node_modules/.cache/specmend-bench-generate/openapi-typescript/node_modules/typescript/bin/tsc",
);
const specs = Object.entries({ Stripe: stripe, GitHub: github }).filter(([, file]) => existsSync(file));

const orvalConfig = (spec, out) => {
  const file = `${out}.config.mjs`;
  const output = { target: join(out, "index.ts"), client: "fetch", mode: "single" };
  writeFileSync(file, `export default ${JSON.stringify({ api: { input: spec, output } })};`);
  return file;
};
const tools = {
  specmend: (spec, out) => [join(root, "dist/cli.js"), "generate", "--spec", spec, "--name", "bench", "--out", out],
  "specmend --no-typecheck": (spec, out) => [...tools.specmend(spec, out), "--no-typecheck"],
  "hey-api": (spec, out) => [heyApi, "-i", spec, "-o", out],
  orval: (spec, out) => [orval, "--config", orvalConfig(spec, out)],
  oazapfts: (spec, out) => [oazapfts, spec, join(out, "index.ts")],
  "openapi-typescript (types only)": (spec, out) => [openapiTypescript, spec, "-o", join(out, "index.ts")],
};
const clients = ["hey-api", "orval", "oazapfts"];
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

async function once(tool, spec) {
  const out = mkdtempSync(join(scratch, "out-"));
  const { code, output, seconds, megabytes } = await measured(tools[tool](spec, out), {
    node: newer,
    cwd: scratch,
  });
  if (code !== 0) throw new Error(`${tool} ended with ${code}: ${output.slice(-500)}`);
  return { seconds, megabytes, out };
}

/** What a compiler takes for the sources as a whole. */
async function typeCheck(out) {
  const found = readdirSync(out, { recursive: true }).filter(
    (name) => name.endsWith(".ts") && !/^dist\b|\.d\.ts$/.test(name),
  );
  const flags = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "esnext", "--types", ""];
  const more = ["--moduleResolution", "bundler", "--lib", "es2022,dom,dom.iterable,dom.asynciterable"];
  const files = found.map((name) => join(out, name));
  const { output, seconds } = await measured([tsc, ...flags, ...more, "--extendedDiagnostics", ...files]);
  return { seconds, instantiations: Number(/^Instantiations:\s+(\d+)/m.exec(output)?.[1]) };
}

for (const [name, spec] of specs) {
  const results = Object.fromEntries(Object.keys(tools).map((tool) => [tool, []]));
  for (let round = 0; round < rounds; round++)
    for (const tool of Object.keys(tools)) {
      try {
        results[tool].push(await once(tool, spec));
      } catch (error) {
        if (round === 0) console.log(`  ${error.message}`);
      }
    }
  const table = {};
  console.log(`\n${name}: median of ${rounds}; TypeScript 5.9 for the check of the result`);
  for (const [tool, runs] of Object.entries(results)) {
    if (runs.length === 0) continue;
    const seconds = median(runs.map((run) => run.seconds));
    const megabytes = median(runs.map((run) => run.megabytes));
    const checked = await typeCheck(runs[0].out);
    table[tool] = seconds;
    console.log(
      `  ${tool.padEnd(32)} ${seconds.toFixed(2).padStart(6)} s CPU ${megabytes.toFixed(0).padStart(5)} MB peak; ` +
        `type check ${checked.seconds.toFixed(2).padStart(6)} s CPU, ${checked.instantiations} instantiations`,
    );
    if (tool === "specmend") console.log(`  ${"".padEnd(32)} memory: wanted under 600 MB`);
  }
  for (const tool of clients)
    if (table[tool] !== undefined)
      console.log(`  specmend / ${tool}: ${(table.specmend / table[tool]).toFixed(2)} (wanted: at most 1)`);
}
rmSync(scratch, { recursive: true, force: true });
