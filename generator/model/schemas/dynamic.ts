/**
 * Generic schemas: a template has `$dynamicRef`s, and who refers to it has the `$dynamicAnchor`s that they lead to. Each
 * such user gets a type of its own. By the letter the outermost schema of all decides; here it is the one that refers to the
 * template, so that a page of users may hold pages of other things, as is meant.
 */
import { child, isObject, type Json, type Pointer } from "../../load/document.js";
import type { ObjectNode, Source } from "../source.js";
import { type Place, pushInside } from "./inside.js";
import type { Scan } from "./scan.js";

type Anchors = ReadonlyMap<string, Pointer>;

const none: Anchors = new Map();

export class Templates {
  readonly #source: Source;
  readonly #scan: Scan;
  readonly #open = new Map<Pointer, ReadonlySet<string>>();
  /** Of the schemas that are being read. */
  #anchors: Anchors = none;
  /** Those that were there before the template at hand was entered. */
  #bound: Anchors = none;
  #entered: ReadonlySet<Pointer> = new Set();
  readonly #reading = new Set<Pointer>();

  constructor(source: Source, scan: Scan) {
    this.#source = source;
    this.#scan = scan;
  }

  /** Reads a schema that may have anchors. */
  within<Result>(schema: ObjectNode, read: () => Result): Result {
    const own = this.#scan.hasDynamic ? anchorsOf(schema.value, schema.pointer) : none;
    return own.size === 0 ? read() : this.#with(new Map([...own, ...this.#anchors]), this.#bound, this.#entered, read);
  }

  /** Reads what a reference leads to, in place of the reference. */
  through<Result>(pointer: Pointer, read: () => Result): Result {
    if (!this.#scan.hasDynamic) return read();
    return this.#with(this.#anchors, this.#anchors, new Set([...this.#entered, pointer]), read);
  }

  /** Reads what has nothing to do with what is around it. */
  alone<Result>(read: () => Result): Result {
    return this.#with(none, none, new Set(), read);
  }

  /** Reads what a dynamic reference leads to; `again`: from within itself. */
  anchor<Result>(pointer: Pointer, { first, again }: { first: () => Result; again: () => Result }): Result {
    if (this.#reading.has(pointer)) return again();
    this.#reading.add(pointer);
    try {
      return this.alone(first);
    } finally {
      this.#reading.delete(pointer);
    }
  }

  /** Whether a place is a template, and the schemas that are being read say what for. */
  isBound(pointer: Pointer): boolean {
    if (this.#anchors.size === 0 || this.#entered.has(pointer)) return false;
    const own = anchorsOf(this.#source.at(pointer), pointer);
    return [...this.#openIn(pointer)].some((name) => {
      const anchor = this.#anchors.get(name);
      return anchor !== undefined && anchor !== own.get(name);
    });
  }

  /** What a `$dynamicRef` in the template at hand leads to. */
  bound(reference: string): ObjectNode | undefined {
    const pointer = this.#bound.get(nameOf(reference));
    const value = pointer === undefined ? undefined : this.#source.at(pointer);
    return pointer !== undefined && isObject(value) ? { value, pointer } : undefined;
  }

  #with<Result>(anchors: Anchors, bound: Anchors, entered: ReadonlySet<Pointer>, read: () => Result): Result {
    const outer = [this.#anchors, this.#bound, this.#entered] as const;
    [this.#anchors, this.#bound, this.#entered] = [anchors, bound, entered];
    try {
      return read();
    } finally {
      [this.#anchors, this.#bound, this.#entered] = outer;
    }
  }

  /** The names that a schema leaves to who refers to it. */
  #openIn(pointer: Pointer): ReadonlySet<string> {
    const known = this.#open.get(pointer);
    if (known) return known;
    const open = new Set<string>();
    // Whoever asks again before the answer is known stands in a circle, which adds nothing.
    this.#open.set(pointer, open);
    const own = anchorsOf(this.#source.at(pointer), pointer);
    const { names, targets } = this.#dynamicsOf(pointer);
    for (const target of targets) for (const name of this.#openIn(target)) if (!own.has(name)) open.add(name);
    for (const name of names) open.add(name);
    return open;
  }

  /** The names of the `$dynamicRef`s that stand in a place, and where the `$ref`s in it lead. */
  #dynamicsOf(pointer: Pointer): { readonly names: ReadonlySet<string>; readonly targets: ReadonlySet<Pointer> } {
    const names = new Set<string>();
    const targets = new Set<Pointer>();
    const stack: Place[] = [{ value: this.#source.at(pointer) ?? null, pointer, isMap: false }];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const { value } = at;
      if (isObject(value)) {
        const { $dynamicRef } = value;
        if (typeof $dynamicRef === "string") names.add(nameOf($dynamicRef));
        const target = this.#scan.target(value);
        if (target !== undefined) targets.add(target);
      }
      if (typeof value === "object" && value !== null) pushInside(stack, at, false);
    }
    return { names, targets };
  }
}

function nameOf(reference: string): string {
  return reference.slice(reference.indexOf("#") + 1);
}

/** The anchors of a schema, and of its definitions. */
function anchorsOf(value: Json | undefined, pointer: Pointer): Anchors {
  if (!isObject(value)) return none;
  const { $dynamicAnchor, $defs } = value;
  if ($dynamicAnchor === undefined && $defs === undefined) return none;
  const anchors = new Map<string, Pointer>();
  for (const [key, one] of isObject($defs) ? Object.entries($defs) : []) {
    const name = isObject(one) ? one["$dynamicAnchor"] : undefined;
    if (typeof name === "string") anchors.set(name, child(child(pointer, "$defs"), key));
  }
  if (typeof $dynamicAnchor === "string") anchors.set($dynamicAnchor, pointer);
  return anchors;
}
