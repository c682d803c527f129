/** What can be made to go wrong with an answer. */
export type RateHeaderStyle = "comma" | "semicolon" | "x-rate-limit" | "none";

export interface StatusFault {
  readonly kind: "status";
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent instead of the provider's own error body: text as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly contentType?: string;
}

export interface RateLimitFault {
  readonly kind: "rate-limit";
  /** Seconds until the window ends; the provider's own window if absent. */
  readonly reset?: number;
  /** The `Retry-After` header word for word, `null` for none; if absent, what the provider would send. */
  readonly retryAfter?: string | null;
  /** Close: how the limit is told in headers; the server's knob if absent. */
  readonly style?: RateHeaderStyle;
  /** Close: the body of before 2024, with `rate_reset`; the server's knob if absent. */
  readonly oldBody?: boolean;
}

export type Fault =
  /** Lets one request through: `next("none")` between two faults. */
  | { readonly kind: "none" }
  | StatusFault
  | RateLimitFault
  /** The whole answer comes after a while; `Infinity` for never. */
  | { readonly kind: "slow-headers"; readonly milliseconds: number }
  /** Headers at once, the body in pieces over a while; `Infinity` for half a body and then silence. */
  | { readonly kind: "slow-body"; readonly milliseconds: number; readonly pieces?: number }
  | { readonly kind: "cut-before-headers"; readonly reset?: boolean }
  /** Half of the body, then the connection is gone. */
  | { readonly kind: "cut-in-body"; readonly framing?: "length" | "chunked"; readonly reset?: boolean }
  /** A page for people, as proxies send them. */
  | { readonly kind: "html"; readonly status?: number; readonly contentType?: string }
  /** JSON that stops in the middle, correctly framed. */
  | { readonly kind: "broken-json" }
  | { readonly kind: "empty-body" }
  /** The items field is missing, or is `value`. */
  | { readonly kind: "missing-items"; readonly value?: unknown }
  /** No items, but a cursor from which the walk goes on without loss. */
  | { readonly kind: "empty-page" }
  /** An error that repeats the request's target and credentials in its body and in a header. */
  | { readonly kind: "echo-credentials"; readonly status?: number }
  /** Any other change of the JSON that would have been sent. */
  | { readonly kind: "edit"; readonly change: (body: unknown) => unknown };

/** Which request gets which fault. */
export interface FaultPlan {
  /** The next `times` requests; calls queue up. */
  next(fault: Fault, times?: number): void;
  /** The request with this index in the log, counted from 0. Comes before the queue and leaves it alone. */
  at(index: number, fault: Fault): void;
  /** Every request that has no other fault; null to stop. */
  always(fault: Fault | null): void;
  clear(): void;
  /** Faults that are queued and have not happened. */
  pending(): number;
}

export interface FaultQueue extends FaultPlan {
  take(index: number): Fault;
}

const NONE: Fault = { kind: "none" };

export function createFaultQueue(): FaultQueue {
  const queue: Fault[] = [];
  const placed = new Map<number, Fault>();
  let standing: Fault | null = null;
  return {
    next(fault, times = 1) {
      for (let count = 0; count < times; count += 1) queue.push(fault);
    },
    at(index, fault) {
      placed.set(index, fault);
    },
    always(fault) {
      standing = fault;
    },
    clear() {
      queue.length = 0;
      placed.clear();
      standing = null;
    },
    pending: () => queue.length + placed.size,
    take(index) {
      const here = placed.get(index);
      if (here) {
        placed.delete(index);
        return here;
      }
      return queue.shift() ?? standing ?? NONE;
    },
  };
}
