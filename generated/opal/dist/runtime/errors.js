import { retryAfterMs } from "./retry-after.js";
/**
* The base of every error of this package. Thrown itself when a client cannot be set up or has no usable credentials.
* No error of this package holds a credential: neither its message, stack and cause nor its URL, headers and body.
*/
export class SdkError extends Error {
	static {
		Object.defineProperty(this.prototype, Symbol.for("specmend.error"), { value: true });
	}
	/** An error of another copy of this runtime is one as well: a package may be there twice, and each has its own. */
	static [Symbol.hasInstance](value) {
		const kind = kindOf(this.prototype);
		for (let at = Object(value); at; at = Object.getPrototypeOf(at)) if (kindOf(at) === kind) return true;
		return false;
	}
	/** `details` become properties of the error. */
	constructor(message, details, cause) {
		super(message, cause && { cause });
		Object.assign(this, details);
	}
	get name() {
		return "SdkError";
	}
	toJSON() {
		return Object.assign({
			name: this.name,
			message: this.message
		}, this, { cause: this.cause });
	}
}
/** What a class of errors is known by: its prototype, or the name that ours have in every copy. */
const kindOf = (prototype) => Symbol.for("specmend.error") in prototype && Object.hasOwn(prototype, "name") ? prototype.name : prototype;
/** The server answered, but not with a success, or not with what the operation promises. */
export class ApiError extends SdkError {
	get name() {
		return "ApiError";
	}
	/** How long the server asks to wait before the next request, in milliseconds, where it says so. */
	get retryAfterMs() {
		return retryAfterMs(this.status, this.headers);
	}
	toJSON() {
		return {
			...super.toJSON(),
			headers: Object.fromEntries(this.headers)
		};
	}
}
/** No answer: the connection could not be made, or it broke. `cause` holds the name, code and message of the reason. */
export class ConnectionError extends SdkError {
	get name() {
		return "ConnectionError";
	}
}
/** An attempt took longer than `timeoutMs`, or a whole call longer than `totalTimeoutMs`. */
export class TimeoutError extends SdkError {
	get name() {
		return "TimeoutError";
	}
}
/** A list could not be walked on without losing or repeating items. */
export class PaginationError extends SdkError {
	constructor(message, progress) {
		const { safe = String, ...rest } = progress;
		super(safe(`${progress.operation}: ${message}`), {
			...rest,
			cursor: rest.cursor && safe(rest.cursor)
		});
	}
	get name() {
		return "PaginationError";
	}
}
/** The call was refused before anything was sent. */
export class InvalidRequestError extends SdkError {
	get name() {
		return "InvalidRequestError";
	}
}
/** Whether the vendor's document describes this error of this operation; the generated `isApiError` is built on it. */
export function isDocumented(error, operation) {
	return error instanceof ApiError && error.operation === operation && error.documented;
}
//# sourceMappingURL=errors.js.map
