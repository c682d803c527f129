/** Looking at what a reference leads to, without a word about one that leads nowhere: whoever reads the place says that. */
import { child, isObject, type Json } from "../load/document.js";
import type { Node, ObjectNode, Source } from "./source.js";

/** More `$ref`s than these are not followed for a look. */
const most = 9;

/** The object that a node is, or that its `$ref`s end at. */
export function peek(source: Source, node: Node): ObjectNode | undefined {
  let { value, pointer }: { value: Json | undefined; pointer: string } = node;
  for (let steps = 0; steps < most && isObject(value); steps++) {
    if (typeof value["$ref"] !== "string") return { value, pointer };
    const target = source.find(value["$ref"], child(pointer, "$ref"));
    if (target === undefined) return undefined;
    pointer = target;
    value = source.at(target);
  }
  return undefined;
}
