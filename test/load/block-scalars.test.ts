/** Edits beside block scalars: blank lines at their end belong to them, or to nobody, and an edit must not change which. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { equal } from "../../generator/load/align.js";
import { editBlocks } from "../../generator/load/block-edit.js";
import { applyChecked } from "../../generator/load/check-edits.js";
import { isObject, type Json, type JsonObject } from "../../generator/load/document.js";
import { loadDocument } from "../../generator/load/load.js";
import type { LoadedDocument } from "../../generator/load/positions.js";
import { printCorrected } from "../../generator/load/yaml-edit.js";
import { stringify } from "yaml";

/** A value as it is written: the lines behind a key, without their indentation; the first stands on the key's line. */
type Written = readonly string[];

const block: fc.Arbitrary<Written> = fc
  .record({
    style: fc.constantFrom("|", ">"),
    chomping: fc.constantFrom("", "-", "+"),
    indicator: fc.boolean(),
    remark: fc.constantFrom("", "", " # remark"),
    lines: fc.array(fc.constantFrom("text", "# no comment", "- no item", "key: no key", "", "  deeper"), {
      maxLength: 4,
    }),
    blank: fc.array(fc.constantFrom("", "", " ", "   "), { maxLength: 3 }),
  })
  .map(({ style, chomping, indicator, remark, lines, blank }) => [
    ` ${style}${indicator ? "2" : ""}${chomping}${remark}`,
    // The first line decides on the indentation.
    ...(indicator ? lines : ["text", ...lines]).map((line) => (line === "" ? "" : `  ${line}`)),
    ...blank,
  ]);
const plain = fc.constantFrom<Written[]>(
  [" 1"],
  [" words # remark"],
  [" several", "  words", "", "  and more"],
  [' "quoted', "", '  text"'],
  [" {a: [1, 2]}"],
  [" words and more words, so that it is worth leaving out, all of it and more"],
);
const comment = fc.constantFrom<Written[]>([], [], [], ["# about the next"], ["", "# apart", ""], [""]);

const { value: anyWritten } = fc.letrec<{ value: Written }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    block,
    plain,
    fc.array(fc.tuple(comment, tie("value")), { minLength: 1, maxLength: 4 }).map((fields) => ["", ...mapping(fields)]),
    fc.array(fc.tuple(comment, tie("value")), { minLength: 1, maxLength: 4 }).map((items) => ["", ...sequence(items)]),
  ),
}));

const indent = (line: string) => (line === "" ? "" : `  ${line}`);

function mapping(fields: readonly (readonly [Written, Written])[]): Written {
  return fields.flatMap(([above, [first = "", ...rest]], index) => [
    ...above.map(indent),
    `  ${"abcd"[index]}:${first}`,
    ...rest.map(indent),
  ]);
}

function sequence(items: readonly (readonly [Written, Written])[]): Written {
  return items.flatMap(([above, [first = "", ...rest]]) => [...above.map(indent), `  -${first}`, ...rest.map(indent)]);
}

const anyText = fc
  .record({
    fields: fc.array(fc.tuple(comment, anyWritten), { minLength: 1, maxLength: 4 }),
    end: fc.constantFrom("", "\n", "\n\n", "\n\n# the end\n", "\n...\n"),
    lineEnd: fc.constantFrom("\n", "\n", "\r\n"),
  })
  .map(({ fields, end, lineEnd }) => {
    const lines = mapping(fields).map((line) => line.replace(/^ {2}/, ""));
    return (lines.join("\n") + end).replaceAll("\n", lineEnd);
  });

type Containers = { value: Json[] | Record<string, Json>; keys: string[] }[];

function containersOf(value: Json, found: Containers = []): Containers {
  if (typeof value !== "object" || value === null) return found;
  found.push({ value: value as Json[] | Record<string, Json>, keys: Object.keys(value) });
  for (const inner of Object.values(value)) containersOf(inner as Json, found);
  return found;
}

const news: readonly Json[] = [1, "text", "two\nlines\n", "kept\n\n\n", { new: [1] }, ["item"], {}, ""];

/** The corrected value, with what did not change in it being the source's own: so it is known. */
function share(source: Json | undefined, corrected: Json): Json {
  if (source === undefined || typeof corrected !== "object" || corrected === null) return corrected;
  if (equal(source, corrected)) return source;
  if (Array.isArray(source) && Array.isArray(corrected))
    return corrected.map((item: Json, at) =>
      share(source.find((one: Json) => equal(one, item)) ?? (source as Json[])[at], item),
    );
  if (!isObject(source) || !isObject(corrected)) return corrected;
  return Object.fromEntries(Object.entries(corrected).map(([key, item]) => [key, share(source[key], item)]));
}

/** Changes, removes or adds something in a copy, as the numbers say. */
function change(source: JsonObject, choices: readonly number[]): JsonObject {
  const corrected = structuredClone(source) as Record<string, Json>;
  for (const choice of choices) {
    const all = containersOf(corrected);
    const { value, keys } = all[choice % all.length] as Containers[number];
    const key = keys[choice % Math.max(keys.length, 1)];
    const put = news[choice % news.length] as Json;
    if (Array.isArray(value)) {
      if (choice % 3 === 0) value.splice(Number(key ?? 0), 1);
      else value.splice(choice % 3 === 1 ? value.length : Number(key ?? 0), choice % 2, structuredClone(put));
    } else if (choice % 3 === 0 && key !== undefined) delete value[key];
    else value[choice % 3 === 1 && key !== undefined ? key : `new${choice % 3}`] = structuredClone(put);
  }
  return share(source, corrected) as JsonObject;
}

function load(text: string): LoadedDocument {
  const [document, diagnostics] = loadDocument("a.yaml", text, "edit");
  if (document === undefined) throw new Error(`${JSON.stringify(text)}: ${JSON.stringify(diagnostics)}`);
  return document;
}

const anyChoices = fc.array(fc.nat(1000), { minLength: 1, maxLength: 4 });

test("the texts that are tried are YAML, and half of them end block scalars in blank lines", () => {
  const texts = fc.sample(anyText, { numRuns: 300, seed: 1 });
  for (const text of texts) load(text);
  expect(
    texts.filter((text) => /[|>]2?[+-]?(?: # remark)?\r?\n(?:.*\r?\n)*? *\r?\n/.test(text)).length,
  ).toBeGreaterThan(150);
});

test("whatever is edited beside block scalars, what is printed reads as what was wanted", async () => {
  await fc.assert(
    fc.asyncProperty(anyText, anyChoices, async (text, choices) => {
      const document = load(text);
      const corrected = change(document.value, choices);
      const printed = (await printCorrected(document, document.value, corrected)).join("");
      expect(equal(load(printed).value, corrected), printed).toBe(true);
    }),
    { numRuns: 1500 },
  );
});

test("what the check of an abridgement lets through, a check of all of it does", () => {
  let checked = 0;
  fc.assert(
    fc.property(anyText, anyChoices, (text, choices) => {
      const document = load(text);
      const corrected = change(document.value, choices);
      const positions = document.positions(document.value);
      const edits = editBlocks(text, positions, document.value, corrected, (part) => stringify(part, { lineWidth: 0 }));
      const printed = edits && applyChecked(document, positions, edits, document.value, corrected)?.join("");
      if (printed === undefined) return;
      checked++;
      expect(document.says(printed, corrected), printed).toBe(true);
    }),
    { numRuns: 1500 },
  );
  expect(checked).toBeGreaterThan(1000);
});
