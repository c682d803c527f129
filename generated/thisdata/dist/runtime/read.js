/** Ways to read the body of a success that is no JSON; an operation's descriptor refers to the one it needs. */
/** The body as text. */
export function text(response) {
	return response.text();
}
/** The body as a `Blob`: its bytes and its media type. */
export function blob(response) {
	return response.blob();
}
/** No body is expected; whatever comes is dropped unread. */
export async function nothing(response) {
	await response.body?.cancel();
}
//# sourceMappingURL=read.js.map
