/**
 * An action whose target selects nothing, because upstream has done what it does: removed the node, or changed what the
 * target knows it by. `x-expect` says what there was; with that put back, the target must select it.
 */
import { nearest } from "../nearest.js";
import { isObject, type Json } from "../load/document.js";
import {
  childrenOf,
  loosened,
  select,
  selectPrefix,
  selects,
  type Condition,
  type Node,
  type Selector,
} from "./jsonpath/jsonpath.js";
import type { Action } from "./overlay.js";
import { expectedValue, isAsExpected, ownExpectations, undone, withValue } from "./put-back.js";
import { equal, isContainer, isList } from "./values.js";

/** Where the node of a guarded removal was; undefined where nothing proves that it was there, or where it has another name now. */
export function removedUpstream(action: Action, root: Node, isOurs: (node: Node) => boolean): Node | undefined {
  const own = ownExpectations(action);
  const last = action.target.segments.at(-1);
  if (own.length === 0 || last === undefined) return undefined;
  const deep = last.kind === "descendant";
  const containers = containersOf(action, last.selectors, root);
  const [container] = containers;
  if (container === undefined) return undefined;
  const siblings = containers.flatMap(deep ? everythingBelow : childrenOf);
  const known = knownNodes(action, root);
  const isRenamed = siblings.some(
    (node) => looksLike(action, last.selectors, node) && !known.has(node.parent?.value, node.key) && !isOurs(node),
  );
  return isRenamed ? undefined : container;
}

/** The containers that the target still leads to, or would lead to if they had the node again. */
function containersOf(action: Action, selectors: readonly Selector[], root: Node): readonly Node[] {
  const { target } = action;
  const above = target.segments.length - 1;
  const fits = ({ value }: Node): boolean => selectors.some((one) => couldHave(value, one));
  const there = selectPrefix(target, above, root).filter(fits);
  const value = expectedValue(action);
  if (there.length > 0 || value === undefined) return there;
  return select(loosened(target, above), root).filter((node) => {
    const key = fits(node) ? freeKey(node.value, selectors) : undefined;
    if (key === undefined) return false;
    const restored = withValue(node, key, value);
    return selects(target, restored.node, restored.root);
  });
}

function couldHave(value: Json, selector: Selector): boolean {
  if (selector.kind === "name") return isObject(value);
  return selector.kind === "index" || selector.kind === "slice" ? isList(value) : isContainer(value);
}

/** Under which key the removed node would be added again. */
function freeKey(value: Json, selectors: readonly Selector[]): string | number | undefined {
  if (isList(value)) return value.length;
  const names = selectors.flatMap((one) => (one.kind === "name" ? [one.name] : []));
  if (names.length === 0) return "";
  return names.find((name) => !Object.hasOwn(value as object, name));
}

/** Nodes that the action's other expectations lead to or through: it knows them beside what it removes. */
function knownNodes(
  { expect }: Action,
  root: Node,
): { has(container: Json | undefined, key: string | number): boolean } {
  const keys = new Map<Json | undefined, Set<string | number>>();
  for (const { target } of expect) {
    if (target === undefined) continue;
    for (const node of select(target, root)) {
      for (let at: Node | undefined = node; at !== undefined; at = at.parent) {
        const known = keys.get(at.parent?.value) ?? new Set();
        keys.set(at.parent?.value, known.add(at.key));
      }
    }
  }
  return { has: (container, key) => keys.get(container)?.has(key) === true };
}

/** Whether a node is what the action removes, but for its key or for the one value the target knows it by. */
function looksLike(action: Action, selectors: readonly Selector[], node: Node): boolean {
  const isAlike = expectedValue(action) !== undefined && isAsExpected(action, node.value);
  if (isAlike || selectors.some((one) => one.kind === "filter" && isRenamedItem(action, one.condition, node)))
    return true;
  const isCounted = expectedValue(action) === undefined;
  return isCounted && selectors.some((one) => one.kind === "name" && isNear(one.name, node.key));
}

function isNear(wanted: Json, found: Json): boolean {
  return nearest(String(wanted), [String(found)]).length > 0;
}

/** With the target's own words put back, everything is as expected; without `exactly`, those words must be near. */
function isRenamedItem(action: Action, condition: Condition, node: Node): boolean {
  const { value } = node;
  if (!isObject(value) || node.parent === undefined) return false;
  const { exactly } = ownExpectations(action).find((one) => one.exactly !== undefined) ?? {};
  const operands = condition.kind === "and" ? condition.operands : [condition];
  return operands.some((one) => {
    const { key, wanted } = fieldOf(one) ?? {};
    if (key === undefined || wanted === undefined || !Object.hasOwn(value, key) || equal(value[key], wanted))
      return false;
    const restored = withValue({ value, parent: node.parent, key: node.key }, key, wanted);
    const item = restored.node.parent as Node;
    if (!isAsExpected(action, item.value) || !selects(action.target, item, restored.root)) return false;
    return (isObject(exactly) && Object.keys(exactly).length > 1) || isNear(wanted, value[key] as Json);
  });
}

/** `@.name == 'limit'`: the field and the literal. */
function fieldOf(condition: Condition): { readonly key: string; readonly wanted: Json } | undefined {
  if (condition.kind !== "comparison" || condition.operator !== "==") return undefined;
  const { left, right } = condition;
  const [literal, asked] = left.kind === "literal" ? [left, right] : [right, left];
  if (literal.kind !== "literal" || asked.kind !== "query" || asked.query.segments.length !== 1) return undefined;
  const selector = asked.query.root === "@" ? asked.query.segments[0]?.selectors[0] : undefined;
  return selector?.kind === "name" ? { key: selector.name, wanted: literal.value } : undefined;
}

/** The node that already holds what the action wants, and that the target would select if it did not. */
export function changedUpstream(
  action: Action,
  wanted: Json,
  root: Node,
  saysSo: (node: Node) => boolean,
): Node | undefined {
  const { target } = action;
  const was = expectedValue(action);
  return select(loosened(target, target.segments.length), root).find((node) => {
    if (node.parent === undefined || !saysSo(node)) return false;
    const before = undone(node.value, wanted, was);
    if (before === undefined || !isAsExpected(action, before)) return false;
    const restored = withValue(node.parent, node.key, before);
    return selects(target, restored.node, restored.root);
  });
}

function everythingBelow(node: Node): Node[] {
  const result = childrenOf(node);
  for (let at = 0; at < result.length; at++) for (const one of childrenOf(result[at] as Node)) result.push(one);
  return result;
}
