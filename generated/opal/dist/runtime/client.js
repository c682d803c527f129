import { authenticator } from "./auth.js";
import { ApiError, InvalidRequestError, SdkError, TimeoutError } from "./errors.js";
import { attempts, details, fetchOnce, readAnswer } from "./exchange.js";
import { encode } from "./query.js";
import { redactor } from "./redact.js";
import { checkHeader, draft, validate } from "./request.js";
import { retryDelayMs } from "./retry.js";
import { longest, sleep, within } from "./time.js";
/** Sends operations: credentials, retries and timeouts are here. */
export class Client {
	#options;
	#baseUrl;
	#redactor;
	#authenticate;
	/** The query parameters that carry credentials. */
	#secretNames;
	/** @throws SdkError for missing or impossible credentials, and for options that make no sense */
	constructor(options, definition) {
		limits(options, {});
		this.#options = {
			...options,
			headers: { ...options.headers }
		};
		this.#baseUrl = checkBaseUrl(definition.name, options.baseUrl ?? definition.baseUrl);
		this.#secretNames = Object.values(definition.schemes ?? {}).flatMap((scheme) => scheme.in === "query" && scheme.name ? scheme.name : []);
		this.#redactor = redactor(this.#secretNames);
		this.#authenticate = authenticator({ ...options }, definition, this.#redactor.add);
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
		const safe = this.#redactor.text;
		const refuse = (parameter, message) => {
			const story = `${message.startsWith(id) ? "" : `${id}: `}${message}.${docs ? ` See ${docs}` : ""}`;
			throw new InvalidRequestError(safe(story), {
				operation: id,
				parameter: safe(parameter)
			});
		};
		if (!walked) validate(operation, params, refuse);
		const request = draft(operation, params, walked?.query, refuse);
		const { timeoutMs, maxRetries, maxRetryDelayMs } = limits(options, this.#options);
		const isSafe = options.idempotent ?? operation.idempotent ?? /^(GET|HEAD|OPTIONS|QUERY|PUT|DELETE)$/.test(method);
		const mayRepeat = isSafe && !request.content?.once;
		let renewals = 0;
		for (let attempt = 1;; attempt++) {
			const call = {
				operation,
				options,
				attempt,
				safe,
				safeQuery: this.#redactor.query,
				url: safe(this.#baseOf(operation) + request.path)
			};
			const late = () => new TimeoutError(`No answer from ${method} ${call.url} within ${timeoutMs} ms${attempts(attempt)}`, {
				...details(call),
				timeoutMs
			});
			try {
				return await within(timeoutMs, options.signal, late, (signal) => this.#attempt(call, request, refuse, signal));
			} catch (error) {
				const renewable = call.sent?.flatMap(({ renew }) => renew ?? []) ?? [];
				const isRefused = error instanceof ApiError && error.status === 401;
				if (isRefused && renewals === 0 && renewable.length > 0 && !request.content?.once) {
					renewals++;
					for (const renew of renewable) renew();
					continue;
				}
				const failures = attempt - renewals;
				const delay = retryDelayMs(error, failures, maxRetryDelayMs);
				if (!(mayRepeat || !call.sent) || failures > maxRetries || delay === undefined) throw error;
				await sleep(delay, options.signal);
			}
		}
	}
	/** A caller's base URL holds for every operation, also for those that the vendor serves elsewhere. */
	#baseOf({ baseUrl = this.#baseUrl }) {
		return this.#options.baseUrl === undefined ? baseUrl : this.#baseUrl;
	}
	async #attempt(call, { path, query, headers: ownHeaders, cookies, content }, refuse, signal) {
		const { operation, options, attempt, safe } = call;
		const fetch = this.#options.fetch ?? globalThis.fetch;
		const { timeoutMs } = limits(options, this.#options);
		const asked = {
			operation: operation.id,
			baseUrl: this.#baseUrl,
			fetch,
			timeoutMs,
			safe
		};
		const credentials = await this.#authenticate(asked, operation.security);
		const inPlace = (place) => credentials.flatMap((sent) => sent.in === place ? `${encode(sent.name)}=${encode(sent.value)}` : []);
		const sign = (url) => replacePairs(url, this.#secretNames, inPlace("query"));
		const headers = new Headers({ accept: options.accept ?? operation.accept ?? "application/json" });
		const add = (list) => {
			for (const [name, value] of list) {
				if (value === undefined) continue;
				checkHeader(name, value, refuse);
				if (/auth|cookie|key|secret|token/i.test(name)) this.#redactor.add(value.replace(/^\w+ /, ""));
				headers.set(name, value);
			}
		};
		add(Object.entries(this.#options.headers ?? {}));
		if (content?.mediaType) add([["content-type", content.mediaType]]);
		add(ownHeaders);
		add(credentials.flatMap((sent) => sent.in === "header" ? [[sent.name, sent.value]] : []));
		const cookie = [...cookies, ...inPlace("cookie")].join("; ");
		if (cookie) headers.set("cookie", cookie);
		add(Object.entries(options.headers ?? {}));
		const url = sign(`${this.#baseOf(operation)}${path}?${query.join("&")}`);
		call.url = safe(url);
		const request = {
			operation: operation.id,
			attempt,
			method: operation.method,
			url,
			safeUrl: call.url,
			headers,
			body: content?.body ?? null,
			signal
		};
		call.sent = credentials;
		const layers = [this.#options.middleware ?? []].flat();
		const run = layers.reduceRight((next, layer) => async (outer) => layer(outer, next), (inner) => fetchOnce(call, inner, fetch, sign));
		return readAnswer(call, await run(request), signal);
	}
}
function checkBaseUrl(name, baseUrl) {
	const url = URL.canParse(baseUrl ?? "") ? new URL(baseUrl) : undefined;
	if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
		// The value is not shown: there may be a password in it.
		throw new SdkError(`${name}: \`baseUrl\` must be an absolute http or https URL without user name, query and fragment.`);
	}
	return url.href.replace(/\/+$/, "");
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
/** Sets these query parameters, already encoded; whatever had one of these names before is gone. */
function replacePairs(url, names, pairs) {
	const [address = "", ...rest] = url.split("?");
	const isOld = (pair) => names.some((name) => pair.startsWith(`${name}=`) || pair.startsWith(`${encode(name)}=`));
	const kept = rest.join("?").split("&").filter((pair) => pair && !isOld(pair));
	const all = [...kept, ...pairs].join("&");
	return all ? `${address}?${all}` : address;
}
//# sourceMappingURL=client.js.map
