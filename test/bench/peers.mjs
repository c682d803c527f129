// The tools that ours is measured against. Each is installed alone, as some exclude each other, in exact versions: what was
// printed once can be printed again.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const cache = join(root, "node_modules/.cache/specmend-bench");
export const specmend = join(root, "dist/cli.js");

/** The folder where a package is installed with what it needs beside it, in the same version unless said otherwise. */
function installed(name, version, beside = ["typescript@5.9.3"]) {
  const wanted = [name, ...beside].map((one) => (one.includes("@", 1) ? one : `${one}@${version}`));
  const folder = join(cache, `${name}-${version}`.replaceAll(/[^\w.]+/g, "-").replace(/^-/, ""));
  if (existsSync(join(folder, "node_modules", name))) return folder;
  console.error(`installing ${wanted.join(", ")}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"private":true}');
  const quiet = ["--silent", "--no-save", "--no-audit", "--no-fund"];
  try {
    execFileSync("npm", ["install", ...quiet, ...wanted], { cwd: folder });
  } catch (error) {
    console.error(`  ${error.message.split("\n")[0]}`);
  }
  return folder;
}

const fileOf = (folder, name, file) => join(folder, "node_modules", name, file);

/** A newer node than ours may be: some of the others ask for it. */
export function newerNode() {
  const name = `node-${process.platform}-${process.arch}`;
  return fileOf(installed(name, "24", []), name, "bin/node");
}

/** GitHub's document as its own SDK has it, the largest there is. */
export const githubSpec = () =>
  fileOf(installed("@octokit/openapi", "23.0.2", []), "@octokit/openapi", "generated/api.github.com.json");

/** TypeScript 5.9's compiler; 7 is the project's own. */
export const compilers = () => ({
  5.9: fileOf(installed("typescript", "5.9.3", []), "typescript", "bin/tsc"),
  7: join(root, "node_modules/typescript/bin/tsc"),
});

/** Commands that apply overlays. */
export const overlayTools = () => ({
  "openapi-format": fileOf(installed("openapi-format", "1.33.6", []), "openapi-format", "bin/cli.js"),
  "bump-cli": fileOf(installed("bump-cli", "2.11.0", []), "bump-cli", "bin/run.js"),
});

/** What needs no generator. */
export const openapiFetch = () => installed("openapi-fetch", "0.17.0", []);
export const openaiNode = () => installed("openai", "7.57.0", []);

const generator = (name, version, command, args, beside) => ({
  version,
  args,
  get folder() {
    return installed(name, version, beside && [...beside, "typescript@5.9.3"]);
  },
  get command() {
    return fileOf(this.folder, name, command);
  },
});

/** The generators, as their own documentation runs them; `args` takes the document and a folder that is there. */
export const generators = {
  "hey-api": generator("@hey-api/openapi-ts", "0.99.0", "bin/run.js", (spec, out) => ["-i", spec, "-o", out]),
  kubb: generator(
    "@kubb/cli",
    "4.39.3",
    "bin/kubb.cjs",
    (spec, out) => ["generate", "--config", kubbConfig(spec, out)],
    ["@kubb/core", "@kubb/plugin-oas", "@kubb/plugin-ts", "@kubb/plugin-client"],
  ),
  orval: generator("orval", "8.38.0", "dist/bin/orval.mjs", (spec, out) => ["--config", orvalConfig(spec, out)]),
  oazapfts: generator("oazapfts", "7.5.0", "dist/cli.js", (spec, out) => [spec, join(out, "index.ts")]),
  "openapi-typescript": generator("openapi-typescript", "7.13.0", "bin/cli.js", (spec, out) => [
    spec,
    "-o",
    join(out, "index.ts"),
  ]),
};

function orvalConfig(spec, out) {
  const file = `${out}.config.mjs`;
  const output = { target: join(out, "index.ts"), client: "fetch", mode: "single" };
  writeFileSync(file, `export default ${JSON.stringify({ api: { input: spec, output } })};`);
  return file;
}

/** Types, and functions that call `fetch`; formatting, which it asks another tool for, is off. */
function kubbConfig(spec, out) {
  const file = `${out}.config.mjs`;
  const output = { path: out, clean: true, format: false, lint: false };
  const base = { root: dirname(out), input: { path: spec }, output };
  writeFileSync(
    file,
    `import { pluginClient } from "@kubb/plugin-client";
    import { pluginOas } from "@kubb/plugin-oas";
    import { pluginTs } from "@kubb/plugin-ts";
    export default {
      ...${JSON.stringify(base)},
      plugins: [
        pluginOas({ validate: false, generators: [] }),
        pluginTs({ output: { path: "types" } }),
        pluginClient({ output: { path: "clients" }, client: "fetch" }),
      ],
    };`,
  );
  return file;
}
