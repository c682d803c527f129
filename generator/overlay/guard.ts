/** Which actions need a guard, and what it could say. */
import { isObject, type Json, type JsonObject } from "../load/document.js";
import type { Edit } from "./edits.js";
import { formatPath, pathOf, quote, type Node } from "./jsonpath/jsonpath.js";
import { collapse, equal, isContainer, isList, put, show, type MutableObject } from "./values.js";

export interface MissingGuard {
  /** A clause: `overwrites $.info.title ("Old")`. */
  readonly deed: string;
  /** An `x-expect` that would hold today. */
  readonly expectations: readonly JsonObject[];
  /** The same as flow YAML. */
  readonly proposal: string;
}

/** More nodes than that, each with something else to say, are only counted. */
const MAX_NODES = 8;

/** Nothing for an action that only adds new keys: there is nothing yet that it could spoil. */
export function missingGuard(edits: readonly Edit[], nodes: readonly Node[], target: string): MissingGuard | undefined {
  const risky = edits.filter((one) => one.kind !== "set" || one.previous !== undefined);
  const [edit] = risky;
  if (edit === undefined || nodes.length === 0) return undefined;
  const expectations = propose(risky, nodes, target);
  return {
    deed: deedOf(edit),
    expectations,
    proposal: flow(expectations.length === 1 ? (expectations[0] as Json) : expectations),
  };
}

function deedOf(edit: Edit): string {
  const place = formatPath([...pathOf(edit.at), ...(edit.kind === "append" ? [] : [edit.key])]);
  if (edit.kind === "append") return `appends to ${place}`;
  return edit.kind === "set" ? `overwrites ${place} (${show(edit.previous, 40)})` : `removes ${place}`;
}

/** What holds for all nodes when they are alike; else what holds for each of a few; else how many there are. */
function propose(edits: readonly Edit[], nodes: readonly Node[], target: string): readonly JsonObject[] {
  const finder = new NodeFinder(nodes);
  const perNode = new Map<Node, Edit[]>(nodes.map((node) => [node, []]));
  for (const edit of edits) perNode.get(finder.find(edit) ?? (nodes[0] as Node))?.push(edit);
  const proposals = nodes.map((node) => expectationFor(node, perNode.get(node) ?? []));
  const [first] = proposals;
  if (first !== undefined && nodes.length === 1) return withoutLongTexts(first, edits, nodes[0] as Node, target);
  const count = nodes.length > 1 ? { count: nodes.length } : {};
  if (first !== undefined && proposals.every((one) => equal(one, first))) return [{ ...count, ...first }];
  if (nodes.length > MAX_NODES) return [count];
  const own = nodes.flatMap((node, index) => {
    const proposal = proposals[index];
    return proposal === undefined ? [] : [{ target: formatPath(pathOf(node)), ...proposal }];
  });
  return [count, ...own];
}

/** Long texts are told by how they begin, each in an expectation of its own. */
function withoutLongTexts(
  proposal: JsonObject,
  edits: readonly Edit[],
  node: Node,
  target: string,
): readonly JsonObject[] {
  if (typeof node.value === "string" && isLongText(node.value)) return [{ contains: beginningOf(node.value) }];
  const texts = new Map<string, JsonObject>();
  const rest = edits.filter((edit) => {
    if (edit.kind !== "set" || typeof edit.previous !== "string" || !isLongText(edit.previous)) return true;
    const below = formatPath([...pathOf(edit.at).slice(pathOf(node).length), edit.key]).slice(1);
    texts.set(below, { target: target + below, contains: beginningOf(edit.previous) });
    return false;
  });
  if (texts.size === 0) return [proposal];
  const own = expectationFor(node, rest);
  return [...(own === undefined ? [] : [own]), ...texts.values()];
}

/** Nobody reads a longer text in a guard. */
const MAX_TEXT = 160;

export function isLongText(text: string): boolean {
  return text.length > MAX_TEXT && collapse(text) !== "";
}

/** A text's first words, for `contains`. */
export function beginningOf(text: string): string {
  const collapsed = collapse(text);
  // Half of a surrogate pair is no text.
  const cut = collapsed.slice(0, 120).replace(/[\uD800-\uDBFF]$/, "");
  const end = collapsed.length > cut.length ? cut.lastIndexOf(" ") : -1;
  return end > 40 ? cut.slice(0, end) : cut;
}

/** From an edit to the target's node that it was made at or below. */
class NodeFinder {
  readonly #containers = new Map<Json, Node>();
  readonly #primitives = new Map<Json | undefined, Map<string | number, Node>>();

