import { describe, expect, it } from "vitest";
import { build, operation } from "./models.js";

const page = (schema: string): string =>
  `responses: { "200": { description: ok, content: { application/json: { schema: ${schema} } } } }`;
const parameters =
  "parameters: [{ name: after, in: query, schema: { type: string } }, { name: size, in: query, schema: { type: integer, maximum: 7 } }]";
const list =
  "{ type: object, properties: { data: { type: array, items: { type: string } }, next: { type: [string, 'null'] }, meta: { type: object, properties: { more: { type: boolean }, left: { type: integer } } } } }";

function paged(pagination: string, schema = list): ReturnType<typeof operation> {
  return operation(`x-pagination: ${pagination}\n${parameters}\n${page(schema)}`);
}

describe("x-pagination", () => {
  it("finds parameters by wire name and fields by path", () => {
    const { operation: found, diagnostics } = paged(
      "{ style: cursor, cursor: after, next: next, items: data, limit: size, hasMore: meta.more }",
    );
    expect(diagnostics).toEqual([]);
    expect(found.pagination).toMatchObject({
      style: "cursor",
      cursor: "after",
      limit: "size",
      maxLimit: 7,
      items: { steps: [{ name: "data", optional: false }] },
      hasMore: { steps: [{ name: "meta" }, { name: "more", optional: true }], text: "meta.more" },
      itemType: { kind: "string" },
    });
  });

  it.each([
    ["a pointer", "/meta/left", ["meta", "left"], list],
    [
      "a name with dots in a pointer",
      "/a.b",
      ["a.b"],
      "{ type: object, properties: { data: { type: array, items: {} }, a.b: { type: integer } } }",
    ],
    [
      "an escaped pointer",
      "/a~1b~0",
      ["a/b~"],
      "{ type: object, properties: { data: { type: array, items: {} }, a/b~: { type: integer } } }",
    ],
  ])("reads %s", (_, total, steps, schema) => {
    const { operation: found, said } = paged(`{ style: offset, offset: size, items: data, total: ${total} }`, schema);
    expect(said).toEqual([]);
    expect(found.pagination?.total?.steps.map(({ name }) => name)).toEqual(steps);
  });

  it("takes the body itself for the items when it is a list", () => {
    const { operation: found } = paged('{ style: link, items: "" }', "{ type: array, items: { type: number } }");
    expect(found.pagination).toMatchObject({ items: { steps: [] }, itemType: { kind: "number" } });
  });

  it.each([
    [
      "{ style: cursor, cursor: after, next: nxt, items: data }",
      "pagination/no-such-field: The response has no field `nxt`.",
    ],
    [
      "{ style: cursor, cursor: aftr, next: next, items: data }",
      "pagination/no-such-parameter: The operation has no parameter `aftr`.",
    ],
    [
      "{ style: offset, offset: size, items: data, total: meta.mor }",
      "pagination/no-such-field: `meta` has no field `mor`.",
    ],
    [
      "{ style: offset, offset: size, items: meta }",
      "pagination/wrong-type: `items` must be a list, but `meta` is an object.",
    ],
    [
      "{ style: page, page: size, items: data, hasMore: next }",
      "pagination/wrong-type: `hasMore` must be true or false, but `next` is text.",
    ],
    ["{ style: page, items: data }", "pagination/unknown-field: `x-pagination` of the style `page` needs `page`."],
    [
      "{ style: link, items: data, next: next }",
      "pagination/unknown-field: `x-pagination.next` is no field of the style `link`.",
    ],
    [
      "{ style: page, page: size, items: data, firstPage: '0' }",
      'pagination/wrong-type: `firstPage` must be a whole number from 0 on, but is the text "0".',
    ],
    [
      "{ style: page, page: size, items: data, firstPage: -1 }",
      "pagination/wrong-type: `firstPage` must be a whole number from 0 on, but is -1.",
    ],
    [
      "{ style: page, page: size, items: data, firstPage: 1.5 }",
      "pagination/wrong-type: `firstPage` must be a whole number from 0 on, but is 1.5.",
    ],
    ["{ items: data }", "pagination/unknown-style: `x-pagination` has no `style`."],
    ["{ style: constructor, items: data }", "pagination/unknown-style: `constructor` is no pagination style."],
  ])("%s is an error, never an unpaged method", (pagination, message) => {
    const { said, diagnostics } = paged(pagination);
    expect(said).toEqual([message]);
    expect(diagnostics[0]?.severity).toBe("error");
  });

  it("reads nothing of a body that may be null", () => {
    const { operation: found, said } = paged(
      "{ style: offset, offset: size, items: data }",
      `{ anyOf: [${list}, { type: 'null' }] }`,
    );
    expect(said).toEqual([]);
    expect(found.pagination?.items.steps).toEqual([{ name: "data", optional: true }]);
  });

  it("takes a field of the last item for the cursor", () => {
    const items =
      "{ type: array, items: { type: [object, 'null'], properties: { id: { type: string }, ref: { type: object, properties: { no: { type: integer } } } } } }";
    const page = `{ type: object, properties: { data: ${items}, more: { type: boolean } } }`;
    const read = (next: string, schema = page, list = "data"): ReturnType<typeof operation> =>
      paged(`{ style: cursor, cursor: after, next: '${next}', items: '${list}' }`, schema);
    expect(read("data[-1].id").operation.pagination?.itemCursor).toEqual({
      steps: [{ name: "id", optional: true }],
      text: "data[-1].id",
    });
    expect(read("/data/-1/ref/no").operation.pagination?.itemCursor?.steps.map((step) => step.name)).toEqual([
      "ref",
      "no",
    ]);
    expect(read("[-1].id", items, "").operation.pagination?.itemCursor?.text).toBe("[-1].id");
    expect(read("data[-1].id").operation.pagination).not.toHaveProperty("next");
    expect(read("data[-1].idd").said).toEqual(["pagination/no-such-field: An item has no field `idd`."]);
    expect(read("more[-1].id").said).toEqual([
      "pagination/wrong-type: `more[-1].id` must begin with the items, `data[-1]`, in the style `cursor`.",
    ]);
    expect(paged("{ style: offset, offset: size, items: data, total: 'data[-1].id' }", page).said).toEqual([
      "pagination/wrong-type: `data[-1].id` leads to one item of a list; only `next` of the style `cursor` may.",
    ]);
    expect(paged("{ style: next-url, next: 'data[-1].id', items: data }", page).said).toEqual([
      "pagination/wrong-type: `data[-1].id` must begin with the items, `data[-1]`, in the style `cursor`.",
    ]);
  });

  it("takes a field that all kinds of items have", () => {
    const members = [
      "{ type: object, required: [id], properties: { id: { type: string } } }",
      "{ type: object, properties: { id: { type: integer }, b: {} } }",
    ];
    const schema = `{ type: object, properties: { data: { type: array, items: { oneOf: [${members.join(", ")}] } } } }`;
    const read = (field: string): ReturnType<typeof operation> =>
      paged(`{ style: cursor, cursor: after, next: 'data[-1].${field}', items: data }`, schema);
    expect(read("id").said).toEqual([]);
    expect(read("b").said).toEqual(["pagination/no-such-field: An item has no field `b`."]);
  });

  it("finds paging parameters in a JSON body, by path or pointer; a parameter of the name comes first", () => {
    const post = (pagination: string): ReturnType<typeof build> =>
      build(`paths:
  /search:
    post:
      operationId: things.search
      x-pagination: ${pagination}
      parameters: [{ name: size, in: query, schema: { type: integer } }]
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Search" } } } }
      ${page(list)}
components:
  schemas:
    Search:
      allOf:
        - { type: object, properties: { size: { type: integer }, p.no: { type: integer, default: 0 } } }
        - { type: object, properties: { page: { type: object, properties: { after: { type: string } } } } }
`);
    const read = (text: string): unknown => {
      const { said, model } = post(text);
      return said.length > 0 ? said : model.resources[0]?.operations[0]?.pagination;
    };
    expect(read("{ style: cursor, cursor: page.after, next: next, items: data, limit: size }")).toMatchObject({
      cursor: "/page/after",
      limit: "size",
    });
    expect(read("{ style: cursor, cursor: /page/after, next: next, items: data, limit: /size }")).toMatchObject({
      cursor: "/page/after",
      limit: "/size",
    });
    expect(read("{ style: page, page: /p.no, items: data }")).toMatchObject({ page: "/p.no", firstPage: 0 });
    expect(read("{ style: cursor, cursor: page.aftr, next: next, items: data }")).toEqual([
      "pagination/no-such-parameter: The operation has no parameter `page.aftr`.",
    ]);
    expect(read("{ style: cursor, cursor: page.after, next: next, items: data, dropWithCursor: [page] }")).toEqual([
      "pagination/no-such-parameter: The operation has no parameter `page`.",
    ]);
  });

  it.each([
    ["{ type: integer }", undefined],
    ["{ type: integer, default: 0, minimum: 0 }", undefined],
    ["{ type: integer, default: 1 }", 1],
    ["{ type: integer, minimum: 1 }", 1],
    ["{ type: integer, default: 25 }", undefined],
  ])("positions begin where %s does", (schema, firstOffset) => {
    const { operation: found, said } = operation(
      `x-pagination: { style: offset, offset: start, items: data }\nparameters: [{ name: start, in: query, schema: ${schema} }]\n${page(list)}`,
    );
    expect([said, found.pagination?.firstOffset]).toEqual([[], firstOffset]);
  });

  it("false: not paged, and not suggested", () => {
    const { operation: found, said, model } = paged("false");
    expect([found.pagination, said, model.suggestions]).toEqual([undefined, [], []]);
  });

  it("cannot page through an operation without a body", () => {
    const { said } = operation(
      `x-pagination: { style: link, items: data }\nresponses: { "204": { description: nothing } }`,
    );
    expect(said).toEqual(["pagination/no-such-field: `data` cannot be read: the operation has no JSON response."]);
  });
});

