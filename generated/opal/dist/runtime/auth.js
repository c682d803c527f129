import { unsigned } from "./signature.js";
import { ApiError, SdkError } from "./errors.js";
import { encode } from "./query.js";
import { base64, redactor } from "./redact.js";
/** HTTP Basic (RFC 7617), in UTF-8. */
export async function basic(scheme, read) {
	const username = await read(scheme.username ?? "");
	const password = await read(scheme.password ?? "");
	if (username.includes(":")) throw new SdkError("A user name for HTTP Basic cannot have a colon.");
	const value = base64(`${username}:${password}`);
	return {
		header: ["authorization", `Basic ${value}`],
		secrets: [value, password || username]
	};
}
/** Bearer tokens (RFC 6750); also OAuth 2.0 and OpenID Connect. */
export async function bearer(scheme, read) {
	const token = await read(scheme.token ?? "");
	return {
		header: ["authorization", `Bearer ${token}`],
		secrets: [token]
	};
}
/** Any other scheme for the `Authorization` header (RFC 9110): its credentials as they are, with or without its name. */
export async function authorization(scheme, read) {
	const value = await read(scheme.value ?? "");
	const { scheme: name = "" } = scheme;
	const isWhole = value.toLowerCase().startsWith(`${name.toLowerCase()} `);
	const credentials = isWhole ? value.slice(name.length + 1) : value;
	return {
		header: ["authorization", `${name} ${credentials}`],
		secrets: [credentials]
	};
}
/**
* A key in a header, the query or a cookie (OpenAPI `apiKey`). A cookie is what the server has set, encoded or not: only what
* HTTP does not allow there is encoded.
*/
export async function apiKey(scheme, read) {
	const value = await read(scheme.value ?? "");
	const { in: place = "header", name = "" } = scheme;
	const secrets = [value];
	if (place === "header") return {
		header: [name, value],
		secrets
	};
	const write = place === "cookie" ? (text) => text.replace(/[^!-+\--:<-[\]-~]/g, encode) : encode;
	const pair = `${encode(name)}=${write(value)}`;
	return place === "cookie" ? {
		cookie: pair,
		secrets
	} : {
		query: pair,
		secrets
	};
}
export const isSource = (part) => typeof part === "object";
const sourcesOf = (scheme) => Object.values(scheme).filter(isSource);
/** Options and environment variables by name, as in a sentence. */
export function names(...sources) {
	const known = sources.filter(isSource).filter(({ fallback }) => fallback === undefined);
	return known.map(({ option, env }) => `\`${option}\`${env ? ` (${env})` : ""}`).join(" and ");
}
const idOf = (requirement) => typeof requirement === "string" ? requirement : requirement[0];
/**
* Reads the credentials that were supplied, and returns what picks and sends them. Of the allowed sets of schemes the first
* counts whose credentials are all there. Environment variables count only if no credential is an option.
*/
export function authenticator({ security, schemes, differs }) {
	const inQuery = Object.values(schemes).filter(({ in: place }) => typeof place === "function");
	const query = (inQuery[0]?.in)?.(inQuery.flatMap(({ name }) => name ?? []));
	const waysOf = (requirement) => {
		const scheme = schemes[idOf(requirement)];
		const needed = sourcesOf(scheme ?? {}).filter(({ fallback }) => fallback === undefined);
		return scheme?.send.ways?.(scheme) ?? [needed];
	};
	const every = Object.values(schemes).flatMap(sourcesOf);
	const hiding = redactor(query?.hides);
	const { add: hide } = hiding;
	const start = (name, options) => {
		const explicit = every.some(({ option, fallback }) => options[option] != null && fallback === undefined);
		const given = new Map();
		for (const { option, env, fallback, empty } of every) {
			const value = options[option] ?? (!explicit && env && environment(env) || fallback);
			if (value != null) given.set(option, value === empty || typeof value === "function" ? value : check(name, option, value));
		}
		for (const { username, password, ...scheme } of Object.values(schemes)) {
			for (const source of [
				password || username,
				scheme.token,
				scheme.value,
				scheme.clientSecret
			]) {
				const value = isSource(source) ? given.get(source.option) : undefined;
				if (typeof value === "string") hide(value);
			}
		}
		const read = async (source) => {
			if (!isSource(source)) return source;
			const value = given.get(source.option) ?? "";
			return typeof value === "function" ? check(name, source.option, await value()) : String(value);
		};
		const isReady = (requirement) => !!schemes[idOf(requirement)] && waysOf(requirement).some((way) => way.every(({ option }) => given.has(option)));
		const choose = (sets) => {
			const chosen = sets.find((set) => set.length > 0 && set.every(isReady)) ?? sets.find((set) => set.length === 0);
			if (chosen || !sets.length) return chosen ?? [];
			const ways = sets.flatMap((set) => set.reduce((before, one) => before.flatMap((way) => waysOf(one).map((more) => [...way, ...more])), [[]]));
			throw new SdkError(missing(name, ways));
		};
		if (!differs) choose(security);
		return async (asked, sets = security) => {
			const chosen = choose(sets);
			const sent = await Promise.all(chosen.map((requirement) => {
				const scheme = schemes[idOf(requirement)];
				const scopes = typeof requirement === "string" ? [] : requirement.slice(1);
				return scheme.send(scheme, read, {
					...asked,
					scopes,
					hide
				});
			}));
			for (const { secrets } of sent) secrets.forEach(hide);
			const all = (part) => sent.map(part).filter((one) => one !== undefined);
			return {
				headers: all(({ header }) => header),
				cookies: all(({ cookie }) => cookie),
				sign: (url) => query?.put(url, all((one) => one.query)) ?? url,
				renew: (error) => {
					const isRefused = error instanceof ApiError && error.status === 401;
					const forgets = isRefused ? all(({ renew }) => renew) : [];
					forgets.forEach((forget) => forget());
					return forgets.length > 0;
				},
				advise: () => {
					const sources = chosen.flatMap((one) => sourcesOf(schemes[idOf(one)]));
					return names(...sources.filter(({ option }) => given.has(option))) || unsigned.advise();
				}
			};
		};
	};
	return {
		redactor: hiding,
		start
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
	const article = /^[aeio]/.test(what) ? "an" : "a";
	return `${name} needs ${article} ${what.replace(/^api\b/, "API")}: ${ways.join(", or ")}.`;
}
//# sourceMappingURL=auth.js.map
