/** YAML 1.2 (core schema, and `<<`) to plain values, by way of js-yaml's events. */
import {
  EVENT_ID,
  SCALAR_STYLE,
  YAMLException,
  getScalarValue,
  parseEvents,
  type Event,
  type ScalarEvent,
} from "js-yaml";

import { isObject, MAX_COPIED_NODES, MAX_DEPTH, setOwn, type Json } from "./document.js";
import { ProblemError, tooDeep, type Problem } from "./limits.js";
import { clone, measure, type Extent, type MutableJson, type MutableObject } from "./mutable.js";
import { isMergeKey, resolvePlain, resolveTagged, tagName } from "./yaml-scalars.js";

/** The YAML documents of a text, without empty ones, and what is wrong with them. */
export interface YamlValues {
  readonly documents: readonly { readonly value: Json; readonly start: number }[];
  readonly problems: readonly Problem[];
  readonly hasDuplicates: boolean;
}

interface Anchor {
  value: MutableJson;
  /** The scalar as written: as a key it is text, whatever it would be as a value. */
  readonly text: string | undefined;
  open: boolean;
  extent?: Extent;
}

interface Frame {
  readonly value: MutableObject | MutableJson[] | undefined;
  readonly anchor: Anchor | undefined;
  readonly isKey: boolean;
  key: string | typeof MERGE | typeof NO_KEY | undefined;
  keyStart: number;
  /** Keys that came from `<<` and may still be given. */
  merged: Set<string> | undefined;
}

const MERGE = Symbol("<<");
const NO_KEY = Symbol("a key that is no scalar");
const MAX_PROBLEMS = 50;

/** js-yaml's events of a text; throws a {@link ProblemError} where it is not YAML. */
export function parseYamlEvents(text: string): Event[] {
  try {
    // js-yaml counts a scalar as a level.
    return parseEvents(text, { maxDepth: MAX_DEPTH + 1 });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const start = error.mark?.position ?? 0;
    if (error.reason.includes("maxDepth")) throw new ProblemError(tooDeep(start));
    throw new ProblemError({
      code: "load/syntax",
      message: `This is not valid YAML: ${error.reason}.`,
      start,
      end: start + 1,
    });
  }
}

/** Makes plain values of events. Each alias becomes a copy of its own: in the result no two places share an object. */
export function constructYaml(text: string, events: readonly Event[]): YamlValues {
  return new Constructor(text).run(events);
}

class Constructor {
  readonly #text: string;
  readonly #documents: { value: Json; start: number }[] = [];
  readonly #problems: Problem[] = [];
  readonly #frames: Frame[] = [];
  #anchors = new Map<string, Anchor>();
  #root: { value: MutableJson; start: number } | undefined;
  #hasDuplicates = false;
  #aliased = 0;

  constructor(text: string) {
    this.#text = text;
  }

