import { expect, test } from "vitest";

import { MAX_DEPTH } from "../../generator/load/document.js";
import { loadDocument } from "../../generator/load/load.js";

/** The code of the first diagnostic. One that is not found in bounded time runs into the test's time limit. */
function refusal(file: string, text: string): string | undefined {
  const [document, diagnostics] = loadDocument(file, text);
  expect(document === undefined).toBe(diagnostics.length > 0);
  return diagnostics[0]?.code;
}

test.each([1000, 100_000, 1_000_000])("%d levels are too deep", (levels) => {
  const open = '{"a":'.repeat(levels);
  expect(refusal("a.json", `${open}1${"}".repeat(levels)}`)).toBe("load/too-deep");
  expect(refusal("a.yaml", `${open}1${"}".repeat(levels)}`)).toBe("load/too-deep");
  expect(refusal("a.json", `{"a":${"[".repeat(levels)}`)).toBe("load/too-deep");
  expect(refusal("a.yaml", `a: ${"[".repeat(levels)}`)).toBe("load/too-deep");
  expect(refusal("a.yaml", `a:\n  ${"- ".repeat(levels)}1\n`)).toBe("load/too-deep");
});

test("just deep enough is fine", () => {
  const levels = MAX_DEPTH - 1;
  const text = `{"a":${"[".repeat(levels)}${"]".repeat(levels)}}`;
  expect(refusal("a.json", text)).toBeUndefined();
  expect(refusal("a.yaml", text)).toBeUndefined();
  const yaml = `a: ${"[".repeat(levels)}${"]".repeat(levels)}\n`;
  expect(refusal("a.yaml", yaml)).toBeUndefined();
  expect(refusal("a.yaml", yaml.replace("[]", "[[]]"))).toBe("load/too-deep");
});

test("aliases do not hide depth", () => {
  const chain = Array.from({ length: 1200 }, (_, index) =>
    index === 0 ? "a0: &a0 [x]" : `a${index}: &a${index} [*a${index - 1}]`,
  );
  expect(refusal("a.yaml", chain.join("\n"))).toBe("load/too-deep");
});

test("alias bombs are refused", () => {
  const bomb = (item: (name: string) => string) =>
    Array.from({ length: 30 }, (_, index) =>
      index === 0 ? "a0: &a0 {x: 1}" : `a${index}: &a${index} ${item(`*a${index - 1}`)}`,
    ).join("\n");
  expect(
    refusal(
      "a.yaml",
      bomb((alias) => `[${Array(9).fill(alias).join(", ")}]`),
    ),
  ).toBe("load/too-many-aliases");
  expect(
    refusal(
      "a.yaml",
      bomb((alias) => `{x: ${alias}, y: ${alias}, <<: [${alias}, ${alias}]}`),
    ),
  ).toBe("load/too-many-aliases");
  const wide = `a: &a [${"x,".repeat(50_000)}]\n${Array.from({ length: 100 }, (_, index) => `b${index}: *a`).join("\n")}\n`;
  expect(refusal("a.yaml", wide)).toBe("load/too-many-aliases");
});

test("very long lines and very many problems are bounded", () => {
  const long = "x".repeat(10_000_000);
  expect(refusal("a.json", `{"a":"${long}"}`)).toBeUndefined();
  expect(refusal("a.yaml", `a: ${long}`)).toBeUndefined();
  expect(refusal("a.json", `{"a":"${long}`)).toBe("load/syntax");
  expect(refusal("a.yaml", `a: "${long}`)).toBe("load/syntax");
  expect(refusal("a.json", `{"a":"${"\\".repeat(5_000_000)}"}`)).toBeUndefined();
  expect(refusal("a.yaml", "a: 1\n".repeat(200_000))).toBe("load/syntax");
  expect(refusal("a.json", `{${'"a":1,'.repeat(200_000)}"a":1}`)).toBe("load/syntax");
  expect(loadDocument("a.json", `{${'"a":1,'.repeat(200_000)}"a":1}`)[1].length).toBeLessThanOrEqual(50);
  expect(
    refusal(
      "a.yaml",
      "a: |\n  x\n".repeat(1) + Array.from({ length: 20_000 }, (_, index) => `b${index}: |\n  x`).join("\n"),
    ),
  ).toBeUndefined();
});
