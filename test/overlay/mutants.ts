/** Specs as the vendor might change them: every way in which a guard of a real overlay should notice. */
import {
  child,
  isObject,
  splitPointer,
  type Document,
  type Json,
  type JsonObject,
  type Pointer,
} from "../../generator/load/document.js";
import { judgeAll, type Session } from "../../generator/overlay/judge.js";
import { rootNode, select, type Node } from "../../generator/overlay/jsonpath/jsonpath.js";
import type { Origin } from "../../generator/overlay/edits.js";
import { pointerOf } from "../../generator/overlay/origins.js";
import type { Action, CorrectOptions, Expectation, Overlay } from "../../generator/overlay/overlay.js";
import { isContainer, isList } from "../../generator/overlay/values.js";
import { documentOf } from "./documents.js";

/** A spec with one change, in words for when a test fails. */
export interface Mutant {
  readonly what: string;
  readonly spec: Document;
}

type Mutable = Json[] | { [key: string]: Json };

/** The spec and all actions before one of them: what that one sees. */
export class Stage {
  readonly spec: Document;
  readonly session: Session;
  readonly #overlay: Overlay;
  readonly #options: CorrectOptions;

  constructor(spec: Document, overlay: Overlay, action: Action, options: CorrectOptions) {
    this.spec = spec;
    this.#overlay = overlay;
    this.#options = options;
    const before = overlay.actions.slice(0, overlay.actions.indexOf(action));
    this.session = judgeAll(spec, [{ ...overlay, actions: before }], options);
  }

  nodes(query: Action["target"]): readonly Node[] {
    return select(query, rootNode(this.session.root));
  }

  /** Where in the spec a node's value is written, copied or not; undefined when an earlier action made it up. */
  source(pointer: Pointer): Pointer | undefined {
    const origin: Origin = this.session.origins.of(pointer);
    if (origin.document === this.spec) return origin.pointer;
    const [, index, below = ""] = /^\/actions\/(\d+)\/copy(\/.*)?$/.exec(origin.pointer) ?? [];
    const copier = index === undefined ? undefined : this.#overlay.actions[Number(index)];
    if (copier?.copy === undefined) return undefined;
    const stage = new Stage(this.spec, this.#overlay, copier, this.#options);
    const [copied] = stage.nodes(copier.copy);
    return copied === undefined ? undefined : stage.source(pointerOf(copied) + below);
  }

  /** Changes of the spec after any one of which an expectation no longer holds. */
  *breaking(action: Action, expectation: Expectation): Generator<Mutant> {
    for (const node of this.nodes(expectation.target ?? action.target)) {
      const pointer = pointerOf(node);
      for (const wanted of [expectation.value, expectation.exactly]) {
        if (wanted !== undefined) yield* this.#leaves(pointer, wanted);
      }
      const at = this.source(pointer);
      if (at === undefined) continue;
      if (expectation.exactly !== undefined && isContainer(node.value)) {
        yield this.#mutant(`adds to ${at}`, at, (value) =>
          isList(value) ? [...value, "new"] : { ...(value as JsonObject), "x-new": 1 },
        );
      }
      if (expectation.contains !== undefined) yield this.#mutant(`rewords ${at}`, at, () => "Another text.");
      for (const { text } of expectation.absent) {
        const added = adding(text);
        if (added !== undefined) yield this.#mutant(`adds ${text} at ${at}`, at, added);
      }
      const isCount = Object.keys(expectation).every((key) => ["pointer", "target", "count", "absent"].includes(key));
      if (isCount && expectation.absent.length === 0 && at !== "")
        yield this.#mutant(`removes ${at}`, at, () => undefined);
    }
  }

  /** Whether any node of an expectation is the spec's own. */
  knows(action: Action, { target }: Expectation): boolean {
    return this.nodes(target ?? action.target).some((node) => this.source(pointerOf(node)) !== undefined);
  }

  /** Whether the spec has the action's targets, rather than an earlier action. */
  isUpstream(action: Action): boolean {
    return this.nodes(action.target).every((node) => this.source(pointerOf(node)) !== undefined);
  }

  /**
   * The spec with the nearest name that all targets share written differently; undefined when there is none. What an
   * earlier action copied is renamed wherever the spec has that name.
   */
  renamed(action: Action): Mutant | undefined {
    const pointers = this.nodes(action.target).map(pointerOf);
    if (this.isUpstream(action)) {
      const found = this.#renamedAt(sharedBy(pointers.map((pointer) => this.source(pointer) as Pointer)));
      if (found !== undefined) return found;
    }
    for (const name of sharedBy(pointers).toReversed()) {
      const spec = specOf(renameEverywhere(this.spec.value, name) as JsonObject);
      if (JSON.stringify(spec.value) !== JSON.stringify(this.spec.value)) return { what: `renames each ${name}`, spec };
    }
    return undefined;
  }

