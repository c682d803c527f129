import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../generator/load/document.js";
import { applyOverlay } from "../../generator/overlay/apply.js";
import { correct } from "../../generator/overlay/correct.js";
import type { Overlay } from "../../generator/overlay/overlay.js";
import { documentOf, format, overlayOf } from "./documents.js";

/** Applies one action, written as flow YAML. */
function applied(
  document: string,
  action: string,
  version?: string,
): { value: Json; notes: string[]; matched: number | undefined } {
  const { value, diagnostics, report } = applyOverlay(documentOf(document).value, overlayOf(`  - ${action}`, version));
  return { value, notes: format(diagnostics), matched: report[0]?.matched };
}

describe("update", () => {
  it.each<[string, string, string, string]>([
    ["inserts and replaces", "{a: {b: 1}}", "{target: $.a, update: {b: 2, c: 3}}", "{a: {b: 2, c: 3}}"],
    ["merges deeply", "{a: {b: {c: 1}}}", "{target: $, update: {a: {b: {d: 2}}}}", "{a: {b: {c: 1, d: 2}}}"],
    ["concatenates lists inside a merge", "{a: {b: [1]}}", "{target: $.a, update: {b: [1, 2]}}", "{a: {b: [1, 1, 2]}}"],
    ["concatenates a list onto a list", "{a: [1]}", "{target: $.a, update: [2, [3]]}", "{a: [1, 2, [3]]}"],
    ["appends an object", "{a: [1]}", "{target: $.a, update: {b: 2}}", "{a: [1, {b: 2}]}"],
    ["appends a primitive", "{a: [1]}", "{target: $.a, update: x}", "{a: [1, x]}"],
    ["appends null", "{a: [1]}", "{target: $.a, update: null}", "{a: [1, null]}"],
    ["replaces a primitive", "{a: 1}", "{target: $.a, update: x}", "{a: x}"],
    ["replaces a list's primitive", "{a: [1, 2]}", "{target: '$.a[1]', update: x}", "{a: [1, x]}"],
    ["takes null for a primitive", "{a: null, b: 1}", "{target: $, update: {a: 1, b: null}}", "{a: 1, b: null}"],
    ["replaces null by a primitive", "{a: null}", "{target: $.a, update: 1}", "{a: 1}"],
    ["does nothing where nothing matches", "{a: 1}", "{target: $.b, update: 1}", "{a: 1}"],
    ["does nothing without a modifier", "{a: 1}", "{target: $.a}", "{a: 1}"],
    ["acts once on a node selected twice", "{a: [1]}", "{target: \"$['a', 'a']\", update: 2}", "{a: [1, 2]}"],
    ["acts once on a primitive selected twice", "{a: 1}", "{target: \"$['a', 'a']\", update: 2}", "{a: 2}"],
    [
      "acts on a node and on what is in it",
      "{a: {x: 1, b: {x: 1}}}",
      "{target: '$..[?@.x]', update: {y: 2}}",
      "{a: {x: 1, b: {x: 1, y: 2}, y: 2}}",
    ],
    [
      "has keys of any name",
      "{a: {}}",
      "{target: $.a, update: {constructor: 1, toString: {valueOf: 2}}}",
      "{a: {constructor: 1, toString: {valueOf: 2}}}",
    ],
    [
      "keeps the order of keys, new ones last",
      "{a: {z: 1, y: 1}}",
      "{target: $.a, update: {b: 1, y: 2}}",
      "{a: {z: 1, y: 2, b: 1}}",
    ],
  ])("%s", (_, document, action, expected) => {
    const { value, notes } = applied(document, action);
    expect(JSON.stringify(value)).toBe(JSON.stringify(documentOf(expected).value));
    expect(notes).toEqual([]);
  });

  it("treats __proto__ as data", () => {
    const { value } = applied('{"a": {}}', '{target: $.a, update: {"__proto__": {polluted: true}}}');
    expect(JSON.stringify(value)).toBe('{"a":{"__proto__":{"polluted":true}}}');
    expect(({} as { polluted?: true }).polluted).toBeUndefined();
    const merged = applied('{"a": {"__proto__": {"b": 1}}}', '{target: $.a, update: {"__proto__": {c: 2}}}');
    expect(JSON.stringify(merged.value)).toBe('{"a":{"__proto__":{"b":1,"c":2}}}');
    expect(JSON.stringify(applied('{"a": {"__proto__": 1}}', "{target: $.a.__proto__, remove: true}").value)).toBe(
      '{"a":{}}',
    );
  });

  it("copies the value for each target", () => {
    const { value } = applied("{a: {x: {}}, b: {x: {}}}", "{target: '$[*]', update: {n: {m: []}}}");
    const { a, b } = value as unknown as Record<string, { n: { m: Json } }>;
    expect(a?.n).toEqual(b?.n);
    expect(a?.n).not.toBe(b?.n);
    expect(a?.n.m).not.toBe(b?.n.m);
  });

  it("separates nodes that YAML aliases share", () => {
    const { value } = applied("{a: &x {n: 1}, b: *x}", "{target: $.a, update: {n: 2}}");
    expect(value).toEqual({ a: { n: 2 }, b: { n: 1 } });
  });
});

