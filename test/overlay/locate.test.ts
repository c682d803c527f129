import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { child, type Document, type Json, type Pointer } from "../../generator/load/document.js";
import { correct } from "../../generator/overlay/correct.js";
import type { CorrectedDocument } from "../../generator/overlay/overlay.js";
import { documentOf, overlayOf } from "./documents.js";

const options = { strict: false, readPage: () => undefined };

function corrected(document: Document, ...actions: readonly string[]): CorrectedDocument {
  const [result, diagnostics] = correct(
    document,
    actions.map((one, index) => overlayOf(one, "1.1.0", `overlay${index || ""}.yaml`)),
    options,
  );
  if (result === undefined) throw new Error(diagnostics.map((one) => one.message).join("\n"));
  return result;
}

const spec = documentOf(`paths:
  /a:
    get:
      parameters:
        - name: zero
        - name: one
          schema:
            default: 100
        - name: two
        - name: three
      tags: [x, y]
`);
const get = "$.paths['/a'].get";

describe("locate", () => {
  const document = corrected(
    spec,
    `  - target: ${get}.parameters[?@.name=='zero' || @.name=='two']
    remove: true
  - target: ${get}.parameters
    update:
      - name: four
        schema:
          type: string
  - target: ${get}.parameters[?@.name=='one']
    update:
      schema:
        default: 50
  - target: ${get}.parameters[?@.name=='four'].schema
    update:
      maxLength: 3
  - target: ${get}.tags[0]
    update: z
  - target: $.paths
    update: {/b: {}}
  - target: $.paths['/b']
    copy: $.paths['/a']
`,
    "  - target: $.paths['/b'].get.tags\n    remove: true\n",
  );
  const at = (pointer: Pointer, part?: "key" | "value") => {
    const { file, line, column } = document.locate(pointer, part);
    return `${file}:${line}:${column}`;
  };
  it.each<[Pointer, string, string]>([
    ["", "spec.yaml:1:1", "the root"],
    ["/paths/~1a/get/parameters/0", "spec.yaml:6:11", "an item that moved up"],
    ["/paths/~1a/get/parameters/0/name", "spec.yaml:6:17", "what is in it"],
    ["/paths/~1a/get/parameters/0/schema/default", "overlay.yaml:14:18", "a value that was overwritten"],
    ["/paths/~1a/get/parameters/0/schema", "spec.yaml:8:13", "and what it is in"],
    ["/paths/~1a/get/parameters/1/name", "spec.yaml:10:17", "another item that moved up"],
    ["/paths/~1a/get/parameters/2", "overlay.yaml:8:9", "an item that was appended"],
    ["/paths/~1a/get/parameters/2/schema/type", "overlay.yaml:10:17", "what is in it"],
    ["/paths/~1a/get/parameters/2/schema/maxLength", "overlay.yaml:17:18", "what was added to it later"],
    ["/paths/~1a/get/tags/0", "overlay.yaml:19:13", "a list's primitive"],
    ["/paths/~1a/get/tags/1", "spec.yaml:11:17", "its neighbour"],
    ["/paths/~1b", "overlay.yaml:21:18", "an added path"],
    ["/paths/~1b/get/parameters/0", "overlay.yaml:23:5", "what was copied"],
    ["/paths/~1a/get/nothing/at/all", "spec.yaml:3:5", "what is not there"],
  ])("%s is at %s: %s", (pointer, expected) => expect(at(pointer)).toBe(expected));

  it("finds keys", () => {
    expect(at("/paths/~1a/get/parameters/0/schema/default", "key")).toBe("overlay.yaml:14:9");
    expect(at("/paths/~1a/get", "key")).toBe("spec.yaml:3:5");
  });
  it("leaves file and text those of the spec", () => {
    expect(document).toMatchObject({ file: "spec.yaml", text: spec.text, source: spec });
  });
});

describe("positions are not paid for", () => {
  it("before somebody asks", () => {
    let asked = 0;
    const counting: Document = { ...spec, locate: (...where) => (asked++, spec.locate(...where)) };
    const overlay = overlayOf(`  - target: ${get}.tags\n    update: z\n    x-expect: {absent: "@[?@=='z']"}`);
    const watched = {
      ...overlay,
      document: {
        ...overlay.document,
        locate: (...where: Parameters<Document["locate"]>) => (asked++, overlay.document.locate(...where)),
      },
    };
    const [document] = correct(counting, [watched], options);
    expect(document?.corrections[0]?.changes).toHaveLength(1);
    expect(asked).toBe(0);
    document?.locate("/paths");
    expect(document?.corrections[0]?.location.line).toBe(4);
    expect(asked).toBe(2);
  });
});

