/** Unions with a discriminator: each variant says its value, so that a `switch` narrows. */
import { isObject, own, splitFile, splitPointer, type Json, type Pointer } from "../../load/document.js";
import type { Literal, Property, Type } from "../model.js";
import { having, plain } from "./conditions.js";
import { fresh, type Context, type Reader } from "./context.js";
import { eachPart, findProperty, isHidden, valuesOf } from "./parts.js";
import type { Node, ObjectNode } from "../source.js";
import { intersection, literals, merge, textOf, union } from "./types.js";

/** More variants than these are not searched for what they have in common. */
const few = 60;

interface Variant {
  /** The place that a variant's `$ref` leads to, or its own. */
  readonly node: ObjectNode;
  readonly type: Type;
}

/** The type of a choice among schemas that a property tells apart; undefined when the discriminator cannot be used. */
export function variantsType(
  reader: Reader,
  schema: ObjectNode,
  members: readonly Node[],
  context: Context,
): Type | undefined {
  const name = discriminatorOf(schema);
  if (name === undefined) return undefined;
  const variants = members.flatMap((member): Variant[] => {
    const node = resolved(reader, member);
    return node ? [{ node, type: reader.type(member, context) }] : [];
  });
  if (variants.length === 0 || variants.length < members.length) return undefined;
  const mapping = mappingOf(reader, schema);
  const fallback = fallbackOf(reader, schema);
  const isReceived = context.shape === "response";
  const types = variants.map((variant) => {
    if (variant.node.pointer !== fallback) return distinguished(reader, variant, name, mapping);
    return isReceived ? remaining(reader, variant, name, mapping) : variant.type;
  });
  const nodes = variants.map(({ node }) => node);
  const isOpen = isReceived && nodes.every(({ pointer }) => pointer !== fallback);
  return union([...types, ...(isOpen ? [tomorrows(reader, nodes, name)] : [])]);
}

/** A component with a discriminator whose variants are `allOf` it: those, and what a variant nobody knows has at least. */
export function familyType(
  reader: Reader,
  parent: ObjectNode,
  own: Type,
  typeAt: (pointer: Pointer) => Type,
  context: Context,
): Type | undefined {
  const name = discriminatorOf(parent);
  if (name === undefined) return undefined;
  const mapping = mappingOf(reader, parent);
  const variants = descendants(reader, parent.pointer).flatMap((pointer): Variant[] => {
    const value = reader.source.at(pointer);
    return isObject(value) ? [{ node: { value, pointer }, type: typeAt(pointer) }] : [];
  });
  if (variants.length === 0) return undefined;
  const types = variants.map((variant) => distinguished(reader, variant, name, mapping));
  const itself = mapping.get(parent.pointer) ?? [];
  if (context.shape !== "response") return union([...types, own]);
  const last = tomorrows(reader, [parent], name);
  return union([
    ...types,
    ...(itself.length > 0 ? [intersection([own, having(name, true, literals(itself))])] : []),
    last,
  ]);
}

/** Where the variants of a choice, or the heirs of a parent, stand, by the values that tell them apart. */
export function variantPlaces(reader: Reader, schema: ObjectNode): Map<string, Pointer> | undefined {
  const name = discriminatorOf(schema);
  if (name === undefined) return undefined;
  const { value, pointer } = schema;
  const list = value["oneOf"] ?? value["anyOf"];
  const members = Array.isArray(list)
    ? (list as Json[]).map((one) => (isObject(one) ? reader.scan.target(one) : undefined))
    : descendants(reader, pointer);
  const mapping = mappingOf(reader, schema);
  const places = new Map<string, Pointer>();
  for (const place of members) {
    const found = place === undefined ? undefined : reader.source.at(place);
    const values = isObject(found) && valuesOfVariant(reader, { value: found, pointer: place! }, name, mapping);
    // One that cannot be told apart makes all of it no matter of a value.
    if (!values) return undefined;
    for (const one of values) places.set(String(one), place!);
  }
  for (const [place, values] of mapping) for (const one of values) places.set(one, place);
  return places.size > 0 ? places : undefined;
}

/** The property that tells variants apart. */
export function discriminatorOf({ value }: ObjectNode): string | undefined {
  const discriminator = value["discriminator"];
  const name = isObject(discriminator) ? discriminator["propertyName"] : undefined;
  return typeof name === "string" ? name : undefined;
}

