/** Reading the corrected document by place: every value keeps its pointer, so that whatever is wrong with it can be shown. */
import type { Diagnostic, Diagnostics, DiagnosticCode, DiagnosticDetails } from "../diagnostics.js";
import {
  child,
  isObject,
  splitFile,
  splitPointer,
  type Json,
  type JsonObject,
  type Pointer,
  type References,
} from "../load/document.js";
import type { CorrectedDocument } from "../overlay/overlay.js";
import { nearest } from "../nearest.js";
import { Library, type Astray } from "./library.js";

/** A value and where it stands in the corrected document. */
export interface Node<Value extends Json = Json> {
  readonly value: Value;
  readonly pointer: Pointer;
}

export type ObjectNode = Node<JsonObject>;

/** How many diagnostics of one code are reported: who has mended these has mended the others, or knows how. */
const mostOfOneCode = 200;
/** How many of them come with a guess at what was meant, which costs a look at every name. */
const mostGuesses = 20;
/** A path or a name can be as long as its document. */
const longestMessage = 2000;
/** The longest description of a hundred real documents has 24 000 characters. */
const longestProse = 200_000;

export class Source {
  /** The document, and its places in the files that it refers to. */
  readonly document: Pick<CorrectedDocument, "file" | "isCorrected" | "locate" | "moved" | "origin" | "value">;
  readonly #library: Library;
  readonly #diagnostics: Diagnostics;
  readonly #reported = new Set<string>();
  /** The problems of files that are reported already. */
  readonly #broken = new Set<readonly Diagnostic[]>();
  readonly #counts = new Map<DiagnosticCode, number>();

  /** Without `references`, other files are not read. */
  constructor(document: CorrectedDocument, diagnostics: Diagnostics, references?: References) {
    const library = new Library(document, references);
    this.#library = library;
    this.document = {
      file: document.file,
      value: document.value,
      isCorrected: (pointer) => document.isCorrected(document.origin?.(pointer) ?? pointer),
      ...(document.moved && { moved: (pointer) => document.moved?.(pointer) ?? [pointer] }),
      ...(document.origin && { origin: (pointer) => document.origin?.(pointer) ?? pointer }),
      locate(pointer, part) {
        const [file, inside] = splitFile(pointer);
        return (library.document(file) ?? document).locate(inside, part);
      },
    };
    this.#diagnostics = diagnostics;
  }

  get root(): ObjectNode {
    return { value: this.document.value, pointer: "" };
  }

  error(code: DiagnosticCode, at: Pointer, message: string, details: DiagnosticDetails = {}): void {
    if (this.#isNew(code, at, message))
      this.#diagnostics.error(code, shorten(message), { location: this.document.locate(at), ...details });
  }

  /** `at`: undefined where the place must not be shown. */
  warning(code: DiagnosticCode, at: Pointer | undefined, message: string, details: DiagnosticDetails = {}): void {
    if (this.#isNew(code, at ?? "", message))
      this.#diagnostics.warning(code, shorten(message), {
        ...(at !== undefined && { location: this.document.locate(at) }),
        ...details,
      });
  }

  /** A place that is read twice (a response, for its success and its errors) is reported once. */
  #isNew(code: DiagnosticCode, at: Pointer, message: string): boolean {
    if (this.#isFull(code)) return false;
    const key = [code, at, message].join("\0");
    if (this.#reported.has(key)) return false;
    this.#reported.add(key);
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + 1);
    return true;
  }

  #isFull(code: DiagnosticCode, most: number = mostOfOneCode): boolean {
    return (this.#counts.get(code) ?? 0) >= most;
  }

  get(node: ObjectNode, key: string): Node | undefined {
    if (!Object.hasOwn(node.value, key)) return undefined;
    const value = node.value[key];
    return value === undefined ? undefined : { value, pointer: child(node.pointer, key) };
  }

  /** An object under a key. Reports anything else that stands there. */
  object(node: ObjectNode, key: string): ObjectNode | undefined {
    const found = this.get(node, key);
    return found && this.asObject(found, `\`${key}\``);
  }

