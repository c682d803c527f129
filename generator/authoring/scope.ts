/** Which parts of a document a person would correct with one action: an operation, a parameter, a schema, a response. */
import { isObject, type Json, type JsonObject } from "../load/document.js";
import { equal, isContainer, isList, put, type MutableObject } from "../overlay/values.js";
import type { Path } from "./address.js";

/** An object before and after, and where it stands. */
export interface Pair {
  readonly path: Path;
  readonly before: JsonObject;
  readonly after: JsonObject;
}

export interface Scope {
  /** The scope's object and those within it whose changes are told together with its own. */
  readonly pairs: readonly Pair[];
  /** Parts that deserve actions of their own. */
  readonly parts: readonly Pair[];
}

export function scopeOf(pair: Pair): Scope {
  const pairs: Pair[] = [];
  const parts: Pair[] = [];
  const collect = (one: Pair): void => {
    pairs.push(one);
    for (const key of Object.keys(one.before)) {
      const before = one.before[key];
      const after = Object.hasOwn(one.after, key) ? one.after[key] : undefined;
      const path = [...one.path, key];
      if (!isObject(before) || !isObject(after) || equal(before, after) || isReplaced(path, before, after)) continue;
      const inner = { path, before, after };
      if (isPart(inner.path)) parts.push(inner);
      else collect(inner);
    }
  };
  collect(pair);
  return { pairs, parts };
}

/** Whether Overlay's merge cannot, or should not, turn one value into the other: it must be removed first. */
export function isReplaced(path: Path, before: Json, after: Json): boolean {
  if (isObject(before) && isObject(after)) {
    const keys = Object.keys(before);
    const hasNothingLeft = Object.keys(after).length > 0 && keys.every((key) => !Object.hasOwn(after, key));
    return keys.length > 1 && hasNothingLeft && !isPart(path);
  }
  return isList(before) ? !isList(after) : isContainer(before) || isContainer(after);
}

/** Maps whose entries are things of their own: each new one gets its own action. */
export function isCatalogue(path: Path): boolean {
  const [first] = path;
  return path.length === 1 ? first === "paths" || first === "webhooks" : path.length === 2 && first === "components";
}

function isPart(path: Path): boolean {
  const [first, , , field] = path;
  if (path.length === 1) return true;
  if (first === "components") return path.length <= 3;
  if (first !== "paths" && first !== "webhooks") return false;
  if (path.length <= 3) return true;
  return path.length === 4
    ? field === "responses" || field === "requestBody"
    : path.length === 5 && field === "responses";
}

/** What an update sets, as a tree of the objects it goes through. */
export class Changes {
  readonly own = new Map<string, Setting>();
  readonly inner = new Map<string, Changes>();

  at([key, ...rest]: readonly string[]): Changes {
    if (key === undefined) return this;
    const next = this.inner.get(key) ?? new Changes();
    this.inner.set(key, next);
    return next.at(rest);
  }

  get isEmpty(): boolean {
    return this.own.size === 0 && [...this.inner.values()].every((one) => one.isEmpty);
  }

  /** The only branch, when nothing is set beside it. */
  get onlyBranch(): readonly [string, Changes] | undefined {
    const branches = [...this.inner].filter(([, one]) => !one.isEmpty);
    return this.own.size === 0 && branches.length === 1 ? branches[0] : undefined;
  }

  /** The value of the `update`. */
  get update(): JsonObject {
    const result: MutableObject = {};
    for (const [key, { to }] of this.own) put(result, key, to);
    for (const [key, one] of this.inner) if (!one.isEmpty) put(result, key, one.update);
    return result;
  }

  /** All settings with their paths. */
  *settings(path: readonly string[] = []): Generator<Setting & { readonly path: readonly string[] }> {
    for (const [key, setting] of this.own) yield { ...setting, path: [...path, key] };
    for (const [key, one] of this.inner) yield* one.settings([...path, key]);
  }
}

export interface Setting {
  readonly to: Json;
  /** What it overwrites: a primitive; undefined for a key that is not there. */
  readonly from: Json | undefined;
  /** The key was there, and was removed for this. */
  readonly isAnew: boolean;
}
