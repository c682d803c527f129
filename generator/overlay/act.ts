/** Makes one action's edits: exactly what the Overlay Specification says, with its holes decided (see DESIGN.md, 4). */
import { child, type Document, type Json, MAX_COPIED_NODES, MAX_DEPTH } from "../load/document.js";
import { EditLog, removeIndex, removeKey, setKey } from "./edits.js";
import { select, type Node, type Path, pathOf } from "./jsonpath/jsonpath.js";
import { merge, type Misfit } from "./merge.js";
import type { Action } from "./overlay.js";
import { clone, heightOf, isContainer, isList, kindOf, sizeOf } from "./values.js";

/** A document being changed. `root` is replaced only where a whole document is one primitive. */
export interface Tree {
  root: Node;
}

/** The nodes of an action's target, each once, as they are before the action. */
export function targets(query: Action["target"], tree: Tree): readonly Node[] {
  const nodes = select(query, tree.root);
  return query.singular ? nodes : distinct(nodes);
}

function distinct(nodes: readonly Node[]): readonly Node[] {
  const seen = new Map<Json | undefined, Set<string | number>>();
  return nodes.filter(({ parent, key }) => {
    const keys = seen.get(parent?.value) ?? new Set();
    seen.set(parent?.value, keys);
    return keys.size !== keys.add(key).size;
  });
}

/** What an action wants its targets to hold. `value` is undefined when it wants nothing, or when `copy` finds no single node. */
export interface Wanted {
  readonly value: Json | undefined;
  /** What `copy` selected. */
  readonly sources?: readonly Node[];
}

export function wantedBy(action: Action, tree: Tree): Wanted {
  if (action.copy === undefined || action.remove === true)
    return { value: action.remove === true ? undefined : action.update };
  const sources = targets(action.copy, tree);
  const [source] = sources;
  // A snapshot: the source may lie inside a target, and so change while it is merged.
  return { value: sources.length === 1 && source !== undefined ? clone(source.value) : undefined, sources };
}

/** Makes the action's edits, or none of them when it does not fit. */
export function act(
  tree: Tree,
  action: Action,
  nodes: readonly Node[],
  wanted: Wanted,
  document: Document,
  log: EditLog,
): Misfit | undefined {
  const [first] = nodes;
  if (first === undefined) return undefined;
  if (action.remove === true) return remove(nodes, action, log);
  if (wanted.sources !== undefined && wanted.value === undefined) {
    const count = wanted.sources.length;
    const message = `\`copy\` must select one node, but ${action.copy?.text} selects ${count === 0 ? "none" : count}`;
    return { message, pointer: child(action.fields, "copy"), node: wanted.sources[0] ?? first };
  }
  if (wanted.value === undefined) return undefined;
  const stranger = nodes.find((node) => shape(node.value) !== shape(first.value));
  if (stranger !== undefined) {
    const message = `the targets are not of one kind: the first is ${kindOf(first.value)}, another is ${kindOf(stranger.value)}`;
    return { message, pointer: child(action.pointer, "target"), node: stranger };
  }
  const origin = { document, pointer: child(action.fields, action.copy === undefined ? "update" : "copy") };
  if (log.added + sizeOf(wanted.value) * nodes.length > MAX_COPIED_NODES) {
    const message = `the actions would put more than ${MAX_COPIED_NODES.toLocaleString("en")} nodes into the document`;
    return { message, pointer: origin.pointer, node: first, code: "overlay/too-large" };
  }
  const height = heightOf(wanted.value);
  const deep = nodes.find((node) => depthOf(node, wanted.value as Json) + height > MAX_DEPTH);
  if (deep !== undefined) {
    const message = `collections would be nested more than ${MAX_DEPTH} levels deep`;
    return { message, pointer: child(action.pointer, "target"), node: deep };
  }
  const start = log.length;
  for (const node of nodes) {
    const misfit = isContainer(node.value)
      ? merge(node, wanted.value, origin, log)
      : replace(tree, node, wanted.value, { ...origin }, log);
    if (misfit === undefined) continue;
    log.rollBack(start);
    return misfit;
  }
  return undefined;
}

/** How many collections are around what is put into a node. */
function depthOf(node: Node, wanted: Json): number {
  let depth = isList(node.value) && !isList(wanted) ? 1 : 0;
  for (let above = node.parent; above !== undefined; above = above.parent) depth++;
  return depth;
}

function shape(value: Json): "list" | "object" | "primitive" {
  return isList(value) ? "list" : isContainer(value) ? "object" : "primitive";
}

function replace(
  tree: Tree,
  node: Node,
  wanted: Json,
  origin: { document: Document; pointer: string },
  log: EditLog,
): Misfit | undefined {
  if (isContainer(wanted))
    return { message: `${kindOf(wanted)} cannot replace ${kindOf(node.value)}`, pointer: origin.pointer, node };
  if (node.value === wanted) return undefined;
  if (node.parent === undefined) tree.root = { ...node, value: wanted };
  else setKey(node.parent, node.key, wanted, origin, log);
  return undefined;
}

function remove(nodes: readonly Node[], action: Action, log: EditLog): Misfit | undefined {
  const root = nodes.find((node) => node.parent === undefined);
  if (root !== undefined) {
    return {
      message: "the root `$` cannot be removed: no document would be left",
      pointer: child(action.pointer, "target"),
      node: root,
    };
  }
  for (const { parent, key } of removalOrder(nodes)) {
    if (parent === undefined) continue;
    if (typeof key === "number") removeIndex(parent, key, log);
    else removeKey(parent, key, log);
  }
  return undefined;
}

/** Last first, so that no removal moves what is still to be removed; what lies inside another removed node goes with it. */
function removalOrder(nodes: readonly Node[]): readonly Node[] {
  if (nodes.length === 1) return nodes;
  const removed = new Set(nodes.map((node) => node.value).filter(isContainer));
  const outermost = nodes.filter((node) => {
    for (let above = node.parent; above !== undefined; above = above.parent) {
      if (removed.has(above.value as never)) return false;
    }
    return true;
  });
  return outermost
    .map((node) => ({ node, path: pathOf(node) }))
    .sort((a, b) => comparePaths(b.path, a.path))
    .map(({ node }) => node);
}

function comparePaths(a: Path, b: Path): number {
  for (let at = 0; at < a.length && at < b.length; at++) {
    const left = a[at] as string | number;
    const right = b[at] as string | number;
    if (left !== right) return left < right ? -1 : 1;
  }
  return a.length - b.length;
}
