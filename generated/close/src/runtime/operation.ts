/** What generated code says about an operation; the rest of the runtime acts on it. Types only. */
import type { Redactor } from "./redact.js";
import type { Security, Signature } from "./signature.js";
import type { RequestBody, Style } from "./content.js";
import type { Limits, ServerAddress, WithResponse } from "./types.js";

/** One HTTP operation: plain data and references to the functions it needs, so that a bundle holds only those. */
export interface Operation<Params extends object, Result, Full = WithResponse<Result>> {
  /** `resource.method`, as in the vendor's document or its overlay. */
  readonly id: string;
  readonly method: string;
  /** The path template, beginning with a slash; `{name}` marks a path parameter by its wire name. */
  readonly path: string;
  /** Where it is sent unless the client was given a base URL. */
  readonly baseUrl?: string;
  /** The same where it has variables: with those of the caller, or the vendor's. */
  readonly server?: (address: ServerAddress | undefined) => string | undefined;
  /** The vendor's page about it; shown in errors. */
  readonly docs?: string;
  /** Every parameter by its key in the params object. A key that is not listed here is refused. */
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** The request body is the `body` of the params object. */
  readonly body?: RequestBody;
  /** The media types asked for. JSON unless said. */
  readonly accept?: string;
  /** Reads the body of a success in another way than as JSON (see read.ts). */
  readonly read?: Reader;
  /** The readers of the media types that a success may have beside JSON. */
  readonly types?: Readonly<Record<string, Reader>>;
  /** A success without a body is documented. */
  readonly mayBeEmpty?: true;
  /** Finds credentials among the params, where there may be some: in a body, and under telling names (see redact.ts). */
  readonly secrets?: (params: Readonly<Record<string, unknown>>) => readonly string[];
  /** Rules over several parameters. */
  readonly rules?: readonly Rule[];
  /** Sets of security schemes, any one set of which will do. Overrides the client's; `[]` sends no credentials. */
  readonly security?: Security;
  /** Documented error statuses (`400`, `"4XX"`, `"default"`), and what body is documented for them. */
  readonly errors?: Readonly<Record<string, "json" | "text" | "json or text" | "unknown">>;
  /** Where sending it twice may do something twice: what a key for idempotency does about it (see idempotency.ts). */
  readonly keyed?: Keyed;
  /** The header for idempotency keys, where it is not `Idempotency-Key`. */
  readonly idempotencyHeader?: string;
  /** Sending it twice does no harm although its method is POST or PATCH (a search, say): it may be retried. */
  readonly idempotent?: true;
  /** Never set: carries the types from the declaration to the call. */
  readonly calls?: { readonly params: Params; readonly result: Result; readonly full: Full };
}

/** A list operation, and how to walk it. */
export interface ListOperation<Params extends object, Item, Body, P extends Page<Item, Body>> extends Operation<
  Params,
  Body
> {
  readonly pagination: Pagination<Item, Body, P>;
}

