import { InvalidRequestError } from "./errors.js";
import { encode, plain, show } from "./query.js";
/** Ends the call because of a parameter. The problem goes on after the operation's name. */
export function refuse({ operation: { id, docs }, safe }, parameter, problem) {
	const story = `${id}${problem}.${docs ? ` See ${docs}` : ""}`;
	throw new InvalidRequestError(safe(story), {
		operation: id,
		parameter: safe(parameter)
	});
}
/** What is wrong with a value, if anything. */
function problemOf(value, rule) {
	const { type, check } = rule;
	const isInteger = type === "integer";
	const fits = isInteger ? Number.isSafeInteger(value) || typeof value === "bigint" : !type || typeof value === type;
	return fits ? check?.(value, rule) : `must be a ${isInteger ? "whole number" : type}, but is ${show(value)}`;
}
/**
* The segments of the paths that were called, in parts of which every other one is the name of a place. To read a path
* costs as much as all else that is written for a call.
*/
const templates = {};
/** Code for a place in a text. */
export const quoted = (names) => names.map((name) => `\`${name}\``).join(", ");
/**
* Writes the params to their places, and refuses what no server should be asked: unknown, missing and null parameters, bad
* values, bad combinations. The values of a page that a walk leads to are not the caller's, and are not checked again; a
* query that it was given stands for all query parameters.
*/
export function draft(call, params, isChecked, walked) {
	const { parameters, body, rules = [], pagination, path, keyed } = call.operation;
	const given = walked?.query;
	if (typeof params !== "object") refuse(call, "params", ` takes an object of parameters, not ${typeof params}`);
	const segments = new Map();
	const headers = keyed?.header(call, !!walked) ?? [];
	const places = {
		query: given ? [given] : [],
		cookie: []
	};
	// The body is one more parameter.
	const known = body ? {
		...parameters,
		body
	} : parameters;
	let content;
	for (const key of Object.keys(params)) {
		const value = params[key];
		if (value === undefined) continue;
		if (!Object.hasOwn(known, key)) refuse(call, key, ` has no parameter \`${key}\`. It has: ${quoted(Object.keys(known)) || "none"}`);
		const parameter = known[key];
		const isBody = known[key] === body;
		if (value === null && !isBody) {
			const hint = key === pagination?.cursor ? ": the page it came from was the last one; leave the parameter out to start from the beginning" : "; leave the parameter out instead";
			refuse(call, key, `: \`${key}\` is null${hint}`);
		}
		const problem = isChecked || isBody ? undefined : problemOf(value, parameter);
		if (problem) refuse(call, key, `: \`${key}\` ${problem}`);
		if (given !== undefined && parameter.in === "query") continue;
		try {
			if (isBody) {
				content = body.write(value, body, params);
				continue;
			}
			const { in: place, name = key, style, encode: write = place === "header" ? String : encode } = parameter;
			const isPart = place === "path" || place === "header";
			const text = style ? style(name, value, write) : (isPart ? "" : `${encode(name)}=`) + write(plain(value));
			if (place === "path") segments.set(name, [key, text]);
			else if (text && place === "header") headers.push([name, text]);
			else if (text) places[place]?.push(text);
		} catch (error) {
			refuse(call, key, `: \`${key}\` cannot be sent: it ${error.message}`);
		}
	}
	if (!isChecked) {
		for (const key of Object.keys(known)) {
			const isRequired = known[key].required || known[key].in === "path";
			if (isRequired && (!Object.hasOwn(params, key) || params[key] === undefined)) refuse(call, key, `: \`${key}\` is missing`);
		}
		for (const rule of rules) {
			const problem = rule.check(params, rule);
			if (problem) refuse(call, rule.parameters.join(), `: ${problem}`);
		}
	}
	let filled = "";
	for (const parts of templates[path] ??= path.slice(1).split("/").map((segment) => segment.split(/\{([^{}]+)\}/))) {
		let text = "/" + parts[0];
		for (let at = 1; at < parts.length; at += 2) text += (segments.get(parts[at])?.[1] ?? "") + parts[at + 1];
		// A URL parser would take such a segment away, and the one before it.
		if (parts[1] && /\/(\.|%2e){0,2}(\/|$)/i.test(text)) {
			const key = segments.get(parts[1])?.[0] ?? parts[1];
			refuse(call, key, `: \`${key}\` would change the path: it is empty, "." or ".."`);
		}
		filled += text;
	}
	return {
		path: filled,
		query: places.query.join("&"),
		headers,
		cookies: places.cookie,
		content
	};
}
//# sourceMappingURL=request.js.map
