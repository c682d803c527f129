/** What callers read about a release. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { nextVersion, printEntry, withEntry } from "../../generator/release/changelog.js";
import { compare } from "../../generator/release/compare.js";
import {
  describe as descriptions,
  parseReleased,
  printReleased,
  type Released,
} from "../../generator/release/released.js";
import { surfaceOf } from "../../generator/release/surface.js";
import type { Model } from "../../generator/model/model.js";
import { loadDocument } from "../../generator/load/load.js";
import { correct } from "../../generator/overlay/correct.js";
import { buildModel } from "../../generator/model/build.js";
import { build } from "../model/models.js";

/** The record of a model's release, as it is read again. */
function released(model: Model, sha256 = "0", version = "0.1.0"): Released {
  const { tree } = surfaceOf(model);
  const document = { version: model.apiVersion, sha256 };
  const record = { version, document, sources: "", surface: tree, corrections: descriptions(model.corrections) };
  const read = parseReleased(printReleased(record));
  if (read === undefined) throw new Error("what was printed cannot be read");
  return read;
}

function entry(before: Model, now: Model, sha256 = "0"): string {
  const surface = surfaceOf(now);
  const last = released(before);
  const changes = compare(last.surface, surface);
  const document = { version: now.apiVersion, sha256 };
  return printEntry({ version: "0.2.0", before: last, document, surface, changes, corrections: now.corrections });
}

const list = `paths:
  /events:
    get:
      operationId: events.list
      parameters:
        - { name: _skip, in: query, schema: { type: integer } }
        - { name: _limit, in: query, schema: { type: integer, maximum: 100 } }
        - { name: action, in: query, schema: { enum: [a, b] } }
      responses:
        "200": { description: ok, content: { application/json: { schema: { type: object, properties: { data: { type: array, items: { type: string } }, total: { type: integer } } } } } }
`;
const overlay = `
  - target: $.paths['/events'].get.parameters[?@.name=='_skip']
    description: "\`_skip\` is gone: the server ignores it."
    remove: true
  - target: $.paths['/events'].get.parameters[?@.name=='_limit'].schema
    description: "At most 50,\\n  not 100."
    update: { maximum: 50 }
  - target: $.paths['/events'].get
    description: Described.
    update: { description: All events. }
`;

test("a correction is named where it made a change, and below where nothing in the types shows it", () => {
  expect(entry(build(list).model, build(list, overlay).model)).toBe(`## 0.2.0

The vendor's document is the same as before.

### Breaking

- \`events.list\` no longer takes \`_skip\`. Corrected: \`_skip\` is gone: the server ignores it.
- \`_limit maximum\` of \`events.list\` is \`50\`, was \`100\`. Corrected: At most 50, not 100.

### More corrections

- Described.
`);
});

test("what the vendor changed is no correction's", () => {
  const vendors = list
    .replace("enum: [a, b]", "enum: [b, c]")
    .replace("total: { type: integer }", "count: { type: integer }")
    .replace("        - { name: _skip, in: query, schema: { type: integer } }\n", "");
  const both = overlay.replace(/ {2}- target.*?remove: true\n/s, "");
  expect(entry(build(list).model, build(vendors, both).model, "1")).toBe(`## 0.2.0

The vendor's document has changed (version 1): what no correction explains comes from there.

### Breaking

- \`events.list\` no longer takes \`_skip\`.
- \`_limit maximum\` of \`events.list\` is \`50\`, was \`100\`. Corrected: At most 50, not 100.
- \`action\` of \`events.list\` can also be \`'c'\`, and can no longer be \`'a'\`.
- The result (\`200 application/json\`) of \`events.list\` no longer has \`total\`.

### New

- The result (\`200 application/json\`) of \`events.list\` has \`count\`.

### More corrections

- Described.
`);
});

test("a correction of before explains nothing new", () => {
  const stricter = list.replace("maximum: 100", "maximum: 100, minimum: 1");
  const text = entry(build(list, overlay).model, build(stricter, overlay).model, "1");
  expect(text).toContain("- `_limit minimum` of `events.list` is `1`, was nothing.\n");
  expect(text).not.toContain("Corrected");
});

