/** The golden cases on disk: what goes in, what must come out, and how the two are compared or rewritten. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { diagnosticsToText } from "./case-text.js";
import type { Diagnostic } from "../generator/diagnostics.js";
import type { VirtualFile } from "../generator/emit/file.js";
import { generate, type Job } from "../generator/generate.js";

export const casesFolder: string = fileURLToPath(new URL("cases", import.meta.url));
const runtimeFolder = fileURLToPath(new URL("../templates/runtime", import.meta.url));

export const isUpdating: boolean = process.env["UPDATE"] === "1";

/** A folder with `in/`, and what became of it. */
export interface Case {
  readonly name: string;
  readonly folder: string;
  /** The whole package; undefined when something was an error. */
  readonly files: readonly VirtualFile[] | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export function listCases(): string[] {
  const entries = readdirSync(casesFolder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

export const runtime: readonly VirtualFile[] = readdirSync(runtimeFolder)
  .filter((name) => name.endsWith(".ts"))
  .map((name) => ({ path: `src/runtime/${name}`, text: readFileSync(join(runtimeFolder, name), "utf8") }));

export async function runCase(name: string): Promise<Case> {
  const folder = join(casesFolder, name);
  const [made, diagnostics] = await generate(jobOf(name, join(folder, "in")), runtime);
  return { name, folder, files: made?.files, diagnostics };
}

/** `in/package.json` holds the project's settings, as in a real project. */
function jobOf(name: string, input: string): Job {
  const names = existsSync(input) ? readdirSync(input) : [];
  const settings = names.includes("package.json")
    ? (JSON.parse(readFileSync(join(input, "package.json"), "utf8")) as {
        specmend: { strict?: boolean; allowRefs?: string[] };
      })
    : undefined;
  return {
    name,
    packageName: `@specmend/${name}`,
    source: `specs/${name}`,
    spec: join(input, names.find((file) => /^openapi\.(?:json|yaml)$/.test(file)) ?? "openapi.yaml"),
    overlays: names
      .filter((file) => file.startsWith("overlay"))
      .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
      .map((file) => join(input, file)),
    readPage: (page) =>
      existsSync(join(input, "docs", page)) ? readFileSync(join(input, "docs", page), "utf8") : undefined,
    strict: settings?.specmend.strict === true,
    allowRefs: (settings?.specmend.allowRefs ?? []).map((folder) => join(input, folder)),
  };
}

/** What is the same in every package says nothing about a case. */
const isGolden = ({ path }: VirtualFile): boolean =>
  !/^(?:src\/runtime|dist)\/|^(?:LICENSE|tsconfig\.json)$/.test(path);

/** The files that a case must have beside `in/` and `use.ts`: what it makes, and what is said about it. */
export function goldenFiles({ files, diagnostics, folder }: Case): Map<string, string> {
  const golden = new Map<string, string>(
    (files ?? []).filter(isGolden).map(({ path, text }) => [`out/${path}`, text] as const),
  );
  if (diagnostics.length > 0) golden.set("stderr.txt", diagnosticsToText(diagnostics, folder));
  return golden;
}

/** The golden files that a case has on disk, `wire.txt` apart. */
export function filesOnDisk(folder: string): Map<string, string> {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = found.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
  const golden = paths.filter((path) => !path.startsWith("in/") && path !== "use.ts" && path !== "wire.txt");
  return new Map(golden.sort().map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

export function writeGolden(folder: string, files: ReadonlyMap<string, string>): void {
  rmSync(join(folder, "out"), { recursive: true, force: true });
  rmSync(join(folder, "stderr.txt"), { force: true });
  writeFiles(
    folder,
    [...files].map(([path, text]) => ({ path, text })),
  );
}

export function writeFiles(folder: string, files: readonly VirtualFile[]): void {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
