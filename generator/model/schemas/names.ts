/** TypeScript names for schemas: components by their keys, other places by what stands around them. */
import { isObject, splitPointer, type Json, type Pointer } from "../../load/document.js";
import { pascalCase, schemaName, spelledName } from "../names/names.js";
import type { Source } from "../source.js";

/** PascalCase, or the wire name where two would become one. By pointer. */
export function nameSchemas(source: Source, taken: ReadonlySet<string>): Map<Pointer, string> {
  const names = new Map<Pointer, string>();
  const components = source.object(source.root, "components");
  const schemas = components && source.object(components, "schemas");
  if (!schemas) return names;
  const entries = source.entries(schemas);
  const claims = new Map<string, number>();
  for (const [wireName] of entries) claims.set(pascalCase(wireName), (claims.get(pascalCase(wireName)) ?? 0) + 1);
  const wireNames = new Set(entries.map(([wireName]) => wireName));
  const used = new Map<string, { wireName: string; pointer: Pointer }>();
  for (const [wireName, node] of entries) {
    const pascal = pascalCase(wireName);
    const alone = claims.get(pascal) === 1 && pascal !== "";
    const wanted = alone ? pascal : wireName.replaceAll(/[^\p{ID_Continue}]/gu, "_").replace(/^(?=\p{N})|^$/u, "_");
    const isOwn = !used.has(schemaName(wanted, taken)) && (alone || wanted === wireName || !wireNames.has(wanted));
    const spelled = spelledName(wireName);
    const name = schemaName(isOwn || claims.has(spelled) || used.has(spelled) ? wanted : spelled, taken);
    const first = used.get(name);
    if (first !== undefined) {
      source.error(
        "model/duplicate-name",
        node.pointer,
        `The schemas ${JSON.stringify(first.wireName)} and ${JSON.stringify(wireName)} both become \`${name}\`.`,
        {
          related: [{ message: "the other", location: source.document.locate(first.pointer, "key") }],
        },
      );
      continue;
    }
    used.set(name, { wireName, pointer: node.pointer });
    names.set(node.pointer, name);
  }
  return names;
}

/** Words of OpenAPI and JSON Schema that say little of what a schema is about: nothing first, and this if need be. */
const structural = new Map(
  Object.entries({
    $defs: "",
    additionalProperties: "Value",
    allOf: "Part",
    anyOf: "Option",
    callbacks: "",
    components: "",
    content: "",
    default: "Default",
    definitions: "",
    else: "Else",
    headers: "Header",
    if: "If",
    items: "Item",
    oneOf: "Option",
    parameters: "Parameter",
    paths: "",
    patternProperties: "",
    prefixItems: "Element",
    properties: "",
    propertyNames: "Key",
    requestBodies: "",
    requestBody: "Body",
    responses: "Response",
    schema: "",
    schemas: "",
    then: "Then",
    unevaluatedItems: "Item",
    unevaluatedProperties: "Value",
    webhooks: "",
  }),
);
const methods = new Set("get put post delete options head patch trace query".split(" "));
const ordinals = "First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth".split(" ");
/** A longer title is a sentence. */
const longestTitle = 40;
const named = new Set(["properties", "$defs", "definitions", "schemas"]);

/** What a place could be called, the shortest first: `Address`, `UserAddress`, … */
export function* placeNames(pointer: Pointer, value?: Json): Generator<string> {
  const title = isObject(value) && typeof value["title"] === "string" ? value["title"] : undefined;
  const hash = pointer.indexOf("#");
  const file = hash > 0 ? pointer.slice(0, hash).split("/").at(-1) : undefined;
  const tokens = splitPointer(hash > 0 ? pointer.slice(hash + 1) : pointer);
  const words = tokens.map((token, index) => wordOf(token, tokens[index - 1] ?? ""));
  if (file !== undefined) words.unshift({ word: pascalCase(file.replace(/\.[^.]*$/, "")), telling: true });
  const last = words.at(-1);
  const isTelling = last?.telling === true;
  if (title !== undefined && !isTelling && title.length <= longestTitle) yield pascalCase(title);
  const telling = words.flatMap(({ word, telling: tells }) => (tells && word !== "" ? [word] : []));
  const of = tokens.at(-2) ?? "";
  const isOne = /^(?:allOf|anyOf|oneOf)$/.test(of) && last !== undefined && !isTelling;
  if (isOne) yield* partNames(telling.at(-1) ?? "", of, tokens.at(-1) ?? "", value);
  const element = last?.word === "Item" ? singular(telling.at(-1) ?? "") : undefined;
  const end = element ?? `${telling.at(-1) ?? ""}${isTelling ? "" : (last?.word ?? "")}`;
  for (let count = 1; count <= telling.length; count += 1) yield telling.slice(-count, -1).join("") + end;
  const all = words.flatMap(({ word }) => (word === "" ? [] : [word]));
  for (let count = 2; count <= all.length; count += 1) yield all.slice(-count).join("");
}

/** A part of a composition is called by what it brings, since what stands around it says no more than which one it is. */
function* partNames(owner: string, of: string, index: string, value: Json | undefined): Generator<string> {
  const properties = isObject(value) && isObject(value["properties"]) ? Object.keys(value["properties"]) : [];
  const isShort = properties.every((name) => name.length <= longestTitle && /^[^\p{L}]*\p{L}/u.test(name));
  if (isShort && (properties.length === 1 || properties.length === 2)) {
    const brought = `With${properties.map(pascalCase).join("And")}`;
    if (of === "allOf") yield brought;
    yield owner + brought;
  }
  if (of === "allOf" && index === "0" && owner !== "") yield `${owner}Base`;
}

/** `Addresses` → `Address`: an element is told from its list. */
function singular(word: string): string {
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /[^sui]s$/.test(word) ? word.slice(0, -1) : `${word}Item`;
}

function wordOf(token: string, before: string): { word: string; telling: boolean } {
  const plain = structural.get(token);
  if (named.has(before)) return { word: pascalCase(token), telling: true };
  if (plain !== undefined) return { word: plain, telling: false };
  if (before === "responses") return { word: /^[2d]/.test(token) ? "" : pascalCase(`status ${token}`), telling: false };
  if (/^\d+$/.test(token)) return { word: ordinals[Number(token)] ?? `Number${token}`, telling: false };
  if (methods.has(token) || before === "content")
    return { word: before === "content" ? "" : pascalCase(token), telling: false };
  return { word: pascalCase(token.replaceAll(/[{}]/g, " ").replace(/^\/v\d+(?=\/)/, "")), telling: true };
}

/** The first of some names that is free, and free to be a type's; made so by the last resort if none is. */
export function freeName(wanted: Iterable<string>, used: ReadonlySet<string>, taken: ReadonlySet<string>): string {
  let last = "Schema";
  for (const one of wanted) {
    if (one === "") continue;
    last = schemaName(one, taken);
    if (!used.has(last)) return last;
  }
  while (used.has(last)) last = `${last}Schema`;
  return last;
}
