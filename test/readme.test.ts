/** README's examples are true: what it says the tool prints is what the tool prints. */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { sortDiagnostics } from "../generator/diagnostics.js";
import { formatDiagnostics } from "../generator/format-diagnostics.js";
import { generate } from "../generator/generate.js";
import { loadDocument } from "../generator/load/load.js";
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
});
