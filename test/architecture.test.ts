/** The structure that DESIGN promises: small files, no import cycles, stages that only look back, a runtime without dependencies. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

interface Import {
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = new Map<string, { lines: number; imports: Import[] }>();
for (const folder of ["generator", "templates"]) {
  for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".ts")) continue;
    const path = relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/");
    const text = readFileSync(join(root, path), "utf8");
    files.set(path, { lines: text.split("\n").length - 1, imports: importsOf(path, text) });
  }
}

function importsOf(path: string, text: string): Import[] {
  const statements = text.matchAll(
    /^(?:import|export)\s+(type\s+)?[^;"']*?from\s+["']([^"']+)["']|^import\s+()["']([^"']+)["']/gm,
  );
  const found = [...statements].map(([, typeOnly, from, , bare]) => ({
    to: from ?? bare ?? "",
    typeOnly: typeOnly !== undefined,
  }));
  const lazy = [...text.matchAll(/\bimport\(\s*["']([^"']+)["']\s*\)/g)].map(([, to]) => ({
    to: to ?? "",
    typeOnly: false,
  }));
  return [...found, ...lazy].map(({ to, typeOnly }) => ({
    to: to.startsWith(".") ? posix.normalize(posix.join(dirname(path), to)).replace(/\.js$/, ".ts") : to,
    typeOnly,
  }));
}

/** The stages in the order of the data; a stage may import values of none before it, types of the one before it. */
const stages = ["load", "overlay", "model", "emit", "write"];

/** What more than one stage may use: plain values and functions without a stage's knowledge. */
const shared = new Set([
  "generator/diagnostics.ts",
  "generator/diagnostic-codes.ts",
  "generator/load/document.ts",
  "generator/overlay/overlay.ts",
  "generator/model/model.ts",
  "generator/model/names/names.ts",
  "generator/emit/file.ts",
]);

function stageOf(path: string): string | undefined {
  const [top, stage] = path.split("/");
  return top === "generator" && stages.includes(stage ?? "") ? stage : undefined;
}

describe("architecture", () => {
  it("sees the files and their imports", () => {
    expect(files.size).toBeGreaterThan(40);
    expect(files.get("generator/generate.ts")?.imports.map((one) => one.to)).toContain("generator/model/build.ts");
  });

  it("keeps files small: at most 300 lines, median about 100", () => {
    const long = [...files].filter(([, { lines }]) => lines > 300).map(([path, { lines }]) => `${path}: ${lines}`);
    expect(long).toEqual([]);
    const sorted = [...files.values()].map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(150);
  });

  it("has no import cycles, not even of types", () => {
    const cycles: string[] = [];
    const state = new Map<string, "done" | "open">();
    const visit = (path: string, trail: readonly string[]): void => {
      if (state.get(path) === "done") return;
      if (state.get(path) === "open") {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
        return;
      }
      state.set(path, "open");
      for (const { to } of files.get(path)?.imports ?? []) if (files.has(to)) visit(to, [...trail, path]);
      state.set(path, "done");
    };
    for (const path of files.keys()) visit(path, []);
    expect(cycles).toEqual([]);
  });

  it("runs one way: load → overlay → model → emit → write, stages never calling each other", () => {
    const wrong: string[] = [];
    for (const [path, { imports }] of files) {
      const stage = stageOf(path);
      if (stage === undefined) continue;
      for (const { to } of imports) {
        const other = stageOf(to);
        if (other !== undefined && other !== stage && !shared.has(to)) wrong.push(`${path} → ${to}`);
        if (other !== undefined && stages.indexOf(other) > stages.indexOf(stage))
          wrong.push(`${path} → ${to} (backwards)`);
        if (to === "generator/generate.ts" || to.startsWith("generator/cli")) wrong.push(`${path} → ${to} (upwards)`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("writes to the disk in write/ alone, and reads it in load/ alone", () => {
    const wrong = [...files].filter(
      ([path, { imports }]) =>
        imports.some(({ to }) => to.startsWith("node:fs")) && !/^generator\/(?:load|write|cli)\//.test(path),
    );
    expect(wrong.map(([path]) => path)).toEqual([]);
  });

  it("gives packages a runtime that imports nothing", () => {
    for (const [path, { imports }] of files) {
      if (!path.startsWith("templates/")) continue;
      for (const { to } of imports) expect(files.has(to), `${path} imports ${to}`).toBe(true);
    }
  });
});
