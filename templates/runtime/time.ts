/** The longest time that timers can measure, in milliseconds: 24 days. */
export const longest: number = 2 ** 31 - 1;

/** What an abort ends, for each signal: one listener for all of it, as Node takes more than ten for a leak. */
const ends = new WeakMap<AbortSignal, readonly [all: Set<() => void>, run: () => void]>();

/** Runs `end` when the signal aborts, until what this returns is called. */
export function onAbort(signal: AbortSignal, end: () => void): () => void {
  let known = ends.get(signal);
  if (!known) {
    const all = new Set<() => void>();
    known = [all, () => all.forEach((one) => one())];
    ends.set(signal, known);
    signal.addEventListener("abort", known[1]);
  }
  const [all, run] = known;
  all.add(end);
  return () => {
    if (!all.delete(end) || all.size > 0) return;
    signal.removeEventListener("abort", run);
    ends.delete(signal);
  };
}

/**
 * Runs `work` until it is done, the time is up (it then fails with `late()`, or just ends where there is none) or the caller
 * aborts (it then fails with the caller's reason). The signal that `work` gets tells it to stop, but nothing waits for it to
 * obey.
 */
export function within<T>(
  ms: number,
  signal: AbortSignal | undefined,
  late: (() => unknown) | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const controller = new AbortController();
    const succeed = (value: T): void => {
      clearTimeout(timer);
      leave?.();
      resolve(value);
    };
    const fail = (error: unknown): void => {
      clearTimeout(timer);
      leave?.();
      reject(error);
    };
    const stop = (reason: unknown): void => {
      // The work may never settle: a fetch of the caller's own need not heed its signal.
      fail(reason);
      controller.abort(reason);
    };
    const leave = signal && onAbort(signal, () => stop(signal.reason));
    const end = (): void => (late ? stop(late()) : succeed(undefined as T));
    const timer = setTimeout(end, Math.min(ms, longest));
    work(controller.signal).then(succeed, fail);
  });
}

/** Waits; ends early with the caller's reason if the caller aborts. */
export function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return within<void>(ms, signal, undefined, () => new Promise(() => {}));
}
