/** The descriptor of an operation: plain data and references to the functions it needs, nothing that runs on import. */
import type { Constraints, Field, Operation, Pagination, Parameter, Security } from "../model/model.js";
import { bodyDescriptor, bodyUses, contentTypeParameter } from "./bodies.js";
import { printFields, printInline, printJson } from "./code.js";
import { propertyAccess, propertyKey, stringLiteral } from "./escape.js";
import type { Imports } from "./imports.js";
import { listFunction, resultFields, resultUses } from "./results.js";
import { serverFields, serverUses } from "./servers.js";

const walks = {
  cursor: ["byCursor", "cursor"],
  offset: ["byOffset", "offset"],
  page: ["byPage", "page-number"],
  link: ["byLink", "link"],
  "next-url": ["byUrl", "next-url"],
} as const satisfies Record<Pagination["style"], readonly [string, string]>;

/** The functions of the runtime's check.ts bear the names of the kinds. */
function checksOf(constraints: Constraints): string[] {
  const { kind, items } = constraints;
  return [...(kind ? [kind] : []), ...(isFiner(constraints) ? ["finer"] : []), ...(items ? checksOf(items) : [])];
}

/** Declares what an operation's code needs from the runtime. */
export function usesOf(operation: Operation, imports: Imports): void {
  resultUses(operation, imports);
  bodyUses(operation, imports);
  if (mayHoldSecrets(operation)) imports.value("../runtime/redact.js", "secretsIn");
  if (isKeyed(operation)) imports.value("../runtime/idempotency.js", "keyed");
  if (operation.server) {
    imports.value("../runtime/server.js", "ownServerUrl");
    serverUses([operation.server], "../runtime/server.js", imports);
  }
  for (const parameter of operation.parameters) {
    for (const check of plainType(parameter.constraints) ? [] : checksOf(parameter.constraints))
      imports.value("../runtime/check.js", check);
    for (const style of [styleOf(parameter), encodeOf(parameter)])
      if (style) imports.value("../runtime/styles.js", style);
  }
  if (operation.combinations) {
    imports.value("../runtime/combinations.js", "combinations");
    imports.type("../runtime/types.js", "Exactly");
  }
  const { pagination } = operation;
  if (!pagination) return;
  const [walk, module] = walks[pagination.style];
  imports.value(`../runtime/${module}.js`, walk);
  imports.value("../runtime/pagination.js", listFunction(pagination));
  if (resizes(pagination)) imports.value("../runtime/page-size.js", "fewer");
  imports.type("../runtime/pagination.js", "PagedList");
  imports.type("../runtime/operation.js", "ListOperation");
  imports.type("../runtime/operation.js", pageName(pagination));
}

/** The type of a page of the runtime's operation.ts. */
export function pageName({ style, previous }: Pagination): string {
  if (style === "offset") return "OffsetPage";
  if (style === "page") return "NumberedPage";
  return previous ? "TwoWayPage" : "Page";
}

