/** The limiter against a server that enforces its limit on real sockets, in each way in which Close has been seen to tell it. */
import { rateLimiter, watch } from "@specmend/close";
import { afterEach, expect, test, vi } from "vitest";
import { closeFor, startClose, statuses } from "./kit.js";

afterEach(() => void vi.useRealTimers());

/** Moves the clock in small steps, with time for the sockets in between. */
async function finish<T>(work: Promise<T>): Promise<T> {
  const state = { isDone: false };
  const ended = work.finally(() => (state.isDone = true));
  ended.catch(() => undefined);
  for (let turn = 0; !state.isDone && turn < 20_000; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(20);
  }
  return ended;
}

test.each(["comma", "semicolon", "x-rate-limit"] as const)("%s: no 429 with it, some without", async (rateHeaders) => {
  vi.useFakeTimers({ toFake: ["Date", "clearTimeout", "performance", "setTimeout"] });
  const run = async (
    hooks: ReturnType<typeof rateLimiter>[],
    finished: (work: Promise<unknown>) => Promise<unknown>,
  ): Promise<(number | null)[]> => {
    const server = await startClose({ now: () => Date.now(), knobs: { enforceRate: true, rateHeaders } });
    const close = closeFor(server, { hooks: watch(...hooks), maxRetries: 0 });
    let left = 150;
    const work = async (): Promise<void> => {
      while (left-- > 0) await close.events.list({ _limit: 1 }).then(undefined, () => undefined);
    };
    await finished(Promise.all([work(), work(), work(), work(), work()]));
    expect(server.violations).toEqual([]);
    return statuses(server);
  };
  // Who does not wait meets the limit while the clock stands still.
  expect(await run([], (work) => work)).toContain(429);
  const careful = await run([rateLimiter()], finish);
  expect(careful).toHaveLength(150);
  expect(new Set(careful)).toEqual(new Set([200]));
});
