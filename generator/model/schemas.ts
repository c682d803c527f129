/** Schemas → types: one normal form for OpenAPI 3.0, 3.1 and 3.2. The rule: a type that rejects valid data is a bug. */
import { child, isObject, type Json, type Pointer } from "../load/document.js";
import { cutCycles } from "./cycles.js";
import { notesOf, type Docs } from "./docs.js";
import type { NamedSchema, Property, Type } from "./model.js";
import { pascalCase, schemaName, spelledName } from "./names.js";
import { describe, pointerOf, type Node, type ObjectNode, type Source } from "./source.js";
import { demand, intersection, isWithin, literals, nothing, union, unknown } from "./types.js";

const componentPrefix = "/components/schemas/";
const knownTypes = new Set(["array", "boolean", "integer", "null", "number", "object", "string"]);

/** Keywords that change what a schema accepts, so that a `$ref` beside them is more than a name. */
const constraining = [
  "type",
  "properties",
  "required",
  "allOf",
  "anyOf",
  "oneOf",
  "enum",
  "const",
  "items",
  "nullable",
];

/** Who writes a value: the caller, or the server. */
export type Direction = "request" | "response";

export class Schemas {
  readonly #source: Source;
  readonly #docs: Docs;
  readonly #names: ReadonlyMap<string, string>;
  readonly #following = new Set<Pointer>();
  readonly #byName = new Map<string, NamedSchema>();

  /** `taken`: names of types that the package declares itself. */
  constructor(source: Source, docs: Docs, taken: ReadonlySet<string>) {
    this.#source = source;
    this.#docs = docs;
    this.#names = nameSchemas(source, taken);
  }

  /** Every schema under `components`, with its name. */
  named(): NamedSchema[] {
    const components = this.#source.object(this.#source.root, "components");
    const schemas = components && this.#source.object(components, "schemas");
    if (!schemas) return [];
    for (const [wireName, node] of this.#source.entries(schemas)) {
      const name = this.#names.get(wireName) ?? wireName;
      const doc = isObject(node.value) ? this.#doc(node as ObjectNode) : this.#docs.empty(node.pointer);
      this.#byName.set(name, { name, wireName, type: this.type(node), doc, origin: node.pointer });
    }
    for (const schema of cutCycles([...this.#byName.values()])) this.#byName.set(schema.name, schema);
    return [...this.#byName.values()];
  }

  /** A named schema's type; call after `named`. */
  lookup(name: string): Type | undefined {
    return this.#byName.get(name)?.type;
  }

  /** The type that a name stands for, however many names it takes; itself when it is no name. */
  expand(type: Type): Type {
    const seen = new Set<string>();
    let current: Type = type;
    while (current.kind === "reference" && !seen.has(current.name)) {
      seen.add(current.name);
      current = this.lookup(current.name) ?? unknown;
    }
    return current;
  }

  type(node: Node, _direction: Direction = "response"): Type {
    if (node.value === true) return unknown;
    if (node.value === false) return { kind: "never" };
    const schema = this.#source.asObject(node, "A schema");
    if (!schema) return unknown;
    if (typeof schema.value["$ref"] === "string") return this.#reference(schema, schema.value["$ref"]);
    const type = this.#composed(schema);
    return schema.value["nullable"] === true ? union([type, nothing]) : type;
  }

  #reference(schema: ObjectNode, reference: string): Type {
    const target = this.#referenced(schema, reference);
    if (!constraining.some((key) => Object.hasOwn(schema.value, key))) return target;
    const { $ref: _, ...siblings } = schema.value;
    return intersection([target, this.type({ value: siblings, pointer: schema.pointer })]);
  }

  #referenced(schema: ObjectNode, reference: string): Type {
    const pointer = reference.startsWith("#") ? pointerOf(reference) : undefined;
    if (pointer?.startsWith(componentPrefix)) {
      const token = pointer.slice(componentPrefix.length);
      const name = this.#names.get(token.replaceAll("~1", "/").replaceAll("~0", "~"));
      if (name !== undefined && !token.includes("/")) {
        return this.#leadsBack(pointer, schema) ? unknown : { kind: "reference", name };
      }
    }
    const target = this.#source.follow(reference, child(schema.pointer, "$ref"));
    if (!target) return unknown;
    if (this.#following.has(target.pointer)) {
      this.#source.error("model/reference-cycle", schema.pointer, `\`$ref: ${reference}\` contains itself.`, {
        help: "Move the schema to components.schemas and refer to it by name, with an overlay action.",
      });
      return unknown;
    }
    this.#following.add(target.pointer);
    const type = this.type(target);
    this.#following.delete(target.pointer);
    return type;
  }

