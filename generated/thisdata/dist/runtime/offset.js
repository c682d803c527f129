import { PaginationError } from "./errors.js";
import { countOf, itemsOf, moreOf, moved } from "./page.js";
import { remember } from "./repeats.js";
/**
* Pages addressed by the position of their first item. The next position counts the items that came, not those asked for.
* The list ends when `hasMore` is false; where that is missing, at the server's total; without one, and where more
* came than that (some count no further than 10 000), with an empty page.
*
* @throws PaginationError for an empty page before the total
*/
export function byOffset(answer, at, paging, progress) {
	const { body } = answer;
	const data = itemsOf(body, paging, progress);
	const before = remember(data, at, progress);
	const total = countOf(paging.total, body, data) ?? null;
	const { firstOffset: first = 0 } = paging;
	const end = Number(at.place ?? first) + data.length;
	const isUncounted = total === null || end - first > total;
	const isLast = !(moreOf(body, paging, progress) ?? (isUncounted ? data.length > 0 : end - first < total));
	if (!isLast && data.length === 0) {
		const reason = total === null ? "more is said to follow" : `there are ${total} items`;
		throw new PaginationError(`the page at ${end} is empty, although ${reason}`, progress);
	}
	const nextOffset = isLast ? null : end;
	const nextCursor = isLast ? null : String(end);
	const page = Object.freeze({
		data,
		nextCursor,
		nextOffset,
		total,
		body,
		get response() {
			return answer.response;
		}
	});
	const next = isLast ? null : {
		...moved(at.params, paging, end),
		before
	};
	return {
		page,
		next,
		previous: null
	};
}
//# sourceMappingURL=offset.js.map
