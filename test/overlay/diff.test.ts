import { describe, expect, it } from "vitest";
import { diffDocuments } from "../../generator/authoring/diff.js";
import { makeOverlay } from "../../generator/authoring/make-overlay.js";
import type { Json, JsonObject } from "../../generator/load/document.js";
import { documentOf } from "./documents.js";

const get = "$.paths['/e'].get";

/** Wraps a part in an operation, so that targets look as they do in life. */
function diff(before: string, after: string): { target: string; action: Json; expect: Json; description: string }[] {
  const wrap = (text: string): JsonObject => documentOf(`paths: { /e: { get: ${text} } }`).value;
  return diffDocuments(wrap(before), wrap(after)).map((one) => ({
    target: one.target,
    action: one.remove === true ? "remove" : (one.update as Json),
    expect: one["x-expect"],
    description: one.description,
  }));
}

const parameters = (...list: string[]): string => `{ parameters: [${list.join(", ")}] }`;
const limit = "{ name: _limit, in: query, schema: { type: integer, default: 100 } }";
const skip = "{ name: _skip, in: query }";
const header = "{ name: _limit, in: header }";

type Row = [
  what: string,
  before: string,
  after: string,
  actions: [target: string, action: Json, expect: Json, description: string][],
];

const rows: Row[] = [
  [
    "sets and adds siblings in one update",
    "{ operationId: a, summary: s }",
    "{ operationId: b, summary: s, deprecated: true }",
    [
      [
        get,
        { operationId: "b", deprecated: true },
        [{ value: { operationId: "a" }, absent: ["@.deprecated"] }],
        "GET /e: `operationId` is `b` instead of `a`; `deprecated` is added.",
      ],
    ],
  ],
  [
    "goes down to the deepest place that has all changes",
    "{ x: { y: { a: 1, b: 2 } } }",
    "{ x: { y: { a: 3, b: 4 } } }",
    [
      [
        `${get}.x.y`,
        { a: 3, b: 4 },
        [{ value: { a: 1, b: 2 } }],
        "`x.y` of GET /e: `a` is `3` instead of `1`; `b` is `4` instead of `2`.",
      ],
    ],
  ],
  [
    "removes before it updates",
    "{ a: 1, summary: s }",
    "{ summary: t }",
    [
      [`${get}.a`, "remove", [{ exactly: 1 }], "`a` of GET /e is removed."],
      [get, { summary: "t" }, [{ value: { summary: "s" } }], "`summary` of GET /e is `t` instead of `s`."],
    ],
  ],
  [
    "removes small siblings together",
    "{ explode: true, style: form, x: 1 }",
    "{ x: 1 }",
    [
      [
        `${get}['explode', 'style']`,
        "remove",
        [{ count: 2 }, { target: get, value: { explode: true, style: "form" } }],
        "`explode` and `style` of GET /e are removed.",
      ],
    ],
  ],
  [
    "changes a parameter that it calls by its name and its place",
    parameters(skip, limit, header),
    parameters(skip, limit.replace("100", "50, maximum: 50"), header),
    [
      [
        `${get}.parameters[?@.name=='_limit' && @.in=='query'].schema`,
        { default: 50, maximum: 50 },
        [{ value: { default: 100 }, absent: ["@.maximum"] }],
        "`schema` of the parameter `_limit` of GET /e: `default` is `50` instead of `100`; `maximum` is added.",
      ],
    ],
  ],
  [
    "removes and adds parameters",
    parameters(limit, skip),
    parameters(limit, "{ name: _cursor, in: query }"),
    [
      [
        `${get}.parameters[?@.name=='_skip' && @.in=='query']`,
        "remove",
        [{ exactly: { name: "_skip", in: "query" } }],
        "The parameter `_skip` of GET /e is removed.",
      ],
      [
        `${get}.parameters`,
        [{ name: "_cursor", in: "query" }],
        [{ absent: ["@[?@.name=='_cursor' && @.in=='query']"] }],
        "The parameter `_cursor` is added to GET /e.",
      ],
    ],
  ],
  [
    "writes a list anew when something comes in between",
    parameters(limit, skip),
    parameters(limit, "{ name: a, in: query, required: true }", skip),
    [
      [
        `${get}.parameters`,
        "remove",
        [{ exactly: documentOf(parameters(limit, skip)).value["parameters"] as Json }],
        "`parameters` of GET /e is written anew, with `a`; first the old list goes.",
      ],
      [
        get,
        {
          parameters: documentOf(parameters(limit, "{ name: a, in: query, required: true }", skip)).value[
            "parameters"
          ] as Json,
        },
        [{ absent: ["@.parameters"] }],
        "`parameters` of GET /e is written anew.",
      ],
    ],
  ],
  [
    "adds and removes plain items by what they are",
    "{ required: [id, a, b] }",
    "{ required: [a, b, c] }",
    [
      [`${get}.required[?@=='id']`, "remove", [{ exactly: "id" }], "`id` is removed from `required` of GET /e."],
      [`${get}.required`, ["c"], [{ absent: ["@[?@=='c']"] }], "`c` is added to `required` of GET /e."],
    ],
  ],
  [
    "replaces a plain item in its place",
    "{ tags: [events_old, x, y] }",
    "{ tags: [events, x, y] }",
    [
      [
        `${get}.tags[?@=='events_old']`,
        "events",
        [{ exactly: "events_old" }],
        "In `tags` of GET /e, `events_old` becomes `events`.",
      ],
    ],
  ],
  [
    "another kind of value is removed first",
    "{ schema: { type: [string, 'null'], title: t } }",
    "{ schema: { type: string, title: t } }",
    [
      [
        `${get}.schema.type`,
        "remove",
        [{ exactly: ["string", "null"] }],
        '`schema.type` of GET /e is `string` instead of `["string", "null"]`; first the old list goes.',
      ],
      [`${get}.schema`, { type: "string" }, [{ absent: ["@.type"] }], "`schema.type` of GET /e becomes `string`."],
    ],
  ],
  [
    "an object with nothing left of it is written anew",
    "{ x: { a: { title: t, type: object }, b: 1 } }",
    "{ x: { a: { $ref: '#/x' }, b: 1 } }",
    [
      [
        `${get}.x.a`,
        "remove",
        [{ exactly: { title: "t", type: "object" } }],
        "`x.a` of GET /e is written anew; first the old object goes.",
      ],
      [`${get}.x`, { a: { $ref: "#/x" } }, [{ absent: ["@.a"] }], "`x.a` of GET /e is written anew."],
    ],
  ],
  [
    "oneOf by $ref, servers by url, requirements by their key",
    "{ oneOf: [{ $ref: '#/a' }, { $ref: '#/b' }, { title: T, x: 1 }], servers: [{ url: https://a }, { url: https://b, x: 1 }], security: [{ K: [] }, { L: [] }] }",
    "{ oneOf: [{ $ref: '#/a' }, { title: T, x: 2 }], servers: [{ url: https://a }, { url: https://b, x: 2 }], security: [{ L: [] }] }",
    [
      [
        `${get}.oneOf[?@['$ref']=='#/b']`,
        "remove",
        [{ exactly: { $ref: "#/b" } }],
        "The item `#/b` of `oneOf` of GET /e is removed.",
      ],
      [
        `${get}.oneOf[?@.title=='T']`,
        { x: 2 },
        [{ value: { x: 1 } }],
        "`x` of the item `T` of `oneOf` of GET /e is `2` instead of `1`.",
      ],
      [
        `${get}.servers[?@.url=='https://b']`,
        { x: 2 },
        [{ value: { x: 1 } }],
        "`x` of the server `https://b` of GET /e is `2` instead of `1`.",
      ],
      [`${get}.security[?@.K]`, "remove", [{ exactly: { K: [] } }], "The item `K` of `security` of GET /e is removed."],
    ],
  ],
  [
    "what is there twice has no name: the list is written anew",
    "{ l: [x, x, y, z, a, b] }",
    "{ l: [x, y, z, a, b] }",
    [
      [
        `${get}.l`,
        "remove",
        [{ exactly: ["x", "x", "y", "z", "a", "b"] }],
        "`l` of GET /e is written anew; first the old list goes.",
      ],
      [get, { l: ["x", "y", "z", "a", "b"] }, [{ absent: ["@.l"] }], "`l` of GET /e is written anew."],
    ],
  ],
  [
    "what is added once more is guarded by the exact list",
    "{ l: [x] }",
    "{ l: [x, x] }",
    [[`${get}.l`, ["x"], [{ exactly: ["x"] }], "`x` is added to `l` of GET /e."]],
  ],
  [
    "a list in a list is written anew with the list around it",
    "{ l: [[1], [2]] }",
    "{ l: [[1], [3]] }",
    [
      [`${get}.l`, "remove", [{ exactly: [[1], [2]] }], "`l` of GET /e is written anew; first the old list goes."],
      [get, { l: [[1], [3]] }, [{ absent: ["@.l"] }], "`l` of GET /e is written anew."],
    ],
  ],
  [
    "a long text is guarded by how it begins",
    `{ description: ${"many words ".repeat(30)}}`,
    "{ description: few words }",
    [
      [
        get,
        { description: "few words" },
        [{ target: `${get}.description`, contains: `${"many words ".repeat(10)}many` }],
        "`description` of GET /e is reworded.",
      ],
    ],
  ],
  [
    "a parameter whose name changes is followed",
    parameters("{ name: a, in: query, x: { l: [1] } }", skip),
    parameters("{ name: b, in: query, x: { l: [1] } }", skip),
    [
      [
        `${get}.parameters[?@.name=='a' && @.in=='query']`,
        { name: "b" },
        [{ value: { name: "a" } }],
        "`name` of the parameter `a` of GET /e is `b` instead of `a`.",
      ],
    ],
  ],
];

