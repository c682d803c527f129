/** Exactly these members of `T`, and none of its others: one allowed combination of parameters. */
export type Exactly<T, K extends keyof T> = { [P in K]: T[P] } & { [P in Exclude<keyof T, K>]?: undefined };

/** The statuses that HTTP has for "the client is wrong": what `4XX` stands for. */
export type ClientErrorStatus =
  | 400
  | 401
  | 402
  | 403
  | 404
  | 405
  | 406
  | 407
  | 408
  | 409
  | 410
  | 411
  | 412
  | 413
  | 414
  | 415
  | 416
  | 417
  | 418
  | 421
  | 422
  | 423
  | 424
  | 425
  | 426
  | 428
  | 429
  | 431
  | 451;

/** The statuses that HTTP has for "the server failed": what `5XX` stands for. */
export type ServerErrorStatus = 500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 511;

/** Any error status: what `default` stands for. */
export type ErrorStatus = ClientErrorStatus | ServerErrorStatus;

/** What a call gives with `withResponse()`. */
export interface WithResponse<Data, Status extends number = number, Named = unknown> {
  readonly data: Data;
  readonly status: Status;
  readonly headers: DocumentedHeaders<Named>;
  /** The response, for whatever else it has; its body has been read. */
  readonly response: Response;
}

/** Headers of which some are documented. */
export interface DocumentedHeaders<Named> extends Headers {
  get<Name extends keyof Named>(name: Name): Named[Name];
  get(name: string): string | null;
}

/** The statuses of success: what `2XX` stands for. */
export type SuccessStatus = 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226;

/** What a body of text or bytes may be given as. A stream is sent once: it is neither repeated nor redirected. */
export type BodyBytes = string | Blob | ArrayBuffer | ArrayBufferView | ReadableStream<Uint8Array>;

/** How patient a call is: its own options, else the client's, else the defaults. */
export interface Limits {
  readonly timeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly maxRetries: number;
  readonly maxRetryDelayMs: number;
}

/** An address that the vendor documents; `{name}` stands for a variable. */
export interface Server {
  readonly url: string;
  /** Every one that the address has. */
  readonly variables?: Readonly<Record<string, Variable>>;
}

export interface Variable {
  readonly place: Place;
  /** Absent: callers must say it. */
  readonly default?: string;
}

/** What may stand in a place of an address: it leads neither to another host nor, by way of dots, out of a path. */
export interface Place {
  readonly fits: Pick<RegExp, "test">;
  /** The same in words. */
  readonly wanted: string;
  /** Absent: it is written as it is. */
  readonly write?: (value: string) => string;
}

/** An address with variables, as a package's `serverOf` makes it; of an operation's own server, where it has one. */
export type ServerAddress = (own?: Server) => string | undefined;
