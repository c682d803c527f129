/**
 * The map of the repo: what a package is made from. Every decision, naming included, is made before a `Model` exists;
 * emitters only print it. Types only: readonly, no methods, no `$ref`, nothing of OpenAPI.
 */
import type { Json, Pointer } from "../load/document.js";
import type { Correction } from "../overlay/overlay.js";

export interface Model {
  /** The provider's name, as its folder is called: `close`. */
  readonly name: string;
  /** `@specmend/close` */
  readonly packageName: string;
  /** The client class: `Close`. */
  readonly className: string;
  /** Where the spec came from, for the header of each file: `specs/close`. */
  readonly source: string;
  readonly title: string;
  readonly description?: string;
  /** The vendor's version of the API, not the package's. */
  readonly apiVersion: string;
  /** The vendor's documentation as a whole. */
  readonly docs?: string;
  /** Absolute; absent when the document names no usable server, so that callers must. */
  readonly baseUrl?: string;
  readonly schemes: readonly SecurityScheme[];
  /** Sets of schemes, any one set of which will do; the operations' default. */
  readonly security: Security;
  readonly resources: readonly Resource[];
  readonly schemas: readonly NamedSchema[];
  /** Every correction, in the order of the overlays. */
  readonly corrections: readonly Correction[];
}

/** Set of alternatives; each names the schemes that must be sent together. `[]` inside means that none is needed. */
export type Security = readonly (readonly string[])[];

export interface SecurityScheme {
  /** Its key under `components.securitySchemes`. */
  readonly name: string;
  readonly kind: "basic" | "bearer" | "apiKey";
  /** apiKey only: where it goes, and by which wire name. */
  readonly in?: "header" | "query" | "cookie";
  readonly parameter?: string;
  /** The client options that hold the credential, by the part they fill: `username`, `password`, `token`, `value`. */
  readonly options: readonly CredentialOption[];
  /** Parts with a fixed value: an empty password. */
  readonly fixed: Readonly<Record<string, string>>;
  readonly origin: Pointer;
}

export interface CredentialOption {
  readonly part: "username" | "password" | "token" | "value";
  /** The constructor's option: `apiKey`. */
  readonly option: string;
  /** The environment variable: `CLOSE_API_KEY`. */
  readonly env: string;
  readonly doc: Doc;
}

/** Operations that belong together: `close.events`. */
export interface Resource {
  /** The property on its parent: `events`. */
  readonly name: string;
  readonly className: string;
  /** Its file under `resources/`, without extension. */
  readonly file: string;
  readonly doc: Doc;
  readonly operations: readonly Operation[];
  readonly resources: readonly Resource[];
}

export interface Operation {
  /** `events.list` */
  readonly id: string;
  /** The method: `list`. */
  readonly name: string;
  /** The function that is importable alone: `eventsList`. */
  readonly functionName: string;
  /** The prefix of its types: `EventsList` → `EventsListParams`. */
  readonly typeName: string;
  readonly method: string;
  readonly path: string;
  readonly doc: Doc;
  readonly docsUrl?: string;
  readonly parameters: readonly Parameter[];
  readonly body?: RequestBody;
  /** What a call returns; absent when no success response has a body. */
  readonly result?: Type;
  readonly errors: readonly ErrorResponse[];
  /** Overrides the model's. */
  readonly security?: Security;
  readonly pagination?: Pagination;
  readonly combinations?: Combinations;
  readonly origin: Pointer;
}

export interface Parameter {
  /** Its key in the params object; the wire name where that is an identifier. */
  readonly key: string;
  readonly wireName: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required: boolean;
  readonly type: Type;
  readonly encoding: ParameterEncoding;
  readonly constraints: Constraints;
  readonly doc: Doc;
  readonly origin: Pointer;
}

export interface ParameterEncoding {
  readonly style: "form" | "simple" | "label" | "matrix" | "spaceDelimited" | "pipeDelimited" | "deepObject" | "json";
  readonly explode: boolean;
  readonly allowReserved: boolean;
}

/** What a value must be that a TypeScript type cannot say; checked before anything is sent. */
export interface Constraints {
  readonly kind?: "array" | "boolean" | "integer" | "number" | "string" | "values";
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Constraints;
  readonly pattern?: string;
  readonly values?: readonly Json[];
}

export interface RequestBody {
  readonly mediaType: string;
  readonly encoding: "form" | "json" | "multipart" | "raw";
  readonly required: boolean;
  readonly type: Type;
  readonly doc: Doc;
}

export interface ErrorResponse {
  /** `400`, `"4XX"` or `"default"`. */
  readonly status: number | string;
  /** Absent when the vendor does not document a body. */
  readonly type?: Type;
  readonly description: string;
}

/** Only these sets of these parameters may be present together. */
export interface Combinations {
  /** Parameter keys. */
  readonly parameters: readonly string[];
  readonly allowed: readonly (readonly string[])[];
  readonly origin: Pointer;
}

export type PaginationStyle = "cursor" | "offset" | "page" | "link" | "next-url";

export interface Pagination {
  readonly style: PaginationStyle;
  readonly items: Field;
  readonly itemType: Type;
  /** Request parameters, by their keys. */
  readonly cursor?: string;
  readonly offset?: string;
  readonly page?: string;
  readonly limit?: string;
  /** The largest page size that the corrected spec allows. */
  readonly maxLimit?: number;
  readonly firstPage?: number;
  /** Response fields. */
  readonly next?: Field;
  readonly previous?: Field;
  readonly total?: Field;
  readonly totalPages?: Field;
  readonly hasMore?: Field;
  readonly dropWithCursor: readonly string[];
}

/** A field of the response body. No steps: the body itself. */
export interface Field {
  readonly steps: readonly { readonly name: string; readonly optional: boolean }[];
  /** As the overlay wrote it, for messages. */
  readonly text: string;
}

export interface NamedSchema {
  readonly name: string;
  /** Its key under `components.schemas`. */
  readonly wireName: string;
  readonly type: Type;
  readonly doc: Doc;
  readonly origin: Pointer;
}

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
