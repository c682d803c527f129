/** Milliseconds until a header's moment: seconds from now, seconds or milliseconds since 1970, or a date. */
export declare function untilMs(text: string | null | undefined, now: number): number | undefined;
/**
* How long the server asks to wait, in milliseconds: `Retry-After` (RFC 9110 section 10.2.3, seconds or a date); on a 429,
* and on a 403 with `X-RateLimit-Remaining: 0` (GitHub's), also `RateLimit: limit=100, remaining=0, reset=5` with commas or
* semicolons, `RateLimit: "name";r=0;t=5` (both forms of the IETF draft), `RateLimit-Reset` and `X-RateLimit-Reset`. A date
* counts from the server's own clock where it is known.
*/
export declare function retryAfterMs(status: number, headers: Headers): number | undefined;
//# sourceMappingURL=retry-after.d.ts.map