describe("diff", () => {
  it.each(rows)("%s", (_, before, after, wanted) => {
    const found = diff(before, after);
    expect(found.map((one) => [one.target, one.action, one.expect, one.description])).toEqual(wanted);
  });

  it("has actions of their own for paths, components, operations and responses", () => {
    const before = documentOf(
      "info: { title: a }\npaths: { /a: { get: { x: 1, responses: { '200': { description: a } } } } }\ncomponents: { schemas: { A: { type: string } } }",
    );
    const after = documentOf(
      "info: { title: b }\npaths: { /a: { get: { x: 2, responses: { '200': { description: b }, '404': { description: c } } } }, /b: {}, /c: {} }\ncomponents: { schemas: { A: { type: number }, B: {} } }",
    );
    expect(
      diffDocuments(before.value, after.value).map(({ target, description }) => `${target} ${description}`),
    ).toEqual([
      "$.info `info.title` is `b` instead of `a`.",
      "$.paths The path /b is added.",
      "$.paths The path /c is added.",
      "$.paths['/a'].get `x` of GET /a is `2` instead of `1`.",
      "$.paths['/a'].get.responses The response 404 of GET /a is added.",
      "$.paths['/a'].get.responses['200'] `description` of the response 200 of GET /a is `b` instead of `a`.",
      "$.components.schemas The schema `B` is added.",
      "$.components.schemas.A `type` of the schema `A` is `number` instead of `string`.",
    ]);
  });

  it("guards what is added once more by the exact list, however long that is", () => {
    const list = Array.from({ length: 60 }, (_, index) => `item number ${index}`);
    const [action] = diffDocuments({ l: list }, { l: [...list, "item number 7"] });
    expect(action?.["x-expect"]).toEqual([{ exactly: list }]);
  });

  it("says nothing of equal documents, whatever the order of their keys", () => {
    const before = documentOf("a: 1\nb: [{ c: 2, d: 3 }]");
    const after = documentOf("b: [{ d: 3, c: 2 }]\na: 1");
    expect(makeOverlay(before, after, { title: "x" })).toBeUndefined();
  });

  it("keeps the order of keys that stay; new and replaced ones come last", () => {
    const before = documentOf("a: 1\nb: [1]\nc: 3");
    const made = makeOverlay(before, documentOf("new: 0\na: 2\nb: x\nc: 3"), { title: "x" });
    expect(made?.actions.map((one) => one.update ?? "remove")).toEqual(["remove", { new: 0, a: 2, b: "x" }]);
  });

  it("prints an overlay as a person would", () => {
    const before = documentOf("openapi: 3.1.0\ninfo: { title: a }\ntags: [{ name: x }]\nx-old: 1");
    const after = documentOf(
      "openapi: 3.1.0\ninfo: { title: 'no', version: '1', summary: 'a: b' }\ntags: [{ name: x, description: Words. }]",
    );
    expect(makeOverlay(before, after, { title: "From a to b", extends: "../a b.yaml" })?.text).toBe(
      `overlay: 1.1.0
info:
  title: From a to b
  version: 1.0.0
extends: ../a b.yaml
actions:
  - target: $.x-old
    description: "\`x-old\` is removed."
    remove: true
    x-expect:
      - exactly: 1

  - target: $.tags[?@.name=='x']
    description: "\`description\` of the tag \`x\` is added."
    update:
      description: Words.
    x-expect:
      - absent: ["@.description"]

  - target: $.info
    description: "\`info\`: \`title\` is \`no\` instead of \`a\`; \`version\` and \`summary\` are added."
    update:
      title: "no"
      version: "1"
      summary: "a: b"
    x-expect:
      - value: { title: a }
        absent: ["@.version", "@.summary"]
`.replace("$.x-old", "$['x-old']"),
    );
  });
});