  /** Whether a component is nothing but a chain of `$ref`s that returns to itself. */
  #leadsBack(pointer: Pointer, schema: ObjectNode): boolean {
    const value = this.#source.at(pointer);
    if (!isObject(value) || typeof value["$ref"] !== "string") return false;
    return this.#source.resolve({ value, pointer }) === undefined || pointer === schema.pointer;
  }

  #composed(schema: ObjectNode): Type {
    const { value } = schema;
    if (value["const"] !== undefined) return literals([value["const"]]);
    if (value["enum"] !== undefined) return this.#enumeration(schema);
    const parts: Type[] = [];
    const base = this.#base(schema);
    for (const key of ["anyOf", "oneOf"]) {
      if (value[key] !== undefined) parts.push(union(this.#source.list(schema, key).map((one) => this.type(one))));
    }
    for (const one of value["allOf"] === undefined ? [] : this.#source.list(schema, "allOf"))
      parts.push(this.type(one));
    const all = base && !parts.some((part) => isWithin(part, base)) ? [base, ...parts] : parts;
    const required = new Set(
      [schema.value, ...[schema.value["allOf"]].flat()].flatMap((one) =>
        isObject(one) ? [one["required"]].flat() : [],
      ),
    );
    return intersection(all.map((part) => demand(part, required)));
  }

  #enumeration(schema: ObjectNode): Type {
    const values = this.#source.list(schema, "enum").map((one) => one.value);
    const type = literals(values);
    const allowsNull = [schema.value["type"]].flat().includes("null");
    return allowsNull && values.length > 0 ? union([type, nothing]) : type;
  }

  /** What the schema's own keywords say, composition left out; undefined when they say nothing. */
  #base(schema: ObjectNode): Type | undefined {
    const declared = schema.value["type"];
    if (declared === undefined) return this.#untyped(schema);
    const types = (Array.isArray(declared) ? declared : [declared]) as Json[];
    const wrong = types.find((type) => typeof type !== "string" || !knownTypes.has(type));
    if (wrong !== undefined) {
      this.#source.error(
        "model/invalid",
        child(schema.pointer, "type"),
        `\`type\` is ${describe(wrong)}, which is no JSON Schema type.`,
      );
      return unknown;
    }
    return union(types.map((type) => this.#typed(schema, type as string)));
  }

  #untyped(schema: ObjectNode): Type | undefined {
    const { value } = schema;
    if (value["properties"] !== undefined || value["additionalProperties"] !== undefined) return this.#object(schema);
    if (value["items"] !== undefined || value["prefixItems"] !== undefined) return this.#array(schema);
    return undefined;
  }

  #typed(schema: ObjectNode, type: string): Type {
    switch (type) {
      case "object":
        return this.#object(schema);
      case "array":
        return this.#array(schema);
      case "integer":
        return { kind: "number" };
      case "string":
        // Bytes in a form are a file; in JSON they can only be text.
        return schema.value["format"] === "binary"
          ? union([{ kind: "string" }, { kind: "binary" }])
          : { kind: "string" };
      default:
        return { kind: type as "boolean" | "null" | "number" | "string" };
    }
  }

  #array(schema: ObjectNode): Type {
    const items = this.#source.get(schema, "items");
    const rest = items ? this.type(items) : unknown;
    if (schema.value["prefixItems"] === undefined) return { kind: "array", items: rest };
    const prefix = this.#source.list(schema, "prefixItems").map((one) => this.type(one));
    return { kind: "tuple", items: prefix, ...(rest.kind !== "never" && { rest }) };
  }

  #object(schema: ObjectNode): Type {
    const { value } = schema;
    const required = new Set(
      value["required"] === undefined ? [] : this.#source.list(schema, "required").map((one) => one.value),
    );
    const node = value["properties"] === undefined ? undefined : this.#source.object(schema, "properties");
    const properties: Property[] = [];
    for (const name of Object.keys(node?.value ?? {})) {
      const property = node && this.#source.get(node, name);
      if (property) properties.push(this.#property(name, property, required.has(name)));
    }
    const additional = this.#additional(schema, properties.length > 0);
    return { kind: "object", properties, ...(additional && { additional }) };
  }

  /** TypeScript wants every property to fit an index signature, so beside properties only `unknown` is safe. */
  #additional(schema: ObjectNode, besideProperties: boolean): Type | undefined {
    const node = this.#source.get(schema, "additionalProperties");
    if (!node) return besideProperties ? undefined : unknown;
    if (node.value === false) return undefined;
    return besideProperties ? unknown : this.type(node);
  }

  #property(name: string, node: Node, required: boolean): Property {
    const doc = isObject(node.value) ? this.#doc(node as ObjectNode) : this.#docs.empty(node.pointer);
    return { name, required, type: this.type(node), doc };
  }

  #doc(schema: ObjectNode): NamedSchema["doc"] {
    return this.#docs.of(schema, { notes: notesOf(schema) });
  }
}

/** TypeScript names for the components: PascalCase, or the wire name where two would become one. */
function nameSchemas(source: Source, taken: ReadonlySet<string>): Map<string, string> {
  const names = new Map<string, string>();
  const components = source.object(source.root, "components");
  const schemas = components && source.object(components, "schemas");
  if (!schemas) return names;
  const entries = source.entries(schemas);
  const claims = new Map<string, number>();
  for (const [wireName] of entries) claims.set(pascalCase(wireName), (claims.get(pascalCase(wireName)) ?? 0) + 1);
  const wireNames = new Set(entries.map(([wireName]) => wireName));
  const used = new Map<string, { wireName: string; pointer: Pointer }>();
  for (const [wireName, node] of entries) {
    const pascal = pascalCase(wireName);
    const alone = claims.get(pascal) === 1 && pascal !== "";
    const wanted = alone ? pascal : wireName.replaceAll(/[^\p{ID_Continue}]/gu, "_").replace(/^(?=\p{N})|^$/u, "_");
    const isOwn = !used.has(schemaName(wanted, taken)) && (alone || wanted === wireName || !wireNames.has(wanted));
    const spelled = spelledName(wireName);
    const name = schemaName(isOwn || claims.has(spelled) || used.has(spelled) ? wanted : spelled, taken);
    const first = used.get(name);
    if (first !== undefined) {
      source.error(
        "model/duplicate-name",
        node.pointer,
        `The schemas ${JSON.stringify(first.wireName)} and ${JSON.stringify(wireName)} both become \`${name}\`.`,
        {
          related: [{ message: "the other", location: source.document.locate(first.pointer, "key") }],
        },
      );
      continue;
    }
    used.set(name, { wireName, pointer: node.pointer });
    names.set(wireName, name);
  }
  return names;
}
