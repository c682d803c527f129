/** Reading the corrected document by place: every value keeps its pointer, so that whatever is wrong with it can be shown. */
import type { Diagnostics, DiagnosticCode, DiagnosticDetails } from "../diagnostics.js";
import { child, isObject, splitPointer, type Json, type JsonObject, type Pointer } from "../load/document.js";
import type { CorrectedDocument } from "../overlay/overlay.js";
import { nearest } from "../nearest.js";

/** A value and where it stands in the corrected document. */
export interface Node<Value extends Json = Json> {
  readonly value: Value;
  readonly pointer: Pointer;
}

export type ObjectNode = Node<JsonObject>;

export class Source {
  readonly document: CorrectedDocument;
  readonly #diagnostics: Diagnostics;
  readonly #reported = new Set<string>();

  constructor(document: CorrectedDocument, diagnostics: Diagnostics) {
    this.document = document;
    this.#diagnostics = diagnostics;
  }

  get root(): ObjectNode {
    return { value: this.document.value, pointer: "" };
  }

  error(code: DiagnosticCode, at: Pointer, message: string, details: DiagnosticDetails = {}): void {
    if (this.#isNew(code, at, message))
      this.#diagnostics.error(code, message, { location: this.document.locate(at), ...details });
  }

  /** `at`: undefined where the place must not be shown. */
  warning(code: DiagnosticCode, at: Pointer | undefined, message: string, details: DiagnosticDetails = {}): void {
    if (this.#isNew(code, at ?? "", message))
      this.#diagnostics.warning(code, message, {
        ...(at !== undefined && { location: this.document.locate(at) }),
        ...details,
      });
  }

  /** A place that is read twice (a response, for its success and its errors) is reported once. */
  #isNew(...report: readonly string[]): boolean {
    const key = report.join("\0");
    if (this.#reported.has(key)) return false;
    this.#reported.add(key);
    return true;
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
    this.error("model/invalid", node.pointer, `${what} must be an object, but is ${describe(node.value)}.`);
    return undefined;
  }

  text(node: ObjectNode, key: string): string | undefined {
    const found = this.get(node, key);
    if (!found || found.value === null) return undefined;
    if (typeof found.value === "string") return found.value;
    this.error("model/invalid", found.pointer, `\`${key}\` must be text, but is ${describe(found.value)}.`);
    return undefined;
  }

  /** The elements of a list under a key; none when it is absent. Reports anything that is no list. */
  list(node: ObjectNode, key: string): readonly Node[] {
    const found = this.get(node, key);
    return found ? this.items(found, `\`${key}\``) : [];
  }

  items(node: Node, what: string): readonly Node[] {
    if (Array.isArray(node.value)) {
      return (node.value as readonly Json[]).map((value, index) => ({ value, pointer: child(node.pointer, index) }));
    }
    this.error("model/invalid", node.pointer, `${what} must be a list, but is ${describe(node.value)}.`);
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
        this.error("model/reference-cycle", node.pointer, `\`$ref: ${reference}\` leads only back to itself.`);
        return undefined;
      }
      visited.add(current.pointer);
      const target = this.follow(reference, child(current.pointer, "$ref"));
      if (!target) return undefined;
      current = target;
    }
  }

  /** The object that a local `$ref` names. */
  follow(reference: string, at: Pointer): ObjectNode | undefined {
    if (!reference.startsWith("#")) {
      const isName = this.at(child("/components/schemas", reference)) !== undefined;
      const help = isName ? { help: `Did you mean \`#${child("/components/schemas", reference)}\`?` } : {};
      this.error("model/remote-reference", at, `\`$ref: ${reference}\` leads to another document.`, help);
      return undefined;
    }
    const pointer = pointerOf(reference);
    const value = pointer === undefined ? undefined : this.at(pointer);
    if (pointer === undefined || value === undefined) {
      const parent = (pointer ?? "").slice(0, pointer?.lastIndexOf("/"));
      const siblings = this.at(parent);
      const near = isObject(siblings)
        ? nearest(splitPointer(pointer ?? "").at(-1) ?? "", Object.keys(siblings), 1)[0]
        : undefined;
      const help = near === undefined ? {} : { help: `Did you mean \`#${child(parent, near)}\`?` };
      this.error("model/reference", at, `\`$ref: ${reference}\` leads nowhere.`, help);
      return undefined;
    }
    if (!isObject(value)) {
      this.error("model/reference", at, `\`$ref: ${reference}\` leads to ${describe(value)}, not to an object.`);
      return undefined;
    }
    return { value, pointer };
  }

  at(pointer: Pointer): Json | undefined {
    let value: Json | undefined = this.document.value;
    for (const token of splitPointer(pointer)) {
      if (typeof value !== "object" || value === null || !Object.hasOwn(value, token)) return undefined;
      value = (value as JsonObject)[token];
    }
    return value;
  }
}

/** The pointer of a local reference: percent escapes undone, `#` alone is the root. */
export function pointerOf(reference: string): Pointer | undefined {
  const fragment = reference.slice(1);
  try {
    const pointer = decodeURIComponent(fragment);
    return pointer === "" || pointer.startsWith("/") ? pointer : undefined;
  } catch {
    return undefined;
  }
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
