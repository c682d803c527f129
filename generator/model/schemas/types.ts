/** Putting types together: unions without repeats, intersections without noise. Pure. */
import type { Json } from "../../load/document.js";
import type { Doc, Literal, Property, Type } from "../model.js";

export const unknown: Type = { kind: "unknown" };
export const nothing: Type = { kind: "null" };

const noDoc: Doc = { notes: [], examples: [], deprecated: false, see: [], corrections: [] };

/** A closed set of values. */
export function literals(values: readonly Json[]): Type {
  const plain = values.filter((value): value is Literal => typeof value !== "object" || value === null);
  const structured = values.filter((value) => typeof value === "object" && value !== null);
  // No literal of TypeScript is a number that JavaScript does not have.
  if (plain.some((value) => typeof value === "number" && !Number.isFinite(value))) return unknown;
  const members = structured.map(literal);
  if (plain.length > 0) members.unshift({ kind: "enum", values: plain, open: false });
  return union(members);
}

/** Exactly one value. */
function literal(value: Json): Type {
  if (Array.isArray(value)) {
    const items = (value as Json[]).map(literal);
    return { kind: "tuple", items, required: items.length };
  }
  if (typeof value !== "object" || value === null) return literals([value]);
  const properties = Object.entries(value).map(([name, one]): Property => {
    return { name, required: true, type: literal(one as Json), doc: noDoc };
  });
  return { kind: "object", properties };
}

/** Whether a type says all that another says, and more: beside it, the other is noise. */
export function isWithin(type: Type, base: Type): boolean {
  switch (type.kind) {
    case "union":
      return type.members.every((member) => isWithin(member, base));
    case "enum":
      if (base.kind === "enum") return !type.open && type.values.every((value) => base.values.includes(value));
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
  const [only] = members;
  if (members.length === 1 && only && only.kind !== "union") return only;
  const flat = members.flatMap((member) => (member.kind === "union" ? member.members : [member]));
  if (flat.some((member) => member.kind === "unknown")) return unknown;
  const open = flat.some((member) => member.kind === "string");
  const kept: Type[] = [];
  const seen = new Set<string>();
  const known = open ? flat.filter(isTextEnum) : [];
  const [firstKnown] = known;
  const texts = [...new Set(known.flatMap(({ values }) => values))];
  const hasNull = flat.some((member) => member.kind === "enum" && member.values.includes(null));
  for (const member of flat) {
    if (member.kind === "never" || (hasNull && member.kind === "null") || (firstKnown && member.kind === "string"))
      continue;
    const one: Type = firstKnown && isTextEnum(member) ? { ...firstKnown, values: texts, open: true } : member;
    const key = flat.length === 1 ? "" : textOf(one);
    if (!seen.has(key)) kept.push(one);
    seen.add(key);
  }
  if (kept.length === 0) return { kind: "never" };
  return kept.length === 1 ? (kept[0] as Type) : { kind: "union", members: kept };
}

/** So many names within names are looked through. */
const deepest = 9;

/** A type without null; `expand` gives what a name stands for. A name stays where it stands for no null. */
export function withoutNull(type: Type, expand: (type: Type) => Type, depth = 0): Type {
  switch (type.kind) {
    case "reference": {
      const whole = expand(type);
      const rest = depth > deepest ? whole : withoutNull(whole, expand, depth + 1);
      return rest === whole ? type : rest;
    }
    case "enum": {
      const values = type.values.filter((value) => value !== null);
      return values.length === type.values.length || values.length === 0 ? type : { ...type, values };
    }
    case "union": {
      const rest = type.members.filter(({ kind }) => kind !== "null").map((one) => withoutNull(one, expand, depth));
      const isSame = rest.length === type.members.length && rest.every((one, index) => one === type.members[index]);
      return isSame || rest.length === 0 ? type : union(rest);
    }
    default:
      return type;
  }
}

function isTextEnum(type: Type): type is Type & { readonly kind: "enum" } {
  return type.kind === "enum" && type.values.every((value) => typeof value === "string");
}

export function intersection(members: readonly Type[]): Type {
  const kept = members.filter((member) => member.kind !== "unknown");
  if (kept.some((member) => member.kind === "never")) return { kind: "never" };
  if (kept.length === 0) return unknown;
  return kept.length === 1 ? (kept[0] as Type) : { kind: "intersection", members: kept };
}

/** An intersection in which objects that agree are one object, and what is said twice is said once. */
export function merge(members: readonly Type[]): Type {
  const [only] = members;
  if (members.length === 1 && only && only.kind !== "intersection") return only;
  const flat = members.flatMap((member) => (member.kind === "intersection" ? member.members : [member]));
  if (flat.length === 1) return intersection(flat);
  const kept: Type[] = [];
  const seen = new Set<string>();
  for (const member of flat) {
    const index = kept.findIndex((one) => joined(one, member) !== undefined);
    const both = index < 0 ? undefined : joined(kept[index] as Type, member);
    const text = textOf(member);
    if (both) kept[index] = both;
    else if (!seen.has(text)) kept.push(member);
    seen.add(text);
  }
  const some = kept.filter((one, index) => {
    return !kept.some((other, at) => at !== index && isWithin(other, one) && (at < index || !isWithin(one, other)));
  });
  const names = some.filter((one) => one.kind === "reference");
  return intersection([...names, ...some.filter((one) => one.kind !== "reference")]);
}

/** Two objects as one; undefined where they disagree about a property, or speak of others. */
function joined(a: Type, b: Type): Type | undefined {
  if (a.kind !== "object" || b.kind !== "object" || a.additional || b.additional) return undefined;
  if (a.properties.length === 0 || b.properties.length === 0) return undefined;
  const properties = new Map(a.properties.map((one) => [one.name, one]));
  for (const one of b.properties) {
    const other = properties.get(one.name);
    const both = other ? joinedProperty(other, one) : one;
    if (!both) return undefined;
    properties.set(one.name, both);
  }
  return { kind: "object", properties: [...properties.values()] };
}

function joinedProperty(a: Property, b: Property): Property | undefined {
  const sharp = isSharper(a.type, b.type) ? a : isSharper(b.type, a.type) ? b : undefined;
  if (!sharp) return undefined;
  const { orUndefined: _, ...bare } = sharp;
  const required = a.required || b.required;
  return { ...bare, required, ...(!required && sharp.orUndefined && { orUndefined: true }) };
}

/** Whether the one type is the other, or says more. */
function isSharper(one: Type, other: Type): boolean {
  return other.kind === "unknown" || textOf(one) === textOf(other) || (one.kind === "enum" && isWithin(one, other));
}

/** The same for the same types; what is said about them left out. Asked for often: `JSON.stringify` alone costs ten times as much. */
export function textOf(type: Type): string {
  switch (type.kind) {
    case "reference":
      return JSON.stringify(type.name);
    case "enum":
      return `enum${type.open ? "*" : ""}${JSON.stringify(type.values)}`;
    case "array":
      return `[${textOf(type.items)}]`;
    case "tuple":
      return `tuple${type.required}(${type.items.map(textOf).join()};${type.rest ? textOf(type.rest) : ""})`;
    case "union":
    case "intersection":
      return `${type.kind}(${type.members.map(textOf).join()})`;
    case "object":
      return `{${type.properties.map(propertyText).join()};${type.additional ? textOf(type.additional) : ""}}`;
    default:
      return type.kind;
  }
}

function propertyText({ name, required, orUndefined, type }: Property): string {
  return `${JSON.stringify(name)}${required ? "" : "?"}${orUndefined ? "|" : ""}:${textOf(type)}`;
}