/** All who inherit; those of a variant with a discriminator of its own come with it. */
function descendants(reader: Reader, parent: Pointer): Pointer[] {
  const found = new Set<Pointer>([parent]);
  for (const pointer of found) {
    const value = reader.source.at(pointer);
    const nested = pointer !== parent && isObject(value) && discriminatorOf({ value, pointer }) !== undefined;
    if (!nested) for (const one of reader.scan.childrenOf(pointer)) found.add(one);
  }
  found.delete(parent);
  return [...found];
}

function resolved(reader: Reader, member: Node): ObjectNode | undefined {
  if (!isObject(member.value)) return undefined;
  if (typeof member.value["$ref"] !== "string") return member as ObjectNode;
  const pointer = reader.scan.target(member.value);
  const value = pointer === undefined ? undefined : reader.source.at(pointer);
  return pointer !== undefined && isObject(value) ? { value, pointer } : undefined;
}

/** The values of each variant. */
function mappingOf(reader: Reader, schema: ObjectNode): Map<Pointer, string[]> {
  const values = new Map<Pointer, string[]>();
  const discriminator = schema.value["discriminator"] as Readonly<Record<string, Json>>;
  const mapping = discriminator["mapping"];
  for (const [value, target] of isObject(mapping) ? Object.entries(mapping) : []) {
    const pointer = mappedPlace(reader, schema, target);
    if (pointer !== undefined) values.set(pointer, [...(values.get(pointer) ?? []), value]);
  }
  return values;
}

