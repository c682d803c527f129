import { describe, expect, it } from "vitest";
import { fillExpectations } from "../../generator/authoring/expect.js";
import { judge } from "../../generator/overlay/correct.js";
import type { Overlay } from "../../generator/overlay/overlay.js";
import { readOverlay } from "../../generator/overlay/read.js";
import { documentAt, documentOf, format } from "./documents.js";

const spec = documentOf(`info:
  title: Old
  description: ${"long ago ".repeat(30)}
tags: [x]
list:
  - { name: a, in: query, schema: { default: 1 } }
  - { name: b, in: query, schema: { default: 2 } }
  - { name: c, in: query }
same:
  - { default: 1 }
  - { default: 1 }
`);
const options = { strict: true, readPage: () => undefined };
const head = "overlay: 1.1.0\ninfo: { title: t, version: '1' }\n";

function overlayFrom(text: string, file = "overlay.yaml"): Overlay {
  const [overlay, problems] = readOverlay(documentOf(text, file));
  if (overlay === undefined) throw new Error(format(problems).join("\n"));
  return overlay;
}

function fill(text: string, file?: string): { text: string | undefined; notes: string[] } {
  const [[edited], diagnostics] = fillExpectations(spec, [overlayFrom(text, file)], options);
  return { text: edited?.text, notes: format(diagnostics) };
}

const yaml = (actions: string): string => `${head}actions:\n${actions}`;

