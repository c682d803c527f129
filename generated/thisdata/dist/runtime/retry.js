import { ApiError, ConnectionError, TimeoutError } from "./errors.js";
/** Whether another attempt may succeed after an answer with this status. */
export const mayPass = (status) => status === 408 || status === 429 || status >= 500;
/**
* How long to wait before the next attempt, in milliseconds: as long as the server says (with whatever status: GitHub says 403
* to who is too fast), else exponential back-off with full jitter, from half a second up to 8 seconds or `maxDelayMs`.
* `Infinity` for a failure that is not a passing one.
*/
export function retryDelayMs(error, attempt, maxDelayMs) {
	const backOff = Math.random() * Math.min(maxDelayMs, 8e3, 500 * 2 ** (attempt - 1));
	if (error instanceof ConnectionError || error instanceof TimeoutError) return backOff;
	if (!(error instanceof ApiError)) return Infinity;
	return error.retryAfterMs ?? (mayPass(error.status) ? backOff : Infinity);
}
//# sourceMappingURL=retry.js.map
