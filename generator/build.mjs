// Bundles the command line to dist/: plain JavaScript in lazy chunks, so that `specmend --help` loads next to nothing.
// Plain JavaScript itself, because it runs before anything is built.
import { createHash } from "node:crypto";
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Changes whenever the generator does, so that an unchanged package made by an older one is not taken for current. */
function buildId() {
  const hash = createHash("sha256");
  for (const name of [...sources("generator"), "package-lock.json"].sort()) {
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(root, name)))
      .update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}

function sources(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
}

const base =
  /[\\/]generator[\\/](?:diagnostics|nearest|load[\\/](?:document|align|text|text-edits|references)|cli[\\/](?:arguments|usage|write-text|terminal))\.ts$/;

const bundle = await rolldown({
  input: { cli: join(root, "generator/cli.ts") },
  platform: "node",
  external: ["oxc-transform", "oxfmt", "rolldown"],
  transform: { define: { __BUILD_ID__: JSON.stringify(buildId()) } },
});
const { output } = await bundle.write({
  dir: join(root, "dist"),
  // Node's loader of ES modules takes 20 ms more at each start.
  format: "cjs",
  entryFileNames: "[name].js",
  chunkFileNames: "[name]-[hash].js",
  minify: false,
  // What nearly every command needs, small as it is, is one file.
  codeSplitting: { groups: [{ name: "base", test: base }] },
});
await bundle.close();
chmodSync(join(root, "dist/cli.js"), 0o755);
writeFileSync(join(root, "dist/package.json"), '{ "type": "commonjs" }\n');

// What an earlier build left goes last, so that a command which is running meanwhile still finds its chunks.
const current = new Set(["package.json", ...output.map((file) => file.fileName)]);
for (const name of readdirSync(join(root, "dist"))) {
  if (!current.has(name)) rmSync(join(root, "dist", name), { recursive: true });
}
