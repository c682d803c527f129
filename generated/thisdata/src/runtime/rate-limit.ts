/** What a server says of its rate limits, in every form that is in use. */
import { untilMs } from "./retry-after.js";

/** One limit. */
export interface RateLimit {
  /** Tells limits of a server apart; empty where it has no name. */
  readonly name: string;
  /** How many requests a window takes. */
  readonly limit: number | undefined;
  /** How many it still takes. */
  readonly remaining: number;
  /** Milliseconds until the window ends. */
  readonly resetMs: number;
  /** How long a window is, in milliseconds. */
  readonly windowMs: number | undefined;
}

/** Names of single headers, as they begin. */
const families = ["ratelimit-", "x-ratelimit-", "x-rate-limit-"];

/**
 * The limits that headers announce with what remains of them: `RateLimit: "name";r=50;t=30` and `RateLimit-Policy` of the IETF
 * draft (draft-ietf-httpapi-ratelimit-headers-10), `limit=100, remaining=0, reset=5` with commas or semicolons of its earlier
 * editions, `RateLimit-Remaining`, `X-RateLimit-Remaining`, `X-Rate-Limit-Remaining` and those beside them. A time is seconds
 * from now, seconds since 1970, or a date. A limit of which the end is not known is left out.
 */
export function readRateLimits(headers: Headers): RateLimit[] {
  const now = Date.parse(headers.get("date") ?? "") || Date.now();
  const policies = new Map(itemsOf(headers.get("ratelimit-policy")).map((one) => [one.name, one]));
  const policyOf = (name: string): Item | undefined =>
    policies.get(name) ?? (policies.size === 1 ? [...policies.values()][0] : undefined);
  const made = (name: string, told: Told): RateLimit[] => {
    const policy = policyOf(name)?.parameters;
    const windowMs = seconds(policy?.get("w"));
    const remaining = numberOf(told.remaining);
    const resetMs = untilMs(told.reset, now) ?? windowMs;
    if (remaining === undefined || resetMs === undefined) return [];
    // A whole number of seconds may have been rounded down.
    const spare = told.reset !== undefined && /^\d{1,8}$/.test(told.reset) ? 1000 : 0;
    return [
      {
        name,
        limit: numberOf(told.limit) ?? numberOf(policy?.get("q")),
        remaining,
        resetMs: resetMs + spare,
        windowMs,
      },
    ];
  };

  const text = headers.get("ratelimit");
  const pairs = text === null ? [] : [...text.matchAll(/\b(limit|remaining|reset)\s*=\s*"?([\d.]+)/gi)];
  if (pairs.length > 0) {
    const found = new Map(pairs.map(([, name = "", value = ""]) => [name.toLowerCase(), value]));
    return made("", { limit: found.get("limit"), remaining: found.get("remaining"), reset: found.get("reset") });
  }
  const items = itemsOf(text).flatMap(({ name, parameters }) =>
    made(name, { limit: undefined, remaining: parameters.get("r"), reset: parameters.get("t") }),
  );
  if (items.length > 0) return items;
  for (const family of families) {
    const find = (name: string): string | undefined => headers.get(family + name)?.trim();
    const found = made("", { limit: find("limit"), remaining: find("remaining"), reset: find("reset") });
    if (found.length > 0) return found;
  }
  return [];
}

interface Told {
  readonly limit: string | undefined;
  readonly remaining: string | undefined;
  readonly reset: string | undefined;
}

/** An item of a structured field (RFC 9651) with its parameters. */
interface Item {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** `"name";r=50;t=30, …`; in earlier editions of the draft the item was the quota itself: `100;w=60`. */
function itemsOf(text: string | null): Item[] {
  const items = text?.match(/(?:"(?:[^"\\]|\\.)*"|[^",])+/g) ?? [];
  return items.map((item) => {
    const [head = "", ...rest] = (item.match(/(?:"(?:[^"\\]|\\.)*"|[^";])+/g) ?? []).map((part) => part.trim());
    const parameters = new Map(rest.map((part) => part.split(/\s*=\s*(.*)/s, 2) as [string, string]));
    if (/^\d+$/.test(head)) parameters.set("q", head);
    return { name: /^\d+$/.test(head) ? "" : head.replace(/^"|"$/g, ""), parameters };
  });
}

/** The number with which a header begins: `100, 100;w=60`. */
function numberOf(text: string | undefined): number | undefined {
  const number = Number.parseFloat(text ?? "");
  return number >= 0 ? number : undefined;
}

function seconds(text: string | undefined): number | undefined {
  const number = numberOf(text);
  return number === undefined ? undefined : number * 1000;
}