describe("expect", () => {
  const cases: [string, string, string][] = [
    [
      "after the last field",
      yaml(
        "  - target: $.info # here\n    update: { title: New } # so\n\n  # next\n  - target: $\n    update: { x-a: 1 }\n",
      ),
      yaml(
        "  - target: $.info # here\n    update: { title: New } # so\n    x-expect:\n      - value: { title: Old }\n\n  # next\n  - target: $\n    update: { x-a: 1 }\n",
      ),
    ],
    [
      "before the evidence and its comment",
      yaml(
        "  - target: $.info\n    update:\n      title: New\n    # whose word\n    x-evidence:\n      - { page: a.md, quote: q }\n",
      ),
      yaml(
        "  - target: $.info\n    update:\n      title: New\n    x-expect:\n      - value: { title: Old }\n    # whose word\n    x-evidence:\n      - { page: a.md, quote: q }\n",
      ),
    ],
    [
      "last when the evidence comes first",
      yaml("- x-evidence: { page: a.md, quote: q }\n  target: $.info.title\n  remove: true\n"),
      yaml(
        "- x-evidence: { page: a.md, quote: q }\n  target: $.info.title\n  remove: true\n  x-expect:\n    - exactly: Old\n",
      ),
    ],
    [
      "at the end of a file without a line end",
      yaml("  - target: $.tags\n    update: y"),
      yaml("  - target: $.tags\n    update: y\n    x-expect:\n      - absent: [\"@[?@=='y']\"]"),
    ],
    [
      "after a folded text",
      yaml(
        "  - target: $.info\n    update: { title: New }\n    description: >-\n      some\n      words\n  - { target: $, update: { x-a: 1 } }\n",
      ),
      yaml(
        "  - target: $.info\n    update: { title: New }\n    description: >-\n      some\n      words\n    x-expect:\n      - value: { title: Old }\n  - { target: $, update: { x-a: 1 } }\n",
      ),
    ],
    [
      "between braces",
      yaml("  - {target: $.info, update: {title: New}}\n"),
      yaml("  - {target: $.info, update: {title: New}, x-expect: [{ value: { title: Old } }]}\n"),
    ],
    [
      "several nodes that are alike",
      yaml("  - target: $.same[*]\n    update: { default: 3 }\n"),
      yaml(
        "  - target: $.same[*]\n    update: { default: 3 }\n    x-expect:\n      - count: 2\n        value: { default: 1 }\n",
      ),
    ],
    [
      "several nodes that are not",
      yaml("  - target: $.list[*].schema\n    update: { default: 3 }\n"),
      yaml(
        "  - target: $.list[*].schema\n    update: { default: 3 }\n    x-expect:\n      - count: 2\n      - target: $.list[0].schema\n        value: { default: 1 }\n      - target: $.list[1].schema\n        value: { default: 2 }\n",
      ),
    ],
    [
      "CRLF",
      yaml("  - target: $.info.title\n    update: x\n").replaceAll("\n", "\r\n"),
      yaml("  - target: $.info.title\n    update: x\n    x-expect:\n      - value: Old\n").replaceAll("\n", "\r\n"),
    ],
  ];
  it.each(cases)("is put %s", (_, before, after) => {
    const { text = "", notes } = fill(before);
    expect(notes).toEqual([]);
    expect(text).toBe(after);
    expect(fill(text)).toEqual({ text: undefined, notes: [] });
    const [judgements, diagnostics] = judge(spec, [overlayFrom(text)], options);
    expect(judgements.every((one) => one.verdict === "applied")).toBe(true);
    expect(diagnostics.map((one) => one.code)).not.toContain("overlay/unguarded");
  });

  it("guards all that is overwritten, a long text by how it begins", () => {
    const { text } = fill(yaml("  - target: $.info\n    update: { title: New, description: short, summary: s }\n"));
    const words = `${"long ago ".repeat(11)}long`;
    expect(text?.split("x-expect:\n")[1]).toBe(
      `      - value: { title: Old }\n      - target: $.info.description\n        contains: >-\n          ${words}\n          ago long ago\n`,
    );
  });

  it("is put into JSON", () => {
    const json = (more: object): string =>
      `${JSON.stringify({ overlay: "1.1.0", info: { title: "t", version: "1" }, actions: [{ target: "$.tags", update: ["y"], ...more }] }, null, 2)}\n`;
    const { text = "" } = fill(json({}), "overlay.json");
    expect(JSON.parse(text)).toEqual(JSON.parse(json({ "x-expect": [{ absent: ["@[?@=='y']"] }] })));
    expect(text).toContain('      ],\n      "x-expect": [{ "absent": ["@[?@==\'y\']"] }]\n    }');
  });

  it("leaves guarded actions, additions, and whatever is not applied", () => {
    const text = yaml(
      "  - { target: $.info, update: { title: New }, x-expect: { count: 1 } }\n  - { target: $.info, update: { x-a: 1 } }\n  - { target: $.nothing, remove: true }\n  - { target: $.tags, update: x, x-expect: { exactly: [y] } }\n",
    );
    expect(fill(text)).toEqual({ text: undefined, notes: [] });
  });

  it("says what to write where it cannot", () => {
    const text = yaml(
      "  - &a\n    target: $.info\n    update: { title: New }\n  - target: $.tags\n    update: y\n",
    ).replace("actions:", "x-first: &b { target: $.info.title, remove: true }\nactions:\n  - *b");
    const { text: filled = "", notes } = fill(text.replace("  - &a\n", "  - &a # anchored\n"));
    expect(notes).toEqual([
      "overlay.yaml:3:13 error overlay/not-editable: `x-expect` cannot be put into this action without changing what the rest of the file says.",
      "  help: Write it yourself: `x-expect: {exactly: Old}`.",
    ]);
    expect(filled).toContain("absent: [\"@[?@=='y']\"]");
  });

  it.each(["close", "opal", "thisdata"])("fills the overlay of %s again after all guards were taken out", (name) => {
    const file = `specs/${name}/overlay.yaml`;
    const { text } = documentAt(file);
    const bare = text.replaceAll(/^ {4}x-expect:\n(?: {5,}.*\n|\n(?= {6}))*/gm, "");
    const vendor = documentAt(`specs/${name}/openapi.yaml`);
    const overlay = overlayFrom(bare, file);
    const wanted = judge(vendor, [overlay], options)[1].filter((one) => one.code === "overlay/unguarded").length;
    const [[edited], diagnostics] = fillExpectations(vendor, [overlay], options);
    expect(diagnostics).toEqual([]);
    expect(edited?.actions).toHaveLength(wanted);
    expect(wanted).toBeGreaterThan(10);
    const added = (edited?.text ?? "").split("\n").length - bare.split("\n").length;
    const rest = (edited?.text ?? "").replaceAll(/^ {4}x-expect:\n(?: {5,}.*\n|\n(?= {6}))*/gm, "");
    expect(rest).toBe(bare);
    expect(added).toBeGreaterThan(wanted);
    const [judgements, problems] = judge(vendor, [overlayFrom(edited?.text ?? "", file)], options);
    expect(judgements.every((one) => one.verdict === "applied")).toBe(true);
    expect(problems.filter((one) => one.code === "overlay/unguarded")).toEqual([]);
  });
});
