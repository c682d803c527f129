/** Names places in a document for people: list items by what they are called, never by their index. */
import { isObject, type Json, type JsonObject } from "../load/document.js";
import { formatKey, quote } from "../overlay/jsonpath/jsonpath.js";
import { equal, isContainer, isList } from "../overlay/values.js";

export type Path = readonly (string | number)[];

/** Thrown when nothing names an item, so that a larger part must be written anew. */
export class UnnamedError extends Error {}

/** Fields that tell items apart, best first: what OpenAPI itself calls unique, then what usually is. */
const SCHEMES: readonly (readonly string[])[] = [
  ["name", "in"],
  ["$ref"],
  ["operationId"],
  ["name"],
  ["id"],
  ["url"],
  ["title"],
  ["key"],
  ["const"],
  ["type", "format"],
  ["type"],
];

/** A longer text is no name. */
const MAX_NAME = 120;

/** A query that selects the node at a path and no other; throws an {@link UnnamedError} where an item has no name. */
export function address(root: Json, path: Path): string {
  let value: Json | undefined = root;
  let text = "$";
  for (const key of path) {
    if (typeof key === "string") text += formatKey(key);
    else {
      const filter = isList(value) ? filterFor(value, key) : undefined;
      if (filter === undefined) throw new UnnamedError();
      text += `[?${filter}]`;
    }
    value = childAt(value, key);
  }
  return text;
}

/** A selector of one item of a list, by what it is called where it is called anything. */
export function nameItem(list: readonly Json[], index: number): string {
  const filter = filterFor(list, index);
  return filter === undefined ? `[${index}]` : `[?${filter}]`;
}

/** The value at a path. */
export function valueAt(root: Json, path: Path): Json | undefined {
  let value: Json | undefined = root;
  for (const key of path) value = childAt(value, key);
  return value;
}

function childAt(value: Json | undefined, key: string | number): Json | undefined {
  if (isList(value)) return typeof key === "number" ? value[key] : undefined;
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A condition that only this item of the list fulfils. */
function filterFor(list: readonly Json[], index: number): string | undefined {
  const item = list[index];
  if (item === undefined) return undefined;
  return conditionsFor(item).find((one) => list.every((other, at) => at === index || !one.holds(other)))?.text;
}

/** A condition that the item fulfils and no item of the list does. */
export function filterForNew(list: readonly Json[], item: Json): string | undefined {
  const [condition] = conditionsFor(item);
  return condition === undefined || list.some((other) => condition.holds(other)) ? undefined : condition.text;
}

interface Condition {
  readonly text: string;
  holds(other: Json): boolean;
}

/** What could be said of an item, in the order in which a person would say it. */
function conditionsFor(item: Json): Condition[] {
  if (!isContainer(item))
    return isName(item) ? [{ text: `@==${literal(item)}`, holds: (other) => equal(item, other) }] : [];
  if (!isObject(item)) return [];
  const fields = Object.keys(item).filter((key) => isName(item[key]));
  const known = SCHEMES.filter((scheme) => scheme.every((field) => fields.includes(field)));
  return [
    ...[...known, ...fields.map((field) => [field])].map((scheme) => byFields(item, scheme)),
    ...Object.keys(item).map((key) => ({
      text: `@${formatKey(key)}`,
      holds: (other: Json) => isObject(other) && Object.hasOwn(other, key),
    })),
  ];
}

function byFields(item: JsonObject, fields: readonly string[]): Condition {
  return {
    text: fields.map((field) => `@${formatKey(field)}==${literal(item[field] as Json)}`).join(" && "),
    holds: (other) =>
      isObject(other) && fields.every((field) => Object.hasOwn(other, field) && equal(item[field], other[field])),
  };
}

function isName(value: Json | undefined): boolean {
  return value !== undefined && !isContainer(value) && (typeof value !== "string" || value.length <= MAX_NAME);
}

function literal(value: Json): string {
  return typeof value === "string" ? quote(value) : JSON.stringify(value);
}

/**
 * One text for each item of two lists; the same text in both means the same item, changed or not. What has no name of
 * its own is the same only when it is equal.
 */
export function identities(before: readonly Json[], after: readonly Json[]): readonly [string[], string[]] {
  const names = [before.map(nameOf), after.map(nameOf)] as const;
  const ambiguous = new Set(names.flatMap(twice));
  const settle = (list: readonly Json[], own: readonly (string | undefined)[]): string[] =>
    list.map((item, at) => {
      const name = own[at];
      return name === undefined || ambiguous.has(name) ? canonical(item) : name;
    });
  return [settle(before, names[0]), settle(after, names[1])];
}

function twice(names: readonly (string | undefined)[]): (string | undefined)[] {
  const seen = new Set<string | undefined>();
  return names.filter((name) => seen.size === seen.add(name).size);
}

/** What an item is called, when it is called anything: two items of that name are one item. */
export function nameOf(item: Json): string | undefined {
  if (!isObject(item)) return undefined;
  const scheme = SCHEMES.find((fields) => fields.every((field) => Object.hasOwn(item, field) && isName(item[field])));
  if (scheme !== undefined) return `name ${JSON.stringify(scheme.map((field) => [field, item[field]]))}`;
  const [only, ...more] = Object.keys(item);
  return only !== undefined && more.length === 0 ? `key ${JSON.stringify(only)}` : undefined;
}

function canonical(value: Json): string {
  if (isList(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const parts = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] as Json)}`);
  return `{${parts.join(",")}}`;
}
