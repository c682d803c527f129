/** Types as text. The formatter lays them out. */
import type { Property, Type } from "../model/model.js";
import { docComment } from "./docs.js";
import { propertyKey, stringLiteral } from "./escape.js";

export function printType(type: Type): string {
  switch (type.kind) {
    case "enum": {
      const values = type.values.map((value) => (typeof value === "string" ? stringLiteral(value) : String(value)));
      return [...values, ...(type.open ? ["(string & {})"] : [])].join(" | ");
    }
    case "array":
      return `${operand(type.items)}[]`;
    case "tuple":
      // A schema bounds the kinds of the first elements, not their number.
      return `[${[...type.items.map((item) => `${operand(item)}?`), ...(type.rest ? [`...${operand(type.rest)}[]`] : [])].join(", ")}]`;
    case "object":
      return printObject(type.properties, type.additional);
    case "union":
      return type.members
        .map((member) => (member.kind === "intersection" ? `(${printType(member)})` : printType(member)))
        .join(" | ");
    case "intersection":
      return type.members.map(operand).join(" & ");
    case "reference":
      return type.name;
    case "binary":
      return "Blob";
    default:
      return type.kind;
  }
}

/** The inside of an interface or an object type. */
export function printObject(properties: readonly Property[], additional: Type | undefined): string {
  const members = properties.map(({ name, required, type, doc }) => {
    const comment = docComment(doc);
    return `${comment}${propertyKey(name)}${required ? "" : "?"}: ${printType(type)};`;
  });
  if (members.length === 0 && additional && isFlat(additional)) return `Record<string, ${printType(additional)}>`;
  if (additional) members.push(`[key: string]: ${printType(additional)};`);
  return members.length === 0 ? "Record<string, never>" : `{\n${members.join("\n")}\n}`;
}

/** Without names inside, so that a `Record` of it cannot be an alias that refers to itself. */
function isFlat(type: Type): boolean {
  return !["array", "tuple", "object", "union", "intersection", "reference"].includes(type.kind);
}

/** A type that may stand before `[]` or beside `&`. */
function operand(type: Type): string {
  const text = printType(type);
  const loose =
    type.kind === "union" ||
    type.kind === "intersection" ||
    (type.kind === "enum" && (type.open || type.values.length > 1));
  return loose ? `(${text})` : text;
}

/** The names of the schemas that types refer to, sorted. */
export function referencedNames(types: Iterable<Type>): string[] {
  const names = new Set<string>();
  const visit = (type: Type): void => {
    switch (type.kind) {
      case "reference":
        names.add(type.name);
        break;
      case "array":
        visit(type.items);
        break;
      case "tuple":
        type.items.forEach(visit);
        if (type.rest) visit(type.rest);
        break;
      case "object":
        for (const property of type.properties) visit(property.type);
        if (type.additional) visit(type.additional);
        break;
      case "union":
      case "intersection":
        type.members.forEach(visit);
        break;
      default:
    }
  };
  for (const type of types) visit(type);
  return [...names].sort();
}
