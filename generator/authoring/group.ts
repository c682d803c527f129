/** Actions that do the same to siblings, in one action: `[?@.name=='a' || @.name=='b']`, `['a', 'b']`. */
import type { Json, JsonObject } from "../load/document.js";
import { parseQuery, type Selector } from "../overlay/jsonpath/jsonpath.js";
import type { PlannedAction } from "./diff.js";
import { together } from "./diff-words.js";

/**
 * Within one operation, schema or other component only: what many of those have in common is better corrected, and one
 * day pruned, one by one. Each group stands where its first action stood; whether that is the same must be tried out.
 */
export function grouped(actions: readonly PlannedAction[]): readonly PlannedAction[] {
  let current = actions;
  for (;;) {
    const next = pass(current);
    if (next.length === current.length) return current;
    current = next;
  }
}

/** An action without the one step in which it may differ from others. */
interface Place {
  readonly index: number;
  readonly before: string;
  readonly step: Selector;
  readonly text: string;
  readonly after: string;
}

function pass(actions: readonly PlannedAction[]): readonly PlannedAction[] {
  const alike = new Map<string, Place[]>();
  for (const [index, action] of actions.entries()) {
    for (const place of placesOf(action.target, index)) {
      const { target: _target, description: _description, place: _place, ...rest } = action;
      const guards = action["x-expect"].map((one) => retargeted(one, place, "\0"));
      const key = JSON.stringify([place.before, place.step.kind, place.after, { ...rest, "x-expect": guards }]);
      alike.set(key, [...(alike.get(key) ?? []), place]);
    }
  }
  const result = new Map<number, PlannedAction | undefined>();
  for (const places of [...alike.values()].sort((a, b) => b.length - a.length)) {
    const free = places.filter(({ index }) => !result.has(index));
    const [first] = free;
    if (first === undefined || free.length < 2) continue;
    for (const { index } of free) result.set(index, undefined);
    result.set(first.index, merged(actions, free, first));
  }
  return actions.flatMap((action, index) => (result.has(index) ? (result.get(index) ?? []) : action));
}

function placesOf(target: string, index: number): Place[] {
  const segments = parseQuery(target).query?.segments ?? [];
  const texts = segments.map((one) => one.text);
  const isApi = /^\.(?:paths|webhooks|components)$/.test(texts[0] ?? "");
  return segments.flatMap(({ kind, selectors }, at) => {
    const [step] = selectors;
    if (kind !== "child" || step === undefined || (isApi && at < 3)) return [];
    if (step.kind !== "filter" && selectors.some((one) => one.kind !== "name")) return [];
    const before = `$${texts.slice(0, at).join("")}`;
    return [{ index, before, step, text: texts[at] as string, after: texts.slice(at + 1).join("") }];
  });
}

function merged(actions: readonly PlannedAction[], places: readonly Place[], first: Place): PlannedAction {
  const members = places.map(({ index }) => actions[index] as PlannedAction);
  const [one] = members as [PlannedAction];
  const union = first.step.kind === "filter" ? anyOf(places.map(({ text }) => text)) : allNames(places);
  const guards = one["x-expect"].map((guard) => counted(retargeted(guard, first, union), places.length));
  const isCounted = guards.some((guard) => guard["target"] === undefined);
  const what = together(members);
  return {
    ...one,
    target: first.before + union + first.after,
    ...what,
    "x-expect": isCounted ? guards : [{ count: places.length }, ...guards],
  };
}

/** The guard with another step in its own target, if that goes through the place. */
function retargeted(guard: JsonObject, { before, text }: Place, step: string): JsonObject {
  const target = guard["target"];
  if (typeof target !== "string" || !target.startsWith(before + text)) return guard;
  return { ...guard, target: before + step + target.slice(before.length + text.length) };
}

function counted(guard: JsonObject, times: number): JsonObject {
  const { target, count = 1, ...rest } = guard;
  return {
    ...(target !== undefined && { target }),
    count: Number(count) * times,
    ...(rest as { [key: string]: Json }),
  };
}

/** What all filters begin or end with is said once. */
function anyOf(filters: readonly string[]): string {
  const conditions = filters.map((text) => text.slice(2, -1));
  const parts = conditions.map((one) => /^(\S+=='[^'\\]*') && (@\.in=='\w+')$/.exec(one));
  const shared = parts[0]?.[2];
  if (shared !== undefined && parts.every((one) => one?.[2] === shared))
    return `[?(${parts.map((one) => one?.[1]).join(" || ")}) && ${shared}]`;
  return `[?${conditions.map((one) => (one.includes("&&") ? `(${one})` : one)).join(" || ")}]`;
}

function allNames(places: readonly Place[]): string {
  const names = places.map(({ text }) => (text.startsWith(".") ? `'${text.slice(1)}'` : text.slice(1, -1)));
  return `[${names.join(", ")}]`;
}
