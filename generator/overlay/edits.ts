/** The four ways in which a tree is ever changed, and the log that lets positions and touched nodes follow. */
import type { Document, Json, Pointer } from "../load/document.js";
import type { Node } from "./jsonpath/jsonpath.js";
import type { Before } from "./before.js";
import { clone, put, sizeOf, type MutableObject } from "./values.js";

/** Where a value that an edit put there is written. */
export interface Origin {
  readonly document: Document;
  readonly pointer: Pointer;
}

/**
 * One change to one container. `at` is the container; its path (`pathOf`) is right at the moment of the edit.
 * `value` is what was copied in, never the tree's own node.
 */
export type Edit =
  | {
      readonly kind: "set";
      readonly at: Node;
      readonly key: string | number;
      readonly value: Json;
      /** Undefined when the key is new. */
      readonly previous: Json | undefined;
      readonly origin: Origin;
    }
  | { readonly kind: "append"; readonly at: Node; readonly key: number; readonly value: Json; readonly origin: Origin }
  | { readonly kind: "remove-key"; readonly at: Node; readonly key: string; readonly previous: Json }
  | { readonly kind: "remove-index"; readonly at: Node; readonly key: number; readonly previous: Json };

export interface Tracker {
  /** Called before a container is changed. */
  touch(at: Node): void;
  record(edit: Edit): void;
}

/** Keeps edits, and can take the last ones back. */
export class EditLog implements Tracker {
  readonly #edits: Edit[] = [];
  readonly #before: Before | undefined;
  #added = 0;

  constructor(before?: Before) {
    this.#before = before;
  }

  get edits(): readonly Edit[] {
    return this.#edits;
  }

  get length(): number {
    return this.#edits.length;
  }

  /** How many nodes were put in. */
  get added(): number {
    return this.#added;
  }

  touch(at: Node): void {
    this.#before?.touch(at);
  }

  record(edit: Edit): void {
    if ("value" in edit) this.#added += sizeOf(edit.value);
    this.#edits.push(edit);
  }

  /** Takes back everything after the first `length` edits. Only additions and replacements: removals never fail half-way. */
  rollBack(length: number): void {
    while (this.#edits.length > length) {
      const edit = this.#edits.pop();
      if (edit?.kind === "append") asList(edit.at).pop();
      else if (edit?.kind === "set" && edit.previous === undefined) Reflect.deleteProperty(asObject(edit.at), edit.key);
      else if (edit?.kind === "set") assign(edit.at, edit.key, edit.previous as Json);
    }
  }
}

/** Sets a key, or the item at an index that is there. Replaces primitives only, so that containers keep their identity. */
export function setKey(at: Node, key: string | number, value: Json, origin: Origin, tracker?: Tracker): void {
  const container = at.value as MutableObject;
  const previous = Object.hasOwn(container, key) ? container[key] : undefined;
  tracker?.touch(at);
  assign(at, key, clone(value));
  tracker?.record({ kind: "set", at, key, value, previous, origin });
}

export function appendItem(at: Node, value: Json, origin: Origin, tracker?: Tracker): void {
  tracker?.touch(at);
  const key = asList(at).push(clone(value)) - 1;
  tracker?.record({ kind: "append", at, key, value, origin });
}

export function removeKey(at: Node, key: string, tracker?: Tracker): void {
  const object = asObject(at);
  const previous = object[key] as Json;
  tracker?.touch(at);
  Reflect.deleteProperty(object, key);
  tracker?.record({ kind: "remove-key", at, key, previous });
}

export function removeIndex(at: Node, key: number, tracker?: Tracker): void {
  tracker?.touch(at);
  const [previous] = asList(at).splice(key, 1);
  tracker?.record({ kind: "remove-index", at, key, previous: previous as Json });
}

function assign(at: Node, key: string | number, value: Json): void {
  if (typeof key === "number") asList(at)[key] = value;
  else put(asObject(at), key, value);
}

function asList(at: Node): Json[] {
  return at.value as Json[];
}

function asObject(at: Node): MutableObject {
  return at.value as MutableObject;
}
