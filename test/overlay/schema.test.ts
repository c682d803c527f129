/** The JSON Schema that editors use agrees with the reader about what an overlay is. */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Ajv, type AnySchemaObject } from "ajv";
import { describe, expect, it } from "vitest";
import { isError } from "../../generator/diagnostics.js";
import { readOverlay } from "../../generator/overlay/read.js";
import { documentAt, documentOf, format } from "./documents.js";

const path = "templates/overlay.schema.json";
const schema = JSON.parse(readFileSync(path, "utf8")) as AnySchemaObject;
const validate = new Ajv({ strict: true, strictRequired: false, strictTypes: false, allErrors: true }).compile(schema);

const head = 'overlay: 1.1.0\ninfo: { title: t, version: "1" }\n';
const with10 = (actions: string): string => `${head.replace("1.1.0", "1.0.0")}actions: [${actions}]\n`;
const with11 = (actions: string): string => `${head}actions: [${actions}]\n`;
const with12 = (actions: string, more = ""): string =>
  `${head.replace("1.1.0", "1.2.0")}${more}actions: [${actions}]\n`;
const expecting = (expectation: string): string => with11(`{ target: $.info, update: {}, x-expect: ${expectation} }`);
const evident = (evidence: string): string => with11(`{ target: $.info, update: {}, x-evidence: ${evidence} }`);
const reusable = "components: { actions: { a: { description: d, fields: { remove: true } } } }\n";

const good: readonly [string, string][] = [
  ["an update", with11("{ target: $.info, update: { title: x } }")],
  ["an update with null", with11("{ target: $.info.title, update: null }")],
  [
    "a pagination",
    with11("{ target: $.a, update: { x-pagination: { style: cursor, next: 'data[-1].id', items: data } } }"),
  ],
  [
    "a feed",
    with11("{ target: $.a, update: { x-feed: { id: id, timestamp: at, order: none, since: from, overlap: PT5M } } }"),
  ],
  ["filters", with11("{ target: $.a, update: { x-filters: { tag: tag, 'tags[]': { field: /a/tag, is: not in } } } }")],
  ["no pagination", with11("{ target: $.a, update: { x-pagination: false } }")],
  ["a removal", with11("{ target: $.info, remove: true, description: d }")],
  ["a copy", with11("{ target: $.info, copy: $.x }")],
  ["remove: false", with11("{ target: $.info, remove: false, update: 1 }")],
  ["a removal beside update and copy", with11("{ target: $.info, remove: true, update: 1, copy: $.x }")],
  ["an action that does nothing", with11("{ target: $ }")],
  ["version 1.0.1", with10("{ target: $.info, update: {} }").replace("1.0.0", "1.0.1")],
  ["version 1.2", with12("{ target: $.info, update: {} }")],
  ["extends", `extends: ../openapi.yaml\n${with11("{ target: $, update: {} }")}`],
  [
    "extensions everywhere",
    `x-a: 1\n${with11("{ target: $, update: {}, x-mine: [1] }").replace("title", "x-b: 1, title")}`,
  ],
  ["a description of the overlay", with11("{ target: $, update: {} }").replace("title: t", "title: t, description: d")],
  ["one expectation", expecting("{ value: { title: x } }")],
  ["a list of expectations", expecting("[{ exactly: null }, { target: $.a, contains: x }]")],
  ["a count", expecting("{ count: 2 }")],
  ["a range of counts", expecting("{ count: { min: 0, max: 3 } }")],
  ["an empty range", expecting("{ count: {} }")],
  ["that another place is not there", expecting("{ target: $.a, count: 0 }")],
  ["absence", expecting("{ absent: '@.title' }")],
  ["several absences", expecting("{ absent: ['@.title', '@[?@.a]'] }")],
  ["a page", evident("{ page: a/b.md, quote: q }")],
  ["a page that looks odd", evident("{ page: ..a.md, quote: q }")],
  ["an address", evident("[{ url: https://a.test/x, quote: q, checked: 2026-01-31 }]")],
  ["$self", with12("{ target: $, update: {} }", "$self: https://a.test/o.yaml\n")],
  ["a reference", with12("{ target: $.info, $ref: '#/components/actions/a', description: d }", reusable)],
  [
    "a reference with a guard",
    with12("{ target: $.info, $ref: '#/components/actions/a', x-expect: { count: 1 } }", reusable),
  ],
  ["empty components", with12("{ target: $.info, update: {} }", "components: {}\n")],
];

