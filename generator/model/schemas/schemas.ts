/** Schemas → types: one normal form for OpenAPI 3.0, 3.1 and 3.2, and a name for each schema that wants one. */
import { child, isObject, splitFile, type Json, type JsonObject, type Pointer } from "../../load/document.js";
import { cutCycles } from "./cycles.js";
import type { Docs } from "../docs.js";
import type { NamedSchema, Type } from "../model.js";
import { fresh, type Context, type Reader } from "./context.js";
import { common, KindReader } from "./kinds.js";
import { Templates } from "./dynamic.js";
import { freeName, nameSchemas, placeNames } from "./names.js";
import { docOf } from "./objects.js";
import { Scan, type Direction, type Shape } from "./scan.js";
import { isMore, isSchema, saysOfItself } from "./says.js";
import { schemaType, type Follow } from "./schema-types.js";
import { discriminatorOf, familyType, variantPlaces, withValue } from "./variants.js";
import type { Node, ObjectNode, Source } from "../source.js";
import { unknown, withoutNull } from "./types.js";

export type { Direction } from "./scan.js";

/** A type that has a name, before it is made. */
interface Entry {
  readonly name: string;
  readonly pointer: Pointer;
  readonly shape: Shape;
  /** What a parent says of itself, without its variants. */
  readonly own: boolean;
}

const literalDialect = /^https?:\/\/json-schema\.org\//;

export class Schemas {
  readonly #source: Source;
  readonly #docs: Docs;
  readonly #scan: Scan;
  readonly #templates: Templates;
  readonly #reader: Reader;
  readonly #taken: ReadonlySet<string>;
  readonly #used: Set<string>;
  readonly #components: ReadonlyMap<Pointer, string>;
  readonly #entries = new Map<string, Entry>();
  readonly #made = new Map<string, NamedSchema>();
  readonly #aliases = new Map<Pointer, Pointer>();
  readonly #endless = new Map<Pointer, boolean>();
  readonly #choicesOf = new Map<Pointer, ReadonlySet<Pointer>>();
  #isCut = false;