describe("remove", () => {
  it.each<[string, string, string, string]>([
    ["removes a key", "{a: 1, b: 2}", "{target: $.a, remove: true}", "{b: 2}"],
    ["removes by descending index", "{a: [1, 2, 3, 4]}", "{target: '$.a[0, 2]', remove: true}", "{a: [2, 4]}"],
    ["whatever order selected them", "{a: [1, 2, 3, 4]}", "{target: '$.a[3, 0, 1, 0]', remove: true}", "{a: [3]}"],
    ["removes primitives by value", "{a: [x, y, x]}", "{target: \"$.a[?@ == 'x']\", remove: true}", "{a: [y]}"],
    ["removes a node with what is in it", "{a: {x: {x: 1}}, b: 1}", "{target: $..x, remove: true}", "{a: {}, b: 1}"],
    [
      "removes from lists in lists",
      "{a: [[1, 2], [1, 2], 3]}",
      "{target: '$.a[0, 1][0]', remove: true}",
      "{a: [[2], [2], 3]}",
    ],
    [
      "removes items and parts of other items",
      "{a: [{b: 1}, {b: 1, c: 2}]}",
      "{target: '$.a[0, 1].b', remove: true}",
      "{a: [{}, {c: 2}]}",
    ],
    ["wins over update", "{a: 1, b: 2}", "{target: $.a, update: 3, remove: true}", "{b: 2}"],
    ["false removes nothing", "{a: 1}", "{target: $.a, remove: false}", "{a: 1}"],
  ])("%s", (_, document, action, expected) => {
    const { value, notes } = applied(document, action);
    expect(value).toEqual(documentOf(expected).value);
    expect(notes).toEqual([]);
  });
});

describe("copy", () => {
  it.each<[string, string, string, string]>([
    [
      "merges the source into the target",
      "{a: {x: 1}, b: {y: 2}}",
      "{target: $.a, copy: $.b}",
      "{a: {x: 1, y: 2}, b: {y: 2}}",
    ],
    ["appends to a list", "{a: [1], b: {y: 2}}", "{target: $.a, copy: $.b}", "{a: [1, {y: 2}], b: {y: 2}}"],
    ["doubles a list copied onto itself", "{a: [1, 2]}", "{target: $.a, copy: $.a}", "{a: [1, 2, 1, 2]}"],
    ["copies the source as it was", "{a: {b: {}}}", "{target: $.a.b, copy: $}", "{a: {b: {a: {b: {}}}}}"],
    ["replaces a primitive", "{a: 1, b: 2}", "{target: $.a, copy: $.b}", "{a: 2, b: 2}"],
    ["does nothing where nothing matches", "{a: 1}", "{target: $.b, copy: $.c}", "{a: 1}"],
  ])("%s", (_, document, action, expected) =>
    expect(applied(document, action).value).toEqual(documentOf(expected).value),
  );

  it("moves with update, copy and remove in a row", () => {
    const overlay = overlayOf(
      "  - {target: $.paths, update: {/new: {}}}\n  - {target: \"$.paths['/new']\", copy: \"$.paths['/old']\"}\n  - {target: \"$.paths['/old']\", remove: true}",
    );
    expect(applyOverlay(documentOf("{paths: {/old: {get: 1}}}").value, overlay).value).toEqual({
      paths: { "/new": { get: 1 } },
    });
  });
});

