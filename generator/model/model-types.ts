/** The part of the model that says what values look like, and what is said about them. */
import type { Json } from "../load/document.js";
import type { Correction } from "../overlay/overlay.js";

export type Literal = string | number | boolean | null;

export type Type =
  | { readonly kind: "unknown" | "never" | "null" | "undefined" | "boolean" | "string" | "number" | "binary" }
  /** Text that is none of the values beside it in a union of variants; TypeScript tells it apart from them. */
  | { readonly kind: "unlisted" }
  /** A closed set of values; `open` adds all others of their kind: the known ones are suggested, tomorrow's are accepted. */
  | { readonly kind: "enum"; readonly values: readonly Literal[]; readonly open: boolean }
  | { readonly kind: "array"; readonly items: Type }
  /** `required`: how many of the first elements are always there. */
  | { readonly kind: "tuple"; readonly items: readonly Type[]; readonly required: number; readonly rest?: Type }
  | { readonly kind: "object"; readonly properties: readonly Property[]; readonly additional?: Type }
  | { readonly kind: "union" | "intersection"; readonly members: readonly Type[] }
  | { readonly kind: "reference"; readonly name: string };

export interface Property {
  /** The wire name. */
  readonly name: string;
  readonly required: boolean;
  /** Whether whoever writes the object may say `undefined` instead of leaving it out. */
  readonly orUndefined?: boolean;
  readonly type: Type;
  readonly doc: Doc;
}

/** What the documentation comment of a symbol says. */
export interface Doc {
  readonly summary?: string;
  readonly description?: string;
  /** Short facts that the type cannot show: "1 to 50", "format uuid". */
  readonly notes: readonly string[];
  readonly defaultValue?: Json;
  readonly examples: readonly Json[];
  readonly deprecated: boolean;
  readonly see: readonly string[];
  /** The corrections that touched this symbol. */
  readonly corrections: readonly Correction[];
}
