/** Types as trees of short texts, and as one line. */
import type { Literal, Property, Type } from "../model/model.js";
import type { Correction } from "../overlay/overlay.js";

/** A text, or parts by name; `is` is what the whole of them is. `optional …` may be left out. */
export type Tree = string | { readonly [part: string]: Tree };

export interface Described {
  /** Gets the names of the types that are met. */
  readonly names: Set<string>;
  /** Is told which corrections touched a place. */
  noted(path: readonly string[], corrections: readonly Correction[]): void;
}

/** Stands in a set of values for all others of their kind. */
export const others = "others";

/** `how` comes before the text: `optional `. Properties begin with a dot, so that no name of theirs means anything else. */
export function treeOf(type: Type, how: string, path: readonly string[], described: Described): Tree {
  if (type.kind === "array" && type.items.kind === "object" && type.items.properties.length > 0)
    return { is: `${how}list`, "[]": treeOf(type.items, "", [...path, "[]"], described) };
  const [object, ...more] = membersOf(type).filter((one) => one.kind === "object");
  if (object?.kind !== "object" || more.length > 0) return how + lineOf(type, described.names);
  const rest = membersOf(type).filter((one) => one !== object);
  const open = object.additional ? [`of ${lineOf(object.additional, described.names)}`] : [];
  const is = [["object", ...open].join(" "), ...rest.map((one) => lineOf(one, described.names))].join(" | ");
  const properties = object.properties.map((property) => propertyOf(property, path, described));
  return properties.length === 0 ? how + is : { is: how + is, ...Object.fromEntries(properties) };
}

function propertyOf({ name, required, type, doc }: Property, path: readonly string[], described: Described) {
  const own = [...path, `.${name}`];
  described.noted(own, doc.corrections);
  return [`.${name}`, treeOf(type, required ? "" : "optional ", own, described)] as const;
}

function membersOf(type: Type): readonly Type[] {
  return type.kind === "union" ? type.members : [type];
}

function lineOf(type: Type, names: Set<string>): string {
  const line = (one: Type): string => lineOf(one, names);
  switch (type.kind) {
    case "reference":
      names.add(type.name);
      return type.name;
    case "enum":
      return [...type.values.map(literal), ...(type.open ? [others] : [])].join(" | ");
    case "array":
      return `${grouped(line(type.items))}[]`;
    case "tuple": {
      const items = type.items.map((item, index) => `${grouped(line(item))}${index < type.required ? "" : "?"}`);
      return `[${[...items, ...(type.rest ? [`...${grouped(line(type.rest))}[]`] : [])].join(", ")}]`;
    }
    case "object": {
      const inner = type.properties.map((one) => `${quoted(one.name)}${one.required ? "" : "?"}: ${line(one.type)}`);
      return `{ ${[...inner, ...(type.additional ? [`[key]: ${line(type.additional)}`] : [])].join("; ")} }`;
    }
    case "union":
      return type.members.map(line).join(" | ");
    case "intersection":
      return type.members.map((one) => grouped(line(one))).join(" & ");
    default:
      return type.kind;
  }
}

function grouped(text: string): string {
  return text.includes(" ") ? `(${text})` : text;
}

function quoted(name: string): string {
  return /^[\w$]+$/.test(name) ? name : literal(name);
}

/** In single quotes, as all of this stands in JSON; there is none inside. */
function literal(value: Literal): string {
  if (typeof value !== "string") return String(value);
  return `'${JSON.stringify(value).slice(1, -1).replaceAll("'", "\\u0027")}'`;
}
