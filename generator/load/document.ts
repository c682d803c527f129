/** A loaded YAML or JSON document: plain values, and a way back to the line that holds each of them. */
import type { Diagnostic, Location } from "../diagnostics.js";

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/**
 * An RFC 6901 JSON pointer; "" is the root. In the model, one that begins with the name of a file and `#` leads into a
 * file that the document refers to: `models.yaml#/Pet`.
 */
export type Pointer = string;

export interface Document {
  /** The path as the user gave it; diagnostics show it so. */
  readonly file: string;
  readonly text: string;
  /** Objects have `Object.prototype`; read them by own keys only (`__proto__` may be one). */
  readonly value: JsonObject;
  /**
   * Where the value at a pointer stands, or the nearest parent that exists. `"key"` marks the property's name instead.
   * The first call parses the text again for its positions; nothing is paid before.
   */
  locate(pointer: Pointer, part?: "key" | "value"): Location;
  /** In a document that was converted: where that which was written at a pointer stands now. */
  moved?(pointer: Pointer): readonly Pointer[];
  /** In a document that was converted: where that was written which stands at a pointer. */
  origin?(pointer: Pointer): Pointer;
}

/** What of a value is looked at: all of it, or of an object some of its fields; that the others are there is known. */
export interface Wanted {
  readonly isWhole: boolean;
  readonly parts: ReadonlyMap<string, Wanted>;
}

/** The files that a document refers to. */
export interface References {
  /** What a relative reference without fragment leads to, as seen from a file (by its name here; "" is the document). */
  open(reference: string, from: string): Opened | Closed;
  /** What was read so far. */
  readonly files: readonly ReadFile[];
}

export interface ReadFile {
  /** As diagnostics show it. */
  readonly file: string;
  /** Absent when it is not text that can be read. */
  readonly text?: string;
}

export interface Opened {
  /** What pointers into it begin with; "" for the document itself. */
  readonly name: string;
  /** Absent for the document itself. */
  readonly document?: Document;
  /** The same as it was written, where it was brought into another form. */
  readonly raw?: Document;
}

/** A file that cannot be used, and why. */
export interface Closed {
  readonly why: "missing" | "outside" | "unreadable";
  readonly message: string;
  readonly help?: string;
  /** What is wrong inside of the file. */
  readonly problems?: readonly Diagnostic[];
}

/** The file that a pointer leads into, "" for the document itself, and the pointer there. */
export function splitFile(pointer: Pointer): readonly [file: string, inside: Pointer] {
  if (pointer === "" || pointer.startsWith("/")) return ["", pointer];
  const hash = pointer.indexOf("#");
  return [pointer.slice(0, hash), pointer.slice(hash + 1)];
}

export function child(pointer: Pointer, key: string | number): Pointer {
  if (typeof key === "number" || !/[~/]/.test(key)) return `${pointer}/${key}`;
  return `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

export function splitPointer(pointer: Pointer): string[] {
  if (pointer === "") return [];
  const tokens = pointer.slice(1).split("/");
  return pointer.includes("~") ? tokens.map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~")) : tokens;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An own property of an object, or undefined: `constructor` and `__proto__` are plain data here. */
export function own(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Sets an own property; a plain assignment to `__proto__` would change the prototype instead. */
export function setOwn<Value>(target: Record<string, Value>, key: string, value: Value): void {
  if (key === "__proto__")
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}

/** Whether it is a Swagger 2.0 document. In YAML, an unquoted 2.0 is a number. */
export function isSwagger({ value }: Document): boolean {
  const version = own(value, "swagger");
  return own(value, "openapi") === undefined && (version === "2.0" || version === 2);
}

/**
 * The deepest nesting that is accepted, aliases expanded. The deepest of the 65 published specs we tried has 31 levels; a recursive
 * walk over 500 is far from the end of the stack.
 */
export const MAX_DEPTH = 500;

/**
 * How many nodes copying may add: what aliases stand for when a document is read, and then what the actions of an overlay
 * put in. So time and memory have bounds: a million nodes take about 0.1 s and 100 MB, while the largest published specs
 * have fewer than a million nodes in all.
 */
export const MAX_COPIED_NODES = 1_000_000;