export function operationDescriptor(operation: Operation): string {
  const { id, method, path, docsUrl, parameters, body, combinations, security, pagination } = operation;
  const fields: [string, string | undefined][] = [
    ["id", stringLiteral(id)],
    ["method", stringLiteral(method)],
    // A fragment tells operations apart in the document; it is never sent.
    ["path", stringLiteral(path.replace(/#.*/s, ""))],
    ...serverFields(operation),
    ["docs", docsUrl === undefined ? undefined : stringLiteral(docsUrl)],
    [
      "parameters",
      printFields([
        ...parameters.map((one): [string, string] => [propertyKey(one.key), parameterDescriptor(one)]),
        ...contentTypeParameter(operation),
      ]),
    ],
    ["body", body && bodyDescriptor(body)],
    [
      "rules",
      combinations &&
        `[{ check: combinations, parameters: ${printJson(combinations.parameters)}, allowed: ${printJson(combinations.allowed)} }]`,
    ],
    ["secrets", mayHoldSecrets(operation) ? "secretsIn" : undefined],
    ["security", security && printSecurity(security)],
    ["keyed", isKeyed(operation) ? "keyed" : undefined],
    ["idempotencyHeader", idempotencyHeader(operation)],
    ...resultFields(operation),
    ["pagination", pagination && paginationDescriptor(pagination)],
  ];
  return printFields(fields);
}

/** Wider than what `secretsIn` looks for. */
const secretName = /key|token|secret|pass/i;

function mayHoldSecrets({ body, parameters }: Operation): boolean {
  return body !== undefined || parameters.some(({ key }) => secretName.test(key));
}

/** Sending it twice may do something twice. */
function isKeyed({ method }: Operation): boolean {
  return !/^(?:GET|HEAD|OPTIONS|TRACE|QUERY)$/.test(method);
}

/** The header that the document describes for idempotency keys, where it is not the usual one. */
function idempotencyHeader({ parameters }: Operation): string | undefined {
  const own = parameters.find((one) => one.in === "header" && /^(?:x-)?idempotency-?key$/i.test(one.wireName));
  return own && !/^idempotency-key$/i.test(own.wireName) ? stringLiteral(own.wireName) : undefined;
}

export function printSecurity(security: Security): string {
  return printJson(security);
}

function isFiner({ exclusiveMinimum, exclusiveMaximum, multipleOf }: Constraints): boolean {
  return (exclusiveMinimum ?? exclusiveMaximum ?? multipleOf) !== undefined;
}

function parameterDescriptor(parameter: Parameter): string {
  const fields: [string, string | undefined][] = [
    ["in", stringLiteral(parameter.in)],
    ["name", parameter.key === parameter.wireName ? undefined : stringLiteral(parameter.wireName)],
    ["required", parameter.required ? "true" : undefined],
    ["style", styleOf(parameter)],
    ["encode", encodeOf(parameter)],
    ...(plainType(parameter.constraints) ?? checkFields(parameter.constraints)),
  ];
  return printInline(fields);
}

/** The type of a value of which nothing else is asked. */
function plainType({ kind, ...rest }: Constraints): [string, string][] | undefined {
  const isPlain = (kind === "string" || kind === "number" || kind === "integer") && Object.keys(rest).length === 0;
  return isPlain ? [["type", stringLiteral(kind)]] : undefined;
}

function checkFields(constraints: Constraints): [string, string | undefined][] {
  const { kind, items, values, pattern, ...bounds } = constraints;
  return [
    ["check", kind],
    ["finer", isFiner(constraints) ? "finer" : undefined],
    ...Object.entries(bounds).map(([key, bound]): [string, string] => [key, String(bound)]),
    ["pattern", pattern === undefined ? undefined : stringLiteral(pattern)],
    ["values", values && printJson(values)],
    ["items", items && printInline(checkFields(items))],
  ];
}

/** The runtime's function that writes a value; none for a plain value in the default style of its place. */
function styleOf({ encoding, in: place, constraints }: Parameter): string | undefined {
  const { style, explode } = encoding;
  const isPlain = constraints.kind !== undefined && constraints.kind !== "array";
  const isPair = place === "query" || place === "cookie";
  switch (style) {
    case "form":
      return explode ? (isPlain ? undefined : "form") : "formJoined";
    case "simple":
      return explode ? "simpleExploded" : isPlain ? undefined : "simple";
    case "cookie":
      return explode ? "cookieExploded" : "formJoined";
    case "query":
      return "wholeQuery";
    case "jsonQuery":
      return "json";
    case "json":
      return isPair ? "jsonPair" : "json";
    case "spaceDelimited":
    case "pipeDelimited":
      // Exploded, they are written as `form` is.
      return explode ? (isPlain ? undefined : "form") : style;
    case "label":
    case "matrix":
      return explode ? `${style}Exploded` : style;
    case "deepObject":
      return style;
  }
}

function encodeOf({ encoding, in: place }: Parameter): string | undefined {
  if (encoding.style === "cookie") return "cookieText";
  return encoding.allowReserved && place !== "header" ? "reserved" : undefined;
}

/** The last page can be asked for no more than is wanted: where the server does not say by a URL how large it is. */
function resizes({ limit, cursor, offset, page }: Pagination): boolean {
  return limit !== undefined && (cursor ?? offset ?? page) !== undefined;
}

function paginationDescriptor(pagination: Pagination): string {
  const [walk] = walks[pagination.style];
  const name = (key: "cursor" | "limit" | "offset" | "page"): [string, string | undefined] => [
    key,
    pagination[key] === undefined ? undefined : stringLiteral(pagination[key]),
  ];
  const reader = (key: "hasMore" | "next" | "previous" | "total" | "totalPages"): [string, string | undefined] => [
    key,
    pagination[key] && printReader(pagination[key]),
  ];
  return printFields([
    ["walk", walk],
    name("cursor"),
    name("offset"),
    name("page"),
    ["firstPage", pagination.firstPage === undefined ? undefined : String(pagination.firstPage)],
    ["firstOffset", pagination.firstOffset && String(pagination.firstOffset)],
    reader("next"),
    ["itemCursor", pagination.itemCursor && printReader(pagination.itemCursor, "item")],
    reader("previous"),
    reader("total"),
    reader("totalPages"),
    reader("hasMore"),
    ["itemsField", stringLiteral(pagination.items.text)],
    ["items", printReader(pagination.items)],
    ...(resizes(pagination)
      ? [
          name("limit"),
          ["maxLimit", pagination.maxLimit === undefined ? undefined : String(pagination.maxLimit)] as [string, string],
          ["resize", "fewer"] as [string, string],
        ]
      : []),
    ["dropWithCursor", pagination.dropWithCursor.length === 0 ? undefined : printJson(pagination.dropWithCursor)],
  ]);
}

/** `(body) => body.meta?.next`: the compiler checks it against the schema's type. */
export function printReader(field: Field, whole = "body"): string {
  return `(${whole}) => ${whole}${field.steps.map(({ name, optional }) => propertyAccess(name, optional)).join("")}`;
}
