/**
 * What a package adds to an app that uses it. Whoever makes it heavier says so here, and why.
 *
 * The last 350 bytes: a call's secrets are its own, so that many at once push none out (80); one listener for all calls that
 * share a signal (95); more names of secrets (40); rounded cursors are refused (20); errors that tell more (90); a feed by the
 * server's clock (35). Then 37 for GitHub: its links call a list by another name (11), its limits are a 403 (26). A feed
 * refuses what it would misunderstand, and HTTP Basic takes an empty password (10).
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { bundled, modulesOf } from "./bench/size.mjs";
import { runCase } from "./case-files.js";

test("an app that lists from one operation", async () => {
  const { files = [] } = await runCase("link");
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const app = `import { createClient, issuesList } from "/dist/index.js";
    for await (const issue of issuesList(createClient(), { owner: "a" })) console.log(issue);`;
  expect((await bundled(app, texts)).gzipped).toBeLessThan(9350);
});

test("the whole client for Close", async () => {
  const close = fileURLToPath(new URL("../generated/close/dist/index.js", import.meta.url));
  const app = `import { Close } from ${JSON.stringify(close)};
    for await (const event of new Close().events.list()) console.log(event);`;
  expect((await bundled(app)).gzipped).toBeLessThan(11_330);
});

test("nothing of the fake for tests is in an app, nor in what it loads", async () => {
  const folder = new URL("../generated/close/dist/", import.meta.url);
  const app = `import { Close } from ${JSON.stringify(fileURLToPath(new URL("index.js", folder)))}; console.log(Close);`;
  const tests = `import { fakeClose } from ${JSON.stringify(fileURLToPath(new URL("testing.js", folder)))}; console.log(fakeClose);`;
  const isFake = ({ name }: { name: string }): boolean => /^fake|^testing/.test(name);
  expect((await modulesOf(app)).filter(isFake)).toEqual([]);
  expect((await modulesOf(tests)).filter(isFake).length).toBeGreaterThan(5);
  const reached = (first: string): string[] => {
    const seen = new Set<string>();
    const visit = (url: URL): void => {
      if (seen.has(url.href)) return;
      seen.add(url.href);
      const isTypes = first.endsWith(".d.ts");
      for (const [, to] of readFileSync(url, "utf8").matchAll(/ from "(\.[^"]+)"/g))
        visit(new URL(isTypes ? to!.replace(/\.js$/, ".d.ts") : to!, url));
    };
    visit(new URL(first, folder));
    return [...seen];
  };
  // What a type checker reads of it is another tree.
  for (const first of ["index.js", "index.d.ts"]) {
    expect(reached(first).length).toBeGreaterThan(15);
    expect(reached(first).filter((href) => /\/(?:fake|testing|drift|shape)[^/]*$/.test(href))).toEqual([]);
  }
});

test("who watches nothing carries nothing for it", async () => {
  const close = fileURLToPath(new URL("../generated/close/dist/index.js", import.meta.url));
  const from = JSON.stringify(close);
  const app = `for await (const event of new Close().events.list()) console.log(event);`;
  const names = async (code: string): Promise<string[]> => {
    const modules = await modulesOf(`import { Close, logTo, rateLimiter } from ${from};\n${code}`);
    return modules
      .map(({ name }) => name)
      .filter((name) => /^(?:compare|drift|limiter|logger|rate-limit|shape)/.test(name));
  };
  expect(await names(app)).toEqual([]);
  expect((await names(`${app}\nconsole.log(rateLimiter());`)).sort()).toEqual(["limiter.js", "rate-limit.js"]);
  expect(await names(`${app}\nconsole.log(logTo(console));`)).toEqual(["logger.js"]);
});