  run(events: readonly Event[]): YamlValues {
    for (const event of events) {
      switch (event.type) {
        case EVENT_ID.DOCUMENT:
          this.#anchors = new Map();
          this.#root = undefined;
          this.#frames.push(frame(undefined, undefined, false));
          break;
        case EVENT_ID.SCALAR:
          this.#scalar(event);
          break;
        case EVENT_ID.MAPPING:
          this.#checkTag(event, "map");
          this.#open({}, event);
          break;
        case EVENT_ID.SEQUENCE:
          this.#checkTag(event, "seq");
          this.#open([], event);
          break;
        case EVENT_ID.ALIAS:
          this.#alias(event.anchorStart, event.anchorEnd);
          break;
        case EVENT_ID.POP:
          this.#close();
          break;
      }
    }
    return { documents: this.#documents, problems: this.#problems, hasDuplicates: this.#hasDuplicates };
  }

  #open(value: MutableObject | MutableJson[], event: { start: number; anchorStart: number; anchorEnd: number }): void {
    if (this.#frames.length > MAX_DEPTH) throw new ProblemError(tooDeep(event.start));
    const parent = this.#top();
    const anchor = this.#anchor(event, value, undefined, true);
    const isKey = isAwaitingKey(parent);
    if (isKey) this.#report("load/syntax", "A key must be a scalar, not a list or an object.", event.start);
    else this.#add(value, event.start);
    this.#frames.push(frame(value, anchor, isKey));
  }

  #close(): void {
    const closed = this.#frames.pop();
    if (closed?.value === undefined) {
      if (this.#root !== undefined) this.#documents.push(this.#root);
      return;
    }
    if (closed.anchor !== undefined) closed.anchor.open = false;
    const parent = this.#top();
    if (closed.isKey) parent.key = NO_KEY;
    else if (parent.key === MERGE) this.#merge(parent, closed.value);
    else parent.key = undefined;
  }

  #scalar(event: ScalarEvent): void {
    const text = getScalarValue(this.#text, event);
    const start = event.valueStart < 0 ? Math.max(event.tagStart, event.anchorStart) : event.valueStart;
    const parent = this.#top();
    if (isAwaitingKey(parent)) {
      this.#anchor(event, text, text, false);
      parent.key = isMergeKey(this.#text, event, text) ? MERGE : text;
      parent.keyStart = start;
      return;
    }
    const value = this.#resolve(event, text);
    this.#anchor(event, value, text, false);
    const isNothing = event.valueStart < 0 && event.tagStart < 0 && event.anchorStart < 0;
    if (parent.value === undefined && isNothing) return;
    this.#add(value, start);
    this.#finishPair(parent, value);
  }

  #alias(start: number, end: number): void {
    const name = this.#text.slice(start, end);
    const anchor = this.#anchors.get(name);
    const parent = this.#top();
    let value: MutableJson = null;
    if (anchor === undefined)
      this.#report("load/syntax", `The alias *${name} has no anchor &${name} before it.`, start - 1, end);
    else if (anchor.open)
      this.#report("load/syntax", `The alias *${name} stands inside the value that it stands for.`, start - 1, end);
    else if (isAwaitingKey(parent)) {
      if (anchor.text === undefined)
        this.#report("load/syntax", "A key must be a scalar, not a list or an object.", start - 1, end);
      parent.key = anchor.text ?? NO_KEY;
      return;
    } else value = this.#copy(anchor, start - 1);
    if (isAwaitingKey(parent)) {
      parent.key = NO_KEY;
      return;
    }
    this.#add(value, start - 1);
    this.#finishPair(parent, value);
  }

  #copy(anchor: Anchor, start: number): MutableJson {
    if (typeof anchor.value !== "object" || anchor.value === null) return anchor.value;
    const extent = (anchor.extent ??= measure(anchor.value));
    this.#aliased += extent.nodes;
    if (this.#aliased > MAX_COPIED_NODES) {
      const message = `Aliases add more than ${MAX_COPIED_NODES.toLocaleString("en")} nodes to the document.`;
      throw new ProblemError({ code: "load/too-many-aliases", message, start });
    }
    if (this.#frames.length - 1 + extent.height > MAX_DEPTH) throw new ProblemError(tooDeep(start));
    return clone(anchor.value);
  }

  /** Puts a value where it belongs; collections are put there before they are filled. */
  #add(value: MutableJson, start: number): void {
    const parent = this.#top();
    if (parent.value === undefined) this.#root = { value, start };
    else if (Array.isArray(parent.value)) parent.value.push(value);
    else if (typeof parent.key === "string") {
      if (!Object.hasOwn(parent.value, parent.key) || parent.merged?.delete(parent.key) === true)
        setOwn(parent.value, parent.key, value);
      else this.#hasDuplicates = true;
    }
  }

  #finishPair(parent: Frame, value: MutableJson): void {
    if (parent.key === MERGE) this.#merge(parent, value);
    else parent.key = undefined;
  }

  #merge(parent: Frame, value: MutableJson): void {
    const { keyStart } = parent;
    parent.key = undefined;
    const target = parent.value;
    if (!isObject(target)) return;
    parent.merged ??= new Set();
    for (const source of Array.isArray(value) ? value : [value]) {
      if (!isObject(source)) {
        this.#report("load/syntax", "`<<` merges objects only.", keyStart, keyStart + 2);
        continue;
      }
      for (const [key, inner] of Object.entries(source)) {
        if (Object.hasOwn(target, key)) continue;
        setOwn(target, key, inner);
        parent.merged.add(key);
      }
    }
  }

  #resolve(event: ScalarEvent, text: string): MutableJson {
    if (event.tagStart < 0) return event.style === SCALAR_STYLE.PLAIN ? resolvePlain(text) : text;
    const tag = tagName(this.#text.slice(event.tagStart, event.tagEnd));
    const value = resolveTagged(tag, text);
    if (value !== undefined) return value;
    this.#report(
      "load/syntax",
      `The tag ${this.#text.slice(event.tagStart, event.tagEnd)} is unknown or does not fit its value.`,
      event.tagStart,
      event.tagEnd,
    );
    return null;
  }

  #checkTag({ tagStart, tagEnd }: { tagStart: number; tagEnd: number }, expected: string): void {
    if (tagStart < 0) return;
    const written = this.#text.slice(tagStart, tagEnd);
    const tag = tagName(written);
    if (tag !== expected && tag !== "!")
      this.#report("load/syntax", `The tag ${written} is unknown or does not fit its value.`, tagStart, tagEnd);
  }

  #anchor(
    event: { anchorStart: number; anchorEnd: number },
    value: MutableJson,
    text: string | undefined,
    open: boolean,
  ): Anchor | undefined {
    if (event.anchorStart < 0) return undefined;
    const anchor: Anchor = { value, text, open };
    this.#anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), anchor);
    return anchor;
  }

  #report(code: Problem["code"], message: string, start: number, end: number = start + 1): void {
    if (this.#problems.length < MAX_PROBLEMS) this.#problems.push({ code, message, start, end });
  }

  #top(): Frame {
    const top = this.#frames.at(-1);
    if (top === undefined) throw new Error("an event outside of any document");
    return top;
  }
}

function frame(value: Frame["value"], anchor: Anchor | undefined, isKey: boolean): Frame {
  return { value, anchor, isKey, key: undefined, keyStart: 0, merged: undefined };
}

function isAwaitingKey({ value, key }: Frame): boolean {
  return value !== undefined && !Array.isArray(value) && key === undefined;
}