  asObject(node: Node, what: string): ObjectNode | undefined {
    if (isObject(node.value)) return node as ObjectNode;
    return this.#reportWrong(node, what, "an object");
  }

  #reportWrong({ value, pointer }: Node, what: string, wanted: string, meant?: string): undefined {
    // An empty key of YAML is null.
    const means = value === null ? "; it says nothing" : (meant ?? "");
    const message = `${what} must be ${wanted}, but is ${describe(value)}${means}.`;
    this[means ? "warning" : "error"]("model/invalid", pointer, message);
  }

  text(node: ObjectNode, key: string): string | undefined {
    const found = this.get(node, key);
    if (!found || found.value === null) return undefined;
    if (typeof found.value === "string") return found.value;
    const digits = typeof found.value === "number" ? String(found.value) : undefined;
    this.#reportWrong(found, `\`${key}\``, "text", digits && "; it is taken for that text");
    return digits;
  }

  /** Text that is there to be read: what is longer than any page is cut. */
  prose(node: ObjectNode, key: string): string | undefined {
    const text = this.text(node, key);
    return text === undefined || text.length <= longestProse ? text : `${text.slice(0, longestProse)}…`;
  }

  /** The elements of a list under a key; none when it is absent. Reports anything that is no list. */
  list(node: ObjectNode, key: string): readonly Node[] {
    const found = this.get(node, key);
    return found ? this.items(found, `\`${key}\``) : [];
  }

  items(node: Node, what: string): readonly Node[] {
    if (Array.isArray(node.value))
      return (node.value as readonly Json[]).map((value, index) => ({ value, pointer: child(node.pointer, index) }));
    this.#reportWrong(node, what, "a list");
    return [];
  }

  /** The properties of an object, without `x-` extensions. */
  entries(node: ObjectNode): [string, Node][] {
    const entries: [string, Node][] = [];
    for (const key of Object.keys(node.value)) {
      const value = node.value[key];
      if (value !== undefined && !key.startsWith("x-"))
        entries.push([key, { value, pointer: child(node.pointer, key) }]);
    }
    return entries;
  }

  /** Follows `$ref`s to the object they name; undefined, and reported, when they lead nowhere or in a circle. */
  resolve(node: ObjectNode): ObjectNode | undefined {
    const visited = new Set<Pointer>();
    let current: ObjectNode = node;
    for (;;) {
      const reference = current.value["$ref"];
      if (typeof reference !== "string" || !Object.hasOwn(current.value, "$ref")) return current;
      if (visited.has(current.pointer)) {
        this.error(
          "model/reference-cycle",
          node.pointer,
          `\`$ref: ${this.#asWritten(reference)}\` leads only back to itself.`,
        );
        return undefined;
      }
      visited.add(current.pointer);
      const target = this.follow(reference, child(current.pointer, "$ref"));
      if (!target) return undefined;
      current = besides(target, current);
    }
  }

  /** The object that a reference names, in the document or in a file that it refers to. `at`: where it stands. */
  follow(reference: string, at: Pointer): ObjectNode | undefined {
    const pointer = this.#library.find(reference, at);
    if (typeof pointer === "object") {
      this.#reportAstray(reference, at, pointer);
      return undefined;
    }
    const value = this.at(pointer);
    if (isObject(value)) return { value, pointer };
    // A schema may be a boolean; as an object, it says the same.
    if (typeof value === "boolean") return { value: value ? {} : { not: {} }, pointer };
    this.error(
      "model/reference",
      at,
      `\`$ref: ${this.#asWritten(reference)}\` leads to ${describe(value)}, not to an object.`,
    );
    return undefined;
  }

  /** Where a reference leads; undefined when nowhere, which is not reported. */
  find(reference: string, at: Pointer): Pointer | undefined {
    const found = this.#library.find(reference, at);
    return typeof found === "string" ? found : undefined;
  }

  /** Every place that a `$dynamicRef` may stand for. */
  findDynamic(reference: string, at: Pointer): readonly Pointer[] {
    return this.#library.findDynamic(reference, at);
  }

  /** Whether references mean different things at different places of a file, since an `$id` stands around some. */
  hasIds(root: Pointer): boolean {
    return this.#library.hasIds(root);
  }

  /** Every object that a `$dynamicRef` may stand for; none, and reported, when it leads nowhere. */
  followDynamic(reference: string, at: Pointer): ObjectNode[] {
    const places = this.findDynamic(reference, at);
    if (places.length === 0 && this.follow(reference, at))
      this.warning(
        "model/unsupported",
        at,
        `\`$dynamicRef: ${reference}\` may lead to too many places; it is unknown.`,
      );
    return places.flatMap((pointer) => {
      const value = this.at(pointer);
      return isObject(value) ? [{ value, pointer }] : [];
    });
  }

  at(pointer: Pointer): Json | undefined {
    return this.#library.at(pointer);
  }

  #reportAstray(reference: string, at: Pointer, { why, message, help, problems, wanted }: Astray): void {
    const details = help === undefined ? {} : { help };
    const shown = `\`$ref: ${this.#asWritten(reference)}\` leads`;
    if (problems && !this.#broken.has(problems)) {
      this.#broken.add(problems);
      for (const problem of problems) this.#diagnostics.report(problem);
    }
    if (why === "network") {
      const file = /([^/?#]+)(?:[?#].*)?$/s.exec(reference.replace(/^[^:]*:\/\/[^/]*/, ""))?.[1] ?? "its file";
      this.error("model/remote-reference", at, `${shown} to the network, which is not read.`, {
        help: `Download ${file} to the folder of the document, and refer to it as \`./${file}\` with an overlay action.`,
      });
    } else if (why === "nowhere") {
      const near = this.#nearest(wanted ?? "");
      const local = reference.slice(0, reference.indexOf("#"));
      const meant = near === undefined ? {} : { help: `Did you mean \`${this.#asWritten(`${local}#${near}`)}\`?` };
      this.error("model/reference", at, `${shown} nowhere.`, meant);
    } else {
      const name = child("/components/schemas", reference);
      const meant = this.at(name) === undefined ? details : { help: `Did you mean \`#${name}\`?` };
      const code = why === "outside" ? "model/outside-reference" : "model/reference";
      this.error(code, at, `${shown} to ${message}.`, meant);
    }
  }

  #asWritten(reference: string): string {
    const origin = reference.startsWith("#/") ? this.document.origin?.(reference.slice(1)) : undefined;
    return origin === undefined ? reference : `#${origin}`;
  }

  /** The pointer within its file that is most like one that leads nowhere, and leads somewhere. */
  #nearest(wanted: Pointer): Pointer | undefined {
    const above = wanted.slice(0, Math.max(wanted.lastIndexOf("/"), 0));
    const siblings = this.at(above);
    if (!isObject(siblings) || this.#isFull("model/reference", mostGuesses)) return undefined;
    const [near] = nearest(splitPointer(splitFile(wanted)[1]).at(-1) ?? "", Object.keys(siblings), 1);
    return near === undefined ? undefined : child(splitFile(above)[1], near);
  }
}

function shorten(message: string): string {
  return message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;
}

/** What a reference says itself (3.1) comes before what it leads to says. */
function besides(target: ObjectNode, { value: { summary, description } }: ObjectNode): ObjectNode {
  if (typeof summary !== "string" && typeof description !== "string") return target;
  const said = {
    ...(typeof summary === "string" && { summary }),
    ...(typeof description === "string" && { description }),
  };
  return { value: { ...target.value, ...said }, pointer: target.pointer };
}

export function describe(value: Json | undefined): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  switch (typeof value) {
    case "object":
      return "an object";
    case "string":
      return `the text ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`;
    case "undefined":
      return "absent";
    default:
      return String(value);
  }
}
