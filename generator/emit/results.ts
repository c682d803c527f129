/** What comes back from an operation: its types, and its part of the descriptor. */
import type { Operation, Pagination, ResponseContent, SuccessResponse, Type } from "../model/model.js";
import { printInline } from "./code.js";
import { comment, proseComment } from "./docs.js";
import { propertyKey, stringLiteral } from "./escape.js";
import type { Imports } from "./imports.js";
import { emitErrorType, rangesOf } from "./error-types.js";
import { declareType } from "./schemas.js";
import { printType } from "./types.js";

const readerModules = {
  blob: "read",
  events: "events",
  jsonEvents: "events",
  jsonLines: "events",
  jsonSequence: "events",
  mixedEvents: "events",
  text: "read",
} as const satisfies Record<Exclude<ResponseContent["reader"], "json">, string>;

/** The schema types that the results of an operation name. */
export function resultTypes({ success, errors }: Operation): Type[] {
  const contents = success.responses.flatMap((one) => one.contents);
  return [
    ...contents.flatMap(({ reader, type, events }) =>
      reader === "text" || reader === "blob" ? [] : [type, ...(events ?? []).flatMap((event) => event.data ?? [])],
    ),
    ...errors.flatMap((one) => one.json ?? []),
  ];
}

/** Declares what the code about the results needs from the runtime. */
export function resultUses(operation: Operation, imports: Imports): void {
  const { success, errors, pagination } = operation;
  const contents = success.responses.flatMap((one) => one.contents);
  for (const { reader } of contents) {
    if (reader === "json") continue;
    imports.value("../runtime/read.js", "byType");
    imports.value(`../runtime/${readerModules[reader]}.js`, reader);
    if (reader.endsWith("vents") && !pagination) imports.type("../runtime/events.js", "ServerSentEvent");
  }
  if (contents.length === 0) imports.value("../runtime/read.js", success.isUnknown ? "anything" : "nothing");
  if (errors.length > 0) imports.type("../runtime/errors.js", "DocumentedError");
  for (const range of rangesOf(errors)) imports.type("../runtime/types.js", range);
  if (pagination) return;
  const isMany = mediaTypesOf(operation).length > 0;
  const kind = isStream(operation) ? "stream" : isMany ? "callFor" : "call";
  imports.value(`../runtime/${kind === "stream" ? "stream" : "call"}.js`, kind);
  if (kind === "stream") imports.type("../runtime/stream.js", "ItemStream");
  else imports.type("../runtime/call.js", "ApiPromise");
  imports.type("../runtime/operation.js", "Operation");
  if (!hasAnswer(operation)) return;
  imports.type("../runtime/types.js", "WithResponse");
  if (success.responses.some((one) => typeof one.status === "string"))
    imports.type("../runtime/types.js", "SuccessStatus");
}

function itemText({ reader, type, events = [] }: ResponseContent): string {
  if (reader === "jsonLines" || reader === "jsonSequence") return printType(type);
  if (events.length === 0) return `ServerSentEvent<${printType(type)}>`;
  const variants = events.map(({ names, data }) => {
    const text = data ? printType(data) : reader === "events" ? "string" : "unknown";
    return `ServerSentEvent<${text}${names.length > 0 ? `, ${names.map(stringLiteral).join(" | ")}` : ""}>`;
  });
  return [...new Set(variants)].join(" | ");
}

const contentTexts = new WeakMap<ResponseContent, string>();

function contentText(content: ResponseContent): string {
  const text = contentTexts.get(content) ?? printContent(content);
  contentTexts.set(content, text);
  return text;
}

function printContent(content: ResponseContent): string {
  if (content.reader === "json") return printType(content.type);
  if (content.reader === "text") return "string";
  return content.reader === "blob" ? "Blob" : `AsyncIterable<${itemText(content)}>`;
}

/** The contents that come for these media types. */
function wanted({ contents }: SuccessResponse, accept: readonly string[]): readonly ResponseContent[] {
  return contents.filter((one) => accept.includes(one.mediaType));
}

/** The union of what responses can have as their data, for these media types. */
function dataText(responses: readonly SuccessResponse[], accept: readonly string[]): string {
  const texts = responses.flatMap((one) =>
    one.contents.length === 0 ? ["undefined"] : wanted(one, accept).map(contentText),
  );
  const all = [...new Set(texts)];
  if (all.includes("unknown")) return "unknown";
  return all.length === 0
    ? "undefined"
    : all.sort((a, b) => Number(a === "undefined") - Number(b === "undefined")).join(" | ");
}

/** Whether a success is always a stream of items, so that it is walked like a list. */
export function isStream({ success: { accept, responses } }: Operation): boolean {
  const contents = responses.flatMap((one) => wanted(one, accept));
  const isAlways = responses.every((one) => one.contents.length > 0) && contents.length > 0;
  return isAlways && !contents.some(({ reader }) => ["blob", "json", "text"].includes(reader));
}

