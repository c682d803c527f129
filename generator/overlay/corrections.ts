/** What each action changed, with pointers into the finished document: nodes are known by identity, so later edits may have moved them. */
import { child, type Json, type Pointer } from "../load/document.js";
import type { Edit } from "./edits.js";
import type { Node } from "./jsonpath/jsonpath.js";
import type { Deed } from "./earlier.js";
import type { Session } from "./judge.js";
import type { Change, Correction } from "./overlay.js";
import { isList } from "./values.js";

export function correctionsOf(session: Session): readonly Correction[] {
  const finder = new Finder(session);
  return session.deeds.map((deed) => correction(deed, session.log.edits.slice(deed.start, deed.end), finder));
}

function correction({ action, overlay }: Deed, edits: readonly Edit[], finder: Finder): Correction {
  return {
    description: action.description ?? "",
    evidence: action.evidence,
    target: action.target.text,
    changes: edits.flatMap((edit) => finder.change(edit) ?? []),
    get location() {
      return overlay.document.locate(action.pointer);
    },
  };
}

/** Finds where containers stand in the end. A container never moves to another parent; only its index can change. */
class Finder {
  readonly #session: Session;
  readonly #pointers = new Map<Json, Pointer | undefined>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Undefined for what a later action took out again. */
  change(edit: Edit): Change | undefined {
    const parent = this.#pointer(edit.at);
    if (parent === undefined) return undefined;
    if (edit.kind === "remove-key" || edit.kind === "remove-index") {
      return { kind: "removed", pointer: parent, key: edit.key, from: edit.previous };
    }
    const key = this.#key(edit);
    if (key === undefined) return undefined;
    const pointer = child(parent, key);
    if (edit.kind === "append" || edit.previous === undefined) return { kind: "added", pointer, to: edit.value };
    return { kind: "changed", pointer, from: edit.previous, to: edit.value };
  }

  #key(edit: Edit & { readonly kind: "append" | "set" }): string | number | undefined {
    const container = edit.at.value;
    if (typeof edit.key === "string") return Object.hasOwn(container as object, edit.key) ? edit.key : undefined;
    const index = this.#session.origins.indexOf(container, edit.origin);
    return index < 0 ? undefined : index;
  }

  #pointer(node: Node): Pointer | undefined {
    const { value } = node;
    if (!this.#pointers.has(value)) this.#pointers.set(value, this.#find(node));
    return this.#pointers.get(value);
  }

  #find(node: Node): Pointer | undefined {
    const { value, parent, key } = node;
    if (parent === undefined) return value === this.#session.root ? "" : undefined;
    const above = this.#pointer(parent);
    if (above === undefined) return undefined;
    if (isList(parent.value)) {
      const index = parent.value.indexOf(value);
      return index < 0 ? undefined : child(above, index);
    }
    const there =
      Object.hasOwn(parent.value as object, key) && (parent.value as { readonly [key: string]: Json })[key] === value;
    return there ? child(above, key) : undefined;
  }
}
