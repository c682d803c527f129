/** A target that selects nothing: done upstream, renamed, or never there. */
import { describe, expect, it } from "vitest";
import { judge } from "../../generator/overlay/correct.js";
import { documentOf, overlayOf } from "./documents.js";

const PARAMETERS = `
      - {name: limit, in: query, schema: {type: integer, default: 50}}
      - {name: fields, in: query, schema: {type: string}}
`;

function spec(parameters = PARAMETERS, responses = "{'200': {description: OK}, '500': {description: Broken}}"): string {
  return `openapi: 3.1.0\ninfo: {title: A, version: "1"}\npaths:\n  /a:\n    get:\n      responses: ${responses}\n      parameters:${parameters}`;
}

function verdict(text: string, ...actions: readonly string[]): string | undefined {
  const written = actions.map((action) => `  - ${action}\n`).join("");
  const [judgements] = judge(documentOf(text), [overlayOf(written)], { strict: false, readPage: () => undefined });
  return judgements.at(-1)?.verdict;
}

const PLACE = "$.paths['/a'].get";
const SKIP = "{name: _skip, in: query, schema: {type: integer, default: 0}}";
const removal = (target: string, expectation: string): string =>
  `{target: "${target}", remove: true, x-expect: ${expectation}}`;

describe("a removal of what is not there", () => {
  const skip = `${PLACE}.parameters[?@.name=='_skip']`;

  it.each([
    ["guarded by all of it", removal(skip, `{exactly: ${SKIP}}`), "obsolete"],
    ["guarded by a part", removal(skip, "{value: {name: _skip}}"), "obsolete"],
    ["guarded by how many there were", removal(skip, "{count: 1}"), "obsolete"],
    ["of several", removal(`${PLACE}.parameters[?@.deprecated==true]`, "{count: 2}"), "obsolete"],
    ["everywhere", removal("$..example", "{count: 2}"), "obsolete"],
    [
      "known by several conditions",
      removal(`${PLACE}.parameters[?@.in=='header' && @.name=='Authorization']`, "{value: {in: header}}"),
      "obsolete",
    ],
    ["a key", removal(`${PLACE}.responses['404']`, "{exactly: {description: Gone}}"), "obsolete"],
    [
      "several keys",
      removal(`${PLACE}.parameters[?@.name=='limit'].schema['minimum', 'maximum']`, "{count: 2}"),
      "obsolete",
    ],
    [
      "what its own container is known by",
      removal(`${PLACE}.parameters[?@.schema.nullable==true].schema.nullable`, "{exactly: true}"),
      "obsolete",
    ],
    ["an index", removal(`${PLACE}.parameters[2]`, `{exactly: ${SKIP}}`), "obsolete"],
    ["an index from the end of a list with other items", removal("$.tags[0]", "{exactly: x}"), "unmatched"],
    ["without a guard", `{target: "${skip}", remove: true}`, "unmatched"],
    ["with a guard about another place", removal(skip, `{target: $.info, value: {title: A}}`), "unmatched"],
    ["optional", removal(skip, "{count: {min: 0}}"), "applied"],
    ["in a container that is gone", removal(`${PLACE}.callbacks.done`, "{exactly: {}}"), "unmatched"],
    [
      "in an item that is gone",
      removal(`${PLACE}.parameters[?@.name=='after'].schema.default`, "{exactly: 3}"),
      "unmatched",
    ],
    ["in what is no object", removal("$.info.title.old", "{exactly: 1}"), "unmatched"],
  ])("%s", (_, action, wanted) => expect(verdict(spec(), action)).toBe(wanted));

  it.each([
    [
      "a key",
      spec(PARAMETERS, "{'200': {description: OK}, '4XX': {description: Gone}}"),
      removal(`${PLACE}.responses['404']`, "{exactly: {description: Gone}}"),
    ],
    [
      "a key known only by its number",
      spec(PARAMETERS, "{'200': {description: OK}, '404s': {}}"),
      removal(`${PLACE}.responses['404']`, "{count: 1}"),
    ],
    [
      "an item whose other fields are the same",
      spec(`${PARAMETERS}      - ${SKIP.replace("_skip", "from_here")}`),
      removal(skip, `{exactly: ${SKIP}}`),
    ],
    [
      "an item with a similar name",
      spec(`${PARAMETERS}      - ${SKIP.replace("_skip", "skip")}`),
      removal(skip, "{value: {name: _skip, in: query}}"),
    ],
    ["an item that moved up", spec(`\n      - ${SKIP}`), removal(`${PLACE}.parameters[2]`, `{exactly: ${SKIP}}`)],
  ])("renamed: %s", (_, text, action) => expect(verdict(text, action)).toBe("unmatched"));

  it("a sibling that the action names itself, or that an overlay wrote, is no renamed node", () => {
    const text = spec(PARAMETERS, "{'200': {description: Gone}}");
    const target = `${PLACE}.responses['404']`;
    const guard = "{exactly: {description: Gone}}";
    expect(verdict(text, removal(target, guard))).toBe("unmatched");
    expect(verdict(text, removal(target, `[${guard}, {target: "${PLACE}.responses['200']"}]`))).toBe("obsolete");
    const added = `{target: "${PLACE}.responses", update: {"410": {description: Gone}}}`;
    expect(verdict(spec(), added, removal(target, guard))).toBe("obsolete");
  });

  it("taken away by an earlier action is not done upstream", () => {
    const first = removal(`${PLACE}.parameters[?@.name=='limit']`, "{count: 1}");
    const again = removal(`${PLACE}.parameters[?@.name=='limit']`, "{exactly: 1}");
    expect(verdict(spec(), first, again)).toBe("unmatched");
    const above = removal(`${PLACE}.parameters`, "{count: 1}");
    expect(verdict(spec(), above, first)).toBe("unmatched");
    expect(verdict(spec(), above, removal(skip, "{count: 1}"))).toBe("unmatched");
  });
});

