/** The request body of an operation: its part of the params' type, and of the descriptor. */
import type { BodyContent, Operation, PropertyEncoding, RequestBody } from "../model/model.js";
import { printFields, printInline, printJson } from "./code.js";
import { comment, docComment } from "./docs.js";
import { docText, propertyKey, stringLiteral } from "./escape.js";
import type { Imports } from "./imports.js";
import { printType } from "./types.js";

const modules = { form: "body", json: "body", jsonLines: "lines", multipart: "multipart", raw: "body" } as const;

const hasChoice = ({ contents, hasDefault }: RequestBody): boolean => contents.length > 1 || !hasDefault;

/** Declares what the body's code needs from the runtime. */
export function bodyUses({ body }: Operation, imports: Imports): void {
  for (const { writer, encoding, type } of body?.contents ?? []) {
    imports.value(`../runtime/${modules[writer]}.js`, `${writer}Body`);
    if (writer === "raw" || writer === "jsonLines") imports.type("../runtime/types.js", "BodyBytes");
    if (writer === "multipart" && type.kind !== "never") imports.type("../runtime/multipart.js", "MultipartBody");
    for (const { style, encode } of encoding.map((one) => functionsOf(writer, one))) {
      if (style) imports.value("../runtime/styles.js", style);
      if (encode) imports.value("../runtime/styles.js", encode);
    }
  }
  if (!body || !hasChoice(body)) return;
  imports.value("../runtime/choice.js", "chosenBody");
  imports.value("../runtime/check.js", body.contents.some(isRange) ? "string" : "values");
}

const isRange = ({ mediaType }: BodyContent): boolean => /^[^;]*\*/.test(mediaType);

/** The runtime's functions for a property that is not written as usual. */
function functionsOf(
  writer: BodyContent["writer"],
  { style: given, contentType }: PropertyEncoding,
): { readonly style?: string; readonly encode?: string } {
  if (!given) return writer === "form" && /[/+]json\s*$/i.test(contentType ?? "") ? { style: "jsonPair" } : {};
  const { style, explode, allowReserved } = given;
  const asForm = style === "form" || (explode && style !== "deepObject");
  const name = asForm ? (explode ? "form" : "formJoined") : style;
  // The parts of a list are repeated as they are.
  if (writer === "multipart") return name === "form" ? {} : { style: name };
  return { style: name, ...(allowReserved && { encode: "reserved" }) };
}

/** What the body may be given as. */
function contentType({ writer, mediaType, type }: BodyContent): string {
  if (writer === "raw") return "BodyBytes";
  if (writer === "jsonLines") return `Iterable<${printType(type)}> | BodyBytes`;
  if (writer !== "multipart") return printType(type);
  const parts = `MultipartBody<${printType(type)}>`;
  return /^multipart\/form-data/i.test(mediaType) ? `FormData | ${parts}` : parts;
}

/** `"image/png"`, or for a range `` `image/${string}` ``: before its star are only characters of an HTTP token. */
function literalType(content: BodyContent): string {
  return isRange(content)
    ? `\`${content.mediaType.replace(/\*.*/s, "")}\${string}\``
    : stringLiteral(content.mediaType);
}

export interface BodyMembers {
  /** The members that every call has. */
  readonly common: string;
  /** Sets of members of which a call has one; none when there is but one way. */
  readonly variants: readonly string[];
}

/** The body's members of the params object. */
export function bodyMembers(body: RequestBody): BodyMembers {
  const { contents, required, hasDefault } = body;
  const byType = new Map<string, BodyContent[]>();
  for (const content of contents)
    byType.set(contentType(content), [...(byType.get(contentType(content)) ?? []), content]);
  const groups = [...byType].map(([type, group], index) => {
    const isDefault = hasDefault && index === 0;
    const names = group.map(literalType).join(" | ");
    const about = isDefault
      ? [`How the body is sent; ${docText(stringLiteral(contents[0]!.mediaType))} unless said.`]
      : [];
    const chosen = `${about.length > 0 ? comment(about) : ""}contentType${isDefault ? "?" : ""}: ${names}${isDefault ? " | undefined" : ""};\n`;
    const own = `${docComment(body.doc, "The request body")}body${required ? "" : "?"}: ${type}${required ? "" : " | undefined"};`;
    return `${hasChoice(body) ? chosen : ""}${own}`;
  });
  if (!required && !hasDefault) groups.push("contentType?: undefined;\nbody?: undefined;");
  return groups.length === 1 ? { common: groups[0]!, variants: [] } : { common: "", variants: groups };
}

/** `contentType`, as the check before sending sees it. */
export function contentTypeParameter({ body }: Operation): [string, string][] {
  if (!body || !hasChoice(body)) return [];
  const names = body.contents.map((one) => one.mediaType);
  const check = body.contents.some(isRange) ? "check: string" : `check: values, values: ${printJson(names)}`;
  return [["contentType", `{ in: "body", ${check} }`]];
}

export function bodyDescriptor(body: RequestBody): string {
  const [first] = body.contents;
  const required = body.required ? "true" : undefined;
  if (!first || !hasChoice(body)) return first ? contentDescriptor(first, required) : "{}";
  return printFields([
    ["mediaType", stringLiteral(body.hasDefault ? first.mediaType : "")],
    ["required", required],
    ["write", "chosenBody"],
    ["choices", `[${body.contents.map((one) => contentDescriptor(one)).join(", ")}]`],
  ]);
}

function contentDescriptor({ mediaType, writer, encoding }: BodyContent, required?: string): string {
  const own = encoding.flatMap((one): [string, string][] => {
    const { style, encode } = functionsOf(writer, one);
    const told = writer === "multipart" && one.contentType !== undefined ? stringLiteral(one.contentType) : undefined;
    const fields = [["style", style] as const, ["encode", encode] as const, ["contentType", told] as const];
    return fields.some(([, value]) => value !== undefined) ? [[propertyKey(one.name), printInline(fields)]] : [];
  });
  return printInline([
    ["mediaType", stringLiteral(mediaType)],
    ["required", required],
    ["write", `${writer}Body`],
    ["encoding", own.length === 0 ? undefined : printInline(own)],
  ]);
}
