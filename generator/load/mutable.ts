/** Plain values while they are being made. */
import { setOwn } from "./document.js";

export type MutableJson = null | boolean | number | string | MutableJson[] | MutableObject;
export interface MutableObject {
  [key: string]: MutableJson;
}

/** A value's size: what an alias to it costs. */
export interface Extent {
  readonly nodes: number;
  readonly height: number;
}

/** How large a value is. */
export function measure(value: MutableJson): Extent {
  let nodes = 1;
  let height = 0;
  if (typeof value !== "object" || value === null) return { nodes, height };
  for (const inner of Object.values(value)) {
    const extent = measure(inner);
    nodes += extent.nodes;
    height = Math.max(height, extent.height);
  }
  return { nodes, height: height + 1 };
}

/** A copy that shares nothing with the value. */
export function clone(value: MutableJson): MutableJson {
  if (Array.isArray(value)) return value.map(clone);
  if (typeof value !== "object" || value === null) return value;
  const copy: MutableObject = {};
  for (const [key, inner] of Object.entries(value)) setOwn(copy, key, clone(inner));
  return copy;
}
