/** What people import is made of the sources, file by file. */
import { expect, it } from "vitest";
import { compile } from "../../generator/emit/compile.js";
import { runCase } from "../case-files.js";

it("sources of nothing but types are their own declarations, without code and maps", async () => {
  const { files = [] } = await runCase("versions-webhooks");
  for (const name of ["schemas", "webhooks"]) {
    const source = files.find(({ path }) => path === `src/${name}.ts`) ?? { path: "", text: "" };
    expect(compile(source)).toEqual([
      { path: `dist/${name}.js`, text: "export {};\n" },
      { path: `dist/${name}.d.ts`, text: source.text },
    ]);
    // Whatever else stood at the top would be lost in the code, or be exported by the declarations.
    const top = source.text.split("\n").filter((line) => /^[a-z]/.test(line));
    expect(top).not.toEqual([]);
    expect(top.filter((line) => !/^(?:export (?:interface|type)|import type) /.test(line))).toEqual([]);
  }
});

it("any other source has code and declarations with maps to it", () => {
  const made = compile({ path: "src/a/b.ts", text: "export const one: number = 1;\n" });
  expect(made.map(({ path }) => path)).toEqual([
    "dist/a/b.js",
    "dist/a/b.js.map",
    "dist/a/b.d.ts",
    "dist/a/b.d.ts.map",
  ]);
  expect(made[0]?.text).toBe("export const one = 1;\n//# sourceMappingURL=b.js.map\n");
  expect(JSON.parse(made[1]?.text ?? "")).toMatchObject({ sources: ["../../src/a/b.ts"], file: "b.js" });
});

it("a source whose declarations would need a type checker is refused", () => {
  const text = "export const one = two();\nfunction two(): number {\n  return 2;\n}\n";
  expect(() => compile({ path: "src/a.ts", text })).toThrow(/^src\/a\.ts: .*explicit type annotation/);
});
