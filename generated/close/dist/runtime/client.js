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
		const { text: safe, query: safeQuery } = this.#redactor;
		// A caller's base URL holds for every operation, also for those that the vendor serves elsewhere.
		const base = this.#options.baseUrl === undefined && operation.baseUrl || this.#baseUrl;
		const own = limits(options, this.#options);
		const call = {
			...own,
			operation,
			options,
			attempt: 0,
			safe,
			safeQuery,
			url: base + operation.path
		};
		const run = (signal) => layered(this.#options.callMiddleware, ({ params: given }) => this.#send(call, base, given, given === params ? walked : {
			...walked,
			isNew: true
		}, signal))({
			operation: id,
			method,
			params,
			signal
		});
		const { totalTimeoutMs } = own;
		const answer = totalTimeoutMs === Infinity ? run(options.signal) : within(totalTimeoutMs, options.signal, late(call, "totalTimeoutMs"), run);
		return await answer;
	}
	async #send(call, base, given, walked, signal) {
		const { operation, options, safe, timeoutMs, maxRetries, maxRetryDelayMs } = call;
		const { id, method, docs } = operation;
		const refuse = (parameter, message) => {
			const story = `${message.startsWith(id) ? "" : `${id}: `}${message}.${docs ? ` See ${docs}` : ""}`;
			throw new InvalidRequestError(safe(story), {
				operation: id,
				parameter: safe(parameter)
			});
		};
		const { params, headers: keyHeader } = withKey(operation, given, options.idempotencyKey, walked);
		if (!walked || walked.isNew) validate(operation, params, refuse);
		const request = draft(operation, params, walked?.query, refuse);
		request.headers.push(...keyHeader);
		const once = request.content?.once;
		call.repeats = !once && (options.idempotent ?? (options.idempotencyKey !== undefined || operation.idempotent || /^(GET|HEAD|OPTIONS|QUERY|PUT|DELETE)$/.test(method)));
		const hooks = [this.#options.hooks ?? []].flat();
		const key = {};
		for (let failures = 1;;) {
			const attempt = ++call.attempt;
			call.url = base + request.path + (request.query && `?${request.query}`);
			call.renew = undefined;
			let added;
			let told;
			if (hooks.length > 0) {
				const isOpen = ([name, value]) => !isSecret(name) && safe(value) === value;
				added = new Headers([...this.#headers(call, request, refuse)].filter(isOpen));
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
				const answer = await within(timeoutMs, signal, late(call, "timeoutMs"), (stop) => this.#attempt(call, request, added, refuse, stop));
				told?.succeeded(answer);
				return answer;
			} catch (error) {
				told?.failed(error);
				if (signal?.aborted) throw error;
				const { renew } = call;
				if (error instanceof ApiError && error.status === 401 && renew?.length && failures === attempt && !once) {
					for (const forget of renew) forget();
					told?.retried(0, error);
					continue;
				}
				const delay = retryDelayMs(error, failures, maxRetryDelayMs);
				if (!call.repeats && renew || failures > maxRetries || delay === undefined) throw error;
				failures++;
				told?.retried(delay, error);
				await sleep(delay, signal);
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
		call.advise = signature?.advise;
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
				if (isSecret(name)) this.#redactor.add(value.replace(/^\w+ /, ""));
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
const isSecret = (name) => /auth|cookie|key|secret|token/i.test(name) && !/idempotency/i.test(name);
/** Sends a key for all attempts of a call: where the operation documents one, else as the header that most servers know. */
function withKey({ parameters }, params, option, walked) {
	if (option === undefined) return {
		params,
		headers: []
	};
	if (option === "") throw new SdkError("`idempotencyKey` is empty.");
	// Each page of a list is another request.
	const value = option === true || walked ? crypto.randomUUID() : option;
	const own = Object.entries(parameters).find(([key, { in: place, name = key }]) => place === "header" && /idempotency/i.test(name));
	return own ? {
		params: {
			[own[0]]: value,
			...params
		},
		headers: []
	} : {
		params,
		headers: [["idempotency-key", value]]
	};
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
		totalTimeoutMs: read("totalTimeoutMs", Infinity),
		maxRetries: read("maxRetries", 2),
		maxRetryDelayMs: Math.min(read("maxRetryDelayMs", 6e4), longest)
	};
}
//# sourceMappingURL=client.js.map