/** Whether a type has a name depends on how long it is, so each is printed once and asked for often. */
const fullTexts = new WeakMap<Operation, string>();

/** The type of a call's data, or of the body of one page, in full. */
function fullText(operation: Operation): string {
  const text = fullTexts.get(operation) ?? printFull(operation);
  fullTexts.set(operation, text);
  return text;
}

function printFull(operation: Operation): string {
  const { success, pagination } = operation;
  if (!pagination && isStream(operation)) return `AsyncIterable<${itemsText(operation)}>`;
  const { json, accept, responses, isUnknown } = success;
  if (isUnknown) return "unknown";
  if (pagination) return json ? printType(json) : "unknown";
  const contents = responses.flatMap((one) => wanted(one, accept));
  const isPlain = json && contents.every((one) => one.reader === "json");
  const isEmpty = responses.some((one) => one.contents.length === 0);
  if (isPlain) return isEmpty && json.kind !== "unknown" ? `${printType(json)} | undefined` : printType(json);
  return dataText(responses, accept);
}

/** A type that would be long to repeat gets a name. */
export function isLong(text: string): boolean {
  return text.includes("{") || text.length > 60;
}

/** Whether what a call gives has a name of its own. What depends on the media type is named there. */
function hasResult(operation: Operation): boolean {
  return isLong(fullText(operation)) && mediaTypesOf(operation).length === 0;
}

/** What a call gives, or the body of one page. */
export function resultText(operation: Operation): string {
  return hasResult(operation) ? `${operation.typeName}Result` : fullText(operation);
}

function fullItem({ success: { accept, responses } }: Operation): string {
  return [...new Set(responses.flatMap((one) => wanted(one, accept)).map(itemText))].join(" | ");
}

/** The type of a stream's items. */
export function itemsText(operation: Operation): string {
  return isLong(fullItem(operation)) ? `${operation.typeName}Item` : fullItem(operation);
}

/** The media types between which a caller can choose; none when there is no choice. */
export function mediaTypesOf(operation: Operation): string[] {
  if (operation.pagination || isStream(operation)) return [];
  const names = operation.success.responses.flatMap((one) => one.contents.map(({ mediaType }) => mediaType));
  const all = [...new Set(names)];
  return all.length > 1 ? all : [];
}

/** Whether the answer's status or headers tell more than its data alone. */
function hasAnswer(operation: Operation): boolean {
  const { success, pagination } = operation;
  if (pagination) return false;
  if (mediaTypesOf(operation).length > 0) return success.responses.some((one) => one.headers.length > 0);
  const texts = success.responses.map((one) => dataText([one], success.accept));
  return new Set(texts).size > 1 || success.responses.some((one) => one.headers.length > 0);
}

/** The names of the types that the results declare. */
export function resultTypeNames(operation: Operation): string[] {
  const { typeName, errors } = operation;
  const items = !operation.pagination && isStream(operation) && isLong(fullItem(operation));
  return [
    ...(items ? [`${typeName}Item`] : []),
    ...(hasResult(operation) ? [`${typeName}Result`] : []),
    ...(mediaTypesOf(operation).length > 0 ? [`${typeName}ByType`] : []),
    ...(hasAnswer(operation) ? [`${typeName}Answer`] : []),
    ...(errors.length > 0 ? [`${typeName}Error`] : []),
  ];
}

/** The declarations of the types that the results need. */
export function emitResultTypes(operation: Operation): string[] {
  const { id, typeName, pagination, success, errors } = operation;
  const parts: string[] = [];
  const text = fullText(operation);
  const item = fullItem(operation);
  if (!pagination && isStream(operation) && isLong(item))
    parts.push(`${comment([`One item of \`${id}\`.`])}export type ${typeName}Item = ${item};\n`);
  if (hasResult(operation)) {
    const about = pagination ? `The response body of one page of \`${id}\`.` : `What \`${id}\` returns.`;
    const isOne = success.json && printType(success.json) === text;
    const declared = isOne
      ? declareType(`${typeName}Result`, success.json)
      : `export type ${typeName}Result = ${text};\n`;
    parts.push(`${comment([about])}${declared}`);
  }
  const names = mediaTypesOf(operation);
  if (names.length > 0) {
    const members = names.map((name) => `${propertyKey(name)}: ${dataText(success.responses, [name])};`);
    const about = `What \`${id}\` returns, by the media type that the option \`accept\` asks for.`;
    parts.push(`${comment([about])}export interface ${typeName}ByType {\n${members.join("\n")}\n}\n`);
  }
  if (hasAnswer(operation)) parts.push(emitAnswer(operation));
  if (errors.length > 0) parts.push(emitErrorType(operation));
  return parts;
}

