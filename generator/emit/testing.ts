/** `src/testing.ts`: the provider in memory, for the tests of those who use the package. */
import type { Feed, Field, Filter, ItemOf, Model, Operation, Resource, SecurityScheme } from "../model/model.js";
import { printFields, printInline, printJson } from "./code.js";
import { apiTitle, comment } from "./docs.js";
import { printSecurity } from "./descriptor.js";
import { docText, oneLine, propertyKey, stringLiteral } from "./escape.js";
import type { VirtualFile } from "./file.js";
import { Imports } from "./imports.js";
import { itemType } from "./resources.js";
import { isStream, itemsText, mediaTypesOf, resultText, resultTypes } from "./results.js";
import { referencedNames } from "./types.js";

interface Placed {
  readonly operation: Operation;
  /** The module of its descriptor. */
  readonly module: string;
}

const servers = {
  cursor: "cursorPages",
  offset: "offsetPages",
  page: "numberedPages",
  link: "urlPages",
  "next-url": "urlPages",
} as const;

/** The name of the function that makes the fake: `fakeClose`. */
export function fakeName({ className }: Model): string {
  return `fake${className}`;
}

export function emitTesting(model: Model): VirtualFile[] {
  const placed = model.resources.flatMap(operationsOf);
  if (placed.length === 0) return [];
  const imports = new Imports();
  imports.value("./runtime/fake.js", "createFake");
  for (const name of ["Fake", "FakeOptions"]) imports.type("./runtime/fake-types.js", name);
  const members = placed.map((one) => emitMember(one, imports));
  const operations = placed.map((one): [string, string] => [
    propertyKey(one.operation.id),
    emitOperation(one, imports),
  ]);
  const { className, title } = model;
  const data = `${className}FakeData`;
  const definition = printFields([
    ["name", stringLiteral(fakeName(model))],
    ["baseUrl", model.baseUrl === undefined ? undefined : stringLiteral(model.baseUrl)],
    ["security", printSecurity(model.security)],
    ["schemes", `[${model.schemes.map(emitScheme).join(", ")}]`],
    // An object: TypeScript would compare all members of a list with each other.
    ["operations", printFields(operations)],
  ]);
  const text = [
    imports.print(),
    'export type { Disconnection, FailureAnswer, FaultTiming } from "./runtime/fake-faults.js";\nexport type { Fake, FakeAnswer, FakeItems, FakeOptions, FakeRequest, FakeResult } from "./runtime/fake-types.js";\n',
    `${comment([`What the fake of the ${docText(apiTitle(title))} has, by operation. It is read at each request, so that a test may add to it.`])}export interface ${data} {\n${members.join("\n")}\n}\n`,
    `${comment([
      `The ${docText(apiTitle(title))} in memory, for tests without a network: pass its \`fetch\` to the client.`,
      "Lists are filtered as far as it is known what a filter does, and paged; parameters that the client refuses are refused here too, and so is a request without credentials. What has no data is a 501 that says what to supply.",
    ])}export function ${fakeName(model)}(data: ${data} = {}, options?: FakeOptions): Fake<keyof ${data}> {`,
    `  return createFake<keyof ${data}>(${definition}, data, options);`,
    "}\n",
  ];
  return [{ path: "src/testing.ts", text: text.join("\n") }];
}

function operationsOf({ file, operations, resources }: Resource): Placed[] {
  const own = operations.map((operation) => ({ operation, module: `./resources/${file}.js` }));
  return [...own, ...resources.flatMap(operationsOf)];
}

/** The type of the data of an operation, with a comment that says which request it answers. */
function emitMember({ operation, module }: Placed, imports: Imports): string {
  const { id, method, path, typeName, pagination } = operation;
  const params = `${typeName}Params`;
  const isList = pagination !== undefined;
  const kind = isList ? "FakeItems" : "FakeResult";
  const type = isList ? itemType(operation) : resultOf(operation);
  imports.type(module, params);
  imports.type("./runtime/fake-types.js", kind);
  const names = namesIn(type);
  if (names.has("ServerSentEvent")) imports.type("./runtime/events.js", "ServerSentEvent");
  for (const name of [`${typeName}Item`, `${typeName}Result`, `${typeName}ByType`])
    if (names.has(name)) imports.type(module, name);
  const schemas = referencedNames([...resultTypes(operation), ...(pagination ? [pagination.itemType] : [])]);
  for (const name of schemas) if (names.has(name)) imports.type("./schemas.js", name);
  const about = `\`${docText(oneLine(`${method} ${path}`))}\`${isList ? ": every item there is" : ""}`;
  return `${comment([about])}readonly ${propertyKey(id)}?: ${kind}<${type}, ${params}> | undefined;`;
}

