import { PaginationError, SdkError } from "./errors.js";
import { fingerprint } from "./fingerprint.js";
import { find, moved } from "./page.js";
import { PagedList, steps } from "./pagination.js";
import { onAbort } from "./time.js";
/**
* Walks a list so that another process can go on in the middle of it, item by item or page by page, with pages fetched
* ahead where that is wanted. `break` stops them.
*
* @throws PaginationError where the list changed so that it cannot be resumed without loss; SdkError for a checkpoint of
* another list
*/
export function walk(list, { resume, prefetch = 0, maxPages = Infinity, key = (item) => item } = {}) {
	const source = PagedList.sourceOf(list);
	const { start, progress, paging, fetch } = source;
	const isCounted = paging.offset !== undefined || paging.page !== undefined;
	const name = paging.cursor ?? paging.offset ?? paging.page;
	const id = fingerprint([progress.operation, start.params]);
	let checkpoint = () => resume ?? {
		list: id,
		at: null,
		done: 0
	};
	if (checkpoint().list !== id) throw new SdkError("The checkpoint is of another operation, or of other params.");
	if (!(prefetch >= 0 && prefetch <= 1e3) || !(maxPages > 0)) throw new SdkError("`prefetch` must be from 0 to 1000, `maxPages` above 0.");
	const print = (item) => fingerprint(key(item));
	const place = (at) => {
		if (at === start) return null;
		return at.query === undefined ? at.place : progress.safe(`?${at.query}`).slice(1);
	};
	const position = ({ at }) => {
		if (at === null) return start;
		if (name === undefined) return {
			params: start.params,
			query: String(at)
		};
		return moved(start.params, paging, at);
	};
	/**
	* Where a walk stands after so many items of a page: the next one, if the server said it, needs no look at them again. What
	* is only counted moves when items come or go: there, the item tells whether it is still the same place.
	*/
	const after = ({ page: { data }, at, next }, done) => {
		if (done === data.length && next && !isCounted) return {
			list: id,
			at: place(next),
			done: 0
		};
		if (done === 0) return {
			list: id,
			at: place(at),
			done
		};
		const last = data[done - 1];
		const cursor = find(paging.itemCursor, last);
		if (cursor) return {
			list: id,
			at: cursor,
			done: 0
		};
		return {
			list: id,
			at: place(at),
			done,
			last: print(last)
		};
	};
	/** Nothing tells whether the place of an empty page that is only counted is still the same: the walk stands before it. */
	const stand = (found, done) => {
		if (done > 0 || !isCounted) checkpoint = () => after(found, done);
	};
	/** The pages from where the walk stands, each with the number of its items that were done before. */
	async function* run() {
		const state = checkpoint();
		const { last, done } = state;
		const begin = position(state);
		const stop = new AbortController();
		const abort = () => stop.abort(source.signal.reason);
		const leave = source.signal && onAbort(source.signal, abort);
		if (source.signal?.aborted) abort();
		const pages = steps({
			...source,
			start: begin,
			progress: {
				...progress,
				cursor: state.at === null ? progress.cursor : String(state.at)
			},
			fetch: (at, wanted, soFar) => fetch(at, wanted, soFar, stop.signal)
		}, "next");
		const asked = [];
		let isLost = last !== undefined;
		try {
			for (let count = 1;; count++) {
				while (asked.length <= Math.min(prefetch, maxPages - count)) {
					const page = pages.next();
					// What fails while nobody waits for it is told to whoever comes for it.
					page.catch(() => {});
					asked.push(page);
				}
				const { value: found } = await asked.shift();
				if (!found) break;
				const { data } = found.page;
				let from = 0;
				if (isLost) {
					const isHere = found.at === begin && done <= data.length && print(data[done - 1]) === last;
					from = isHere ? done : data.findIndex((item) => print(item) === last) + 1;
					isLost = from === 0;
				}
				if (!isLost) yield [found, from];
				if (found.next && count < maxPages) continue;
				if (!found.next && !isLost) break;
				const message = found.next ? `the list has more than ${maxPages} pages` : "the item after which to resume is not in the list any more; if items change, say by `key` what they are known by";
				throw new PaginationError(message, {
					...progress,
					...told(found, count)
				});
			}
		} finally {
			stop.abort();
			leave?.();
		}
	}
	async function* items() {
		for await (const [found, from] of run()) {
			for (const [index, item] of found.page.data.entries()) {
				if (index < from) continue;
				stand(found, index + 1);
				yield item;
			}
			stand(found, found.page.data.length);
		}
	}
	async function* pages() {
		for await (const [found, from] of run()) {
			const { page } = found;
			stand(found, page.data.length);
			yield from === 0 ? page : Object.freeze({
				...page,
				data: Object.freeze(page.data.slice(from))
			});
		}
	}
	return {
		[Symbol.asyncIterator]: items,
		pages,
		checkpoint: () => checkpoint()
	};
}
function told({ page }, pages) {
	return {
		cursor: page.nextCursor,
		pages
	};
}
//# sourceMappingURL=walk.js.map
