/** Walking through a document: what stands in a place, and which of its keys are keywords. */
import { child, type Json, type Pointer } from "../../load/document.js";

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

/** What stands in a place, data left out. `track`: with the pointer of each, else with the outer one. */
export function inside({ value, pointer, isMap }: Place, track: boolean): Place[] {
  const isList = Array.isArray(value);
  return Object.entries(value as object).flatMap(([key, one]: [string, unknown]): Place[] => {
    if (typeof one !== "object" || one === null || (!isList && !isMap && data.has(key))) return [];
    const at = track ? child(pointer, key) : pointer;
    return [{ value: one as Json, pointer: at, isMap: !isList && !isMap && maps.has(key) && !Array.isArray(one) }];
  });
}
