/** Bodies that come item by item: server-sent events, JSON Lines, JSON text sequences. */
import { broken, failure, longestError } from "./exchange.js";
import { held } from "./read.js";
import { mapDeep } from "./redact.js";
/** No item is longer: a line, an event or a record without end is given up before it fills the memory. */
const longestItem = 2 ** 26;
function limit(length, response, call) {
	if (length > longestItem) throw failure(call, response, ` has an item of more than ${longestItem} characters`);
}
/** The text of a body as it comes. Ending the iteration cancels the body. */
async function* texts(response, call) {
	const reader = held(response.body, call)?.getReader();
	const decoder = new TextDecoder();
	try {
		for (let done = !reader; !done;) {
			const chunk = await reader.read();
			done = chunk.done;
			yield decoder.decode(chunk.value ?? new Uint8Array(), { stream: !done });
		}
	} catch (error) {
		throw broken(call, call.options.signal, error);
	} finally {
		reader?.cancel().catch(() => undefined);
	}
}
/** The pieces between these ends. The last one, which has no end, comes only if it is not empty. */
async function* split(response, call, end) {
	let pending = "";
	let wasReturn = false;
	for await (const chunk of texts(response, call)) {
		// CR and LF of one line end may come in two chunks.
		const text = wasReturn && chunk.startsWith("\n") ? chunk.slice(1) : chunk;
		wasReturn = end.test("\r") && (chunk === "" ? wasReturn : chunk.endsWith("\r"));
		const pieces = text.split(end);
		pieces[0] = pending + pieces[0];
		pending = pieces.pop();
		limit(pending.length, response, call);
		for (const piece of pieces) yield [piece, true];
	}
	if (pending !== "") yield [pending, false];
}
function isJson(text) {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}
function parse(text, isEnded, response, call, what) {
	try {
		const value = JSON.parse(text);
		return call.safeQuery(text) === text ? value : mapDeep(value, call.safeQuery);
	} catch {
		const flaw = isEnded ? `has ${what} that is broken JSON` : `ended in the middle of ${what}`;
		const shown = call.safe(text.slice(0, longestError));
		throw failure(call, response, ` ${flaw}: ${shown.length > 100 ? `${shown.slice(0, 100)}…` : shown}`);
	}
}
async function* eventsOf(response, call, read) {
	let [id, name] = ["", ""];
	let retry;
	let data = [];
	let length = 0;
	for await (const [line, isEnded] of split(response, call, /\r\n|\r|\n/)) {
		// The standard drops an event that its empty line has not ended.
		if (!isEnded) return;
		if (line !== "") {
			const [, field = line, value = ""] = /^([^:]*):(?: )?(.*)$/s.exec(line) ?? [];
			if (field === "data") {
				limit(length += line.length, response, call);
				data.push(value);
			} else if (field === "event") name = value;
			else if (field === "id" && !value.includes("\0")) id = value;
			else if (field === "retry" && /^\d+$/.test(value)) retry = Number(value);
			continue;
		}
		const text = data.join("\n");
		const event = name || "message";
		const isEmpty = data.length === 0;
		[name, data, length] = [
			"",
			[],
			0
		];
		if (isEmpty) continue;
		// How the APIs that stream JSON events say that nothing more comes.
		if (read !== call.safeQuery && text === "[DONE]") return;
		yield {
			event,
			data: read(text),
			id,
			...retry !== undefined && { retry }
		};
	}
}
/** `text/event-stream` as an iterable of events whose data is text. */
export const events = (response, call, type = "") => type === "" ? Promise.resolve(eventsOf(response, call, call.safeQuery)) : undefined;
/** `text/event-stream` as an iterable of events whose data is JSON; `[DONE]` ends it. */
export const jsonEvents = (response, call, type = "") => type === "" ? Promise.resolve(eventsOf(response, call, (data) => parse(data, true, response, call, "an event"))) : undefined;
async function* valuesOf(response, call) {
	for await (const [line, isEnded] of split(response, call, /\n/)) {
		if (line.trim() !== "") yield parse(line, isEnded, response, call, "a line");
	}
}
/** JSON Lines as an iterable of values. A last line that is cut off is an error. */
export const jsonLines = (response, call, type = "") => type === "text/html" ? undefined : Promise.resolve(valuesOf(response, call));
async function* recordsOf(response, call) {
	let pending = "";
	let tried = 0;
	const whole = (text) => parse(text, text.endsWith("\n"), response, call, "a record");
	for await (const chunk of texts(response, call)) {
		const pieces = chunk.split("");
		pieces[0] = pending + pieces[0];
		pending = pieces.pop();
		if (pieces.length > 0) tried = 0;
		limit(pending.length, response, call);
		for (const piece of pieces) if (piece.trim() !== "") yield whole(piece);
		// A record is tried at the ends of its lines, but not so often that it takes the square of its length.
		if (!chunk.endsWith("\n") || tried > 9 * pending.length) continue;
		tried += pending.length;
		if (!isJson(pending)) continue;
		yield whole(pending);
		[pending, tried] = ["", 0];
	}
	// A number that no line end follows may be the beginning of a longer one (RFC 7464 section 2.4).
	if (pending.trim() !== "") yield whole(/\w$/.test(pending) ? `${pending}…` : pending);
}
/** `application/json-seq` (RFC 7464) as an iterable of values. */
export const jsonSequence = (response, call, type = "") => type === "" ? Promise.resolve(recordsOf(response, call)) : undefined;
//# sourceMappingURL=events.js.map
