/**
 * The files of a Swagger 2.0 document. A parameter, response or path item in a file of its own is known by who refers to it;
 * what else is there is schemas. Places are pointers as elsewhere: `parts.yaml#/limit`; without a file, of the file at hand.
 */
import { basename, dirname, join, relative } from "node:path/posix";
import {
  isObject,
  isSwagger,
  own,
  splitFile,
  splitPointer,
  type Document,
  type Json,
  type JsonObject,
  type Pointer,
  type References,
} from "./document.js";
import { newReference } from "./swagger-schemas.js";

export type Part = "parameter" | "pathItem" | "response";

/** A part as it was written, and where. */
export interface Written {
  readonly value: JsonObject;
  readonly from: Pointer;
}

export const methods: ReadonlySet<string> = new Set(["get", "put", "post", "delete", "options", "head", "patch"]);

/** More references than these in a row lead nowhere. */
const mostSteps = 20;

export class SwaggerFiles {
  readonly main: Document;
  readonly #references: References | undefined;
  readonly #name: string;
  readonly #parts = new Map<string, Map<Pointer, Part>>();

  constructor(main: Document, references?: References) {
    this.main = main;
    this.#references = references;
    this.#name = encodeURI(basename(main.file.replaceAll("\\", "/"))).replaceAll("#", "%23");
  }

  /** The parts of a file that are no schemas, by their places. */
  partsOf(file: string): ReadonlyMap<Pointer, Part> {
    return this.#parts.get(file) ?? new Map<Pointer, Part>();
  }

  /** A file as it was written; "" and its own name are the document's. */
  raw(file: string): Document | undefined {
    if (file === "" || file === this.#name) return this.main;
    const opened = this.#references?.open(file, "");
    return opened && "name" in opened ? (opened.name === "" ? this.main : (opened.raw ?? opened.document)) : undefined;
  }

  /** What a reference leads to, as it was written; undefined where nothing is there. `at`: the file that holds it. */
  find(reference: string, from: Pointer, at: string): Written | undefined {
    const [uri = "", fragment = ""] = splitOnce(reference, "#");
    const [own_] = splitFile(from);
    const file = uri === "" ? own_ : this.#open(uri, own_ === "" ? at : own_);
    if (file === undefined || (fragment !== "" && !fragment.startsWith("/"))) return undefined;
    const pointer = decoded(fragment);
    let value: Json | undefined = this.raw(file === "" ? at : file)?.value;
    for (const token of splitPointer(pointer)) value = own(value, token);
    return isObject(value) ? { value, from: file === "" ? pointer : `${file}#${pointer}` } : undefined;
  }

  /** What a part's references end at; the part itself where it has none. */
  follow(written: Written, at: string): Written {
    let current = written;
    for (let steps = 0; steps < mostSteps; steps++) {
      const reference = own(current.value, "$ref");
      const found = typeof reference === "string" ? this.find(reference, current.from, at) : undefined;
      if (!found) return current;
      current = found;
    }
    return current;
  }

  /** Learns what a reference leads to, and all that can be seen from there. */
  learn(part: Part, written: Written, at: string): void {
    let file = at;
    let current = written;
    for (;;) {
      const reference = own(current.value, "$ref");
      const found = typeof reference === "string" ? this.find(reference, current.from, file) : undefined;
      if (!found) return;
      const [prefix, from] = splitFile(found.from);
      file = prefix === "" ? file : prefix;
      const known = this.#parts.get(file) ?? new Map<Pointer, Part>();
      if (known.has(from)) return;
      this.#parts.set(file, known.set(from, part));
      current = { value: found.value, from };
      if (part === "pathItem") this.#learnPathItem(found.value, from, file);
    }
  }

  #learnPathItem(item: JsonObject, from: Pointer, file: string): void {
    const each = (part: Part, list: Json | undefined): void => {
      const all = Array.isArray(list) ? (list as readonly Json[]) : isObject(list) ? Object.values(list) : [];
      for (const value of all) if (isObject(value)) this.learn(part, { value, from }, file);
    };
    each("parameter", own(item, "parameters"));
    for (const method of methods) {
      each("parameter", own(own(item, method), "parameters"));
      each("response", own(own(item, method), "responses"));
    }
  }

  /** References that were written at a place, as they must be in the file `at`. */
  referenceFrom(from: Pointer, at: string): (reference: Json) => Json {
    const [file] = splitFile(from);
    if (file !== "") return (reference) => (typeof reference === "string" ? rebased(reference, file, at) : reference);
    const document = this.raw(at);
    return document && isSwagger(document) ? newReference : (reference) => reference;
  }

  /** The name of the file that a relative reference means. */
  #open(uri: string, from: string): string | undefined {
    const opened = this.#references?.open(uri, from === this.#name ? "" : from);
    if (!opened || !("name" in opened)) return undefined;
    return opened.name === "" ? this.#name : opened.name;
  }
}

/** A reference of one file, as another must write it. */
function rebased(reference: string, from: string, to: string): string {
  const [uri = "", fragment] = splitOnce(reference, "#");
  if (/^(?:[a-z][a-z\d+.-]+:|\/)/i.test(uri)) return reference;
  const file = uri === "" ? from : join(dirname(from), uri);
  return `${relative(dirname(to), file)}${fragment === undefined ? "" : `#${fragment}`}`;
}

function splitOnce(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
