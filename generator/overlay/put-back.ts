/** What a place looked like before upstream did what an action does, as far as the action's `x-expect` knows. */
import { isObject, type Json } from "../load/document.js";
import { rootNode, type Node } from "./jsonpath/jsonpath.js";
import type { Action, Expectation } from "./overlay.js";
import { collapse, contains, equal, isList, put, type MutableObject } from "./values.js";

/** The expectations about what the action's own target selects. */
export function ownExpectations({ expect }: Action): readonly Expectation[] {
  return expect.filter((one) => one.target === undefined);
}

/** What the action's nodes were, or contained. */
export function expectedValue(action: Action): Json | undefined {
  const own = ownExpectations(action);
  const known = (field: "contains" | "exactly" | "value"): Json | undefined =>
    own.find((one) => one[field] !== undefined)?.[field];
  return known("exactly") ?? known("value") ?? known("contains");
}

/** Whether a value is what the action's `x-expect` says that its nodes are; not asked is how many. */
export function isAsExpected(action: Action, value: Json): boolean {
  return ownExpectations(action).every(
    (one) =>
      (one.value === undefined || contains(value, one.value)) &&
      (one.exactly === undefined || equal(value, one.exactly)) &&
      (one.contains === undefined || (typeof value === "string" && collapse(value).includes(collapse(one.contains)))),
  );
}

/** The value without what the update has put there, and with what `was` has in its place. */
export function undone(value: Json, update: Json, was: Json | undefined): Json | undefined {
  if (isList(value)) {
    const items = isList(update) ? update : [update];
    return value.filter((item) => !items.some((one) => equal(item, one)));
  }
  if (!isObject(value) || !isObject(update)) return was;
  const result: MutableObject = {};
  for (const key of Object.keys(value)) {
    const part = value[key] as Json;
    const before = isObject(was) && Object.hasOwn(was, key) ? was[key] : undefined;
    const restored = Object.hasOwn(update, key) ? undone(part, update[key] as Json, before) : part;
    if (restored !== undefined) put(result, key, restored);
  }
  return result;
}

/** A node in a copy of its document in which it has another value, or is new, or for undefined gone. Only what lies above it is copied. */
export function withValue(
  parent: Node,
  key: string | number,
  value: Json | undefined,
): { readonly node: Node; readonly root: Node } {
  const steps: { readonly key: string | number; readonly value: Json | undefined }[] = [{ key, value }];
  for (let at: Node | undefined = parent; at !== undefined; at = at.parent) {
    const { key: below, value: changed } = steps.at(-1) as (typeof steps)[number];
    const copy = isList(at.value) ? [...at.value] : { ...(at.value as MutableObject) };
    if (isList(copy)) (copy as Json[])[Number(below)] = changed as Json;
    else if (changed === undefined) Reflect.deleteProperty(copy, below);
    else put(copy, String(below), changed);
    steps.push({ key: at.key, value: copy });
  }
  const root = rootNode((steps.pop() as (typeof steps)[number]).value as Json);
  const node = steps.reduceRight<Node>(
    (above, step) => ({ value: step.value as Json, parent: above, key: step.key }),
    root,
  );
  return { node, root };
}
