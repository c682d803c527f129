/** The small specs of the corpus: each becomes a package that compiles, or a message with a place. `npm run corpus` has all. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { isError } from "../generator/diagnostics.js";
import { generate } from "../generator/generate.js";
import { typecheck } from "../generator/write/typecheck.js";
import { runtime } from "./case-files.js";
import refused from "./corpus/expected.json" with { type: "json" };

const corpus = fileURLToPath(new URL("../../shared/corpus", import.meta.url));
const isThere = existsSync(corpus);
const small = 30_000;

interface Entry {
  readonly file: string;
  readonly bytes: number;
}

const manifest = isThere ? (JSON.parse(readFileSync(join(corpus, "MANIFEST.json"), "utf8")) as Entry[]) : [];
const files = manifest.filter(({ bytes }) => bytes < small).map(({ file }) => file);
if (!isThere) console.warn("SKIPPED: there is no ../shared/corpus beside this repository.");

describe.skipIf(!isThere)("the corpus", () => {
  it.each(isThere ? files : [""])("%s", async (file) => {
    const job = { name: "acme", packageName: "@x/acme", source: "specs/acme", overlays: [], strict: false };
    const [made, diagnostics] = await generate(
      { ...job, spec: join(corpus, file), readPage: () => undefined },
      runtime,
    );
    const errors = diagnostics.filter(isError);
    if (Object.hasOwn(refused, file)) {
      expect(errors.map(({ location }) => location?.line)).not.toContain(undefined);
      expect([made === undefined, errors.length > 0]).toEqual([true, true]);
    } else {
      expect(errors.map(({ message }) => message)).toEqual([]);
      expect(await typecheck(made?.files ?? [])).toEqual([undefined, []]);
    }
  });
});
