import { ApiError, ConnectionError, TimeoutError } from "./errors.js";

/** Whether another attempt may succeed after an answer with this status. */
export const mayPass = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/**
 * How long to wait before the next attempt, in milliseconds: as long as the server says, else exponential back-off with
 * full jitter, from half a second up to 8 seconds. `undefined` if there must be none: the failure is not a passing one, or
 * the server asks for more than `maxDelayMs`.
 */
export function retryDelayMs(error: unknown, attempt: number, maxDelayMs: number): number | undefined {
  const backOff = Math.random() * Math.min(maxDelayMs, 8000, 500 * 2 ** (attempt - 1));
  if (error instanceof ConnectionError || error instanceof TimeoutError) return backOff;
  if (!(error instanceof ApiError && mayPass(error.status))) {
    return undefined;
  }
  const delay = error.retryAfterMs ?? backOff;
  return delay > maxDelayMs ? undefined : delay;
}