function emitAnswer(operation: Operation): string {
  const {
    id,
    typeName,
    success: { accept, responses },
  } = operation;
  const isMany = mediaTypesOf(operation).length > 0;
  const members = responses.map((one) => {
    const { status, headers } = one;
    const others = responses.flatMap((other) => (typeof other.status === "number" ? [String(other.status)] : []));
    const range = others.length > 0 ? `Exclude<SuccessStatus, ${others.join(" | ")}>` : "SuccessStatus";
    const named = headers.map(({ name, required, values, description }) => {
      const type = values.length > 0 ? `${values.map(stringLiteral).join(" | ")} | (string & {})` : "string";
      return `${proseComment(description)}${propertyKey(name)}: ${type}${required ? "" : " | null"};`;
    });
    const type = typeof status === "number" ? String(status) : range;
    const data = isMany ? `${typeName}ByType[Accept]` : dataText([one], accept);
    return `WithResponse<${data}, ${type}${named.length > 0 ? `, {\n${named.join("\n")}\n}` : ""}>`;
  });
  const about = `What \`${id}\` gives with \`withResponse()\`.`;
  return `${comment([about])}export type ${typeName}Answer${isMany ? `<Accept extends keyof ${typeName}ByType>` : ""} = ${[...new Set(members)].join(" | ")};\n`;
}

/** What a method of the operation looks like, and what it does. */
export interface Signature {
  readonly generics: string;
  readonly options: string;
  readonly result: string;
  /** The function of the runtime that does it. */
  readonly does: "call" | "callFor" | "linkedList" | "list" | "stream";
}

/** The function that makes a list: less of the runtime where no parameter says where a page is. */
export function listFunction({ cursor, offset, page }: Pagination): "linkedList" | "list" {
  return (cursor ?? offset ?? page) === undefined ? "linkedList" : "list";
}

export function resultSignature(operation: Operation, list: string): Signature {
  const { typeName, success } = operation;
  const plain = { generics: "", options: "options?: RequestOptions" };
  const full = hasAnswer(operation) ? `, ${typeName}Answer` : "";
  if (operation.pagination) return { ...plain, result: list, does: listFunction(operation.pagination) };
  if (isStream(operation)) return { ...plain, result: `ItemStream<${itemsText(operation)}${full}>`, does: "stream" };
  if (mediaTypesOf(operation).length === 0)
    return { ...plain, result: `ApiPromise<${resultText(operation)}${full}>`, does: "call" };
  return {
    generics: `<Accept extends keyof ${typeName}ByType = ${success.accept.map(stringLiteral).join(" | ")}>`,
    options: "options?: RequestOptions & { readonly accept?: Accept | undefined }",
    result: `ApiPromise<${typeName}ByType[Accept]${full === "" ? "" : `${full}<Accept>`}>`,
    does: "callFor",
  };
}

/** The type of the descriptor. */
export function descriptorType(operation: Operation): string {
  const { typeName } = operation;
  const isMany = mediaTypesOf(operation).length > 0;
  const full = hasAnswer(operation) && !isMany ? `, ${typeName}Answer` : "";
  const result = isMany ? `${typeName}ByType[keyof ${typeName}ByType]` : resultText(operation);
  return `Operation<${typeName}Params, ${result}${full}>`;
}

/** The descriptor's fields about responses. */
export function resultFields({ success, errors }: Operation): [string, string | undefined][] {
  const { accept, responses } = success;
  const none = success.isUnknown ? "anything" : "nothing";
  const contents = responses.flatMap((one) => one.contents);
  const readers = new Map(contents.flatMap((one) => (one.reader === "json" ? [] : [[one.mediaType, one.reader]])));
  const isEmpty = responses.some((one) => one.contents.length === 0 && one.status !== 204 && one.status !== 205);
  const hasJson = contents.some((one) => one.reader === "json" && accept.includes(one.mediaType));
  // What an error may be is asked for as well, where JSON is not asked for anyway: else a strict server has nothing to say it in.
  const forErrors = hasJson
    ? []
    : errors.flatMap((one) => one.mediaTypes.filter((name) => !accept.includes(name) && !name.includes(";")));
  const asked = [...accept, ...[...new Set(forErrors)].map((name) => `${name};q=0.5`)].join(", ");
  const isDefault = contents.length === 0 || asked === "application/json";
  const kinds = errors.map(({ status, json, isText }): [string, string] => [
    typeof status === "number" ? String(status) : propertyKey(status),
    json ? (isText ? '"json or text"' : '"json"') : isText ? '"text"' : '"unknown"',
  ]);
  return [
    ["accept", success.isUnknown ? '"*/*"' : isDefault ? undefined : stringLiteral(asked)],
    ["read", contents.length === 0 ? none : readers.size > 0 ? "byType" : undefined],
    [
      "types",
      readers.size === 0 ? undefined : printInline([...readers].map(([name, reader]) => [propertyKey(name), reader])),
    ],
    ["mayBeEmpty", isEmpty && contents.length > 0 ? "true" : undefined],
    ["errors", errors.length === 0 ? undefined : printInline(kinds)],
  ];
}
