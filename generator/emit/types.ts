/** Types as text. The formatter lays them out. */
import type { Property, Type } from "../model/model.js";
import { docComment } from "./docs.js";
import { propertyKey, stringLiteral } from "./escape.js";

export function printType(type: Type): string {
  switch (type.kind) {
    case "enum": {
      const values = type.values.map((value) => (typeof value === "string" ? stringLiteral(value) : String(value)));
      const kinds = ["string", "number"].filter((kind) => type.values.some((value) => typeof value === kind));
      return [...values, ...(type.open ? kinds.map((kind) => `(${kind} & {})`) : [])].join(" | ");
    }
    case "array":
      return `${operand(type.items)}[]`;
    case "tuple":
      return printTuple(type.items, type.required, type.rest);
    case "object":
      return printObject(type.properties, type.additional);
    case "union":
      return type.members.map(unionMember).join(" | ");
    case "intersection":
      return type.members.map(operand).join(" & ");
    case "reference":
      return type.name;
    case "binary":
      return "Blob";
    case "unlisted":
      return "`${string}(unlisted)`";
    default:
      return type.kind;
  }
}

function printTuple(items: readonly Type[], required: number, rest: Type | undefined): string {
  const elements = items.map((item, index) => (index < required ? printType(item) : `${operand(item)}?`));
  return `[${[...elements, ...(rest ? [`...${operand(rest)}[]`] : [])].join(", ")}]`;
}

/** The inside of an interface or an object type. */
function printObject(properties: readonly Property[], additional: Type | undefined): string {
  const members = properties.map(({ name, required, type, orUndefined, doc }) => {
    const comment = docComment(doc);
    const printed = orUndefined && type.kind !== "unknown" ? `${unionMember(type)} | undefined` : printType(type);
    return `${comment}${propertyKey(name)}${required ? "" : "?"}: ${printed};`;
  });
  if (members.length === 0 && additional && isFlat(additional)) return `Record<string, ${printType(additional)}>`;
  if (additional) members.push(`[key: string]: ${printType(additional)};`);
  return members.length === 0 ? "Record<string, never>" : `{\n${members.join("\n")}\n}`;
}

/** Without names inside, so that a `Record` of it cannot be an alias that refers to itself. */
function isFlat(type: Type): boolean {
  return !["array", "tuple", "object", "union", "intersection", "reference"].includes(type.kind);
}

function unionMember(type: Type): string {
  return type.kind === "intersection" ? `(${printType(type)})` : printType(type);
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
