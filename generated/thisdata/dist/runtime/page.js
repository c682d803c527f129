/** What every walk does with a page. */
import { PaginationError } from "./errors.js";
import { quoted } from "./request.js";
/** What `read` finds in the body, or `undefined` where the path to it is missing. */
export function find(read, body) {
	try {
		return read?.(body);
	} catch {
		return undefined;
	}
}
const kind = (value) => {
	if (value === undefined) return "nothing";
	if (Array.isArray(value)) return "a list";
	return value === null ? "null" : typeof value === "object" ? "an object" : `a ${typeof value}`;
};
/** The items of a page, frozen; a page without a list of them cannot be trusted. */
export function itemsOf(body, { items, itemsField }, progress) {
	const data = find(items, body);
	if (Array.isArray(data)) return Object.freeze(data);
	const keys = typeof body === "object" && body && !Array.isArray(body) ? Object.keys(body).slice(0, 20) : undefined;
	const has = keys ? `the body has ${quoted(keys) || "no fields"}` : `the body is ${kind(body)}`;
	// A short one may say what is wrong: `{"ok":false,"error":"…"}`.
	const text = keys?.length ? find(JSON.stringify, body) ?? "" : "";
	const shown = text && text.length <= 200 ? `: ${text}` : "";
	throw new PaginationError(`the page has no list in \`${itemsField}\` but ${kind(data)}; ${has}${shown}`, progress);
}
/** Whether the server says that more follows; nothing where it does not say. Anything but true and false cannot be trusted. */
export function moreOf(body, { hasMore }, progress) {
	const more = find(hasMore, body) ?? undefined;
	if (more === undefined || typeof more === "boolean") return more;
	throw new PaginationError(`the page says whether more follows by ${kind(more)}, not by true or false`, progress);
}
/** A count that the server says; nothing for what is none: -1 for "unknown", or 0 although there are items. */
export function countOf(read, body, items) {
	const count = find(read, body);
	const isCount = (typeof count === "number" || typeof count === "string") && /^\d+$/.test(String(count));
	return isCount && (Number(count) > 0 || items.length === 0) ? Number(count) : undefined;
}
/** Where a paging parameter is among the params: a JSON pointer leads into the request body. */
function pathOf(name) {
	if (!name.startsWith("/")) return [name];
	return `body${name}`.split("/").map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}
/** The params, with one of them set. */
export function withParam(params, name, value) {
	const put = (holder, [key, ...rest]) => ({
		...holder,
		[key]: rest.length > 0 ? put(holder?.[key], rest) : value
	});
	return put(params, pathOf(name));
}
/** A paging parameter as it was asked for. */
export function param({ params }, name) {
	if (name === undefined) return undefined;
	return pathOf(name).reduce((holder, key) => holder?.[key], params);
}
/** The parameter that says where a page is. */
const placeOf = ({ cursor, offset, page }) => cursor ?? offset ?? page;
/** Where a walk begins: the caller's own place, if the params have one. */
export function beginning(params, paging) {
	const place = param({ params }, placeOf(paging));
	return place || place === 0 ? moved(params, paging, place) : {
		params,
		place
	};
}
/** Another page. With a cursor, some parameters are not sent again: it stands for them. */
export function moved(params, paging, place) {
	const kept = Object.entries(params).filter(([key]) => !paging.dropWithCursor?.includes(key));
	return {
		params: withParam(Object.fromEntries(kept), placeOf(paging), place),
		place
	};
}
//# sourceMappingURL=page.js.map
