import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearest, suggestion } from "../generator/nearest.js";

describe("nearest", () => {
  it.each([
    ["cursor_nxt", ["data", "cursor_next"], "cursor_next"],
    ["cursor", ["_cursor", "_limit"], "_cursor"],
    ["user", ["user_id", "lead_id"], "user_id"],
    ["Data", ["date", "data"], "data"],
    ["items", ["data"], undefined],
    ["c", ["a", "b"], undefined],
    ["", ["a"], undefined],
    ["x", [], undefined],
  ])("%s in %j is %s", (wrong, known, meant) => {
    expect(nearest(wrong, known)[0]).toBe(meant);
  });

  it("finds a name with one letter left out", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{5,20}$/), fc.nat(), (name, seed) => {
        const at = seed % name.length;
        expect(nearest(name.slice(0, at) + name.slice(at + 1), ["0", name, "1234567890"])[0]).toBe(name);
      }),
    );
  });

  it("never names what is not there", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (wrong, known) => {
        for (const found of nearest(wrong, known)) expect(known).toContain(found);
      }),
    );
  });
});

describe("suggestion", () => {
  it("says what was meant, and what there is", () => {
    expect(suggestion("itms", ["items", "next"], "Its fields are")).toBe(
      "Did you mean `items`? Its fields are `items`, `next`.",
    );
    expect(suggestion("zzz", ["items"], "Its fields are")).toBe("Its fields are `items`.");
    expect(suggestion("zzz", [], "Its fields are")).toBe("There are none.");
  });
});
