/** What a client tells those who watch it: logs, metrics, traces, rate limiters. No credential is in any event. */
import { ApiError } from "./errors.js";
import type { Answer, Call } from "./operation.js";
import { isSecret } from "./redact.js";
import { within } from "./time.js";

/** Watches calls. Requests for OAuth tokens are not among them. */
export interface Hooks {
  /**
   * Before each attempt, which waits for it; the time it takes does not count for `timeoutMs`, and an abort ends it. What it
   * throws ends the call.
   */
  onRequest?(request: RequestEvent): void | Promise<void>;
  /**
   * After each attempt, be it a success or a failure, and for one that a hook or an abort stopped after `onRequest` was called.
   * What it throws is dropped: the caller gets the call's own outcome.
   */
  onResponse?(response: ResponseEvent): void;
  /** Before the wait for another attempt. What it throws is dropped. */
  onRetry?(retry: RetryEvent): void;
}

/** An attempt that is about to be made. */
export interface RequestEvent {
  /** The operation, such as `events.list`. */
  readonly operation: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  readonly method: string;
  /** The URL without credentials. */
  readonly url: string;
  /** The headers but those with credentials. What a hook sets here is sent, unless the caller's own headers say otherwise. */
  readonly headers: Headers;
  /** Aborted when the caller stops the call. */
  readonly signal: AbortSignal;
  /** The same object for all attempts of a call: the key of a `WeakMap`. */
  readonly call: object;
}

/** How an attempt ended. */
export interface ResponseEvent {
  readonly request: RequestEvent;
  /** Absent where no answer came. */
  readonly status?: number;
  /** The response's headers without credentials. */
  readonly headers?: Headers;
  /** From the end of `onRequest` to the end of the body, or to the failure, in milliseconds. */
  readonly durationMs: number;
  /** The parsed body of a success. It is the caller's: a stream must not be read here. */
  readonly body?: unknown;
  readonly error?: unknown;
}

/** Another attempt that will be made. */
export interface RetryEvent {
  /** The attempt that failed. */
  readonly request: RequestEvent;
  readonly delayMs: number;
  readonly error: unknown;
}

/** What a client does to tell of one attempt. */
export type Watcher = (call: Call, headers: Headers, signal: AbortSignal | undefined) => Promise<Watch>;

/** Tells the rest of an attempt that was announced. */
export interface Watch {
  /** Those without credentials, and what hooks have added. */
  readonly headers: Headers;
  readonly ended: (answer: Answer<unknown> | undefined, error?: unknown) => void;
  readonly retried: (delayMs: number, error: unknown) => void;
}

/**
 * Makes the option `hooks` of a client: who does not watch anything does not carry the code for it. `onRequest` of the first
 * is waited for before that of the second is called.
 */
export function watch(...hooks: readonly Hooks[]): Watcher {
  const keys = new WeakMap<Call, object>();
  // Whoever only listens cannot break a call, nor the process by a promise that nobody waits for.
  const tell = (say: (one: Hooks) => unknown, whom: readonly Hooks[] = hooks): void => {
    for (const one of whom) (async () => say(one))().catch(() => undefined);
  };
  return async (call, all, outer) => {
    const { operation, attempt, url, safe } = call;
    const { id, method } = operation;
    const headers = new Headers([...all].filter(([name, value]) => !isSecret(name) && safe(value) === value));
    const key = keys.get(call) ?? {};
    keys.set(call, key);
    const heard: Hooks[] = [];
    let announced: RequestEvent | undefined;
    const announce = async (signal: AbortSignal): Promise<RequestEvent> => {
      announced = { operation: id, attempt, method, url: safe(url), headers, call: key, signal };
      for (const one of hooks) {
        // One that was stopped meanwhile is over for those who come later.
        signal.throwIfAborted();
        heard.push(one);
        await one.onRequest?.(announced);
      }
      return announced;
    };
    const request = await within(Infinity, outer, undefined, announce).catch((error: unknown) => {
      // A span would never end, and a limiter would count for minutes what was never sent.
      if (announced) tell((one) => one.onResponse?.({ request: announced!, durationMs: 0, error }), heard);
      throw error;
    });
    const started = performance.now();
    return {
      headers,
      ended(answer, error) {
        const durationMs = performance.now() - started;
        const came = answer?.response ?? (error instanceof ApiError ? error : undefined);
        const told: ResponseEvent = {
          request,
          durationMs,
          ...(came && { status: came.status, headers: came.headers }),
          ...(answer ? { body: answer.body } : { error }),
        };
        tell((one) => one.onResponse?.(told));
      },
      retried: (delayMs, error) => tell((one) => one.onRetry?.({ request, delayMs, error })),
    };
  };
}
