/**
 * From two documents to the actions that turn one into the other. The actions are made on a copy while they are written,
 * so that every target and every expectation is about the document as it is just then.
 */
import { isObject, type Json, type JsonObject } from "../load/document.js";
import { quote } from "../overlay/jsonpath/jsonpath.js";
import { clone, equal, isContainer, isList, put, type MutableObject } from "../overlay/values.js";
import { address, UnnamedError, valueAt, type Path } from "./address.js";
import {
  guardAppend,
  guardRemoval,
  guardRemovals,
  guardReplacement,
  guardRewrite,
  guardUpdate,
  isSmall,
} from "./diff-guards.js";
import * as say from "./diff-words.js";
import { planList, type ListPlan } from "./list-plan.js";
import { Changes, isCatalogue, isReplaced, scopeOf, type Pair } from "./scope.js";

/** An action as it stands in the overlay. */
export interface PlannedAction {
  readonly target: string;
  readonly description: string;
  /** What a removal removes, in words. */
  readonly place?: string;
  readonly update?: Json;
  readonly remove?: true;
  readonly "x-expect": readonly JsonObject[];
}

/**
 * Applied in order, the actions make `before` equal `after`, the order of keys aside: keys that stay keep their place,
 * new ones and those of another kind come last. No actions for equal documents.
 */
export function diffDocuments(before: JsonObject, after: JsonObject): readonly PlannedAction[] {
  const differ = new Differ(before);
  differ.scope({ path: [], before, after });
  return differ.actions;
}

class Differ {
  readonly #root: Json;
  #actions: PlannedAction[] = [];

  constructor(before: JsonObject) {
    this.#root = clone(before);
  }

  get actions(): readonly PlannedAction[] {
    return this.#actions;
  }

  /** Removals, then lists, then one update, then the parts that have actions of their own. */
  scope(pair: Pair): void {
    const { pairs, parts } = scopeOf(pair);
    const changes = new Changes();
    for (const one of pairs) this.#removeKeys(one);
    for (const one of pairs) this.#lists(one);
    for (const one of pairs) this.#settings(one, changes.at(one.path.slice(pair.path.length).map(String)));
    this.#update(pair.path, changes);
    for (const one of parts) this.scope(one);
  }

