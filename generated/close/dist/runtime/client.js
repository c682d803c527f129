import { SdkError } from "./errors.js";
import { hiddenIn, redactor } from "./redact.js";
import { limitsOf, send } from "./send.js";
/** Sends operations. */
export class Client {
	#setup;
	/** @throws SdkError for missing or impossible credentials, and for options that make no sense */
	constructor(options, { name, baseUrl, security }) {
		this.#setup = {
			options: { ...options },
			headers: Object.entries(options.headers ?? {}),
			limits: limitsOf(options, {
				timeoutMs: 3e4,
				totalTimeoutMs: Infinity,
				maxRetries: 2,
				maxRetryDelayMs: 6e4
			}),
			baseUrl: checkBaseUrl(name, options.baseUrl ?? baseUrl),
			redactor: security?.redactor ?? redactor(),
			authenticate: security?.start(name, { ...options })
		};
		for (const [header, value = ""] of this.#setup.headers) hiddenIn(header, value).forEach(this.#setup.redactor.add);
	}
	/** A text with `***` in place of this client's credentials, for logs. */
	redact(text) {
		return this.#setup.redactor.safe(text);
	}
	/** @internal What knows this client's credentials, and learns those of one call or list. */
	scope() {
		return this.#setup.redactor.scope();
	}
	/**
	* Sends one operation.
	*
	* @throws ApiError, ConnectionError, TimeoutError, InvalidRequestError; or the abort signal's reason
	*/
	send(operation, params, options = {}, walked) {
		return send(this.#setup, operation, params, options, walked);
	}
}
function checkBaseUrl(name, given) {
	const baseUrl = (typeof given === "function" ? given() : given) ?? "";
	if (/^https?:\/\/[^/@?#]+(?:\/[^?#]*)?$/i.test(baseUrl) && URL.canParse(baseUrl)) return new URL(baseUrl).href.replace(/\/+$/, "");
	// The value is not shown: there may be a password in it.
	const wanted = "must be an absolute http or https URL without user name, query and fragment";
	throw new SdkError(`${name}: \`baseUrl\` ${wanted}.`);
}
//# sourceMappingURL=client.js.map
