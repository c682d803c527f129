/** The sentences that generated actions begin with: what changes, where, in words a reviewer can check at a glance. */
import { isObject, type Json } from "../load/document.js";
import { collapse, isContainer, isList, shorten, show } from "../overlay/values.js";
import { valueAt, type Path } from "./address.js";
import type { Setting } from "./scope.js";

/** `successor` is what the key gets afterwards, when it is removed only to be written anew. */
export function removed(root: Json, path: Path, successor: Json | undefined): string {
  const value = valueAt(root, path) as Json;
  const key = path.at(-1);
  if (typeof key === "number") {
    const list = path.slice(0, -1);
    if (isContainer(value)) return sentence(`${place(root, path)} is removed`);
    return sentence(`${code(show(value, 60).replace(/^"(.*)"$/, "$1"))} is removed from ${place(root, list)}`);
  }
  const what = place(root, path);
  if (successor === undefined) return sentence(`${what} is removed`);
  return sentence(`${what} ${turns(value, successor)}; first the old ${noun(value)} goes`);
}

export function removedTogether(root: Json, path: Path, keys: readonly string[]): string {
  const names = enumerate(keys.map((key) => name([key])));
  return sentence(`${names} of ${place(root, path)} are removed`);
}

/** Several actions that do the same, as one. */
export function together(actions: readonly { readonly description: string; readonly place?: string }[]): {
  readonly description: string;
  readonly place?: string;
} {
  const places = actions.flatMap((one) => one.place ?? []);
  if (places.length < actions.length) return { description: inOne(actions.map((one) => one.description)) };
  const all = inOne(places);
  const isAnew = actions.some(({ description }) => !description.endsWith(" removed."));
  return {
    place: all,
    description: sentence(`${all} ${isAnew ? "are removed; what comes instead is added below" : "are removed"}`),
  };
}

