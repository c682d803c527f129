import type { Progress } from "./operation.js";
import { retryAfterMs } from "./retry-after.js";

/**
 * The base of every error of this package. Thrown itself when a client cannot be set up or has no usable credentials.
 * No error of this package holds a credential: neither its message, stack and cause nor its URL, headers and body.
 */
export class SdkError extends Error {
  /**
   * In the walk of a list: the cursor of the page that failed; resume from here. `null`: from the beginning. With `***` in
   * it, it holds a credential: resume from the last page's `nextCursor`.
   */
  declare readonly cursor?: string | null;
  /** In the walk of a list: how many pages came before the failure. */
  declare readonly pages?: number;

  static {
    Object.defineProperty(this.prototype, Symbol.for("specmend.error"), { value: true });
  }

  /** An error of another copy of this runtime is one as well: a package may be there twice, and each has its own. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    const kind = kindOf(this.prototype as object);
    for (let at = Object(value) as object | null; at; at = Object.getPrototypeOf(at) as object | null)
      if (kindOf(at) === kind) return true;
    return false;
  }

  /** `details` become properties of the error. */
  constructor(message: string, details?: object, cause?: object) {
    super(message, cause && { cause });
    Object.assign(this, details);
  }

  override get name(): string {
    return "SdkError";
  }

  toJSON(): Record<string, unknown> {
    return Object.assign({ name: this.name, message: this.message }, this as object, { cause: this.cause });
  }
}

/** What a class of errors is known by: its prototype, or the name that ours have in every copy. */
const kindOf = (prototype: object): unknown =>
  Symbol.for("specmend.error") in prototype && Object.hasOwn(prototype, "name") ? (prototype as Error).name : prototype;

/** The server answered, but not with a success, or not with what the operation promises. */
export class ApiError extends SdkError {
  /** The operation, such as `events.list`. */
  declare readonly operation: string;
  declare readonly method: string;
  /** The URL, with `***` in place of credentials. */
  declare readonly url: string;
  /** How often the request was sent. */
  declare readonly attempts: number;
  /** The HTTP status; 0 only for a redirect that a browser hides. */
  declare readonly status: number;
  declare readonly headers: Headers;
  /** The parsed JSON, or the text where it is no JSON, or `undefined` where it is empty. */
  declare readonly body: unknown;
  /** The vendor's document lists this status for the operation, and the body can be what it says: JSON, or anything. */
  declare readonly documented: boolean;

  override get name(): string {
    return "ApiError";
  }

  /** How long the server asks to wait before the next request, in milliseconds, where it says so. */
  get retryAfterMs(): number | undefined {
    return retryAfterMs(this.status, this.headers);
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), headers: Object.fromEntries(this.headers) };
  }
}

/** An `ApiError` that the vendor documents: its status is known, and so is its body. `isApiError` narrows to these. */
export interface DocumentedError<Status extends number, Body> extends ApiError {
  readonly status: Status;
  readonly body: Body;
}

/** No answer: the connection could not be made, or it broke. `cause` holds the name, code and message of the reason. */
export class ConnectionError extends SdkError {
  /** The operation, such as `events.list`. */
  declare readonly operation: string;
  declare readonly method: string;
  /** The URL, with `***` in place of credentials. */
  declare readonly url: string;
  /** How often the request was sent. */
  declare readonly attempts: number;

  override get name(): string {
    return "ConnectionError";
  }
}

/** An attempt took longer than `timeoutMs`, or a whole call longer than `totalTimeoutMs`. */
export class TimeoutError extends SdkError {
  /** The operation, such as `events.list`. */
  declare readonly operation: string;
  declare readonly method: string;
  /** The URL, with `***` in place of credentials. */
  declare readonly url: string;
  /** How often the request was sent. */
  declare readonly attempts: number;
  /** The limit that was exceeded, in milliseconds. */
  declare readonly timeoutMs: number;

  override get name(): string {
    return "TimeoutError";
  }
}

/** A list could not be walked on without losing or repeating items. */
export class PaginationError extends SdkError {
  /** The operation, such as `events.list`. */
  declare readonly operation: string;
  declare readonly cursor: string | null;
  declare readonly pages: number;

  constructor(message: string, progress: Progress) {
    const { safe = String, ...rest } = progress;
    super(safe(`${progress.operation}: ${message}`), { ...rest, cursor: rest.cursor && safe(rest.cursor) });
  }

  override get name(): string {
    return "PaginationError";
  }
}

/** The call was refused before anything was sent. */
export class InvalidRequestError extends SdkError {
  /** The operation, such as `events.list`. */
  declare readonly operation: string;
  /** The parameter that is wrong. */
  declare readonly parameter: string;

  override get name(): string {
    return "InvalidRequestError";
  }
}

/** Whether the vendor's document describes this error of this operation; the generated `isApiError` is built on it. */
export function isDocumented(error: unknown, operation: string): error is ApiError {
  return error instanceof ApiError && error.operation === operation && error.documented;
}
