/**
 * Where the values of a corrected document are written: in the spec, or in the overlay that put them there. Read from
 * the log of edits, and only when somebody asks, so that a run without problems pays nothing for positions.
 */
import type { Location } from "../diagnostics.js";
import { child, isObject, own, splitPointer, type Document, type Json, type Pointer } from "../load/document.js";
import type { Edit, EditLog, Origin } from "./edits.js";
import type { Node } from "./jsonpath/jsonpath.js";
import { pathOf } from "./jsonpath/jsonpath.js";
import { isList } from "./values.js";

export class Origins {
  readonly #source: Document;
  readonly #root: Json;
  readonly #log: EditLog;
  readonly #keys = new Map<Json, Map<string, Origin>>();
  readonly #lists = new Map<Json, Slots>();
  #read = 0;

  constructor(source: Document, root: Json, log: EditLog) {
    this.#source = source;
    this.#root = root;
    this.#log = log;
  }

  of(pointer: Pointer): Origin {
    this.#catchUp();
    let origin: Origin = { document: this.#source, pointer: "" };
    let value: Json | undefined = this.#root;
    for (const token of splitPointer(pointer)) {
      const step: Origin | string | number = this.#step(value, token);
      origin = typeof step === "object" ? step : { document: origin.document, pointer: child(origin.pointer, step) };
      if (isList(value)) value = value[Number(token)];
      else value = isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
    }
    return origin;
  }

  locate(pointer: Pointer, part?: "key" | "value"): Location {
    const origin = this.of(pointer);
    return origin.document.locate(origin.pointer, part);
  }

  /** Whether an overlay put the value there. */
  isCorrected(pointer: Pointer): boolean {
    return this.of(pointer).document !== this.#source;
  }

  /** Whether an overlay's own text has the value: what `copy` has put there is the spec's. */
  isWritten(pointer: Pointer): boolean {
    const { document, pointer: at } = this.of(pointer);
    if (document === this.#source) return false;
    let value: Json | undefined = document.value;
    for (const token of splitPointer(at)) value = isList(value) ? value[Number(token)] : own(value, token);
    return value !== undefined;
  }

  locateNode(node: Node): Location {
    return this.locate(pointerOf(node));
  }

  /** Where in a list the item stands now that an edit put there; -1 when it is gone. */
  indexOf(list: Json, origin: Origin): number {
    this.#catchUp();
    return this.#lists.get(list)?.indexOf(origin) ?? -1;
  }

  #step(container: Json | undefined, token: string): Origin | string | number {
    if (container === undefined) return token;
    if (isList(container)) return this.#lists.get(container)?.at(Number(token)) ?? token;
    return this.#keys.get(container)?.get(token) ?? token;
  }

  #catchUp(): void {
    const { edits } = this.#log;
    for (; this.#read < edits.length; this.#read++) this.#follow(edits[this.#read] as Edit);
  }

  #follow(edit: Edit): void {
    const container = edit.at.value;
    if (typeof edit.key === "string") {
      const keys = this.#keys.get(container) ?? new Map<string, Origin>();
      this.#keys.set(container, keys);
      if (edit.kind === "set") keys.set(edit.key, edit.origin);
      else keys.delete(edit.key);
      return;
    }
    const slots = this.#lists.get(container) ?? new Slots();
    this.#lists.set(container, slots);
    if (edit.kind === "remove-index") slots.remove(edit.key);
    else if (edit.kind === "append") slots.append(edit.key, edit.origin);
    else if (edit.kind === "set") slots.replace(edit.key, edit.origin);
  }
}

/** A list's items as what they were: an index in the list as it was written, or the edit that put them there. */
class Slots {
  /** Filled only as far as edits reach; behind it stand the untouched items from `#next` on. */
  readonly #known: (number | Origin)[] = [];
  #next = 0;

  at(index: number): number | Origin {
    return this.#known[index] ?? this.#next + index - this.#known.length;
  }

  append(index: number, origin: Origin): void {
    this.#fill(index);
    this.#known.push(origin);
  }

  replace(index: number, origin: Origin): void {
    this.#fill(index + 1);
    this.#known[index] = origin;
  }

  remove(index: number): void {
    this.#fill(index + 1);
    this.#known.splice(index, 1);
  }

  indexOf(origin: Origin): number {
    return this.#known.indexOf(origin);
  }

  #fill(length: number): void {
    while (this.#known.length < length) this.#known.push(this.#next++);
  }
}

export function pointerOf(node: Node): Pointer {
  return pathOf(node).reduce<Pointer>(child, "");
}
