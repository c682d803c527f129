/** All successful cases as real packages in one folder, where a type checker and Node can have a look at them. */
import { execFile } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { transformSync } from "oxc-transform";
import { writeFiles, type Case } from "./case-files.js";
import { Transcript, type Use } from "./cases/wire.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const scratch = join(root, "node_modules/.cache/specmend-test/cases");

const compilerOptions = {
  target: "es2022",
  lib: ["es2022", "dom", "dom.iterable", "dom.asynciterable"],
  module: "nodenext",
  types: [],
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  verbatimModuleSyntax: true,
  declaration: true,
  isolatedDeclarations: true,
  erasableSyntaxOnly: true,
};

/** Writes whole packages, each with its case's `use.ts` if it has one. */
export function writeScratch(cases: readonly Case[]): void {
  rmSync(scratch, { recursive: true, force: true });
  for (const { name, folder, files = [] } of cases) {
    writeFiles(join(scratch, name), files);
    const use = join(folder, "use.ts");
    if (!existsSync(use)) continue;
    const text = readFileSync(use, "utf8");
    writeFiles(join(scratch, name), [
      { path: "use.ts", text },
      { path: "use.js", text: transformSync("use.ts", text, { typescript: { onlyRemoveTypeImports: true } }).code },
    ]);
  }
  writeFiles(scratch, [
    { path: "package.json", text: '{ "type": "module" }' },
    { path: "wire.ts", text: readFileSync(new URL("cases/wire.ts", import.meta.url), "utf8") },
    { path: "tsconfig.json", text: JSON.stringify({ compilerOptions, include: ["*/src/**/*.ts", "*/use.ts"] }) },
  ]);
}

/** What the compiler has to say about the sources, the declarations that they reach, and the uses; nothing, hopefully. */
export async function typeCheck(): Promise<string> {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  return new Promise((resolve) => {
    execFile(process.execPath, [tsc, "--pretty", "false", "-p", scratch], { maxBuffer: 1e8 }, (error, stdout, stderr) =>
      resolve(error ? stdout + stderr : ""),
    );
  });
}

/** Imports a package as Node does. */
export async function importPackage(name: string): Promise<Record<string, unknown>> {
  return (await import(pathToFileURL(join(scratch, name, "dist/index.js")).href)) as Record<string, unknown>;
}

/** Runs a case's `use.ts`; what went over the wire. */
export async function transcriptOf(name: string): Promise<string> {
  const { default: use } = (await import(pathToFileURL(join(scratch, name, "use.js")).href)) as { default: Use };
  const transcript = new Transcript();
  await use(transcript);
  return `${transcript.lines.join("\n")}\n`;
}
