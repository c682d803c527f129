/** README's examples are true: what it says the tool prints is what the tool prints. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { sortDiagnostics } from "../generator/diagnostics.js";
import { formatDiagnostics } from "../generator/format-diagnostics.js";
import { generate } from "../generator/generate.js";
import { loadDocument } from "../generator/load/load.js";
import { styles } from "../generator/model/pagination/own.js";
import { readOverlay } from "../generator/overlay/read.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const readme = readFileSync(join(root, "README.md"), "utf8");
const blocks = [...readme.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language, text]) => ({
  language,
  text: text ?? "",
}));
const block = (start: string): string => blocks.find(({ text }) => text.startsWith(start))?.text ?? "";

describe("README", () => {
  const scratch = join(root, "node_modules/.cache/specmend-test/readme");
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  it("shows what is printed once Close changes its default", async () => {
    const spec = join(scratch, "openapi.yaml");
    mkdirSync(scratch, { recursive: true });
    writeFileSync(
      spec,
      readFileSync(join(root, "specs/close/openapi.yaml"), "utf8").replace("default: 100", "default: 75"),
    );
    const overlay = join(scratch, "overlay.yaml");
    copyFileSync(join(root, "specs/close/overlay.yaml"), overlay);
    const job = {
      name: "close",
      packageName: "@specmend/close",
      source: "specs/close",
      spec,
      overlays: [overlay],
      strict: true,
    };
    const readPage = (page: string): string => readFileSync(join(root, "specs/close/docs", page), "utf8");
    const [made, diagnostics] = await generate({ ...job, readPage }, []);
    expect(made).toBeUndefined();
    const text = formatDiagnostics(sortDiagnostics(diagnostics), {
      color: false,
      readSource: (file) => readFileSync(file, "utf8"),
    });
    const shown = text.replaceAll(spec, "specs/close/openapi.yaml").replaceAll(overlay, "specs/close/overlay.yaml");
    expect(shown.split("\n\n1 error")[0]?.trim()).toBe(block("error overlay/conflict").trim());
  });

  it("publishes folders: npm takes a path that does not begin with a dot for a repository on GitHub", () => {
    const guide = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
    const published = [...`${readme}${guide}`.matchAll(/npm publish ([^\s`]+)/g)].map(([, what]) => what);
    expect(published).toEqual(["./generated/acme", "./generated/<provider>"]);
  });

  it("shows an overlay that is one", () => {
    const text = block("# yaml-language-server");
    const [document, problems] = loadDocument("overlay.yaml", text);
    expect(problems).toEqual([]);
    const [overlay, diagnostics] = document ? readOverlay(document) : [undefined, []];
    expect(diagnostics).toEqual([]);
    expect(overlay?.actions).toHaveLength(1);
  });

  it("shows the correction that is in Close's overlay", () => {
    const wanted = loadDocument("readme.yaml", `actions:\n${block("- target: $.paths['/event/']")}`)[0]?.value[
      "actions"
    ];
    const actual = loadDocument("overlay.yaml", readFileSync(join(root, "specs/close/overlay.yaml"), "utf8"))[0]?.value[
      "actions"
    ];
    const [action] = wanted as { target: string; update: object }[];
    const found = (actual as { target: string; update: object }[]).find(
      (one) => one.target === action?.target && "update" in one,
    );
    expect(found).toMatchObject(JSON.parse(JSON.stringify(action)) as object);
  });

  it("names commands that there are", async () => {
    const { commands } = await import("../generator/cli/commands.js");
    const named = blocks.flatMap(({ text }) =>
      [...text.matchAll(/^specmend ((?:[a-z]+ ?)+)/gm)].map(([, words]) => (words ?? "").trim()),
    );
    expect([...new Set(named)].sort()).toEqual([...new Set(commands.map((command) => command.name))].sort());
  });

  it("names options that there are", async () => {
    const { commands } = await import("../generator/cli/commands.js");
    const help = commands.map((command) => command.help).join("\n");
    const named = [...readme.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([option]) => option);
    const unknown = [...new Set(named)].filter(
      (option) => !new RegExp(`${option}\\b`).test(help) && option !== "--help",
    );
    expect(unknown).toEqual([]);
    expect(named).toEqual(expect.arrayContaining(["--allow-refs", "--no-typecheck", "--check", "--watch", "--json"]));
  });

  it("counts the files that are written", () => {
    const counts = [...block("$ npx specmend generate").matchAll(/^(\w+) .* (\d+) of (\d+) /gm)];
    expect(counts.map(([, name]) => name)).toEqual(["close", "opal", "thisdata"]);
    for (const [, name = "", written, all] of counts) {
      const found = readdirSync(join(root, "generated", name), { recursive: true, withFileTypes: true });
      const files = found.filter((one) => one.isFile());
      expect([written, all]).toEqual([String(files.length), String(files.length)]);
    }
  });

  it("lists the fields of each style of pagination", () => {
    const rows = [...readme.matchAll(/^\| `([a-z-]+)` \| (`.*) \|$/gm)].filter(([, style = ""]) => style in styles);
    const told = rows.map(([, style, cell = ""]) => {
      const [needs = "", ...may] = cell.split(/; optional /);
      const names = (text: string): string[] => [...text.matchAll(/`([a-zA-Z]+)`/g)].map(([, name]) => name ?? "");
      return [style, { needs: names(needs).sort(), may: names(may.join(" ").replace(/`Link.*/, "")).sort() }] as const;
    });
    const fields = Object.entries(styles).map(
      ([style, { needs, may }]) => [style, { needs: [...needs].sort(), may: [...may].sort() }] as const,
    );
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(fields));
  });
});
