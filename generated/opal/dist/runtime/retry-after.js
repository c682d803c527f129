/** Milliseconds until a header's moment: seconds from now, seconds or milliseconds since 1970, or a date. */
export function untilMs(text, now) {
	if (!text) return undefined;
	const number = Number(text.split(",")[0]);
	const moment = Number.isNaN(number) ? Date.parse(text) : number < 1e9 ? now + number * 1e3 : number < 1e11 ? number * 1e3 : number;
	return Number.isNaN(moment) ? undefined : Math.max(0, Math.ceil(moment - now));
}
/**
* How long the server asks to wait, in milliseconds: `Retry-After` (RFC 9110 section 10.2.3, seconds or a date); on a 429,
* and on a 403 with `X-RateLimit-Remaining: 0` (GitHub's), also `RateLimit: limit=100, remaining=0, reset=5` with commas or
* semicolons, `RateLimit: "name";r=0;t=5` (both forms of the IETF draft), `RateLimit-Reset` and `X-RateLimit-Reset`. A date
* counts from the server's own clock where it is known.
*/
export function retryAfterMs(status, headers) {
	const now = Date.parse(headers.get("date") ?? "") || Date.now();
	const told = untilMs(headers.get("retry-after"), now);
	const isLimited = status === 429 || status === 403 && headers.get("x-ratelimit-remaining") === "0";
	if (told !== undefined || !isLimited) return told;
	const reset = /(?:\breset|(?:^|,)(?=[^,]*;\s*r=0\b)[^,]*;\s*t)\s*=\s*([\d.]+)/i.exec(headers.get("ratelimit") ?? "")?.[1];
	return untilMs(reset, now) ?? untilMs(headers.get("ratelimit-reset"), now) ?? untilMs(headers.get("x-ratelimit-reset"), now);
}
//# sourceMappingURL=retry-after.js.map