/** A mapping names a component, or refers to a schema. */
function mappedPlace(reader: Reader, schema: ObjectNode, target: Json | undefined): Pointer | undefined {
  if (typeof target !== "string") return undefined;
  const component = `/components/schemas/${target.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  return reader.source.at(component) === undefined ? reader.source.find(target, schema.pointer) : component;
}

/** `defaultMapping` (3.2): the variant that is meant by any other value, and where there is none. */
function fallbackOf(reader: Reader, schema: ObjectNode): Pointer | undefined {
  return mappedPlace(reader, schema, own(schema.value["discriminator"], "defaultMapping"));
}

/** That variant, told apart from the others by having none of their values. */
function remaining(
  reader: Reader,
  { node, type }: Variant,
  name: string,
  mapping: ReadonlyMap<Pointer, readonly string[]>,
): Type {
  const listed = literals(valuesOfVariant(reader, node, name, mapping) ?? []);
  return intersection([type, having(name, isRequired(reader, node, name), union([listed, { kind: "unlisted" }]))]);
}

/** A variant with its values, unless its own type says them. */
function distinguished(
  reader: Reader,
  { node, type }: Variant,
  name: string,
  mapping: ReadonlyMap<Pointer, readonly string[]>,
): Type {
  const values = valuesOfVariant(reader, node, name, mapping);
  if (!values || isAgreed(reader, node.pointer, name, values)) return type;
  const own = valuesOf(findProperty(reader, node, name));
  if (own?.length === 1 && values.length === 1 && own[0] === values[0]) return type;
  return intersection([type, having(name, isRequired(reader, node, name), literals(values))]);
}

/** The values of a variant: those of the mapping, else those that it declares itself, else its name. */
function valuesOfVariant(
  reader: Reader,
  node: ObjectNode,
  name: string,
  mapping: ReadonlyMap<Pointer, readonly string[]>,
): readonly Literal[] | undefined {
  // A choice among more variants tells them apart itself.
  if (node.value["oneOf"] !== undefined || node.value["anyOf"] !== undefined) return undefined;
  if (discriminatorOf(node) === name && reader.scan.childrenOf(node.pointer).length > 0) return undefined;
  const listed = valuesOf(findProperty(reader, node, name));
  const own = listed?.filter((value): value is Literal => value === null || typeof value !== "object");
  const mapped = mapping.get(node.pointer);
  if (mapped && (!own || own.length === 0 || mapped.some((value) => own.includes(value)))) return mapped;
  // Azure's documents cannot have a mapping.
  const said = node.value["x-ms-discriminator-value"];
  if (typeof said === "string") return [said];
  const key = reader.scan.componentAt(node.pointer);
  return own ?? (key === undefined ? undefined : splitPointer(key).slice(-1));
}

const component = /^\/components\/schemas\/[^/]+$/;

/** Whether a variant has a type of its own, which can say its value. */
function hasName(pointer: Pointer): boolean {
  return component.test(pointer) || splitFile(pointer)[0] !== "";
}

/** What all choices that a component is a variant of say of it; undefined where they disagree, or others inherit from it. */
function agreedValues(reader: Reader, pointer: Pointer): { name: string; values: readonly Literal[] } | undefined {
  if (!hasName(pointer) || reader.scan.childrenOf(pointer).length > 0) return undefined;
  return agreements(reader).get(pointer) ?? undefined;
}

function isAgreed(reader: Reader, pointer: Pointer, name: string, values: readonly Literal[]): boolean {
  const agreed = agreedValues(reader, pointer);
  return agreed?.name === name && agreed.values.join("\0") === values.join("\0");
}

type Agreements = Map<Pointer, { name: string; values: readonly Literal[] } | null>;
const known = new WeakMap<Reader, Agreements>();

function agreements(reader: Reader): Agreements {
  const found = known.get(reader);
  if (found) return found;
  const all: Agreements = new Map();
  known.set(reader, all);
  for (const { schema, members } of everyChoice(reader)) {
    const name = discriminatorOf(schema);
    if (name === undefined) continue;
    const mapping = mappingOf(reader, schema);
    const fallback = fallbackOf(reader, schema);
    if (fallback !== undefined) all.set(fallback, null);
    for (const node of members) {
      const values = valuesOfVariant(reader, node, name, mapping);
      if (!values) continue;
      const other = all.get(node.pointer);
      const isSame = other?.name === name && other.values.join("\0") === values.join("\0");
      all.set(node.pointer, other === undefined || isSame ? { name, values } : null);
    }
  }
  return all;
}

/** Every schema with a discriminator, and its variants. */
function* everyChoice(reader: Reader): Generator<{ schema: ObjectNode; members: ObjectNode[] }> {
  for (const schema of reader.scan.choices) {
    const { value } = schema;
    const list = [value["oneOf"] ?? value["anyOf"] ?? []].flat() as Json[];
    const members = list.flatMap((one) => resolved(reader, { value: one, pointer: "" }) ?? []);
    yield { schema, members };
  }
  for (const pointer of reader.scan.parents) {
    const value = reader.source.at(pointer);
    if (!isObject(value) || value["oneOf"] || value["anyOf"]) continue;
    const schema = { value, pointer };
    if (discriminatorOf(schema) === undefined) continue;
    const members = descendants(reader, pointer).flatMap((one): ObjectNode[] => {
      const heir = reader.source.at(one);
      return isObject(heir) ? [{ value: heir, pointer: one }] : [];
    });
    yield { schema, members };
  }
}

/** A component's type, with the value by which it is told apart from other variants. */
export function withValue(reader: Reader, node: ObjectNode, type: Type): Type {
  const agreed = agreedValues(reader, node.pointer);
  if (!agreed) return type;
  return merge([type, having(agreed.name, isRequired(reader, node, agreed.name), literals(agreed.values))]);
}

function isRequired(reader: Reader, node: ObjectNode, name: string): boolean {
  let required = false;
  eachPart(reader, node.value, (part) => (required ||= [part["required"]].flat().includes(name)), ["allOf"]);
  return required;
}

/** The variant that the vendor adds tomorrow: it has what all have today. */
function tomorrows(reader: Reader, nodes: readonly ObjectNode[], name: string): Type {
  const doc = { ...plain, summary: "None of the values that the vendor documents." };
  const unlisted: Property = { name, required: true, type: { kind: "unlisted" }, doc };
  const shared = nodes.length > few ? [] : sharedProperties(reader, nodes, name);
  return { kind: "object", properties: [unlisted, ...shared], additional: { kind: "unknown" } };
}

function sharedProperties(reader: Reader, nodes: readonly ObjectNode[], except: string): Property[] {
  const [first] = nodes;
  if (!first) return [];
  const names = new Set<string>();
  eachPart(
    reader,
    first.value,
    (part) => {
      if (isObject(part["properties"])) for (const name of Object.keys(part["properties"])) names.add(name);
    },
    ["allOf"],
  );
  names.delete(except);
  return [...names].flatMap((name): Property[] => {
    const found = nodes.map((node) => findProperty(reader, node, name));
    const [own] = found;
    if (!own || found.some((one) => !one || isHidden(reader, one.value, "response"))) return [];
    const types = found.map((one) => reader.type(one as Node, fresh("response")));
    const [type] = types;
    if (!type || new Set(types.map(textOf)).size > 1) return [];
    return [{ name, required: nodes.every((node) => isRequired(reader, node, name)), type, doc: plain }];
  });
}
