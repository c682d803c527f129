/** Which values of a converted document were written where: a value that nothing is said of moved with what it is in. */
import type { Pointer } from "./document.js";

export class Moves {
  readonly #origins = new Map<Pointer, Pointer>();
  readonly #places = new Map<Pointer, Pointer[]>();

  /** What was written at `from` stands at `to` now; there may be more than one such place. */
  add(to: Pointer, from: Pointer): void {
    this.#origins.set(to, from);
    const places = this.#places.get(from);
    if (places) places.push(to);
    else this.#places.set(from, [to]);
  }

  origin(to: Pointer): Pointer {
    const [from, rest] = nearest(to, this.#origins);
    return `${from ?? ""}${rest}`;
  }

  places(from: Pointer): readonly Pointer[] {
    const [places, rest] = nearest(from, this.#places);
    return (places ?? [""]).map((place) => `${place}${rest}`);
  }
}

/** What is known of a place or the innermost around it, and the way from there. */
function nearest<Value>(pointer: Pointer, known: ReadonlyMap<Pointer, Value>): readonly [Value | undefined, Pointer] {
  for (let at = pointer; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    const found = known.get(at);
    if (found !== undefined) return [found, pointer.slice(at.length)];
  }
  return [undefined, pointer];
}
