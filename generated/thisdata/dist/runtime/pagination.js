import { PaginationError, SdkError } from "./errors.js";
import { hash } from "./fingerprint.js";
import { dropWithCursor, find, param, withParam } from "./page.js";
import { mapDeep } from "./redact.js";
/** Goes from page to page, and never to one twice. */
export async function* steps(source, direction, wanted = () => Infinity) {
	const { cursor: name, offset, page } = source.paging;
	// Only where we count the position: a cursor is the server's word, and may lead over equal pages.
	const counts = (offset ?? page) !== undefined;
	const seen = new Set();
	let { progress } = source;
	let { cursor } = progress;
	let [before, first, repeats] = [
		"",
		"",
		0
	];
	for (let at = source.start; at;) {
		const place = at.query ?? param(at, name ?? offset ?? page);
		// A walk may be long, and so may its cursors.
		const key = place === undefined ? "" : hash(String(place));
		if (seen.has(key)) {
			throw new PaginationError(`the server leads back to ${JSON.stringify(cursor)}, where this walk has been`, progress);
		}
		seen.add(key);
		progress = {
			...progress,
			cursor
		};
		const step = await source.fetch(at, wanted(), progress);
		const { data } = step.page;
		// Nobody compares what is nested too deeply for JSON.
		const items = data.length === 0 ? "[]" : counts && find((page) => JSON.stringify(page), data) || "";
		const isObjects = items.startsWith("[{");
		// Pages may differ in length and yet begin at the same place.
		const start = isObjects ? JSON.stringify(data[0]) : items;
		repeats = start !== "" && start === first ? repeats + 1 : 0;
		const isSame = isObjects && items === before;
		[before, first] = [items, start];
		if (isSame || repeats > (items !== "[]" ? 9 : counts ? 100 : 1e4)) {
			const reason = counts ? "the same page again; it takes no notice of where a page starts" : "empty pages without end";
			throw new PaginationError(`the server sends ${reason}`, progress);
		}
		progress = {
			...progress,
			pages: progress.pages + 1
		};
		cursor = (direction === "next" ? step.page.nextCursor : step.page.previousCursor) ?? null;
		yield {
			...step,
			at
		};
		at = step[direction];
	}
}
/**
* A list that is fetched on demand.
*
* - `await list` fetches the first page.
* - `for await (const item of list)` walks every item, fetching pages as needed.
* - `for await (const page of list.pages())` walks page by page.
*
* Nothing is sent until one of these starts, and each one starts over. Only the server ends a list: an empty or a short
* page does not.
*
* @throws PaginationError if the list cannot be walked on without losing or repeating items; ApiError, ConnectionError,
* TimeoutError and InvalidRequestError as any call
*/
export class PagedList {
	#source;
	/** Made by {@link list}. */
	constructor(source) {
		this.#source = source;
	}
	/** @internal */
	static sourceOf(list) {
		return list.#source;
	}
	/** Makes `await list` fetch the first page. */
	then(onFulfilled, onRejected) {
		const { start, progress, fetch } = this.#source;
		return fetch(start, Infinity, progress).then(({ page }) => page).then(onFulfilled, onRejected);
	}
	/** Every page, from the list's own cursor on. */
	pages() {
		return this.#walk("next");
	}
	/** Every page, from the list's own cursor backwards; the items on a page keep their order. */
	previousPages() {
		return this.#walk("previous");
	}
	/** Every item. */
	async *[Symbol.asyncIterator]() {
		for await (const page of this.#walk("next")) yield* page.data;
	}
	/**
	* The items in an array: all of them, or the first `limit`. The limit also makes the last page no larger than needed,
	* where that is possible; a limit of 0 sends nothing.
	*/
	async toArray({ limit = Infinity } = {}) {
		if (!(limit >= 0) || limit % 1) throw new SdkError(`\`limit\` must be a whole number or Infinity, but is ${limit}.`);
		const items = [];
		if (limit === 0) return items;
		for await (const page of this.#walk("next", () => limit - items.length)) {
			for (const item of page.data) if (items.length < limit) items.push(item);
			if (items.length >= limit) break;
		}
		return items;
	}
	/** The first item, or `undefined` if there is none; empty pages before it are passed over. */
	async first() {
		return (await this.toArray({ limit: 1 }))[0];
	}
	async *#walk(direction, wanted) {
		for await (const { page } of steps(this.#source, direction, wanted)) yield page;
	}
}
/** Prepares a list; nothing is sent. The params are copied now, and never changed. */
export function list(client, operation, params, options) {
	const { id, pagination } = operation;
	const { cursor, offset, page, limit, maxLimit } = pagination;
	const copy = typeof params === "object" ? mapDeep({ ...params }, String) : params;
	const given = param({ params: copy }, cursor ?? offset ?? page);
	const start = { params: cursor && (given || given === 0) ? dropWithCursor(copy, pagination) : copy };
	const fixed = {
		...options,
		headers: { ...options?.headers }
	};
	/** Asks for no more items than there is use for. A numbered page keeps its size through the walk: it is its address. */
	const shrink = (at, wanted) => {
		const isMovable = cursor !== undefined || offset !== undefined || page !== undefined && at === start && given === undefined;
		const own = param(at, limit);
		const rule = operation.parameters[limit ?? ""];
		const size = limit && isMovable ? Number(own ?? maxLimit) : NaN;
		// A size that cannot be sent is left for the check to refuse.
		if (!(wanted < size) || own !== undefined && rule?.check?.(own, rule)) return at;
		const least = Math.max(wanted, rule?.minimum ?? 1);
		return {
			...at,
			params: withParam(at.params, limit, least)
		};
	};
	const progress = {
		safe: (text) => client.redact(text),
		operation: id,
		cursor: given === undefined ? null : String(given),
		pages: 0
	};
	return new PagedList({
		start,
		progress,
		paging: pagination,
		signal: fixed.signal,
		fetch: async (at, wanted, soFar, signal = fixed.signal) => {
			const sized = shrink(at, wanted);
			try {
				const answer = await client.send(operation, sized.params, {
					...fixed,
					signal
				}, at === start ? undefined : at);
				return pagination.walk(answer, page === undefined ? at : sized, pagination, soFar);
			} catch (error) {
				const { cursor: place, pages } = soFar;
				if (error instanceof SdkError) Object.assign(error, {
					cursor: place && client.redact(place),
					pages
				});
				throw error;
			}
		}
	});
}
//# sourceMappingURL=pagination.js.map
