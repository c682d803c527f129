/** OpenAPI's styles read backwards: what a server makes of the text of a parameter. */
import { isTree, type Place } from "./document.js";

/** A name and its value as they were in a query string, a form or a cookie, still encoded. */
export type Pair = readonly [name: string, value: string];

const decode = (text: string): string => decodeURIComponent(text);
const decodeForm = (text: string): string => decodeURIComponent(text.replaceAll("+", " "));

export function pairsOf(text: string, separator: RegExp = /&/): Pair[] {
  const parts = text.split(separator).filter((part) => part !== "");
  return parts.map((part) => {
    const at = part.indexOf("=");
    return at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
  });
}

/** All scalars as the text that stands for them: text is all that a style can carry. */
export function inWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inWords);
  if (isTree(value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inWords(one)]));
  return String(value);
}

/** Whether OpenAPI says how this value is written in this style. */
export function isDefined({ style, mediaType, in: place, explode }: Place, value: unknown): boolean {
  if (mediaType !== undefined) return /json/.test(mediaType);
  if (style === "deepObject") return holdsText(value);
  const members = Array.isArray(value) ? value : isTree(value) ? Object.values(value) : undefined;
  if (members === undefined) return value !== null;
  // Appendix D: a cookie with several values in style `form` is always wrong.
  if (place === "cookie" && style === "form" && explode) return false;
  const isFlat = members.every((one) => one !== null && !Array.isArray(one) && !isTree(one));
  return isFlat && members.length > 0;
}

/** Null and nothing have no text, at whatever depth. */
function holdsText(value: unknown): boolean {
  const members = Array.isArray(value) ? value : isTree(value) ? Object.values(value) : undefined;
  return members ? members.length > 0 && members.every(holdsText) : value !== null;
}

function members(items: readonly string[], read: (text: string) => string, isNamed: boolean): Record<string, string> {
  const entries = isNamed
    ? items.map((item) => item.split("=") as [string, string])
    : items.flatMap((item, index) => (index % 2 === 0 ? [[item, items[index + 1] ?? ""] as [string, string]] : []));
  return Object.fromEntries(entries.map(([key, value]) => [read(key), read(value)]));
}

/** A value in a path segment. `like` tells which of the kinds the schema may allow it is. */
export function readPath({ name, style, explode, mediaType }: Place, raw: string, like: unknown): unknown {
  if (mediaType !== undefined) return JSON.parse(decode(raw));
  if (style === "matrix" && explode && Array.isArray(like)) return raw.split(`;${name}=`).slice(1).map(decode);
  if (style === "matrix" && explode && isTree(like)) return members(raw.split(";").slice(1), decode, true);
  const prefix = style === "label" ? "." : style === "matrix" ? `;${name}=` : "";
  if (!raw.startsWith(prefix)) return `no ${prefix} in ${raw}`;
  const rest = raw.slice(prefix.length);
  const items = rest.split(style === "label" && explode ? "." : ",");
  if (Array.isArray(like)) return items.map(decode);
  return isTree(like) ? members(items, decode, explode) : decode(rest);
}

/** A header value: not encoded, by our documented choice. */
export function readHeader({ explode, mediaType }: Place, raw: string, like: unknown): unknown {
  if (mediaType !== undefined) return JSON.parse(raw);
  const items = raw.split(/, ?/);
  if (Array.isArray(like)) return items;
  return isTree(like) ? members(items, String, explode) : raw;
}

const separators: Readonly<Record<string, RegExp>> = {
  form: /,/,
  cookie: /,/,
  spaceDelimited: /%20|\+/,
  pipeDelimited: /%7C|\|/i,
};

/** A value in a query string, a form or a cookie; takes what it reads out of `pairs`. */
export function readPairs(place: Place, pairs: Pair[], like: unknown): unknown {
  const { name, style, explode, mediaType } = place;
  const read = style === "cookie" ? String : decodeForm;
  const take = (isOwn: (key: string) => boolean): Pair[] => {
    const own = pairs.filter(([key]) => isOwn(decodeForm(key)));
    for (const one of own) pairs.splice(pairs.indexOf(one), 1);
    return own;
  };
  const isList = Array.isArray(like);
  if (style === "deepObject" && mediaType === undefined) {
    const own = take((key) => key === name || key.startsWith(`${name}[`));
    const found = bracketed(own.map(([key, value]) => [decodeForm(key), decodeForm(value)]));
    return asLists(found[name]);
  }
  if (isTree(like) && explode && mediaType === undefined) {
    const own = take((key) => Object.hasOwn(like, key));
    return Object.fromEntries(own.map(([key, value]) => [decodeForm(key), read(value)]));
  }
  const own = take((key) => key === name).map(([, value]) => value);
  if (mediaType !== undefined) return own.length === 1 ? JSON.parse(read(own[0]!)) : own;
  if (isList && explode) return own.map(read);
  if (own.length !== 1) return own.length === 0 ? undefined : own;
  if (!isList && !isTree(like)) return read(own[0]!);
  const items = own[0]!.split(separators[style] ?? /,/);
  return isList ? items.map(read) : members(items, read, false);
}

type Nested = { [key: string]: string | string[] | Nested };

/** `a[b][0]=c` as the tree that it spells. */
function bracketed(pairs: readonly Pair[]): Nested {
  const root: Nested = Object.create(null) as Nested;
  for (const [key, value] of pairs) {
    const [first = "", ...rest] = key.split("[").map((step, index) => (index === 0 ? step : step.replace(/\]$/, "")));
    let node = root;
    const steps = [first, ...rest];
    for (const step of steps.slice(0, -1)) {
      const next = (node[step] ??= Object.create(null) as Nested);
      if (typeof next === "string" || Array.isArray(next)) throw new Error(`${key} is text and more`);
      node = next;
    }
    const last = steps.at(-1)!;
    if (node[last] !== undefined) throw new Error(`${key} comes twice`);
    node[last] = value;
  }
  return root;
}

/** Members that are called 0, 1, 2 … are a list. */
function asLists(node: unknown): unknown {
  if (!isTree(node)) return node;
  const keys = Object.keys(node);
  const own = Object.entries(node).map(([key, value]) => [key, asLists(value)] as const);
  return keys.length > 0 && keys.every((key, index) => key === String(index))
    ? own.map(([, value]) => value)
    : Object.fromEntries(own);
}