  #removeKeys({ path, before, after }: Pair): void {
    const dropped = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
    const small = dropped.filter((key) => isSmall(before[key] as Json));
    if (small.length > 1) this.#removeTogether(path, small);
    for (const key of dropped) if (small.length < 2 || !small.includes(key)) this.#remove([...path, key], undefined);
    for (const key of Object.keys(before)) {
      const at = [...path, key];
      if (Object.hasOwn(after, key) && isReplaced(at, before[key] as Json, after[key] as Json))
        this.#remove(at, after[key]);
    }
  }

  #lists({ path, before, after }: Pair): void {
    for (const key of Object.keys(before)) {
      const old = before[key];
      const wanted = Object.hasOwn(after, key) ? after[key] : undefined;
      if (isList(old) && isList(wanted) && !equal(old, wanted)) this.#list([...path, key], old, wanted);
    }
  }

  /** Changes a list item by item where it can be; else it is removed, and added again by the update. */
  #list(path: Path, before: readonly Json[], after: readonly Json[]): void {
    const plan = planList(before, after);
    const done = this.#actions.length;
    try {
      if (plan === undefined) throw new UnnamedError();
      this.#items(path, before, after, plan);
    } catch (error) {
      if (!(error instanceof UnnamedError)) throw error;
      this.#actions = this.#actions.slice(0, done);
      this.#put(path, clone(before));
      this.#remove(path, after);
    }
  }

  #items(path: Path, before: readonly Json[], after: readonly Json[], plan: ListPlan): void {
    for (const [count, index] of plan.removed.entries()) this.#remove([...path, index - count], undefined);
    for (const [index, { from, to }] of plan.kept.entries()) {
      const old = before[from] as Json;
      const wanted = after[to] as Json;
      const at = [...path, index];
      if (equal(old, wanted)) continue;
      if (isObject(old) && isObject(wanted)) this.scope({ path: at, before: old, after: wanted });
      else if (isContainer(old) || isContainer(wanted)) throw new UnnamedError();
      else this.#replaceItem(at, old, wanted);
    }
    const added = after.slice(plan.addedFrom);
    if (added.length > 0) this.#append(path, added);
  }

  #settings({ path, before, after }: Pair, changes: Changes): void {
    const here = valueAt(this.#root, path);
    for (const key of Object.keys(after)) {
      const to = after[key] as Json;
      const isThere = isObject(here) && Object.hasOwn(here, key);
      const isAnew = !isThere && Object.hasOwn(before, key);
      if (!isThere) changes.own.set(key, { to, from: undefined, isAnew });
      else if (!isContainer(to) && !isContainer(before[key]) && before[key] !== to)
        changes.own.set(key, { to, from: before[key], isAnew });
    }
  }

  /** One update for all that changes below a path, from the deepest object on that has it all. */
  #update(start: Path, all: Changes): void {
    let path = start;
    let changes = all;
    for (let branch = changes.onlyBranch; branch !== undefined; branch = changes.onlyBranch) {
      path = [...path, branch[0]];
      changes = branch[1];
    }
    if (changes.isEmpty) return;
    if (!isCatalogue(path)) return this.#merge(path, changes);
    for (const [key, setting] of changes.own) {
      const one = new Changes();
      one.own.set(key, setting);
      this.#merge(path, one);
    }
  }

  #merge(path: Path, changes: Changes): void {
    const settings = [...changes.settings()];
    this.#act({
      target: address(this.#root, path),
      description: say.updated(this.#root, path, settings),
      update: changes.update,
      "x-expect": guardUpdate(address(this.#root, path), settings),
    });
    for (const setting of settings) this.#put([...path, ...setting.path], clone(setting.to));
  }

  #remove(path: Path, successor: Json | undefined): void {
    const value = valueAt(this.#root, path) as Json;
    this.#act({
      target: address(this.#root, path),
      description: say.removed(this.#root, path, successor),
      place: say.place(this.#root, path),
      remove: true,
      "x-expect":
        isList(value) && successor !== undefined ? guardRewrite(address(this.#root, path), value) : guardRemoval(value),
    });
    const parent = valueAt(this.#root, path.slice(0, -1));
    const key = path.at(-1);
    if (isList(parent)) (parent as Json[]).splice(Number(key), 1);
    else Reflect.deleteProperty(parent as MutableObject, key as string);
  }

  /** Small siblings go in one action. */
  #removeTogether(path: Path, keys: readonly string[]): void {
    const parent = valueAt(this.#root, path) as MutableObject;
    const target = address(this.#root, path);
    this.#act({
      target: `${target}[${keys.map(quote).join(", ")}]`,
      description: say.removedTogether(this.#root, path, keys),
      remove: true,
      "x-expect": guardRemovals(target, parent, keys),
    });
    for (const key of keys) Reflect.deleteProperty(parent, key);
  }

  #replaceItem(path: Path, from: Json, to: Json): void {
    this.#act({
      target: address(this.#root, path),
      description: say.replacedItem(this.#root, path, to),
      update: to,
      "x-expect": guardReplacement(from),
    });
    this.#put(path, to);
  }

  #append(path: Path, items: readonly Json[]): void {
    const list = valueAt(this.#root, path) as Json[];
    const target = address(this.#root, path);
    this.#act({
      target,
      description: say.appended(this.#root, path, items),
      update: items,
      "x-expect": guardAppend(target, clone(list) as Json[], items),
    });
    list.push(...items.map(clone));
  }

  #put(path: Path, value: Json): void {
    const parent = valueAt(this.#root, path.slice(0, -1));
    const key = path.at(-1);
    if (isList(parent)) (parent as Json[])[Number(key)] = value;
    else put(parent as MutableObject, String(key), value);
  }

  #act(action: PlannedAction): void {
    this.#actions.push(action);
  }
}
