import { PaginationError } from "./errors.js";
import { find } from "./page.js";
/**
* Notices a server that takes no notice of where a page starts, and returns what to remember for the next page. Only where
* we count the position: a cursor is the server's word, and may lead over equal pages.
*/
export function remember(data, { before }, progress) {
	// Nobody compares what is nested too deeply for JSON.
	const items = find(JSON.stringify, data) ?? "";
	const isObjects = items.startsWith("[{");
	// Pages may differ in length and yet begin at the same place.
	const first = isObjects ? JSON.stringify(data[0]) : items;
	const repeats = first !== "" && first === before?.first ? before.repeats + 1 : 0;
	if (isObjects && items === before?.items || repeats > (items === "[]" ? 100 : 9)) {
		const message = "the server sends the same page again; it takes no notice of where a page starts";
		throw new PaginationError(message, progress);
	}
	return {
		items,
		first,
		repeats
	};
}
//# sourceMappingURL=repeats.js.map
