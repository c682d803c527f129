/** What has changed between two surfaces, and what that means for those who use the package. */
import type { Surface } from "./surface.js";
import { others, type Tree } from "./type-tree.js";

export type Step = "major" | "minor" | "patch";

export interface Change {
  readonly step: Step;
  readonly kind: "added" | "changed" | "removed";
  /** `calls`, `events.list`, `takes`, `_limit` */
  readonly path: readonly string[];
  /** What it was and is; a part is told by what the whole of it is. */
  readonly before?: string;
  readonly now?: string;
}

type Path = readonly string[];

/** Where a value goes decides which change of it breaks callers. */

interface Flow {
  readonly sent: boolean;
  readonly received: boolean;
}

export type Parts = { readonly [part: string]: Tree };

export const partsOf = (tree: Tree): Parts => (typeof tree === "string" ? { is: tree } : tree);
const textOf = (tree: Tree): string =>
  typeof tree === "string" ? tree : typeof tree["is"] === "string" ? tree["is"] : "";
const optional = /^optional /;

export function compare(before: Tree, now: Surface): Change[] {
  const changes: Change[] = [];
  const types = [typesOf(before), typesOf(now.tree)] as const;
  // A type may lead to itself.
  const met = new Set<string>();
  const walk = (old: Tree, fresh: Tree, path: Path): void => {
    const [was, is] = [partsOf(old), partsOf(fresh)];
    for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) {
      const inner = [...path, name];
      // Of what was no object, or is none any more, the properties need no mention.
      if (name.startsWith(".") && (typeof old === "string" || typeof fresh === "string")) continue;
      const pair = [own(was, name), own(is, name)] as const;
      const [a, b] = unfold(pair, types);
      const flow = flowOf(inner, now);
      if (a !== pair[0] || b !== pair[1]) {
        const key = JSON.stringify([pair, flow]);
        if (met.has(key)) continue;
        met.add(key);
      }
      if (a !== undefined && b !== undefined && !isText(name, a, b)) walk(a, b, inner);
      else {
        const change = judge(a, b, inner, Object.keys(was), flow);
        if (change) changes.push({ ...change, path: name === "is" ? path : inner });
      }
    }
  };
  walk(before, now.tree, []);
  return changes;
}

type Pair<Value> = readonly [before: Value, now: Value];

const typesOf = (tree: Tree): Parts => partsOf(partsOf(tree)["types"] ?? {});

/**
 * A named type and one without a name, or two whose names only one side knows, as what they are: that a name came or went
 * is told once, where types are listed. A name that both know stands in callers' code, so another one in its place is a change.
 */
function unfold([a, b]: Pair<Tree | undefined>, [old, fresh]: Pair<Parts>): Pair<Tree | undefined> {
  if (a === undefined || b === undefined || a === b) return [a, b];
  const [left, right] = [nameIn(a), nameIn(b)];
  const [isLeftNamed, isRightNamed] = [Object.hasOwn(old, left), Object.hasOwn(fresh, right)];
  const isOther = isLeftNamed && isRightNamed && (Object.hasOwn(fresh, left) || Object.hasOwn(old, right));
  const [before, now] = [resolve(a, old), resolve(b, fresh)];
  // Parts and a text have nothing to compare.
  return isOther || (typeof before === "string") !== (typeof now === "string") ? [a, b] : [before, now];
}

const reference = /^(optional )?(\w+)(\[\])?$/;

/** The type that a text is nothing but the name of. */
function nameIn(tree: Tree): string {
  return typeof tree === "string" ? (reference.exec(tree)?.[2] ?? "") : "";
}

function resolve(tree: Tree, types: Parts): Tree {
  const [, how = "", name = "", list] = (typeof tree === "string" && reference.exec(tree)) || [];
  const type = own(types, name);
  if (type === undefined) return tree;
  if (list !== undefined) return { is: `${how}list`, "[]": type };
  return typeof type === "string" ? how + type : { ...type, is: how + textOf(type) };
}

function own(parts: Parts, name: string): Tree | undefined {
  return Object.hasOwn(parts, name) ? parts[name] : undefined;
}

const isText = (name: string, a: Tree, b: Tree): boolean =>
  name === "is" || (typeof a === "string" && typeof b === "string");

function flowOf([top = "", name = "", part = ""]: readonly string[], { sent, received }: Surface): Flow {
  if (top === "types") return { sent: sent.has(name), received: received.has(name) || !sent.has(name) };
  const isSent = top === "options" || part === "takes" || part === "together";
  return { sent: isSent, received: !isSent };
}

