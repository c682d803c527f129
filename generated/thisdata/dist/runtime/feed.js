import { PaginationError, SdkError } from "./errors.js";
import { fingerprint } from "./fingerprint.js";
import { find, param, withParam } from "./page.js";
import { list } from "./pagination.js";
import { sleep } from "./time.js";
/** Reads a log by a rule. Nothing is sent before it is iterated. */
export function feed(client, operation, rule, { since, poll, params: given, ...request } = {}) {
	const { overlapMs, order, unitMs } = rule;
	const { cursor, offset, page } = operation.pagination;
	const params = { ...given };
	const refuse = (message) => {
		throw new SdkError(`${operation.id}: ${message}.`);
	};
	for (const name of [
		cursor,
		offset,
		page,
		rule.since
	]) if (param({ params }, name) !== undefined) refuse(`a feed sets \`${name}\` itself`);
	const every = poll ? poll.every : 0;
	if (!(every >= 0)) refuse("`poll.every` must be a number of milliseconds");
	const id = fingerprint([operation.id, params]);
	const stored = typeof since === "object" && since && !(since instanceof Date) ? since : undefined;
	if (stored && stored.feed !== id) refuse("the checkpoint is of another operation, or of other params");
	// A number, which no type allows, must not mean everything.
	const start = typeof since === "string" ? timeOf(since) : stored || since == null ? null : Number(since);
	if (Number.isNaN(start)) refuse("`since` is neither a moment nor a checkpoint");
	const from = stored ? stored.from : start;
	let high = stored?.high ?? null;
	const seen = new Map(stored?.seen);
	/** Forgets what is not read again: all of it, or the oldest, as a long round hands out much. */
	const forget = (isAll) => {
		for (const [key, time] of seen) {
			if (timeOf(time, unitMs) < high - overlapMs) seen.delete(key);
			else if (!isAll) break;
		}
	};
	/** What is new about an item that came; nothing where it was handed out already. */
	const take = ({ item, key, at, stamp }, latest) => {
		const known = seen.get(key);
		if (known !== undefined) {
			const before = timeOf(known, unitMs);
			if (before > at || before === at && known >= stamp) return undefined;
		}
		// Not beyond the time at which this round began: what comes meanwhile belongs to the next one.
		high = Math.max(high ?? -Infinity, Math.min(at, latest));
		seen.delete(key);
		seen.set(key, stamp);
		forget(false);
		return {
			item,
			isUpdate: known !== undefined
		};
	};
	async function* round() {
		forget(true);
		let latest = Date.now();
		const low = high === null ? from : Math.max(high - overlapMs, from ?? -Infinity);
		const asked = low === null || !rule.since ? params : withParam(params, rule.since, written(low, unitMs));
		const found = new Map();
		for await (const { data, nextCursor, response } of list(client, operation, asked, request).pages()) {
			let isOver = false;
			// By the server's clock, where it says it: ours may be ahead.
			latest = Math.min(latest, Date.parse(response.headers.get("date") ?? "") || latest);
			for (const item of data) {
				const stamp = String(find(rule.timestamp, item) ?? "");
				const at = timeOf(stamp, unitMs);
				// An item without an id is known by all that it is.
				const key = String(find(rule.id, item) ?? "") || `#${fingerprint(item)}`;
				if (Number.isNaN(at)) {
					const message = `the item ${key} has no timestamp that can be read, but ${JSON.stringify(stamp)}`;
					const safe = (text) => client.redact(text);
					throw new PaginationError(message, {
						safe,
						operation: operation.id,
						cursor: nextCursor,
						pages: 0
					});
				}
				if (low !== null && at < low) isOver = order === "descending";
				else if (order === "ascending") {
					const entry = take({
						item,
						key,
						at,
						stamp
					}, latest);
					if (entry) yield entry;
				} else if (!(found.get(key) && found.get(key).at >= at)) {
					found.delete(key);
					found.set(key, {
						item,
						key,
						at,
						stamp
					});
				}
			}
			if (isOver) break;
		}
		const rest = [...found.values()];
		if (order === "descending") rest.reverse();
		for (const one of rest.sort((a, b) => a.at - b.at)) {
			const entry = take(one, latest);
			if (entry) yield entry;
		}
	}
	async function* run() {
		for (;;) {
			yield* round();
			if (!poll) return;
			await sleep(every, request.signal);
		}
	}
	return {
		[Symbol.asyncIterator]: run,
		checkpoint: () => ({
			feed: id,
			from,
			high,
			seen: [...seen]
		})
	};
}
/** Milliseconds since 1970. A time without a zone is UTC. */
function timeOf(text, unitMs) {
	if (unitMs && text) return Number(text) * unitMs;
	return Date.parse(text.replace(/^([\d-]+)[T ]([\d:.]+)$/i, "$1T$2Z"));
}
/** A moment for the request: a little earlier, as nobody knows whether it is part of the range. */
function written(ms, unitMs) {
	return unitMs ? Math.floor((ms - 1) / unitMs) : new Date(ms - 1).toISOString();
}
//# sourceMappingURL=feed.js.map
