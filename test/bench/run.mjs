// `npm run bench`: what generating costs, as ratios against openapi-typescript's own command in the same run.
// CPU seconds (user + system) of whole processes, median of several; absolute figures of a shared machine mean little.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generators, root, specmend } from "./peers.mjs";

const rounds = Number(process.env.BENCH_ROUNDS ?? 7);
const scratch = mkdtempSync(join(tmpdir(), "specmend-bench-"));
const providers = ["close", "opal", "thisdata"];

/** CPU seconds of one run of node with these arguments; bash's `time` knows what the whole process took. */
function cpu(args) {
  const script = 'TIMEFORMAT="%U %S"; time node "$@" >/dev/null 2>/dev/null';
  const output = execFileSync("bash", ["-c", `{ ${script}; } 2>&1 || true`, "bench", ...args], {
    cwd: root,
    encoding: "utf8",
  });
  const [user, system] = output.trim().split("\n").at(-1).split(" ").map(Number);
  return user + system;
}

let counter = 0;
const fresh = () => join(scratch, `out-${counter++}`);
const openapiTypescript = generators["openapi-typescript"].command;
const kept = fresh();
execFileSync("node", [specmend, "generate", "--out", kept], { cwd: root, stdio: "ignore" });

const measured = {
  "node -e 0": () => cpu(["-e", "0"]),
  "specmend --help": () => cpu([specmend, "--help"]),
  "specmend generate close, cold": () => cpu([specmend, "generate", "close", "--out", fresh()]),
  "specmend generate, cold (3 providers)": () => cpu([specmend, "generate", "--out", fresh()]),
  "specmend generate, nothing to do (3 providers)": () => cpu([specmend, "generate", "--out", kept]),
  ...Object.fromEntries(
    providers.map((name) => [
      `openapi-typescript ${name} (types only)`,
      () => cpu([openapiTypescript, join(root, `specs/${name}/openapi.yaml`), "-o", join(scratch, `${name}.ts`)]),
    ]),
  ),
};

const results = Object.fromEntries(Object.keys(measured).map((name) => [name, []]));
for (let round = 0; round < rounds; round++)
  for (const [name, run] of Object.entries(measured)) results[name].push(run());
rmSync(scratch, { recursive: true, force: true });

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const time = Object.fromEntries(Object.entries(results).map(([name, list]) => [name, median(list)]));
const width = Math.max(...Object.keys(time).map((name) => name.length));
console.log(`CPU seconds, median of ${rounds}:`);
for (const [name, seconds] of Object.entries(time)) console.log(`  ${name.padEnd(width)}  ${seconds.toFixed(3)}`);

const cold = time["specmend generate close, cold"];
const all = time["specmend generate, cold (3 providers)"];
const nothing = time["specmend generate, nothing to do (3 providers)"];
const node = time["node -e 0"];
const types = time["openapi-typescript close (types only)"];
const ratio = (what, a, b, wanted) => console.log(`  ${what.padEnd(64)}  ${(a / b).toFixed(2)}  (wanted: ${wanted})`);
console.log("Ratios:");
ratio("one provider, cold / openapi-typescript, types of the same spec", cold, types, "at most 1");
ratio("three providers, cold / openapi-typescript, types of one spec", all, types, "at most 2");
ratio("nothing to do / cold, three providers", nothing, all, "under 0.2");
ratio("the same without node's own start", Math.max(nothing - node, 0), all - node, "-");
ratio("--help / bare node", time["specmend --help"], node, "under 2");