  constructor(nodes: readonly Node[]) {
    for (const node of nodes) {
      if (isContainer(node.value)) this.#containers.set(node.value, node);
      const siblings = this.#primitives.get(node.parent?.value) ?? new Map<string | number, Node>();
      this.#primitives.set(node.parent?.value, siblings.set(node.key, node));
    }
  }

  find(edit: Edit): Node | undefined {
    const removed = edit.kind === "append" ? undefined : this.#primitives.get(edit.at.value)?.get(edit.key);
    if (removed !== undefined) return removed;
    for (let at: Node | undefined = edit.at; at !== undefined; at = at.parent) {
      const node = this.#containers.get(at.value);
      if (node !== undefined) return node;
    }
    return undefined;
  }
}

/** Undefined for a node at which nothing is lost. */
function expectationFor(node: Node, edits: readonly Edit[]): JsonObject | undefined {
  const absent: string[] = [];
  let value: Json | undefined;
  for (const edit of edits) {
    const path = pathOf(edit.at).slice(pathOf(node).length);
    if (edit.kind === "append") {
      absent.push(absence(edit.value, path.length === 0 ? "" : formatPath(path).replace("$", "@")));
    } else if (edit.kind === "set") {
      if (edit.at.value !== node.value && node.value === edit.previous) return { value: node.value };
      value = merged(value, nest([...path, edit.key], edit.previous as Json));
    } else return gistExpectation(edit.previous);
  }
  const result = { ...(value !== undefined && { value }), ...(absent.length > 0 && { absent: [...new Set(absent)] }) };
  return Object.keys(result).length === 0 ? undefined : result;
}

function gistExpectation(value: Json): JsonObject {
  if (typeof value === "string" && isLongText(value)) return { contains: beginningOf(value) };
  const isShort = !isContainer(value) || Object.keys(value).length === 0;
  return isShort || (isList(value) && JSON.stringify(value).length <= MAX_TEXT)
    ? { exactly: value }
    : { value: gist(value) };
}

/** Two nested values in one. */
function merged(left: Json | undefined, right: Json): Json {
  if (!isObject(left) || !isObject(right)) return right;
  const result: MutableObject = {};
  for (const key of Object.keys(left)) put(result, key, left[key] as Json);
  for (const key of Object.keys(right)) {
    put(result, key, merged(Object.hasOwn(result, key) ? result[key] : undefined, right[key] as Json));
  }
  return result;
}

/** `@[?@.name=='_cursor']`, or for a plain item `@[?@=='read']`. */
function absence(item: Json, target: string): string {
  const list = target === "" ? "@" : target;
  if (!isObject(item)) return isContainer(item) ? `${list}[?@==null]` : `${list}[?@==${literal(item)}]`;
  const key =
    ["name", "$ref", "operationId", "id", "url"].find((one) => Object.hasOwn(item, one)) ?? Object.keys(item)[0];
  const value = key === undefined ? undefined : item[key];
  if (key === undefined || value === undefined) return `${list}[0]`;
  const field = /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${quote(key)}]`;
  return isContainer(value) ? `${list}[?@${field}]` : `${list}[?@${field}==${literal(value)}]`;
}

function literal(value: Json): string {
  return typeof value === "string" ? quote(value) : String(value);
}

function nest(path: readonly (string | number)[], value: Json): Json {
  return path.reduceRight<Json>((inner, key) => {
    const outer: MutableObject = {};
    put(outer, String(key), inner);
    return typeof key === "number" ? [inner] : outer;
  }, value);
}

/** Enough of a value to know it again: its first few primitive fields. */
function gist(value: readonly Json[] | JsonObject): Json {
  if (isList(value)) return value.slice(0, 1).map((item) => (isContainer(item) ? gist(item) : item));
  const result: MutableObject = {};
  for (const key of Object.keys(value)) {
    const part = value[key] as Json;
    if (!isContainer(part) && String(part).length <= 60 && Object.keys(result).length < 3) put(result, key, part);
  }
  const [key] = Object.keys(value);
  const inner = key === undefined ? undefined : value[key];
  if (key !== undefined && Object.keys(result).length === 0 && isContainer(inner)) put(result, key, gist(inner));
  return result;
}

/** YAML in braces, as a person would write it. */
function flow(value: Json): string {
  if (isList(value)) return `[${value.map(flow).join(", ")}]`;
  if (isObject(value))
    return `{${Object.keys(value)
      .map((key) => `${scalar(key)}: ${flow(value[key] as Json)}`)
      .join(", ")}}`;
  return typeof value === "string" ? scalar(value) : String(value);
}

function scalar(text: string): string {
  const plain =
    /^[A-Za-z_/][\w/ .-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text) && !text.endsWith(" ");
  return plain ? text : JSON.stringify(text);
}
