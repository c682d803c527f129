/**
 * The document together with the files that it refers to, and where a reference in any of them leads: by path, `$self`,
 * `$id`, anchor or pointer. A reference that is wrong by the letter, but plain in what it means, leads there.
 */
import {
  isObject,
  own,
  splitFile,
  splitPointer,
  type Closed,
  type Document,
  type Json,
  type Pointer,
  type References,
} from "../load/document.js";
import { absolute, Anchors } from "./anchors.js";

/** Why a reference leads to nothing. `nearest`: the place it would have led to, had the last step not been missing. */
export interface Astray {
  readonly why: Closed["why"] | "network" | "nowhere";
  readonly message?: string;
  readonly help?: string;
  readonly problems?: Closed["problems"];
  readonly wanted?: Pointer;
}

/** JSON Schema's own schemas have eight anchors of a name. A type of thousands of choices is none, and thousands of such types no package. */
const mostDynamic = 100;

export class Library {
  readonly #documents = new Map<string, Document>();
  readonly #anchors = new Map<string, Anchors>();
  readonly #references: References | undefined;
  /** Where each URI leads that a document or a schema has given itself, and the folders of documents that have. */
  readonly #identities = new Map<string, Pointer>();
  readonly #folders: (readonly [folder: string, file: string])[] = [];
  #indexed = 0;
  /** What stands at pointers, and where references lead from files without an `$id`: both are asked for again and again. */
  readonly #values = new Map<Pointer, Json>();
  readonly #found = new Map<string, Map<string, Pointer>>();

  constructor(document: Document, references: References | undefined) {
    this.#documents.set("", document);
    this.#references = references;
  }

  document(file: string): Document | undefined {
    return this.#documents.get(file);
  }

  at(pointer: Pointer): Json | undefined {
    const known = this.#values.get(pointer);
    if (known !== undefined) return known;
    const value = this.#read(pointer);
    if (value !== undefined) this.#values.set(pointer, value);
    return value;
  }

