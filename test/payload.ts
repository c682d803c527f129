/** A document with a payload in its strings, and what of the code that it makes must not change by that. */
import { parseAst } from "rolldown/parseAst";
import { isObject, setOwn, type Json, type JsonObject } from "../generator/load/document.js";

/** Ends a comment, a string of each kind, a template, a line, an element, and calls what must never be called. */
export const payload = "*/pwned();\"'`);${pwned()}\\\r\n\u2028</script>../../x";

/** What is put behind the texts of each place. */
export interface Additions {
  readonly text: string;
  /** In names, dots and slashes would change which resource an operation belongs to, and so the tree. */
  readonly name: string;
  /** A media type's parameter, in quotes. */
  readonly media: string;
  readonly path: string;
  readonly pattern: string;
}

export const payloads: Additions = {
  text: payload,
  name: "*/pwned()\"'`${pwned()}\\\n",
  media: "*/pwned()'`${pwned()}",
  path: "/*/pwned()\"'`${pwned()\\",
  pattern: "|\\*\\/pwned\\(\\)\"'`",
};

/** The same words: names are made of words, a media type with a parameter is another one. Only what is around them differs. */
export const words: Additions = {
  text: " pwned pwned script x",
  name: " pwned pwned",
  media: "pwned pwned",
  path: "/-/pwned ${pwned",
  pattern: "|pwned",
};

/** Keywords whose texts are for people or are data: any text may stand there. */
const free = new Set(["description", "summary", "title", "example", "termsOfService", "email", "bearerFormat"]);
const wholly = new Set(["default", "example", "examples"]);
const mapsOfNames = new Set([
  "properties",
  "schemas",
  "responses",
  "parameters",
  "requestBodies",
  "headers",
  "examples",
]);

/** The same document, with more after every text and name whose change does not change what is meant. */
export function poison(document: JsonObject, additions: Additions): JsonObject {
  return visit(document, [], additions) as JsonObject;
}

function visit(value: Json, path: readonly string[], additions: Additions): Json {
  if (Array.isArray(value)) return value.map((item: Json) => visit(item, [...path, "*"], additions));
  if (!isObject(value)) return leaf(value, path, additions);
  const made: Record<string, Json> = {};
  const isData = path.some((key) => key.startsWith("x-")) || path.some(isWhole);
  for (const [key, item] of Object.entries(value))
    setOwn(made, isData ? key : nameOf(key, path, additions), visit(item, [...path, key], additions));
  return made;

  function isWhole(key: string, index: number): boolean {
    return wholly.has(key) && !isName(path.slice(0, index));
  }
}

/** Whether the keys of an object at a path are names that the vendor chose. */
function isName(path: readonly string[]): boolean {
  const [last = ""] = path.slice(-1);
  const before = path.at(-2);
  if (before === "components") return path.length === 2;
  if (last === "properties" || last === "patternProperties") return !isName(path.slice(0, -1));
  return (last === "content" || last === "responses") && !isName(path.slice(0, -1));
}

function nameOf(key: string, path: readonly string[], { name, media, path: more }: Additions): string {
  const last = path.at(-1);
  if (path[0] === "components" && path.length === 2 && mapsOfNames.has(last ?? "")) return key + name;
  if (last === "properties" && isName(path)) return key + name;
  if (last === "mapping" && path.at(-2) === "discriminator") return key + name;
  // JSON alone is what nobody has to ask for: with a parameter, it is asked for.
  if (last === "content" && isName(path) && key !== "application/json") return `${key}; x="${media}"`;
  if (path.length === 1 && last === "paths" && /^\/\w/.test(key)) return key + more;
  return key;
}

