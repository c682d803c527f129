/** Whether a request says who sends it, as the provider asks for it. Any credential will do; a wrong one is a 401 that a test asks for. */
import { decoded } from "./fake-request.js";
/** Whether one of the sets of schemes is there. */
export function isSigned(received, security, schemes) {
	const isThere = (name) => {
		const scheme = schemes.find(({ id }) => id === name);
		return scheme === undefined || hasCredential(received, scheme);
	};
	return security.length === 0 || security.some((set) => set.every((one) => isThere(typeof one === "string" ? one : one[0] ?? "")));
}
function hasCredential({ headers, query, cookies }, scheme) {
	const { kind, in: place, name = "" } = scheme;
	const authorization = headers.get("authorization") ?? "";
	if (kind === "apiKey") {
		if (place === "header") return (headers.get(name) ?? "") !== "";
		const pairs = place === "query" ? query : cookies;
		return pairs.some(([key, value]) => decoded(key) === name && value !== "");
	}
	if (kind === "authorization") {
		return authorization.toLowerCase().startsWith(`${(scheme.scheme ?? "").toLowerCase()} `);
	}
	if (kind !== "basic") return /^Bearer +\S/i.test(authorization);
	const [, user, password] = /^([^:]*):(.*)$/s.exec(pairOf(authorization)) ?? [];
	if (user === undefined || password === undefined || user + password === "") return false;
	return (scheme.username ?? user) === user && (scheme.password ?? password) === password;
}
/** `user:password` of HTTP Basic; an empty text where it is none. */
function pairOf(authorization) {
	try {
		return atob(/^Basic +([\w+/=-]+)$/i.exec(authorization)?.[1] ?? "");
	} catch {
		return "";
	}
}
/** Headers by lower-case names, and the URL, both without the credentials: for the log of a test. */
export function withoutCredentials({ headers, url, query }, schemes) {
	const names = (place) => schemes.flatMap((one) => one.in === place && one.name !== undefined ? [one.name] : []);
	const hidden = new Set([
		"authorization",
		"proxy-authorization",
		"cookie",
		...names("header")
	].map((name) => name.toLowerCase()));
	const secret = new Set(names("query"));
	const kept = query.filter(([name]) => !secret.has(decoded(name)));
	const search = kept.map(([name, value]) => `${name}=${value}`).join("&");
	return {
		headers: Object.fromEntries([...headers].filter(([name]) => !hidden.has(name))),
		url: `${url.origin}${url.pathname}${search && `?${search}`}`
	};
}
//# sourceMappingURL=fake-credentials.js.map
