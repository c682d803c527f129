/** Type-checks a package before it takes its place, with the user's own TypeScript: what it builds with decides. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { Diagnostics, type Result } from "../diagnostics.js";
import { checkPaths, type VirtualFile } from "./files.js";

/** A program that checks the folder which its last argument names. */
export interface Compiler {
  readonly version: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** The oldest TypeScript that knows every setting of a package's tsconfig. */
const oldest = [5, 9] as const;

/** The compiler gives up by itself long before; this is for the input that nobody has thought of. */
const patienceMs = 600_000;

/**
 * The native compiler keeps nearly all that it allocates until it ends. Without these it would look for garbage again and
 * again, a quarter of its CPU, and find none; beyond the limit it does look. What the user has set comes first.
 */
const environment = { GOGC: "off", GOMEMLIMIT: "2GiB" };

/** What is shown and kept of the compiler's output; one mistake of ours can repeat in each of a thousand files. */
const shownErrors = 3;
const keptOutput = 1_000_000;

/** The files that the compiler takes its settings from. */
const settings = new Set(["package.json", "tsconfig.json"]);

/** Reports when a package's sources do not compile under the tsconfig that they come with. Writes nothing but to the side. */
export async function typecheck(
  files: readonly VirtualFile[],
  compiler?: Compiler | "none",
): Promise<Result<undefined>> {
  const diagnostics = new Diagnostics();
  const sources = files.filter(({ path }) => settings.has(path) || /^src\/.*\.ts$/.test(path));
  diagnostics.pipe(checkPaths(sources));
  if (diagnostics.hasErrors) return diagnostics.wrap(undefined);
  let folder: string | undefined;
  try {
    folder = mkdtempSync(join(tmpdir(), "specmend-check-"));
    for (const { path, text } of sources) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    diagnostics.pipe(await typecheckFolder(folder, sources, compiler));
  } catch (error) {
    diagnostics.error("emit/no-compiler", `There is no place to check the package in: ${(error as Error).message}.`);
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
  return diagnostics.wrap(undefined);
}

/** Reports when what a folder holds does not compile under its tsconfig; `sources` are the texts to show then. */
export async function typecheckFolder(
  folder: string,
  sources: readonly VirtualFile[],
  compiler: Compiler | "none" = findCompiler() ?? "none",
): Promise<Result<undefined>> {
  const diagnostics = new Diagnostics();
  if (compiler === "none") {
    diagnostics.error("emit/no-compiler", `There is no TypeScript of at least ${oldest.join(".")} to check with.`);
    return diagnostics.wrap(undefined);
  }
  const name = `TypeScript ${compiler.version}`;
  try {
    const { code, output } = await runCompiler(compiler, argumentsFor(compiler), folder);
    const errors = parseErrors(output);
    if (errors.length > 0) diagnostics.error("emit/does-not-compile", describe(errors, sources, name));
    else if (code !== 0)
      diagnostics.error(
        "emit/no-compiler",
        `${name} ended with ${code}: ${output.trim().slice(0, 1000) || "no word"}.`,
      );
  } catch (error) {
    diagnostics.error("emit/no-compiler", `${name} could not be run: ${(error as Error).message}.`);
  }
  return diagnostics.wrap(undefined);
}

/** The project's own TypeScript, or the one that was installed with specmend. */
export function findCompiler(project: string = resolve()): Compiler | undefined {
  for (const from of [join(project, "package.json"), import.meta.url]) {
    const compiler = compilerAt(createRequire(from));
    if (compiler !== undefined) return compiler;
  }
  return undefined;
}

function compilerAt(require: NodeJS.Require): Compiler | undefined {
  try {
    const file = require.resolve("typescript/package.json");
    const { version } = JSON.parse(readFileSync(file, "utf8")) as { version: string };
    const [major = 0, minor = 0] = version.split(".").map(Number);
    if (!(major > oldest[0] || (major === oldest[0] && minor >= oldest[1]))) return undefined;
    const native = major < 7 ? undefined : nativeBeside(file);
    const script = join(dirname(file), "bin", "tsc");
    return native === undefined
      ? { version, command: process.execPath, args: [script] }
      : { version, command: native, args: [] };
  } catch {
    return undefined;
  }
}

/** The executable itself: the script around it costs as much again as checking a small package. */
function nativeBeside(packageJson: string): string | undefined {
  try {
    const platform = `@typescript/typescript-${process.platform}-${process.arch}/package.json`;
    const folder = dirname(createRequire(packageJson).resolve(platform));
    return join(folder, "lib", process.platform === "win32" ? "tsc.exe" : "tsc");
  } catch {
    return undefined;
  }
}

function argumentsFor({ version }: Compiler): string[] {
  // Threads check what they share once each.
  const alone = Number.parseInt(version, 10) >= 7 ? ["--singleThreaded"] : [];
  // Declarations have been made, file by file, by a compiler that refuses what needs another file; to make them again only
  // to throw them away would be a third of the work. The libraries are the compiler's own.
  const off = [
    "--declaration",
    "false",
    "--isolatedDeclarations",
    "false",
    "--incremental",
    "false",
    "--pretty",
    "false",
  ];
  return [...alone, ...off, "--noEmit", "--skipLibCheck", "-p", "."];
}

function runCompiler(
  { command, args }: Compiler,
  more: readonly string[],
  cwd: string,
): Promise<{ readonly code: number | string; readonly output: string }> {
  return new Promise((done, fail) => {
    const env = { ...environment, ...process.env };
    const child = spawn(command, [...args, ...more], {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: patienceMs,
    });
    let output = "";
    const keep = (data: string): void => {
      if (output.length < keptOutput) output += data;
    };
    child.stdout.setEncoding("utf8").on("data", keep);
    child.stderr.setEncoding("utf8").on("data", keep);
    child.on("error", fail);
    child.on("close", (code, signal) => done({ code: code ?? signal ?? "nothing", output }));
  });
}

interface CompileError {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

function parseErrors(output: string): CompileError[] {
  const found = output.matchAll(/^(src\/[^\n]*?)\((\d+),(\d+)\): error (TS\d+: .*(?:\n +.*)*)/gm);
  return [...found].map(([, path = "", line, column, message = ""]) => ({
    path,
    line: Number(line),
    column: Number(column),
    message: message.trimEnd(),
  }));
}

/** With the line itself: the file is on no disk, so nobody could look it up. */
function describe(errors: readonly CompileError[], sources: readonly VirtualFile[], compiler: string): string {
  const texts = new Map(sources.map(({ path, text }) => [path, text]));
  const shown = errors.slice(0, shownErrors).map(({ path, line, column, message }) => {
    const source = (texts.get(path)?.split("\n", line)[line - 1] ?? "").trim();
    return `${path}:${line}:${column}\n  ${source.slice(0, 200)}\n  ${message.slice(0, 2000)}`;
  });
  const more = errors.length > shownErrors ? [`and ${errors.length - shownErrors} more`] : [];
  return [`The generated package does not compile with ${compiler}:`, ...shown, ...more].join("\n");
}
