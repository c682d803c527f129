/** Values for the schemas of a document: the same at every run, different from turn to turn. */
import fc from "fast-check";
import { expressionOf } from "./valid.js";
import { isTree, type Specification, type Tree } from "./document.js";

/** No value is known for a schema. */
export class Unsampled extends Error {}

export interface Wish {
  /** Chooses among variants, values of an enum and texts. */
  readonly turn: number;
  /** With everything that may be left out, too. */
  readonly isFull: boolean;
  /** What no header, cookie or list of words can carry is left out of texts. */
  readonly isPlain?: boolean;
  /** Whether null may stand where it is allowed. */
  readonly isNullable?: boolean;
  /** What the value is called. */
  readonly name?: string;
}

const deepest = 24;
const fullUntil = 5;
/** From here on only what must be there: Stripe's objects hold all others. */
const mostNodes = 250;
const texts: readonly string[] = ["a b/c?d&e=f#g%h+i;é", "ünï \"q\" 'z'", "1e3", "true", "x:y@z,w|v", "日本 <i>"];
/** What a caller sends under such a name is hidden in errors from then on: no other value may be the same. */
const telling = /(?:key|token|secret|password)$/i;
let credentials = 0;

export class Sampler {
  readonly #specification: Specification;
  readonly #wish: Wish;
  #count = 0;
  #nodes = 0;

  constructor(specification: Specification, wish: Wish) {
    this.#specification = specification;
    this.#wish = wish;
  }

