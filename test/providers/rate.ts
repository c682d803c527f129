/** A counter of requests per fixed window of the server's own clock. */
import type { RateHeaderStyle } from "./faults.js";

export interface RateState {
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the window ends, with decimals. */
  readonly reset: number;
  readonly exceeded: boolean;
}

export interface RateWindow {
  /** Counts one request. */
  take(now: number): RateState;
}

export function createRateWindow(limit: number, milliseconds: number): RateWindow {
  let start = Number.NaN;
  let count = 0;
  return {
    take(now) {
      const current = Math.floor(now / milliseconds) * milliseconds;
      if (current !== start) {
        start = current;
        count = 0;
      }
      count += 1;
      return {
        limit,
        remaining: Math.max(0, limit - count),
        reset: (start + milliseconds - now) / 1000,
        exceeded: count > limit,
      };
    },
  };
}

/** The three ways in which Close has been seen to tell its limits, and silence. */
export function rateHeaders(style: RateHeaderStyle, state: RateState): Record<string, string> {
  const [limit, remaining, reset] = [String(state.limit), String(state.remaining), String(state.reset)];
  switch (style) {
    case "comma":
      return { ratelimit: `limit=${limit}, remaining=${remaining}, reset=${reset}` };
    case "semicolon":
      return {
        ratelimit: `limit=${limit}; remaining=${remaining}; reset=${reset}`,
        "ratelimit-limit": limit,
        "ratelimit-remaining": remaining,
        "ratelimit-reset": reset,
      };
    case "x-rate-limit":
      return { "x-rate-limit-limit": limit, "x-rate-limit-remaining": remaining, "x-rate-limit-reset": reset };
    case "none":
      return {};
  }
}
