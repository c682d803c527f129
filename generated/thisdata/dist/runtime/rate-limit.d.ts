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
/**
* The limits that headers announce with what remains of them: `RateLimit: "name";r=50;t=30` and `RateLimit-Policy` of the IETF
* draft (draft-ietf-httpapi-ratelimit-headers-10), `limit=100, remaining=0, reset=5` with commas or semicolons of its earlier
* editions, `RateLimit-Remaining`, `X-RateLimit-Remaining`, `X-Rate-Limit-Remaining` and those beside them. A time is seconds
* from now, seconds since 1970, or a date. A limit of which the end is not known is left out.
*/
export declare function readRateLimits(headers: Headers): RateLimit[];
//# sourceMappingURL=rate-limit.d.ts.map
