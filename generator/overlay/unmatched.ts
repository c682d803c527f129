/** Why a query selects nothing: the deepest part of it that does select something, and what stands there instead of the rest. */
import { isObject, type Json } from "../load/document.js";
import {
  childrenOf,
  formatKey,
  formatPath,
  formatPrefix,
  formatRest,
  holds,
  pathOf,
  selectPrefix,
  valueOf,
} from "./jsonpath/jsonpath.js";
import type { Condition, Node, Query, Selector } from "./jsonpath/jsonpath.js";
import { nearest, oneOf } from "../nearest.js";
import { isContainer, isList, kindOf, shorten, show } from "./values.js";

export interface Explanation {
  /** A clause: `$.paths has no ['/events/']`. */
  readonly reason: string;
  readonly help: string | undefined;
  /** The node to show: the nearest to what was meant. */
  readonly node: Node;
  readonly isNearest: boolean;
  /** The part of the query that selects something, and the rest. */
  readonly matched: string;
  readonly rest: string;
}

/** Explains a query that selects nothing. */
export function explainUnmatched(query: Query, root: Node): Explanation {
  let nodes: readonly Node[] = [root];
  let count = 0;
  for (; count < query.segments.length; count++) {
    const next = selectPrefix(query, count + 1, root);
    if (next.length === 0) break;
    nodes = next;
  }
  const segment = query.segments[count];
  const parts = { matched: formatPrefix(query, count), rest: formatRest(query, count) };
  const deep = segment?.kind === "descendant";
  const within = deep ? nodes.flatMap(everythingBelow) : nodes;
  const [only, ...others] = segment?.selectors ?? [];
  const clue =
    only === undefined || others.length > 0
      ? undefined
      : clueFor(only, within, root, deep ? `nothing below ${parts.matched}` : undefined);
  return {
    reason: clue?.reason ?? `${parts.matched} has no ${segment?.text ?? "such node"}`,
    help: clue?.help,
    node: clue?.node ?? (nodes[0] as Node),
    isNearest: clue?.node !== undefined,
    ...parts,
  };
}

interface Clue {
  readonly reason: string;
  readonly help?: string | undefined;
  /** What comes nearest. */
  readonly node?: Node;
}

function clueFor(selector: Selector, nodes: readonly Node[], root: Node, deep: string | undefined): Clue | undefined {
  switch (selector.kind) {
    case "name":
      return nameClue(selector.name, nodes, deep);
    case "filter":
      return filterClue(selector.condition, nodes, root);
    case "wildcard":
      return {
        reason: `${where(nodes)} is ${kindOf(first(nodes).value)}${nodes.length > 1 ? ", and so on" : ""}: nothing is in it`,
      };
    case "index":
    case "slice":
      return { reason: `${where(nodes)} is ${kindOf(first(nodes).value)}` };
  }
}

function nameClue(name: string, nodes: readonly Node[], deep: string | undefined): Clue {
  const owners = new Map<string, Node>();
  for (const node of nodes)
    if (isObject(node.value)) for (const key of Object.keys(node.value)) if (!owners.has(key)) owners.set(key, node);
  const names = nearest(name, owners.keys());
  const reason = deep === undefined ? missingName(name, nodes) : `${deep} is called ${name}`;
  if (names.length > 0) {
    const owner = owners.get(names[0] as string) as Node;
    const key = names[0] as string;
    const node = { value: (owner.value as { readonly [key: string]: Json })[key] as Json, parent: owner, key };
    const shown = names.map((one) => (deep === undefined ? formatKey(one) : one));
    return { reason, help: `Did you mean ${oneOf(shown)}?`, node };
  }
  return { reason, help: deep === undefined && owners.size > 0 ? `It has ${list([...owners.keys()])}.` : undefined };
}

function missingName(name: string, nodes: readonly Node[]): string {
  const [only] = nodes;
  const noObject = nodes.find((node) => isObject(node.value)) === undefined;
  if (only !== undefined && noObject) return `${where(nodes)} is ${kindOf(only.value)}, not an object`;
  return `${where(nodes)} has no ${formatKey(name)}`;
}

