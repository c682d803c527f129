/** Evaluates queries. Own properties only: `constructor` and `__proto__` are keys like any other, there or not there. */
import type { Json } from "../../load/document.js";
import { isObject } from "../../load/document.js";
import { equal, isContainer, isList } from "../values.js";
import { lengthOf, matches } from "./functions.js";
import type { Call, Condition, Node, Operand, Operator, Query, Segment, Selector } from "./query.js";

/** What one evaluation needs everywhere: the document, and what queries that start at it have found already. */
interface Scope {
  readonly root: Node;
  readonly found: Map<Query, readonly Node[]>;
  /** How many nodes may still be looked at. */
  left: number;
}

/** `$..*..*..*` selects a node once for each way that leads to it. The largest published documents have a million nodes. */
const mostNodes = 10_000_000;

/** Thrown where a query looks at more nodes than a process should. */
export class TooManyNodes extends Error {
  constructor() {
    super(`The query looks at more than ${mostNodes / 1_000_000} million nodes.`);
  }
}

const scopeOf = (root: Node): Scope => ({ root, found: new Map(), left: mostNodes });

export function rootNode(value: Json): Node {
  return { value, parent: undefined, key: "$" };
}

/** The nodes a query selects, in the RFC's order, a node selected twice being there twice. `current` is what `@` means. */
export function select(query: Query, root: Node, current: Node = root): readonly Node[] {
  return run(query, current, scopeOf(root));
}

/** The nodes that the first `count` segments of a query select. */
export function selectPrefix(query: Query, count: number, root: Node, current: Node = root): readonly Node[] {
  return run({ ...query, segments: query.segments.slice(0, count) }, current, scopeOf(root));
}

/** Whether a filter's condition holds for a node. */
export function holds(condition: Condition, root: Node, current: Node): boolean {
  return test(condition, current, scopeOf(root));
}

/** An operand's value for a node; undefined is the RFC's Nothing. */
export function valueOf(operand: Operand, root: Node, current: Node): Json | undefined {
  return evaluate(operand, current, scopeOf(root));
}

export function childrenOf(node: Node): Node[] {
  const { value } = node;
  if (isList(value)) return value.map((item, key) => ({ value: item, parent: node, key }));
  if (isObject(value)) return Object.keys(value).map((key) => ({ value: value[key] as Json, parent: node, key }));
  return [];
}

function sizeOf(value: Json): number {
  return isList(value) ? value.length : isObject(value) ? Object.keys(value).length : 0;
}

function run(query: Query, current: Node, scope: Scope): readonly Node[] {
  const absolute = query.root === "$";
  const known = absolute ? scope.found.get(query) : undefined;
  if (known !== undefined) return known;
  let nodes: readonly Node[] = [absolute ? scope.root : current];
  for (const segment of query.segments) nodes = runSegment(segment, nodes, scope);
  if (absolute) scope.found.set(query, nodes);
  return nodes;
}

function runSegment(segment: Segment, nodes: readonly Node[], scope: Scope): Node[] {
  const result: Node[] = [];
  for (const node of nodes) {
    if (segment.kind === "child") for (const selector of segment.selectors) pick(selector, node, scope, result);
    else descend(segment, node, scope, result);
  }
  return result;
}

/** The node and everything below it, parents first, without the call stack: a document's depth is not ours to choose. */
function descend(segment: Segment, start: Node, scope: Scope, result: Node[]): void {
  const pending = [start];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (!isContainer(node.value)) continue;
    for (const selector of segment.selectors) pick(selector, node, scope, result);
    const { value } = node;
    if (isList(value)) {
      for (let key = value.length - 1; key >= 0; key--) pushContainer(pending, node, key, value[key] as Json);
    } else if (isObject(value)) {
      const keys = Object.keys(value);
      for (let at = keys.length - 1; at >= 0; at--) {
        const key = keys[at] as string;
        pushContainer(pending, node, key, value[key] as Json);
      }
    }
  }
}

function pushContainer(pending: Node[], parent: Node, key: string | number, value: Json): void {
  if (isContainer(value)) pending.push({ value, parent, key });
}

function pick(selector: Selector, node: Node, scope: Scope, result: Node[]): void {
  const { value } = node;
  scope.left -= selector.kind === "name" || selector.kind === "index" ? 1 : 1 + sizeOf(value);
  if (scope.left < 0) throw new TooManyNodes();
  switch (selector.kind) {
    case "name":
      if (isObject(value) && Object.hasOwn(value, selector.name)) {
        result.push({ value: value[selector.name] as Json, parent: node, key: selector.name });
      }
      return;
    case "index":
      if (isList(value)) {
        const key = selector.index < 0 ? value.length + selector.index : selector.index;
        const item = value[key];
        if (item !== undefined) result.push({ value: item, parent: node, key });
      }
      return;
    case "wildcard":
      for (const child of childrenOf(node)) result.push(child);
      return;
    case "slice":
      if (isList(value)) slice(selector, node, value, result);
      return;
    case "filter":
      for (const child of childrenOf(node)) if (test(selector.condition, child, scope)) result.push(child);
  }
}