describe("what does not fit", () => {
  it.each<[string, string, string, string]>([
    [
      "a list into an object",
      "{a: {}}",
      "{target: $.a, update: [1]}",
      "A list of one item cannot be merged into an empty object at $.a.",
    ],
    [
      "a primitive into an object",
      "{a: {b: 1}}",
      "{target: $.a, update: x}",
      'The text "x" cannot be merged into an object at $.a.',
    ],
    [
      "null into an object",
      "{a: {b: {}}}",
      "{target: $.a, update: {b: null}}",
      "Null cannot be merged into an empty object at $.a.b.",
    ],
    [
      "an object into null",
      "{a: {b: null}}",
      "{target: $.a, update: {b: {}}}",
      "An empty object cannot be merged into null at $.a.b.",
    ],
    [
      "an object into a list, inside a merge",
      "{a: {b: [1]}}",
      "{target: $.a, update: {b: {c: 1}}}",
      "An object cannot be merged into a list of one item at $.a.b.",
    ],
    [
      "an object onto a primitive",
      "{a: 1}",
      "{target: $.a, update: {}}",
      "An empty object cannot replace the number 1 at $.a.",
    ],
    [
      "the root removed",
      "{a: 1}",
      "{target: $, remove: true}",
      "The root `$` cannot be removed: no document would be left at $.",
    ],
    [
      "many sources",
      "{a: {}, b: [1, 2]}",
      "{target: $.a, copy: '$.b[*]'}",
      "`copy` must select one node, but $.b[*] selects 2 at $.b[0].",
    ],
    ["no source", "{a: {}}", "{target: $.a, copy: $.b}", "`copy` must select one node, but $.b selects none at $.a."],
    [
      "targets of two kinds",
      "{a: {}, b: []}",
      "{target: '$[*]', update: {c: 1}}",
      "The targets are not of one kind: the first is an empty object, another is an empty list at $.b.",
    ],
  ])("%s", (_, document, action, message) => {
    const { value, notes } = applied(document, action);
    expect(value).toEqual(documentOf(document).value);
    expect(notes).toEqual([expect.stringContaining(`error overlay/incompatible: ${message}`)]);
  });

  it("does not let copies of copies fill the memory", () => {
    const actions = Array.from({ length: 22 }, (_, at) => `  - {description: turn ${at}, target: $.a, copy: $.a}`);
    const document = documentOf("{a: [1]}");
    const overlay = overlayOf(actions.join("\n"));
    const { value, report, diagnostics } = applyOverlay(document.value, overlay);
    expect((value as { a: number[] }).a).toHaveLength(2 ** 19);
    expect(report.map(({ error }) => error === undefined)).toEqual(actions.map((_, at) => at < 19));
    const message = "The actions would put more than 1,000,000 nodes into the document";
    expect(format(diagnostics)[0]).toBe(`overlay.yaml:23:47 error overlay/too-large: ${message} at $.a.`);
  });

  it("does not let a copy for each of many nodes fill the memory", () => {
    const document = documentOf(JSON.stringify({ a: Array.from({ length: 2000 }, () => ({})) }));
    const update = (size: number): string => `  - {target: '$.a[*]', update: {x: [${"1,".repeat(size)}]}}`;
    // The object and the list are nodes too.
    expect(applyOverlay(document.value, overlayOf(update(498))).diagnostics).toEqual([]);
    const { value, diagnostics } = applyOverlay(document.value, overlayOf(update(499)));
    expect(value).toEqual(document.value);
    expect(diagnostics.map(({ code }) => code)).toEqual(["overlay/too-large"]);
    const [, built] = correct(document, [overlayOf(update(499))], { readPage: () => undefined, strict: false });
    expect(format(built)[0]).toBe(
      "overlay.yaml:4:32 error overlay/too-large: The actions would put more than 1,000,000 nodes into the document, at $.a[0].",
    );
  });

  it("leaves nothing half done, and goes on", () => {
    const overlay = overlayOf(
      "  - {target: '$.a[*]', update: {n: 1, l: [2], x: {y: 1}}}\n  - {target: $.b, update: 2}",
    );
    const { value, report, diagnostics } = applyOverlay(
      documentOf("{a: [{l: [1], n: 0}, {x: 5}], b: 1}").value,
      overlay,
    );
    expect(value).toEqual({ a: [{ l: [1], n: 0 }, { x: 5 }], b: 2 });
    expect(Object.keys((value as { a: object[] }).a[0] ?? {})).toEqual(["l", "n"]);
    expect(report.map(({ matched, error }) => [matched, error])).toEqual([
      [2, "an object cannot be merged into the number 5 at $.a[1].x"],
      [1, undefined],
    ]);
    expect(format(diagnostics)).toEqual([
      "overlay.yaml:4:50 error overlay/incompatible: An object cannot be merged into the number 5 at $.a[1].x.",
    ]);
  });
});

