/** Other people's ways to declare pages: each comes to what `x-pagination` would, and is checked as strictly. */
import { describe, expect, it } from "vitest";
import type { Pagination } from "../../generator/model/model.js";
import { build, operation } from "./models.js";

const parameters = `parameters:
  - { name: after, in: query, schema: { type: string } }
  - { name: page, in: query, schema: { type: integer, default: 1 } }
  - { name: offset, in: query, schema: { type: integer } }
  - { name: size, in: query, schema: { type: integer, maximum: 7 } }
responses:
  "200":
    description: ok
    content:
      application/json:
        schema:
          type: object
          properties:
            value: { type: array, items: { type: object, properties: { id: { type: string } } } }
            odata.nextLink: { type: string }
            more: { type: boolean }
            pages: { type: integer }
            meta: { type: object, properties: { next: { type: string }, list: { type: array, items: { type: string } } } }`;

const inBody = `requestBody:
  content:
    application/json:
      schema: { type: object, properties: { page: { type: object, properties: { after: { type: string } } }, take: { type: integer } } }`;

/** What a pagination says, without types. */
const told = (pagination: Pagination | undefined): unknown => {
  if (!pagination) return pagination;
  const { itemType: _, dropWithCursor: __, ...rest } = pagination;
  return Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [
      key,
      typeof value === "object" ? value.steps.map((step) => step.name).join("/") : value,
    ]),
  );
};

const read = (text: string, rest = ""): ReturnType<typeof operation> & { pagination: unknown } => {
  const built = operation(`${text}\n${parameters}`, rest);
  return { ...built, pagination: told(built.operation.pagination) };
};

const speakeasy = (text: string): string => `x-speakeasy-pagination: ${text}`;
const input = (name: string, type: string, place = "parameters"): string =>
  `{ name: ${name}, in: ${place}, type: ${type} }`;

