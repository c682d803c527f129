import { PaginationError } from "./errors.js";
/**
* Notices a server that takes no notice of where a page starts, and returns what to remember for the next page. Only where
* we count the position: a cursor is the server's word, and may lead over equal pages.
*/
export function remember(data, { before }, progress) {
	const items = JSON.stringify(data);
	const repeats = before?.items === items ? before.repeats + 1 : 0;
	if (repeats > (items === "[]" ? 100 : items.startsWith("[{") ? 0 : 9)) {
		const message = "the server sends the same page again; it takes no notice of where a page starts";
		throw new PaginationError(message, progress);
	}
	return {
		items,
		repeats
	};
}
//# sourceMappingURL=repeats.js.map