const bad: readonly [string, string][] = [
  ["no version", with11("{ target: $, update: {} }").replace("overlay: 1.1.0\n", "")],
  ["version 2", with11("{ target: $, update: {} }").replace("1.1.0", "2.0.0")],
  ["a short version", with11("{ target: $, update: {} }").replace("1.1.0", "'1.1'")],
  ["a version that is a number", with11("{ target: $, update: {} }").replace("1.1.0", "1.1")],
  ["no info", "overlay: 1.1.0\nactions: [{ target: $, update: {} }]\n"],
  ["no title", with11("{ target: $, update: {} }").replace("title: t, ", "")],
  ["a version of info that is a number", with11("{ target: $, update: {} }").replace('"1"', "1")],
  ["an unknown field of info", with11("{ target: $, update: {} }").replace("title", "author: a, title")],
  ["no actions", head],
  ["empty actions", with11("")],
  ["actions that are no list", `${head}actions: {}\n`],
  ["an action that is no object", with11("$.info")],
  ["the same action twice", with11("{ target: $, update: {} }, { target: $, update: {} }")],
  ["no target", with11("{ update: {} }")],
  ["a target that is no query", with11("{ target: info, update: {} }")],
  ["a pointer as a target", with11("{ target: /info, update: {} }")],
  ["a target that is a number", with11("{ target: 1, update: {} }")],
  ["remove: yes", with11("{ target: $.a, remove: yes }")],
  ["update and copy", with11("{ target: $, update: {}, copy: $.a }")],
  ["update and copy, not removed", with11("{ target: $, update: {}, copy: $.a, remove: false }")],
  ["copy in 1.0", with10("{ target: $, copy: $.a }")],
  ["a misspelt field", with11("{ target: $, updates: {} }")],
  ["a description that is no text", with11("{ target: $, update: {}, description: [] }")],
  ["a fragment in extends", `extends: a.yaml#/x\n${with11("{ target: $, update: {} }")}`],
  ["an unknown field", `version: 1\n${with11("{ target: $, update: {} }")}`],
  ["$self in 1.1", `$self: a\n${with11("{ target: $, update: {} }")}`],
  ["components in 1.1", `${reusable}${with11("{ target: $, update: {} }")}`],
  ["$ref in 1.1", with11("{ target: $, $ref: '#/components/actions/a' }")],
  ["a fragment in $self", with12("{ target: $, update: {} }", "$self: 'https://a.test/#x'\n")],
  ["a reference with an update", with12("{ target: $, $ref: '#/components/actions/a', update: 1 }", reusable)],
  ["a reference to elsewhere", with12("{ target: $, $ref: 'b.yaml#/components/actions/a' }", reusable)],
  [
    "a reusable action with a target",
    with12("{ target: $, update: 1 }", reusable.replace("remove", "target: $, remove")),
  ],
  [
    "a reusable action with an unknown field",
    with12("{ target: $, update: 1 }", reusable.replace("description: d", "desc: d")),
  ],
  ["an unknown component", with12("{ target: $, update: 1 }", "components: { action: {} }\n")],
  ["an empty expectation", expecting("{}")],
  ["an empty list of expectations", expecting("[]")],
  ["an expectation that is a text", expecting("x")],
  ["an unknown field of an expectation", expecting("{ values: 1 }")],
  ["an extension in an expectation", expecting("{ value: 1, x-a: 1 }")],
  ["a negative count", expecting("{ count: -1 }")],
  ["half a node", expecting("{ count: 1.5 }")],
  ["an unknown bound", expecting("{ count: { least: 1 } }")],
  ["none of the own target", expecting("{ count: 0 }")],
  ["at most none of the own target", expecting("{ count: { max: 0 } }")],
  ["an absolute query in absent", expecting("{ absent: $.a }")],
  ["nothing in absent", expecting("{ absent: [] }")],
  ["an object in absent", expecting("{ absent: {} }")],
  ["contains without text", expecting("{ contains: ' ' }")],
  ["evidence without a quote", evident("{ page: a.md }")],
  ["evidence with an empty quote", evident("{ page: a.md, quote: '' }")],
  ["evidence from nowhere", evident("{ quote: q }")],
  ["evidence from two places", evident("{ page: a.md, url: https://a.test, quote: q, checked: 2026-01-31 }")],
  ["a page outside of docs", evident("{ page: ../a.md, quote: q }")],
  ["a page at the root", evident("{ page: /a.md, quote: q }")],
  ["a checked page", evident("{ page: a.md, quote: q, checked: 2026-01-31 }")],
  ["an address that was never checked", evident("{ url: https://a.test, quote: q }")],
  ["an address that is none", evident("{ url: a.test, quote: q, checked: 2026-01-31 }")],
  ["a date that is none", evident("{ url: https://a.test, quote: q, checked: today }")],
  ["an empty list of evidence", evident("[]")],
  ["an unknown field of evidence", evident("{ page: a.md, quote: q, line: 1 }")],
];

