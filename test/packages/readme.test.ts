/** The examples in the packages' READMEs work as they are printed there. */
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { transform } from "oxc-transform";
import { describe, expect, test } from "vitest";
import { root, runModule, scratch, type Ended } from "./child.js";
import { startClose, targets, type Target } from "./kit.js";

const variables = { close: "CLOSE_API_KEY", opal: "OPAL_TOKEN", thisdata: "THISDATA_API_KEY" } as const;
const names = ["close", "opal", "thisdata"] as const;
type Name = (typeof names)[number];

const folder = scratch("readme");
const readme = (name: Name): string => readFileSync(join(root, "generated", name, "README.md"), "utf8");
const examples = (name: Name): string[] =>
  [...readme(name).matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => code);
/** The example that calls `needle`. */
const example = (name: Name, needle: string): string => examples(name).find((code) => code.includes(needle)) ?? "";

/** The default base URL as README has it. */
const baseUrl = (name: Name): string => /`baseUrl` \| `([^`]+)`/.exec(readme(name))?.[1] ?? "";

async function runExample(name: Name, code: string, base: string, credential: string): Promise<Ended> {
  const { code: javascript, errors } = await transform("example.ts", code, { sourceType: "module" });
  expect(errors).toEqual([]);
  // Requests to the vendor go to the fake; any other request is a mistake.
  const before = `
    const real = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      const url = String(input);
      if (!url.startsWith(${JSON.stringify(`${baseUrl(name)}/`)})) throw new Error("a request to " + url);
      return real(${JSON.stringify(base)} + url.slice(${baseUrl(name).length}), init);
    };`;
  return runModule(javascript, { before, env: { [variables[name]]: credential } });
}

const run = (name: Name, code: string, { server, secret }: Target): Promise<Ended> =>
  runExample(name, code, server.baseUrl, secret);

/** Something of each event that is seen when it is printed. */
const marks = (events: readonly unknown[]): string[] =>
  events.map((event) => {
    const { id, event_id: other, published } = event as Record<string, string>;
    return id ?? other ?? published ?? "nothing";
  });

describe.each(names)("%s", (name) => {
  test("there are examples, a default base URL, and no other kind of TypeScript fence", () => {
    expect(examples(name).length).toBeGreaterThanOrEqual(2);
    expect(baseUrl(name)).toMatch(/^https:\/\/[\w.]+\/[\w/]+$/);
    expect(readme(name)).not.toMatch(/^```(?:typescript|js|javascript|mjs)/m);
  });

  test("“Use”: every item, one page, the rest of it, page by page", async () => {
    const target = await targets[name]();
    const { code, stdout, stderr } = await run(name, example(name, ".pages()"), target);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const expected = target.expected();
    for (const mark of marks(expected)) expect(stdout).toContain(mark);
    const size = { close: 50, opal: 200, thisdata: 50 }[name];
    const pages = Math.ceil(expected.length / size);
    expect(stdout).toContain(`\n${String(size)} `);
    // The lengths of pages stand alone on their lines, after all items.
    const lengths = [...stdout.matchAll(/^\d+$/gm)].map(Number);
    expect(lengths.slice(0, pages)).toEqual(
      Array.from({ length: pages }, (_, page) => Math.min(size, expected.length - page * size)),
    );
    expect(lengths[pages]).toBe(100);
    expect(target.server.violations).toEqual([]);
    expect(stdout).not.toContain(target.secret);
  });

  test("“Small bundles”: the operation alone", async () => {
    const target = await targets[name]();
    const ended = await run(name, example(name, "createClient"), target);
    expect(ended).toEqual({ code: 0, stdout: "10\n", stderr: "" });
    expect(target.server.requests).toHaveLength(1);
  });

  test("“Testing”: no network, no credential, a failure that passes", async () => {
    const ended = await runExample(name, example(name, "/testing"), "http://nowhere.test", "");
    expect(ended).toEqual({ code: 0, stdout: "[]\n[ 429, 200 ]\n0\n", stderr: "" });
  });

  test("every further one runs to its end", async () => {
    const own = [".pages()", "createClient", "/testing", '/drift"'];
    for (const code of examples(name).filter((one) => !own.some((needle) => one.includes(needle)))) {
      const target = await targets[name]();
      expect(await run(name, code, target)).toMatchObject({ code: 0, stderr: "" });
      expect(target.server.requests.length).toBeGreaterThan(0);
      expect(target.server.violations).toEqual([]);
    }
  });
});

test.each<[Name, RegExp]>([
  [
    "close",
    /^events\.list: data\[\*\]\.object_type came as "task\.missed_call"; .*\n {2}- target: \$.*EventObjectType/,
  ],
  ["thisdata", /^events\.list: results\[\*\]\.id is required by the document, and was not there\.\n {2}- target: \$/],
  ["opal", /^$/],
])("%s, “When the document is wrong”: the fakes have what the documents have not", async (name, said) => {
  const target = await targets[name]();
  const { code, stdout, stderr } = await run(name, example(name, '/drift"'), target);
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  expect(stderr).toMatch(said);
  expect(stderr).not.toContain(target.secret);
});

describe.each(["close", "thisdata"] as const)("%s, “Errors”", (name) => {
  const code = example(name, "isApiError");
  const body = { errors: [], "field-errors": { _limit: "too much" }, messages: ["too much"] };

  test("a documented 400 is told by its typed body", async () => {
    const target = await targets[name]();
    target.server.faults.next({ kind: "status", status: 400, body });
    const ended = await run(name, code, target);
    expect(ended).toMatchObject({ code: 0, stdout: "" });
    expect(ended.stderr).toContain("too much");
    expect(ended.stderr).not.toMatch(/^\d/);
  });

  test("any other answer by its status, and what is no answer is thrown", async () => {
    const target = await targets[name]();
    const wrong = await runExample(name, code, target.server.baseUrl, "a-wrong-key");
    expect(wrong).toMatchObject({ code: 0, stdout: "" });
    expect(wrong.stderr).toMatch(/^401 /);
    const missing = await runExample(name, code, target.server.baseUrl, "");
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain(variables[name]);
    target.server.faults.next({ kind: "edit", change: () => ({}) });
    const odd = await run(name, code, target);
    expect(odd.code).toBe(1);
    expect(odd.stderr).toContain("PaginationError");
    expect(odd.stderr).not.toContain(target.secret);
  });
});

test("all of them compile under the strictest settings", async () => {
  const files = names.flatMap((name) =>
    examples(name).map((code, index) => {
      const file = `${name}-${String(index)}.ts`;
      writeFileSync(join(folder, file), code);
      return file;
    }),
  );
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    erasableSyntaxOnly: true,
    skipLibCheck: false,
    noEmit: true,
    target: "es2022",
    module: "nodenext",
    types: [],
    lib: ["es2023", "dom", "dom.iterable"],
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const compiled = await promisify(execFile)(process.execPath, [compiler, "-p", folder]).catch(
    (error: unknown) => error as { stdout: string },
  );
  expect(compiled.stdout).toBe("");
});

test("the redirection of these tests lets nothing else through", async () => {
  const server = await startClose();
  const ended = await runExample("close", `await fetch("${server.baseUrl}/event/");`, server.baseUrl, "x");
  expect(ended.code).toBe(1);
  expect(server.requests).toEqual([]);
});