  value(schema: unknown, depth = 0, name = this.#wish.name): unknown {
    if (depth > deepest) throw new Unsampled("too deep");
    this.#nodes++;
    if (schema === false) throw new Unsampled("nothing is allowed");
    const flat = this.#flat(schema, depth);
    if (flat["const"] !== undefined) return flat["const"];
    if (Array.isArray(flat["enum"])) return this.#oneOf(flat["enum"]);
    const type = this.#type(flat);
    switch (type) {
      case "object":
        return this.#object(flat, depth);
      case "array":
        return this.#array(flat, depth);
      case "integer":
      case "number":
        return this.#number(flat, type === "integer");
      case "boolean":
        return this.#wish.turn % 2 === 0;
      case "null":
        return null;
      default:
        return this.#string(flat, name);
    }
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[(this.#wish.turn + this.#count++) % items.length]!;
  }

  #oneOf(values: readonly unknown[]): unknown {
    const allowed = values.filter((one) => one !== null || this.#wish.isNullable);
    return this.#pick(allowed.length > 0 ? allowed : values);
  }

  /** One schema without references and alternatives: what a value of this turn has to be. */
  #flat(schema: unknown, depth: number): Tree {
    if (depth > deepest) throw new Unsampled("too deep");
    if (!isTree(schema)) return {};
    const { $ref, allOf, oneOf, anyOf, discriminator, ...own } = schema;
    let flat: Tree = own;
    if (typeof $ref === "string") {
      if (!$ref.includes("#")) throw new Unsampled("another file");
      flat = merged(this.#flat(this.#specification.at($ref), depth + 1), own);
    }
    for (const part of Array.isArray(allOf) ? allOf : []) flat = merged(this.#flat(part, depth + 1), flat);
    for (const choice of [oneOf, anyOf]) {
      if (!Array.isArray(choice) || choice.length === 0) continue;
      const usable = choice.filter((one) => this.#wish.isNullable || !isNull(one));
      const branch: unknown = this.#pick(usable.length > 0 ? usable : choice);
      flat = merged(this.#flat(branch, depth + 1), flat);
      if (isTree(discriminator) && isTree(branch)) flat = told(flat, discriminator, String(branch["$ref"]));
    }
    return flat;
  }

  #type(flat: Tree): string {
    const { type } = flat;
    const all = (Array.isArray(type) ? type : [type]).filter((one) => one !== undefined) as string[];
    const named = all.filter((one) => one !== "null");
    const isNull = all.includes("null") || flat["nullable"] === true;
    if (isNull && this.#wish.isNullable && this.#count++ % 3 === 0) return "null";
    if (named.length > 0) return this.#pick(named);
    if (all.length > 0) return "null";
    const says = (...keys: readonly string[]): boolean => keys.some((key) => flat[key] !== undefined);
    if (says("properties", "additionalProperties", "required")) return "object";
    if (says("items", "prefixItems")) return "array";
    return says("minimum", "maximum", "multipleOf") ? "number" : "string";
  }

  #object(flat: Tree, depth: number): Tree {
    const { properties, additionalProperties, patternProperties } = flat;
    const required = new Set(Array.isArray(flat["required"]) ? flat["required"].map(String) : []);
    const value: Record<string, unknown> = {};
    const put = (name: string, one: unknown): void => {
      Object.defineProperty(value, name, { value: one, enumerable: true, configurable: true, writable: true });
    };
    const isFull = this.#wish.isFull && depth < fullUntil;
    for (const [name, schema] of Object.entries(isTree(properties) ? properties : {})) {
      if (!required.has(name) && (!isFull || this.#nodes > mostNodes)) continue;
      try {
        put(name, this.value(schema, depth + 1, name));
      } catch (error) {
        if (!(error instanceof Unsampled) || required.has(name)) throw error;
      }
    }
    for (const name of required)
      if (!Object.hasOwn(value, name)) put(name, this.value(additionalProperties ?? true, depth + 1, name));
    if (isFull && isTree(additionalProperties)) put("kéy", this.value(additionalProperties, depth + 1));
    if (isFull && isTree(patternProperties))
      for (const [pattern, schema] of Object.entries(patternProperties))
        put(matching(pattern, this.#wish.turn), this.value(schema, depth + 1));
    const least = Number(flat["minProperties"] ?? 0);
    const names = Object.keys(isTree(properties) ? properties : {});
    for (const name of [...names, "more1", "more2", "more3"]) {
      if (Object.keys(value).length >= least) break;
      if (!Object.hasOwn(value, name))
        put(
          name,
          this.value(
            names.includes(name) ? (properties as Tree)[name] : (additionalProperties ?? true),
            depth + 1,
            name,
          ),
        );
    }
    return value;
  }

  #array(flat: Tree, depth: number): unknown[] {
    const { items, prefixItems, uniqueItems } = flat;
    const first = Array.isArray(prefixItems) ? prefixItems.map((one) => this.value(one, depth + 1)) : [];
    const most = Number(flat["maxItems"] ?? 2);
    const count = Math.max(
      Number(flat["minItems"] ?? 0),
      Math.min(most, this.#wish.isFull && depth < fullUntil ? 2 : 1),
    );
    const list = [...first];
    const tryable = items === false ? 0 : count * 8;
    for (let tries = 0; list.length < count && tries < tryable; tries++) {
      const item = this.value(items ?? true, depth + 1);
      if (uniqueItems !== true || !list.some((one) => JSON.stringify(one) === JSON.stringify(item))) list.push(item);
    }
    return list;
  }

  #number(flat: Tree, isInteger: boolean): number {
    const bound = (key: string): number | undefined => (typeof flat[key] === "number" ? flat[key] : undefined);
    const step = bound("multipleOf") ?? (isInteger ? 1 : undefined);
    const above = bound("exclusiveMinimum") ?? (flat["exclusiveMinimum"] === true ? bound("minimum") : undefined);
    const below = bound("exclusiveMaximum") ?? (flat["exclusiveMaximum"] === true ? bound("maximum") : undefined);
    const low = Math.max(bound("minimum") ?? -Infinity, above === undefined ? -Infinity : above + (step ?? 0.5));
    const high = Math.min(bound("maximum") ?? Infinity, below === undefined ? Infinity : below - (step ?? 0.5));
    const wanted = step === undefined ? 1.5 + this.#count++ : 3 + this.#count++;
    const inside = Math.min(Math.max(wanted, low), high);
    return step === undefined ? inside : Math.round(inside / step) * step;
  }

  #string(flat: Tree, name = ""): unknown {
    const { format, pattern } = flat;
    const least = Number(flat["minLength"] ?? 0);
    const most = Number(flat["maxLength"] ?? Infinity);
    if (format === "binary") return new Blob([`bytes \u0000 ${this.#count++}`]);
    if (typeof pattern === "string") return matching(pattern, this.#wish.turn, least, most);
    const plain = telling.test(name) ? `credential${++credentials}` : undefined;
    const known = Object.hasOwn(formats, String(format)) ? formats[String(format)] : plain;
    const text = known ?? (this.#wish.isPlain ? `plain${this.#count++}` : this.#pick(texts));
    const long = [...text.padEnd(least, "x")].slice(0, most).join("");
    // A path has no place for nothing, for "." and for "..".
    return long === "" || /^\.*$/.test(long) ? "x".slice(0, most) : long;
  }
}

const formats: Readonly<Record<string, string>> = {
  "date-time": "2020-01-02T03:04:05Z",
  date: "2020-01-02",
  time: "03:04:05Z",
  uuid: "123e4567-e89b-42d3-a456-426614174000",
  email: "a@example.com",
  uri: "https://example.com/a?b=c",
  url: "https://example.com/a?b=c",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  hostname: "example.com",
  byte: "Ynl0ZXM=",
};

const isNull = (schema: unknown): boolean => isTree(schema) && schema["type"] === "null";

function matching(pattern: string, seed: number, least = 0, most = Infinity): string {
  try {
    const arbitrary = fc.stringMatching(expressionOf(pattern));
    const found = fc
      .sample(arbitrary, { seed, numRuns: 40 })
      .find((one) => [...one].length >= least && [...one].length <= most && /^[ -~]+$/.test(one) && !/^\.+$/.test(one));
    if (found !== undefined) return found;
  } catch {
    // Not a pattern of ECMAScript.
  }
  throw new Unsampled(`no text for ${pattern}`);
}

/** Both schemas at once. */
function merged(one: Tree, other: Tree): Tree {
  const { properties: a, required: b } = one;
  const { properties: c, required: d } = other;
  const properties: Record<string, unknown> = { ...(isTree(a) ? a : {}) };
  for (const [name, schema] of Object.entries(isTree(c) ? c : {}))
    properties[name] = Object.hasOwn(properties, name) ? { allOf: [properties[name], schema] } : schema;
  const required = [...(Array.isArray(b) ? b : []), ...(Array.isArray(d) ? d : [])];
  const all: Record<string, unknown> = { ...one, ...other };
  if (isTree(a) || isTree(c)) all["properties"] = properties;
  if (required.length > 0) all["required"] = required;
  if (Array.isArray(one["enum"]) && Array.isArray(other["enum"])) {
    const both = one["enum"].filter((value) => (other["enum"] as unknown[]).includes(value));
    all["enum"] = both;
  }
  return all;
}

/** With the property that says which variant it is. */
function told(flat: Tree, { propertyName, mapping }: Tree, reference: string): Tree {
  const name = String(propertyName);
  const mapped = Object.entries(isTree(mapping) ? mapping : {}).find(([, target]) =>
    [reference, reference.replace(/^[^#]*/, ""), reference.split("/").at(-1)].includes(String(target)),
  );
  const properties = isTree(flat["properties"]) ? flat["properties"] : {};
  const value = mapped?.[0] ?? reference.split("/").at(-1);
  const own = isTree(properties[name]) ? properties[name] : {};
  if (own["const"] !== undefined || (Array.isArray(own["enum"]) && own["enum"].length === 1)) return flat;
  const required = Array.isArray(flat["required"]) ? flat["required"] : [];
  return { ...flat, properties: { ...properties, [name]: { const: value } }, required: [...required, name] };
}
