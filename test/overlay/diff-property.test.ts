/** `diff` then `apply` gives AFTER, and the build accepts the overlay: for any two documents. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffDocuments } from "../../generator/authoring/diff.js";
import { makeOverlay } from "../../generator/authoring/make-overlay.js";
import { printOverlay } from "../../generator/authoring/print-overlay.js";
import type { Json, JsonObject } from "../../generator/load/document.js";
import { applyOverlay } from "../../generator/overlay/apply.js";
import { correct } from "../../generator/overlay/correct.js";
import { equal, put, type MutableObject } from "../../generator/overlay/values.js";
import { readOverlay } from "../../generator/overlay/read.js";
import { documentOf, format } from "./documents.js";

const seed = process.env["FC_SEED"] === undefined ? {} : { seed: Number(process.env["FC_SEED"]) };
const runs = Number(process.env["FC_RUNS"] ?? 400);

/** Keys that are trouble, keys that name items, and any others. */
const key = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      "name",
      "in",
      "$ref",
      "id",
      "url",
      "type",
      "a",
      "b",
      "c",
      "paths",
      "components",
      "schemas",
      "get",
      "responses",
      "parameters",
      "required",
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "__proto__",
      "constructor",
      "",
      "0",
      "1",
      "-",
      "'",
      "a b",
      "a.b",
      "/x/{y}",
      "<<",
      "~",
      "null",
    ),
  },
  fc.string({ unit: "binary", maxLength: 6 }),
);

const leaf: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Json>("x", "y", "z", 0, 1, 2, true, false, null, "") },
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ unit: fc.constantFrom("word ", "a", "  ", "\n", "\t", ": ", " #", "'", '"', "é"), maxLength: 80 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
);

const document: fc.Arbitrary<JsonObject> = fc.letrec<{ object: JsonObject; value: Json }>((tie) => ({
  object: fc.array(fc.tuple(key, tie("value")), { maxLength: 5 }).map((pairs) => {
    const object: MutableObject = {};
    for (const [name, value] of pairs) put(object, name, value);
    return object;
  }),
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    tie("object"),
    fc.array(tie("value"), { maxLength: 5 }),
    fc.array(leaf, { maxLength: 5 }),
    fc.array(tie("object"), { maxLength: 4 }),
  ),
})).object;

type Random = () => number;

/** A document and what became of it after a few edits, as a vendor would make them. */
const successor = fc
  .tuple(document, document, fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })))
  .map(([before, donor, stream]): readonly [JsonObject, JsonObject] => {
    const random: Random = () => stream.next().value as number;
    return [before, mutate(before, donor, random, 0) as JsonObject];
  });

function mutate(value: Json, donor: Json, random: Random, depth: number): Json {
  const chance = random();
  if (Array.isArray(value)) {
    const list = (value as readonly Json[]).map((item) => mutate(item, donor, random, depth + 1));
    if (chance < 0.2) list.splice(Math.floor(random() * (list.length + 1)), 1);
    else if (chance < 0.4) list.push(pick(donor, random));
    else if (chance < 0.5) list.splice(Math.floor(random() * (list.length + 1)), 0, pick(donor, random));
    else if (chance < 0.55) list.reverse();
    return list;
  }
  if (typeof value === "object" && value !== null) {
    const result: MutableObject = {};
    for (const name of Object.keys(value))
      if (random() > 0.1) put(result, name, mutate((value as JsonObject)[name] as Json, donor, random, depth + 1));
    if (chance < 0.3)
      for (const name of Object.keys(donor as JsonObject).slice(0, 2))
        put(result, name, (donor as JsonObject)[name] as Json);
    return result;
  }
  return chance < 0.2 && depth > 0 ? pick(donor, random) : value;
}

function pick(donor: Json, random: Random): Json {
  const values = Object.values(donor as JsonObject);
  return values[Math.floor(random() * values.length)] ?? "new";
}

function check(before: JsonObject, after: JsonObject): void {
  const actions = diffDocuments(before, after);
  expect(actions.length === 0).toBe(equal(before, after));
  if (actions.length === 0) return;
  const text = printOverlay({ title: "test" }, actions);
  const [overlay, problems] = readOverlay(documentOf(text, "overlay.yaml"));
  expect(format(problems)).toEqual([]);
  if (overlay === undefined) throw new Error("unreachable");
  const applied = applyOverlay(before, overlay);
  expect(format(applied.diagnostics)).toEqual([]);
  expect(equal(applied.value, after), `${text}\n${JSON.stringify(applied.value)}`).toBe(true);
  for (const { matched } of applied.report) expect(matched).toBeGreaterThan(0);
  const spec = { ...documentOf("{}"), value: before };
  const [, judged] = correct(spec, [overlay], { strict: true, readPage: () => undefined });
  expect(format(judged.filter(({ code }) => code !== "overlay/no-evidence")), text).toEqual([]);
  const made = makeOverlay(spec, { ...spec, value: after }, { title: "test" });
  const [together] = readOverlay(documentOf(made?.text ?? "", "overlay.yaml"));
  if (together === undefined) throw new Error(made?.text);
  expect(together.actions.length).toBeLessThanOrEqual(actions.length);
  expect(equal(applyOverlay(before, together).value, after), made?.text).toBe(true);
  for (const { target } of actions) expect(target).not.toMatch(/\[\d+\]/);
}

describe("diff then apply", () => {
  it("gives AFTER for any two documents", () => {
    fc.assert(fc.property(document, document, check), { numRuns: runs, ...seed });
  });

  it("gives AFTER for a document and its edited self", () => {
    fc.assert(
      fc.property(successor, ([before, after]) => check(before, after)),
      { numRuns: runs * 2, ...seed },
    );
  });
});
