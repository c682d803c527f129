/** Walking through a document: what stands in a place, and which of its keys are keywords. */
import { child, isObject, type Json, type Pointer } from "../../load/document.js";

/** A value in a document; `isMap`: its keys are free names. */
export interface Place {
  readonly value: Json;
  readonly pointer: Pointer;
  readonly isMap: boolean;
}

/** Keys whose values are data, in which nothing is a keyword. */
const data = new Set(["const", "default", "enum", "example", "examples"]);
/** Keys whose values are maps by free names, of which any may be called as a keyword is. */
const maps = new Set(
  "$defs callbacks content definitions dependentSchemas headers links parameters paths pathItems patternProperties properties requestBodies responses schemas webhooks".split(
    " ",
  ),
);

/** Adds what stands in a place, data left out. `track`: with the pointer of each, else with the outer one. */
export function pushInside(stack: Place[], { value, pointer, isMap }: Place, track: boolean): void {
  if (Array.isArray(value)) {
    // Not by an iterator: a large document has a million places, and each would make three objects.
    for (let index = 0; index < value.length; index++) {
      const one = value[index] as Json;
      if (typeof one === "object" && one !== null)
        stack.push({ value: one, pointer: track ? child(pointer, index) : pointer, isMap: false });
    }
    return;
  }
  if (!isObject(value)) return;
  for (const key in value) {
    const one = value[key];
    if (typeof one !== "object" || one === null || (!isMap && data.has(key))) continue;
    const at = track ? child(pointer, key) : pointer;
    stack.push({ value: one, pointer: at, isMap: !isMap && maps.has(key) && !Array.isArray(one) });
  }
}
