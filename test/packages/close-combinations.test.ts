/** All 64 sets of Close's six filters, compiled: exactly the sets that Close's own page lists (and none) must be accepted. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Close, InvalidRequestError } from "@specmend/close";
import { afterAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const filters = ["object_type", "object_id", "action", "lead_id", "user_id", "request_id"];

/** The sets as the vendor's page lists them: a bullet each, names in backticks. */
function documentedSets(): string[] {
  const page = readFileSync(join(root, "specs/close/docs/list-events.md"), "utf8");
  const start = page.indexOf("Supported combinations are:");
  const list = page.slice(start, page.indexOf("The response is a dictionary", start));
  const bullets = list.split("\n").filter((line) => line.startsWith("- "));
  return bullets.map((line) => key([...line.matchAll(/`(\w+)`/g)].map(([, name]) => name ?? "")));
}

const key = (names: readonly string[]): string => [...names].sort().join("+");
const subsets = Array.from({ length: 2 ** filters.length }, (_, bits) =>
  filters.filter((_name, index) => (bits >> index) & 1),
);
const allowed = new Set(["", ...documentedSets()]);

describe("the filter combinations of Close's event log", () => {
  const folder = join(root, "node_modules/.cache/specmend-test/combinations");
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("are fifteen in the documentation", () => {
    expect(documentedSets()).toHaveLength(15);
    expect(allowed.size).toBe(16);
  });

  it("compile exactly as documented, with and without dates", () => {
    const calls = subsets.flatMap((names) => {
      const fields = names.map((name) => `${name}: "x"`);
      return [fields, [...fields, 'date_updated__gte: "2026-01-01"']].map(
        (list) => `close.events.list({ ${list.join(", ")} });`,
      );
    });
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, "calls.ts"),
      ['import { Close } from "@specmend/close"; const close = new Close();', ...calls].join("\n"),
    );
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      module: "nodenext",
      noEmit: true,
      types: [],
      lib: ["es2023", "dom"],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["calls.ts"] }));
    const refusedLines = new Set([...compile(folder).matchAll(/calls\.ts\((\d+),/g)].map(([, line]) => Number(line)));
    const refused = calls.filter((_, index) => refusedLines.has(index + 2));
    const wanted = calls.filter((_, index) => !allowed.has(key(subsets[Math.floor(index / 2)] ?? [])));
    expect(refused).toEqual(wanted);
    expect(refused).toHaveLength(96);
  });

  it("are refused from plain JavaScript before anything is sent", async () => {
    const sent: string[] = [];
    const close = new Close({
      apiKey: "key",
      fetch: async (input) => {
        sent.push(String(input));
        return Response.json({ data: [], cursor_next: null, cursor_previous: null });
      },
    });
    const list = close.events.list.bind(close.events) as (params: object) => PromiseLike<unknown>;
    for (const names of subsets) {
      const params = Object.fromEntries(names.map((name) => [name, "x"]));
      const before = sent.length;
      const outcome = await Promise.resolve(list(params)).then(
        () => "sent",
        (error: unknown) => error,
      );
      if (allowed.has(key(names))) expect(outcome, key(names)).toBe("sent");
      else {
        expect(outcome, key(names)).toBeInstanceOf(InvalidRequestError);
        expect(sent, key(names)).toHaveLength(before);
      }
    }
    expect(sent).toHaveLength(16);
  });
});

function compile(project: string): string {
  try {
    execFileSync("node", [join(root, "node_modules/typescript/bin/tsc"), "-p", project], {
      encoding: "utf8",
      stdio: "pipe",
    });
    return "";
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
