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
	const tell = (say) => {
		for (const one of hooks) (async () => say(one))().catch(() => undefined);
	};
	return async (call, all, outer) => {
		const { operation, attempt, url, safe } = call;
		const { id, method } = operation;
		const headers = new Headers([...all].filter(([name, value]) => !isSecret(name) && safe(value) === value));
		const key = keys.get(call) ?? {};
		keys.set(call, key);
		const request = await within(Infinity, outer, undefined, async (signal) => {
			const announced = {
				operation: id,
				attempt,
				method,
				url: safe(url),
				headers,
				call: key,
				signal
			};
			for (const one of hooks) await one.onRequest?.(announced);
			return announced;
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