  #read(pointer: Pointer): Json | undefined {
    const [file, inside] = splitFile(pointer);
    let value: Json | undefined = this.#documents.get(file)?.value;
    for (const token of splitPointer(inside)) value = step(value, token);
    return value;
  }

  /** Where a reference leads that stands at a place. */
  find(reference: string, at: Pointer): Pointer | Astray {
    const [file] = splitFile(at);
    if (this.#anchorsOf(file).hasIds) return this.#find(reference, at, new Set());
    let known = this.#found.get(file);
    if (!known) this.#found.set(file, (known = new Map()));
    const found = known.get(reference) ?? this.#find(reference, at, new Set());
    if (typeof found === "string") known.set(reference, found);
    return found;
  }

  /** `entered`: the `$ref`s that were met on the way of a pointer; a few at the most. */
  #find(reference: string, at: Pointer, entered: Set<Pointer>): Pointer | Astray {
    const hash = reference.indexOf("#");
    const uri = hash < 0 ? reference : reference.slice(0, hash);
    const root = this.#root(uri, at);
    if (typeof root === "object") return root;
    const fragments = decoded(hash < 0 ? "" : reference.slice(hash + 1));
    const whole = rootOf(splitFile(root)[0]);
    for (const fragment of fragments) {
      for (const base of root === whole ? [root] : [root, whole]) {
        const found = this.#fragment(base, fragment, entered);
        if (found !== undefined) return found;
      }
    }
    return { why: "nowhere", wanted: `${whole}${fragments[0] ?? ""}` };
  }

  /** Every place that a `$dynamicRef` may stand for, depending on where a reader comes from; none where there are too many. */
  findDynamic(reference: string, at: Pointer): readonly Pointer[] {
    const name = reference.slice(reference.indexOf("#") + 1);
    const found = [...this.#documents.keys()].flatMap((file) => this.#anchorsOf(file).dynamic(name));
    const fixed = this.find(reference, at);
    if (typeof fixed === "object") return found;
    // An anchor that is not dynamic ends the search.
    if (!found.includes(fixed)) return [fixed];
    return found.length > mostDynamic ? [] : found;
  }

  /** Whether any schema of a file has an `$id`. */
  hasIds(root: Pointer): boolean {
    return this.#anchorsOf(splitFile(root)[0]).hasIds;
  }

  /** The root of the resource that a reference without its fragment means. */
  #root(uri: string, at: Pointer): Pointer | Astray {
    const [file] = splitFile(at);
    if (uri === "") return this.#enclosing(at);
    if (!/^[a-z][a-z\d+.-]+:/i.test(uri) && !uri.startsWith("//")) {
      const opened = this.#open(uri, file);
      return typeof opened === "string" ? opened : (this.#identified(uri, at) ?? opened);
    }
    return this.#identified(uri, at) ?? this.#beside(uri) ?? { why: "network" };
  }

  #open(uri: string, from: string): Pointer | Astray {
    const opened = this.#references?.open(uri, from);
    if (opened === undefined) return { why: "missing", message: "another file, and none is read here" };
    if (!("name" in opened)) return opened;
    if (opened.document && !this.#documents.has(opened.name)) this.#documents.set(opened.name, opened.document);
    return rootOf(opened.name);
  }

  /** What says of itself, by `$id` or `$self`, that it is what a URI names. */
  #identified(uri: string, at: Pointer): Pointer | undefined {
    const [from] = splitFile(at);
    const base = this.#anchorsOf(from).idOf(this.#enclosing(at)) ?? this.#selfOf(from);
    this.#index();
    return this.#identities.get(absolute(uri, base));
  }

  /** Reads of new documents what they call themselves; where several do the same, the first counts. */
  #index(): void {
    if (this.#indexed === this.#documents.size) return;
    const add = (uri: string, place: Pointer): void => {
      if (!this.#identities.has(uri)) this.#identities.set(uri, place);
    };
    for (const [file, { value }] of [...this.#documents].slice(this.#indexed)) {
      add(absolute("", this.#selfOf(file)), rootOf(file));
      for (const [uri, place] of this.#anchorsOf(file).identified) add(uri, place);
      const self = own(value, "$self");
      const folder = typeof self === "string" ? absolute(".", self) : "";
      if (folder.length >= 10) this.#folders.push([folder, file]);
    }
    this.#indexed = this.#documents.size;
  }

  /** A document that knows its own address knows those of the files beside it. */
  #beside(uri: string): Pointer | undefined {
    this.#index();
    for (const [folder, file] of this.#folders) {
      if (!uri.startsWith(folder)) continue;
      const opened = this.#open(uri.slice(folder.length), file);
      if (typeof opened === "string") return opened;
    }
    return undefined;
  }

  #fragment(base: Pointer, fragment: string, entered: Set<Pointer>): Pointer | undefined {
    const [file] = splitFile(base);
    if (fragment !== "" && !fragment.startsWith("/")) return this.#anchorsOf(file).named(fragment, base);
    if (base !== rootOf(file)) return this.#walk(base, fragment, entered);
    const moved = this.#documents.get(file)?.moved?.(fragment)[0];
    return this.#walk(base, moved ?? fragment, entered);
  }

  /** Follows a pointer; a `$ref` on its way is entered where the pointer finds nothing beside it. */
  #walk(base: Pointer, pointer: Pointer, entered: Set<Pointer>): Pointer | undefined {
    let value = this.at(base);
    let place = base;
    const tokens = pointer === "" ? [] : pointer.slice(1).split("/");
    for (const [index, token] of tokens.entries()) {
      const next = step(value, unescaped(token));
      if (next === undefined) {
        const reference = own(value, "$ref");
        if (typeof reference !== "string" || entered.has(place) || entered.size >= 20) return undefined;
        entered.add(place);
        const target = this.#find(reference, place, entered);
        const rest = tokens.slice(index).map((one) => `/${one}`);
        return typeof target === "string" ? this.#walk(target, rest.join(""), entered) : undefined;
      }
      value = next;
      place = `${place}/${token}`;
    }
    return value === undefined ? undefined : place;
  }

  /** The innermost schema with an `$id` around a place, or the root of its file. */
  #enclosing(at: Pointer): Pointer {
    const [file, inside] = splitFile(at);
    let root = rootOf(file);
    let place = root;
    let value: Json | undefined = this.#documents.get(file)?.value;
    for (const token of inside.split("/").slice(1)) {
      value = step(value, unescaped(token));
      place = `${place}/${token}`;
      const id = own(value, "$id");
      if (typeof id === "string" && !id.startsWith("#")) root = place;
    }
    return root;
  }

  #selfOf(file: string): string {
    const { value } = this.#documents.get(file) ?? {};
    const self = own(value, "$self");
    const place = `file:///document/${file}`;
    return typeof self === "string" ? absolute(self, place) : place;
  }

  #anchorsOf(file: string): Anchors {
    const known = this.#anchors.get(file);
    if (known) return known;
    const anchors = new Anchors(this.#documents.get(file)?.value ?? {}, rootOf(file), this.#selfOf(file));
    this.#anchors.set(file, anchors);
    return anchors;
  }
}

function rootOf(file: string): Pointer {
  return file === "" ? "" : `${file}#`;
}

function unescaped(token: string): string {
  return token.replaceAll("~1", "/").replaceAll("~0", "~");
}

function step(value: Json | undefined, token: string): Json | undefined {
  if (Array.isArray(value))
    return /^(?:0|[1-9]\d*)$/.test(token) ? (value as readonly Json[])[Number(token)] : undefined;
  return isObject(value) ? own(value, token) : undefined;
}

/** A fragment with its percent escapes undone, and as it stands: some forget to escape. */
function decoded(fragment: string): string[] {
  try {
    return [...new Set([decodeURIComponent(fragment), fragment])];
  } catch {
    return [fragment];
  }
}
