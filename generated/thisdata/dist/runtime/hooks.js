/** What a client tells those who watch it: logs, metrics, traces, rate limiters. No credential is in any event. */
import { ApiError } from "./errors.js";
import { within } from "./time.js";
/** Announces an attempt, and returns what tells the rest of it. */
export async function watch(hooks, event, signal) {
	const request = await within(Infinity, signal, undefined, async (stop) => {
		const announced = {
			...event,
			signal: stop
		};
		for (const one of hooks) await one.onRequest?.(announced);
		return announced;
	});
	const started = performance.now();
	// Whoever only listens cannot break a call, nor the process by a promise that nobody waits for.
	const tell = (say) => {
		for (const one of hooks) (async () => say(one))().catch(() => undefined);
	};
	const ended = (outcome) => {
		const told = {
			request,
			durationMs: performance.now() - started,
			...outcome
		};
		tell((one) => one.onResponse?.(told));
	};
	return {
		succeeded({ body, response: { status, headers } }) {
			ended({
				status,
				headers,
				body
			});
		},
		failed(error) {
			ended(error instanceof ApiError ? {
				status: error.status,
				headers: error.headers,
				error
			} : { error });
		},
		retried(delayMs, error) {
			tell((one) => one.onRetry?.({
				request,
				delayMs,
				error
			}));
		}
	};
}
//# sourceMappingURL=hooks.js.map
