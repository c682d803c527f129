import type { Hooks, RequestEvent, ResponseEvent } from "./hooks.js";
import { type RateLimit, readRateLimits } from "./rate-limit.js";
import { retryAfterMs } from "./retry-after.js";
import { longest, within } from "./time.js";

/** Options of {@link rateLimiter}. */
export interface RateLimiterOptions {
  /**
   * The longest wait before an attempt, in milliseconds. One that would have to wait longer is sent at once, since the server
   * has the last word: it answers 429, which then tells the caller how long to wait. Defaults to 60 000.
   */
  readonly maxWaitMs?: number | undefined;
  /** The part of a limit that is spread over the rest of its window, 0 to 1. Defaults to 0.1, the last tenth. */
  readonly spread?: number | undefined;
}

/**
 * Hooks that keep within the rate limits that a server announces in its headers, so that it need not say 429: when few requests
 * remain they are spread over the rest of the window, and when none remains they wait for the next one. Until a first answer
 * tells of limits, five calls are under way at most. All calls of all clients that share these hooks are counted together, for
 * each origin; `timeoutMs` does not count the wait, and an abort ends it.
 */
export function rateLimiter({ maxWaitMs = 60_000, spread = 0.1 }: RateLimiterOptions = {}): Hooks {
  const gates = new Map<string, Gate>();
  const gateOf = ({ url }: RequestEvent): Gate => {
    const origin = url.slice(0, url.indexOf("/", "https://".length));
    const gate = gates.get(origin) ?? new Gate(maxWaitMs, spread);
    gates.set(origin, gate);
    return gate;
  };
  return {
    onRequest: (request) => gateOf(request).enter(request),
    onResponse: (response) => gateOf(response.request).leave(response),
  };
}

/** What is known of a limit; times are those of `performance.now()`. */
interface Window extends Pick<RateLimit, "limit" | "windowMs"> {
  remaining: number;
  endsAt: number;
  /** When it was said. */
  heardAt: number;
}

/** An attempt that waits. */
interface Waiting {
  readonly request: RequestEvent;
  /** When it goes at the latest. */
  readonly until: number;
  readonly go: () => void;
}

/** What ends so close to each other is one window: times are often whole seconds. */
const sameMs = 1500;

/** How many attempts may be under way to an origin that has not answered yet: nobody knows its limits. */
const untilAnswered = 5;

/** An attempt of which no end is heard does not count for ever: whoever calls these hooks may not tell. */
const forgottenAfterMs = 300_000;

/** What attempts at one origin pass, one by one. */
class Gate {
  readonly #maxWaitMs: number;
  readonly #spread: number;
  readonly #windows = new Map<string, Window>();
  /** Attempts that were sent and not answered, and when: what remains by the headers may not count them yet. */
  readonly #flying = new Map<RequestEvent, number>();
  readonly #queue: Waiting[] = [];
  #hasAnswered = false;
  #heldUntil = 0;
  #lastAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(maxWaitMs: number, spread: number) {
    this.#maxWaitMs = maxWaitMs;
    this.#spread = spread;
  }

  enter(request: RequestEvent): void | Promise<void> {
    const now = performance.now();
    if (this.#queue.length === 0 && this.#waitMs(now) <= 0) return this.#send(request, now);
    return this.#wait(request, now + this.#maxWaitMs);
  }

  async #wait(request: RequestEvent, until: number): Promise<void> {
    let waiting: Waiting | undefined;
    try {
      await within<void>(longest, request.signal, undefined, () => {
        return new Promise((go) => {
          waiting = { request, until, go };
          this.#queue.push(waiting);
          this.#pump();
        });
      });
    } catch (error) {
      const at = waiting ? this.#queue.indexOf(waiting) : -1;
      if (at >= 0) this.#queue.splice(at, 1);
      this.#flying.delete(request);
      this.#pump();
      throw error;
    }
  }

  leave({ request, status, headers }: ResponseEvent): void {
    const now = performance.now();
    const sentAt = this.#flying.get(request) ?? now;
    this.#flying.delete(request);
    if (headers) {
      this.#hasAnswered = true;
      this.#learn(headers, status, now, sentAt);
    }
    this.#pump();
  }

  #learn(headers: Headers, status: number | undefined, now: number, sentAt: number): void {
    const pause = status !== undefined && status >= 400 ? retryAfterMs(status, headers) : undefined;
    if (pause !== undefined) this.#heldUntil = Math.max(this.#heldUntil, now + pause);
    const limits = readRateLimits(headers);
    for (const { name, limit, remaining, resetMs, windowMs } of limits) {
      const known = this.#windows.get(name);
      const endsAt = now + resetMs;
      const isUnknown = known?.endsAt === Infinity;
      const isNewer = !known || sentAt >= known.heardAt || (!isUnknown && endsAt > known.endsAt + sameMs);
      // Answers may come in another order than they were made: what one says that may be the older cannot give requests back.
      if (!isNewer && (remaining >= known.remaining || (!isUnknown && endsAt < known.endsAt - sameMs))) continue;
      this.#windows.set(name, { limit, windowMs, remaining, endsAt, heardAt: now });
    }
    // One of which the server says nothing any more, after its end.
    if (limits.length === 0)
      for (const [name, { endsAt }] of this.#windows) if (endsAt === Infinity) this.#windows.delete(name);
  }

  /** How long the next attempt has to wait, in milliseconds. */
  #waitMs(now: number): number {
    for (const [request, at] of this.#flying) if (now - at >= forgottenAfterMs) this.#flying.delete(request);
    if (!this.#hasAnswered && this.#flying.size >= untilAnswered) return Infinity;
    let wait = this.#heldUntil - now;
    for (const window of this.#windows.values()) {
      if (window.endsAt <= now) {
        // A new one has begun, of which nothing is known but its size, if that. Without it, one attempt finds out.
        window.remaining = window.limit ?? 1;
        window.endsAt = window.windowMs === undefined ? Infinity : now + window.windowMs;
        window.heardAt = now;
      }
      const { limit, remaining, endsAt } = window;
      const left = remaining - this.#flying.size;
      const rest = endsAt - now;
      if (left <= 0) wait = Math.max(wait, rest);
      else if (rest < Infinity && left <= (limit ?? 10) * this.#spread)
        wait = Math.max(wait, this.#lastAt + rest / left - now);
    }
    return wait;
  }

  #send(request: RequestEvent, now: number): void {
    this.#flying.set(request, now);
    this.#lastAt = now;
  }

  /** Lets those go who may, and wakes up for the next. */
  #pump(): void {
    clearTimeout(this.#timer);
    const now = performance.now();
    for (let first = this.#queue[0]; first; first = this.#queue[0]) {
      const wait = this.#waitMs(now);
      // Of a window without a known end, the answer to what is under way tells.
      const isSoon = now + wait <= first.until || (wait === Infinity && this.#flying.size > 0);
      if (wait > 0 && isSoon && now < first.until) {
        const pause = Math.min(Math.ceil(wait), Math.ceil(first.until - now), forgottenAfterMs);
        this.#timer = setTimeout(() => this.#pump(), pause);
        return;
      }
      this.#queue.shift();
      this.#send(first.request, now);
      first.go();
    }
  }
}
