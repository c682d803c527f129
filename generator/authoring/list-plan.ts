/** What Overlay can do to a list in place (take items out, change items, add at the end), and whether that gets it there. */
import { align } from "../load/align.js";
import { isObject, type Json } from "../load/document.js";
import { equal, isContainer } from "../overlay/values.js";
import { identities, nameOf } from "./address.js";

export interface ListPlan {
  /** Indexes of the old list, ascending. */
  readonly removed: readonly number[];
  /** Items that stay, as they were and as they become, in order. */
  readonly kept: readonly { readonly from: number; readonly to: number }[];
  /** Where in the new list the added items begin: all that follow are new. */
  readonly addedFrom: number;
}

/** Undefined when the list is better, or can only be, written anew. */
export function planList(before: readonly Json[], after: readonly Json[]): ListPlan | undefined {
  const [oldNames, newNames] = identities(before, after);
  const same = ({ from, to }: { from: number; to: number }): boolean => oldNames[from] === newNames[to];
  const kept: { from: number; to: number }[] = [];
  const steps = align(oldNames, newNames);
  const lastSame = steps.findLastIndex((step) => step.kind === "keep" && same(step));
  for (const [index, step] of steps.entries()) {
    if (step.kind !== "keep") continue;
    const isTail = index > lastSame;
    const old = before[step.from] as Json;
    if (same(step) || isSuccessor(old, after[step.to] as Json, isTail)) kept.push(step);
    // At the end, the rest can be taken out and added again; in the middle nothing can be put in.
    else if (isTail) break;
    else return withTailAnew(before, after);
  }
  const addedFrom = kept.length;
  if (kept.some(({ to }, index) => to !== index)) return withTailAnew(before, after);
  const stays = new Set(kept.map(({ from }) => from));
  const removed = before.flatMap((_, index) => (stays.has(index) ? [] : [index]));
  const touched = removed.length + kept.filter((one) => !same(one)).length;
  return isWorthIt(before, touched) ? { removed, kept, addedFrom } : undefined;
}

/** Where few long items stand behind the place of a new one, only those are taken out and added again behind it. */
function withTailAnew(before: readonly Json[], after: readonly Json[]): ListPlan | undefined {
  const differs = before.findIndex((item, index) => !equal(item, after[index]));
  const tail = before.length - differs;
  if (differs < 0 || !before.every(isContainer) || tail * 4 > before.length) return undefined;
  return {
    removed: Array.from({ length: tail }, (_, index) => differs + index),
    kept: Array.from({ length: differs }, (_, index) => ({ from: index, to: index })),
    addedFrom: differs,
  };
}

/** A list most of whose items leave is easier to read as a new list. */
function isWorthIt(before: readonly Json[], touched: number): boolean {
  if (before.length <= 1) return true;
  return before.some(isContainer) ? touched < before.length : touched <= before.length / 2;
}

/** Whether an item that took another's place may be told as a change of that other. */
function isSuccessor(before: Json, after: Json, isTail: boolean): boolean {
  if (!isContainer(before) && !isContainer(after)) return true;
  if (!isObject(before) || !isObject(after)) return false;
  if (isTail && nameOf(before) !== nameOf(after)) return false;
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const shared = [...keys].filter(
    (key) => Object.hasOwn(before, key) && Object.hasOwn(after, key) && equal(before[key], after[key]),
  );
  return shared.length * 2 >= keys.size;
}