/** What a value must be like. `check` is one of check.ts and reads its bounds from the fields beside it. */
export interface ValueRule {
  /** What it is, where nothing else is asked of it. */
  readonly type?: "string" | "number" | "integer";
  /** Says what is wrong with a value ("must be …"), or nothing. */
  readonly check?: (value: unknown, rule: ValueRule) => string | undefined;
  /** Of numbers: what is said by exclusive bounds and `multipleOf`, and whether it is broken. */
  readonly finer?: (value: number, rule: ValueRule) => { readonly isBroken: boolean; readonly wanted: string };
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  /** In code points. */
  readonly minLength?: number;
  /** In code points. */
  readonly maxLength?: number;
  /** An ECMAScript regular expression, without anchors unless it says so; used with the `u` flag. */
  readonly pattern?: string;
  /** The values of a closed enumeration. */
  readonly values?: readonly unknown[];
  readonly items?: ValueRule;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** One parameter of an operation. */
export interface Parameter extends ValueRule {
  /** `body`: says something about the body (its media type), and is not sent itself. */
  readonly in: "path" | "query" | "header" | "cookie" | "body";
  /** The wire name, where it differs from the key. */
  readonly name?: string;
  readonly required?: true;
  /** Writes a value that is not plain, or in another style than OpenAPI's default for the place. */
  readonly style?: Style;
  /** Encodes the value in another way than the place's default (header: as it is; elsewhere: percent-encoded). */
  readonly encode?: (text: string) => string;
}

/**
 * Reads the body of a success, or says by `undefined` that it is not for it to read. `type` is the media type that came,
 * where it is not the reader's own.
 */
export type Reader = (response: Response, call: Call, type?: string) => Promise<unknown> | undefined;

/** Any operation, for code that does not care about its types. */
export type AnyOperation = Operation<object, unknown, unknown> & { readonly pagination?: { readonly cursor?: string } };

/** A call, as its errors tell it. */
export interface Call extends Limits, Redactor {
  readonly operation: AnyOperation;
  readonly options: CallOptions;
  /** The number of the attempt, from 1 on; 0 before the first. */
  attempt: number;
  /** The URL: **credentials may be in it**. */
  url: string;
  /** How the attempt before this one failed. */
  failed?: Error | undefined;
  /** Sending it again does no harm. */
  repeats?: boolean | undefined;
  /** What was sent to say who sends it; absent as long as nothing was sent. */
  signature?: Signature | undefined;
}

/** What an operation needs whose calls may have a key for idempotency. */
export interface Keyed {
  /** The header with the call's key, if it has one. A page that a walk leads to has a key of its own. */
  readonly header: (call: Call, isPage: boolean) => (readonly [name: string, value: string])[];
  /** What to try after a failure, as it was not sent again. */
  readonly advise: (method: string) => string;
}

/** A rule over several parameters: says what is wrong with this call, or nothing. */
export interface Rule {
  readonly check: (params: Params, rule: Rule) => string | undefined;
  readonly parameters: readonly string[];
  readonly allowed: readonly (readonly string[])[];
}

/** Parameters by key, as the runtime handles them. */
export type Params = Readonly<Record<string, unknown>>;

/** The names and accessors that a walk needs. */
export interface Paging<Item, Body> {
  /** The items field's name, for errors. */
  readonly itemsField: string;
  readonly items: (body: Body) => readonly Item[] | null | undefined;
  /**
   * The request parameter for the page size, and the most it may be. Request parameters are named by their keys; a JSON
   * pointer such as `/page/size` is a property of the request body.
   */
  readonly limit?: string;
  readonly maxLimit?: number;
  readonly resize?: Resize;
  /** cursor: the request parameter, and the fields that lead on and back. next-url: `next` is the field with the URL. */
  readonly cursor?: string;
  readonly next?: (body: Body) => string | number | null | undefined;
  readonly previous?: (body: Body) => string | number | null | undefined;
  /** cursor: where no field of the body leads on, what of a page's last item does. */
  readonly itemCursor?: (item: Item) => string | number | null | undefined;
  /** Parameters that are not sent together with a cursor. */
  readonly dropWithCursor?: readonly string[];
  /** offset: the request parameter, and the position of the first item (0 unless said). */
  readonly offset?: string;
  readonly firstOffset?: number;
  /** offset, page: the field that says how many items there are. */
  readonly total?: (body: Body) => number | null | undefined;
  /** page: the request parameter, and the number of the first page (1 unless said). */
  readonly page?: string;
  readonly firstPage?: number;
  readonly totalPages?: (body: Body) => number | null | undefined;
  readonly hasMore?: (body: Body) => boolean | null | undefined;
}

/** How to read a page out of a response, and how to ask for the one after it. `walk` names the style. */
export interface Pagination<Item, Body, P extends Page<Item, Body>> extends Paging<Item, Body> {
  readonly walk: Walk<Item, Body, P>;
}

/** Changes the page size at a position if there is use for so many items only. */
export type Resize = (
  at: Position,
  wanted: number,
  operation: Pick<AnyOperation, "parameters"> & {
    readonly pagination: Pick<Paging<unknown, never>, "page" | "limit" | "maxLimit">;
  },
  isBeginning: boolean,
) => Position;

/** Reads one answer: what the page shows, and where the walk goes from here. Throws a `PaginationError` when it cannot. */
export type Walk<Item, Body, P extends Page<Item, Body>> = (
  answer: Answer<Body>,
  at: Position,
  paging: Paging<Item, Body>,
  progress: Progress,
) => Step<P>;

/** What to ask for. */
export interface Position {
  readonly params: Params;
  /** The value of the paging parameter, where there is one. */
  readonly place?: unknown;
  /** Replaces every query parameter: the query of a URL that the server gave. */
  readonly query?: string;
  /** Where the position is counted: what the page before this one held, and how often in a row. */
  readonly before?: { readonly items: string; readonly first: string; readonly repeats: number };
}

/** How far a walk has come; part of every `PaginationError`. */
export interface Progress {
  /** Hides credentials in a text. */
  readonly safe?: (text: string) => string;
  readonly operation: string;
  /** The cursor that the last request was made with, or `null` at the beginning. */
  readonly cursor: string | null;
  /** How many pages came before the failure. */
  readonly pages: number;
}

/** A page, and what comes after and before it: `null` at the end, and where the provider has no way back. */
export interface Step<P> {
  readonly page: P;
  readonly next: Position | null;
  readonly previous: Position | null;
}

/** A parsed response. */
export interface Answer<Body> {
  readonly body: Body;
  /** Status and headers; the body has been read, and no credential is in its URL. */
  readonly response: Response;
  /** The URL and the headers as they came, to find the way on: **credentials may be in them**. Else those of `response`. */
  readonly raw?: { readonly url: string; readonly headers: Headers };
}

/** One page of a list: a plain, frozen object. */
export interface Page<Item, Body = unknown> {
  /** The items on this page. May be empty even when more pages follow. */
  readonly data: readonly Item[];
  /** Where the next page starts, or `null` on the last page. Store it to resume later. */
  readonly nextCursor: string | null;
  /** The whole response body. The list of items in it is `data`: frozen, whatever its type says. */
  readonly body: Body;
  /** The response, for its status and headers; the body has been read. */
  readonly response: Response;
}

/** A page of a list that can also be walked backwards. */
export interface TwoWayPage<Item, Body = unknown> extends Page<Item, Body> {
  /** Where the page before this one starts, or `null` on the first page. */
  readonly previousCursor: string | null;
}

/** A page of a list that is addressed by position. */
export interface OffsetPage<Item, Body = unknown> extends Page<Item, Body> {
  /** The position of the first item of the next page, or `null` on the last page. `nextCursor` is the same as text. */
  readonly nextOffset: number | null;
  /** How many items match the query altogether, where the server says it. */
  readonly total: number | null;
}

/** A page of a list that is addressed by number. */
export interface NumberedPage<Item, Body = unknown> extends Page<Item, Body> {
  /** How many items match the query altogether, where the server says it. */
  readonly total: number | null;
  /** How many pages there are, where the server says it. */
  readonly totalPages: number | null;
}

/** Options of one call; each overrides the client's. */
export interface RequestOptions {
  /** Stops the call, a wait before a retry included. The call fails with the signal's own reason. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds to wait for each attempt, the body included. */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds to wait for the whole call: all attempts, and the waits between them. Each page of a list is a call. */
  readonly totalTimeoutMs?: number | undefined;
  /** How often to try again after a failure that may pass. */
  readonly maxRetries?: number | undefined;
  /** The longest wait before a retry, in milliseconds. If the server asks for more, the call fails at once and says so. */
  readonly maxRetryDelayMs?: number | undefined;
  /** Says that sending this call twice does no harm, so that a POST or PATCH is retried as well. */
  readonly idempotent?: boolean | undefined;
  /**
   * Sends an `Idempotency-Key`, the same for all attempts of the call, so that a server that knows such keys does the thing
   * once, and a POST or PATCH is retried as well. `true` is a random UUID. A method that only reads has no use for one.
   */
  readonly idempotencyKey?: true | string | undefined;
  /** Extra headers; they win over all others. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
}

/** Options of one call, with what the runtime adds to them. */
export interface CallOptions extends RequestOptions {
  /** The media types to ask for, in place of the operation's. */
  readonly accept?: string | undefined;
  /** Reads the body of a success instead of the operation's reader. */
  readonly read?: Reader | undefined;
  /** What hides the secrets of the call, where it is one of several that share them. */
  readonly redactor?: Redactor | undefined;
}
