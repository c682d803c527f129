/** Which earlier action is named, when one took away what a later one is about. */
import { describe, expect, it } from "vitest";
import { judge } from "../../generator/overlay/correct.js";
import { documentOf, format, overlayOf } from "./documents.js";

const SPEC = `openapi: 3.1.0
info: { title: A, version: "1" }
paths:
  /a:
    get:
      parameters:
        - { name: a, in: query }
        - { name: b, in: query }
        - { name: c, in: query, schema: { default: 1 } }
`;
const LIST = "$.paths['/a'].get.parameters";

/** The notes on the last of some actions, each on a line of its own from line 4 on. */
function notes(...actions: readonly string[]): readonly string[] {
  const overlay = overlayOf(actions.map((action) => `  - ${action}\n`).join(""));
  const [, diagnostics] = judge(documentOf(SPEC), [overlay], { strict: false, readPage: () => undefined });
  return format(diagnostics.filter(({ location }) => location?.line === 3 + actions.length));
}

const remove = (target: string, description = ""): string =>
  `{target: "${target}", remove: true${description && `, description: "${description}"`}, x-expect: {count: 1}}`;
const update = (target: string, value: string): string =>
  `{target: "${target}", update: ${value}, x-expect: {count: 1}}`;

describe("names the action that", () => {
  it.each<[string, readonly string[], string]>([
    [
      "removed it",
      [remove(`${LIST}[?@.name=='c']`, "No c."), update(`${LIST}[?@.name=='c']`, "{x: 1}")],
      "4 took it away: “No c.”",
    ],
    [
      "removed what it is in",
      [update("$.info", "{x: 1}"), remove(`${LIST}`), update(`${LIST}[?@.name=='c']`, "{x: 1}")],
      `5 took it away: ${LIST}.`,
    ],
    [
      "removed it after items before it",
      [
        remove(`${LIST}[0]`),
        remove(`${LIST}[?@.name=='b']`),
        remove(`${LIST}[?@.name=='c'].schema`),
        update(`${LIST}[?@.name=='c'].schema`, "{x: 1}"),
      ],
      `6 took it away: ${LIST}[?@.name=='c'].schema.`,
    ],
    [
      "renamed it",
      [
        update(`${LIST}[?@.name=='c']`, "{name: d}"),
        update("$.info", "{x: 1}"),
        update(`${LIST}[?@.name=='c']`, "{x: 1}"),
      ],
      `4 took it away: ${LIST}[?@.name=='c'].`,
    ],
    [
      "renamed it, and its list has moved since",
      [update(`${LIST}[?@.name=='b']`, "{name: d}"), remove(`${LIST}[0]`), update(`${LIST}[?@.name=='b']`, "{x: 1}")],
      `4 took it away: ${LIST}[?@.name=='b'].`,
    ],
    [
      "added what it must not have",
      [
        update(`${LIST}[?@.name=='a']`, "{deprecated: true}"),
        update(`${LIST}[?@.name=='a' && !@.deprecated]`, "{x: 1}"),
      ],
      `4 took it away: ${LIST}[?@.name=='a'].`,
    ],
  ])("%s", (_, actions, help) => {
    const [, found, , related] = notes(...actions);
    expect(found).toBe(`  help: The action at overlay.yaml:${help}`);
    expect(related).toMatch(new RegExp(`^  overlay.yaml:${help.split(" ")[0]}:5 this earlier action took it away$`));
  });

  it("took away what an expectation is about", () => {
    const guarded = `{target: $.info, update: {x: 1}, x-expect: {target: "${LIST}[?@.name=='b']"}}`;
    expect(notes(remove(`${LIST}[?@.name=='b']`), guarded).join("\n")).toContain("overlay.yaml:4 took it away");
  });

  it("changed what an expectation is about", () => {
    const guarded = "{target: $.info, update: {x: 1}, x-expect: {value: {title: A}}}";
    expect(notes(update("$.info", "{title: B}"), guarded)).toContain(
      '  overlay.yaml:4:40 an earlier action put "B" here',
    );
  });
});
