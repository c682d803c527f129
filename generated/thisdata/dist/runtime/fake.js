/** A provider in memory, as a `fetch`: what the tests of a package's users run against instead of a network. */
import { failureAnswer, jsonAnswer } from "./fake-answer.js";
import { withoutCredentials } from "./fake-credentials.js";
import { brokenConnection, cutOff, Script } from "./fake-faults.js";
import { paramsOf, readBody, receive, Refusal } from "./fake-request.js";
import { Router } from "./fake-router.js";
import { refusal, serve } from "./fake-serve.js";
import { sleep } from "./time.js";
/** Makes the fake of a provider. `data` is read at each request: what a test adds meanwhile is there. */
export function createFake(definition, data, { pageSize = Infinity } = {}) {
	const { name, operations, schemes } = definition;
	if (!(pageSize === Infinity || Number.isSafeInteger(pageSize) && pageSize > 0)) throw new TypeError(`${name}: \`pageSize\` must be a whole number of at least 1, but is ${pageSize}.`);
	const router = new Router(Object.values(operations), definition.baseUrl);
	const check = (id) => {
		if (!Object.hasOwn(operations, id)) throw new TypeError(`${name}: there is no operation ${JSON.stringify(id)}.`);
	};
	for (const id of Object.keys(data)) check(id);
	const hasTokens = schemes.some(({ kind }) => kind === "clientCredentials");
	const script = new Script();
	const requests = [];
	let generation = 0;
	const run = async (entry, received) => {
		const { signal } = received;
		signal?.throwIfAborted();
		const route = router.find(received);
		const one = route?.one;
		const fault = (one && script.next(one.operation.id)) ?? { what: "" };
		entry.operation = one?.operation.id ?? null;
		entry.body = await readBody(received);
		const isToken = hasTokens && isTokenRequest(entry) && !(one && Object.hasOwn(data, one.operation.id));
		if (isToken) entry.body = withoutClient(entry.body);
		if (one && route) entry.params = paramsOf(one.operation, received, route.segments, entry.body);
		const delay = fault.delayMs ?? fault.answer?.delayMs ?? 0;
		if (delay > 0) await sleep(delay, signal);
		if (fault.disconnect === "start") throw brokenConnection();
		if (fault.answer) return failureAnswer(fault.answer.status, fault.answer.body, fault.answer.headers);
		if (isToken) return jsonAnswer(200, {
			access_token: "fake",
			token_type: "Bearer",
			expires_in: 3600
		});
		if (!one) return refusal(new Refusal(404, `${name} knows no operation for ${entry.method} ${entry.url}`));
		const response = await serve({
			definition,
			data,
			pageSize,
			generation
		}, one, entry, received);
		signal?.throwIfAborted();
		return fault.disconnect === "body" ? cutOff(response) : response;
	};
	return {
		requests,
		fetch: async (input, init) => {
			const received = receive(input, init);
			const { method } = received;
			const entry = {
				operation: null,
				method,
				...withoutCredentials(received, schemes),
				params: {},
				body: undefined,
				status: null
			};
			requests.push(entry);
			const response = await run(entry, received);
			entry.status = response.status;
			return response;
		},
		fail(id, failure) {
			check(id);
			if (!(Number.isSafeInteger(failure.status) && failure.status >= 200 && failure.status <= 599)) throw new TypeError(`${name}: \`status\` must be from 200 to 599, but is ${failure.status}.`);
			script.add(id, {
				what: `an answer with ${failure.status}`,
				answer: failure
			}, failure);
		},
		disconnect(id, disconnection = {}) {
			check(id);
			script.add(id, {
				what: "a broken connection",
				disconnect: disconnection.at ?? "start"
			}, disconnection);
		},
		delay(id, ms, timing = {}) {
			check(id);
			if (!(ms >= 0)) throw new TypeError(`${name}: \`ms\` must be a number of at least 0, but is ${ms}.`);
			script.add(id, {
				what: `an answer that is late by ${ms} ms`,
				delayMs: ms
			}, timing);
		},
		expireCursors() {
			generation++;
		},
		get pending() {
			return script.pending();
		}
	};
}
function isTokenRequest({ method, body }) {
	return method === "POST" && body?.["grant_type"] !== undefined;
}
/** What a client proves itself with is not for the log. */
function withoutClient(body) {
	const { client_id: _, client_secret: __, ...rest } = body;
	return rest;
}
//# sourceMappingURL=fake.js.map
