import { PaginationError } from "./errors.js";
import { find, itemsOf, moreOf, moved } from "./page.js";
/**
* Pages linked by a cursor in the body. The list ends when the cursor is missing, null, false or empty, or `hasMore` is
* false; an empty page with a cursor does not end it. Where the last item is the cursor (`itemCursor`), it ends when
* `hasMore` is false; where that is missing, with an empty page.
*
* @throws PaginationError for a page that leads no further, although the list goes on
*/
export function byCursor(answer, { params }, paging, progress) {
	const cursorOf = (value) => {
		const cursor = value ?? "";
		if (cursor === "" || cursor === false) return null;
		// JSON.parse rounds what is larger: it would lead to another place.
		if (typeof cursor === "string" || typeof cursor === "number" && Math.abs(cursor) < 2 ** 53) return cursor;
		throw new PaginationError(`the cursor of the page is neither text nor a number below 2^53, but ${typeof cursor}`, progress);
	};
	const { body } = answer;
	const data = itemsOf(body, paging, progress);
	const more = moreOf(body, paging, progress);
	const next = more === false ? null : cursorOf(paging.itemCursor ? find(paging.itemCursor, data.at(-1)) : find(paging.next, body));
	// A page is the end if the server says so; else a cursor must lead on, or an item that is one.
	if (next === null && (more || paging.itemCursor && more === undefined && data.length > 0)) {
		const reason = !paging.itemCursor ? "the page has no cursor" : data.length > 0 ? "the last item of the page has no cursor" : "the page is empty";
		throw new PaginationError(`${reason}, although ${more ? "more is said to follow" : "nothing ends the list"}`, progress);
	}
	const previous = cursorOf(find(paging.previous, body));
	// Sent on as it came, a number as a number; shown as text.
	const to = (cursor) => cursor === null ? null : moved(params, paging, cursor);
	const shown = (cursor) => cursor === null ? null : String(cursor);
	const page = {
		data,
		nextCursor: shown(next),
		...paging.previous && { previousCursor: shown(previous) },
		body,
		get response() {
			return answer.response;
		}
	};
	return {
		page: Object.freeze(page),
		next: to(next),
		previous: to(previous)
	};
}
//# sourceMappingURL=cursor.js.map
