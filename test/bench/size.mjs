// What a piece of code weighs with all that it imports: minified and gzipped, as a web page would load it.
import { basename } from "node:path";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { minifySync } from "rolldown/experimental";

async function chunk(code, minify) {
  const bundle = await rolldown({
    input: "entry",
    platform: "browser",
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === "entry" ? "entry.ts" : null),
        load: (id) => (id === "entry.ts" ? code : null),
      },
    ],
  });
  const { output } = await bundle.generate({ format: "esm", minify });
  await bundle.close();
  return output[0];
}

const gzip = (text) => gzipSync(text, { level: 9 }).length;

/** The bytes of a bundle. */
export async function bundled(code) {
  const { code: text } = await chunk(code, true);
  return { minified: Buffer.byteLength(text), gzipped: gzip(text) };
}

/** What of each module is in the bundle, the heaviest first. Alone, a module gzips to more than it adds. */
export async function modulesOf(code) {
  const { modules } = await chunk(code, false);
  return Object.entries(modules)
    .flatMap(([id, { code: rest }]) => (rest ? [{ name: basename(id), ...weighed(id, rest) }] : []))
    .sort((a, b) => b.minified - a.minified);
}

function weighed(id, code) {
  const text = minifySync(id.replace(/\.ts$/, ".js"), code, { mangle: { toplevel: true } }).code;
  return { minified: Buffer.byteLength(text), gzipped: gzip(text) };
}