/** RFC 9535, 2.3.4.2.2. */
function slice(
  selector: Selector & { readonly kind: "slice" },
  node: Node,
  items: readonly Json[],
  result: Node[],
): void {
  const { step } = selector;
  const { length } = items;
  if (step === 0) return;
  const bound = (at: number, low: number, high: number): number =>
    Math.min(Math.max(at < 0 ? length + at : at, low), high);
  if (step > 0) {
    const end = bound(selector.end ?? length, 0, length);
    for (let key = bound(selector.start ?? 0, 0, length); key < end; key += step)
      result.push({ value: items[key] as Json, parent: node, key });
  } else {
    const end = selector.end === undefined ? -1 : bound(selector.end, -1, length - 1);
    const start = selector.start === undefined ? length - 1 : bound(selector.start, -1, length - 1);
    for (let key = start; key > end; key += step) result.push({ value: items[key] as Json, parent: node, key });
  }
}

function test(condition: Condition, current: Node, scope: Scope): boolean {
  switch (condition.kind) {
    case "or":
      return condition.operands.some((operand) => test(operand, current, scope));
    case "and":
      return condition.operands.every((operand) => test(operand, current, scope));
    case "not":
      return !test(condition.operand, current, scope);
    case "exists":
      return condition.query.singular
        ? walk(condition.query, current, scope) !== undefined
        : run(condition.query, current, scope).length > 0;
    case "comparison":
      return compare(
        condition.operator,
        evaluate(condition.left, current, scope),
        evaluate(condition.right, current, scope),
      );
    case "test":
      return match(condition.call, current, scope);
  }
}

function match(call: Call, current: Node, scope: Scope): boolean {
  const [text, pattern] = call.operands;
  if (text === undefined || pattern === undefined) return false;
  return matches(evaluate(text, current, scope), evaluate(pattern, current, scope), call.name === "match");
}

function evaluate(operand: Operand, current: Node, scope: Scope): Json | undefined {
  if (operand.kind === "literal") return operand.value;
  if (operand.kind === "query") return walk(operand.query, current, scope);
  const [argument] = operand.operands;
  if (argument === undefined) return undefined;
  if (operand.name === "length") return lengthOf(evaluate(argument, current, scope));
  if (argument.kind !== "query") return undefined;
  const nodes = run(argument.query, current, scope);
  if (operand.name === "count") return nodes.length;
  return nodes.length === 1 ? nodes[0]?.value : undefined;
}

/** A singular query's value, without making nodes: filters ask for these more than for anything else. */
function walk(query: Query, current: Node, scope: Scope): Json | undefined {
  let value: Json | undefined = query.root === "$" ? scope.root.value : current.value;
  for (const { selectors } of query.segments) {
    const selector = selectors[0];
    if (selector?.kind === "name")
      value = isObject(value) && Object.hasOwn(value, selector.name) ? value[selector.name] : undefined;
    else if (selector?.kind === "index") value = isList(value) ? value.at(selector.index) : undefined;
    if (value === undefined) return undefined;
  }
  return value;
}

function compare(operator: Operator, left: Json | undefined, right: Json | undefined): boolean {
  switch (operator) {
    case "==":
      return equal(left, right);
    case "!=":
      return !equal(left, right);
    case "<":
      return less(left, right);
    case ">":
      return less(right, left);
    case "<=":
      return less(left, right) || equal(left, right);
    case ">=":
      return less(right, left) || equal(left, right);
  }
}

function less(left: Json | undefined, right: Json | undefined): boolean {
  if (typeof left === "number" && typeof right === "number") return left < right;
  return typeof left === "string" && typeof right === "string" && textLess(left, right);
}

/** By code point. JavaScript's own `<` compares UTF-16 units, which sorts characters beyond U+FFFF before U+E000. */
function textLess(left: string, right: string): boolean {
  let at = 0;
  while (at < left.length && at < right.length && left[at] === right[at]) at += 1;
  const inPair = at > 0 && /[\uD800-\uDBFF]/.test(left[at - 1] as string) ? 1 : 0;
  const a = left.codePointAt(at - inPair);
  const b = right.codePointAt(at - inPair);
  return b !== undefined && (a === undefined || a < b);
}
