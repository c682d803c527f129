import { SdkError } from "./errors.js";
import { unread } from "./read.js";
/** An answer as `withResponse()` tells it. */
export function withResponse({ body, response }) {
	return {
		data: body,
		response,
		status: response.status,
		headers: response.headers
	};
}
/** The response that `raw()` asked for, if it asked in time. */
export function rawOf({ body }) {
	if (body instanceof Response) return body;
	throw new SdkError("`raw()` must be called at once: the body has been read.");
}
/** Sends an operation and returns its parsed body; `undefined` where the answer has none. */
export function call(client, operation, params, options) {
	const own = { ...options };
	const answer = client.send(operation, params ?? {}, own);
	const data = answer.then(({ body }) => body);
	// Whoever asks for more than the data hears of its failure there.
	const instead = () => {
		data.catch(() => undefined);
		return answer;
	};
	return Object.assign(data, {
		withResponse: () => instead().then((it) => withResponse(it)),
		raw: () => {
			own.read = unread;
			return instead().then(rawOf);
		}
	});
}
/** Sends an operation whose data depends on the media type that is asked for. */
export function callFor(client, operation, params, options) {
	return call(client, operation, params, options);
}
//# sourceMappingURL=call.js.map
