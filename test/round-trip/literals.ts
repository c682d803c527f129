/** Values as TypeScript, and whether a package's types take them. */
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { findCompiler } from "../../generator/write/typecheck.js";
import { isTree } from "./document.js";

/** One use of an operation that must compile. */
export interface Use {
  readonly id: string;
  readonly params?: unknown;
  /** The JSON that it answered. */
  readonly result?: unknown;
}

export function printValue(value: unknown): string {
  if (value instanceof Blob) return "new Blob()";
  if (Array.isArray(value)) return `[${value.map(printValue).join(", ")}]`;
  if (!isTree(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, one]) => `[${JSON.stringify(key)}]: ${printValue(one)}`);
  return `{ ${members.join(", ").replaceAll(/\[("[^"\\]*")\]:/g, (whole, name: string) => (name === '"__proto__"' ? whole : `${name}:`))} }`;
}

export async function uncompiled(folder: string, className: string, uses: readonly Use[]): Promise<string[]> {
  const lines = uses.map(({ id, params, result }) => {
    const path = id.split(".").map((name) => `[${JSON.stringify(name)}]`);
    if (result !== undefined) return `gives<${className}${path.join("")}>()(${printValue(result)});`;
    return `takes<${className}${path.join("")}>()(${printValue(params)});`;
  });
  const head = [
    `import type { ${className} } from "./dist/index.js";`,
    "declare function takes<F extends (...all: never) => unknown>(): <V extends Parameters<F>[0]>(value: V) => void;",
    "declare function gives<F extends (...all: never) => unknown>(): <V extends Awaited<ReturnType<F>>>(value: V) => void;",
  ];
  writeFileSync(join(folder, "uses.ts"), [...head, ...lines, ""].join("\n"));
  const compilerOptions = {
    target: "es2022",
    lib: ["es2022", "dom", "dom.iterable", "dom.asynciterable"],
    module: "nodenext",
    types: [],
    noEmit: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
  };
  writeFileSync(join(folder, "tsconfig.uses.json"), JSON.stringify({ compilerOptions, files: ["uses.ts"] }));
  const compiler = findCompiler();
  if (!compiler) throw new Error("there is no TypeScript");
  const args = [...compiler.args, "--pretty", "false", "-p", "tsconfig.uses.json"];
  const run = promisify(execFile)(compiler.command, args, { cwd: folder, maxBuffer: 1e9 });
  const output = await run.then(
    () => "",
    (error: { stdout?: string; message: string }) => error.stdout ?? error.message,
  );
  const errors = output.split("\n").filter((line) => /error TS/.test(line));
  const sources = [...head, ...lines];
  return errors.map((error) => {
    const line = Number(/^uses\.ts\((\d+),/.exec(error)?.[1] ?? 0);
    return `${error.slice(0, 600)}\n    ${(sources[line - 1] ?? "").slice(0, 400)}`;
  });
}
