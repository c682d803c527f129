/** Which of the actions before took away what a query would have selected. Asked only for a message. */
import type { Json } from "../load/document.js";
import type { Edit, EditLog } from "./edits.js";
import { pathOf, select, selects, type Node, type Path, type Query } from "./jsonpath/jsonpath.js";
import type { Action, Overlay } from "./overlay.js";
import { withValue } from "./put-back.js";
import { isContainer, isList } from "./values.js";

/** Edits further back are not tried out. */
const MAX_TRIED = 200;

/** One action that was applied, and its part of the log. */
export interface Deed {
  readonly action: Action;
  readonly overlay: Overlay;
  readonly start: number;
  readonly end: number;
}

export class Earlier {
  readonly #source: Node;
  readonly #log: EditLog;
  readonly #deeds: readonly Deed[];

  constructor(source: Node, log: EditLog, deeds: readonly Deed[]) {
    this.#source = source;
    this.#log = log;
    this.#deeds = deeds;
  }

  /** Whether the spec itself has what the query asks for. */
  hadIt(query: Query): boolean {
    return this.#log.length > 0 && select(query, this.#source).length > 0;
  }

  /** Undefined where several actions did it together, or where nothing was taken away. */
  takerOf(query: Query): Deed | undefined {
    const [node] = select(query, this.#source);
    if (node === undefined) return undefined;
    const { edits } = this.#log;
    let path = pathOf(node);
    for (const [index, edit] of edits.entries()) {
      if (edit.kind !== "remove-key" && edit.kind !== "remove-index") continue;
      const at = pathOf(edit.at);
      const step = startsWith(path, at) ? path[at.length] : undefined;
      if (step === edit.key) return this.#deedOf(index);
      if (typeof step === "number" && edit.kind === "remove-index" && edit.key < step)
        path = [...at, step - 1, ...path.slice(at.length + 1)];
    }
    return this.#deedOf(this.#overwriting(query, path));
  }

  /** The last edit without which the query would select the node that stands at the path now. */
  #overwriting(query: Query, path: Path): number {
    const { edits } = this.#log;
    const oldest = Math.max(0, edits.length - MAX_TRIED);
    for (let index = edits.length - 1; index >= oldest; index--) {
      const edit = edits[index] as Edit;
      const at = edit.kind === "set" ? standing(edit.at) : undefined;
      if (edit.kind !== "set" || at === undefined) continue;
      const { root } = withValue(at, edit.key, edit.previous);
      const node = nodeAt(root, path);
      if (node !== undefined && selects(query, node, root)) return index;
    }
    return -1;
  }

  #deedOf(index: number): Deed | undefined {
    return this.#deeds.find(({ start, end }) => start <= index && index < end);
  }
}

/** The same container where it stands now: later removals may have moved the items of lists. */
function standing(node: Node): Node | undefined {
  if (node.parent === undefined) return node;
  const parent = standing(node.parent);
  const container = parent?.value;
  if (parent === undefined || !isContainer(container)) return undefined;
  const key = isList(container) ? container.indexOf(node.value) : node.key;
  return (container as { readonly [key: string | number]: Json })[key] === node.value
    ? { value: node.value, parent, key }
    : undefined;
}

function nodeAt(root: Node, path: Path): Node | undefined {
  let node = root;
  for (const key of path) {
    const { value: container } = node;
    if (!isContainer(container) || !Object.hasOwn(container, key)) return undefined;
    node = { value: (container as { readonly [key: string | number]: Json })[key] as Json, parent: node, key };
  }
  return node;
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((key, at) => path[at] === key);
}
