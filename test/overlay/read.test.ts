import { describe, expect, it } from "vitest";
import { readOverlay } from "../../generator/overlay/read.js";
import { documentOf, format, overlayOf, overlayText } from "./documents.js";

function problems(text: string): string[] {
  return format(readOverlay(documentOf(text, "overlay.yaml"))[1]).map((line) =>
    line.replace(/^overlay\.yaml:/, "").replace(/ error overlay\//, " "),
  );
}

/** The problems of an overlay with one action; the action stands in line 4. */
function action(text: string, version?: string): string[] {
  return problems(overlayText(text, version));
}

describe("the overlay itself", () => {
  const example =
    '  help: A minimal overlay:\noverlay: 1.1.0\ninfo: { title: Corrections, version: "1" }\n' +
    "actions:\n  - target: $.info\n    update: { title: Events }";
  it.each<[string, string, string[]]>([
    [
      "an OpenAPI document",
      "openapi: 3.0.0\ninfo: {title: a, version: '1'}\nactions: [{target: $}]",
      ["1:1 invalid: This is an OpenAPI document, not an overlay.", "  help: An overlay begins with `overlay: 1.1.0`."],
    ],
    [
      "a version that is a number",
      "overlay: 1.1\ninfo: {title: a, version: '1'}\nactions: [{target: $}]",
      ["1:10 version: The overlay's version must be text such as 1.1.0, but is the number 1.1."],
    ],
    [
      "a version cut short",
      "overlay: '1.1'\ninfo: {title: a, version: '1'}\nactions: [{target: $}]",
      ["1:10 version: Overlay 1.1 is not supported: only 1.0.x, 1.1.x and 1.2.x are. Write `overlay: 1.1.0`."],
    ],
    [
      "a version to come",
      "overlay: 2.0.0\ninfo: {title: a, version: '1'}\nactions: [{target: $}]",
      ["1:10 version: Overlay 2.0.0 is not supported: only 1.0.x, 1.1.x and 1.2.x are."],
    ],
    [
      "everything at once",
      "overlay: 1.1.0\ninfos: {}\nactions: []\nextends: 1",
      [
        "2:1 unknown-field: `infos` is not a field of an overlay.",
        "  help: Did you mean `info`?",
        "1:1 invalid: The overlay needs `info`.",
        "4:10 invalid: `extends` must be text, but is the number 1.",
        '  help: Quote it: "1".',
        "3:10 invalid: `actions` is empty: an overlay has at least one action.",
        example,
      ],
    ],
    [
      "no actions",
      "overlay: 1.1.0\ninfo: {title: a, version: '1'}",
      ["1:1 invalid: The overlay needs `actions`.", example],
    ],
    [
      "a fragment in extends",
      "overlay: 1.2.0\n$self: https://a.test/o.yaml#x\nextends: ./openapi.yaml#/paths\ninfo: {title: a, version: '1'}\nactions: [{target: $}]",
      [
        "3:10 invalid: `extends` names a whole document, so it cannot have a fragment.",
        "  help: Remove everything from the # on: ./openapi.yaml",
        "2:8 invalid: `$self` names a whole document, so it cannot have a fragment.",
        "  help: Remove everything from the # on: https://a.test/o.yaml",
      ],
    ],
    [
      "a later version's fields",
      "overlay: 1.1.0\n$self: a\ninfo: {title: a, version: '1'}\nactions: [{target: $, $ref: a}]",
      [
        "2:1 version: `$self` came with Overlay 1.2, but this is an Overlay 1.1 file.",
        "  help: Write `overlay: 1.2.0`.",
        "4:23 version: `$ref` came with Overlay 1.2, but this is an Overlay 1.1 file.",
        "  help: Write `overlay: 1.2.0`.",
      ],
    ],
  ])("%s", (_, text, expected) => expect(problems(text)).toEqual(expected));

  it("accepts a patch version and extensions, and says what it extends", () => {
    const [overlay, diagnostics] = readOverlay(
      documentOf(
        "overlay: 1.0.7\nextends: ./a.yaml\nx-a: 1\ninfo: {title: T, version: '1', x-b: 2}\nactions: [{target: $, x-c: 3}]",
      ),
    );
    expect(diagnostics).toEqual([]);
    expect(overlay).toMatchObject({ version: "1.0", title: "T", extends: "./a.yaml" });
  });
});

describe("actions", () => {
  it.each<[string, string, string[]]>([
    [
      "a JSON pointer as target",
      "  - target: '#/components/schemas/Pet~1Cat/allOf/0'",
      [
        "4:13 target-syntax: `#/components/schemas/Pet~1Cat/allOf/0` is a JSON pointer, not a JSONPath query.",
        "  help: Write $.components.schemas['Pet/Cat'].allOf[0]",
      ],
    ],
    [
      "another",
      "  - target: /paths/~1pets/get/responses/200",
      [
        "4:13 target-syntax: `/paths/~1pets/get/responses/200` is a JSON pointer, not a JSONPath query.",
        "  help: Write $.paths['/pets'].get.responses['200']",
      ],
    ],
    [
      "a percent-encoded one",
      "  - target: '#/paths/~1pets~1%7Bid%7D'",
      [
        "4:13 target-syntax: `#/paths/~1pets~1%7Bid%7D` is a JSON pointer, not a JSONPath query.",
        "  help: Write $.paths['/pets/{id}']",
      ],
    ],
    [
      "a plain target's column",
      "  - target: $.info.x-logo",
      [
        "4:21 target-syntax: `$.info.x-logo` is not a JSONPath query: `x-logo` cannot stand after a dot (column 9 of it).",
        "  help: Write ['x-logo'] in place of .x-logo.",
      ],
    ],
    [
      "a quoted target's column",
      '  - target: "$.info.x-logo"',
      [
        "4:22 target-syntax: `$.info.x-logo` is not a JSONPath query: `x-logo` cannot stand after a dot (column 9 of it).",
        "  help: Write ['x-logo'] in place of .x-logo.",
      ],
    ],
    [
      "a folded target",
      "  - target: >-\n      $.info.x-logo",
      [
        "4:13 target-syntax: `$.info.x-logo` is not a JSONPath query: `x-logo` cannot stand after a dot (column 9 of it).",
        "  help: Write ['x-logo'] in place of .x-logo.",
      ],
    ],
    [
      "no target",
      "  - update: {}",
      ["4:5 invalid: An action needs a `target`.", "  help: Name the nodes it is about, such as `target: $.info`."],
    ],
    [
      "update and copy",
      "  - target: $.a\n    update: 1\n    copy: $.b",
      [
        "6:5 invalid: An action has `update` or `copy`, not both: each makes the other count for nothing.",
        "  help: Write two actions.",
      ],
    ],
    [
      "a misspelt guard",
      "  - target: $.a\n    x-expects: {value: 1}\n    x-evidences: []",
      [
        "5:5 unknown-field: `x-expects` is not read by anybody.",
        "  help: Did you mean `x-expect`?",
        "6:5 unknown-field: `x-evidences` is not read by anybody.",
        "  help: Did you mean `x-evidence`?",
      ],
    ],
    [
      "twins",
      "  - target: $.a\n    update: {b: 1, c: 2}\n  - target: $.a\n    update: {c: 2, b: 1}",
      ["6:5 invalid: This action is the same as the one in line 4.", "  help: Delete one of them."],
    ],
  ])("%s", (_, text, expected) => expect(action(text)).toEqual(expected));

  it("knows that copy is new in 1.1", () => {
    expect(action("  - target: $.a\n    copy: $.b", "1.0.0")).toEqual([
      "5:5 version: `copy` came with Overlay 1.1, but this is an Overlay 1.0 file.",
      "  help: Write `overlay: 1.1.0`.",
    ]);
  });
  it("lets remove win over update and copy, as the specification says", () => {
    const [only] = overlayOf("  - target: $.a\n    update: 1\n    copy: $.b\n    remove: true").actions;
    expect(only).toMatchObject({ remove: true });
    expect(only).not.toHaveProperty("update");
    expect(only).not.toHaveProperty("copy");
  });
  it("warns of a pattern that cannot match", () => {
    expect(action("  - target: $.a[?match(@.b, '\\\\d')]")).toEqual([
      expect.stringMatching(
        /^4:29 warning overlay\/target-syntax: .* can select nothing: the pattern `\\d` is not an I-Regexp/,
      ),
      expect.stringContaining("help: I-Regexp has no"),
    ]);
  });
});

describe("x-expect", () => {
  const expectation = (text: string) => action(`  - target: $.a\n    x-expect: ${text}`);
  it.each<[string, string[]]>([
    ["{valu: 1}", ["5:16 unknown-field: `valu` is not a field of an expectation.", "  help: Did you mean `value`?"]],
    [
      "{x-value: 1}",
      ["5:16 unknown-field: `x-value` is not a field of an expectation.", "  help: Did you mean `value`?"],
    ],
    [
      "{}",
      [
        "5:15 invalid: `x-expect` expects nothing.",
        "  help: Say what the spec holds today: target, count, value, exactly, absent, contains.",
      ],
    ],
    ["[]", ["5:15 invalid: `x-expect` is an empty list.", "  help: Fill it, or remove it."]],
    ["yes", ['5:15 invalid: `x-expect` must be an object or a list of objects, but is the text "yes".']],
    ["[1]", ["5:16 invalid: Each entry of `x-expect` must be an object, but this is the number 1."]],
    ["{count: -1}", ["5:23 invalid: `count` must be a whole number or {min, max}, but is the number -1."]],
    ["{count: {min: 2, max: 1}}", ["5:23 invalid: `min` (2) is greater than `max` (1)."]],
    [
      "{count: {mn: 2}}",
      ["5:24 unknown-field: `mn` is not a field of `count`.", "  help: It has the fields min, max."],
    ],
    ["{count: 0}", ["5:23 invalid: An action whose own target must select nothing can do nothing."]],
    ["{contains: ' '}", ["5:26 invalid: `contains` is empty: every text contains that."]],
    [
      "{absent: $.a}",
      [
        "5:24 target-syntax: `$.a` is not a JSONPath query: a query begins with `@`, this one with `$` (column 1 of it).",
      ],
    ],
    ["{absent: [1]}", ["5:25 invalid: A query is text, but this is the number 1."]],
    [
      "{absent: {}}",
      ["5:24 invalid: `absent` must be a query such as @.name, or a list of them, but is an empty object."],
    ],
    [
      "{target: $.b.c-d}",
      [
        "5:29 target-syntax: `$.b.c-d` is not a JSONPath query: `c-d` cannot stand after a dot (column 6 of it).",
        "  help: Write ['c-d'] in place of .c-d.",
      ],
    ],
  ])("%s", (text, expected) => expect(expectation(text)).toEqual(expected));

  it("is one or a list, with one node or more by default", () => {
    const [one, many] = overlayOf(
      "  - {target: $.a, x-expect: {value: null}}\n  - {target: $.b, x-expect: [{count: 2}, {exactly: [], absent: '@.a'}]}",
    ).actions;
    expect(one?.expect).toMatchObject([{ value: null, count: { min: 1, max: Infinity } }]);
    expect(many?.expect).toMatchObject([{ count: { min: 2, max: 2 } }, { exactly: [], absent: [{ text: "@.a" }] }]);
  });
});

describe("x-evidence", () => {
  const evidence = (text: string) => action(`  - target: $.a\n    x-evidence: ${text}`);
  const forms = "  help: Write {page, quote} for a file under docs/, or {url, quote, checked}.";
  it.each<[string, string[]]>([
    ["{quote: a}", ["5:17 invalid: Evidence needs `page` or `url`.", forms]],
    ["{page: a, url: b, quote: c}", ["5:17 invalid: Evidence is from a page or from a url, not both.", forms]],
    ["{page: a}", ["5:17 invalid: Evidence needs `quote`."]],
    [
      "{page: ../a.md, quote: a}",
      ["5:24 invalid: `../a.md` is not a file under docs/.", "  help: Name it relative to docs/, such as events.md."],
    ],
    [
      "{page: a.md, quote: ' ', checked: 2026-01-01}",
      [
        "5:42 unknown-field: `checked` is not a field of evidence.",
        "  help: It has the fields page, quote.",
        "5:37 invalid: The quote is empty.",
      ],
    ],
    ["{url: https://a.test, quote: a}", ["5:17 invalid: Evidence from a url needs `checked`."]],
    [
      "{url: a.test, quote: a, checked: 2026-02-30}",
      [
        "5:23 invalid: `a.test` is not a web address.",
        "  help: Write it with https://.",
        "5:50 invalid: `2026-02-30` is not a date.",
        "  help: Write it as 2026-01-31.",
      ],
    ],
  ])("%s", (text, expected) => expect(evidence(text)).toEqual(expected));
});

describe("reusable actions of 1.2", () => {
  const shared =
    "components:\n  actions:\n    'a/b~c':\n      description: why\n      fields: {description: shared, update: {x: 1}, x-expect: {absent: '@.x'}}\n";
  const one = (reference: string) =>
    `overlay: 1.2.0\ninfo: {title: a, version: '1'}\n${shared}actions:\n  - ${reference}`;

  it("take their target, and may take their description and guards, from the reference", () => {
    const [overlay] = readOverlay(
      documentOf(one("{$ref: '#/components/actions/a~1b~0c', target: $.info, description: mine}")),
    );
    expect(overlay?.actions).toMatchObject([
      {
        pointer: "/actions/0",
        fields: "/components/actions/a~1b~0c/fields",
        description: "mine",
        update: { x: 1 },
        expect: [{ absent: [{ text: "@.x" }] }],
      },
    ]);
  });
  it.each<[string, string[]]>([
    [
      "{$ref: '#/components/actions/a/b~c', target: $.info}",
      [
        "9:12 invalid: There is no reusable action at `#/components/actions/a/b~c`.",
        "  help: Write '#/components/actions/a~1b~0c'.",
      ],
    ],
    [
      "{$ref: other.yaml, target: $.info}",
      [
        "9:12 invalid: `other.yaml` does not begin with #/components/actions/.",
        "  help: A reference leads to a reusable action of the same file.",
      ],
    ],
    [
      "{$ref: '#/components/actions/a~1b~0c', target: $.info, update: 1}",
      [
        "9:60 unknown-field: `update` is not a field of a reference to a reusable action.",
        "  help: It has the fields $ref, target, description, x-expect, x-evidence.",
      ],
    ],
    [
      "{$ref: '#/components/actions/a~1b~0c'}",
      ["9:5 invalid: An action needs a `target`.", "  help: Name the nodes it is about, such as `target: $.info`."],
    ],
  ])("%s", (reference, expected) => expect(problems(one(reference))).toEqual(expected));
});
