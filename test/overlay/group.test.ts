/** What `overlay diff` prints where several siblings change alike, and where a list is rewritten. */
import { describe, expect, it } from "vitest";
import { diffDocuments } from "../../generator/authoring/diff.js";
import { makeOverlay } from "../../generator/authoring/make-overlay.js";
import type { JsonObject } from "../../generator/load/document.js";
import { documentOf } from "./documents.js";

type Row = [target: string, description: string, expect: unknown];

/** The actions for one operation, before and after. */
function made(before: unknown, after: unknown): readonly Row[] {
  const wrap = (get: unknown) => documentOf(JSON.stringify({ paths: { "/e": { get } } }));
  const overlay = makeOverlay(wrap(before), wrap(after), { title: "t" });
  return (overlay?.actions ?? []).map((one) => [one.target, one.description, one["x-expect"]]);
}

const GET = "$.paths['/e'].get";
const parameter = (name: string, schema: JsonObject, where = "query") => ({ name, in: where, schema });
const nullable = { type: ["string", "null"] };

describe("siblings that change alike", () => {
  it("items that share where they are", () => {
    const before = { parameters: ["a", "b", "c"].map((name) => parameter(name, { ...nullable, x: name })) };
    const after = {
      parameters: ["a", "b"].map((name) => parameter(name, { x: name })).concat(before.parameters[2] as never),
    };
    expect(made(before, after)).toEqual([
      [
        `${GET}.parameters[?(@.name=='a' || @.name=='b') && @.in=='query'].schema.type`,
        "`schema.type` of the parameters `a` and `b` of GET /e are removed.",
        [{ count: 2, exactly: ["string", "null"] }],
      ],
    ]);
  });

  it("items that do not", () => {
    const before = { parameters: [parameter("a", { d: 1 }), parameter("b", { d: 1 }, "header")] };
    const after = { parameters: [parameter("a", { d: 2 }), parameter("b", { d: 2 }, "header")] };
    expect(made(before, after)).toEqual([
      [
        `${GET}.parameters[?(@.name=='a' && @.in=='query') || (@.name=='b' && @.in=='header')].schema`,
        "`schema.d` of the parameters `a` and `b` of GET /e is `2` instead of `1`.",
        [{ count: 2, value: { d: 1 } }],
      ],
    ]);
  });

  it("keys of an object, and several keys of several", () => {
    const properties = (value: JsonObject) => ({
      responses: { "200": { "x-a": value, "x-b'": value, "x-c": { n: 1 } } },
    });
    const rows = made(properties({ n: 1, k: [1], l: true, m: "x" }), properties({ n: 1 }));
    expect(rows.map(([target, , guard]) => [target, guard])).toEqual([
      [
        `${GET}.responses['200']['x-a', 'x-b\\'']['l', 'm']`,
        [{ count: 4 }, { target: `${GET}.responses['200']['x-a', 'x-b\\'']`, count: 2, value: { l: true, m: "x" } }],
      ],
      [`${GET}.responses['200']['x-a', 'x-b\\''].k`, [{ count: 2, exactly: [1] }]],
    ]);
  });

  it("not what differs in what it was", () => {
    const before = { parameters: [parameter("a", { d: 1 }), parameter("b", { d: 3 })] };
    expect(made(before, { parameters: [parameter("a", { d: 2 }), parameter("b", { d: 2 })] })).toHaveLength(2);
  });

  it("not across operations: each is pruned when the vendor mends it", () => {
    const paths = (summary: string) =>
      documentOf(JSON.stringify({ paths: { "/a": { get: { summary } }, "/b": { get: { summary } } } }));
    expect(makeOverlay(paths("x"), paths("y"), { title: "t" })?.actions).toHaveLength(2);
  });
});

describe("a list into which something is put", () => {
  const items = "abcdefghi".split("").map((name) => ({ name, in: "query", description: `The ${name}.` }));
  const added = { name: "new", in: "query" };

  it("near its end: the few items behind it come again", () => {
    const after = { parameters: [...items.slice(0, 8), added, ...items.slice(8)] };
    const actions = diffDocuments({ parameters: items } as never, after as never);
    expect(actions.map(({ target, remove, update }) => [target, remove ?? update])).toEqual([
      ["$.parameters[?@.name=='i' && @.in=='query']", true],
      ["$.parameters", [added, items[8]]],
    ]);
  });

  it("further up: the list is written anew, and guarded whole", () => {
    const after = { parameters: [added, ...items] };
    const [removal] = diffDocuments({ parameters: items } as never, after as never);
    expect([removal?.target, removal?.["x-expect"]]).toEqual(["$.parameters", [{ exactly: items }]]);
    const many = Array.from({ length: 60 }, (_, at) => ({ name: `p${at}`, in: "query", description: "x".repeat(100) }));
    const [long] = diffDocuments({ parameters: many } as never, { parameters: [added, ...many] } as never);
    expect(long?.["x-expect"]).toEqual([
      { value: many.map(({ name }) => ({ name, in: "query" })) },
      { target: "$.parameters[*]", count: 60 },
    ]);
  });
});
