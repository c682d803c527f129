/** Tests the expectations of an action (`x-expect`) against the spec as it is just before the action. */
import { child, type Json, type Pointer } from "../load/document.js";
import { targets, type Tree } from "./act.js";
import { formatPath, pathOf, select, type Node, type Path, type Query } from "./jsonpath/jsonpath.js";
import type { Action, Expectation } from "./overlay.js";
import {
  collapse,
  contains,
  equal,
  firstMissing,
  isContainer,
  kindOf,
  shorten,
  show,
  type Difference,
} from "./values.js";

/** An expectation that does not hold. */
export interface Failure {
  /** The field of the overlay that says what is not so. */
  readonly pointer: Pointer;
  /** `$.a.b to be 1` */
  readonly expected: string;
  readonly found: string;
  /** The node that fails; absent when nodes are missing. */
  readonly node: Node | undefined;
  /** What there is to see at the node. */
  readonly sight: string;
  /** Where below the node it differs. */
  readonly path: readonly string[];
  /** The expectation's own target, when it selects nothing. */
  readonly lost?: Query;
}

/** One failure for each expectation that does not hold. */
export function failuresOf(action: Action, nodes: readonly Node[], tree: Tree): readonly Failure[] {
  return action.expect.flatMap((expectation) => {
    const tested = expectation.target === undefined ? nodes : targets(expectation.target, tree);
    const failure = countFailure(expectation, tested, action) ?? firstFailure(expectation, tested, tree);
    return failure ?? [];
  });
}

function countFailure(expectation: Expectation, nodes: readonly Node[], action: Action): Failure | undefined {
  const { min, max } = expectation.count;
  if (nodes.length >= min && nodes.length <= max) return undefined;
  const query = (expectation.target ?? action.target).text;
  const wanted =
    min === max
      ? plural(min)
      : max === Infinity
        ? `at least ${plural(min)}`
        : min === 0
          ? `at most ${plural(max)}`
          : `${min} to ${plural(max)}`;
  const node = nodes[Math.min(max, nodes.length - 1)];
  return {
    pointer: expectation.pointer,
    expected: `${query} to select ${wanted}`,
    found: plural(nodes.length),
    sight: nodes.length === 1 ? "this is the one" : "one of them is here",
    node,
    path: [],
    ...(expectation.target !== undefined && nodes.length === 0 && { lost: expectation.target }),
  };
}

function plural(count: number): string {
  return count === 0 ? "nothing" : count === 1 ? "one node" : `${count} nodes`;
}

function firstFailure(expectation: Expectation, nodes: readonly Node[], tree: Tree): Failure | undefined {
  for (const node of nodes) {
    const failure =
      valueFailure(expectation, node) ??
      exactFailure(expectation, node) ??
      absentFailure(expectation, node, tree) ??
      textFailure(expectation, node);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

function valueFailure({ value, pointer }: Expectation, node: Node): Failure | undefined {
  if (value === undefined || contains(node.value, value)) return undefined;
  return differenceFailure(firstMissing(node.value, value), node, child(pointer, "value"));
}

function exactFailure({ exactly, pointer }: Expectation, node: Node): Failure | undefined {
  if (exactly === undefined || equal(node.value, exactly)) return undefined;
  const at = child(pointer, "exactly");
  const missing = firstMissing(node.value, exactly, equal);
  if (missing !== undefined) return differenceFailure(missing, node, at);
  const extra = firstMissing(exactly, node.value, equal);
  if (extra === undefined || extra.isItem) {
    return failure(at, `${place(node, [])} to be exactly ${show(exactly)}`, show(node.value), node);
  }
  const { path, found, wanted } = extra;
  const expected = found === undefined ? "not to be there" : `to be exactly ${show(found)}`;
  return failure(at, `${place(node, path)} ${expected}`, show(wanted), node, path);
}

function differenceFailure(difference: Difference | undefined, node: Node, pointer: Pointer): Failure {
  const { path, found, wanted, isItem } = difference ?? { path: [], found: node.value, wanted: null, isItem: false };
  const there =
    found !== undefined && isContainer(found) !== isContainer(wanted) && !isItem ? kindOf(found) : show(found);
  return failure(
    path.reduce<Pointer>(child, pointer),
    `${place(node, path)} ${isItem ? "to have the item" : "to be"} ${show(wanted)}`,
    there,
    node,
    path,
  );
}

function absentFailure({ absent, pointer }: Expectation, node: Node, tree: Tree): Failure | undefined {
  for (const [index, query] of absent.entries()) {
    const [found] = select(query, tree.root, node);
    if (found === undefined) continue;
    const at = child(pointer, "absent");
    return failure(
      absent.length === 1 ? at : child(at, index),
      `${query.text} to select nothing at ${place(node, [])}`,
      show(found.value),
      found,
    );
  }
  return undefined;
}

function textFailure({ contains: wanted, pointer }: Expectation, node: Node): Failure | undefined {
  if (wanted === undefined) return undefined;
  const text = node.value;
  if (typeof text === "string" && collapse(text).includes(collapse(wanted))) return undefined;
  const found = typeof text === "string" ? `“${shorten(collapse(text), 60)}”` : kindOf(text);
  return failure(
    child(pointer, "contains"),
    `${place(node, [])} to contain “${shorten(collapse(wanted), 60)}”`,
    found,
    node,
  );
}

function failure(pointer: Pointer, expected: string, found: string, node: Node, path: readonly string[] = []): Failure {
  return { pointer, expected, found, sight: `the spec has ${found}`, node, path };
}

function place(node: Node, below: Path): string {
  return formatPath([...pathOf(node), ...below]);
}

/** The part of a value at a path, for "the action wants …". */
export function partOf(value: Json, path: readonly string[]): Json | undefined {
  let part: Json | undefined = value;
  for (const key of path) {
    if (!isContainer(part) || !Object.hasOwn(part, key)) return undefined;
    part = (part as { readonly [key: string]: Json })[key];
  }
  return part;
}
