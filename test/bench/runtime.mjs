// What the runtime of a generated package weighs and costs, against openapi-fetch in the same run: the size of an app that
// lists from one operation of GitHub's API, minified and gzipped, and the time of a call over a `fetch` that answers at once.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundled, modulesOf } from "./size.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const spec = join(root, "../shared/corpus/github.com-ghes-3.4.json");
const cache = join(root, "node_modules/.cache/specmend-bench-runtime");
const rounds = Number(process.env.BENCH_ROUNDS ?? 15);
const scratch = mkdtempSync(join(tmpdir(), "specmend-bench-runtime-"));

if (!existsSync(spec)) {
  console.log("The corpus is not there: nothing to measure.");
  process.exit();
}
if (!existsSync(join(cache, "node_modules/openapi-fetch"))) {
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, "package.json"), '{"private":true}');
  execFileSync("npm", ["install", "--silent", "--no-save", "openapi-fetch@0.17.0"], { cwd: cache, stdio: "inherit" });
}
const openapiFetch = join(cache, "node_modules/openapi-fetch/dist/index.mjs");

// GitHub says nowhere in its document how its lists are walked.
const overlay = join(scratch, "overlay.json");
const action = {
  target: "$.paths['/repos/{owner}/{repo}/issues'].get",
  update: { "x-pagination": { style: "link", items: "", limit: "per_page" } },
};
writeFileSync(
  overlay,
  JSON.stringify({ overlay: "1.0.0", info: { title: "Paging", version: "1" }, actions: [action] }),
);
const out = join(scratch, "github");
const command = ["generate", "--spec", spec, "--overlay", overlay, "--name", "github", "--out", out, "--no-typecheck"];
execFileSync("node", [join(root, "dist/cli.js"), ...command], { cwd: scratch, stdio: "ignore" });
const github = join(out, "dist/index.js");

const text = JSON.stringify;
const ours = `import { createClient, issuesListForRepo } from ${text(github)};
  for await (const issue of issuesListForRepo(createClient(), { owner: "a", repo: "b" })) console.log(issue.title);`;
const theirs = `import createClient from ${text(openapiFetch)};
  const client = createClient({ baseUrl: "https://api.github.com" });
  const { data } = await client.GET("/repos/{owner}/{repo}/issues", { params: { path: { owner: "a", repo: "b" } } });
  for (const issue of data) console.log(issue.title);`;
const close = `import { Close } from ${text(join(root, "generated/close/dist/index.js"))};
  for await (const event of new Close().events.list()) console.log(event.id);`;

const sizes = { ours: await bundled(ours), theirs: await bundled(theirs), close: await bundled(close) };
const row = (what, { minified, gzipped }) =>
  console.log(
    `  ${what.padEnd(44)} ${String(minified).padStart(6)} B minified ${String(gzipped).padStart(5)} B gzipped`,
  );
console.log("An app that lists from one operation of GitHub's API:");
row("ours, with paging, retries, timeouts, errors", sizes.ours);
row("openapi-fetch, one page, none of these", sizes.theirs);
console.log(`  ours / openapi-fetch: ${(sizes.ours.gzipped / sizes.theirs.gzipped).toFixed(2)} (wanted: at most 1)`);
row("the whole client for Close", sizes.close);
console.log("  wanted: at most 5000 B");
console.log("    what is in ours, minified, and what each adds to the gzipped whole:");
for (const { name, minified, adds } of await modulesOf(ours))
  console.log(`    ${name.padEnd(20)} ${String(minified).padStart(6)} ${String(adds).padStart(6)}`);

// The time of a call: median of rounds that alternate, after a warm-up.
const answer = () => new Response('{"id":1}', { headers: { "content-type": "application/json" } });
const fetch = async () => answer();
const { createClient, issuesGet, issuesListForRepo } = await import(pathToFileURL(github).href);
const { default: createFetchClient } = await import(pathToFileURL(openapiFetch).href);
const baseUrl = "https://api.github.test";
const client = createClient({ baseUrl, fetch });
const lists = createClient({
  baseUrl,
  fetch: async () => new Response("[]", { headers: { "content-type": "application/json" } }),
});
const peer = createFetchClient({ baseUrl, fetch });
const calls = {
  "bare fetch and json()": async () => (await fetch(`${baseUrl}/repos/a/b/issues/1`)).json(),
  "ours, a call": () => issuesGet(client, { owner: "a", repo: "b", issue_number: 1 }),
  "ours, a page of a list": async () => await issuesListForRepo(lists, { owner: "a", repo: "b" }),
  "openapi-fetch": () =>
    peer.GET("/repos/{owner}/{repo}/issues/{issue_number}", {
      params: { path: { owner: "a", repo: "b", issue_number: 1 } },
    }),
};
const times = Object.fromEntries(Object.keys(calls).map((name) => [name, []]));
for (let round = -3; round < rounds; round++)
  for (const [name, call] of Object.entries(calls)) {
    const before = process.cpuUsage();
    for (let count = 0; count < 2000; count++) await call();
    const { user, system } = process.cpuUsage(before);
    if (round >= 0) times[name].push((user + system) / 2000);
  }
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const bare = median(times["bare fetch and json()"]);
const over = (name) => median(times[name]) - bare;
console.log(`\nA call over a fetch that answers at once, µs of CPU, median of ${rounds} rounds of 2000:`);
for (const name of Object.keys(calls))
  console.log(`  ${name.padEnd(24)} ${median(times[name]).toFixed(1).padStart(6)}, over bare ${over(name).toFixed(1)}`);
const ratio = over("ours, a call") / over("openapi-fetch");
console.log(`  ours / openapi-fetch, over bare: ${ratio.toFixed(2)} (wanted: at most 1)`);
rmSync(scratch, { recursive: true, force: true });