describe("x-parameter-combinations", () => {
  const combined = (text: string): ReturnType<typeof operation> =>
    operation(`x-parameter-combinations: ${text}\n${parameters}\n${page("{}")}`);

  it("names keys", () => {
    const { operation: found, said } = combined("{ parameters: [after, size], allowed: [[], [after], [size, after]] }");
    expect(said).toEqual([]);
    expect(found.combinations).toMatchObject({
      parameters: ["after", "size"],
      allowed: [[], ["after"], ["size", "after"]],
    });
  });

  it.each([
    ["{ parameters: [aftr], allowed: [[]] }", "The operation has no parameter `aftr`."],
    [
      "{ parameters: [after], allowed: [[size]] }",
      "A combination names `size`, which is not among `x-parameter-combinations.parameters`.",
    ],
    ["{ parameters: [after, size], allowed: [[after, size], [size, after]] }", "The combination is listed twice."],
    [
      "{ parameters: [after], alowed: [[]] }",
      "`x-parameter-combinations.alowed` is no field; there are `parameters` and `allowed`.",
    ],
    [
      "{ parameters: [after], allowed: [] }",
      "`x-parameter-combinations` needs `parameters` and `allowed`, both not empty.",
    ],
  ])("%s is refused", (text, message) => {
    expect(combined(text).said).toEqual([`combinations/invalid: ${message}`]);
  });
});