type Judged = Omit<Change, "path">;

function judge(
  a: Tree | undefined,
  b: Tree | undefined,
  path: readonly string[],
  siblings: readonly string[],
  flow: Flow,
): Judged | undefined {
  const name = path.at(-1) ?? "";
  const texts = { ...(a !== undefined && { before: textOf(a) }), ...(b !== undefined && { now: textOf(b) }) };
  const { before = "", now = "" } = texts;
  const changed = (step: Step | undefined): Judged | undefined => step && { step, kind: "changed", ...texts };
  if (isLimit(path)) return changed(stepOfLimit(name, texts.before, texts.now));
  if (path.length === 3 && name === "request") return changed(before === now ? undefined : "patch");
  if (name === "is" || (a !== undefined && b !== undefined)) return changed(stepOfText(before, now, flow));
  if (b === undefined) return { step: name === "together" ? "minor" : "major", kind: "removed", ...texts };
  return { step: isDemand(path, now, siblings, flow) ? "major" : "minor", kind: "added", ...texts };
}

/** Whether something new asks callers for what they do not do yet: to give it, or to expect it. */
function isDemand(path: Path, now: string, siblings: readonly string[], { sent }: Flow): boolean {
  const [, , part, key = ""] = path;
  // Another media type of a known status is for those who ask for it; another status is for all.
  if (part === "gives" && path.length === 4) return !siblings.some((one) => one.split(" ")[0] === key.split(" ")[0]);
  const isWhole = path.length < 3;
  const isMediaType = key === "body" && path.length === 5;
  return sent && !isWhole && !isMediaType && !optional.test(now);
}

function stepOfText(before: string, now: string, { sent, received }: Flow): Step | undefined {
  const [old, fresh] = [membersOf(before), membersOf(now)];
  const isNews = (one: string): boolean => !open.some((known) => known.test(one));
  // Known values and known variants of an open set come and go.
  const open = openings
    .filter(([sign]) => [old, fresh].every((set) => [...set].some((one) => sign.test(one))))
    .map(([, known]) => known);
  const added = [...fresh].filter((one) => !old.has(one));
  const removed = [...old].filter((one) => !fresh.has(one));
  const isWider = added.some(isNews) && !old.has("unknown");
  const isNarrower = removed.some(isNews) && !fresh.has("unknown");
  const [couldBeLeft, canBeLeft] = [optional.test(before), optional.test(now)];
  const breaks =
    (sent && (isNarrower || (couldBeLeft && !canBeLeft))) || (received && (isWider || (!couldBeLeft && canBeLeft)));
  if (breaks) return "major";
  return added.length + removed.length > 0 || couldBeLeft !== canBeLeft ? "minor" : undefined;
}

/** What makes a set of members open, and which of them it is then open for. */
const openings = [
  [new RegExp(`^${others}$`), /^(?:'|-?\d)/],
  [/: unlisted\b/, /^[A-Z{]/],
] as const;

/** What stands between bars, but not those within brackets. Values are in quotes, and have no bar of their own. */
export function membersOf(text: string): Set<string> {
  const members = new Set<string>();
  let [member, depth] = ["", 0];
  for (const piece of text.replace(optional, "").split(/('[^']*'|[()[\]{}]| \| )/)) {
    if (/^[([{]$/.test(piece)) depth += 1;
    if (/^[)\]}]$/.test(piece)) depth -= 1;
    if (piece !== " | " || depth > 0) member += piece;
    else {
      members.add(member);
      member = "";
    }
  }
  return members.add(member);
}

/** Whether it is what a parameter's value is checked for. */
function isLimit([top, , part, , limit = ""]: readonly string[]): boolean {
  return (
    top === "calls" &&
    part === "takes" &&
    limit !== "is" &&
    /^(?:each )*(?:m(?:in|ax|ultiple)|exclusive|integer|pattern)/.test(limit)
  );
}

/** A check that is new or stricter refuses what was sent before. */
function stepOfLimit(name: string, before: string | undefined, now: string | undefined): Step | undefined {
  if (before === now) return undefined;
  if (now === undefined) return "minor";
  if (before === undefined) return "major";
  const isLower = Number(now) < Number(before);
  if (/max/i.test(name)) return isLower ? "major" : "minor";
  return /min/i.test(name) && isLower ? "minor" : "major";
}
