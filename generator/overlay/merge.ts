/** Overlay's merge: objects by key, lists by concatenation, primitives by replacement; everything else does not fit. */
import { child, isObject, type Json, type JsonObject, type Pointer } from "../load/document.js";
import { appendItem, setKey, type Origin, type Tracker } from "./edits.js";
import type { Node } from "./jsonpath/jsonpath.js";
import { isContainer, isList, kindOf } from "./values.js";

/** A merge that cannot be made. */
export interface Misfit {
  readonly message: string;
  /** Where in the overlay the value stands that does not fit. */
  readonly pointer: Pointer;
  /** What it does not fit. */
  readonly node: Node;
  /** Else it is that the two do not fit. */
  readonly code?: "overlay/too-large";
}

/** Merges a value into a container. After a misfit the tree is half changed: the caller rolls back. */
export function merge(node: Node, wanted: Json, origin: Origin, tracker: Tracker): Misfit | undefined {
  if (isList(node.value)) return void append(node, wanted, origin, tracker);
  if (isObject(node.value) && isObject(wanted)) return mergeObjects(node, wanted, origin, tracker);
  return misfit(node, wanted, origin.pointer);
}

/** A list's items are appended one by one; anything else becomes one item. */
function append(node: Node, wanted: Json, origin: Origin, tracker: Tracker): void {
  if (!isList(wanted)) appendItem(node, wanted, { ...origin }, tracker);
  else wanted.forEach((item, index) => appendItem(node, item, below(origin, index), tracker));
}

function mergeObjects(start: Node, update: JsonObject, startOrigin: Origin, tracker: Tracker): Misfit | undefined {
  const pending = [{ node: start, wanted: update, origin: startOrigin }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, wanted } = next;
    const object = node.value as JsonObject;
    for (const key of Object.keys(wanted)) {
      const value = wanted[key] as Json;
      const origin = below(next.origin, key);
      if (!Object.hasOwn(object, key)) {
        setKey(node, key, value, origin, tracker);
        continue;
      }
      const found = object[key] as Json;
      if (!isContainer(found) && !isContainer(value)) {
        if (found !== value) setKey(node, key, value, origin, tracker);
        continue;
      }
      const inner: Node = { value: found, parent: node, key };
      if (isList(found) && isList(value)) append(inner, value, origin, tracker);
      else if (isObject(found) && isObject(value)) pending.push({ node: inner, wanted: value, origin });
      else return misfit(inner, value, origin.pointer);
    }
  }
  return undefined;
}

function misfit(node: Node, wanted: Json, pointer: Pointer): Misfit {
  return { message: `${kindOf(wanted)} cannot be merged into ${kindOf(node.value)}`, pointer, node };
}

function below(origin: Origin, key: string | number): Origin {
  return { document: origin.document, pointer: child(origin.pointer, key) };
}
