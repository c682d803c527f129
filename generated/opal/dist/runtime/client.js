import { ApiError, InvalidRequestError, SdkError } from "./errors.js";
import { fetchOnce, late, readAnswer } from "./exchange.js";
import { watch } from "./hooks.js";
import { layered } from "./middleware.js";
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
		const { id, method } = operation;
		const run = layered(this.#options.callMiddleware, (call) => this.#send(operation, call.params, options, walked?.query, call.params === params && walked !== undefined));
		return await run({
			operation: id,
			method,
			params,
			signal: options.signal
		});
	}
	async #send(operation, params, options, query, isChecked) {
		const { id, method, docs } = operation;
		const { text: safe, query: safeQuery } = this.#redactor;
		const refuse = (parameter, message) => {
			const story = `${message.startsWith(id) ? "" : `${id}: `}${message}.${docs ? ` See ${docs}` : ""}`;
			throw new InvalidRequestError(safe(story), {
				operation: id,
				parameter: safe(parameter)
			});
		};
		if (!isChecked) validate(operation, params, refuse);
		const request = draft(operation, params, query, refuse);
		// A caller's base URL holds for every operation, also for those that the vendor serves elsewhere.
		const base = this.#options.baseUrl === undefined && operation.baseUrl || this.#baseUrl;
		const { timeoutMs, maxRetries, maxRetryDelayMs } = limits(options, this.#options);
		const isSafe = options.idempotent ?? operation.idempotent ?? /^(GET|HEAD|OPTIONS|QUERY|PUT|DELETE)$/.test(method);
		const once = request.content?.once;
		const hooks = [this.#options.hooks ?? []].flat();
		const key = {};
		for (let attempt = 1, failures = 1;; attempt++) {
			const url = base + request.path + (request.query && `?${request.query}`);
			const call = {
				operation,
				options,
				attempt,
				timeoutMs,
				safe,
				safeQuery,
				url
			};
			let added;
			let told;
			if (hooks.length > 0) {
				const isOpen = ([name, value]) => !secretName.test(name) && safe(value) === value;
				added = new Headers([...this.#headers(call, request, refuse)].filter(isOpen));
				const event = {
					operation: id,
					attempt,
					method,
					url: safe(url),
					headers: added,
					call: key
				};
				told = await watch(hooks, event, options.signal);
			}
			try {
				const answer = await within(timeoutMs, options.signal, late(call), (signal) => this.#attempt(call, request, added, refuse, signal));
				told?.succeeded(answer);
				return answer;
			} catch (error) {
				told?.failed(error);
				const isRefused = error instanceof ApiError && error.status === 401;
				if (isRefused && call.renew?.length && failures === attempt && !once) {
					for (const renew of call.renew) renew();
					told?.retried(0, error);
					continue;
				}
				const delay = retryDelayMs(error, failures, maxRetryDelayMs);
				if ((!isSafe || once) && call.renew || failures > maxRetries || delay === undefined) throw error;
				failures++;
				told?.retried(delay, error);
				await sleep(delay, options.signal);
			}
		}
	}
	async #attempt(call, draft, added, refuse, signal) {
		const { operation, attempt, timeoutMs, safe } = call;
		const { fetch = globalThis.fetch, middleware } = this.#options;
		const { id, method } = operation;
		const asked = {
			operation: id,
			baseUrl: this.#baseUrl,
			fetch,
			timeoutMs,
			safe
		};
		const signature = await this.#authenticate?.(asked, operation.security);
		const headers = this.#headers(call, draft, refuse, added, signature);
		const sign = signature?.sign ?? String;
		const url = sign(call.url);
		call.url = url;
		call.renew = signature?.renew ?? [];
		const body = draft.content?.body ?? null;
		const request = {
			operation: id,
			attempt,
			method,
			url,
			safeUrl: safe(url),
			headers,
			body,
			signal
		};
		const run = layered(middleware, (inner) => fetchOnce(call, inner, fetch, sign));
		return readAnswer(call, await run(request), signal);
	}
	/** The headers of an attempt. Whoever comes later wins. */
	#headers({ operation, options }, { headers: own, cookies, content }, refuse, added, signature) {
		const headers = new Headers({ accept: options.accept ?? operation.accept ?? "application/json" });
		const put = (list) => {
			for (const [name, value] of list) {
				if (value === undefined) continue;
				checkHeader(name, value, refuse);
				if (secretName.test(name)) this.#redactor.add(value.replace(/^\w+ /, ""));
				headers.set(name, value);
			}
		};
		put(Object.entries(this.#options.headers ?? {}));
		put([["content-type", content?.mediaType]]);
		put(own);
		put(added ?? []);
		put(signature?.headers ?? []);
		const cookie = [...cookies, ...signature?.cookies ?? []].join("; ");
		if (cookie) headers.set("cookie", cookie);
		put(Object.entries(options.headers ?? {}));
		return headers;
	}
}
/** Headers whose values are hidden. */
const secretName = /auth|cookie|key|secret|token/i;
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