describe("corrections", () => {
  const changes = (...actions: string[]) => corrected(spec, ...actions).corrections.map((one) => one.changes);
  it("are the leaf-most keys of a merge, and the root of an addition", () => {
    const document = corrected(
      spec,
      `  - target: ${get}.parameters[1]
    description: The default is 50.
    update: {schema: {default: 50, maximum: 50}, x-new: {a: {b: 1}}}
    x-evidence: {url: https://a.test, quote: The default is 50, checked: 2026-01-31}`,
    );
    expect(document.corrections).toMatchObject([
      {
        description: "The default is 50.",
        evidence: [{ kind: "url", quote: "The default is 50" }],
        target: `${get}.parameters[1]`,
        location: { file: "overlay.yaml", line: 4 },
      },
    ]);
    expect(document.corrections[0]?.changes).toEqual([
      { kind: "added", pointer: "/paths/~1a/get/parameters/1/x-new", to: { a: { b: 1 } } },
      { kind: "changed", pointer: "/paths/~1a/get/parameters/1/schema/default", from: 100, to: 50 },
      { kind: "added", pointer: "/paths/~1a/get/parameters/1/schema/maximum", to: 50 },
    ]);
  });
  it("point into the finished document, whatever happened later", () => {
    expect(
      changes(
        `  - {target: "${get}.parameters[1]", update: {schema: {default: 50}}}
  - {target: "${get}.parameters", update: [{name: four}, {name: five}]}
  - {target: "${get}.parameters[?@.name=='four']", update: {in: query}}
  - {target: "${get}.parameters[0]", remove: true}
  - {target: "${get}.parameters[?@.name=='four']", remove: true}`,
        `  - {target: "${get}.tags", update: [z, w]}\n  - {target: "${get}.tags[0, 2]", remove: true}`,
      ),
    ).toEqual([
      [{ kind: "changed", pointer: "/paths/~1a/get/parameters/0/schema/default", from: 100, to: 50 }],
      [{ kind: "added", pointer: "/paths/~1a/get/parameters/3", to: { name: "five" } }],
      [],
      [{ kind: "removed", pointer: "/paths/~1a/get/parameters", key: 0, from: { name: "zero" } }],
      [{ kind: "removed", pointer: "/paths/~1a/get/parameters", key: 3, from: { name: "four", in: "query" } }],
      [{ kind: "added", pointer: "/paths/~1a/get/tags/1", to: "w" }],
      [
        { kind: "removed", pointer: "/paths/~1a/get/tags", key: 2, from: "z" },
        { kind: "removed", pointer: "/paths/~1a/get/tags", key: 0, from: "x" },
      ],
    ]);
  });
  it("say both of a list that is replaced", () => {
    expect(changes(`  - {target: "${get}.tags", remove: true}\n  - {target: "${get}", update: {tags: [q]}}`)).toEqual([
      [{ kind: "removed", pointer: "/paths/~1a/get", key: "tags", from: ["x", "y"] }],
      [{ kind: "added", pointer: "/paths/~1a/get/tags", to: ["q"] }],
    ]);
  });
});

describe("for random corrections", () => {
  const target = fc.constantFrom(
    "$",
    "$.a",
    "$.a[0]",
    "$.a[*]",
    "$.b",
    "$.b.c",
    "$.a[1].d",
    "$..d",
    "$.a[-1]",
    "$.b.*",
    "$.a[2]",
    "$.a[0].d[0]",
    "$.a[?@ == 'a2']",
  );
  const update = fc.constantFrom<Json>({ d: [7] }, { c: { e: "v" } }, [{ d: ["w"] }], "p", [1, 2], { b: { n: 5 } });
  const action = fc.oneof(fc.record({ target, update }), fc.record({ target, remove: fc.constant(true) }));
  const base =
    '{"a": [\n{"d": ["a0"]},\n{"d": ["a1"], "x": "a1x"},\n"a2",\n{"k": "a3"}\n],\n"b": {"c": {"f": "bcf"},\n"g": "bg"}}';

  it("every primitive is found where it is written", () => {
    fc.assert(
      fc.property(fc.array(action, { minLength: 1, maxLength: 8 }), (actions) => {
        const text = actions
          .map(
            (one, index) => `  - ${JSON.stringify({ ...one, "x-number": index, "x-expect": { count: { min: 0 } } })}\n`,
          )
          .join("");
        const overlay = overlayOf(text);
        const document = documentOf(base, "spec.json");
        // Only actions that are applied: the others leave an error, and no document.
        const sound = overlay.actions.reduce<(typeof overlay)["actions"]>((kept, one) => {
          const next = [...kept, one];
          return correct(document, [{ ...overlay, actions: next }], options)[0] === undefined ? kept : next;
        }, []);
        const [result] = correct(document, [{ ...overlay, actions: sound }], options);
        if (result === undefined) throw new Error("not corrected");
        for (const [pointer, value] of primitives(result.value, "")) {
          const { file, line, column, endColumn } = result.locate(pointer);
          const lines = (file === "spec.json" ? document : overlay.document).text.split("\n");
          expect(lines[line - 1]?.slice(column - 1, (endColumn ?? 0) - 1)).toBe(JSON.stringify(value));
        }
        for (const { changes } of result.corrections) {
          for (const one of changes) expect(at(result.value, one.pointer)).toBeDefined();
        }
      }),
      { numRuns: 300 },
    );
  });
});

function primitives(value: Json, pointer: Pointer): [Pointer, Json][] {
  if (typeof value !== "object" || value === null) return [[pointer, value]];
  return Object.entries(value as Record<string, Json>).flatMap(([key, part]) => primitives(part, child(pointer, key)));
}

function at(value: Json, pointer: Pointer): Json | undefined {
  return pointer
    .split("/")
    .slice(1)
    .reduce<Json | undefined>(
      (part, key) => (part as Record<string, Json> | undefined)?.[key.replaceAll("~1", "/")],
      value,
    );
}
