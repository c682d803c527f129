/** A tree as it was before it was edited in place; what no edit touched is shared by both. */
import type { Json } from "../load/document.js";
import type { Node } from "./jsonpath/jsonpath.js";
import { isList, put, type MutableObject } from "./values.js";

/** Keeps a copy of each container on the way from the root to an edit: the cost is that of the edits. */
export class Before {
  readonly #copies = new Map<Json, MutableObject>();

  /** Notes a container, and those that hold it, before the first change. */
  touch(at: Node): void {
    for (let node: Node | undefined = at; node !== undefined && !this.#copies.has(node.value); node = node.parent)
      this.#copies.set(node.value, copyOf(node.value));
  }

  /** What the tree at `root` was. Call it when all edits are made. */
  of(root: Json): Json {
    for (const copy of this.#copies.values()) {
      for (const key in copy) {
        const before = this.#copies.get(copy[key] as Json);
        if (before !== undefined) put(copy, key, before);
      }
    }
    return this.#copies.get(root) ?? root;
  }
}

/** A list's copy is a list, whose indexes are keys like any others. */
function copyOf(container: Json): MutableObject {
  const copy = isList(container) ? [...container] : { ...(container as MutableObject) };
  return copy as MutableObject;
}
