/** What is not called a break is none for TypeScript either: thousands of types before and after, in one program. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { printType } from "../../generator/emit/types.js";
import type { Property, Type } from "../../generator/model/model.js";
import { compare } from "../../generator/release/compare.js";
import { treeOf } from "../../generator/release/type-tree.js";

const doc = { notes: [], examples: [], deprecated: false, see: [], corrections: [] };
const property = (name: string, required: boolean, type: Type): Property => ({ name, required, type, doc });

const values = ["a", "b", "c"].map((value) => fc.constant(value));
const { type } = fc.letrec<{ type: Type; object: Type }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<Type>({ kind: "string" }, { kind: "number" }, { kind: "boolean" }, { kind: "unknown" }),
    fc
      .record({ values: fc.uniqueArray(fc.oneof(...values), { minLength: 1 }), open: fc.boolean() })
      .map((one): Type => ({ kind: "enum", ...one })),
    tie("object"),
    tie("type").map((items): Type => ({ kind: "array", items })),
    fc.array(tie("type"), { minLength: 2, maxLength: 3 }).map((members): Type => ({ kind: "union", members })),
    tie("type").map((one): Type => ({ kind: "union", members: [one, { kind: "null" }] })),
  ),
  object: fc
    .record({
      properties: fc.uniqueArray(
        fc.tuple(fc.constantFrom("x", "y", "z"), fc.boolean(), tie("type")).map((one) => property(...one)),
        { selector: ({ name }) => name, minLength: 1 },
      ),
      additional: fc.option(fc.constant<Type>({ kind: "unknown" }), { nil: undefined, freq: 5 }),
    })
    .map(({ properties, additional }): Type => ({ kind: "object", properties, ...(additional && { additional }) })),
}));

/** One change somewhere in a type; `dice` says which. */
function changed(one: Type, dice: () => number, other: Type): Type {
  const roll = dice();
  if (roll % 7 === 0) return other;
  if (roll % 7 === 1) return { kind: "union", members: [one, { kind: "null" }] };
  switch (one.kind) {
    case "enum": {
      const [first, ...rest] = one.values;
      if (roll % 3 === 0) return { ...one, open: !one.open };
      return {
        ...one,
        values: rest.length > 0 && roll % 2 === 0 ? rest : [...new Set([...one.values, "c", first ?? "d"])],
      };
    }
    case "array":
      return { ...one, items: changed(one.items, dice, other) };
    case "union": {
      const at = dice() % one.members.length;
      if (roll % 3 === 0 && one.members.length > 2)
        return { ...one, members: one.members.filter((_, index) => index !== at) };
      return {
        ...one,
        members: one.members.map((member, index) => (index === at ? changed(member, dice, other) : member)),
      };
    }
    case "object": {
      const at = dice() % one.properties.length;
      const edit = (change: (property: Property) => Property[]): Type => ({
        ...one,
        properties: one.properties.flatMap((inner, index) => (index === at ? change(inner) : [inner])),
      });
      if (roll % 5 === 0) return edit((inner) => [{ ...inner, required: !inner.required }]);
      if (roll % 5 === 1) return { ...one, properties: [...one.properties, property("w", roll % 2 === 0, other)] };
      if (roll % 5 === 2 && one.properties.length > 1) return edit(() => []);
      return edit((inner) => [{ ...inner, type: changed(inner.type, dice, other) }]);
    }
    default:
      return other;
  }
}

interface Pair {
  readonly before: Type;
  readonly now: Type;
}

const pair: fc.Arbitrary<Pair> = fc
  .tuple(type, type, fc.array(fc.nat(1000), { minLength: 12, maxLength: 12 }))
  .map(([before, other, rolls]) => {
    let at = 0;
    return { before, now: changed(before, () => rolls[at++ % rolls.length] ?? 0, other) };
  });

test(
  "a change that TypeScript refuses is a break, where a type is sent and where it is received",
  { timeout: 300_000 },
  () => {
    const seed = Number(process.env["SEED"] ?? 20_261_121);
    const pairs = fc.sample(pair, { seed, numRuns: 3000 });
    const lines = pairs.flatMap(({ before, now }) => {
      const [old, fresh] = [before, now].map((one) => printType(one).replaceAll("\n", " "));
      return [`(now: ${fresh}): ${old} => now;`, `(old: ${old}): ${fresh} => old;`];
    });
    const refused = refusedLines(lines);
    const wrong: string[] = [];
    let cautious = 0;
    for (const [index, { before, now }] of pairs.entries()) {
      for (const direction of ["received", "sent"] as const) {
        const line = index * 2 + (direction === "sent" ? 1 : 0);
        const isBreak = stepsOf(before, now, direction).includes("major");
        if (refused.has(line) && !isBreak) wrong.push(`${direction}: ${lines[line]}`);
        if (!refused.has(line) && isBreak) cautious += 1;
      }
    }
    expect(wrong).toEqual([]);
    // Both answers are common, so that neither is given for want of looking.
    expect(refused.size).toBeGreaterThan(pairs.length / 4);
    expect(refused.size).toBeLessThan(pairs.length * 1.75);
    expect(cautious).toBeLessThan(pairs.length / 2);
  },
);

function stepsOf(before: Type, now: Type, direction: "received" | "sent"): string[] {
  const described = { names: new Set<string>(), noted: () => undefined };
  const tree = (one: Type) => ({ types: { T: treeOf(one, "", ["types", "T"], described) } });
  const named = (is: boolean): Set<string> => new Set(is ? ["T"] : []);
  const surface = { tree: tree(now), sent: named(direction === "sent"), received: named(direction === "received") };
  return compare(tree(before), { ...surface, corrections: new Map() }).map(({ step }) => step);
}

/** The indices of the expressions that the compiler refuses. */
function refusedLines(lines: readonly string[]): Set<number> {
  const folder = mkdtempSync(join(tmpdir(), "specmend-sound-"));
  try {
    writeFileSync(join(folder, "all.ts"), `export {};\n${lines.join("\n")}\n`);
    const compilerOptions = {
      noEmit: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      lib: ["es2022"],
      types: [],
      skipLibCheck: true,
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["all.ts"] }));
    const tsc = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));
    const output = run(tsc, folder);
    const errors = [...output.matchAll(/^all\.ts\((\d+),\d+\): error (TS\d+)/gm)];
    expect(errors.filter(([, , code = ""]) => !code.startsWith("TS2"))).toEqual([]);
    return new Set(errors.map(([, line]) => Number(line) - 2));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(tsc: string, folder: string): string {
  try {
    return execFileSync(process.execPath, [tsc, "-p", folder, "--pretty", "false"], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
