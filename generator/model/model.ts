/**
 * The map of the repo: what a package is made from. Every decision, naming included, is made before a `Model` exists;
 * emitters only print it. Types only: readonly, no methods, no `$ref`, nothing of OpenAPI.
 */
import type { Json, JsonObject, Pointer } from "../load/document.js";
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
  /** The API asks for a TLS client certificate, which only a `fetch` of the caller's can bring. */
  readonly clientCertificate: boolean;
  readonly resources: readonly Resource[];
  readonly schemas: readonly NamedSchema[];
  readonly webhooks: readonly Webhook[];
  /** Every correction, in the order of the overlays. */
  readonly corrections: readonly Correction[];
  /** Operations that look paged although nothing says so. */
  readonly suggestions: readonly PaginationSuggestion[];
}

/** Set of alternatives; each names the schemes that must be sent together. `[]` inside means that none is needed. */
export type Security = readonly (readonly Requirement[])[];

/** A scheme by name; with the scopes that are asked for, where the client can ask. */
export type Requirement = string | readonly [scheme: string, ...scopes: string[]];

export interface SecurityScheme {
  /** Its key under `components.securitySchemes`. */
  readonly name: string;
  /** `authorization`: any HTTP scheme that has no kind of its own. `clientCredentials`: a bearer token, or what it takes to get one. */
  readonly kind: "apiKey" | "authorization" | "basic" | "bearer" | "clientCredentials";
  /** apiKey only: where it goes, and by which wire name. */
  readonly in?: "header" | "query" | "cookie";
  readonly parameter?: string;
  /** authorization only: what the header begins with. */
  readonly scheme?: string;
  /** clientCredentials only: how the client proves who it is, where that is not HTTP Basic. */
  readonly clientAuthentication?: "client_secret_post";
  /** The client options that hold the credential, by the part they fill. */
  readonly options: readonly CredentialOption[];
  /** Parts with a fixed value: an empty password. */
  readonly fixed: Readonly<Record<string, string>>;
  readonly origin: Pointer;
}

export interface CredentialOption {
  readonly part: "clientId" | "clientSecret" | "password" | "token" | "tokenUrl" | "username" | "value";
  /** The constructor's option: `apiKey`. */
  readonly option: string;
  /** The environment variable: `CLOSE_API_KEY`. */
  readonly env: string;
  /** What counts without it. */
  readonly fallback?: string;
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
  /** What the corrected document calls it. */
  readonly operationId?: string;
  /**
   * Why its name is not what the document calls it: another operation has that name, or an object's own members have, or it
   * says in other words what the operation does.
   */
  readonly renamed?: "reserved" | "reworded" | "taken";
  /** The function that is importable alone: `eventsList`. */
  readonly functionName: string;
  /** The prefix of its types: `EventsList` → `EventsListParams`. */
  readonly typeName: string;
  readonly method: string;
  readonly path: string;
  /** Where it is sent instead of to the model's; absolute, unlike which callers may name another. */
  readonly baseUrl?: string;
  readonly doc: Doc;
  readonly docsUrl?: string;
  readonly parameters: readonly Parameter[];
  readonly body?: RequestBody;
  readonly success: Success;
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
  /** `query` and `jsonQuery`: the parameter is the whole query string, as a form or as JSON. */
  readonly style:
    | "form"
    | "simple"
    | "label"
    | "matrix"
    | "spaceDelimited"
    | "pipeDelimited"
    | "deepObject"
    | "cookie"
    | "json"
    | "query"
    | "jsonQuery";
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
  /** At least one; the default first. */
  readonly contents: readonly BodyContent[];
  /** Whether a caller who names no media type means the first. */
  readonly hasDefault: boolean;
  readonly required: boolean;
  readonly doc: Doc;
}

export interface BodyContent {
  readonly mediaType: string;
  readonly writer: "form" | "json" | "multipart" | "raw";
  readonly type: Type;
  /** Properties that are written in another way than usual. */
  readonly encoding: readonly PropertyEncoding[];
}

export interface PropertyEncoding {
  readonly name: string;
  readonly contentType?: string;
  readonly style?: ParameterEncoding;
}

/** The responses that are no errors. */
export interface Success {
  /** The media types asked for, unless the caller asks for another; none when no success has a body. */
  readonly accept: readonly string[];
  readonly responses: readonly SuccessResponse[];
  /** The type of the JSON that comes for `accept`. */
  readonly json?: Type;
}

export interface SuccessResponse {
  /** `200`, `"2XX"` or `"default"`. */
  readonly status: number | string;
  /** None: it has no body. */
  readonly contents: readonly ResponseContent[];
  readonly headers: readonly ResponseHeader[];
}

export interface ResponseContent {
  readonly mediaType: string;
  readonly reader: "blob" | "events" | "json" | "jsonEvents" | "jsonLines" | "jsonSequence" | "text";
  /** Of the body; of one item, or of an event's data, where they come one by one. */
  readonly type: Type;
  /** The kinds of events, where the document tells them apart. */
  readonly events?: readonly StreamEvent[];
}

export interface StreamEvent {
  /** None: any. */
  readonly names: readonly string[];
  /** Absent: text. */
  readonly data?: Type;
}

export interface ResponseHeader {
  readonly name: string;
  readonly required: boolean;
  /** The values that it may have; none: any. */
  readonly values: readonly string[];
  readonly description?: string;
}

export interface ErrorResponse {
  /** `400`, `"4XX"` or `"default"`. */
  readonly status: number | string;
  /** The type of its JSON, where one is documented. */
  readonly json?: Type;
  /** A body that is no JSON is documented. */
  readonly isText: boolean;
  readonly mediaTypes: readonly string[];
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
  /** Request parameters by their keys; a JSON pointer (`/page/after`) is a property of the request body instead. */
  readonly cursor?: string;
  readonly offset?: string;
  readonly page?: string;
  readonly limit?: string;
  /** The largest page size that the corrected spec allows. */
  readonly maxLimit?: number;
  readonly firstPage?: number;
  /** Response fields. */
  readonly next?: Field;
  /** cursor, in place of `next`: the field of a page's last item that stands for what comes after it. */
  readonly itemCursor?: Field;
  readonly previous?: Field;
  readonly total?: Field;
  readonly totalPages?: Field;
  readonly hasMore?: Field;
  readonly dropWithCursor: readonly string[];
}

/** An `x-pagination` that an operation may want. Nothing is made of it before somebody declares it. */
export interface PaginationSuggestion {
  /** The operation: `things.list`. */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly origin: Pointer;
  /** The value of `x-pagination`. */
  readonly declaration: JsonObject;
  /** Why it is believed, and what is uncertain about it. */
  readonly because: readonly string[];
  readonly uncertain: readonly string[];
}

/** A field of the response body, or of an item. No steps: the whole of it. */
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

/** What the vendor sends: a webhook, or the callback of an operation. */
export interface Webhook {
  /** The name of the type of what is sent: `OrderCreatedWebhook`. */
  readonly name: string;
  /** Its key under `webhooks`, or the callback's and the operation's: `order.created`. */
  readonly wireName: string;
  readonly kind: "callback" | "webhook";
  readonly method: string;
  /** Absent when nothing is sent but the request. */
  readonly type?: Type;
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