test("a correction that the vendor has made superfluous is no more", () => {
  const [before, now] = [
    build(list, overlay).model,
    build(list.replace("maximum: 100", "maximum: 50"), overlay.replace(/ {2}- target: [^\n]*_limit.*?50 }\n/s, ""))
      .model,
  ];
  expect(entry(before, now, "1")).toContain("### Corrections that are no more\n\n- At most 50, not 100.\n");
  expect(entry(before, before)).toContain("Nothing that callers see but documentation.");
});

test("a name in a document is text in Markdown", () => {
  const hostile = list.replace("total:", '"a`b](x)<script>":');
  expect(entry(build(list).model, build(hostile).model)).toContain("has ``  a`b](x)<script> ``.".replace("  ", " "));
});

test.each([
  ["1.2.3", "major", "2.0.0"],
  ["1.2.3", "minor", "1.3.0"],
  ["1.2.3", "patch", "1.2.4"],
  ["0.2.3", "major", "0.3.0"],
  ["0.2.3", "minor", "0.2.4"],
  ["0.2.3", "patch", "0.2.4"],
] as const)("after %s, what is %s makes %s", (version, step, next) => {
  expect(nextVersion(version, step)).toBe(next);
});

test("an entry goes above the others, what somebody wrote stays, and a release made twice is told once", () => {
  const first = withEntry(undefined, "@acme/pets", "## 0.1.0\n\nThe first.\n");
  expect(first).toBe("# Changes of @acme/pets\n\n## 0.1.0\n\nThe first.\n");
  const edited = first
    .replace("# Changes of @acme/pets\n", "# Changes of @acme/pets\n\nSome words.\n")
    .replace("The first.", "Mine.");
  const second = withEntry(edited, "@acme/pets", "## 0.2.0\n\nOne.\n");
  expect(second).toBe("# Changes of @acme/pets\n\nSome words.\n\n## 0.2.0\n\nOne.\n\n## 0.1.0\n\nMine.\n");
  expect(withEntry(second, "@acme/pets", "## 0.2.0\n\nTwo.\n")).toBe(second.replace("One.", "Two."));
});

test("what no release has left is none", () => {
  const sound = printReleased(released(build(list).model));
  expect(parseReleased(sound)?.version).toBe("0.1.0");
  for (const broken of [
    "",
    "null",
    "{}",
    sound.replace('"0.1.0"', '"0.1"'),
    sound.replace('"surface"', '"x"'),
    sound.slice(0, -3),
  ])
    expect(parseReleased(broken)).toBeUndefined();
});

const corpus = fileURLToPath(new URL("../../../shared/corpus/opal/", import.meta.url));
if (!existsSync(corpus))
  console.warn("SKIPPED: there is no ../shared/corpus/opal, so no vendor's own change was read.");

describe.skipIf(!existsSync(corpus))("Opal's document of 2026-07 after that of 2025-09", () => {
  const modelOf = (file: string): Model => {
    const [document] = loadDocument(file, readFileSync(corpus + file, "utf8"));
    const [corrected] = document ? correct(document, [], { readPage: () => undefined, strict: false }) : [];
    const names = { name: "opal", packageName: "@specmend/opal", source: "specs/opal" };
    const [model] = corrected ? buildModel(corrected, names) : [];
    if (!model) throw new Error(`${file} makes no model`);
    return model;
  };

  test("breaks callers in five ways that the entry names, and what is only called differently is not among them", () => {
    const text = entry(modelOf("2025-09.yaml"), modelOf("2026-07.yaml"), "1");
    const breaking = text.split("### ").find((part) => part.startsWith("Breaking")) ?? "";
    expect(breaking.split("\n").filter((line) => line.startsWith("- ") && !line.startsWith("- Gone types:"))).toEqual([
      "- `CreateResourceInfo.remote_info` is `optional ResourceRemoteInfoInput`, was `optional ResourceRemoteInfo`.",
      "- `GroupUser.access_level` can also be `null`.",
      "- `Request.reviewer_stages` can also be `string`.",
      "- `RequestConfigurationInput` needs `organization_id`.",
      "- `ReviewerStageInput` needs `stage`.",
    ]);
    expect(text).toContain("- New calls: `accessRules.list`, `eventStreams.create`,");
    expect(text).toContain("- `requests.list` takes `resource_id`, `group_id`.");
  });
});
