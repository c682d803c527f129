import { ApiError, SdkError } from "./errors.js";
import { fetchOnce, late, readAnswer } from "./exchange.js";
import { watch } from "./hooks.js";
import { layered } from "./middleware.js";
import { redactor, secretsIn } from "./redact.js";
import { draft, refuse } from "./request.js";
import { retryDelayMs } from "./retry.js";
import { unsigned } from "./signature.js";
import { longest, sleep, within } from "./time.js";
/** Sends operations: retries, timeouts and middleware are here. */
export class Client {
	#options;
	#limits;
	#baseUrl;
	#redactor;
	#authenticate;
	#hooks;
	#headers;
	/** @throws SdkError for missing or impossible credentials, and for options that make no sense */
	constructor(options, { name, baseUrl, security }) {
		this.#options = { ...options };
		this.#hooks = [options.hooks ?? []].flat();
		this.#headers = Object.entries(options.headers ?? {});
		this.#limits = limits(options, {
			timeoutMs: 3e4,
			totalTimeoutMs: Infinity,
			maxRetries: 2,
			maxRetryDelayMs: 6e4
		});
		this.#baseUrl = checkBaseUrl(name, options.baseUrl ?? baseUrl);
		this.#redactor = security?.redactor ?? redactor();
		this.#authenticate = security?.start(name, { ...options });
	}
	/** A text with `***` in place of this client's credentials, for logs. */
	redact(text) {
		return this.#redactor.safe(text);
	}
	/**
	* Sends one operation, again if need be, and parses the answer. A page that a walk leads to (`walked`) was not written by
	* the caller and is not checked again; its `query`, taken from a URL, replaces the query parameters.
	*
	* @throws ApiError, ConnectionError, TimeoutError, InvalidRequestError; or the abort signal's reason
	*/
	async send(operation, params, options = {}, walked) {
		const { callMiddleware, baseUrl } = this.#options;
		// A caller's base URL holds for every operation, also for those that the vendor serves elsewhere.
		const own = baseUrl === undefined && (operation.server?.(this.#options) ?? operation.baseUrl);
		const base = own || this.#baseUrl;
		const { id, method, path } = operation;
		const { timeoutMs, totalTimeoutMs, maxRetries, maxRetryDelayMs } = limits(options, this.#limits);
		const { add, safe, safeQuery } = this.#redactor;
		secretsIn(params).forEach(add);
		const call = {
			operation,
			options,
			timeoutMs,
			totalTimeoutMs,
			maxRetries,
			maxRetryDelayMs,
			add,
			safe,
			safeQuery,
			attempt: 0,
			url: base + path,
			repeats: false,
			signature: undefined
		};
		const send = (signal) => layered(callMiddleware, (given) => {
			const isChecked = walked !== undefined && given.params === params;
			return this.#send(call, base, draft(call, given.params, isChecked, walked), signal);
		})({
			operation: id,
			method,
			params,
			signal
		});
		const answer = totalTimeoutMs === Infinity ? send(options.signal) : within(totalTimeoutMs, options.signal, late(call, "totalTimeoutMs"), async (stop) => send(stop));
		return answer;
	}
	/** Makes attempts until one succeeds, or must be the last. */
	async #send(call, base, request, signal) {
		const { operation, options, safe, timeoutMs, maxRetries, maxRetryDelayMs } = call;
		const { id, method } = operation;
		const once = request.content?.once;
		const isSafe = operation.idempotent ?? /^(GET|HEAD|OPTIONS|QUERY|PUT|DELETE)$/.test(method);
		call.repeats = !once && (options.idempotent ?? (isSafe || !!options.idempotencyKey));
		const hooks = this.#hooks;
		const key = {};
		for (let failures = 1;;) {
			const attempt = ++call.attempt;
			call.url = base + request.path + (request.query && `?${request.query}`);
			call.signature = undefined;
			let added;
			let told;
			if (hooks.length > 0) {
				const isOpen = ([name, value]) => !isSecret(name) && safe(value) === value;
				added = new Headers([...this.#headersOf(call, request)].filter(isOpen));
				const event = {
					operation: id,
					attempt,
					method,
					url: safe(call.url),
					headers: added,
					call: key
				};
				told = await watch(hooks, event, signal);
			}
			try {
				const answer = await within(timeoutMs, signal, late(call, "timeoutMs"), (stop) => this.#attempt(call, request, added, stop));
				if (told) {
					const { status, headers } = answer.response;
					told.ended({
						status,
						headers,
						body: answer.body
					});
				}
				return answer;
			} catch (error) {
				const { signature } = call;
				told?.ended({
					...error instanceof ApiError && {
						status: error.status,
						headers: error.headers
					},
					error
				});
				const isRenewed = failures === attempt && !once && signature?.renew(error);
				const delay = isRenewed ? 0 : retryDelayMs(error, failures, maxRetryDelayMs);
				const isLast = !isRenewed && (failures > maxRetries || signature && !call.repeats);
				if (isLast || delay === undefined || signal?.aborted) throw error;
				if (!isRenewed) failures++;
				told?.retried(delay, error);
				await sleep(delay, signal);
			}
		}
	}
	async #attempt(call, request, added, signal) {
		const { operation, attempt, timeoutMs, safe } = call;
		const { fetch = globalThis.fetch, middleware } = this.#options;
		const { id, method, security } = operation;
		const asked = {
			operation: id,
			baseUrl: this.#baseUrl,
			fetch,
			timeoutMs,
			safe
		};
		const signature = this.#authenticate ? await this.#authenticate(asked, security) : unsigned;
		call.signature = signature;
		const url = signature.sign(call.url);
		call.url = url;
		const sending = {
			operation: id,
			attempt,
			method,
			url,
			safeUrl: middleware ? safe(url) : url,
			headers: this.#headersOf(call, request, added),
			body: request.content?.body ?? null,
			signal
		};
		const run = layered(middleware, (inner) => fetchOnce(call, inner, fetch));
		return readAnswer(call, await run(sending), signal);
	}
	/** The headers of an attempt. Whoever comes later wins. */
	#headersOf(call, { headers: own, cookies, content }, added) {
		const { operation, options, signature = unsigned } = call;
		const headers = new Headers();
		const all = [
			["accept", options.accept ?? operation.accept ?? "application/json"],
			...this.#headers,
			["content-type", content?.mediaType],
			...own,
			...added ?? [],
			...signature.headers,
			["cookie", [...cookies, ...signature.cookies].join("; ") || undefined],
			...Object.entries(options.headers ?? {})
		];
		for (const [name, value] of all) {
			if (value === undefined) continue;
			if (isSecret(name)) {
				// Of cookies each is one; elsewhere all but the name of a scheme.
				const [parts, rest] = /^cookie$/i.test(name) ? [/;\s*/, /^[^=]*=/] : [/$/, /^\w+ /];
				for (const part of value.split(parts)) call.add(part.replace(rest, ""));
			}
			// A line end at the end of a value would be cut off in silence.
			if (/[^\t -~\x80-\xff]/.test(value) || !/^[\w!#$%&'*+.^`|~-]+$/.test(name)) refuse(call, name, `: header \`${name}\` has a name or a character that HTTP does not allow`);
			headers.set(name, value);
		}
		return headers;
	}
}
/** Whether a header's value is hidden. */
const isSecret = (name) => /auth|cookie|key|pass|secret|session|signature|token/i.test(name);
function checkBaseUrl(name, baseUrl = "") {
	if (/^https?:\/\/[^/@?#]+(?:\/[^?#]*)?$/i.test(baseUrl) && URL.canParse(baseUrl)) return new URL(baseUrl).href.replace(/\/+$/, "");
	// The value is not shown: there may be a password in it.
	const wanted = "must be an absolute http or https URL without user name, query and fragment";
	throw new SdkError(`${name}: \`baseUrl\` ${wanted}.`);
}
/** These limits, else those. */
function limits(own, others) {
	const read = (name) => {
		const value = own[name] ?? others[name];
		if (typeof value === "number" && value >= 0) return value;
		throw new SdkError(`\`${name}\` must be a number of at least 0, but is ${value}.`);
	};
	return {
		timeoutMs: read("timeoutMs"),
		totalTimeoutMs: read("totalTimeoutMs"),
		maxRetries: read("maxRetries"),
		maxRetryDelayMs: Math.min(read("maxRetryDelayMs"), longest)
	};
}
//# sourceMappingURL=client.js.map
