import { describe, expect, it } from "vitest";
import { prune, type Pruned } from "../../generator/authoring/prune.js";
import type { Overlay } from "../../generator/overlay/overlay.js";
import { readOverlay } from "../../generator/overlay/read.js";
import { documentOf, format } from "./documents.js";

const spec = documentOf("a: 1\nb: 1\nc: 1\nd: 1\nl: [x]\n");
const options = { strict: false, readPage: () => undefined };

function overlayFrom(text: string, file = "overlay.yaml"): Overlay {
  const [overlay, problems] = readOverlay(documentOf(text, file));
  if (overlay === undefined) throw new Error(format(problems).join("\n"));
  return overlay;
}

function run(text: string, file?: string): { text: string | undefined; notes: string[]; pruned: Pruned } {
  const [pruned, diagnostics] = prune(spec, [overlayFrom(text, file)], options);
  return { text: pruned.overlays[0]?.text, notes: format(diagnostics), pruned };
}

const head = "overlay: 1.1.0\ninfo: { title: t, version: '1' }\n";
/** `gone` is obsolete: it wants what the spec says. */
const gone = (key: string): string => `- target: $\n    update: { ${key}: 1 }\n`;
const stays = (key: string): string => `- target: $\n    update: { ${key}: 2 }\n`;
const yaml = (...actions: string[]): string => `${head}actions:\n${actions.join("")}`;

