// What an app weighs, minified and gzipped, with each client: one that lists from one operation of GitHub's API, and one that
// holds the whole client for Close. All bundled alike, from the same documents.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clientOf, ourGithub } from "./clients.mjs";
import { openaiNode, openapiFetch, root } from "./peers.mjs";
import { bundled, modulesOf } from "./size.mjs";

const spec = join(root, "../shared/corpus/github.com-ghes-3.4.json");
if (!existsSync(spec)) {
  console.log("SKIPPED: what an app weighs; the corpus is not there.");
  process.exit();
}
const scratch = mkdtempSync(join(tmpdir(), "specmend-bench-bundles-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
const text = JSON.stringify;
const fetchClient = text(join(openapiFetch(), "node_modules/openapi-fetch/dist/index.mjs"));

const github = join(ourGithub(spec, join(scratch, "github")), "dist/index.js");
const ours = `import { createClient, issuesListForRepo } from ${text(github)};
  for await (const issue of issuesListForRepo(createClient(), { owner: "a", repo: "b" })) console.log(issue.title);`;
const lists = {
  "specmend: pages, retries, timeouts, errors": ours,
  "openapi-fetch, one page": `import createClient from ${fetchClient};
    const client = createClient({ baseUrl: "https://api.github.com" });
    const { data } = await client.GET("/repos/{owner}/{repo}/issues", { params: { path: { owner: "a", repo: "b" } } });
    for (const issue of data) console.log(issue.title);`,
  "hey-api, one page": `import { issuesListForRepo } from ${text(join(clientOf("hey-api", spec), "sdk.gen.ts"))};
    const { data } = await issuesListForRepo({ path: { owner: "a", repo: "b" } });
    for (const issue of data) console.log(issue.title);`,
  "kubb, one page, no errors": `import { issuesListForRepo } from ${text(join(clientOf("kubb", spec), "index.ts"))};
    for (const issue of await issuesListForRepo("a", "b", {}, { baseURL: "https://api.github.com" })) console.log(issue.title);`,
  "oazapfts, one page": `import { issuesListForRepo } from ${text(join(clientOf("oazapfts", spec), "index.ts"))};
    const { data } = await issuesListForRepo("a", "b");
    for (const issue of data) console.log(issue.title);`,
  "openai-node: pages, retries, timeouts, errors": `import { OpenAI } from ${text(join(openaiNode(), "node_modules/openai/index.mjs"))};
    for await (const model of new OpenAI({ apiKey: "k" }).models.list()) console.log(model.id);`,
};

const close = join(root, "specs/close/openapi.yaml");
/** An app that may use all that a module has. */
const all = (file) => `import * as api from ${text(file)}; console.log(Object.values(api));`;
const whole = {
  specmend: `import { Close } from ${text(join(root, "generated/close/dist/index.js"))};
    for await (const event of new Close().events.list()) console.log(event.id);`,
  "openapi-fetch": `import createClient from ${fetchClient};
    console.log((await createClient({ baseUrl: "https://api.close.com/api/v1" }).GET("/event/")).data);`,
  "hey-api": all(join(clientOf("hey-api", close), "sdk.gen.ts")),
  kubb: all(join(clientOf("kubb", close), "index.ts")),
  oazapfts: all(join(clientOf("oazapfts", close), "index.ts")),
};

async function printTable(title, apps, wanted) {
  console.log(`${title.padEnd(50)} B minified   gzipped   ours / theirs`);
  let own;
  for (const [name, code] of Object.entries(apps)) {
    const { minified, gzipped } = await bundled(code);
    own ??= gzipped;
    const ratio = name.startsWith("specmend") ? wanted : (own / gzipped).toFixed(2).padStart(16);
    console.log(`  ${name.padEnd(48)} ${String(minified).padStart(10)}${String(gzipped).padStart(10)}${ratio}`);
  }
}

await printTable("An app that lists from one operation of GitHub's:", lists, "");
console.log("  wanted: no more than openapi-fetch's");
console.log("  what is in ours, minified, and what each module adds to the gzipped whole:");
for (const { name, minified, adds } of await modulesOf(ours))
  console.log(`    ${name.padEnd(20)} ${String(minified).padStart(6)} ${String(adds).padStart(6)}`);
await printTable("The whole client for Close:", whole, "  (wanted: at most 5000)");