describe("an update whose target names what it changes", () => {
  const rename = (expectation: string): string =>
    `{target: "$..parameters[?@.name=='_limit']", update: {name: limit}, x-expect: ${expectation}}`;

  it.each([
    ["what it changes", rename("{value: {name: _limit}}"), "obsolete"],
    ["more than it changes", rename("{value: {name: _limit, in: query}}"), "obsolete"],
    ["all", rename("{exactly: {name: _limit, in: query, schema: {type: integer, default: 50}}}"), "obsolete"],
    ["something that is not so", rename("{value: {name: _limit, in: header}}"), "unmatched"],
    ["nothing about the name", rename("{value: {in: query}}"), "unmatched"],
    [
      "several conditions",
      `{target: "${PLACE}.parameters[?@.in=='query' && @.schema.default==100].schema", update: {default: 50}, x-expect: {value: {default: 100}}}`,
      "obsolete",
    ],
    ["an item that is a text", `{target: "$.tags[?@=='Old']", update: New, x-expect: {exactly: Old}}`, "obsolete"],
    [
      "another place that has the value by chance",
      `{target: "${PLACE}.parameters[?@.name=='after']", update: {in: query}, x-expect: {value: {name: after, in: header}}}`,
      "unmatched",
    ],
  ])("guarded by %s", (_, action, wanted) => expect(verdict(`${spec()}tags: [New]\n`, action)).toBe(wanted));

  it("a key that is new", () => {
    const action = `{target: "${PLACE}[?!@['x-a'] && @.description]", update: {x-a: 1}, x-expect: {absent: "@['x-a']"}}`;
    expect(verdict(spec(PARAMETERS, "{description: R, x-a: 1}"), action)).toBe("obsolete");
    expect(verdict(spec(PARAMETERS, "{description: R, x-a: 2}"), action)).toBe("unmatched");
  });

  it("what an earlier action made so is not done upstream", () => {
    const first = `{target: "${PLACE}.parameters[?@.name=='fields']", update: {name: limit}, x-expect: {value: {name: fields}}}`;
    const text = spec("\n      - {name: fields, in: query}\n");
    expect(verdict(text, first, rename("{value: {name: _limit}}"))).toBe("unmatched");
  });
});