describe("prune", () => {
  const cases: [string, string, string][] = [
    ["the first", yaml(`  ${gone("a")}`, "\n", `  ${stays("b")}`), yaml(`  ${stays("b")}`)],
    ["the last", yaml(`  ${stays("b")}`, "\n", `  ${gone("a")}`), yaml(`  ${stays("b")}`)],
    [
      "one in the middle, with the blank line below it",
      yaml(`  ${stays("b")}`, "\n", `  ${gone("a")}`, "\n", `  ${stays("c")}`),
      yaml(`  ${stays("b")}`, "\n", `  ${stays("c")}`),
    ],
    [
      "several",
      yaml(`  ${gone("a")}`, `  ${stays("b")}`, "\n", `  ${gone("c")}`, "\n", `  ${gone("d")}`),
      yaml(`  ${stays("b")}`),
    ],
    [
      "the comment right above it, not the one above that",
      yaml(
        `  ${stays("b")}`,
        "\n  # about the list\n\n  # about a\n  # and more\n",
        `  ${gone("a")}`,
        "\n  # about c\n",
        `  ${stays("c")}`,
      ),
      yaml(`  ${stays("b")}`, "\n  # about the list\n\n  # about c\n", `  ${stays("c")}`),
    ],
    [
      "no heading",
      yaml(
        "  # ------- one\n",
        `  ${gone("a")}`,
        "\n  # ------- two\n  # about b\n",
        `  ${gone("b")}`,
        "\n",
        `  ${stays("c")}`,
      ),
      yaml("  # ------- one\n  # ------- two\n", `  ${stays("c")}`),
    ],
    [
      "no heading in a box",
      yaml(
        `  ${stays("b")}`,
        "\n  # =====\n  # names\n  # =====\n  # about a\n",
        `  ${gone("a")}`,
        "\n",
        `  ${stays("c")}`,
      ),
      yaml(`  ${stays("b")}`, "\n  # =====\n  # names\n  # =====\n", `  ${stays("c")}`),
    ],
    [
      "no comment that belongs to something further out",
      yaml(`  ${stays("b")}`, "# about the file\n", `  ${gone("a")}`, `  ${stays("c")}`),
      yaml(`  ${stays("b")}`, "# about the file\n", `  ${stays("c")}`),
    ],
    [
      "comments inside it and after its last field",
      yaml(
        `  - target: $ # why\n    # because\n    update: { a: 1 } # so\n    # and that\n`,
        "  # about b\n",
        `  ${stays("b")}`,
      ),
      yaml("  # about b\n", `  ${stays("b")}`),
    ],
    [
      "the file's other parts stay to the byte",
      `# top\n${yaml(`  ${gone("a")}`, `  ${stays("b")}`)}\n\n# end\nx-a:   [1,2]   # odd\n`,
      `# top\n${yaml(`  ${stays("b")}`)}\n\n# end\nx-a:   [1,2]   # odd\n`,
    ],
    [
      "no indentation",
      yaml(gone("a"), stays("b")).replaceAll("    update", "  update"),
      yaml(stays("b")).replaceAll("    update", "  update"),
    ],
    [
      "CRLF",
      yaml(`  ${stays("b")}`, "\n  # a\n", `  ${gone("a")}`).replaceAll("\n", "\r\n"),
      yaml(`  ${stays("b")}`).replaceAll("\n", "\r\n"),
    ],
    ["no line end at the end", yaml(`  ${stays("b")}`, `  ${gone("a")}`).trimEnd(), yaml(`  ${stays("b")}`)],
    [
      "a text that keeps its blank lines",
      yaml(`  - target: $\n    update: { b: 2 }\n    description: |+\n      x\n\n`, `  ${gone("a")}`),
      yaml(`  - target: $\n    update: { b: 2 }\n    description: |+\n      x\n\n`),
    ],
    [
      "an item between brackets",
      `${head}actions: [{ target: $, update: { a: 1 } }, { target: $, update: { b: 2 } }, { target: $, update: { c: 1 } }]\n`,
      `${head}actions: [{ target: $, update: { b: 2 } }]\n`,
    ],
    [
      "brackets on lines, with a comma at the end",
      `${head}actions: [\n  { target: $, update: { a: 1 } },\n  { target: $, update: { b: 2 } },\n  { target: $, update: { c: 1 } },\n  ]\n`,
      `${head}actions: [\n  { target: $, update: { b: 2 } },\n  ]\n`,
    ],
  ];
  it.each(cases)("deletes %s", (_, before, after) => {
    const { text, notes } = run(before);
    expect(notes).toEqual([]);
    expect(text).toBe(after);
    expect(run(after).text).toBeUndefined();
  });

  it("deletes from JSON", () => {
    const value = (keys: [string, number][]): string =>
      JSON.stringify(
        {
          overlay: "1.1.0",
          info: { title: "t", version: "1" },
          actions: keys.map(([key, to]) => ({ target: "$", update: { [key]: to } })),
        },
        null,
        2,
      );
    expect(
      run(
        value([
          ["a", 1],
          ["b", 2],
          ["c", 1],
        ]),
        "overlay.json",
      ).text,
    ).toBe(value([["b", 2]]));
    expect(
      run(
        value([
          ["b", 2],
          ["a", 1],
          ["c", 2],
        ]),
        "overlay.json",
      ).text,
    ).toBe(
      value([
        ["b", 2],
        ["c", 2],
      ]),
    );
  });

  it("says what it deleted", () => {
    const { pruned } = run(yaml(`  ${gone("a")}`, `  ${stays("b")}`));
    expect(pruned.overlays[0]?.actions.map((one) => one.update)).toEqual([{ a: 1 }]);
  });

  it("leaves a file in which all are obsolete, and says to delete it", () => {
    const { text, notes } = run(yaml(`  ${gone("a")}`, `  ${gone("b")}`));
    expect(text).toBeUndefined();
    expect(notes).toEqual([
      "overlay.yaml:4:3 error overlay/all-obsolete: No action of overlay.yaml is needed any more, and an overlay cannot be empty.",
      "  help: Delete overlay.yaml.",
    ]);
  });

  it("refuses where an anchor would be lost", () => {
    const { text, notes } = run(
      yaml("  - target: $\n    update: &x { a: 1 }\n", "  - target: $.z\n    update: *x\n", `  ${stays("b")}`),
    );
    expect(text).toBeUndefined();
    expect(notes[0]).toMatch(/^overlay\.yaml:4:5 error overlay\/not-editable: /);
  });

  it.each<[string, string, string]>([
    [
      "the first of several, with the comments above it and behind it",
      "[ # all\n  # about a\n  GONE_A, # a\n  # about b\n  STAYS, # b\n  # end\n  ]",
      "[ # all\n  # about b\n  STAYS, # b\n  # end\n  ]",
    ],
    ["the last", "[\n  STAYS, # b\n  # about a, and more\n  GONE_A # a\n  ]", "[\n  STAYS, # b\n  ]"],
    ["one in the middle", "[\n  STAYS # b\n  , GONE_A # a\n  , STAYS_C ]", "[\n  STAYS # b\n  , STAYS_C ]"],
    ["several", "[GONE_A, # a\n  STAYS, GONE_C, # c\n  GONE_D # d\n  ]", "[\n  STAYS,\n  ]"],
  ])("a list between brackets with comments: %s", (_, before, after) => {
    const action = (key: string, value: number): string => `{ target: $, update: { ${key}: ${value} } }`;
    const fill = (list: string): string =>
      `${head}actions: ${list
        .replace(/GONE_(.)/g, (__, key: string) => action(key.toLowerCase(), 1))
        .replace(/STAYS_C/, action("c", 2))
        .replace(/STAYS/, action("b", 2))}\n`;
    const { text, notes } = run(fill(before));
    expect([text, notes]).toEqual([fill(after), []]);
  });

  it("keeps what is obsolete only because another action is in conflict", () => {
    const conflict = "  - target: $.l\n    remove: true\n    x-expect: { exactly: [y] }\n";
    const { text, pruned } = run(yaml(conflict, "  - target: $\n    update: { l: [x] }\n", `  ${gone("a")}`));
    expect(text).toBe(yaml(conflict, "  - target: $\n    update: { l: [x] }\n"));
    expect(pruned.kept.map((one) => one.action.update)).toEqual([{ l: ["x"] }]);
    expect(pruned.failing.map((one) => one.verdict)).toEqual(["conflict"]);
  });

  it("prunes several files that build on each other", () => {
    const overlays = [
      overlayFrom(yaml(`  ${gone("a")}`, `  ${stays("b")}`), "a.yaml"),
      overlayFrom(yaml(`  ${stays("b")}`, `  ${stays("c")}`), "b.yaml"),
    ];
    const [{ overlays: files }] = prune(spec, overlays, options);
    expect(files.map((one) => one.text)).toEqual([yaml(`  ${stays("b")}`), yaml(`  ${stays("c")}`)]);
  });
});
