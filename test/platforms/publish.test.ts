/** What is published is what package managers, compilers and Node expect of it. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { apart } from "../apart.mjs";
import { compilers } from "../corpus/compilers.mjs";
import { names, packed } from "./packed.js";
import { run } from "./run.js";
import { mayInstall, mustHaveAll } from "./runtimes.js";

const { folder, tarballs } = packed();

const linters = apart(
  "publish",
  {
    publint: { package: "publint", version: "0.3.25" },
    attw: { package: "@arethetypeswrong/core", version: "0.18.5" },
  },
  mayInstall,
);
const found = compilers(mayInstall);
const isComplete = linters.publint !== undefined && linters.attw !== undefined && found.length === 3;
if (!isComplete)
  console.warn("SKIPPED: not all of publint, attw, TypeScript 5.9 and 6 are here; `npm run platforms` installs them.");

test.runIf(mustHaveAll)("nothing is missing", () => {
  expect(isComplete).toBe(true);
});

interface Publint {
  publint(options: { pkgDir: string; pack: false; strict: true }): Promise<{ messages: readonly object[] }>;
}

interface TypesCheck {
  createPackageFromTarballData(data: Uint8Array): object;
  checkPackage(
    made: object,
  ): Promise<{ problems: readonly { entrypoint: string; kind: string; resolutionKind: string }[] }>;
}

async function load<Module>(file: string): Promise<Module> {
  return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Module;
}

describe.each(names)("%s", (name) => {
  test.skipIf(linters.publint === undefined)("publint finds nothing, not even a suggestion", async () => {
    const { publint } = await load<Publint>(join(linters.publint ?? "", "src/index-node.js"));
    const pkgDir = join(folder, "node_modules/@specmend", name);
    expect((await publint({ pkgDir, pack: false, strict: true })).messages).toEqual([]);
  });

  // That CommonJS gets the ES module is by design: Node can require it, and there is one copy of each class. TypeScript's
  // way of Node 10 knows no `exports`, and so no more than the main entry.
  test.skipIf(linters.attw === undefined)(
    "its types are found, and are right, under every way of resolution",
    async () => {
      const core = await load<TypesCheck>(join(linters.attw ?? "", "dist/index.js"));
      const { problems } = await core.checkPackage(core.createPackageFromTarballData(readFileSync(tarballs[name])));
      const told = problems.map(({ entrypoint, kind, resolutionKind }) => `${entrypoint} ${kind} ${resolutionKind}`);
      expect(told.sort()).toEqual([
        ". CJSResolvesToESM node16-cjs",
        "./drift CJSResolvesToESM node16-cjs",
        "./drift NoResolution node10",
        "./testing CJSResolvesToESM node16-cjs",
        "./testing NoResolution node10",
      ]);
    },
  );
});

const program = `
const page: Promise<string[]> = new Close({ apiKey: "k", baseUrl: "http://127.0.0.1:1", maxRetries: 0 }).events
  .list({ lead_id: "lead_1" })
  .then((page) => page.data.map((event) => event.id));
const token: OpalOptions["token"] = "t";
page.catch((error: unknown) => console.log(error instanceof ConnectionError, typeof ThisData, token));
// @ts-expect-error Close has no such parameter here.
void (() => new Close({ apiKey: "k" }).events.list({ _skip: 1 }));
`;
const esm = `import { Close, ConnectionError } from "@specmend/close";
import type { OpalOptions } from "@specmend/opal";
import { ThisData } from "@specmend/thisdata";
${program}`;
const cjs = `import close = require("@specmend/close");
import type { OpalOptions } from "@specmend/opal" with { "resolution-mode": "import" };
import thisdata = require("@specmend/thisdata");
const { Close, ConnectionError } = close;
const { ThisData } = thisdata;
${program}`;

const programs = { "esm.mts": esm, "cjs.cts": cjs };

/** What each way of resolution is given. */
const ways = [
  // node16 stands for Node 16, which cannot require an ES module: CommonJS is told to import it.
  { module: "node16", moduleResolution: "node16", files: ["esm.mts", "cjs.cts"], refused: "cjs.cts" },
  { module: "nodenext", moduleResolution: "nodenext", files: ["esm.mts", "cjs.cts"], refused: undefined },
  { module: "esnext", moduleResolution: "bundler", files: ["esm.mts"], refused: undefined },
] as const;

describe.each(found)("TypeScript $name", ({ name, script }) => {
  test.each(ways)("$files under $moduleResolution compile and run", async ({ files, refused, ...how }) => {
    const at = join(folder, `consumer-${name}-${how.moduleResolution}`);
    mkdirSync(at);
    for (const file of files) writeFileSync(join(at, file), programs[file]);
    const compilerOptions = {
      ...how,
      target: "es2022",
      lib: ["es2022", "dom", "dom.iterable"],
      types: [],
      strict: true,
      skipDefaultLibCheck: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
    };
    writeFileSync(join(at, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
    const errors = [...compile(script, at).matchAll(/^(\S+?)\(.*?error (TS\d+)/gm)].map(([, file, code]) => [
      file,
      code,
    ]);
    expect(errors).toEqual(
      refused === undefined
        ? []
        : [
            [refused, "TS1471"],
            [refused, "TS1471"],
          ],
    );
    for (const file of files)
      expect(await run(process.execPath, [join(at, file.replace("ts", "js"))], at)).toBe("true function t\n");
  });
});

/** What the compiler says. */
function compile(script: string, at: string): string {
  try {
    return execFileSync(process.execPath, [script, "-p", ".", "--pretty", "false"], { cwd: at, encoding: "utf8" });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
