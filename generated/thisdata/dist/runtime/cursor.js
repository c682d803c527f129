import { PaginationError } from "./errors.js";
import { dropWithCursor, find, itemsOf, moreOf, withParams } from "./page.js";
/**
* Pages linked by a cursor in the body. The list ends when the cursor is missing, null, false or empty, or `hasMore` is
* false; an empty page with a cursor does not end it.
*/
export function byCursor({ body, response }, { params }, paging, progress) {
	const read = (field) => {
		const cursor = find(field, body) ?? "";
		if (cursor === "" || cursor === false) return null;
		if (typeof cursor === "string" || typeof cursor === "number") return String(cursor);
		throw new PaginationError(`the cursor of the page is neither text nor a number, but ${typeof cursor}`, progress);
	};
	const to = (cursor) => cursor === null ? null : { params: dropWithCursor(withParams(params, paging, { [paging.cursor]: cursor }), paging) };
	const nextCursor = moreOf(body, paging, progress) === false ? null : read(paging.next);
	const previousCursor = read(paging.previous);
	const data = itemsOf(body, paging, progress);
	const page = {
		data,
		nextCursor,
		...paging.previous && { previousCursor },
		body,
		response
	};
	return {
		page: Object.freeze(page),
		next: to(nextCursor),
		previous: to(previousCursor)
	};
}
//# sourceMappingURL=cursor.js.map
