import type { Progress } from "./operation.js";
/**
* The base of every error of this package. Thrown itself when a client cannot be set up or has no usable credentials.
* No error of this package holds a credential: neither its message, stack and cause nor its URL, headers and body.
*/
export declare class SdkError extends Error {
	/**
	* In the walk of a list: the cursor of the page that failed; resume from here. `null`: from the beginning. With `***` in
	* it, it holds a credential: resume from the last page's `nextCursor`.
	*/
	readonly cursor?: string | null;
	/** In the walk of a list: how many pages came before the failure. */
	readonly pages?: number;
	/** An error of another copy of this runtime is one as well: a package may be there twice, and each has its own. */
	static override [Symbol.hasInstance](value: unknown): boolean;
	/** `details` become properties of the error. */
	constructor(message: string, details?: object, cause?: object);
	override get name(): string;
	toJSON(): Record<string, unknown>;
}
/** The server answered, but not with a success, or not with what the operation promises. */
export declare class ApiError extends SdkError {
	/** The operation, such as `events.list`. */
	readonly operation: string;
	readonly method: string;
	/** The URL, with `***` in place of credentials. */
	readonly url: string;
	/** How often the request was sent. */
	readonly attempts: number;
	/** The HTTP status; 0 only for a redirect that a browser hides. */
	readonly status: number;
	readonly headers: Headers;
	/** The parsed JSON, or the text where it is no JSON, or `undefined` where it is empty. */
	readonly body: unknown;
	/** The vendor's document lists this status for the operation, and the body can be what it says: JSON, or anything. */
	readonly documented: boolean;
	override get name(): string;
	/** How long the server asks to wait before the next request, in milliseconds, where it says so. */
	get retryAfterMs(): number | undefined;
	override toJSON(): Record<string, unknown>;
}
/** An `ApiError` that the vendor documents: its status is known, and so is its body. `isApiError` narrows to these. */
export interface DocumentedError<
	Status extends number,
	Body
> extends ApiError {
	readonly status: Status;
	readonly body: Body;
}
/** No answer: the connection could not be made, or it broke. `cause` holds the name, code and message of the reason. */
export declare class ConnectionError extends SdkError {
	/** The operation, such as `events.list`. */
	readonly operation: string;
	readonly method: string;
	/** The URL, with `***` in place of credentials. */
	readonly url: string;
	/** How often the request was sent. */
	readonly attempts: number;
	override get name(): string;
}
/** An attempt took longer than `timeoutMs`, or a whole call longer than `totalTimeoutMs`. */
export declare class TimeoutError extends SdkError {
	/** The operation, such as `events.list`. */
	readonly operation: string;
	readonly method: string;
	/** The URL, with `***` in place of credentials. */
	readonly url: string;
	/** How often the request was sent. */
	readonly attempts: number;
	/** The limit that was exceeded, in milliseconds. */
	readonly timeoutMs: number;
	override get name(): string;
}
/** A list could not be walked on without losing or repeating items. */
export declare class PaginationError extends SdkError {
	/** The operation, such as `events.list`. */
	readonly operation: string;
	readonly cursor: string | null;
	readonly pages: number;
	constructor(message: string, progress: Progress);
	override get name(): string;
}
/** The call was refused before anything was sent. */
export declare class InvalidRequestError extends SdkError {
	/** The operation, such as `events.list`. */
	readonly operation: string;
	/** The parameter that is wrong. */
	readonly parameter: string;
	override get name(): string;
}
/** Whether the vendor's document describes this error of this operation; the generated `isApiError` is built on it. */
export declare function isDocumented(error: unknown, operation: string): error is ApiError;
//# sourceMappingURL=errors.d.ts.map
