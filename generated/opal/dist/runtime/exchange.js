import { ApiError, ConnectionError } from "./errors.js";
import { mapDeep } from "./redact.js";
import { retryAfterMs } from "./retry-after.js";
/** The end of a message about something that took more than one attempt. */
export function attempts(count) {
	return count > 1 ? ` (after ${count} attempts)` : "";
}
export const details = ({ operation, attempt, url }) => ({
	operation: operation.id,
	method: operation.method,
	url,
	attempts: attempt
});
/**
* Fetches, and follows up to five redirects of a GET or HEAD within the same origin. Credentials never leave it.
* `sign` puts credentials into the query of a URL.
*/
export async function fetchOnce(call, { method, url, headers, body, signal }, fetch, sign) {
	for (let redirects = 0;; redirects++) {
		let response;
		try {
			// A stream is sent only with `duplex`, which TypeScript does not know.
			const init = {
				method,
				headers,
				body,
				signal,
				redirect: "manual",
				duplex: "half"
			};
			response = await fetch(url, init);
		} catch (error) {
			throw broken(call, signal, error);
		}
		const location = response.headers.get("location") ?? "";
		const isHidden = response.type === "opaqueredirect";
		if (!isHidden && !(location && [
			301,
			302,
			303,
			307,
			308
		].includes(response.status))) return response;
		await response.body?.cancel();
		const target = URL.canParse(location, url) ? new URL(location, url) : undefined;
		let problem = redirects === 5 ? "five came before it" : "";
		if (!/^(GET|HEAD)$/.test(method)) problem = `a ${method} is not sent twice`;
		if (target?.origin !== new URL(url).origin) problem = `${target?.origin ?? "its target"} gets no credentials`;
		if (isHidden) problem = "a browser does not tell where it leads";
		if (problem) throw failure(call, response, ` is a redirect, not followed: ${problem}`);
		target.hash = "";
		url = sign(target.href);
		call.url = call.safe(url);
	}
}
/** Half of the longest text that V8 can hold. */
const longestBody = 2 ** 28;
/** Hiding credentials takes many times the memory of the text. */
export const longestError = 2 ** 20;
/** The body as text. One that does not end is given up before it fills the memory. */
export async function textOf(response, call, longest = longestBody) {
	const reader = response.body?.getReader();
	if (!reader) return response.text();
	const decoder = new TextDecoder();
	let text = "";
	for (;;) {
		const { done, value } = await reader.read();
		text += decoder.decode(value, { stream: !done });
		if (done) return text;
		if (text.length <= longest) continue;
		reader.cancel().catch(() => undefined);
		throw failure(call, response, ` has a body of more than ${longest} characters`);
	}
}
/** Parses what came, or throws the `ApiError` that it is. */
export async function readAnswer(call, response, signal) {
	const { operation, options, safe, safeQuery } = call;
	const { status, ok } = response;
	const answer = (body) => ({
		body,
		response: seal(response, call, null)
	});
	const type = response.headers.get("content-type") ?? "";
	let text;
	try {
		const read = options.read ?? operation.read;
		const own = ok && read?.(response, call);
		if (own) return answer(await own);
		text = (await textOf(response, call, ok ? longestBody : longestError)).replace(/^\uFEFF/, "");
	} catch (error) {
		throw broken(call, signal, error);
	}
	const isJson = type === "" || /^[^;]*[/+]json\s*(;|$)/i.test(type);
	// Some servers, and every stub that says `new Response(text)`, call their JSON plain text.
	const mayBeJson = isJson || type.startsWith("text/plain") && /^\s*[[{]/.test(text);
	// What a success says is the caller's data and stays as it is, but for credentials in URLs. An error may be logged.
	const hide = !ok ? safe : safeQuery(text) === text ? undefined : safeQuery;
	const json = mayBeJson && text ? parse(text, hide) : undefined;
	if (ok && json) return answer(json.value);
	const body = json ? json.value : safe(text.length > longestError ? "" : text) || undefined;
	const shown = json?.text ?? String(body ?? "");
	const excerpt = (length) => shown && `: ${shown.length > length ? `${shown.slice(0, length)}…` : shown}`;
	if (!ok && status !== 304) throw failure(call, response, excerpt(200), body, json !== undefined);
	if (text) {
		throw failure(call, response, ` is ${isJson ? "broken JSON" : `${type}, not JSON`}${excerpt(100)}`, body);
	}
	const mayBeEmpty = operation.mayBeEmpty || operation.method !== "GET" || [
		204,
		205,
		304
	].includes(status);
	if (!mayBeEmpty || operation.pagination) throw failure(call, response, " is empty, not JSON");
	return answer(undefined);
}
/** The JSON of a text, hidden what is to be hidden; nothing if it is none, or nested too deeply for that. */
function parse(text, hide) {
	try {
		const value = JSON.parse(text);
		if (!hide) return {
			value,
			text
		};
		const hidden = mapDeep(value, hide);
		return {
			value: hidden,
			text: JSON.stringify(hidden)
		};
	} catch {
		return undefined;
	}
}
/** The headers without the credentials in them. */
function safeHeaders(headers, safe) {
	return new Headers(Array.from(headers, ([name, value]) => [name, safe(value)]));
}
/** The response with another body, and without credentials in its URL and headers. */
export function seal({ status, statusText, headers }, { safe, url }, body) {
	const init = {
		status,
		statusText: safe(statusText),
		headers: safeHeaders(headers, safe)
	};
	return Object.defineProperty(new Response(body, init), "url", { value: url });
}
export function failure(call, response, problem, body, isParsed = false) {
	const { operation, attempt, url, safe } = call;
	const { status } = response;
	const headers = safeHeaders(response.headers, safe);
	const wait = retryAfterMs(status, headers);
	const story = `${status} from ${operation.method} ${url}${problem}${attempts(attempt)}` + (wait === undefined ? "" : `; the server asks to wait ${wait / 1e3} s`);
	const listed = [
		status,
		`${Math.trunc(status / 100)}XX`,
		"default"
	].map((key) => operation.errors?.[key]).find(Boolean);
	const kind = isParsed ? "json" : typeof body === "string" ? "text" : "nothing";
	const documented = !response.ok && (listed === "unknown" || listed?.includes(kind) === true);
	return new ApiError(story, {
		...details(call),
		status,
		headers,
		body,
		documented
	});
}
/** The caller's reason or the timeout, if that is why; else a `ConnectionError` that holds nothing of the request. */
export function broken(call, signal, error) {
	if (signal?.aborted) return signal.reason;
	if (error instanceof ApiError) return error;
	const { operation, attempt, url, safe } = call;
	let reason = error;
	for (let depth = 0; depth < 9 && reason?.cause instanceof Error; depth++) reason = reason.cause;
	const code = reason?.code === undefined ? undefined : safe(`${reason.code}`);
	const message = safe(`${reason?.message || code || error}`);
	return new ConnectionError(`${operation.method} ${url} failed: ${message}${attempts(attempt)}`, details(call), {
		name: safe(`${reason?.name}`),
		code,
		message
	});
}
//# sourceMappingURL=exchange.js.map
