/** The fake of a provider, as tests see it and as generated code describes it. Types only. */
import type { AnswerShape } from "./fake-answer.js";
import type { FakeScheme } from "./fake-credentials.js";
import type { Disconnection, FailureAnswer, FaultTiming } from "./fake-faults.js";
import type { FakeFilter, FakeOrder } from "./fake-filters.js";
import type { FakePages } from "./fake-pages.js";
import type { Security } from "./signature.js";

/** One request, as a test looks at it. No credential is in it. */
export interface FakeRequest<P = Readonly<Record<string, unknown>>> {
  /** `events.list`; `null` where a client asks for an OAuth token, and for what is no operation of the API. */
  readonly operation: string | null;
  readonly method: string;
  readonly url: string;
  /** What the operation was called with, by the same keys, `body` included. */
  readonly params: P;
  /** By lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON and forms as values, `FormData`, text, else a `Blob`; `undefined` where there is none. */
  readonly body: unknown;
  /** The status of the answer; `null` as long as there is none, and for a connection that broke before it. */
  readonly status: number | null;
}

/** What a list operation has: every item that there is, or a function that says so for each request. */
export type FakeItems<Item, P> = readonly Item[] | FakeAnswer<readonly Item[], P>;

/** What an operation gives, or a function that says so for each request. */
export type FakeResult<Result, P> = Result | FakeAnswer<Result, P>;

/** Answers one request; a `Response` is sent as it is. */
export type FakeAnswer<Result, P> = (
  request: FakeRequest<P>,
) => Result | Response | Promise<Result> | Promise<Response> | Promise<Result | Response>;

/** How a fake differs from what the provider documents. */
export interface FakeOptions {
  /**
   * No page has more items than this, whatever is asked for and whatever the documented default is: real servers do so, and
   * an import has to survive it. The documented default and maximum unless said.
   */
  readonly pageSize?: number | undefined;
}

/** A provider in memory. */
export interface Fake<Id extends string = string> {
  /** For the client: `new Client({ …, fetch: fake.fetch })`. */
  readonly fetch: typeof globalThis.fetch;
  /** Every request that came, the first one first; each attempt is one. */
  readonly requests: readonly FakeRequest[];
  /**
   * The next request of an operation is answered with a failure instead.
   *
   * @throws TypeError if there is no such operation, as the two after it do; for a status that is none, and a count that is
   * none
   */
  fail(operation: Id, failure: FailureAnswer): void;
  /** The connection of the next request of an operation breaks. */
  disconnect(operation: Id, disconnection?: Disconnection): void;
  /** The next answer of an operation is late by so many milliseconds; `Infinity`: it never comes. */
  delay(operation: Id, ms: number, timing?: FaultTiming): void;
  /** Every cursor that was given out so far is refused from now on. Items as cursors, and positions, do not expire. */
  expireCursors(): void;
  /** What was asked of `fail`, `disconnect` and `delay` and has not happened, in words: empty at the end of a good test. */
  readonly pending: readonly string[];
}

/** What generated code says about an operation. */
export interface FakeOperation extends AnswerShape {
  /** A list. */
  readonly pages?: FakePages;
  readonly filters?: readonly FakeFilter[];
  readonly order?: FakeOrder;
  /** One item of a list, found by the parameter's value in a field of it. */
  readonly item?: { readonly of: string; readonly parameter: string; readonly field: readonly string[] };
}

/** What generated code says about the provider. */
export interface FakeDefinition {
  /** The function that makes the fake, for messages: `fakeClose`. */
  readonly name: string;
  readonly baseUrl?: string;
  /** By id. */
  readonly operations: Readonly<Record<string, FakeOperation>>;
  readonly security: Security;
  readonly schemes: readonly FakeScheme[];
}
