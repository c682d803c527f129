/** Edits in place, for arbitrary documents: what is printed reads as what was wanted, and a wrong edit is never let through. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { equal } from "../../generator/load/align.js";
import { editBlocks } from "../../generator/load/block-edit.js";
import { applyChecked } from "../../generator/load/check-edits.js";
import type { Document, Json, JsonObject } from "../../generator/load/document.js";
import { editFlow, type Changes } from "../../generator/load/flow-edit.js";
import { parseJsonPositions } from "../../generator/load/json.js";
import { loadDocument } from "../../generator/load/load.js";
import type { LoadedDocument, Position, Positions } from "../../generator/load/positions.js";
import type { TextEdit } from "../../generator/load/text-edits.js";
import { printCorrected } from "../../generator/load/yaml-edit.js";
import { Before } from "../../generator/overlay/before.js";
import { appendItem, EditLog, removeIndex, removeKey, setKey } from "../../generator/overlay/edits.js";
import { childrenOf, rootNode, type Node } from "../../generator/overlay/jsonpath/jsonpath.js";

const runs = { numRuns: 400 };
const word = fc.oneof(
  fc.constantFrom(
    "a",
    "b",
    "get",
    "200",
    "404",
    "1e3",
    "<<",
    "yes",
    "- x",
    "#",
    "null",
    "x\ny\n",
    " \n\n",
    "\\",
    '\\"',
  ),
  fc.constantFrom(
    '":',
    '": ',
    ":",
    '"a":1',
    "é𝒳",
    "__proto__",
    "constructor",
    "a: b",
    "",
    "|",
    "x\r\ny",
    "{",
    "}]",
    "*a",
  ),
  fc.string({ maxLength: 4 }),
);
const long = fc.constant("words and more words, so that it is worth leaving out");
const { value: anyValue } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "medium" },
    fc.oneof(word, long, fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(word, tie("value"), { maxKeys: 5 }) as fc.Arbitrary<Json>,
  ),
}));
const anyObject = fc.dictionary(word, anyValue, { minKeys: 1, maxKeys: 5 }) as fc.Arbitrary<Json>;

const comments = (text: string): string =>
  text.replaceAll(/^( *)(?=[\w"-].*:)/gm, (indent: string, _: string, at: number) =>
    at % 3 === 0 ? `${indent}# note\n${indent}` : indent,
  );
const json: Record<string, (value: Json) => string> = {
  "one line": (value) => JSON.stringify(value),
  "two blanks": (value) => JSON.stringify(value, undefined, 2),
  "tabs and CRLF": (value) => JSON.stringify(value, undefined, "\t").replaceAll("\n", "\r\n"),
  "blanks after colons": (value) => JSON.stringify(value, undefined, 1).replaceAll(/\n */g, " "),
};
const yaml: Record<string, (value: Json) => string> = {
  blocks: (value) => stringify(value),
  "blocks, lists not indented": (value) => stringify(value, { indentSeq: false, indent: 4, lineWidth: 0 }),
  "blocks with comments": (value) => comments(stringify(value, { blockQuote: false })),
  flow: (value) => stringify(value, { collectionStyle: "flow", lineWidth: 40 }),
  CRLF: (value) => stringify(value, { blockQuote: false }).replaceAll("\n", "\r\n"),
  "byte order mark": (value) => `\uFEFF${stringify(value)}`,
  // The same object twice makes an anchor and aliases.
  anchors: (value) => stringify({ ...(value as JsonObject), shared: value, again: [value, { once: value }] }),
  "JSON in YAML": (value) => JSON.stringify(value, undefined, 2),
};
const layouts = [
  ...Object.entries(json).map(([name, print]) => ({ name, file: "a.json", print })),
  ...Object.entries(yaml).map(([name, print]) => ({ name, file: "a.yaml", print })),
];

/** Makes some edits in place, the way actions do, at nodes chosen by numbers. */
function edit(root: Json, choices: readonly number[], values: readonly Json[], before: Before): void {
  const log = new EditLog(before);
  const origin = { document: {} as Document, pointer: "" };
  choices.forEach((choice, turn) => {
    const containers: Node[] = [];
    for (const pending = [rootNode(root)]; pending.length > 0;) {
      const node = pending.pop() as Node;
      if (typeof node.value !== "object" || node.value === null) continue;
      containers.push(node);
      pending.push(...childrenOf(node));
    }
    const at = containers[choice % containers.length] as Node;
    const value = values[turn % values.length] as Json;
    const keys = Object.keys(at.value as object);
    const key = keys[choice % Math.max(keys.length, 1)];
    if (Array.isArray(at.value)) {
      if (choice % 3 === 0 && keys.length > 0) removeIndex(at, Number(key), log);
      else appendItem(at, value, origin, log);
    } else if (choice % 4 === 0 && key !== undefined && keys.length > 1) removeKey(at, key, log);
    else setKey(at, choice % 4 === 1 && key !== undefined ? key : `new${turn}`, value, origin, log);
  });
}

