/** Whatever stands in a declaration: a pagination, or something to say about it, never an exception. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Json } from "../../generator/load/document.js";
import { build } from "./models.js";

const extensions = [
  "x-pagination",
  "x-speakeasy-pagination",
  "x-fern-pagination",
  "x-redoclyPagination",
  "x-ms-pageable",
];
const keys =
  "style type cursor next items page offset limit hasMore inputs outputs name in results nextCursor nextUrl numPages next_cursor next_uri step nextLinkName itemName cursorParam offsetParam nextCursor dropWithCursor firstPage __proto__ constructor".split(
    " ",
  );
const texts =
  "cursor offset page link next-url url offsetLimit parameters requestBody after size data next $.data $.data[-1].id $.next $request.after $response.data $response.next $request $response /data /next data[-1].id [-1] -1 $..x $[ . / /~ constructor __proto__ toString".split(
    " ",
  );

const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    fc.constantFrom<Json>(...texts, "", null, true, false, 0, 1, -1),
    fc.dictionary(fc.constantFrom(...keys), tie("value"), { maxKeys: 6 }),
    fc.array(tie("value"), { maxLength: 3 }),
  ),
}));

const inside = `
      parameters: [{ name: after, in: query, schema: { type: string } }, { name: size, in: query, schema: { type: integer } }]
      requestBody: { content: { application/json: { schema: { type: object, properties: { page: { type: integer } } } } } }
      responses: { "200": { description: ok, content: { application/json: { schema: { type: object, properties: { data: { type: array, items: { type: object, properties: { id: { type: string } } } }, next: { type: string } } } } } } }
`;
const document = (extension: string, text: Json, root: Json): string =>
  `${extension}: ${JSON.stringify(root)}\npaths:\n  /a:\n    post:\n      operationId: a.list\n      ${extension}: ${JSON.stringify(text)}${inside}`;

it.each(extensions)("%s", (extension) => {
  fc.assert(
    fc.property(value, value, (text, root) => {
      const { model, diagnostics } = build(document(extension, text, root));
      const pagination = model.resources[0]?.operations[0]?.pagination;
      const isNone = text === false || JSON.stringify(text).includes("null") || (text === true && root === false);
      expect(pagination !== undefined || diagnostics.length > 0 || isNone).toBe(true);
      expect(model.suggestions).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

it("a Stainless configuration", () => {
  const names = [
    "pagination",
    "resources",
    "methods",
    "subresources",
    "endpoint",
    "paginated",
    "request",
    "response",
    "x-stainless-pagination-property",
    "purpose",
    "properties",
    "items",
    "a",
    ...keys,
  ];
  const words = [
    "post /a",
    "cursor_id",
    "page_number",
    "fake_page",
    "next_cursor_param",
    "next_cursor_field",
    "array",
    "items",
    ...texts,
  ];
  const tree = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 6, depthSize: "medium" },
      fc.constantFrom<Json>(...words, null, true, false, 1),
      fc.dictionary(fc.constantFrom(...names), tie("value"), { maxKeys: 6 }),
      fc.array(tie("value"), { maxLength: 3 }),
    ),
  })).value;
  const scheme = fc.record({
    name: fc.constantFrom("x", "y"),
    type: fc.constantFrom(...words),
    request: tree,
    response: tree,
  });
  const paginated = fc.constantFrom<Json>("x", "y", true, false, null, 3);
  fc.assert(
    fc.property(fc.array(scheme, { maxLength: 2 }), paginated, tree, (pagination, said, rest) => {
      const resources = { a: { methods: { list: { endpoint: "post /a", paginated: said } }, subresources: rest } };
      const text = JSON.stringify({ pagination, resources });
      expect(() => build(document("x-y", 1, 1), undefined, "test", text)).not.toThrow();
    }),
    { numRuns: 300 },
  );
});