  /** `taken`: names of types that the package declares itself. */
  constructor(source: Source, docs: Docs, taken: ReadonlySet<string>) {
    this.#source = source;
    this.#docs = docs;
    this.#taken = taken;
    this.#scan = new Scan(source);
    this.#templates = new Templates(source, this.#scan);
    this.#components = this.#namedPlaces(nameSchemas(source, taken));
    this.#used = new Set(this.#components.values());
    const dialect = source.root.value["jsonSchemaDialect"];
    const literal = typeof dialect === "string" && literalDialect.test(dialect);
    const kinds = new KindReader({ at: (schema) => this.#targetOf(schema), literal });
    const type = (node: Node, context: Context): Type => this.#type(node, context);
    this.#reader = { source, docs, scan: this.#scan, kinds, literal, type, bound: this.#bound };
    for (const pointer of this.#components.keys()) {
      if (this.#scan.isSplit(pointer)) this.#entry(pointer, "response");
      this.#entry(pointer, this.#scan.shape(pointer, "request"));
    }
  }

  /** Every schema that has a name, so far: those under `components`, and those that types were asked for. */
  named(): NamedSchema[] {
    for (const entry of this.#entries.values()) this.#make(entry);
    if (!this.#isCut) for (const schema of cutCycles([...this.#made.values()])) this.#made.set(schema.name, schema);
    this.#isCut = true;
    return [...this.#made.values()];
  }

  /** A named schema's type. */
  lookup(name: string): Type | undefined {
    if (!this.#isCut) this.named();
    return this.#made.get(name)?.type;
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

  /** The type of one item of a list, where the whole is described; else the whole is the item. */
  itemOf(type: Type): Type {
    const expanded = this.expand(type);
    return expanded.kind === "array" ? expanded.items : type;
  }

  /** The type of what a caller sends, or of what the server does. */
  type(node: Node, direction: Direction): Type {
    return this.#type(node, fresh(direction));
  }

  /** The type of what a caller sends where nothing can be null. */
  presentType(node: Node): Type {
    return withoutNull(this.type(node, "request"), (type) => this.expand(type));
  }

  /** The property that tells variants of a schema apart, and where the variant of each of its values stands. */
  variantsOf(schema: ObjectNode): { name: string; places: ReadonlyMap<string, Pointer> } | undefined {
    const name = discriminatorOf(schema);
    const places = name === undefined ? undefined : variantPlaces(this.#reader, schema);
    return name !== undefined && places ? { name, places } : undefined;
  }

  /** A component that is nothing but a `$ref` to another file is the name of what stands there. */
  #namedPlaces(names: ReadonlyMap<Pointer, string>): ReadonlyMap<Pointer, string> {
    const places = new Map<Pointer, string>();
    for (const [pointer, name] of names) {
      const value = this.#source.at(pointer);
      const target = isObject(value) && Object.keys(value).length === 1 ? this.#scan.target(value) : undefined;
      const isElsewhere = target !== undefined && splitFile(target)[0] !== "" && !places.has(target);
      if (isElsewhere) this.#aliases.set(pointer, target);
      places.set(isElsewhere ? target : pointer, name);
    }
    return places;
  }

  #type(node: Node, context: Context): Type {
    if (node.value === true) return unknown;
    if (node.value === false) return { kind: "never" };
    const schema = this.#source.asObject(node, "A schema");
    if (!schema) return unknown;
    if (this.#isNamed(node.pointer)) return this.#reference(node.pointer, context.shape);
    return this.#read(schema, context);
  }

  #read(schema: ObjectNode, context: Context): Type {
    return this.#templates.within(schema, () => schemaType(this.#reader, schema, context, this.#follow));
  }

  /** The type of what a `$dynamicRef` leads to in a template that who refers to it has made into a type. */
  readonly #bound = (reference: string, context: Context): Type | undefined => {
    const node = this.#reader.literal ? undefined : this.#templates.bound(reference);
    if (!node) return undefined;
    const { pointer } = node;
    if (this.#components.has(pointer)) return this.#reference(pointer, context.shape);
    return this.#templates.anchor(pointer, {
      // An anchor that is but a reference needs no name of its own.
      first: () => (typeof node.value["$ref"] === "string" ? this.#read(node, context) : this.#type(node, context)),
      again: () => this.#reference(pointer, context.shape),
    });
  };

  /** The type of what a `$ref` leads to: a name where there is one. */
  readonly #follow: Follow = (schema, reference, context) => {
    const found = this.#source.find(reference, child(schema.pointer, "$ref"));
    const pointer = found === undefined ? undefined : (this.#aliases.get(found) ?? found);
    if (
      pointer !== undefined &&
      this.#isNamed(pointer) &&
      (this.#reader.literal || !this.#templates.isBound(pointer))
    ) {
      if (this.#leadsBack(pointer, schema)) return unknown;
      if (common(context.kinds, this.#reader.kinds.of(this.#source.at(pointer))).size === 0) return { kind: "never" };
      const isParent = this.#isParent(pointer, context);
      if (isParent && !saysOfItself(this.#source.at(pointer))) return unknown;
      return this.#reference(pointer, context.shape, isParent);
    }
    const value = pointer === undefined ? undefined : this.#source.at(pointer);
    if (typeof value === "boolean") return value ? unknown : { kind: "never" };
    const target = this.#source.follow(reference, child(schema.pointer, "$ref"));
    return target ? this.#templates.through(target.pointer, () => this.#read(target, context)) : unknown;
  };

  #isNamed(pointer: Pointer): boolean {
    return this.#components.has(pointer) || (this.#scan.isRepeated(pointer) && isSchema(this.#source.at(pointer)));
  }

  /** Whether a part of a composition is what the whole inherits from, rather than any of its variants. */
  #isParent(pointer: Pointer, { whole }: Context): boolean {
    if (whole === undefined || !isMore(whole)) return false;
    return this.#hasHeirs(pointer) || this.#choices(pointer).has(whole.pointer);
  }

  /** Whether a schema has a discriminator, and its variants are those that are `allOf` it. */
  #hasHeirs(pointer: Pointer): boolean {
    const value = this.#source.at(pointer);
    if (!isObject(value) || value["oneOf"] !== undefined || value["anyOf"] !== undefined) return false;
    return discriminatorOf({ value, pointer }) !== undefined && this.#scan.childrenOf(pointer).length > 0;
  }

  /** The schemas that one is a choice of. */
  #choices(pointer: Pointer): ReadonlySet<Pointer> {
    const known = this.#choicesOf.get(pointer);
    if (known) return known;
    const value = this.#source.at(pointer);
    const members = isObject(value) ? [value["oneOf"] ?? [], value["anyOf"] ?? []].flat() : [];
    const targets = members.flatMap((one) => (isObject(one) ? (this.#scan.target(one) ?? []) : []));
    const choices = new Set(targets);
    this.#choicesOf.set(pointer, choices);
    return choices;
  }

  #reference(pointer: Pointer, from: Shape, own = false): Type {
    return { kind: "reference", name: this.#entry(pointer, this.#scan.shape(pointer, from), own).name };
  }

  #entry(pointer: Pointer, shape: Shape, own = false): Entry {
    const key = `${pointer}\0${shape}\0${String(own)}`;
    const known = this.#entries.get(key);
    if (known) return known;
    const entry = { name: this.#name(pointer, shape, own), pointer, shape, own };
    this.#used.add(entry.name);
    this.#entries.set(key, entry);
    this.#isCut = false;
    return entry;
  }

  #name(pointer: Pointer, shape: Shape, own: boolean): string {
    const free = (names: Iterable<string>): string => freeName(names, this.#used, this.#taken);
    if (own) {
      const { name } = this.#entry(pointer, shape);
      return free([`${name}Base`, `${name}Common`, `${name}Parent`]);
    }
    if (shape === "request" && this.#scan.isSplit(pointer)) {
      const { name } = this.#entry(pointer, "response");
      return free([`${name}Input`, `${name}Request`, `${name}Payload`]);
    }
    return this.#components.get(pointer) ?? free(placeNames(pointer, this.#source.at(pointer)));
  }

  #make({ name, pointer, shape, own }: Entry): void {
    if (this.#made.has(name)) return;
    const value = this.#source.at(pointer);
    const node: Node = { value: value ?? true, pointer };
    if (!isObject(value)) {
      const doc = this.#docs.empty(pointer);
      this.#made.set(name, { name, type: this.#type(node, fresh(shape)), doc, origin: pointer });
      return;
    }
    const schema = node as ObjectNode;
    const type = !own && this.#hasHeirs(pointer) ? this.#family(schema, shape) : this.#define(schema, shape, own);
    const isSent = shape === "request" && this.#scan.isSplit(pointer);
    const received = isSent ? { received: this.#entry(pointer, "response", own).name } : {};
    this.#made.set(name, { name, ...received, type, doc: docOf(this.#reader, schema), origin: pointer });
  }

  #define(schema: ObjectNode, shape: Shape, own: boolean): Type {
    const { oneOf: _, anyOf: __, ...rest } = schema.value;
    const node = own ? { value: rest, pointer: schema.pointer } : schema;
    const type = this.#templates.alone(() => this.#read(node, fresh(shape)));
    return own ? type : withValue(this.#reader, schema, type);
  }

  #family(schema: ObjectNode, shape: Shape): Type {
    const own = this.#reference(schema.pointer, shape, true);
    const typeAt = (pointer: Pointer): Type => this.#reference(pointer, shape);
    return familyType(this.#reader, schema, own, typeAt, fresh(shape)) ?? own;
  }

  #targetOf(schema: JsonObject): Json | undefined {
    const pointer = this.#scan.target(schema);
    return pointer === undefined ? undefined : this.#source.at(pointer);
  }

  /** Whether a name is nothing but a chain of `$ref`s that returns to itself. */
  #leadsBack(start: Pointer, schema: ObjectNode): boolean {
    const chain: Pointer[] = [];
    const visited = new Set<Pointer>();
    let pointer: Pointer | undefined = start;
    let found = false;
    while (pointer !== undefined) {
      const known = this.#endless.get(pointer);
      if (known !== undefined || visited.has(pointer)) {
        found = known ?? true;
        break;
      }
      visited.add(pointer);
      chain.push(pointer);
      const value = this.#source.at(pointer);
      pointer = isObject(value) ? this.#scan.target(value) : undefined;
    }
    const isNew = chain.length > 0;
    for (const one of chain) this.#endless.set(one, found);
    if (found && isNew) {
      const reference = String(schema.value["$ref"]);
      this.#source.error("model/reference-cycle", schema.pointer, `\`$ref: ${reference}\` leads only back to itself.`);
    }
    return found;
  }
}
