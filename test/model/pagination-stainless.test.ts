/** A Stainless configuration beside the spec: schemes by purpose, and which method has which. */
import { describe, expect, it } from "vitest";
import { build, type Built } from "./models.js";

const list = (fields: string): string =>
  `responses: { "200": { description: ok, content: { application/json: { schema: ${fields} } } } }`;
const query = (...names: string[]): string =>
  `parameters: [${names.map((name) => `{ name: ${name}, in: query, schema: { type: ${/page|offset|limit/.test(name) ? "integer" : "string"} } }`).join(", ")}]`;

const spec = `paths:
  /files:
    get:
      operationId: files.list
      ${query("after", "limit")}
      ${list("{ type: object, properties: { data: { type: array, items: { type: object, properties: { id: { type: string } } } }, has_more: { type: boolean }, last_id: { type: string } } }")}
  /users:
    get:
      operationId: users.list
      ${query("page", "limit")}
      ${list("{ type: object, properties: { items: { type: array, items: { type: string } }, meta: { type: object, properties: { pages: { type: integer } } } } }")}
  /rows:
    get:
      operationId: rows.list
      ${query("offset", "limit")}
      ${list("{ type: array, items: { type: string } }")}
`;

const purpose = (name: string): string => `x-stainless-pagination-property: { purpose: ${name} }`;
const schemes = `
pagination:
  - name: cursor_page
    type: cursor
    request:
      after: { type: string, ${purpose("next_cursor_param")} }
      limit: { type: integer }
    response:
      data: { type: array, items: {} }
      has_more: { type: boolean, ${purpose("has_next_page")} }
      last_id: { type: string, ${purpose("next_cursor_field")} }
  - name: numbered
    type: page_number
    request: { page: { type: integer, ${purpose("page_number_param")} } }
    response:
      items: { type: array, ${purpose("items")} }
      meta: { type: object, properties: { pages: { type: integer, ${purpose("total_page_count_field")} } } }
  - name: rows
    type: offset
    request: { offset: { type: integer, ${purpose("offset_count_param")} }, limit: { type: integer } }
    response: { rows: { type: array, x-stainless-pagination-property: { purpose: items, is_top_level_array: true } } }
  - name: by_id
    type: cursor_id
    request: { after: { type: string, ${purpose("next_cursor_id_param")} } }
    response:
      data: { type: array, items: { type: object, properties: { id: { type: string, ${purpose("cursor_item_id")} } } } }
  - name: links
    type: cursor_url
    request: {}
    response: { data: { type: array, x-stainless-pagination-property: { purpose: items } }, next: { type: string, x-stainless-pagination-property: { purpose: cursor_url_field, from_header: Link } } }
  - name: once
    type: fake_page
    request: {}
    response: { data: { type: array } }
`;

const resources = (files: string, users = "list: get /users", rows = "list: get /rows"): string =>
  `resources:\n  files:\n    methods: { ${files} }\n    subresources: { users: { methods: { ${users} } } }\n  rows: { methods: { ${rows} } }\n`;

const read = (configuration: string): Built => build(spec, undefined, "test", configuration);
const paginationOf = ({ model }: Built, name: string): unknown =>
  model.resources.find((one) => one.name === name)?.operations[0]?.pagination;

describe("stainless.yml", () => {
  it("pages what has the parameters and the fields of a scheme", () => {
    const built = read(schemes + resources("list: get /files"));
    expect(built.said).toEqual([
      "pagination/first-page: Nothing says whether `page` counts from 0 or from 1; 1 is assumed.",
    ]);
    expect(built.diagnostics[0]?.location?.file).toBe("stainless.yml");
    expect(paginationOf(built, "files")).toMatchObject({
      style: "cursor",
      cursor: "after",
      limit: "limit",
      items: { text: "data" },
      next: { text: "last_id" },
      hasMore: { text: "has_more" },
    });
    expect(paginationOf(built, "users")).toMatchObject({
      style: "page",
      page: "page",
      totalPages: { steps: [{ name: "meta" }, { name: "pages" }] },
    });
    expect(paginationOf(built, "rows")).toMatchObject({ style: "offset", offset: "offset", items: { steps: [] } });
  });

  it("takes the scheme that a method names", () => {
    const built = read(schemes + resources("list: { endpoint: get /files, paginated: by_id }"));
    expect(paginationOf(built, "files")).toMatchObject({ style: "cursor", itemCursor: { steps: [{ name: "id" }] } });
    const linked = read(schemes + resources("list: { endpoint: get /files, paginated: links }"));
    expect(paginationOf(linked, "files")).toMatchObject({ style: "link", items: { text: "data" } });
  });

  it.each([["paginated: false"], ["paginated: once"]])("%s: no pages, and no suggestion", (paginated) => {
    const built = read(schemes + resources(`list: { endpoint: get /files, ${paginated} }`));
    expect(paginationOf(built, "files")).toBeUndefined();
    expect(built.model.suggestions.map((one) => one.path)).toEqual([]);
  });

  it("pages nothing that is no method, and loses to what the spec says", () => {
    const built = read(`${schemes}resources: {}\n`);
    expect(paginationOf(built, "files")).toBeUndefined();
    expect(built.model.suggestions.map((one) => one.path)).toEqual(["/files", "/users", "/rows"]);
    const own = build(
      spec,
      "  - target: $.paths['/files'].get\n    update: { x-pagination: { style: link, items: data } }\n",
      "test",
      schemes + resources("list: get /files"),
    );
    expect(paginationOf(own, "files")).toMatchObject({ style: "link" });
  });

  it.each([
    [
      "a scheme that is not there",
      schemes + resources("list: { endpoint: get /files, paginated: cursr_page }"),
      "pagination/unknown-style: There is no pagination scheme `cursr_page`.",
    ],
    [
      "a method that must be paged and has no scheme's shape",
      schemes.replace("pages: {", "pagez: {") +
        resources("list: get /files", "list: { endpoint: get /users, paginated: true }"),
      "pagination/unknown-style: `GET /users` has the parameters and fields of no pagination scheme.",
    ],
    [
      "a scheme of another shape than the method",
      schemes + resources("list: get /files", "list: { endpoint: get /users, paginated: cursor_page }"),
      "pagination/no-such-parameter: The operation has no parameter `after`.",
    ],
    [
      "an unknown type",
      schemes.replace("type: offset", "type: offsets") + resources("list: get /files"),
      "pagination/unknown-style: `offsets` is no type of a pagination scheme.",
    ],
  ])("%s is an error in the configuration", (_, configuration, message) => {
    const built = read(configuration);
    expect(built.said).toContain(message);
    const errors = built.diagnostics.filter((one) => one.severity === "error");
    for (const one of errors) expect(one.location?.file).toBe("stainless.yml");
  });

  it.each([
    ["pagination: 5\nresources: []"],
    ["pagination: [1, {}]"],
    ["resources: { a: { methods: { list: 3 } } }"],
    ["{}"],
  ])("survives %s", (configuration) => {
    expect(read(configuration).model.resources).toHaveLength(3);
  });
});
