/** Reads what a client sent back into the params that it was made of. */
import { array, boolean, integer, number, values } from "./check.js";
import { deepObject, formJoined, json, jsonPair, label, labelExploded, matrix, matrixExploded, pipeDelimited, spaceDelimited, wholeQuery } from "./styles.js";
/** How the operation is paged, where it is a list. Asked for here: a type with it would be compared field by field. */
export function pagingOf(operation) {
	return operation.pagination;
}
/** Takes the arguments of a `fetch` apart. A request's forbidden headers are kept, unlike by `new Request`. */
export function receive(input, init = {}) {
	const request = input instanceof Request ? input : undefined;
	const url = new URL(request?.url ?? String(input));
	const headers = new Headers(init.headers ?? request?.headers);
	return {
		method: (init.method ?? request?.method ?? "GET").toUpperCase(),
		url,
		query: rawPairs(url.search.slice(1), "&"),
		cookies: rawPairs(headers.get("cookie") ?? "", /;\s*|&/),
		headers,
		body: init.body ?? request?.body,
		signal: init.signal ?? request?.signal
	};
}
function rawPairs(text, separator) {
	const pairs = text.split(separator).filter((pair) => pair !== "");
	return pairs.map((pair) => {
		const end = pair.indexOf("=");
		return end < 0 ? [pair, ""] : [pair.slice(0, end), pair.slice(end + 1)];
	});
}
/** The text behind percent-encoding; what is none stays as it is. */
export function decoded(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
const ofForm = (text) => decoded(text.replaceAll("+", " "));
/** A media type without its parameters. */
export const mediaTypeOf = (headers) => (headers.get("content-type") ?? "").replace(/\s*;.*/s, "").toLowerCase();
/** The body as a test looks at it: JSON, the members of a form, `FormData`, text, else a `Blob`. */
export async function readBody({ body, headers }) {
	if (body === undefined || body === null) return undefined;
	const type = mediaTypeOf(headers);
	const whole = new Response(body, { headers: { "content-type": headers.get("content-type") ?? "" } });
	if (type.startsWith("multipart/form-data")) return body instanceof FormData ? body : whole.formData();
	if (body instanceof FormData) return body;
	if (/[/+]json$/.test(type)) {
		const text = await whole.text();
		return parsed(text) ?? text;
	}
	if (type === "application/x-www-form-urlencoded") return formOf(rawPairs(await whole.text(), "&"));
	return type.startsWith("text/") || typeof body === "string" ? whole.text() : whole.blob();
}
function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
/** Members by name; those that come more than once as a list. */
function formOf(pairs) {
	const members = new Map();
	for (const [name, value] of pairs) {
		const key = ofForm(name);
		members.set(key, [...members.get(key) ?? [], ofForm(value)]);
	}
	return Object.fromEntries([...members].map(([name, texts]) => [name, texts.length === 1 ? texts[0] : texts]));
}
/** The params by their keys. What a parameter cannot be is left as the text that came, for the check to refuse. */
export function paramsOf({ parameters, body: hasBody }, received, segments, body) {
	const found = Object.entries(parameters).map(([key, parameter]) => [key, valueOf(parameter.name ?? key, parameter, received, segments)]);
	if (hasBody) found.push(["body", body]);
	return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}
/** What stands between the values of a list, where they share one text. */
const separators = new Map([
	[formJoined, ","],
	[spaceDelimited, /%20|\+/],
	[pipeDelimited, /%7C|\|/i],
	[label, ","],
	[labelExploded, "."],
	[matrix, ","]
]);
function valueOf(name, parameter, { query, cookies, headers }, segments) {
	const { in: place, style } = parameter;
	if (place === "body") return headers.get("content-type") ?? undefined;
	if (style === wholeQuery) return formOf(query);
	if (place === "query" && style === json) return parsed(ofForm(query.map((pair) => pair.join("=")).join("&")));
	if (style === deepObject) {
		const own = query.filter(([key]) => decoded(key).startsWith(`${name}[`));
		const deep = own.map(([key, text]) => [keysOf(decoded(key).slice(name.length)), ofForm(text)]);
		return deep.length === 0 ? undefined : nested(deep);
	}
	const isPart = place === "path" || place === "header";
	const single = place === "path" ? segments.get(name) : place === "header" ? headers.get(name) : undefined;
	const pairs = (place === "query" ? query : cookies).filter(([key]) => ofForm(key) === name);
	const raw = isPart ? single == null ? [] : [single] : pairs.map(([, value]) => value);
	const decode = place === "header" ? String : place === "path" ? decoded : ofForm;
	const [first] = raw;
	if (first === undefined) return undefined;
	if (style === json || style === jsonPair) return parsed(decode(first));
	const isMatrix = style === matrix || style === matrixExploded;
	const bare = isMatrix ? first.replace(/^;[^=;]*=?/, "") : style === label || style === labelExploded ? first.slice(1) : first;
	if (parameter.check !== array) {
		return raw.length > 1 && !parameter.check ? raw.map(decode) : scalar(decode(bare), parameter);
	}
	const separator = style === matrixExploded ? `;${name}=` : separators.get(style) ?? (isPart ? /\s*,\s*/ : undefined);
	const parts = separator === undefined ? raw : bare.split(separator);
	return parts.map((part) => scalar(decode(part), parameter.items ?? {}));
}
/** A text as the kind of value that a rule asks for. */
function scalar(text, rule) {
	const isInteger = rule.type === "integer" || rule.check === integer;
	if (isInteger || rule.type === "number" || rule.check === number) {
		if (!/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text)) return text;
		const isBig = isInteger && /^[-+]?\d{16,}$/.test(text) && !Number.isSafeInteger(Number(text));
		return isBig ? BigInt(text) : Number(text);
	}
	if (rule.check === boolean) return text === "true" || (text === "false" ? false : text);
	if (rule.check === values) return rule.values?.find((one) => String(one) === text) ?? text;
	return text;
}
/** `[a][0]` → `a`, `0` */
const keysOf = (text) => [...text.matchAll(/\[([^\]]*)\]/g)].map(([, key = ""]) => key);
function nested(leaves) {
	const [first] = leaves;
	if (first && first[0].length === 0) return first[1];
	const names = [...new Set(leaves.map(([[key = ""]]) => key))];
	const members = names.map((name) => [name, nested(leaves.filter(([[key]]) => key === name).map(([[, ...rest], text]) => [rest, text]))]);
	const isList = names.every((name, index) => name === String(index));
	return isList ? members.map(([, member]) => member) : Object.fromEntries(members);
}
/** What the fake answers when a request is wrong, as the provider would; its message is for whoever reads the test. */
export class Refusal extends Error {
	status;
	parameter;
	constructor(status, message, parameter) {
		super(parameter === undefined ? message : `\`${parameter}\` ${message}`);
		this.status = status;
		this.parameter = parameter;
	}
}
//# sourceMappingURL=fake-request.js.map
