// What a piece of code weighs with all that it imports: minified and gzipped, as a web page would load it.
import { basename } from "node:path";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { minifySync } from "rolldown/experimental";

/** `files` by path, for what is on no disk; the code imports them as `/path`. */
async function chunk(code, minify, files = new Map()) {
  const texts = new Map([...files].map(([path, text]) => [`/${path}`, text])).set("/entry.ts", code);
  const bundle = await rolldown({
    input: "/entry.ts",
    platform: "browser",
    plugins: [
      {
        name: "texts",
        resolveId(id, from = "/") {
          const path = new URL(id, `file://${from}`).pathname;
          return texts.has(path) ? path : null;
        },
        load: (id) => texts.get(id) ?? null,
      },
    ],
  });
  const { output } = await bundle.generate({ format: "esm", minify });
  await bundle.close();
  return output[0];
}

const gzip = (text) => gzipSync(text, { level: 9 }).length;

/** The bytes of a bundle. */
export async function bundled(code, files) {
  const { code: text } = await chunk(code, true, files);
  return { minified: Buffer.byteLength(text), gzipped: gzip(text) };
}

/** What of each module is in the bundle, the heaviest first; `adds` is what the bundle would gzip to less without it. */
export async function modulesOf(code, files) {
  const { modules } = await chunk(code, false, files);
  const parts = Object.entries(modules).flatMap(([id, { code: rest }]) =>
    rest ? [{ name: basename(id), text: minified(id, rest) }] : [],
  );
  const without = (left) => gzip(parts.map(({ text }, at) => (at === left ? "" : text)).join(""));
  return parts
    .map(({ name, text }, at) => ({ name, minified: Buffer.byteLength(text), adds: without(-1) - without(at) }))
    .sort((a, b) => b.adds - a.adds);
}

const minified = (id, code) => minifySync(id.replace(/\.ts$/, ".js"), code, { mangle: { toplevel: true } }).code;
