/** What a parameter's schema says beyond its type, for the check before anything is sent. */
import { child, isObject } from "../load/document.js";
import type { Constraints } from "./model.js";
import { isCheapPattern } from "./patterns.js";
import { typesOf } from "./schemas/kinds.js";
import type { Schemas } from "./schemas/schemas.js";
import type { Node, ObjectNode, Source } from "./source.js";

type Bound =
  | "exclusiveMaximum"
  | "exclusiveMinimum"
  | "maximum"
  | "maxItems"
  | "maxLength"
  | "minimum"
  | "minItems"
  | "minLength"
  | "multipleOf";

export function readConstraints(source: Source, schemas: Schemas, node: Node | undefined): Constraints {
  const object = node && isObject(node.value) ? (node as ObjectNode) : undefined;
  const schema = object && source.resolve(object);
  if (!schema) return {};
  const only = onlyChoice(source, schema);
  if (only) return readConstraints(source, schemas, only);
  const type = schemas.expand(schemas.presentType(node as Node));
  switch (type.kind) {
    case "enum":
      return type.open ? { kind: "string" } : { kind: "values", values: type.values };
    case "number": {
      const types = typesOf(schema.value);
      const kind = types.includes("integer") && !types.includes("number") ? "integer" : "number";
      return {
        kind,
        ...exclusive(schema),
        ...bounds(schema, ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
      };
    }
    case "string": {
      const pattern = usablePattern(source, schema);
      return {
        kind: "string",
        ...bounds(schema, ["minLength", "maxLength"]),
        ...(pattern !== undefined && { pattern }),
      };
    }
    case "boolean":
      return { kind: "boolean" };
    case "tuple":
    case "array": {
      // Beside `prefixItems`, `items` speaks of the rest alone.
      const every = schema.value["prefixItems"] === undefined ? source.get(schema, "items") : undefined;
      const items = readConstraints(source, schemas, every);
      return { kind: "array", ...bounds(schema, ["minItems", "maxItems"]), ...(items.kind && { items }) };
    }
    default:
      return {};
  }
}

/** What is said in full of a value that is not null: `anyOf: [{ type: integer }, { type: "null" }]`. */
function onlyChoice(source: Source, schema: ObjectNode): Node | undefined {
  const key = ["anyOf", "oneOf"].find((one) => schema.value[one] !== undefined);
  if (key === undefined || ["type", "enum", "const", "allOf", "$ref"].some((one) => schema.value[one] !== undefined))
    return undefined;
  const members = source.list(schema, key);
  const present = members.filter(({ value }) => !(isObject(value) && typesOf(value).join() === "null"));
  return present.length === 1 && members.length > 1 ? present[0] : undefined;
}

function bounds(schema: ObjectNode, keys: readonly Bound[]): Partial<Record<Bound, number>> {
  return Object.fromEntries(
    keys.flatMap((key) => (typeof schema.value[key] === "number" ? [[key, schema.value[key]]] : [])),
  );
}

/** OpenAPI 3.0 says "exclusive" by a boolean beside the bound. */
function exclusive({ value }: ObjectNode): Partial<Record<Bound, number>> {
  return {
    ...(value["exclusiveMinimum"] === true &&
      typeof value["minimum"] === "number" && { exclusiveMinimum: value["minimum"] }),
    ...(value["exclusiveMaximum"] === true &&
      typeof value["maximum"] === "number" && { exclusiveMaximum: value["maximum"] }),
  };
}

/** A pattern that JavaScript understands, and that cannot keep it busy; another is for the server to check. */
function usablePattern(source: Source, schema: ObjectNode): string | undefined {
  const pattern = schema.value["pattern"];
  if (typeof pattern !== "string") return undefined;
  try {
    const usable = new RegExp(pattern, "u").source;
    if (isCheapPattern(usable)) return usable;
  } catch {
    return undefined;
  }
  source.warning(
    "model/pattern",
    child(schema.pointer, "pattern"),
    "The pattern is left to the server: some texts could keep JavaScript busy with it for very long.",
  );
  return undefined;
}
