/**
 * The map of the repo: what a package is made from. Every decision, naming included, is made before a `Model` exists;
 * emitters only print it. Types only: readonly, no methods, no `$ref`, nothing of OpenAPI.
 */
import type { Json, JsonObject, Pointer } from "../load/document.js";
import type { Correction } from "../overlay/overlay.js";
import type { ErrorResponse, Parameter, RequestBody, Success } from "./model-messages.js";
import type { Shapes } from "./model-shapes.js";
import type { Doc, Type } from "./model-types.js";

export type * from "./model-messages.js";
export type * from "./model-shapes.js";
export type * from "./model-types.js";

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
  /** What the document names; only what can be used. */
  readonly servers: readonly Server[];
  readonly schemes: readonly SecurityScheme[];
  /** Sets of schemes, any one set of which will do; the operations' default. */
  readonly security: Security;
  /** The API asks for a TLS client certificate, which only a `fetch` of the caller's can bring. */
  readonly clientCertificate: boolean;
  readonly resources: readonly Resource[];
  readonly schemas: readonly NamedSchema[];
  /** What responses look like in the document's own terms. */
  readonly shapes: Shapes;
  readonly webhooks: readonly Webhook[];
  /** Every correction, in the order of the overlays. */
  readonly corrections: readonly Correction[];
  /** Operations that look paged although nothing says so. */
  readonly suggestions: readonly PaginationSuggestion[];
}

/** Where the API is. */
export interface Server {
  /** Absolute, without a slash at its end; `{name}` stands for a variable. */
  readonly url: string;
  /** What the vendor calls it. */
  readonly title?: string;
  readonly variables: readonly ServerVariable[];
}

export interface ServerVariable {
  readonly name: string;
  /** Where in the URL it stands, which decides what it may hold (see the runtime's server.ts). */
  readonly place: "authority" | "host" | "path" | "port" | "root" | "scheme" | "segments" | "url";
  /** Absent: callers must say it. */
  readonly default?: string;
  /** None: any. */
  readonly values: readonly string[];
  readonly description?: string;
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
  /** The same with its variables, where it has any. */
  readonly server?: Server;
  readonly doc: Doc;
  readonly docsUrl?: string;
  readonly parameters: readonly Parameter[];
  readonly body?: RequestBody;
  readonly success: Success;
  readonly errors: readonly ErrorResponse[];
  /** Overrides the model's. */
  readonly security?: Security;
  readonly pagination?: Pagination;
  readonly feed?: Feed;
  readonly filters?: readonly Filter[];
  readonly itemOf?: ItemOf;
  readonly combinations?: Combinations;
  readonly origin: Pointer;
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
  /** The page size that counts where none is asked for, as the corrected spec says. */
  readonly defaultLimit?: number;
  readonly firstPage?: number;
  /** offset: the position of the first item, where it is not 0. */
  readonly firstOffset?: 1;
  /** Response fields. */
  readonly next?: Field;
  /** cursor: `next` is a number. */
  readonly numericCursor?: true;
  /** cursor, in place of `next`: the field of a page's last item that stands for what comes after it. */
  readonly itemCursor?: Field;
  readonly previous?: Field;
  readonly total?: Field;
  readonly totalPages?: Field;
  readonly hasMore?: Field;
  readonly dropWithCursor: readonly string[];
}

/** The list whose items the operation gives one by one. */
export interface ItemOf {
  /** The operation: `events.list`. */
  readonly list: string;
  /** The key of the path parameter, and the field of an item that has its value. */
  readonly parameter: string;
  readonly field: Field;
}

/** A request parameter that leaves out items of a list: what the fake of a package's tests goes by. */
export interface Filter {
  /** The parameter's key. */
  readonly parameter: string;
  /** Of an item. */
  readonly field: Field;
  /** How the field of an item that stays relates to the parameter. */
  readonly is: FilterOperator;
  /** What counts where the parameter is left out, as the corrected spec says. */
  readonly defaultValue?: Json;
}

export type FilterOperator = "=" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not in";

/** How to tell what is new in a list that grows. */
export interface Feed {
  /** The method beside that of the operation: `feed`. */
  readonly name: string;
  readonly functionName: string;
  /** Of an item. */
  readonly id: Field;
  readonly timestamp: Field;
  /** How the list is ordered by the timestamp. */
  readonly order: "ascending" | "descending" | "none";
  /** The key of the parameter that leaves out what is older. */
  readonly since?: string;
  /** How long after its timestamp an item may become visible. */
  readonly overlapMs: number;
  /** The milliseconds of one, where timestamps are numbers. */
  readonly unitMs?: number;
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
  /** The name of the same schema as it is received, where this is how it is sent. */
  readonly received?: string;
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