interface Case {
  readonly document: LoadedDocument;
  readonly original: Json;
  readonly source: Json;
}

const anyCase = fc
  .tuple(
    anyObject,
    fc.constantFrom(...layouts),
    fc.array(fc.nat(1000), { minLength: 1, maxLength: 6 }),
    fc.array(anyValue, { minLength: 1, maxLength: 3 }),
  )
  .map(([value, { file, print }, choices, values]): Case | undefined => {
    const text = print(value);
    const [document] = loadDocument(file, text, "edit");
    if (document === undefined) return undefined;
    const before = new Before();
    edit(document.value, choices, values, before);
    return { document, original: loadDocument(file, text)[0]?.value ?? null, source: before.of(document.value) };
  });

test("whatever is edited in place, it is known what there was, and what is printed reads as what there is", async () => {
  await fc.assert(
    fc.asyncProperty(anyCase, async (one) => {
      fc.pre(one !== undefined);
      const { document, original, source } = one;
      expect(source).toEqual(original);
      const printed = (await printCorrected(document, source, document.value)).join("");
      expect(equal(loadDocument(document.file, printed)[0]?.value, document.value), printed).toBe(true);
    }),
    runs,
  );
});

function editsOf({ document, source }: Case, positions: Positions): readonly TextEdit[] | undefined {
  const { file, text, value } = document;
  if (file === "a.yaml") return editBlocks(text, positions, source, value, (part) => stringify(part, { lineWidth: 0 }));
  const changes: Changes = { edits: [], changed: new Set() };
  editFlow(text, positions.root as Position, source, value, changes);
  return changes.edits;
}

test("edits of JSON need no second attempt", () => {
  fc.assert(
    fc.property(anyCase, (one) => {
      fc.pre(one !== undefined && one.document.file === "a.json");
      const { document } = one;
      const positions = document.positions(one.source);
      const edits = editsOf(one, positions) ?? [];
      expect(applyChecked(document, positions, edits, one.source, document.value)).not.toBe(undefined);
    }),
    runs,
  );
});

test("an edit that is wrong is found out, wherever it is", () => {
  const slip = fc.record({
    which: fc.nat(20),
    start: fc.integer({ min: -9, max: 9 }),
    end: fc.integer({ min: -9, max: 9 }),
    text: fc.option(fc.oneof(word, fc.constantFrom("", "\n", ",", " 0", "}", "- 0\n", "# ", "\n\n")), {
      nil: undefined,
    }),
  });
  fc.assert(
    fc.property(anyCase, slip, (one, wrong) => {
      fc.pre(one !== undefined);
      const { document } = one;
      const { text, value } = document;
      const positions = document.positions(one.source);
      const right = editsOf(one, positions) ?? [];
      const edits = right.map((edit, index) => {
        if (index !== wrong.which % right.length) return edit;
        const start = Math.min(Math.max(edit.start + wrong.start, 0), text.length);
        const end = Math.min(Math.max(edit.end + wrong.end, start), text.length);
        return { start, end, text: wrong.text ?? edit.text };
      });
      const printed = applyChecked(document, positions, edits, one.source, value)?.join("");
      expect(printed === undefined || document.says(printed, value), printed).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

/** All that a position says, read to the end. */
function flatten(position: Position): unknown {
  const { start, end, entries, items } = position;
  return {
    start,
    end,
    items: items?.map(flatten),
    entries:
      entries && [...entries].map(([key, { keyStart, keyEnd, value }]) => [key, keyStart, keyEnd, flatten(value)]),
  };
}

test("positions in JSON from its keys alone are those of the parser", () => {
  const unordered = (root: unknown): unknown => JSON.parse(JSON.stringify(root));
  fc.assert(
    fc.property(anyObject, fc.constantFrom(...Object.values(json)), (value, print) => {
      const text = print(value);
      const [document] = loadDocument("a.json", text, "edit");
      if (document === undefined) throw new Error(text);
      const { root } = document.positions(document.value);
      expect(unordered(flatten(root as Position))).toEqual(
        unordered(flatten(parseJsonPositions(text).root as Position)),
      );
    }),
    runs,
  );
});

test.each([
  ['{"a":1,"a":2}', 1],
  ['{"a":{"b":1,"b":2},"c":":"}', 1],
  ['{"a" :1,"a":2,"c":":"}', 1],
  ['{"a":"\\":","a":2}', 1],
  ['{"a\\\\":1,"a\\\\":2}', 1],
  ['{"a":"x\\":y","b":":","c\\"":1,":":2}', 0],
  ['{"a\\u0022":1,"\\u0062":[{"200":{"x":1},"1":{"x":2}}]}', 0],
])("keys given twice are counted whatever the colons around them: %s", (text, count) => {
  expect(loadDocument("a.json", text)[1]).toHaveLength(count);
});
