/** What leads where, before any type is made: which schemas are sent, which are received, and which are referred to. */
import { child, isObject, splitFile, type Json, type JsonObject, type Pointer } from "../../load/document.js";
import { isBytes } from "../media.js";
import type { Source } from "../source.js";
import { type Place, pushInside } from "./inside.js";
import { constantsOf, isOpenable, openChoices } from "./openable.js";

/** Who writes a value: the caller, or the server. */
export type Direction = "request" | "response";
/** The form of a type: `shared` where one form serves both directions. */
export type Shape = Direction | "shared";

/** What stands under one pointer, up to the `$ref`s in it. */
interface Unit {
  readonly targets: ReadonlySet<Pointer>;
  /** Whether the two directions differ in it. */
  readonly differs: boolean;
  /** Whether it is left out of one direction where it is a property. */
  readonly oneWay: boolean;
  /** What in it is bytes. */
  readonly bytes: readonly JsonObject[];
}

const none: readonly Pointer[] = [];

const definitions = /^(?:[^#/][^#]*#)?\/components\/[^/]+\/[^/]+$|\/(?:\$defs|definitions)\/[^/]+$|#$/;

export class Scan {
  readonly #source: Source;
  /** Where each object with a `$ref` or a `$dynamicRef` leads. */
  readonly #links = new Map<JsonObject, readonly Pointer[]>();
  readonly #counts = new Map<Pointer, number>();
  readonly #units = new Map<Pointer, Unit>();
  readonly #reached: Readonly<Record<Direction, Set<Pointer>>> = { request: new Set(), response: new Set() };
  readonly #differing = new Set<Pointer>();
  readonly #children = new Map<Pointer, Pointer[]>();
  /** Schemas under `components`, by where they stand. */
  readonly #components = new Map<Pointer, Pointer>();
  /** Choices with a discriminator, wherever they stand, and a place from which their mappings lead to the same. */
  readonly choices: { readonly value: JsonObject; readonly pointer: Pointer }[] = [];
  /** Places outside components that are used where they stand and from elsewhere. */
  readonly #inPlace = new Set<Pointer>();
  /** Schemas of bytes that are sent as they are; elsewhere they can only be text. */
  readonly #files = new Set<JsonObject>();
  readonly #seenInForms = new Set<Pointer>();
  /** Whether there is any `$dynamicRef`. */
  hasDynamic = false;

  constructor(source: Source) {
    this.#source = source;
    this.#link();
    this.#findHeirs();
    this.#reach();
    this.#compare();
  }

  /** The place that the `$ref` of a schema names; undefined where it names none. */
  target(schema: JsonObject): Pointer | undefined {
    if (typeof schema["$ref"] !== "string") return undefined;
    const links = this.#links.get(schema);
    return links ? links[0] : this.#source.find(schema["$ref"], "");
  }

  /** Whether a place wants a name: it is used more than once, or stands in a file of its own. */
  isRepeated(pointer: Pointer): boolean {
    const count = this.#counts.get(pointer) ?? 0;
    return count > 1 || this.#inPlace.has(pointer) || (count > 0 && splitFile(pointer)[0] !== "");
  }

  /** Whether bytes may be sent as a file, rather than as a text in JSON. */
  isFile(schema: JsonObject): boolean {
    return this.#files.has(schema);
  }

  /** Whether a place is sent and received, in two forms. */
  isSplit(pointer: Pointer): boolean {
    return this.#differing.has(pointer) && this.#reached.request.has(pointer) && this.#reached.response.has(pointer);
  }

  /** The form of what stands under a name, asked for from within another form. */
  shape(pointer: Pointer, from: Shape): Shape {
    const [sent, received] = [this.#reached.request.has(pointer), this.#reached.response.has(pointer)];
    if (sent && received) return this.isSplit(pointer) ? (from === "request" ? "request" : "response") : "shared";
    return sent ? "request" : "response";
  }

  /** The components that are `allOf` a component with a discriminator, and more. */
  childrenOf(pointer: Pointer): readonly Pointer[] {
    return this.#children.get(pointer) ?? [];
  }

  /** Whatever has children. */
  get parents(): Iterable<Pointer> {
    return this.#children.keys();
  }

  /** The component that stands at a place, or is nothing but a `$ref` to it. */
  componentAt(pointer: Pointer): Pointer | undefined {
    return this.#components.get(pointer);
  }

  /** Goes through the document, and through every file that a reference on the way leads to. */
  #link(): void {
    const roots = new Set<Pointer>([""]);
    for (const root of roots) {
      const stack: Place[] = [{ value: this.#source.at(root) ?? null, pointer: root, isMap: false }];
      const known = new Map<string, Pointer | undefined>();
      const hasIds = this.#source.hasIds(root);
      for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
        const { value, pointer } = at;
        if (isObject(value)) {
          for (const target of this.#leadsTo(value, pointer, known, hasIds)) {
            this.#counts.set(target, (this.#counts.get(target) ?? 0) + 1);
            const [file] = splitFile(target);
            if (file !== "") roots.add(`${file}#`);
          }
          if (tellsApart(value["discriminator"])) this.choices.push({ value, pointer });
        }
        // Places are put together only where a reference may mean another thing at another place.
        pushInside(stack, at, hasIds);
      }
    }
    for (const pointer of this.#counts.keys()) if (!definitions.test(pointer)) this.#inPlace.add(pointer);
  }

  #leadsTo(
    schema: JsonObject,
    base: Pointer,
    known: Map<string, Pointer | undefined>,
    hasIds: boolean,
  ): readonly Pointer[] {
    const { $ref, $dynamicRef } = schema;
    if (typeof $ref !== "string" && typeof $dynamicRef !== "string") return none;
    const links: Pointer[] = [];
    if (typeof $ref === "string") {
      const key = hasIds ? `${base}\0${$ref}` : $ref;
      if (!known.has(key)) known.set(key, this.#source.find($ref, base));
      const target = known.get(key);
      if (target !== undefined) links.push(target);
    }
    this.hasDynamic ||= typeof $dynamicRef === "string";
    if (typeof $dynamicRef === "string") links.push(...this.#source.findDynamic($dynamicRef, base));
    this.#links.set(schema, links);
    return links;
  }

  /** Heirs stand under `components`, or in other files. */
  #findHeirs(): void {
    const schemas = this.#source.at("/components/schemas");
    for (const [name, schema] of isObject(schemas) ? Object.entries(schemas) : []) {
      const pointer = child("/components/schemas", name);
      const isName = isObject(schema) && Object.keys(schema).length === 1;
      const place = (isName ? this.target(schema) : undefined) ?? pointer;
      if (place === pointer || !this.#components.has(place)) this.#components.set(place, pointer);
    }
    const elsewhere = [...this.#counts.keys()].filter((pointer) => splitFile(pointer)[0] !== "");
    for (const pointer of new Set([...this.#components.keys(), ...elsewhere])) {
      const schema = this.#source.at(pointer);
      const parts = isObject(schema) && Array.isArray(schema["allOf"]) ? (schema["allOf"] as Json[]) : [];
      if (parts.length < 2 && !(isObject(schema) && Object.hasOwn(schema, "properties"))) continue;
      for (const part of parts) {
        const parent = isObject(part) ? this.target(part) : undefined;
        if (parent === undefined) continue;
        const list = this.#children.get(parent) ?? [];
        list.push(pointer);
        this.#children.set(parent, list);
      }
    }
  }

  #reach(): void {
    const { paths, webhooks } = this.#source.root.value;
    for (const item of isObject(paths) ? Object.entries(paths) : [])
      this.#pathItem(item[1], child("/paths", item[0]), false, 0);
    for (const item of isObject(webhooks) ? Object.entries(webhooks) : [])
      this.#pathItem(item[1], child("/webhooks", item[0]), true, 0);
  }

  /** `flipped`: what the server sends is a request there. */
  #pathItem(value: Json | undefined, pointer: Pointer, flipped: boolean, depth: number): void {
    if (!isObject(value) || depth > 8) return;
    const [out, back]: readonly Direction[] = flipped ? ["response", "request"] : ["request", "response"];
    const target = this.target(value);
    if (target !== undefined) this.#pathItem(this.#source.at(target), target, flipped, depth + 1);
    const operations = [...Object.entries(value), ...Object.entries(value["additionalOperations"] ?? {})];
    this.#follow(value["parameters"], `${pointer}/parameters`, out as Direction);
    for (const [method, operation] of operations as [string, Json][]) {
      if (!isObject(operation)) continue;
      const at = child(pointer, method);
      this.#follow(operation["parameters"], `${at}/parameters`, out as Direction);
      this.#follow(operation["requestBody"], `${at}/requestBody`, out as Direction);
      this.#findFiles(operation["requestBody"], `${at}/requestBody`);
      this.#follow(operation["responses"], `${at}/responses`, back as Direction);
      for (const [name, callback] of Object.entries(operation["callbacks"] ?? {})) {
        for (const [key, item] of Object.entries(isObject(callback as Json) ? (callback as object) : {}))
          this.#pathItem(item as Json, child(child(`${at}/callbacks`, name), key), !flipped, depth + 1);
      }
    }
  }

  #follow(value: Json | undefined, pointer: Pointer, direction: Direction): void {
    if (value === undefined) return;
    const reached = this.#reached[direction];
    const queue = [...this.#unit(pointer, value).targets];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      const found = this.#source.at(next);
      if (found !== undefined) queue.push(...this.#unit(next, found).targets);
      queue.push(...this.childrenOf(next));
    }
  }

  /** What is sent as anything but JSON may hold bytes as they are. */
  #findFiles(value: Json | undefined, pointer: Pointer, depth = 0): void {
    if (!isObject(value) || depth > 8) return;
    const target = this.target(value);
    if (target !== undefined) this.#findFiles(this.#source.at(target), target, depth + 1);
    const content = value["content"];
    for (const [mediaType, one] of isObject(content) ? Object.entries(content) : []) {
      if (/^[^;]*[/+]json\s*(?:;|$)/i.test(mediaType)) continue;
      const queue: [Pointer, Json][] = [[child(`${pointer}/content`, mediaType), one as Json]];
      for (let next = queue.pop(); next; next = queue.pop()) {
        const { targets, bytes } = this.#unit(...next);
        for (const file of bytes) this.#files.add(file);
        for (const place of [...targets, ...this.childrenOf(next[0])]) {
          const found = this.#seenInForms.has(place) ? undefined : this.#source.at(place);
          this.#seenInForms.add(place);
          if (found !== undefined) queue.push([place, found]);
        }
      }
    }
  }

  #unit(pointer: Pointer, value: Json): Unit {
    const known = this.#units.get(pointer);
    if (known) return known;
    const targets = new Set<Pointer>();
    let differs = false;
    let oneWay = false;
    const bytes: JsonObject[] = [];
    const open = new Set<Json>();
    // Pointers are put together only where a place inside may be one that has a name.
    const track = this.#inPlace.size > 0;
    const stack: Place[] = [{ value, pointer, isMap: false }];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const one = at.value;
      if (track && at.pointer !== pointer && this.#inPlace.has(at.pointer)) targets.add(at.pointer);
      if (isObject(one)) {
        for (const target of this.#links.get(one) ?? []) targets.add(target);
        const isOneWay = one["readOnly"] === true || one["writeOnly"] === true;
        if (one === value) oneWay = isOneWay;
        if (isBytes(one)) bytes.push(one);
        differs ||= (isOneWay && one !== value) || tellsApart(one["discriminator"]);
        const isList = isOpenable(one["enum"]) || isOpenable(constantsOf(one["oneOf"] ?? one["anyOf"]));
        differs ||= isList && !open.has(one);
        for (const choice of openChoices(one)) open.add(choice);
      }
      pushInside(stack, at, track);
    }
    const unit = { targets, differs, oneWay, bytes };
    this.#units.set(pointer, unit);
    return unit;
  }

  /** What differs, and what leads to something that does. */
  #compare(): void {
    const leadsHere = new Map<Pointer, Pointer[]>();
    for (const [pointer, { targets }] of this.#units) {
      for (const target of [...targets, ...this.childrenOf(pointer)]) {
        const list = leadsHere.get(target) ?? [];
        list.push(pointer);
        leadsHere.set(target, list);
      }
    }
    const leavesOut = (target: Pointer): boolean => this.#units.get(target)?.oneWay === true;
    const queue = [...this.#units].flatMap(([pointer, { differs, targets }]) =>
      differs || [...targets].some(leavesOut) ? [pointer] : [],
    );
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (this.#differing.has(next)) continue;
      this.#differing.add(next);
      queue.push(...(leadsHere.get(next) ?? []));
    }
  }
}

function tellsApart(discriminator: Json | undefined): boolean {
  return isObject(discriminator) && typeof discriminator["propertyName"] === "string";
}