describe("dialects", () => {
  it.each([
    [
      "Speakeasy's cursor",
      speakeasy(
        `{ type: cursor, inputs: [${input("after", "cursor")}, ${input("size", "limit")}], outputs: { results: $.value, nextCursor: $.meta.next } }`,
      ),
      { style: "cursor", cursor: "after", limit: "size", maxLimit: 7, items: "value", next: "meta/next" },
    ],
    [
      "Speakeasy's cursor in the last item",
      speakeasy(
        `{ type: cursor, inputs: [${input("after", "cursor")}], outputs: { results: "$['value']", nextCursor: "$.value[-1].id" } }`,
      ),
      { style: "cursor", cursor: "after", items: "value", itemCursor: "id" },
    ],
    [
      "Speakeasy's cursor in the last item of a list that is named nowhere else",
      speakeasy(`{ type: cursor, inputs: [${input("after", "cursor")}], outputs: { nextCursor: "$.value[-1].id" } }`),
      { style: "cursor", cursor: "after", items: "value", itemCursor: "id" },
    ],
    [
      "Speakeasy's offset",
      speakeasy(
        `{ type: offsetLimit, inputs: [${input("offset", "offset")}, ${input("size", "limit")}], outputs: { results: $.meta.list } }`,
      ),
      { style: "offset", offset: "offset", limit: "size", maxLimit: 7, items: "meta/list" },
    ],
    [
      "Speakeasy's pages",
      speakeasy(
        `{ type: offsetLimit, inputs: [${input("page", "page")}], outputs: { results: $.value, numPages: $.pages } }`,
      ),
      { style: "page", page: "page", firstPage: 1, items: "value", totalPages: "pages" },
    ],
    [
      "Speakeasy's URL",
      speakeasy(`{ type: url, outputs: { results: $.value, nextUrl: $.meta.next } }`),
      { style: "next-url", items: "value", next: "meta/next" },
    ],
    [
      "Fern's cursor",
      "x-fern-pagination: { cursor: $request.after, next_cursor: $response.meta.next, results: $response.value }",
      { style: "cursor", cursor: "after", items: "value", next: "meta/next" },
    ],
    [
      "Fern's offset, which counts pages",
      "x-fern-pagination: { offset: $request.page, results: $response.value, has-next-page: $response.more }",
      { style: "page", page: "page", firstPage: 1, items: "value", hasMore: "more" },
    ],
    [
      "Fern's offset with a step, which counts items",
      "x-fern-pagination: { offset: $request.offset, step: $request.size, results: $response.value }",
      { style: "offset", offset: "offset", limit: "size", maxLimit: 7, items: "value" },
    ],
    [
      "Fern's path",
      "x-fern-pagination: { next_path: $response.meta.next, results: $response.value }",
      { style: "next-url", items: "value", next: "meta/next" },
    ],
    [
      "Redocly's cursor",
      "x-redoclyPagination: { style: cursor, cursorParam: after, nextCursor: /meta/next, hasMore: /more, limitParam: size, items: /value }",
      {
        style: "cursor",
        cursor: "after",
        limit: "size",
        maxLimit: 7,
        items: "value",
        next: "meta/next",
        hasMore: "more",
      },
    ],
    [
      "Redocly's page, by its old name",
      "x-redocly-pagination: { style: page, offsetParam: page, items: /value }",
      { style: "page", page: "page", firstPage: 1, items: "value" },
    ],
    ["Redocly's link", "x-redoclyPagination: { style: link, items: /value }", { style: "link", items: "value" }],
    [
      "Microsoft's next link, whose name has a dot",
      "x-ms-pageable: { nextLinkName: odata.nextLink }",
      { style: "next-url", items: "value", next: "odata.nextLink" },
    ],
    [
      "Microsoft's next link deep in the body",
      "x-ms-pageable: { nextLinkName: meta.next, itemName: meta.list }",
      { style: "next-url", items: "meta/list", next: "meta/next" },
    ],
    [
      "Microsoft's name of a method that only follows the link",
      "x-ms-pageable: { nextLinkName: meta.next, operationName: listMore }",
      { style: "next-url", items: "value", next: "meta/next" },
    ],
  ])("%s", (_, text, expected) => {
    const { pagination, said } = read(text);
    expect(said).toEqual([]);
    expect(pagination).toEqual(expected);
  });

  it("Fern's `true` takes what the document's root says", () => {
    const root = "\nx-fern-pagination: { offset: $request.page, results: $response.value }\n";
    expect(read("x-fern-pagination: true", root).pagination).toMatchObject({ style: "page", page: "page" });
    expect(read("x-fern-pagination: true").said).toEqual([
      "pagination/unknown-field: `x-fern-pagination: true` takes what the document's root says, and there it is not.",
    ]);
  });

  it.each([
    ["x-pagination: false\nx-ms-pageable: { nextLinkName: meta.next }"],
    ["x-fern-pagination: false"],
    ["x-ms-pageable: { nextLinkName: null }"],
  ])("%s: no pages, and no word about it", (text) => {
    const { pagination, said, model } = read(text);
    expect([pagination, said, model.suggestions]).toEqual([undefined, [], []]);
  });

  it("takes one of several in a fixed order, x-pagination before all", () => {
    const ms = "x-ms-pageable: { nextLinkName: meta.next }";
    const redocly = "x-redoclyPagination: { style: link, items: /value }";
    const fern = "x-fern-pagination: { offset: $request.page, results: $response.value }";
    const speak = speakeasy(
      `{ type: offsetLimit, inputs: [${input("offset", "offset")}], outputs: { results: $.value } }`,
    );
    const own = "x-pagination: { style: cursor, cursor: after, next: meta.next, items: value }";
    const all = [ms, redocly, fern, speak, own];
    const styles = all.map((_, index) => read(all.slice(0, index + 1).join("\n")).operation.pagination?.style);
    expect(styles).toEqual(["next-url", "link", "page", "offset", "cursor"]);
  });

  it.each([
    [
      "a misspelt parameter",
      speakeasy(
        `{ type: cursor, inputs: [${input("aftr", "cursor")}], outputs: { results: $.value, nextCursor: $.meta.next } }`,
      ),
      "pagination/no-such-parameter: The operation has no parameter `aftr`.",
      "aftr",
    ],
    [
      "a parameter that is no property of the body",
      speakeasy(
        `{ type: cursor, inputs: [${input("after", "cursor", "requestBody")}], outputs: { results: $.value, nextCursor: $.meta.next } }`,
      ),
      "pagination/no-such-parameter: The request body has no property `after`.",
      "after,",
    ],
    [
      "a field that is not there",
      "x-fern-pagination: { cursor: $request.after, next_cursor: $response.meta.nxt, results: $response.value }",
      "pagination/no-such-field: `meta` has no field `nxt`.",
      "$response.meta.nxt",
    ],
    [
      "items that are none",
      "x-redoclyPagination: { style: link, items: /meta }",
      "pagination/wrong-type: `items` must be a list, but `/meta` is an object.",
      "/meta",
    ],
    [
      "a link that is not there",
      "x-ms-pageable: { nextLinkName: nextLink }",
      "pagination/no-such-field: The response has no field `nextLink`.",
      "nextLink }",
    ],
    ["no link", "x-ms-pageable: {}", "pagination/unknown-field: `x-ms-pageable` needs `nextLinkName`.", "{}"],
    [
      "an unknown type",
      speakeasy("{ type: offset }"),
      "pagination/unknown-style: `offset` is no type of `x-speakeasy-pagination`.",
      "offset }",
    ],
    [
      "an unknown field",
      "x-redoclyPagination: { style: link, items: /value, itms: x }",
      "pagination/unknown-field: `itms` is no field of `x-redoclyPagination`.",
      "x }",
    ],
    [
      "a cursor without its field",
      speakeasy(`{ type: cursor, inputs: [${input("after", "cursor")}], outputs: { results: $.value } }`),
      "pagination/unknown-field: `x-speakeasy-pagination` of the type `cursor` needs `nextCursor`.",
      "{ type",
    ],
  ])("%s is an error where it stands", (_, text, message, at) => {
    const { said, diagnostics, pagination, operation: found } = read(text);
    expect([said, pagination]).toEqual([[message], undefined]);
    expect(diagnostics[0]?.severity).toBe("error");
    expect(found.origin).toBe("/paths/~1things/get");
    const { line = 0, column = 0 } = diagnostics[0]?.location ?? {};
    const spec = `      ${text}`;
    expect([line, spec.slice(column - 1, column - 1 + at.length)]).toEqual([8, at]);
  });

  it.each([
    [
      "a query for many fields",
      speakeasy(
        `{ type: cursor, inputs: [${input("after", "cursor")}], outputs: { results: "$.value[*]", nextCursor: $.meta.next } }`,
      ),
      "`$.value[*]` is a query that no single field answers; the method is not paged.",
      "x-pagination: { style: …, items: … }",
    ],
    [
      "no items",
      speakeasy(`{ type: cursor, inputs: [${input("after", "cursor")}], outputs: { nextCursor: $.meta.next } }`),
      "`x-speakeasy-pagination` names no `results`; the method is not paged.",
      "style: cursor, items: …, next: meta.next, cursor: after }",
    ],
    [
      "another operation",
      "x-ms-pageable: { nextLinkName: meta.next, operationName: listNext }",
      "`x-ms-pageable.operationName` gets the next page with another operation; the method is not paged.",
      "style: next-url, items: value, next: meta.next }",
    ],
    [
      "another operation, by its whole id",
      "x-ms-pageable: { nextLinkName: '@odata.nextLink', operationName: Things_listNext }",
      "`x-ms-pageable.operationName` gets the next page with another operation; the method is not paged.",
      "style: next-url, items: value, next: /@odata.nextLink }",
    ],
    [
      "hand-written code",
      "x-fern-pagination: { type: custom, results: $response.value }",
      "`x-fern-pagination` of the type `custom` leaves the next page to hand-written code; the method is not paged.",
      "x-pagination: false",
    ],
  ])("%s is a warning that says what to write", (_, text, message, help) => {
    const others = '  /next: { get: { operationId: Things_listNext, responses: { "204": { description: ok } } } }\n';
    const { diagnostics, pagination } = read(text, others);
    expect(pagination).toBeUndefined();
    expect(diagnostics).toMatchObject([
      { code: "pagination/unsupported", severity: "warning", message, help: expect.stringContaining(help) as string },
    ]);
  });

  it.each([
    ["x-pagination: { style: cursor, cursor: page.after, next: meta.next, items: value, limit: take }"],
    ["x-fern-pagination: { cursor: $request.page.after, next_cursor: $response.meta.next, results: $response.value }"],
    [
      speakeasy(
        `{ type: cursor, inputs: [${input("$.page.after", "cursor", "requestBody")}], outputs: { results: $.value, nextCursor: $.meta.next } }`,
      ),
    ],
  ])("finds the cursor in the request body: %s", (text) => {
    const post = build(
      `paths:\n  /things:\n    post:\n      operationId: things.search\n${`${text}\n${inBody}\n${parameters}`
        .split("\n")
        .map((line) => `      ${line}\n`)
        .join("")}`,
    );
    expect(post.said).toEqual([]);
    expect(told(post.model.resources[0]?.operations[0]?.pagination)).toMatchObject({ cursor: "/page/after" });
  });
});