function list(keys: readonly string[], most = 8): string {
  const shown = keys.slice(0, most).map(formatKey).join(", ");
  return keys.length > most ? `${shown} and ${keys.length - most} more` : shown;
}

/** Of all candidates the one that fulfils most of the conditions, and the first condition that it does not. */
function filterClue(condition: Condition, nodes: readonly Node[], root: Node): Clue {
  const candidates = nodes.flatMap(childrenOf);
  if (candidates.length === 0) {
    return { reason: `${where(nodes)} is ${kindOf(first(nodes).value)}: there is nothing to filter` };
  }
  const conditions = condition.kind === "and" ? condition.operands : [condition];
  const failing = candidates.map((node) => conditions.filter((one) => !holds(one, root, node)));
  const fewest = Math.min(...failing.map((list) => list.length));
  const missed = failing.find((list) => list.length === fewest)?.[0] ?? condition;
  const peers = candidates.filter((_, index) => failing[index]?.length === fewest && failing[index]?.[0] === missed);
  const { node, help } = suggestion(missed, peers, root);
  if (fewest < conditions.length) {
    const best = node ?? first(peers);
    const found = whatIsThere(missed, root, best);
    const reason = `${formatPath(pathOf(best))} comes nearest, but there \`${missed.text}\` does not hold${found}`;
    return { reason, help: peers.length > 1 ? help : undefined, node: best };
  }
  const count = candidates.length === 1 ? "the one candidate" : `none of the ${candidates.length} candidates`;
  const verb = candidates.length === 1 ? "does not fulfil" : "fulfils";
  const reason = `${count} in ${where(nodes)} ${verb} \`${shorten(condition.text, 80)}\``;
  return node === undefined ? { reason, help } : { reason, help, node };
}

/** `: it is 50` for a comparison of a query. */
function whatIsThere(condition: Condition, root: Node, node: Node): string {
  if (condition.kind !== "comparison") return "";
  const { left, right } = condition;
  const asked = left.kind === "literal" ? right : left;
  const value = valueOf(asked, root, node);
  return value === undefined ? ": there is no such value" : `: it is ${show(value)}`;
}

/** For a comparison with a text, the nearest texts that are really there, or all of them. */
function suggestion(condition: Condition, candidates: readonly Node[], root: Node): { help?: string; node?: Node } {
  if (condition.kind !== "comparison" || condition.operator !== "==") return {};
  const { left, right } = condition;
  const [literal, asked] = left.kind === "literal" ? [left, right] : [right, left];
  if (literal.kind !== "literal" || typeof literal.value !== "string") return {};
  const texts = new Map<string, Node>();
  for (const node of candidates) {
    const value = valueOf(asked, root, node);
    if (typeof value === "string" && !texts.has(value)) texts.set(value, node);
  }
  const names = nearest(literal.value, texts.keys());
  const node = names[0] === undefined ? undefined : texts.get(names[0]);
  if (node !== undefined) return { help: `Did you mean ${oneOf(names.map((name) => JSON.stringify(name)))}?`, node };
  if (texts.size === 0) return {};
  const shown = [...texts.keys()].slice(0, 8).map((text) => JSON.stringify(shorten(text, 40)));
  return { help: `There is ${shown.join(", ")}${texts.size > 8 ? " and more" : ""}.` };
}

/** One node's path, or the first's with the number of others. */
function where(nodes: readonly Node[]): string {
  const path = formatPath(pathOf(first(nodes)));
  return nodes.length === 1
    ? path
    : nodes.length === 2
      ? `${path} (and one more)`
      : `${path} (and ${nodes.length - 1} more)`;
}

function first(nodes: readonly Node[]): Node {
  return nodes[0] as Node;
}

function everythingBelow(node: Node): Node[] {
  const result = [node];
  for (let at = 0; at < result.length; at++) {
    for (const child of childrenOf(result[at] as Node)) if (isContainer(child.value)) result.push(child);
  }
  return result.filter((one) => !isList(one.value) || one === node);
}
