/** What looks paged: never a decision, and always something that would be accepted as it is written. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { printSuggestions } from "../../generator/cli/suggest-overlay.js";
import type { Diagnostic } from "../../generator/diagnostics.js";
import { loadDocument } from "../../generator/load/load.js";
import { buildModel } from "../../generator/model/build.js";
import type { Model, PaginationSuggestion, Resource } from "../../generator/model/model.js";
import { correct } from "../../generator/overlay/correct.js";
import { readOverlay } from "../../generator/overlay/read.js";
import { build } from "./models.js";

const get = (parameters: string, schema: string, rest = "", method = "get"): PaginationSuggestion | undefined =>
  build(`paths:
  /teams/{team}/users:
    ${method}:
      operationId: users.list
      parameters: [{ name: team, in: path, required: true, schema: { type: string } }, ${parameters}]
      ${rest}
      responses: { "200": { description: ok, headers: ${/link/i.test(rest) ? "{ Link: { schema: { type: string } } }" : "{}"}, content: { application/json: { schema: ${schema} } } } }
`).model.suggestions[0];

const text = (name: string): string => `{ name: ${name}, in: query, schema: { type: string } }`;
const number = (name: string, more = ""): string => `{ name: '${name}', in: query, ${more} schema: { type: integer } }`;
const object = (fields: string): string => `{ type: object, properties: { ${fields} } }`;
const items = "{ type: array, items: { type: object, properties: { id: { type: string } } } }";

describe("what looks paged", () => {
  it.each([
    [
      "a cursor and the field for the next one",
      get(
        `${text("cursor")}, ${number("limit")}`,
        object(`users: ${items}, response_metadata: ${object("next_cursor: { type: string }")}`),
      ),
      { style: "cursor", cursor: "cursor", next: "response_metadata.next_cursor", items: "users", limit: "limit" },
    ],
    [
      "the id of the last item",
      get(
        `${text("starting_after")}, ${text("ending_before")}, ${number("limit")}`,
        object(`data: ${items}, has_more: { type: boolean }`),
      ),
      {
        style: "cursor",
        cursor: "starting_after",
        next: "data[-1].id",
        hasMore: "has_more",
        items: "data",
        limit: "limit",
      },
    ],
    [
      "a last_id rather than the last item",
      get(`${text("after")}`, object(`data: ${items}, has_more: { type: boolean }, last_id: { type: string }`)),
      { style: "cursor", cursor: "after", next: "last_id", hasMore: "has_more", items: "data" },
    ],
    [
      "a URL in the body",
      get(
        number("page"),
        object(`results: ${items}, count: { type: integer }, next: { type: string, format: uri, nullable: true }`),
      ),
      { style: "next-url", next: "next", items: "results" },
    ],
    [
      "a URL as HAL has it",
      get(number("page"), object(`results: ${items}, _links: ${object(`next: ${object("href: { type: string }")}`)}`)),
      { style: "next-url", next: "_links.next.href", items: "results" },
    ],
    [
      "a Link header",
      get(`${number("page")}, ${number("per_page")}`, items, "description: Link"),
      { style: "link", items: "", limit: "per_page" },
    ],
    [
      "a page number, counted from 0 as its description says",
      get(
        `${number("page", "description: 'Zero-based, that is 0-based.',")}, ${number("page[size]")}`,
        object(`data: ${object(`users: ${items}`)}, total_pages: { type: integer }`),
      ),
      {
        style: "page",
        page: "page",
        totalPages: "total_pages",
        firstPage: 0,
        items: "data.users",
        limit: "page[size]",
      },
    ],
    [
      "an offset",
      get(`${number("$skip")}, ${number("$top")}`, object(`value: ${items}, totalCount: { type: integer }`)),
      { style: "offset", offset: "$skip", total: "totalCount", items: "value", limit: "$top" },
    ],
    [
      "a search, with all of it in the body",
      get(
        text("x"),
        object(`results: ${items}, next_cursor: { type: string }, has_more: { type: boolean }`),
        `requestBody: { content: { application/json: { schema: ${object("start_cursor: { type: string }, page_size: { type: integer }")} } } }`,
        "post",
      ),
      {
        style: "cursor",
        cursor: "start_cursor",
        next: "next_cursor",
        hasMore: "has_more",
        items: "results",
        limit: "page_size",
      },
    ],
  ])("%s", (_, suggestion, declaration) => {
    expect(suggestion?.declaration).toEqual(declaration);
    expect(suggestion?.because.join()).not.toBe("");
  });

  it.each([
    ["one thing", get(text("cursor"), object("id: { type: string }, next_cursor: { type: string }"))],
    ["a list without more", get(text("q"), items)],
    ["a page of text", get(text("page"), items)],
    ["a size alone", get(number("limit"), items)],
    [
      "dates called after",
      get(
        "{ name: after, in: query, schema: { type: string, format: date-time } }",
        object(`data: ${items}, has_more: { type: boolean }`),
      ),
    ],
    [
      "two lists, and no telling which",
      get(`${number("page")}, ${number("limit")}`, object(`a: ${items}, b: ${items}`)),
    ],
    ["a deletion", get(`${number("page")}, ${number("limit")}`, items, "", "delete")],
  ])("says nothing of %s", (_, suggestion) => {
    expect(suggestion).toBeUndefined();
  });

  it("takes no longer for schemas that name each other twice over and over", () => {
    const schemas = Array.from({ length: 60 }, (_, index) => {
      const both = [1, 2].map((step) => `{ $ref: "#/components/schemas/S${Math.min(index + step, 60)}" }`).join(", ");
      return `    S${index}: { anyOf: [${both}] }\n`;
    });
    const { model } = build(`paths:
  /things:
    get:
      operationId: things.list
      parameters: [${text("cursor")}]
      responses: { "200": { description: ok, content: { application/json: { schema: ${object('next: { $ref: "#/components/schemas/S0" }, data: { type: array }')} } } } }
components:
  schemas:
${schemas.join("")}    S60: { type: string }
`);
    expect(model.suggestions).toMatchObject([{ declaration: { next: "next" } }]);
  });

  it("says what is uncertain", () => {
    const fields = `records: ${items}, others: ${items}, total: { type: integer }`;
    expect(get(`${number("offset")}, ${number("limit")}`, object(fields))?.uncertain).toEqual([
      "that `offset` counts items, not pages",
      "that `total` counts all items, not those of one page",
      "that the items are in `records`, not in `others`",
    ]);
  });
});

const corpus = fileURLToPath(new URL("../../../shared/corpus/", import.meta.url));
const specs = [
  "stripe.com.json",
  "github.com-ghes-3.4.json",
  "spotify.com.json",
  "squareup.com.json",
  "slack.com.json",
  "netbox.dev.json",
  "sendgrid.com.json",
];

const made = (spec: string, overlay?: string): readonly [Model, readonly Diagnostic[]] => {
  const [document] = loadDocument(spec, readFileSync(corpus + spec, "utf8"));
  const [read] = overlay === undefined ? [] : loadDocument("overlay.yaml", overlay);
  const [sound, wrong] = read ? readOverlay(read) : [undefined, []];
  expect(wrong).toEqual([]);
  const [corrected, verdicts] = correct(document!, sound ? [sound] : [], { readPage: () => undefined, strict: false });
  expect(verdicts).toEqual([]);
  const [model, diagnostics] = buildModel(corrected!, { name: "x", packageName: "@x/x", source: "x" });
  return [model!, diagnostics];
};

const paged = (resources: readonly Resource[]): number =>
  resources.reduce(
    (sum, one) => sum + one.operations.filter(({ pagination }) => pagination).length + paged(one.resources),
    0,
  );

describe.skipIf(!existsSync(corpus))("suggestions for real specs", () => {
  const plain = new Map<string, ReturnType<typeof made>>();
  const asItIs = (spec: string): ReturnType<typeof made> => {
    const known = plain.get(spec) ?? made(spec);
    plain.set(spec, known);
    return known;
  };

  it.each(specs)("%s: the overlay as it is printed pages every one, with nothing to say against it", (spec) => {
    const [{ suggestions, resources }, before] = asItIs(spec);
    expect(suggestions.length).toBeGreaterThan(5);
    expect(paged(resources)).toBe(0);
    const [model, after] = made(spec, printSuggestions("Guesses", suggestions));
    const said = (list: readonly Diagnostic[]): string[] => list.map(({ code, message }) => `${code}: ${message}`);
    expect(said(after)).toEqual(said(before));
    expect(paged(model.resources)).toBe(suggestions.length);
    expect(model.suggestions).toEqual([]);
  });

  it("knows the ways of APIs that everybody knows", () => {
    const of = (spec: string, path: string): unknown =>
      asItIs(spec)[0].suggestions.find((one) => one.path === path)?.declaration;
    expect(of("stripe.com.json", "/v1/charges")).toEqual({
      style: "cursor",
      cursor: "starting_after",
      next: "data[-1].id",
      hasMore: "has_more",
      items: "data",
      limit: "limit",
    });
    expect(of("github.com-ghes-3.4.json", "/orgs/{org}/repos")).toEqual({
      style: "link",
      items: "",
      limit: "per_page",
    });
    expect(of("netbox.dev.json", "/dcim/devices/")).toEqual({
      style: "next-url",
      next: "next",
      items: "results",
      limit: "limit",
    });
  });
});
