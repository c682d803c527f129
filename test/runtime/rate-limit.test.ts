/** What headers say of rate limits, in every form that is in use. */
import { expect, test } from "vitest";
import { readRateLimits } from "../../templates/runtime/rate-limit.js";

const date = "Wed, 01 Jan 2025 00:00:00 GMT";
const epoch = Date.parse(date) / 1000;
const one = (limit: number | undefined, remaining: number, resetMs: number, name = "", windowMs?: number): object => ({
  name,
  limit,
  remaining,
  resetMs,
  windowMs,
});

test.each<[string, Record<string, string>, object[]]>([
  ["nothing", {}, []],
  ["the draft's first form, with commas", { ratelimit: "limit=100, remaining=0, reset=4.75" }, [one(100, 0, 4750)]],
  ["with semicolons, Close's", { ratelimit: "limit=100; remaining=7; reset=4.75" }, [one(100, 7, 4750)]],
  ["whole seconds may have been rounded down", { ratelimit: "limit=100, remaining=0, reset=5" }, [one(100, 0, 6000)]],
  ["a structured field", { ratelimit: '"default";r=50;t=30' }, [one(undefined, 50, 31_000, "default")]],
  [
    "several of them, and their policies",
    {
      ratelimit: '"burst";r=2;t=1, "day, all";r=500;t=3600',
      "ratelimit-policy": '"burst";q=10;w=1;pk=:abc=:, "day, all";q=1000;w=86400',
    },
    [one(10, 2, 2000, "burst", 1000), one(1000, 500, 3_601_000, "day, all", 86_400_000)],
  ],
  ["a token as a name", { ratelimit: "default;r=0;t=1" }, [one(undefined, 0, 2000, "default")]],
  [
    "no end, but a policy with a window",
    { ratelimit: '"a";r=3', "ratelimit-policy": '"a";q=5;w=60' },
    [one(5, 3, 60_000, "a", 60_000)],
  ],
  ["no end", { ratelimit: '"a";r=3' }, []],
  [
    "single headers, the earlier editions'",
    {
      "ratelimit-limit": "100, 100;w=60",
      "ratelimit-remaining": "3",
      "ratelimit-reset": "12",
      "ratelimit-policy": "100;w=60",
    },
    [one(100, 3, 13_000, "", 60_000)],
  ],
  [
    "X-RateLimit, since 1970",
    { date, "x-ratelimit-limit": "60", "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(epoch + 90) },
    [one(60, 0, 90_000)],
  ],
  [
    "X-RateLimit, milliseconds since 1970",
    { date, "x-ratelimit-remaining": "0", "x-ratelimit-reset": String((epoch + 90) * 1000) },
    [one(undefined, 0, 90_000)],
  ],
  [
    "X-RateLimit, a date",
    { date, "x-ratelimit-remaining": "1", "x-ratelimit-reset": "Wed, 01 Jan 2025 00:00:07 GMT" },
    [one(undefined, 1, 7000)],
  ],
  [
    "X-Rate-Limit",
    { "x-rate-limit-limit": "9", "x-rate-limit-remaining": "1", "x-rate-limit-reset": "0.5" },
    [one(9, 1, 500)],
  ],
  [
    "the new form before the old ones",
    { ratelimit: '"a";r=3;t=0.5', "x-ratelimit-remaining": "1", "x-ratelimit-reset": "1" },
    [one(undefined, 3, 500, "a")],
  ],
  ["nonsense", { ratelimit: ';;,=,"a;r=1', "x-ratelimit-remaining": "soon", "x-ratelimit-reset": "-" }, []],
  ["less than nothing", { "x-ratelimit-remaining": "-1", "x-ratelimit-reset": "5" }, []],
])("%s", (_, headers, expected) => {
  expect(readRateLimits(new Headers(headers))).toEqual(expected);
});