/** The names in a type, what stands in quotes apart. */
function namesIn(code: string): ReadonlySet<string> {
  const bare = code.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
  return new Set(Array.from(bare.matchAll(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu), ([name]) => name));
}

function resultOf(operation: Operation): string {
  if (isStream(operation)) return `readonly (${itemsText(operation)})[]`;
  if (mediaTypesOf(operation).length === 0) return resultText(operation);
  const all = `${operation.typeName}ByType`;
  const streams = operation.success.responses.some(({ contents }) =>
    contents.some(({ reader }) => !["blob", "json", "text"].includes(reader)),
  );
  return streams ? `Exclude<${all}[keyof ${all}], AsyncIterable<unknown>>` : `${all}[keyof ${all}]`;
}

function emitOperation(placed: Placed, imports: Imports): string {
  const { operation, module } = placed;
  const { functionName, filters = [], feed, success } = operation;
  imports.value(module, `${functionName}Operation`);
  const full = success.responses.find((one) => one.contents.length > 0);
  const empty = success.responses.find((one) => one.contents.length === 0);
  const statusOf = (response: typeof full): number => (typeof response?.status === "number" ? response.status : 200);
  const kinds = success.responses.flatMap((one) => one.contents.map(({ reader }) => reader));
  const stream = !operation.pagination && isStream(operation) ? kinds[0] : undefined;
  const print = operation.pagination ? printFields : printInline;
  return print([
    ["operation", `${functionName}Operation`],
    ["status", full && (empty || statusOf(full) !== 200) ? String(statusOf(full)) : undefined],
    ["empty", empty && String(statusOf(empty))],
    ["stream", stream && stringLiteral(stream)],
    ["pages", operation.pagination && emitPages(operation, imports)],
    ["order", feed && emitOrder(feed)],
    ["filters", filters.length === 0 ? undefined : `[${filters.map(emitFilter).join(", ")}]`],
    ["item", operation.itemOf && emitItem(operation.itemOf)],
  ]);
}

function emitOrder({ order, timestamp }: Feed): string | undefined {
  if (order === "none") return undefined;
  return printInline([
    ["field", pathOf(timestamp)],
    ["descending", String(order === "descending")],
  ]);
}

function emitFilter({ parameter, field, is, defaultValue }: Filter): string {
  return printInline([
    ["parameter", stringLiteral(parameter)],
    ["field", pathOf(field)],
    ["is", stringLiteral(is)],
    ["default", defaultValue === undefined ? undefined : printJson(defaultValue)],
  ]);
}

const pathOf = (field: Field): string => printJson(field.steps.map(({ name }) => name));

function emitPages({ pagination }: Operation, imports: Imports): string | undefined {
  if (!pagination) return undefined;
  const serve = servers[pagination.style];
  imports.value("./runtime/fake-pages.js", serve);
  const path = (
    key: "itemCursor" | "next" | "previous" | "total" | "totalPages" | "hasMore",
  ): [string, string | undefined] => [key, pagination[key] && pathOf(pagination[key])];
  return printFields([
    ["serve", serve],
    ["items", pathOf(pagination.items)],
    path("next"),
    path("previous"),
    path("itemCursor"),
    path("total"),
    path("totalPages"),
    path("hasMore"),
    ["numericCursor", pagination.numericCursor && "true"],
    ["pageSize", pagination.defaultLimit === undefined ? undefined : String(pagination.defaultLimit)],
  ]);
}

function emitItem({ list, parameter, field }: ItemOf): string {
  return printInline([
    ["of", stringLiteral(list)],
    ["parameter", stringLiteral(parameter)],
    ["field", pathOf(field)],
  ]);
}

function emitScheme({ name, kind, in: place, parameter, scheme, fixed }: SecurityScheme): string {
  return printInline([
    ["id", stringLiteral(name)],
    ["kind", stringLiteral(kind)],
    ["in", place && stringLiteral(place)],
    ["name", parameter === undefined ? undefined : stringLiteral(parameter)],
    ["scheme", scheme === undefined ? undefined : stringLiteral(scheme)],
    ...Object.entries(fixed).map(([part, value]): [string, string] => [part, stringLiteral(value)]),
  ]);
}
