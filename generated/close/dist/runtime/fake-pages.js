/** One page of a list, in each of the five styles. The walks of the client are the other side of these. */
import { at } from "./fake-filters.js";
import { Refusal } from "./fake-request.js";
import { fingerprint } from "./fingerprint.js";
import { param } from "./page.js";
/** Params without one of them, which a JSON pointer finds in the body; an object that it leaves empty goes with it. */
function without(params, name) {
	const drop = (holder, [key = "", ...rest]) => {
		if (typeof holder !== "object" || holder === null || !Object.hasOwn(holder, key)) return holder;
		const { [key]: member, ...others } = holder;
		const left = rest.length === 0 ? undefined : drop(member, rest);
		if (left !== undefined) return {
			...others,
			[key]: left
		};
		return Object.keys(others).length === 0 ? undefined : others;
	};
	const pointer = name?.startsWith("/") ? `body${name}`.split("/") : undefined;
	const path = pointer?.map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~")) ?? [name ?? ""];
	return drop(params, path) ?? {};
}
/** What a request asks for, apart from the place. */
function askedBy({ params, names, generation }) {
	const { cursor, limit, dropWithCursor = [] } = names;
	const kept = [
		cursor,
		limit,
		...dropWithCursor
	].reduce(without, params);
	const dropped = Object.fromEntries(Object.entries(params).filter(([key]) => dropWithCursor.includes(key)));
	return {
		generation,
		filters: fingerprint(kept),
		dropped
	};
}
/** A cursor that is a number is a position, beyond so many for each time that cursors have ended. */
const apart = 2 ** 32;
const idOf = (item) => item === undefined ? "" : fingerprint(item);
function write(cursor) {
	const bytes = new TextEncoder().encode(JSON.stringify(cursor));
	const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
	return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
/** The cursor behind a text, if it still counts for what is asked for. */
function read(text, asked, parameter) {
	let cursor;
	try {
		const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
		cursor = JSON.parse(new TextDecoder().decode(bytes));
	} catch {
		cursor = {};
	}
	if (!Number.isSafeInteger(cursor?.index)) throw new Refusal(400, "is no cursor of this list", parameter);
	if (cursor.generation !== asked.generation) throw new Refusal(400, "is a cursor that has expired", parameter);
	if (cursor.filters !== asked.filters) throw new Refusal(400, "is a cursor of a list with other filters, which must be sent again with it", parameter);
	return cursor;
}
/** Where a cursor's place is now. */
function placeOf(items, { index, behind, before }) {
	if (idOf(items[index - 1]) === behind) return index;
	const ids = items.map(idOf);
	const moved = behind === "" ? -1 : ids.indexOf(behind);
	if (moved >= 0) return moved + 1;
	const next = before === "" ? -1 : ids.indexOf(before);
	return next >= 0 ? next : Math.min(index, items.length);
}
/** A cursor in the body, or the last item: `next` leads on, `previous` back. */
export const cursorPages = (select, request) => {
	const { params, names, pages } = request;
	const given = param({ params }, names.cursor) ?? "";
	const isOpaque = !pages.itemCursor && !pages.numericCursor;
	let { size } = request;
	let asked = askedBy(request);
	let start = 0;
	let items;
	if (given === "" || names.cursor === undefined) items = select(params);
	else if (isOpaque) {
		const cursor = read(String(given), asked, names.cursor);
		asked = cursor;
		items = select({
			...(names.dropWithCursor ?? []).reduce(without, params),
			...cursor.dropped
		});
		start = placeOf(items, cursor);
		if (cursor.to === "previous") {
			size = Math.min(size, start);
			start -= size;
		}
	} else {
		items = select(params);
		const behind = pages.itemCursor && items.findIndex((item) => String(at(item, pages.itemCursor)) === String(given));
		if (behind === undefined && Number(given) >= 0 && Math.floor(Number(given) / apart) !== request.generation) throw new Refusal(400, "is a cursor that has expired", names.cursor);
		start = behind === undefined ? Number(given) % apart : behind + 1;
		if (!Number.isSafeInteger(start) || start < 0 || behind === -1) throw new Refusal(400, "is no cursor of this list", names.cursor);
	}
	const data = items.slice(start, start + size);
	const end = start + data.length;
	const cursorAt = (index, to) => {
		if (pages.numericCursor) return request.generation * apart + (to === "next" ? index : Math.max(0, index - size));
		const { generation, filters, dropped } = asked;
		return write({
			to,
			index,
			behind: idOf(items[index - 1]),
			before: idOf(items[index]),
			generation,
			filters,
			dropped
		});
	};
	const hasMore = end < items.length;
	const fields = [
		[pages.next, hasMore ? cursorAt(end, "next") : null],
		[pages.previous, start > 0 && data.length > 0 ? cursorAt(start, "previous") : null],
		[pages.hasMore, hasMore]
	];
	return {
		data,
		fields
	};
};
/** A whole number among the params; its own check has refused any other. */
function numberOf({ params }, name, otherwise) {
	const value = Number(param({ params }, name) ?? otherwise);
	if (Number.isSafeInteger(value) && value >= 0) return value;
	throw new Refusal(400, "must be a whole number of at least 0", name);
}
/** The position of the first item. */
export const offsetPages = (select, request) => {
	const { params, names, pages, size } = request;
	const items = select(params);
	const start = numberOf(request, names.offset, 0);
	const data = items.slice(start, start + size);
	const fields = [[pages.total, items.length], [pages.hasMore, start + data.length < items.length]];
	return {
		data,
		fields
	};
};
/** The number of the page. */
export const numberedPages = (select, request) => {
	const { params, names, pages, size } = request;
	const items = select(params);
	const first = names.firstPage ?? 1;
	const index = numberOf(request, names.page, first) - first;
	if (index < 0) throw new Refusal(400, `must be at least ${first}`, names.page);
	const data = items.slice(index * size, (index + 1) * size);
	const fields = [[pages.totalPages, Math.ceil(items.length / size)], [pages.hasMore, (index + 1) * size < items.length]];
	return {
		data,
		fields
	};
};
/** The parameter that the URLs of {@link urlPages} carry; the provider's own has no name that the document tells. */
const place = "fake_page";
/** A URL to follow: in the body where `next` has a place, else in the `Link` header. It has the filters in it. */
export const urlPages = (select, request) => {
	const { params, pages, size, generation } = request;
	const items = select(params);
	const url = new URL(request.url);
	const token = url.searchParams.get(place);
	const asked = {
		generation,
		filters: "",
		dropped: {}
	};
	const start = token === null ? 0 : placeOf(items, read(token, asked, place));
	const data = items.slice(start, start + size);
	const end = start + data.length;
	let next = null;
	if (end < items.length) {
		const [behind, before] = [idOf(items[end - 1]), idOf(items[end])];
		url.searchParams.set(place, write({
			to: "next",
			index: end,
			behind,
			before,
			...asked
		}));
		next = url.href;
	}
	return {
		data,
		fields: [[pages.next, next]],
		...!pages.next && next !== null && { next }
	};
};
//# sourceMappingURL=fake-pages.js.map
