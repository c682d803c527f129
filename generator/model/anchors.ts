/** The places of a document that have a name of their own: `$id`, `$anchor`, `$dynamicAnchor`. */
import { child, isObject, type Json, type JsonObject, type Pointer } from "../load/document.js";

/** Keys whose values are data, in which nothing names a place. */
const data = new Set(["const", "default", "enum", "example", "examples"]);
/** Keys whose values are maps by free names, of which any may be called as a keyword is. */
const maps = new Set(["$defs", "definitions", "patternProperties", "properties", "schemas"]);

export class Anchors {
  /** The absolute URIs of schemas with an `$id`, and their places. */
  readonly #ids = new Map<Pointer, string>();
  readonly #places = new Map<string, Pointer>();
  readonly #named = new Map<string, Pointer[]>();
  readonly #dynamic = new Map<string, Pointer[]>();

  /** `base`: the URI of the document, against which each `$id` that is relative stands. */
  constructor(value: Json, root: Pointer, base: string) {
    this.#visit(value, root, false, base);
  }

  get hasIds(): boolean {
    return this.#ids.size > 0;
  }

  /** The URI of the schema with an `$id` at a place. */
  idOf(pointer: Pointer): string | undefined {
    return this.#ids.get(pointer);
  }

  /** The first place of each URI that an `$id` gives. */
  get identified(): ReadonlyMap<string, Pointer> {
    return this.#places;
  }

  /** The place of that name within a resource, or anywhere else. */
  named(name: string, within: Pointer): Pointer | undefined {
    const places = this.#named.get(name) ?? [];
    return places.find((place) => place.startsWith(within)) ?? places[0];
  }

  dynamic(name: string): readonly Pointer[] {
    return this.#dynamic.get(name) ?? [];
  }

  #visit(value: Json, pointer: Pointer, isMap: boolean, outer: string): void {
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) {
        const item = value[index] as Json;
        if (typeof item === "object") this.#visit(item, child(pointer, index), false, outer);
      }
      return;
    }
    if (!isObject(value)) return;
    const base = isMap ? outer : this.#read(value, pointer, outer);
    for (const key in value) {
      const item = value[key];
      if (typeof item === "object" && item !== null && (isMap || !data.has(key)))
        this.#visit(item, child(pointer, key), !isMap && maps.has(key), base);
    }
  }

  /** What an object says of itself, and the URI of what is in it. */
  #read({ $id, $anchor, $dynamicAnchor }: JsonObject, pointer: Pointer, outer: string): string {
    if ($id === undefined && $anchor === undefined && $dynamicAnchor === undefined) return outer;
    const base = typeof $id === "string" && !$id.startsWith("#") ? absolute($id, outer) : outer;
    if (base !== outer) {
      this.#ids.set(pointer, base);
      if (!this.#places.has(base)) this.#places.set(base, pointer);
    }
    for (const name of [$anchor, $dynamicAnchor, typeof $id === "string" && $id.startsWith("#") ? $id.slice(1) : null])
      if (typeof name === "string") add(this.#named, name, pointer);
    if (typeof $dynamicAnchor === "string") add(this.#dynamic, $dynamicAnchor, pointer);
    return base;
  }
}

function add(map: Map<string, Pointer[]>, name: string, pointer: Pointer): void {
  const places = map.get(name);
  if (places) places.push(pointer);
  else map.set(name, [pointer]);
}

/** A URI reference against the URI of where it stands. */
export function absolute(uri: string, base: string): string {
  try {
    return new URL(uri, base).href.replace(/#$/, "");
  } catch {
    return uri;
  }
}
