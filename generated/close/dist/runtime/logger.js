import { SdkError } from "./errors.js";
const levels = [
	"debug",
	"info",
	"warn",
	"error"
];
/** Names of parameters that say where a list goes on, or who asks. */
const usual = /cursor|token|key|secret|auth|pass|sign|session|code|credential|^(?:after|before|starting_after|ending_before|since_id|max_id|next|previous|state)$|page\[(?:after|before)\]/i;
/**
* Hooks that log a line for each attempt: method, URL, status, time, operation, and whether there will be another. No
* credential, no cursor and nothing of a body is in it, also not of an error's. What the target throws is dropped.
*/
export function logTo(target, { level = "info", fields = false, mask = usual } = {}) {
	const say = (at, line, facts) => {
		if (levels.indexOf(at) < levels.indexOf(level)) return;
		// A log that is closed already, or whose disk is full, ends nothing else.
		(async () => fields ? target[at](facts, line) : target[at](line))().catch(() => undefined);
	};
	const retries = new WeakMap();
	const told = (response) => {
		const { request, status, error } = response;
		const retry = retries.get(request);
		retries.delete(request);
		const { name, code, isStop } = reasonOf(error);
		const reason = isStop ? "stopped by the caller" : [name, code].filter(Boolean).join(" ");
		// What is no success in spite of its status says why.
		const outcome = [status, status === undefined || status < 400 ? reason : ""].filter(Boolean).join(" ");
		const next = retry ? `, again ${retry.delayMs > 0 ? `in ${duration(retry.delayMs)}` : "at once"}` : "";
		const line = `${head(request, mask)} ${outcome} in ${duration(response.durationMs)}${next} (${about(request)})`;
		const isCallers = status !== undefined && status >= 400 && status < 500;
		const at = error === undefined || isStop ? "info" : retry || isCallers ? "warn" : "error";
		const durationMs = Math.round(response.durationMs);
		const facts = {
			...factsOf(request, mask),
			status,
			durationMs,
			error: name,
			code,
			retryInMs: retry?.delayMs
		};
		say(at, line, facts);
	};
	return {
		onRequest(request) {
			say("debug", `${head(request, mask)} … (${about(request)})`, factsOf(request, mask));
		},
		onResponse(response) {
			// The retry of a failure is announced right after it: both are one line.
			if (response.error === undefined) told(response);
			else queueMicrotask(() => told(response));
		},
		onRetry(retry) {
			retries.set(retry.request, retry);
		}
	};
}
function head({ method, url }, mask) {
	return `${method} ${masked(url, mask)}`;
}
function about({ operation, attempt }) {
	return attempt === 1 ? operation : `${operation}, attempt ${attempt}`;
}
function factsOf({ operation, method, url, attempt }, mask) {
	return {
		operation,
		method,
		url: masked(url, mask),
		attempt
	};
}
/** The URL with `***` for the values of some parameters. */
function masked(url, mask) {
	const names = new RegExp(mask.source, mask.flags.replace(/[gy]/g, ""));
	return url.replace(/([?&;])([^=&;#]*)=([^&;#]*)/g, (pair, before, name) => names.test(plain(name)) ? `${before}${name}=***` : pair);
}
function plain(name) {
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}
/** What kind of error it is, and the code of what broke a connection. Its message is left out: it may quote the server. */
function reasonOf(error) {
	if (error === undefined) return {};
	const { name, cause } = Object(error);
	const isOwn = error instanceof SdkError;
	if (!(error instanceof Error) || !isOwn && /^(?:Abort|Timeout)Error$/.test(`${name}`)) return { isStop: true };
	const { code } = Object(isOwn ? cause : {});
	return {
		name: word(name) ?? "Error",
		...word(code) && { code: word(code) }
	};
}
const word = (value) => typeof value === "string" && /^\w{1,40}$/.test(value) ? value : undefined;
/** `87 ms`, `1.2 s` */
function duration(ms) {
	return ms < 1e3 ? `${Math.round(ms)} ms` : `${Math.round(ms / 100) / 10} s`;
}
//# sourceMappingURL=logger.js.map