function leaf(value: Json, path: readonly string[], { text, name, pattern }: Additions): Json {
  if (typeof value !== "string") return value;
  const [key = ""] = path.slice(-1);
  const parent = path.slice(0, -1);
  const reference = encodeURIComponent(name.replaceAll("/", "~1"));
  if (path.some((one) => one.startsWith("x-"))) return value + text;
  if (path.some((one, index) => wholly.has(one) && !isName(path.slice(0, index)))) return value + text;
  if (isName(parent) || (parent.at(-2) === "variables" && parent.includes("servers"))) return value;
  if (key === "$ref" && /^#\/components\/[^/]+\/[^/]+$/.test(value)) return value + reference;
  if (parent.at(-1) === "mapping" && value.startsWith("#/components/schemas/")) return value + reference;
  if (free.has(key)) return value + text;
  if (key === "*" && (path.at(-2) === "enum" || path.at(-2) === "required") && !isName(path.slice(0, -2)))
    return value + name;
  if (key === "*" && path.at(-2) === "tags") return value + text;
  if (key === "name" && path[0] === "tags") return value + text;
  if (key === "operationId" || key === "propertyName") return value + name;
  if (key === "pattern") return value + pattern;
  if (key === "url" && path.includes("externalDocs")) return value + text;
  return value;
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const ignored = new Set(["start", "end", "loc", "range", "raw", "name", "value", "cooked", "comments", "hashbang"]);

/** A tree without texts and names: two sources that differ in nothing but these have the same. */
export function shape(path: string, text: string): string {
  return shapeOf(parse(path, text));
}

function shapeOf(value: unknown): string {
  if (Array.isArray(value)) {
    const items = value.map(shapeOf);
    // What is imported and exported stands in the order of its names.
    return `[${(items.every((item) => sortedByName.test(item)) ? items.sort() : items).join("")}]`;
  }
  if (typeof value !== "object" || value === null) return "";
  const node = value as Node;
  if (node.type === "Program") return shapeOfProgram(node["body"] as readonly Node[]);
  // A key may be written with or without quotes.
  if (/^(?:Identifier|Literal)$/.test(node.type ?? "")) return `(${kindOf(node)})`;
  const parts = Object.entries(node).map(([key, item]) => {
    if (key === "computed" || key === "optional" || key === "kind") return `${key}=${String(item)}`;
    return ignored.has(key) && typeof item !== "object" ? "" : shapeOf(item);
  });
  return `(${node.type ?? ""}${parts.join("")})`;
}

const sortedByName = /^\((?:Im|Ex)portSpecifier/;

/** Imports and exports first, whatever their order and however many of them share a file. */
function shapeOfProgram(body: readonly Node[]): string {
  const passing = body.filter((one) => one.type === "ImportDeclaration" || one["source"] != null);
  const specifiers = passing.flatMap((one) => (one["specifiers"] as readonly Node[] | undefined) ?? [one]);
  const others = body.filter((one) => !passing.includes(one));
  return [...specifiers.map(shapeOf).sort(), ...others.map(shapeOf)].join("\n");
}

function kindOf(node: Node): string {
  return node.type === "Identifier" || typeof node["value"] === "string" ? "text" : typeof node["value"];
}

export function parse(path: string, text: string): Node {
  const lang = path.endsWith(".js") ? "js" : path.endsWith(".d.ts") ? "dts" : "ts";
  return parseAst(text, { lang }, path) as unknown as Node;
}

const functions = new Set(["ArrowFunctionExpression", "FunctionDeclaration", "FunctionExpression"]);
const deeds = /^(?:Assignment|Await|Call|Import|New|TaggedTemplate|Update|Yield)Expression$/;

/** What a source does that no payload may make it do: run when it is imported, call `pwned`, hold a template. */
export function misdeeds(path: string, text: string): string[] {
  const found: string[] = [];
  const walk = (value: unknown, inside: boolean): void => {
    if (Array.isArray(value)) for (const item of value) walk(item, inside);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return;
    const node = value as Node;
    if (node.type === "CallExpression" && (node["callee"] as Node)["name"] === "pwned") found.push("a call of pwned");
    if (node.type === "TemplateLiteral") found.push("a template");
    if (!inside && deeds.test(node.type ?? "")) found.push(`a ${node.type} on import`);
    for (const item of Object.values(node)) walk(item, inside || functions.has(node.type));
  };
  walk(parse(path, text), false);
  return found.map((one) => `${path}: ${one}`);
}
