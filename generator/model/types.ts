/** Putting types together: unions without repeats, intersections without noise. Pure. */
import type { Json } from "../load/document.js";
import type { Literal, Type } from "./model.js";

export const unknown: Type = { kind: "unknown" };
export const nothing: Type = { kind: "null" };

/** A closed set of values. What is no literal (an object in an enum) makes it unknown. */
export function literals(values: readonly Json[]): Type {
  if (values.length === 0) return { kind: "never" };
  if (values.some((value) => typeof value === "object" && value !== null)) return unknown;
  return { kind: "enum", values: values as readonly Literal[], open: false };
}

/** `required` may stand in another part of a composition than the property that it is about. */
export function demand(type: Type, required: ReadonlySet<Json | undefined>): Type {
  if (type.kind !== "object" || required.size === 0) return type;
  return {
    ...type,
    properties: type.properties.map((one) => (required.has(one.name) ? { ...one, required: true } : one)),
  };
}

/** Whether a type says all that another says, and more: beside it, the other is noise. */
export function isWithin(type: Type, base: Type): boolean {
  switch (type.kind) {
    case "union":
      return type.members.every((member) => isWithin(member, base));
    case "enum":
      return type.values.every((value) => allows(base, value === null ? "null" : typeof value));
    case "unknown":
      return base.kind === "unknown";
    case "reference":
    case "intersection":
    case "object":
      return isAnyObject(base);
    default:
      return allows(base, type.kind);
  }
}

function allows(base: Type, kind: string): boolean {
  return base.kind === "union"
    ? base.members.some((member) => member.kind === kind)
    : base.kind === kind && kind !== "array" && kind !== "tuple";
}

/** `type: object` and nothing else. */
function isAnyObject(type: Type): boolean {
  return type.kind === "object" && type.properties.length === 0 && type.additional?.kind === "unknown";
}

/** A union without repeats; known strings beside any string become an open set. */
export function union(members: readonly Type[]): Type {
  const flat = members.flatMap((member) => (member.kind === "union" ? member.members : [member]));
  if (flat.some((member) => member.kind === "unknown")) return unknown;
  const open = flat.some((member) => member.kind === "string");
  const kept: Type[] = [];
  const seen = new Set<string>();
  const hasKnown = open && flat.some(isTextEnum);
  const hasNull = flat.some((member) => member.kind === "enum" && member.values.includes(null));
  for (const member of flat) {
    if (member.kind === "never" || (hasNull && member.kind === "null") || (hasKnown && member.kind === "string"))
      continue;
    const one: Type = hasKnown && isTextEnum(member) ? { ...member, open: true } : member;
    const key = JSON.stringify(one, (name, value: unknown) => (name === "doc" ? undefined : value));
    if (!seen.has(key)) kept.push(one);
    seen.add(key);
  }
  if (kept.length === 0) return { kind: "never" };
  return kept.length === 1 ? (kept[0] as Type) : { kind: "union", members: kept };
}

function isTextEnum(type: Type): type is Type & { readonly kind: "enum" } {
  return type.kind === "enum" && type.values.every((value) => typeof value === "string");
}

export function intersection(members: readonly Type[]): Type {
  const kept = members.filter((member) => member.kind !== "unknown");
  if (kept.length === 0) return unknown;
  return kept.length === 1 ? (kept[0] as Type) : { kind: "intersection", members: kept };
}
