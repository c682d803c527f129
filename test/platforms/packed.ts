/** The three packages as npm would publish them, installed in a folder outside of the project: what users get. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
export const names = ["close", "opal", "thisdata"] as const;

export interface Packed {
  readonly folder: string;
  /** By the provider's name. */
  readonly tarballs: Readonly<Record<(typeof names)[number], string>>;
}

/** Packs and installs, without a network; gone when the tests of the file are done. */
export function packed(): Packed {
  const folder = mkdtempSync(join(tmpdir(), "specmend-packed-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const sources = names.map((name) => join(root, "generated", name));
  const npm = (...args: string[]): void =>
    void execFileSync("npm", [...args, "--ignore-scripts", "--loglevel=error"], { cwd: folder, stdio: "pipe" });
  npm("pack", ...sources, "--pack-destination", folder);
  const files = readdirSync(folder).filter((file) => file.endsWith(".tgz"));
  const tarballs = Object.fromEntries(
    names.map((name) => [name, join(folder, files.find((file) => file.includes(`-${name}-`)) ?? "")]),
  ) as Packed["tarballs"];
  writeFileSync(join(folder, "package.json"), '{"private":true}');
  npm("install", "--offline", "--no-audit", "--no-fund", ...Object.values(tarballs));
  for (const file of ["walk.mjs", "main.mjs", "worker.mjs", "require.cjs", "page.html"])
    cpSync(new URL(file, import.meta.url), join(folder, file));
  return { folder, tarballs };
}
