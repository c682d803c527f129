import { describe, expect, it } from "vitest";
import { apiTitle, comment, docBlocks, docComment, proseComment } from "../../generator/emit/docs.js";
import type { Doc } from "../../generator/model/model.js";
import { build } from "../model/models.js";

const empty: Doc = { notes: [], examples: [], deprecated: false, see: [], corrections: [] };

describe("proseComment", () => {
  it("is the vendor's words, without what they are wrapped in", () => {
    expect(proseComment(undefined)).toBe("");
    expect(proseComment(" \n")).toBe("");
    expect(proseComment("How many\n<b>remain</b>\n\n")).toBe("/**\n * How many\n * **remain**\n */\n");
  });
});

describe("docComment", () => {
  it("says nothing when there is nothing to say", () => {
    expect(docComment(empty)).toBe("");
    expect(docComment({ ...empty, description: " " })).toBe("");
  });

  it("is one line where it can be", () => {
    expect(docComment({ ...empty, summary: "Lists events" })).toBe("/** Lists events. */\n");
    expect(docComment(empty, "Led")).toBe("/** Led. */\n");
  });

  it("puts summary, description, facts and tags in this order", () => {
    const doc: Doc = {
      ...empty,
      summary: "S",
      description: "D.",
      notes: ["1 to 50", "format x"],
      defaultValue: 5,
      examples: ["e", 2, 3],
      deprecated: true,
      see: ["https://a.test"],
    };
    expect(docBlocks(doc)).toEqual([
      "S.",
      "D.",
      "1 to 50; format x.",
      '@defaultValue `5`\n@example `"e"`\n@example `2`\n@deprecated The vendor advises against it.\n@see https://a.test',
    ]);
  });

  it.each([
    ["a sentence", "a sentence."],
    ["a question?", "a question?"],
    ["a list:", "a list:"],
    ["# Heading", "**Heading**"],
  ])("ends %j like a sentence", (description, expected) => {
    expect(docBlocks({ ...empty, description })).toEqual([expected]);
  });

  it("wraps prose, and leaves code and tables alone", () => {
    const words = "word ".repeat(40).trim();
    const [wrapped = ""] = docBlocks({
      ...empty,
      description: `${words}.\n\n\`\`\`\n${words}\n\`\`\`\n\n| ${words} |`,
    });
    const lines = wrapped.split("\n");
    expect(lines[0]?.length).toBeLessThanOrEqual(110);
    expect(lines).toContain(words);
    expect(lines).toContain(`| ${words} |`);
  });

  it.each([
    ["# a # b ##", "**a # b**"],
    ["### a  #", "**a**"],
    ["#a", "#a"],
    [`# a${" ".repeat(200_000)}b`, `**a${" ".repeat(200_000)}b**`],
    [`# a${"#".repeat(200_000)}b`, `**a${"#".repeat(200_000)}b**`],
    [`# a${" #".repeat(100_000)}`, `**a${" #".repeat(99_999)}**`],
  ])("makes a heading bold (%#)", (description, expected) => {
    expect(docBlocks({ ...empty, description })).toEqual([expected]);
  });

  it("wraps long runs of blanks, and never repeats a deep indent", () => {
    const blank = " ".repeat(200_000);
    const [blanks = ""] = docBlocks({ ...empty, description: `a${blank}b.` });
    expect(blanks.replaceAll(/\s+/g, " ")).toBe("a b.");
    const [made = ""] = docBlocks({ ...empty, description: `x\n${blank}${"word ".repeat(10_000)}y` });
    expect(made.replaceAll(/\s+/g, " ")).toBe(`x ${"word ".repeat(10_000)}y`);
    expect(made.length).toBeLessThan(400_000);
  });

  it("keeps the tags that are meant, however long, and no other", () => {
    const long = `${"a ".repeat(60)}@deprecated ${"b ".repeat(60)}`;
    const made = comment(
      docBlocks({
        ...empty,
        description: long,
        defaultValue: "x".repeat(130),
        see: [`https://${"a".repeat(120)}.test/@me`],
      }),
    );
    expect(made.match(/^ \* @\w+/gm)).toEqual([" * @defaultValue", " * @see"]);
  });

  it("tells a correction of two actions once", () => {
    const correction = (from: string): Doc["corrections"][number] =>
      ({
        description: "Ids are text.",
        evidence: [],
        changes: [{ kind: "changed", pointer: "/a/type", from }],
      }) as never;
    const [block] = docBlocks({ ...empty, corrections: [correction("number"), correction("number")] });
    expect(block).toBe('@remarks\nCorrected against the vendor\'s document:\n- Ids are text. It said "number".');
  });
});

describe("apiTitle", () => {
  it.each([
    ["Close API", "Close API"],
    ["Close", "Close API"],
    ["Event Service", "Event Service"],
    ["Rapid\nFire", "Rapid Fire API"],
  ])("%j is called “the %s”", (title, called) => {
    expect(apiTitle(title)).toBe(called);
  });
});

it("a title with a long run of blanks names the client", () => {
  const title = (text: string): string =>
    build("paths: {}", `  - { target: $.info, update: { title: "${text}" }, description: Why. }`).model.className;
  expect(title("TEST Rest API")).toBe("TEST");
  expect(title(`TEST${" ".repeat(200_000)}x`)).toBe("TEST");
});
