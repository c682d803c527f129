import { PaginationError, SdkError } from "./errors.js";
import { hash } from "./fingerprint.js";
import { dropWithCursor, param } from "./page.js";
import { mapDeep } from "./deep.js";
/** Goes from page to page, and never to one twice. */
export async function* steps(source, direction, wanted = () => Infinity) {
	const { cursor: name, offset, page } = source.paging;
	const seen = new Set();
	let { progress } = source;
	let { cursor } = progress;
	let empty = 0;
	for (let at = source.start; at;) {
		const place = at.query ?? param(at, name ?? offset ?? page);
		// A walk may be long, and so may its cursors.
		const key = place === undefined ? "" : hash(String(place));
		if (seen.has(key)) throw new PaginationError(`the server leads back to ${JSON.stringify(cursor)}, where this walk has been`, progress);
		seen.add(key);
		progress = {
			...progress,
			cursor
		};
		const step = await source.fetch(at, wanted(), progress);
		empty = step.page.data.length === 0 ? empty + 1 : 0;
		if (empty > 1e4) throw new PaginationError("the server sends empty pages without end", progress);
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
	async *pages() {
		for await (const { page } of steps(this.#source, "next")) yield page;
	}
	/** Every page, from the list's own cursor backwards; the items on a page keep their order. */
	async *previousPages() {
		for await (const { page } of steps(this.#source, "previous")) yield page;
	}
	/** Every item. */
	async *[Symbol.asyncIterator]() {
		for await (const page of this.pages()) yield* page.data;
	}
	/**
	* The items in an array: all of them, or the first `limit`. The limit also makes the last page no larger than needed,
	* where that is possible; a limit of 0 sends nothing.
	*/
	async toArray({ limit = Infinity } = {}) {
		if (!(limit >= 0) || limit % 1) throw new SdkError(`\`limit\` must be a whole number or Infinity, but is ${limit}.`);
		const items = [];
		if (limit === 0) return items;
		for await (const { page } of steps(this.#source, "next", () => limit - items.length)) {
			for (const item of page.data) if (items.length < limit) items.push(item);
			if (items.length >= limit) break;
		}
		return items;
	}
	/** The first item, or `undefined` if there is none; empty pages before it are passed over. */
	async first() {
		return (await this.toArray({ limit: 1 }))[0];
	}
}
/** Prepares a list; nothing is sent. The params are copied now, and never changed. */
export function list(client, operation, params, options) {
	const { id, pagination } = operation;
	const { cursor, offset, page, resize, walk } = pagination;
	const copy = typeof params === "object" ? mapDeep({ ...params }, String) : params;
	const given = param({ params: copy }, cursor ?? offset ?? page);
	const start = { params: given || given === 0 ? dropWithCursor(copy, pagination) : copy };
	// What one page brings to hide is hidden in what the next one says.
	const redactor = client.scope();
	const fixed = {
		...options,
		headers: { ...options?.headers },
		redactor
	};
	return new PagedList({
		start,
		progress: {
			safe: redactor.safe,
			operation: id,
			cursor: given === undefined ? null : String(given),
			pages: 0
		},
		paging: pagination,
		signal: fixed.signal,
		fetch: async (at, wanted, progress, signal = fixed.signal) => {
			const isStart = at === start;
			const sized = resize?.(at, wanted, operation, isStart && given === undefined) ?? at;
			try {
				const answer = await client.send(operation, sized.params, {
					...fixed,
					signal
				}, isStart ? undefined : at);
				return walk(answer, page === undefined ? at : sized, pagination, progress);
			} catch (error) {
				const { cursor: place, pages } = progress;
				if (error instanceof SdkError) Object.assign(error, {
					cursor: place && redactor.safe(place),
					pages
				});
				throw error;
			}
		}
	});
}
//# sourceMappingURL=pagination.js.map
