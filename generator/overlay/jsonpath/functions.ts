/** The five functions of RFC 9535: what they take and give, and the three of them that need no query. */
import type { Json } from "../../load/document.js";
import { isObject } from "../../load/document.js";
import type { FunctionName } from "./query.js";
import { toRegExp } from "./regexp.js";

type Kind = "value" | "nodes" | "logical";

interface Signature {
  readonly parameters: readonly Exclude<Kind, "logical">[];
  readonly result: Kind;
}

const SIGNATURES: Readonly<Record<FunctionName, Signature>> = {
  length: { parameters: ["value"], result: "value" },
  count: { parameters: ["nodes"], result: "value" },
  match: { parameters: ["value", "value"], result: "logical" },
  search: { parameters: ["value", "value"], result: "logical" },
  value: { parameters: ["nodes"], result: "value" },
};

export function parametersOf(name: string): Signature["parameters"] | undefined {
  return Object.hasOwn(SIGNATURES, name) ? SIGNATURES[name as FunctionName].parameters : undefined;
}

export function resultOf(name: FunctionName): Kind {
  return SIGNATURES[name].result;
}

/** `undefined` is the RFC's Nothing. */
export function lengthOf(value: Json | undefined): number | undefined {
  if (typeof value === "string") {
    let length = 0;
    for (const _ of value) length += 1;
    return length;
  }
  if (Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : undefined;
}

export function matches(text: Json | undefined, pattern: Json | undefined, whole: boolean): boolean {
  if (typeof text !== "string" || typeof pattern !== "string") return false;
  return toRegExp(pattern, whole)?.test(text) ?? false;
}
