import { SdkError } from "./errors.js";
import { base64 } from "./redact.js";
/** HTTP Basic (RFC 7617), in UTF-8. */
export async function basic(scheme, read) {
	const username = await read(scheme.username ?? "");
	const password = await read(scheme.password ?? "");
	if (username.includes(":")) throw new SdkError("A user name for HTTP Basic cannot have a colon.");
	const value = base64(`${username}:${password}`);
	return {
		in: "header",
		name: "authorization",
		value: `Basic ${value}`,
		secrets: [value, password || username]
	};
}
/** Bearer tokens (RFC 6750); also OAuth 2.0 and OpenID Connect. */
export async function bearer(scheme, read) {
	const token = await read(scheme.token ?? "");
	return {
		in: "header",
		name: "authorization",
		value: `Bearer ${token}`,
		secrets: [token]
	};
}
/** A key in a header, the query or a cookie (OpenAPI `apiKey`). */
export async function apiKey(scheme, read) {
	const value = await read(scheme.value ?? "");
	return {
		in: scheme.in ?? "header",
		name: scheme.name ?? "",
		value,
		secrets: [value]
	};
}
const isSource = (part) => typeof part === "object";
/**
* Reads the credentials that were supplied, and returns what picks and sends them. Of the allowed sets of schemes the first
* counts whose credentials are all there. Environment variables count only if no credential is an option. `hide` learns the
* secrets.
*/
export function authenticator(options, { name, security = [], schemes = {} }, hide) {
	const sourcesOf = (set) => set.flatMap((id) => Object.values(schemes[id] ?? {}).filter(isSource));
	const all = sourcesOf(Object.keys(schemes));
	const explicit = all.some(({ option }) => options[option] != null);
	const given = new Map();
	for (const { option, env } of all) {
		const value = explicit ? options[option] : env && (environment(env) || undefined);
		if (value != null) given.set(option, typeof value === "function" ? value : check(name, option, value));
	}
	for (const { username, password, ...scheme } of Object.values(schemes)) {
		for (const source of [
			password || username,
			scheme.token,
			scheme.value
		]) {
			const value = isSource(source) ? given.get(source.option) : undefined;
			if (typeof value === "string") hide(value);
		}
	}
	const read = async (source) => {
		if (!isSource(source)) return source;
		const value = given.get(source.option);
		return typeof value === "function" ? check(name, source.option, await value()) : String(value);
	};
	const choose = (sets) => {
		const isGiven = (set) => set.length > 0 && set.every((id) => schemes[id]) && sourcesOf(set).every(({ option }) => given.has(option));
		const chosen = sets.find(isGiven) ?? sets.find((set) => set.length === 0);
		if (chosen || !sets.length) return chosen ?? [];
		throw new SdkError(missing(name, sets.map(sourcesOf)));
	};
	choose(security);
	return async (sets = security) => {
		const sent = await Promise.all(choose(sets).map((id) => schemes[id].send(schemes[id], read)));
		for (const { secrets } of sent) secrets.forEach(hide);
		return sent;
	};
}
function environment(variable) {
	try {
		return globalThis.process?.env?.[variable];
	} catch {
		return undefined;
	}
}
/** Refuses, without showing it, a text that would break a header or that nobody's key looks like. */
function check(name, option, value) {
	const where = `${name}: \`${option}\``;
	if (typeof value !== "string") throw new SdkError(`${where} must be a string or a function that returns one.`);
	if (value === "") throw new SdkError(`${where} is empty.`);
	const odd = /[^ -~\xa0-\xff]|^\s|\s$/.exec(value);
	if (!odd) return value;
	throw new SdkError(`${where} has a space, a line break or a character outside Latin-1 at position ${odd.index + 1}.`);
}
/** "Close needs an API key: pass `new Close({ apiKey })` or set CLOSE_API_KEY, or pass …" */
function missing(name, sets) {
	const what = (sets[0]?.[0]?.option ?? "credential").replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
	const ways = sets.map((sources) => {
		const variables = sources.flatMap(({ env }) => env ?? []).join(" and ");
		const pass = `pass \`new ${name}({ ${sources.map(({ option }) => option).join(", ")} })\``;
		return pass + (variables && ` or set ${variables}`);
	});
	const article = /^[aeiou]/.test(what) ? "an" : "a";
	return `${name} needs ${article} ${what.replace(/^api\b/, "API")}: ${ways.join(", or ")}.`;
}
//# sourceMappingURL=auth.js.map