/** Sentences that differ in one name only, as one sentence with all the names. */
function inOne(texts: readonly string[]): string {
  const [first, ...others] = texts.map((text) => text.split(/(`[^`]*`)/));
  if (first === undefined) return "";
  const differing = first.flatMap((part, at) => (others.some((other) => other[at] !== part) ? [at] : []));
  const [at] = differing;
  const isOne =
    at !== undefined &&
    at % 2 === 1 &&
    differing.length === 1 &&
    others.every((other) => other.length === first.length);
  if (!isOne) return `${texts[0]?.replace(/\.$/, "")}, and so on ${texts.length} times`;
  const names = enumerate([first, ...others].map((parts) => parts[at] as string));
  const before = first
    .slice(0, at)
    .join("")
    .replace(/(the \w+) $/i, "$1s ");
  return before + names + first.slice(at + 1).join("");
}

export function replacedItem(root: Json, path: Path, to: Json): string {
  const from = valueAt(root, path) as Json;
  return sentence(`In ${place(root, path.slice(0, -1))}, ${code(short(from))} becomes ${code(short(to))}`);
}

export function appended(root: Json, path: Path, items: readonly Json[]): string {
  const names = items.map((item) => label(item));
  const itemNoun = nounOf(path.at(-1));
  const unnamed = names.some((name) => name === undefined);
  const what = unnamed
    ? items.length === 1
      ? "one item"
      : `${items.length} items`
    : `${itemNoun === undefined ? "" : `the ${itemNoun}${items.length > 1 ? "s" : ""} `}${enumerate(names.map((name) => code(name as string)))}`;
  const where = itemNoun !== undefined && !unnamed ? place(root, path.slice(0, -1)) : place(root, path);
  return sentence(`${what} ${items.length > 1 ? "are" : "is"} added to ${where}`);
}

export function updated(
  root: Json,
  path: Path,
  settings: readonly (Setting & { readonly path: readonly string[] })[],
): string {
  const [only] = settings;
  if (settings.length === 1 && only !== undefined) {
    const what = place(root, [...path, ...only.path]);
    return sentence(
      `${what} ${only.from === undefined ? (only.isAnew ? anew(only.to) : "is added") : becomes(only.from, only.to)}`,
    );
  }
  const added = settings.filter(({ from, isAnew }) => from === undefined && !isAnew);
  const nounHere = nounOf(path.at(-1));
  if (added.length === settings.length && nounHere !== undefined && added.every((one) => one.path.length === 1)) {
    const names = added.map((one) => code(one.path.join()));
    return sentence(`the ${nounHere}s ${enumerate(names)} are added to ${place(root, path.slice(0, -1))}`);
  }
  const changed = settings.filter(({ from, isAnew }) => from !== undefined || isAnew);
  const clauses = changed
    .slice(0, 4)
    .map(({ path: below, from, to }) => `${name(below)} ${from === undefined ? anew(to) : becomes(from, to)}`);
  if (changed.length > 4) clauses.push(`${changed.length - 4} more values change`);
  if (added.length > 0)
    clauses.push(`${enumerate(added.map((one) => name(one.path)))} ${added.length > 1 ? "are" : "is"} added`);
  return sentence(`${place(root, path)}: ${clauses.join("; ")}`);
}

/** What becomes of a value that is removed and added again. */
function turns(before: Json, after: Json): string {
  if (isList(before) && isList(after)) return `is written anew${listDifference(before, after)}`;
  const isShort = show(before, 41).length <= 40 && show(after, 41).length <= 40;
  if (isShort && !isObject(before) && !isObject(after)) return becomes(before, after);
  if (noun(before) === noun(after)) return "is written anew";
  return `becomes ${noun(after) === "object" ? "an" : "a"} ${noun(after)}`;
}

/** `, with `a` and without `b``, as far as the items have names. */
function listDifference(before: readonly Json[], after: readonly Json[]): string {
  const [old, now] = [before.map(label), after.map(label)];
  if ([...old, ...now].includes(undefined)) return "";
  const added = [...new Set(now)].filter((one) => !old.includes(one)).map((one) => code(one as string));
  const gone = [...new Set(old)].filter((one) => !now.includes(one)).map((one) => code(one as string));
  const parts = [
    ...(added.length > 0 ? [`with ${enumerate(added)}`] : []),
    ...(gone.length > 0 ? [`without ${enumerate(gone)}`] : []),
  ];
  return parts.length > 0 ? `, ${parts.join(" and ")}` : "";
}

function anew(to: Json): string {
  return !isContainer(to) && show(to, 41).length <= 40 ? `becomes ${code(short(to))}` : "is written anew";
}

/** `is 50 instead of 100`, or for prose `is reworded`. */
function becomes(from: Json, to: Json): string {
  const isProse = typeof from === "string" && typeof to === "string" && (from + to).length > 80;
  return isProse ? "is reworded" : `is ${code(short(to))} instead of ${code(short(from))}`;
}

const sections: Readonly<Record<string, string>> = {
  schemas: "schema",
  responses: "response",
  parameters: "parameter",
  examples: "example",
  requestBodies: "request body",
  headers: "header",
  securitySchemes: "security scheme",
  links: "link",
  callbacks: "callback",
  pathItems: "path item",
  tags: "tag",
  servers: "server",
};

const METHODS = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"]);

/** A place as people call it: `schema.default` of the parameter `_limit` of GET /event/. */
export function place(root: Json, path: Path): string {
  const steps: string[] = [];
  let rest: (string | number)[] = [];
  const flush = (): void => {
    if (rest.length > 0) steps.push(name(rest));
    rest = [];
  };
  for (let at = 0; at < path.length; at++) {
    const key = path[at] as string | number;
    const itemNoun = nounOf(path[at - 1]);
    const known = at === 1 && path[0] === "paths" ? operation(path) : component(path, at);
    if (known !== undefined) {
      rest = [];
      steps.push(known.text);
      at += known.length - 1;
    } else if (typeof key === "number") {
      const item = valueAt(root, path.slice(0, at + 1)) as Json;
      const called = label(item);
      if (itemNoun !== undefined && called !== undefined) rest.pop();
      flush();
      steps.push(called === undefined ? "an item" : `the ${itemNoun ?? "item"} ${code(called)}`);
    } else if (path[at - 1] === "responses") {
      rest.pop();
      flush();
      steps.push(`the response ${key}`);
    } else rest.push(key);
  }
  flush();
  return steps.length === 0 ? "the document" : steps.reverse().join(" of ");
}

function operation(path: Path): { text: string; length: number } {
  const [, url, method] = path;
  const isMethod = typeof method === "string" && METHODS.has(method);
  return isMethod ? { text: `${method.toUpperCase()} ${url}`, length: 2 } : { text: `the path ${url}`, length: 1 };
}

function component(path: Path, at: number): { text: string; length: number } | undefined {
  if (at !== 2 || path[0] !== "components") return undefined;
  return { text: `the ${nounOf(path[1]) ?? "component"} ${code(String(path[at]))}`, length: 1 };
}

function nounOf(key: string | number | undefined): string | undefined {
  return typeof key === "string" && Object.hasOwn(sections, key) ? sections[key] : undefined;
}

/** What an item is called. */
function label(item: Json): string | undefined {
  if (!isContainer(item)) return short(item);
  if (!isObject(item)) return undefined;
  const field = ["name", "$ref", "operationId", "id", "url", "title", "key"].find(
    (one) => Object.hasOwn(item, one) && !isContainer(item[one]),
  );
  if (field !== undefined) return short(item[field] as Json);
  const [only, ...more] = Object.keys(item);
  return only !== undefined && more.length === 0 ? only : undefined;
}

function name(path: Path): string {
  const text = path.map((key) => (/^[\w$-]+$/.test(String(key)) ? `.${key}` : `['${key}']`)).join("");
  return code(text.replace(/^\./, ""));
}

function noun(value: Json): string {
  if (isList(value)) return "list";
  return isContainer(value) ? "object" : typeof value === "string" ? "text" : "value";
}

function short(value: Json): string {
  return typeof value === "string" ? shorten(collapse(value), 60) : show(value, 60);
}

function code(text: string): string {
  return text.includes("`") || text === "" ? `“${text}”` : `\`${text}\``;
}

function enumerate(names: readonly string[]): string {
  const shown = names.length > 6 ? [...names.slice(0, 5), `${names.length - 5} more`] : names;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

function sentence(text: string): string {
  return `${text[0]?.toUpperCase()}${text.slice(1)}.`;
}