describe("Overlay 1.0", () => {
  it("concatenates lists too", () =>
    expect(applied("{a: [1]}", "{target: $.a, update: [2]}", "1.0.0")).toMatchObject({
      value: { a: [1, 2] },
      notes: [],
    }));
  it("accepts primitive targets with one warning", () => {
    const overlay = overlayOf("  - {target: $.a, update: 2}\n  - {target: '$.b[0]', remove: true}", "1.0.0");
    const { value, diagnostics } = applyOverlay(documentOf("{a: 1, b: [1]}").value, overlay);
    expect(value).toEqual({ a: 2, b: [] });
    expect(format(diagnostics)).toEqual([
      "overlay.yaml:1:10 warning overlay/primitive-target: 2 actions target a primitive value, such as $.a, which Overlay 1.0 does not know.",
      "  overlay.yaml:4:14 the first of them",
    ]);
  });
});

describe("for every document and every action", () => {
  const value = fc.letrec<{ node: Json }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<Json>(null, true, 0, 1, "a", ""),
      fc.array(tie("node"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("a", "b", "c", "__proto__", "constructor"), tie("node"), {
        maxKeys: 3,
        noNullPrototype: true,
      }) as fc.Arbitrary<Json>,
    ),
  })).node;
  const target = fc.constantFrom(
    "$",
    "$.a",
    "$.*",
    "$..a",
    "$..*",
    "$.a[0]",
    "$[?@.a]",
    "$..[?@.b]",
    "$.a.b",
    "$..[0, 0]",
    "$.__proto__",
    "$..['a', 'b', 'a']",
  );
  const action = fc.oneof(
    fc.record({ target, update: value }),
    fc.record({ target, copy: target }),
    fc.record({ target, remove: fc.constant(true) }),
  );
  const written = (actions: readonly object[]): Overlay => {
    // Twins are refused by the reader, and would be no new case here.
    const distinct = [...new Map(actions.map((one) => [JSON.stringify(one), one])).values()];
    return overlayOf(distinct.map((one, index) => `  - ${JSON.stringify({ ...one, "x-number": index })}\n`).join(""));
  };

  it("apply throws nothing, changes neither input and shares nothing with them", () => {
    fc.assert(
      fc.property(value, fc.array(action, { minLength: 1, maxLength: 4 }), (document, actions) => {
        const overlay = written(actions);
        const before = JSON.stringify([document, overlay.document.value]);
        const { value: result } = applyOverlay(document, overlay);
        expect(JSON.stringify([document, overlay.document.value])).toBe(before);
        const theirs = new Set([...containers(document), ...containers(overlay.document.value)]);
        const ours = containers(result);
        expect(ours.filter((one) => theirs.has(one))).toEqual([]);
        expect(new Set(ours).size).toBe(ours.length);
      }),
      { numRuns: 1000 },
    );
  });

  it("the edits, replayed on a copy, give the same document", () => {
    fc.assert(
      fc.property(value, fc.array(action, { minLength: 1, maxLength: 4 }), (document, actions) => {
        const { value: result, edits } = applyOverlay(
          { root: document },
          written(actions.map((one) => ({ ...one, target: one.target.replace("$", "$.root") }))),
        );
        expect(replay({ root: structuredClone(document) }, edits)).toEqual(result);
      }),
      { numRuns: 1000 },
    );
  });
});