  #renamedAt(tokens: readonly string[]): Mutant | undefined {
    for (let shared = tokens; shared.length > 0; shared = shared.slice(0, -1)) {
      const parent = shared.slice(0, -1).reduce<Pointer>(child, "");
      if (!isObject(valueAt(this.spec.value, parent))) continue;
      const name = shared.at(-1) as string;
      return this.#mutant(`renames ${name} at ${parent}`, parent, (value) => renameKey(value as JsonObject, name));
    }
    return undefined;
  }

  *#leaves(pointer: Pointer, wanted: Json): Generator<Mutant> {
    if (isObject(wanted)) {
      for (const key of Object.keys(wanted)) yield* this.#leaves(child(pointer, key), wanted[key] as Json);
      if (Object.keys(wanted).length > 0) return;
    }
    const at = this.source(pointer);
    const found = at === undefined ? undefined : valueAt(this.spec.value, at);
    if (at !== undefined && found !== undefined) yield this.#mutant(`changes ${at}`, at, other);
  }

  #mutant(what: string, at: Pointer, change: (value: Json) => Json | undefined): Mutant {
    const root = structuredClone(this.spec.value) as Mutable;
    const tokens = splitPointer(at);
    const last = tokens.pop();
    if (last === undefined) return { what, spec: specOf(change(root as Json) as JsonObject) };
    const parent = tokens.reduce<Mutable>((value, key) => (value as Record<string, Json>)[key] as Mutable, root);
    const changed = change((parent as Record<string, Json>)[last] as Json);
    if (changed !== undefined) (parent as Record<string, Json>)[last] = changed;
    else if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else delete parent[last];
    return { what, spec: specOf(root as JsonObject) };
  }
}

/** What all pointers begin with. */
function sharedBy(pointers: readonly Pointer[]): readonly string[] {
  let shared = splitPointer(pointers[0] ?? "");
  for (const pointer of pointers) {
    const tokens = splitPointer(pointer);
    const differs = shared.findIndex((token, index) => token !== tokens[index]);
    if (differs >= 0) shared = shared.slice(0, differs);
  }
  return shared;
}

function renameKey(value: JsonObject, name: string): JsonObject {
  const entries = Object.entries(value).map(([key, inner]) => [key === name ? `${key}_renamed` : key, inner] as const);
  return Object.fromEntries(entries);
}

function renameEverywhere(value: Json, name: string): Json {
  if (isList(value)) return value.map((item) => renameEverywhere(item, name));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, renameEverywhere(inner, name)] as const);
  return renameKey(Object.fromEntries(entries), name);
}

export function specOf(value: JsonObject): Document {
  return { ...documentOf("{}"), value };
}

function valueAt(root: Json, pointer: Pointer): Json | undefined {
  let value: Json | undefined = root;
  for (const token of splitPointer(pointer)) value = (value as Record<string, Json> | undefined)?.[token];
  return value;
}

/** Another value; of the same kind if it is a primitive. */
function other(value: Json): Json {
  if (isContainer(value) || value === null) return "changed";
  if (typeof value === "string") return `${value} (changed)`;
  return typeof value === "number" ? value + 1 : !value;
}

/** Adds what a query of `absent` selects; undefined for a form that no overlay here uses. */
function adding(query: string): ((value: Json) => Json) | undefined {
  const named = /^@(?:\.(\w+)|\['([^']+)'\])$/.exec(query);
  const key = named?.[1] ?? named?.[2];
  if (key !== undefined) return (value) => ({ ...(value as JsonObject), [key]: {} });
  const [, field, name] = /^@\[\?@\.(\w+)=='([^']+)'\]$/.exec(query) ?? [];
  if (field !== undefined && name !== undefined) return (value) => [...(value as readonly Json[]), { [field]: name }];
  const [, item] = /^@\[\?@=='([^']+)'\]$/.exec(query) ?? [];
  if (item !== undefined) return (value) => [...(value as readonly Json[]), item];
  const [, outer, inner = "*"] = /^@\.(\w+)\.(\w+|\*)$/.exec(query) ?? [];
  if (outer === undefined) return undefined;
  const added = inner === "*" ? "x-new" : inner;
  return (value) => ({
    ...(value as JsonObject),
    [outer]: { ...((value as JsonObject)[outer] as JsonObject), [added]: 1 },
  });
}
