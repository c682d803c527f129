export function jsonAnswer(status, body, headers = {}) {
	return new Response(JSON.stringify(body), {
		status,
		headers: {
			"content-type": "application/json",
			...headers
		}
	});
}
/** A failure as the test wants it. */
export function failureAnswer(status, body = { error: `failed with ${status}, as the test asked for` }, headers = {}) {
	const isEmpty = [
		101,
		204,
		205,
		304
	].includes(status);
	if (isEmpty) return new Response(null, {
		status,
		headers
	});
	if (typeof body === "string" || body instanceof Blob) return new Response(body, {
		status,
		headers
	});
	return jsonAnswer(status, body, headers);
}
/** A value as the media type that is asked for: a text or a `Blob` where the operation answers with such, else JSON. */
export function valueAnswer(value, accept, shape) {
	const { operation, status = 200, empty, stream } = shape;
	if (value === undefined) return new Response(null, { status: empty ?? 204 });
	const asked = accept.split(",").map((one) => one.replace(/;\s*q=.*/, "").trim());
	const type = asked.find((one) => Object.hasOwn(operation.types ?? {}, one));
	if (stream && Array.isArray(value)) {
		const text = value.map((item) => writers[stream](item)).join("");
		return new Response(text, {
			status,
			headers: { "content-type": type ?? "application/octet-stream" }
		});
	}
	if (value instanceof Blob) {
		const own = value.type || type || "application/octet-stream";
		return new Response(value, {
			status,
			headers: { "content-type": own }
		});
	}
	if (type !== undefined && typeof value === "string") return new Response(value, {
		status,
		headers: { "content-type": type }
	});
	return jsonAnswer(status, value);
}
/** One item of a stream on the wire. */
const writers = {
	jsonLines: (item) => `${JSON.stringify(item)}\n`,
	jsonSequence: (item) => `\x1e${JSON.stringify(item)}\n`,
	events: (item) => eventText(item, String),
	jsonEvents: (item) => eventText(item, (data) => JSON.stringify(data)),
	mixedEvents: (item) => eventText(item, (data) => typeof data === "string" ? data : JSON.stringify(data))
};
function eventText(item, write) {
	const { event, data, id, retry } = item;
	const head = Object.entries({
		event,
		id,
		retry
	}).filter(([, value]) => value !== undefined && value !== "");
	const lines = head.map(([name, value]) => `${name}: ${String(value)}`);
	const body = write(data).split("\n");
	return [...lines, ...body.map((line) => `data: ${line}`)].map((line) => `${line}\n`).join("") + "\n";
}
/** Sets what a path leads to. */
export function put(holder, [name, ...rest], value) {
	if (name === undefined) return value;
	const members = typeof holder === "object" && holder !== null ? holder : {};
	return {
		...members,
		[name]: put(members[name], rest, value)
	};
}
//# sourceMappingURL=fake-answer.js.map
