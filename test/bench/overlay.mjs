// `npm run bench`, second part: what applying an overlay costs, as ratios against openapi-format and bump-cli in the same
// run, and how it grows with the number of actions. CPU seconds (user + system) of whole processes, medians.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { overlayTools, root, specmend } from "./peers.mjs";

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const scratch = mkdtempSync(join(tmpdir(), "specmend-bench-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

/** About 8 kB for each path, most of it in lists, as in a real document. */
function documentOf(paths) {
  const parameters = (path) =>
    Array.from({ length: 20 }, (_, index) => ({
      name: `p${index}`,
      in: "query",
      description: `Parameter ${index} of path ${path}: ${"words and words ".repeat(6)}`,
      required: false,
      schema: { type: "integer", default: index, minimum: 0 },
    }));
  const entries = Array.from({ length: paths }, (_, path) => [
    `/path/${path}`,
    {
      get: {
        operationId: `get${path}`,
        tags: ["a", "b"],
        parameters: parameters(path),
        responses: { 200: { description: "ok", content: { "application/json": { schema: { type: "object" } } } } },
      },
    },
  ]);
  return { openapi: "3.1.0", info: { title: "Large", version: "1" }, paths: Object.fromEntries(entries) };
}

/** Half of the actions go through a filter; targets and actions are ones that all three tools know. */
function overlayOf(actions, paths) {
  const list = Array.from({ length: actions }, (_, index) => {
    const get = `$.paths['/path/${(index * 7) % paths}'].get`;
    return index % 2 === 0
      ? { target: get, update: { summary: `Summary ${index}`, "x-added": { index } } }
      : { target: `${get}.parameters[?@.name=='p7'].schema`, update: { maximum: index } };
  });
  return { overlay: "1.0.0", info: { title: "Bench", version: "1" }, actions: list };
}

const PATHS = 1220;
/** How the cost grows is seen between these: far enough apart for what a run costs by itself, and its noise, to matter little. */
const growing = [1000, 3000, 9000];
const value = documentOf(PATHS);
const json = join(scratch, "large.json");
writeFileSync(json, JSON.stringify(value, undefined, 2));
const yaml = join(scratch, "large.yaml");
execFileSync(
  "node",
  [
    "--input-type=module",
    "-e",
    `import { readFileSync, writeFileSync } from "node:fs"; import { stringify } from "yaml";
   writeFileSync(${JSON.stringify(yaml)}, stringify(JSON.parse(readFileSync(${JSON.stringify(json)}, "utf8")), { lineWidth: 0 }));`,
  ],
  { cwd: root },
);
const overlays = Object.fromEntries(
  [100, ...growing].map((count) => {
    const file = join(scratch, `overlay-${count}.json`);
    writeFileSync(file, JSON.stringify(overlayOf(count, PATHS)));
    return [count, file];
  }),
);

/** CPU seconds of one run of node with these arguments; bash's `time` knows what the whole process took. */
function cpu(args) {
  const script = 'TIMEFORMAT="%U %S"; time node "$@" >/dev/null 2>/dev/null';
  const env = { ...process.env, BUMP_ANALYTICS: "false", NO_UPDATE_NOTIFIER: "1" };
  const output = execFileSync("bash", ["-c", `{ ${script}; } 2>&1 || true`, "bench", ...args], {
    cwd: scratch,
    encoding: "utf8",
    env,
  });
  const [user, system] = output.trim().split("\n").at(-1).split(" ").map(Number);
  return user + system;
}

const out = (name) => join(scratch, name);
const peers = overlayTools();
const tools = {
  specmend: (spec, overlay, to) => [specmend, "overlay", "apply", spec, overlay, "-o", to],
  // Without sorting and bundling, which nobody else does.
  "openapi-format": (spec, overlay, to) => [
    peers["openapi-format"],
    spec,
    "--overlayFile",
    overlay,
    "--no-sort",
    "--no-bundle",
    "-o",
    to,
  ],
  "bump-cli": (spec, overlay, to) => [peers["bump-cli"], "overlay", spec, overlay, "-o", to],
};

/** A tool that does not do the work cannot be compared. */
function check(name, file) {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const done = [text.match(/Summary \d/g)?.length ?? 0, text.match(/"?maximum"?: \d/g)?.length ?? 0];
  if (done[0] !== 50 || done[1] !== 50) console.log(`  note: ${name} made ${done[0]} + ${done[1]} of 50 + 50 changes`);
}

const measured = {};
for (const [kind, spec] of Object.entries({ json, yaml })) {
  for (const [name, args] of Object.entries(tools)) {
    const to = out(`${name}.${kind}`);
    measured[`${name}, ${kind}, 100 actions`] = { run: () => cpu(args(spec, overlays[100], to)), to };
  }
}
for (const count of growing) {
  const to = out(`grow-${count}.json`);
  measured[`specmend, json, ${count} actions`] = { run: () => cpu(tools.specmend(json, overlays[count], to)) };
}
measured["node -e 0"] = { run: () => cpu(["-e", "0"]) };

const results = Object.fromEntries(Object.keys(measured).map((name) => [name, []]));
for (let round = 0; round < rounds; round++)
  for (const [name, { run }] of Object.entries(measured)) results[name].push(run());

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const time = Object.fromEntries(Object.entries(results).map(([name, list]) => [name, median(list)]));
const width = Math.max(...Object.keys(time).map((name) => name.length));
const size = (file) => `${(readFileSync(file).length / 1e6).toFixed(1)} MB`;
console.log(`\noverlay apply on ${size(json)} of JSON, ${size(yaml)} of YAML. CPU seconds, median of ${rounds}:`);
for (const [name, seconds] of Object.entries(time)) console.log(`  ${name.padEnd(width)}  ${seconds.toFixed(3)}`);
for (const [name, { to }] of Object.entries(measured)) if (to !== undefined) check(name, to);

console.log("Ratios:");
const ratio = (what, a, b, wanted) => console.log(`  ${what.padEnd(64)}  ${(a / b).toFixed(2)}  (wanted: ${wanted})`);
for (const kind of ["json", "yaml"]) {
  const ours = time[`specmend, ${kind}, 100 actions`];
  const theirs = ["openapi-format", "bump-cli"].map((name) => time[`${name}, ${kind}, 100 actions`]);
  ratio(`${kind}: the faster of the others / specmend`, Math.min(...theirs), ours, "at least 2");
  ratio(`${kind}: openapi-format / specmend`, theirs[0], ours, "-");
  ratio(`${kind}: bump-cli / specmend`, theirs[1], ours, "-");
}
/** Milliseconds for each action more. */
const slope = (from, to) =>
  ((time[`specmend, json, ${to} actions`] - time[`specmend, json, ${from} actions`]) / (to - from)) * 1000;
const [few, some, many] = growing;
console.log(
  `  an action more: ${slope(few, some).toFixed(3)} ms from ${few} to ${some}, ${slope(some, many).toFixed(3)} ms from ${some} to ${many}`,
);
ratio(
  "the second / the first: 1 is linear, 3 would be quadratic",
  slope(some, many),
  slope(few, some),
  "about 1 or less",
);
