// What a call costs with each client over a `fetch` that answers at once: GitHub's operations, from the same document.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { clientOf, ourGithub } from "./clients.mjs";
import { newerNode, openaiNode, openapiFetch, root } from "./peers.mjs";

const spec = join(root, "../shared/corpus/github.com-ghes-3.4.json");
if (!existsSync(spec)) {
  console.log("SKIPPED: what a call costs; the corpus is not there.");
  process.exit();
}
const scratch = mkdtempSync(join(tmpdir(), "specmend-bench-calls-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

const alias = {
  "specmend-github": join(ourGithub(spec, join(scratch, "github")), "dist/index.js"),
  "hey-api": clientOf("hey-api", spec),
  kubb: clientOf("kubb", spec),
  oazapfts: clientOf("oazapfts", spec),
  openai: join(openaiNode(), "node_modules/openai/index.mjs"),
  "openapi-fetch": join(openapiFetch(), "node_modules/openapi-fetch/dist/index.mjs"),
};
const input = fileURLToPath(new URL("contenders.mjs", import.meta.url));
const bundle = await rolldown({ input, platform: "node", resolve: { alias } });
const { output } = await bundle.generate({ format: "esm" });
await bundle.close();
const program = join(scratch, "contenders.mjs");
writeFileSync(program, output[0].code);

function printTable(title, times) {
  const bare = times["bare fetch and json()"];
  const over = (name) => times[name] - bare;
  console.log(`  ${title.padEnd(34)}  µs of CPU   over bare   ours / theirs`);
  for (const [name, time] of Object.entries(times)) {
    const ratio = name.startsWith("bare") || name === "specmend" ? "" : (over("specmend") / over(name)).toFixed(2);
    const cells = [time.toFixed(1).padStart(9), over(name).toFixed(1).padStart(12), ratio.padStart(16)];
    console.log(`  ${name.padEnd(34)}${cells.join("")}${name === "openapi-fetch" ? "  (wanted: at most 1)" : ""}`);
  }
}

console.log("\nA call over a fetch that answers at once; ours has timeouts and retries on:");
for (const node of [process.execPath, newerNode()]) {
  const run = (...args) => execFileSync(node, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }).trim();
  const { rounds, calls, one, page } = JSON.parse(run(program));
  console.log(`  Node ${run("-p", "process.versions.node")}, median of ${rounds} rounds of ${calls}:`);
  printTable("one issue", one);
  printTable("a page of issues (openai: of models)", page);
}
