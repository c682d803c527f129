/** What a package is for somebody who installs it: complete, small, and in need of nothing else. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { root, runModule } from "./child.js";

const packages = {
  close: { client: "Close", env: "CLOSE_API_KEY" },
  opal: { client: "Opal", env: "OPAL_TOKEN" },
  thisdata: { client: "ThisData", env: "THISDATA_API_KEY" },
} as const;
const errors = ["ApiError", "ConnectionError", "InvalidRequestError", "PaginationError", "SdkError", "TimeoutError"];

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly [field: string]: unknown;
}

describe.each(Object.entries(packages))("%s", (name, { client, env }) => {
  const folder = join(root, "generated", name);
  const read = (file: string): string => readFileSync(join(folder, file), "utf8");
  const manifest = JSON.parse(read("package.json")) as Manifest;
  const filesIn = (part: string): string[] =>
    readdirSync(join(folder, part), { recursive: true, encoding: "utf8" })
      .map((file) => join(part, file))
      .filter((file) => statSync(join(folder, file)).isFile());

  test("package.json has what npm and compilers ask for, and depends on nothing", () => {
    expect(manifest).toMatchObject({ name: `@specmend/${name}`, license: "MIT", type: "module", sideEffects: false });
    expect(manifest.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(manifest["description"]).toContain("Typed client");
    expect(Object.keys(manifest.exports)).toEqual([".", "./testing", "./drift", "./package.json"]);
    expect(manifest.exports["./drift"]).toEqual({ types: "./dist/drift.d.ts", default: "./dist/drift.js" });
    expect(manifest.exports["."]).toEqual({ types: "./dist/index.d.ts", default: "./dist/index.js" });
    expect(manifest.exports["./testing"]).toEqual({ types: "./dist/testing.d.ts", default: "./dist/testing.js" });
    expect(manifest["engines"]).toHaveProperty("node");
    expect(
      Object.keys(manifest).filter(
        (field) => /dependencies$/i.test(field) || field === "scripts" || field === "private",
      ),
    ).toEqual([]);
    for (const entry of [".", "./testing"])
      for (const target of Object.values(manifest.exports[entry] ?? {}))
        expect(existsSync(join(folder, target))).toBe(true);
    expect(read("LICENSE")).toContain("MIT License");
  });

  test("each file imports its neighbours only, by their full names", () => {
    for (const file of [...filesIn("dist"), ...filesIn("src")].filter((one) => /\.(?:js|ts)$/.test(one))) {
      const imports = [...read(file).matchAll(/^\s*(?:import|export)\b[^;]*?\bfrom "([^"]+)"|\bimport\("([^"]+)"\)/gm)];
      for (const [, from = "", dynamic = ""] of imports) {
        const specifier = from || dynamic;
        expect([file, specifier]).toEqual([file, expect.stringMatching(/^\.\.?\/.*\.js$/)]);
        const target = resolve(dirname(join(folder, file)), specifier);
        const found =
          file.startsWith("src") || file.endsWith(".d.ts")
            ? target.replace(/\.js$/, file.startsWith("src") ? ".ts" : ".d.ts")
            : target;
        expect(existsSync(found), `${file} imports ${specifier}`).toBe(true);
      }
      expect(read(file)).not.toMatch(/\brequire\(|\bprocess\.(?!env)|["']node:/);
    }
  });

  test("each file of dist has a declaration and maps, which lead to the sources that are published; types are those sources", () => {
    const dist = filesIn("dist");
    const scripts = dist.filter((file) => file.endsWith(".js"));
    expect(scripts.length).toBeGreaterThan(10);
    expect(scripts.map((file) => file.replace(/^dist(.*)\.js$/, "src$1.ts")).sort()).toEqual(filesIn("src").sort());
    expect(read("dist/schemas.js")).toBe("export {};\n");
    for (const script of scripts) {
      if (read(script) === "export {};\n") {
        const source = script.replace(/^dist(.*)\.js$/, "src$1.ts");
        expect(read(script.replace(/\.js$/, ".d.ts"))).toBe(read(source));
        continue;
      }
      for (const file of [script, script.replace(/\.js$/, ".d.ts")]) {
        expect(dist).toContain(`${file}.map`);
        expect(read(file)).toMatch(/\n\/\/# sourceMappingURL=[\w.-]+\.map\s*$/);
        const map = JSON.parse(read(`${file}.map`)) as { version: number; sources: string[]; sourceRoot?: string };
        expect(map.version).toBe(3);
        const [source = ""] = map.sources.map((one) => resolve(dirname(join(folder, file)), map.sourceRoot ?? "", one));
        expect(source).toBe(join(folder, script.replace(/^dist(.*)\.js$/, "src$1.ts")));
      }
    }
  });

  test("the published files are those that are needed", () => {
    const answer = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts", "--loglevel=error"], {
      cwd: folder,
      encoding: "utf8",
    });
    const parsed = JSON.parse(answer) as unknown;
    // npm 11 and before give a list, later ones may give an object by name.
    const [pack] = (Array.isArray(parsed) ? parsed : Object.values(parsed as object)) as {
      name: string;
      files: { path: string }[];
      size: number;
    }[];
    const paths = pack?.files.map(({ path }) => path) ?? [];
    expect(pack?.name).toBe(`@specmend/${name}`);
    expect(paths).toEqual(
      expect.arrayContaining([
        "LICENSE",
        "README.md",
        "package.json",
        "dist/index.js",
        "dist/index.d.ts",
        "src/index.ts",
      ]),
    );
    expect(
      paths.filter(
        (path) =>
          !/^(?:LICENSE|README\.md|package\.json|corrections\.json|(?:dist|src)\/[\w/-]+\.(?:ts|js|d\.ts|js\.map|d\.ts\.map))$/.test(
            path,
          ),
      ),
    ).toEqual([]);
    expect(pack?.size).toBeLessThan(200_000);
  });

  test("plain node imports it by name, and finds no more than it should", async () => {
    const ended = await runModule(`
      const all = await import("@specmend/${name}");
      const deep = await import("@specmend/${name}/dist/client.js").then(() => "open", (error) => error.code);
      console.log(JSON.stringify([Object.keys(all), deep, import.meta.resolve("@specmend/${name}/package.json").endsWith("/package.json")]));
    `);
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    const names = [
      client,
      "Events",
      "PagedList",
      ...errors,
      "createClient",
      "eventsList",
      "eventsListFeed",
      "logTo",
      "rateLimiter",
      "walk",
      "watch",
      "isApiError",
    ];
    expect(JSON.parse(ended.stdout)).toEqual([names.sort(), "ERR_PACKAGE_PATH_NOT_EXPORTED", true]);
  });

  test("it is loaded by the import alone: nothing is read, sent or printed before a client is made", async () => {
    const before = `
      globalThis.fetch = () => { throw new Error("sent"); };
      process.env = new Proxy(process.env, { get: (env, name) => { if (name === "${env}") console.log("read"); return env[name]; } });`;
    const ended = await runModule(`await import("@specmend/${name}");`, { before });
    expect(ended).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("no declaration has `any`, and `_skip` is nowhere a parameter", () => {
    for (const file of filesIn("dist").filter((one) => one.endsWith(".d.ts"))) {
      const code = read(file).replaceAll(/\/\*.*?\*\/|"[^"\n]*"/gs, "");
      expect(code, file).not.toMatch(/\bany\b/);
      expect(code, file).not.toMatch(/\b_skip\b/);
    }
    expect(read("dist/resources/events.js")).not.toMatch(/^\s*_skip\b/m);
  });

  test("the overlay's corrections are told where they were made", () => {
    const told = read("dist/resources/events.d.ts") + read("dist/schemas.d.ts") + read("dist/client.d.ts");
    expect(told.split("Corrected against the vendor's document").length).toBeGreaterThan(5);
    expect(read("README.md")).toContain("## What was corrected");
  });
});
