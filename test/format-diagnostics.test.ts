import { expect, test } from "vitest";

import type { Diagnostic } from "../generator/diagnostics.js";
import { diagnosticsToJson, formatDiagnostics } from "../generator/format-diagnostics.js";

const sources: Record<string, string> = {
  "overlay.yaml": "overlay: 1.1.0\nactions:\n  - target: $.paths.nope\n    update: {}\n",
  "spec.yaml": "paths:\r\n\tx: 日本 y\r\n\r\nend: 1",
  "evil.yaml": "a: \u001b[31mred\u0007\u202e\u009b2J z\n",
  "long.json": `{"a":"${"x".repeat(5_000)}","b":${"y".repeat(10_000_000)}}`,
};

function format(diagnostics: readonly Diagnostic[], color = false): string {
  return formatDiagnostics(diagnostics, { color, readSource: (file) => sources[file] });
}

const unmatched: Diagnostic = {
  code: "overlay/unmatched",
  severity: "error",
  message: "The target selects nothing.",
  location: { file: "overlay.yaml", line: 3, column: 13, endColumn: 25 },
  related: [
    { message: "the deepest part that did match", location: { file: "spec.yaml", line: 1, column: 1, endColumn: 6 } },
  ],
  help: "Did you mean x?",
};

test("an error shows its line, its relations, help and a summary", () => {
  expect(format([unmatched])).toBe(`error overlay/unmatched  overlay.yaml:3:13
  The target selects nothing.
  2 | actions:
  3 |   - target: $.paths.nope
    |             ^^^^^^^^^^^^
  4 |     update: {}
  note: the deepest part that did match  spec.yaml:1:1
  1 | paths:
    | ^^^^^
  2 |     x: 日本 y
  help: Did you mean x?

1 error`);
});

test("diagnostics are sorted and counted; help comes from the catalogue", () => {
  const text = format([
    { code: "model/no-server", severity: "warning", message: "b", location: { file: "z.yaml", line: 1, column: 1 } },
    unmatched,
    { code: "generate/no-providers", severity: "error", message: "a" },
  ]);
  expect(text.split("\n").filter((line) => /^\w+ \w+\//.test(line))).toEqual([
    "error generate/no-providers",
    "error overlay/unmatched  overlay.yaml:3:13",
    "warning model/no-server  z.yaml:1:1",
  ]);
  expect(text).toContain("  help: Add `servers` with an overlay action");
  expect(text.endsWith("\n\n2 errors, 1 warning")).toBe(true);
  expect(format([])).toBe("");
});

test("the underline fits under tabs and wide characters", () => {
  const lines = format([
    { ...unmatched, related: [], location: { file: "spec.yaml", line: 2, column: 5, endColumn: 7 } },
  ]).split("\n");
  expect(lines.slice(2, 5)).toEqual(["  1 | paths:", "  2 |     x: 日本 y", "    |        ^^^^"]);
});

test("nothing from a file or a message reaches the terminal as a command", () => {
  const text = format([
    {
      code: "load/syntax",
      severity: "error",
      message: "bad \u001b]0;title\u0007\nsecond\rthird",
      help: "\u001b[2J",
      location: { file: "evil.yaml\u001b[1m", line: 1, column: 1 },
    },
    {
      code: "load/syntax",
      severity: "error",
      message: "x",
      location: { file: "evil.yaml", line: 1, column: 4, endColumn: 9 },
    },
  ]);
  // oxlint-disable-next-line no-control-regex
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(text).toContain("a: \\u{1b}[31mred\\u{7}\\u{202e}\\u{9b}2J z");
});

test("very long lines are cut around the place", () => {
  const started = performance.now();
  const lines = format([
    { ...unmatched, related: [], location: { file: "long.json", line: 1, column: 5_010, endColumn: 5_012 } },
  ]).split("\n");
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(140);
  const mark = lines[3]?.indexOf("^") ?? 0;
  expect(lines[2]?.slice(mark, mark + 2)).toBe('b"');
});

test("locations that do not exist are no trouble", () => {
  for (const location of [
    { file: "overlay.yaml", line: 99, column: 1 },
    { file: "overlay.yaml", line: 1, column: 999, endColumn: 5 },
    { file: "none", line: 1, column: 1 },
  ]) {
    expect(format([{ ...unmatched, related: [], location }])).toContain("The target selects nothing.");
  }
});

test("colours are there when wanted, and change no text", () => {
  const colored = format([unmatched], true);
  expect(colored).toContain("\u001b[31m");
  // oxlint-disable-next-line no-control-regex
  expect(colored.replace(/\u001b\[\d+m/g, "")).toBe(format([unmatched]));
});

test("as JSON, a diagnostic has stable fields and always help", () => {
  expect(JSON.stringify(diagnosticsToJson([{ message: "m", severity: "warning", code: "model/no-server" }]))).toMatch(
    /^\[\{"code":"model\/no-server","severity":"warning","message":"m","help":"Add `servers`/,
  );
  expect(diagnosticsToJson([unmatched])).toEqual([unmatched]);
});