/** What only the reader can know. */
const beyond: readonly [string, string][] = [
  ["JSONPath", with11("{ target: '$.a[', update: {} }")],
  ["a misspelt extension", with11("{ target: $, update: {}, x-expects: {} }")],
  ["a day that does not exist", evident("{ url: https://a.test, quote: q, checked: 2026-02-30 }")],
  ["bounds the wrong way round", expecting("{ count: { min: 2, max: 1 } }")],
  ["a reusable action that is not there", with12("{ target: $, $ref: '#/components/actions/b' }", reusable)],
];

function verdicts(text: string): { readonly schema: boolean; readonly reader: boolean; readonly notes: string } {
  const document = documentOf(text, "overlay.yaml");
  const [overlay, problems] = readOverlay(document);
  const isValid = validate(document.value) === true;
  const notes = [...format(problems.filter(isError)), JSON.stringify(validate.errors)].join("\n");
  return { schema: isValid, reader: overlay !== undefined, notes };
}

describe("the schema", () => {
  it.each(good)("accepts, as the reader does: %s", (_, text) => {
    const { notes, ...both } = verdicts(text);
    expect(both, notes).toEqual({ schema: true, reader: true });
  });

  it.each(bad)("refuses, as the reader does: %s", (_, text) => {
    const { notes, ...both } = verdicts(text);
    expect(both, notes).toEqual({ schema: false, reader: false });
  });

  it.each(beyond)("leaves to the reader: %s", (_, text) => {
    const { notes, ...both } = verdicts(text);
    expect(both, notes).toEqual({ schema: true, reader: false });
  });

  it.each(["close", "opal", "thisdata"])("is named by the overlay of %s, and accepts it", (name) => {
    const file = `specs/${name}/overlay.yaml`;
    const document = documentAt(file);
    expect(validate(document.value), JSON.stringify(validate.errors, null, 2)).toBe(true);
    expect(readOverlay(document)[1]).toEqual([]);
    const named = /^# yaml-language-server: \$schema=(\S+)\n/.exec(document.text)?.[1] ?? "";
    expect(resolve(dirname(file), named)).toBe(resolve(path));
  });

  it("describes every field, and is published with the package", () => {
    const silent: string[] = [];
    const visit = (value: unknown, at: string): void => {
      if (typeof value !== "object" || value === null) return;
      for (const [key, inner] of Object.entries(value as Record<string, unknown>)) {
        if (key === "properties" && !/\/(?:if|then|not|oneOf|allOf|anyOf)(?:\/|$)/.test(at)) {
          for (const [name, field] of Object.entries(inner as Record<string, Record<string, unknown>>)) {
            const target =
              String(field["$ref"] ?? "")
                .split("/")
                .at(-1) ?? "";
            const described =
              target === "" ? field : (schema["definitions"] as Record<string, Record<string, unknown>>)[target];
            if (typeof described?.["description"] !== "string") silent.push(`${at}/${name}`);
          }
        }
        visit(inner, `${at}/${key}`);
      }
    };
    visit(schema, "");
    expect(silent).toEqual([]);
    const { files } = JSON.parse(readFileSync("package.json", "utf8")) as { files: string[] };
    expect(files).toContain("templates");
  });
});
