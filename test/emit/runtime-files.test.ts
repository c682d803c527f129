/** Which files of the runtime go into a package. */
import { expect, test } from "vitest";
import { reachedFrom } from "../../generator/emit/runtime-files.js";
import { runCase } from "../case-files.js";

const file = (path: string, text = ""): { readonly path: string; readonly text: string } => ({ path, text });

test("what a package's files import, and what that imports; nothing beside", () => {
  const files = [
    file("src/runtime/a.ts", 'import { b } from "./b.js";\n'),
    file("src/runtime/b.ts", 'import type {\n  A,\n} from "./a.js";\nexport * from "./c.js";\n'),
    file("src/runtime/c.ts", 'const text = "from \\"./d.js\\";";\n'),
    file("src/runtime/d.ts"),
  ];
  const sources = [
    file("src/index.ts", 'export { x } from "./resources/x.js";\n'),
    file("src/resources/x.ts", 'import { a } from "../runtime/a.js";\nimport { d } from "./d.js";\n'),
  ];
  expect(reachedFrom(sources, files).map(({ path }) => path)).toEqual([
    "src/runtime/a.ts",
    "src/runtime/b.ts",
    "src/runtime/c.ts",
  ]);
  expect(reachedFrom([file("src/index.ts", 'export { x } from "../../../runtime/a.js";')], files)).toEqual([]);
});

test("a package without credentials has no code for them; all of its imports are there", async () => {
  const names = async (name: string): Promise<string[]> =>
    ((await runCase(name)).files ?? []).flatMap(({ path }) => /^src\/runtime\/(.*)\.ts$/.exec(path)?.[1] ?? []);
  expect(await names("cursor")).not.toEqual(expect.arrayContaining(["auth"]));
  expect(await names("link")).toEqual(expect.arrayContaining(["auth", "link", "next-url", "pagination"]));
  expect(await names("link")).not.toEqual(expect.arrayContaining(["multipart"]));
});
