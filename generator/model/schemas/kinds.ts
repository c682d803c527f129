/** Which of JSON's six kinds of value a schema accepts, by what it says and what it refers to. */
import { isObject, type Json, type JsonObject } from "../../load/document.js";

export type Kind = "array" | "boolean" | "null" | "number" | "object" | "string";
export type Kinds = ReadonlySet<Kind>;

export const allKinds: Kinds = new Set<Kind>(["object", "array", "string", "number", "boolean", "null"]);
const noKinds: Kinds = new Set();

export const objectKeywords: readonly string[] = [
  "properties",
  "required",
  "additionalProperties",
  "patternProperties",
  "propertyNames",
  "unevaluatedProperties",
  "dependentRequired",
  "dependentSchemas",
  "maxProperties",
];
export const arrayKeywords: readonly string[] = ["items", "prefixItems", "unevaluatedItems"];

export function says(schema: JsonObject, keywords: readonly string[]): boolean {
  return keywords.some((key) => schema[key] !== undefined && !isRequiredItself(key, schema[key]));
}

/** Earlier drafts, and OpenAPI's parameters, have a `required` that is about the value itself: nothing that its schema says. */
export function isRequiredItself(key: string, value: Json | undefined): boolean {
  return key === "required" && typeof value === "boolean";
}

export function kindOf(value: Json): Kind {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value as Kind;
}

export function common(a: Kinds, b: Kinds): Kinds {
  if (a === allKinds || a === b) return b;
  if (b === allKinds) return a;
  return new Set([...a].filter((kind) => b.has(kind)));
}

/** What `type` says. Without quotes, YAML's null is the type that is called so. */
export function typesOf({ type }: JsonObject): readonly (Json | undefined)[] {
  return [type].flat().map((one) => (one === null ? "null" : one));
}

export interface KindOptions {
  /** What the `$ref` of a schema leads to. */
  readonly at: (schema: JsonObject) => Json | undefined;
  /** Whether `properties` without `type` says nothing of values that are no objects, as in JSON Schema. */
  readonly literal: boolean;
}

/** How many `$ref`s lead on from each other before the question is given up: any kind, then. */
const deepest = 200;

export class KindReader {
  readonly #options: KindOptions;
  readonly #known = new Map<JsonObject, Kinds>();

  constructor(options: KindOptions) {
    this.#options = options;
  }

  of(schema: Json | undefined, depth = 0): Kinds {
    if (schema === false) return noKinds;
    if (schema === undefined || !isObject(schema) || depth > deepest) return allKinds;
    const known = this.#known.get(schema);
    if (known) return known;
    // Whoever asks again before the answer is known stands in a circle, which restricts nothing.
    this.#known.set(schema, allKinds);
    const kinds = this.#read(schema, depth + 1);
    this.#known.set(schema, kinds);
    return kinds;
  }

  #read(schema: JsonObject, depth: number): Kinds {
    const { type, nullable } = schema;
    const isSaid = typeof type === "string" || Array.isArray(type) || type === null;
    let kinds = alone.get(type) ?? (isSaid ? declared(typesOf(schema)) : allKinds);
    if (schema["const"] !== undefined) kinds = this.#narrow(kinds, new Set([kindOf(schema["const"])]));
    else if (Array.isArray(schema["enum"]))
      kinds = this.#narrow(kinds, new Set((schema["enum"] as Json[]).map(kindOf)));
    for (const key of ["anyOf", "oneOf"]) {
      const list = schema[key];
      if (Array.isArray(list)) kinds = common(kinds, union(list.map((one) => this.of(one as Json, depth))));
    }
    if (Array.isArray(schema["allOf"]))
      for (const one of schema["allOf"] as Json[]) kinds = common(kinds, this.of(one, depth));
    if (typeof schema["$ref"] === "string") kinds = common(kinds, this.of(this.#options.at(schema), depth));
    if (schema["not"] !== undefined) kinds = without(kinds, this.#refused(schema["not"] as Json));
    if (kinds === allKinds && !this.#options.literal) kinds = this.#implied(schema);
    return nullable === true && !kinds.has("null") ? new Set([...kinds, "null"]) : kinds;
  }

  /**
   * Values that contradict the `type` beside them are the vendor's slip; the values are what is sent. Null that is listed
   * is meant, whatever the `type` says.
   */
  #narrow(kinds: Kinds, values: Kinds): Kinds {
    const both = common(kinds, values);
    if (both.size === 0) return values;
    const hasNull = kinds !== allKinds && (kinds.has("null") || (values.has("null") && !this.#options.literal));
    return hasNull ? new Set([...both, "null"]) : both;
  }

  /** What is written without `type` is meant as what its keywords speak of. */
  #implied(schema: JsonObject): Kinds {
    if (says(schema, objectKeywords)) return new Set(["object"]);
    return says(schema, arrayKeywords) ? new Set(["array"]) : allKinds;
  }

  /** The kinds of which a `not` leaves nothing. */
  #refused(schema: Json): Kinds {
    if (schema === true) return allKinds;
    if (!isObject(schema)) return noKinds;
    const keys = Object.keys(schema).filter((key) => !quiet.has(key));
    if (keys.length === 0) return allKinds;
    if (keys.length > 1) return noKinds;
    const [key = ""] = keys;
    if (key === "type") {
      return declared(typesOf(schema).filter((one) => one !== "integer"));
    }
    const list = schema[key];
    return key === "anyOf" && Array.isArray(list) ? union(list.map((one) => this.#refused(one as Json))) : noKinds;
  }
}

const quiet = new Set(["description", "title", "$comment", "default", "example", "examples"]);

/** Nearly every schema has one type, and there are seven. */
const alone: ReadonlyMap<Json | undefined, Kinds> = new Map(
  [...allKinds, "integer"].map((type) => [type, declared([type])]),
);

function declared(types: readonly (Json | undefined)[]): Kinds {
  return new Set(
    types.map((type) => (type === "integer" ? "number" : type) as Kind).filter((one) => allKinds.has(one)),
  );
}

function without(kinds: Kinds, refused: Kinds): Kinds {
  return refused.size === 0 ? kinds : new Set([...kinds].filter((kind) => !refused.has(kind)));
}

function union(list: readonly Kinds[]): Kinds {
  return list.includes(allKinds) ? allKinds : new Set(list.flatMap((one) => [...one]));
}
