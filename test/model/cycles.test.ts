import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutCycles } from "../../generator/model/schemas/cycles.js";
import type { Doc, NamedSchema, Type } from "../../generator/model/model.js";

const doc: Doc = { notes: [], examples: [], deprecated: false, see: [], corrections: [] };
const names = ["A", "B", "C", "D"];

const anyType: fc.Arbitrary<Type> = fc.letrec<{ type: Type }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<Type>({ kind: "string" }, { kind: "number" }),
    fc.constantFrom(...names).map((name): Type => ({ kind: "reference", name })),
    fc.record({
      kind: fc.constantFrom("union" as const, "intersection" as const),
      members: fc.array(tie("type"), { minLength: 1, maxLength: 3 }),
    }),
    tie("type").map((items): Type => ({ kind: "array", items })),
  ),
})).type;

function schemas(types: readonly Type[]): NamedSchema[] {
  return types.map((type, index) => ({
    name: names[index] ?? "",
    type,
    doc,
    origin: "",
  }));
}

/** The names that TypeScript follows at once. */
function followed(type: Type): string[] {
  if (type.kind === "reference") return [type.name];
  return type.kind === "union" || type.kind === "intersection" ? type.members.flatMap(followed) : [];
}

function isAlias(name: string, all: ReadonlyMap<string, Type>, above: readonly string[] = []): boolean {
  if (above.includes(name)) return true;
  return followed(all.get(name) ?? { kind: "unknown" }).some((one) => isAlias(one, all, [...above, name]));
}

describe("cutCycles", () => {
  it("leaves no alias of itself, whatever the types", () => {
    fc.assert(
      fc.property(fc.array(anyType, { minLength: 4, maxLength: 4 }), (types) => {
        const cut = new Map(cutCycles(schemas(types)).map(({ name, type }) => [name, type]));
        expect(names.filter((name) => isAlias(name, cut))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it("changes nothing where there is no circle, and nothing that waits", () => {
    const types: Type[] = [
      {
        kind: "union",
        members: [
          { kind: "reference", name: "B" },
          { kind: "array", items: { kind: "reference", name: "A" } },
        ],
      },
      { kind: "intersection", members: [{ kind: "reference", name: "C" }, { kind: "string" }] },
    ];
    expect(cutCycles(schemas(types)).map(({ type }) => type)).toEqual(types);
  });

  it("reads each type a few times only, however many circles a long chain has", () => {
    let reads = 0;
    const count = 3000;
    const all = schemas(
      Array.from({ length: count }, (_, index): Type => {
        const members: Type[] = [index, index + 1].map((at) => ({ kind: "reference", name: `N${at % count}` }));
        return {
          kind: "union",
          get members() {
            reads++;
            return [...members, { kind: "string" } as const];
          },
        };
      }),
    ).map((one, index) => ({ ...one, name: `N${index}` }));
    expect(cutCycles(all)).toHaveLength(count);
    expect(reads).toBeLessThan(20 * count);
  });
});
