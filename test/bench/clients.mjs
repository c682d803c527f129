// Clients that the other tools generate, kept from one run to the next by what they were made from.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cache, generators, newerNode, specmend } from "./peers.mjs";

/** The folder of a tool's client for a document; it lies beside the packages that the client imports. */
export function clientOf(tool, spec) {
  const { version, folder, command, args } = generators[tool];
  const hash = createHash("sha256")
    .update(readFileSync(spec))
    .update(JSON.stringify([version, String(args)]))
    .digest("hex");
  const home = join(cache, "clients", `${tool}-${hash.slice(0, 16)}`);
  const out = join(home, "out");
  const done = join(home, "done");
  if (existsSync(done)) return out;
  console.error(`generating ${tool}'s client`);
  rmSync(home, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  symlinkSync(join(folder, "node_modules"), join(home, "node_modules"));
  execFileSync(newerNode(), [command, ...args(spec, out)], { cwd: home, stdio: "pipe" });
  writeFileSync(done, "");
  return out;
}

// GitHub says nowhere in its document how its lists are walked.
const paging = {
  target: "$.paths['/repos/{owner}/{repo}/issues'].get",
  update: { "x-pagination": { style: "link", items: "", limit: "per_page" } },
};

/** Our package for a document of GitHub's, in a folder; made anew, as it is what is worked on. */
export function ourGithub(spec, out) {
  const overlay = `${out}.overlay.json`;
  const info = { title: "Paging", version: "1" };
  writeFileSync(overlay, JSON.stringify({ overlay: "1.0.0", info, actions: [paging] }));
  const command = ["generate", "--spec", spec, "--overlay", overlay, "--name", "github", "--out", out];
  execFileSync("node", [specmend, ...command, "--no-typecheck"], { cwd: dirname(out), stdio: "pipe" });
  return out;
}
