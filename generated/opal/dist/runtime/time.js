/** The longest time that timers can measure, in milliseconds: 24 days. */
export const longest = 2 ** 31 - 1;
/**
* Runs `work` until it is done, the time is up (it then fails with `late()`) or the caller aborts (it then fails with the
* caller's reason). The signal that `work` gets tells it to stop, but nothing waits for it to obey.
*/
export function within(ms, signal, late, work) {
	return new Promise((resolve, reject) => {
		signal?.throwIfAborted();
		const controller = new AbortController();
		const clean = () => {
			clearTimeout(timer);
			signal?.removeEventListener("abort", abort);
		};
		const stop = (reason) => {
			// The work may never settle: a fetch of the caller's own need not heed its signal.
			clean();
			reject(reason);
			controller.abort(reason);
		};
		const abort = () => stop(signal.reason);
		const timer = setTimeout(() => stop(late()), Math.min(ms, longest));
		signal?.addEventListener("abort", abort);
		work(controller.signal).then(resolve, reject).finally(clean);
	});
}
/** Waits; ends early with the caller's reason if the caller aborts. */
export function sleep(ms, signal) {
	return new Promise((resolve, reject) => {
		signal?.throwIfAborted();
		const end = () => {
			clearTimeout(timer);
			signal?.removeEventListener("abort", end);
			if (signal?.aborted) reject(signal.reason);
			else resolve();
		};
		const timer = setTimeout(end, Math.min(ms, longest));
		signal?.addEventListener("abort", end);
	});
}
//# sourceMappingURL=time.js.map
