/** Sends an operation and returns its parsed body; `undefined` where the answer has none. */
export async function call(client, operation, params, options) {
	const { body } = await client.send(operation, params ?? {}, options);
	return body;
}
//# sourceMappingURL=call.js.map
