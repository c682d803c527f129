import { ApiError, InvalidRequestError, SdkError } from "./errors.js";
import { fetchOnce, late, readAnswer } from "./exchange.js";
import { redactor } from "./redact.js";
import { checkHeader, draft, validate } from "./request.js";
import { retryDelayMs } from "./retry.js";
import { longest, sleep, within } from "./time.js";
/** Sends operations: retries, timeouts and middleware are here. */
export class Client {
	#options;
	#baseUrl;
	#redactor;
	#authenticate;
	/** @throws SdkError for missing or impossible credentials, and for options that make no sense */
	constructor(options, { name, baseUrl, security }) {
		limits(options, {});
		this.#options = {
			...options,
			headers: { ...options.headers }
		};
		this.#baseUrl = checkBaseUrl(name, options.baseUrl ?? baseUrl);
		this.#redactor = redactor(security?.secretPairs);
		this.#authenticate = security?.start(name, { ...options }, this.#redactor.add);
	}
	/** A text with `***` in place of this client's credentials, for logs. */
	redact(text) {
		return this.#redactor.text(text);
	}
	/**
	* Sends one operation, again if need be, and parses the answer. A page that a walk leads to (`walked`) was not written by
	* the caller and is not checked again; its `query`, taken from a URL, replaces the query parameters.
	*
	* @throws ApiError, ConnectionError, TimeoutError, InvalidRequestError; or the abort signal's reason
	*/
	async send(operation, params, options = {}, walked) {
		const { id, method, docs } = operation;
		const { text: safe, query: safeQuery } = this.#redactor;
		const refuse = (parameter, message) => {
			const story = `${message.startsWith(id) ? "" : `${id}: `}${message}.${docs ? ` See ${docs}` : ""}`;
			throw new InvalidRequestError(safe(story), {
				operation: id,
				parameter: safe(parameter)
			});
		};
		if (!walked) validate(operation, params, refuse);
		const request = draft(operation, params, walked?.query, refuse);
		// A caller's base URL holds for every operation, also for those that the vendor serves elsewhere.
		const own = this.#options.baseUrl === undefined && (operation.server?.(this.#options) ?? operation.baseUrl);
		const base = own || this.#baseUrl;
		const { timeoutMs, maxRetries, maxRetryDelayMs } = limits(options, this.#options);
		const isSafe = options.idempotent ?? operation.idempotent ?? /^(GET|HEAD|OPTIONS|QUERY|PUT|DELETE)$/.test(method);
		const once = request.content?.once;
		for (let attempt = 1, failures = 1;; attempt++) {
			const call = {
				operation,
				options,
				attempt,
				timeoutMs,
				safe,
				safeQuery,
				url: base + request.path
			};
			try {
				return await within(timeoutMs, options.signal, late(call), (signal) => this.#attempt(call, base, request, refuse, signal));
			} catch (error) {
				const isRefused = error instanceof ApiError && error.status === 401;
				if (isRefused && call.renew?.length && failures === attempt && !once) {
					for (const renew of call.renew) renew();
					continue;
				}
				const delay = retryDelayMs(error, failures, maxRetryDelayMs);
				if ((!isSafe || once) && call.renew || failures > maxRetries || delay === undefined) throw error;
				failures++;
				await sleep(delay, options.signal);
			}
		}
	}
	async #attempt(call, base, { path, query, headers: ownHeaders, cookies, content }, refuse, signal) {
		const { operation, options, attempt, timeoutMs, safe } = call;
		const { fetch = globalThis.fetch, headers: clientHeaders, middleware = [] } = this.#options;
		const { id, method, accept = "application/json" } = operation;
		const asked = {
			operation: id,
			baseUrl: this.#baseUrl,
			fetch,
			timeoutMs,
			safe
		};
		const signature = await this.#authenticate?.(asked, operation.security);
		const headers = new Headers({ accept: options.accept ?? accept });
		const add = (list) => {
			for (const [name, value] of list) {
				if (value === undefined) continue;
				checkHeader(name, value, refuse);
				if (/auth|cookie|key|secret|token/i.test(name)) this.#redactor.add(value.replace(/^\w+ /, ""));
				headers.set(name, value);
			}
		};
		add(Object.entries(clientHeaders ?? {}));
		add([["content-type", content?.mediaType]]);
		add(ownHeaders);
		add(signature?.headers ?? []);
		const cookie = [...cookies, ...signature?.cookies ?? []].join("; ");
		if (cookie) headers.set("cookie", cookie);
		add(Object.entries(options.headers ?? {}));
		const sign = signature?.sign ?? String;
		const url = sign(base + path + (query && `?${query}`));
		call.url = url;
		call.renew = signature?.renew ?? [];
		const request = {
			operation: id,
			attempt,
			method,
			url,
			safeUrl: safe(url),
			headers,
			body: content?.body ?? null,
			signal
		};
		const run = [middleware].flat().reduceRight((next, layer) => async (outer) => layer(outer, next), (inner) => fetchOnce(call, inner, fetch, sign));
		return readAnswer(call, await run(request), signal);
	}
}
function checkBaseUrl(name, baseUrl = "") {
	if (URL.canParse(baseUrl) && /^https?:\/\/[^/@?#]+(?:\/[^?#]*)?$/i.test(baseUrl)) {
		return new URL(baseUrl).href.replace(/\/+$/, "");
	}
	// The value is not shown: there may be a password in it.
	const wanted = "must be an absolute http or https URL without user name, query and fragment";
	throw new SdkError(`${name}: \`baseUrl\` ${wanted}.`);
}
/** The limits of a call: its own, else the client's, else the defaults. */
function limits(own, client) {
	const read = (name, fallback) => {
		const value = own[name] ?? client[name] ?? fallback;
		if (typeof value === "number" && value >= 0) return value;
		throw new SdkError(`\`${name}\` must be a number of at least 0, but is ${value}.`);
	};
	return {
		timeoutMs: read("timeoutMs", 3e4),
		maxRetries: read("maxRetries", 2),
		maxRetryDelayMs: Math.min(read("maxRetryDelayMs", 6e4), longest)
	};
}
//# sourceMappingURL=client.js.map