function containers(value: Json): object[] {
  if (typeof value !== "object" || value === null) return [];
  return [value, ...Object.keys(value).flatMap((key) => containers((value as Record<string, Json>)[key] as Json))];
}

function replay(document: Json, edits: ReturnType<typeof applyOverlay>["edits"]): Json {
  for (const edit of edits) {
    const path: (string | number)[] = [];
    for (let at = edit.at; at.parent !== undefined; at = at.parent) path.unshift(at.key);
    const container = path.reduce<Json>(
      (value, key) => (value as Record<string, Json>)[key] as Json,
      document,
    ) as Json[] & Record<string, Json>;
    if (edit.kind === "remove-index") container.splice(edit.key, 1);
    else if (edit.kind === "remove-key") Reflect.deleteProperty(container, edit.key);
    else
      Object.defineProperty(container, edit.key, {
        value: structuredClone(edit.value),
        writable: true,
        enumerable: true,
        configurable: true,
      });
  }
  return document;
}

describe("a query of too many nodes", () => {
  const deep = Array.from({ length: 60 }).reduce<string>((inner) => `{a: ${inner}}`, "1");
  const code = expect.stringContaining("more than 10 million nodes") as string;

  it.each(["$..*..*..*..*..*..*", "$..[?@..[?@..[?@..[?@..[?@..[?@..b]]]]]]"])("%s is given up", (target) => {
    const { notes, matched } = applied(deep, `{target: "${target}", update: {b: 2}}`);
    expect([notes, matched]).toEqual([[code], 0]);
    const overlay = overlayOf(`  - {target: "${target}", update: {b: 2}}`);
    const [corrected, diagnostics] = correct(documentOf(deep), [overlay], { readPage: () => undefined, strict: false });
    expect([corrected, diagnostics.map((one) => one.code)]).toEqual([undefined, ["overlay/too-many-nodes"]]);
  });
});

describe("what could not be read back", () => {
  const levels = (count: number): string => "{k: ".repeat(count) + "1" + "}".repeat(count);

  it("is refused where the limit is passed, and not before", () => {
    const below = `$${".k".repeat(399)}`;
    const fits = applied(levels(400), `{target: ${below}, update: {x: ${levels(100)}}}`);
    expect(fits.notes).toEqual([]);
    const { value, notes } = applied(levels(400), `{target: ${below}, update: {x: ${levels(101)}}}`);
    expect(notes).toEqual([expect.stringContaining("Collections would be nested more than 500 levels deep at $.k.k")]);
    expect(value).toEqual(documentOf(levels(400)).value);
    const inList = (depth: number) =>
      applied(levels(399).replace("1", "[1]"), `{target: $${".k".repeat(399)}, update: ${levels(depth)}}`).notes.length;
    expect([inList(100), inList(101)]).toEqual([0, 1]);
  });
});
