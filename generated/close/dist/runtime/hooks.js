/** What a client tells those who watch it: logs, metrics, traces, rate limiters. No credential is in any event. */
import { ApiError } from "./errors.js";
import { isSecret } from "./redact.js";
import { within } from "./time.js";
/**
* Makes the option `hooks` of a client: who does not watch anything does not carry the code for it. `onRequest` of the first
* is waited for before that of the second is called.
*/
export function watch(...hooks) {
	const keys = new WeakMap();
	// Whoever only listens cannot break a call, nor the process by a promise that nobody waits for.
	const tell = (say, whom = hooks) => {
		for (const one of whom) (async () => say(one))().catch(() => undefined);
	};
	return async (call, all, outer) => {
		const { operation, attempt, url, safe } = call;
		const { id, method } = operation;
		const headers = new Headers([...all].filter(([name, value]) => !isSecret(name) && safe(value) === value));
		const key = keys.get(call) ?? {};
		keys.set(call, key);
		const heard = [];
		let announced;
		const announce = async (signal) => {
			announced = {
				operation: id,
				attempt,
				method,
				url: safe(url),
				headers,
				call: key,
				signal
			};
			for (const one of hooks) {
				// One that was stopped meanwhile is over for those who come later.
				signal.throwIfAborted();
				heard.push(one);
				await one.onRequest?.(announced);
			}
			return announced;
		};
		const request = await within(Infinity, outer, undefined, announce).catch((error) => {
			// A span would never end, and a limiter would count for minutes what was never sent.
			if (announced) tell((one) => one.onResponse?.({
				request: announced,
				durationMs: 0,
				error
			}), heard);
			throw error;
		});
		const started = performance.now();
		return {
			headers,
			ended(answer, error) {
				const durationMs = performance.now() - started;
				const came = answer?.response ?? (error instanceof ApiError ? error : undefined);
				const told = {
					request,
					durationMs,
					...came && {
						status: came.status,
						headers: came.headers
					},
					...answer ? { body: answer.body } : { error }
				};
				tell((one) => one.onResponse?.(told));
			},
			retried: (delayMs, error) => tell((one) => one.onRetry?.({
				request,
				delayMs,
				error
			}))
		};
	};
}
//# sourceMappingURL=hooks.js.map
