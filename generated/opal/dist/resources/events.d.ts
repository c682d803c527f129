import type { Client } from "../runtime/client.js";
import type { DocumentedError } from "../runtime/errors.js";
import { type FeedOptions, type ItemFeed } from "../runtime/feed.js";
import type { ListOperation, Page, RequestOptions } from "../runtime/operation.js";
import { type PagedList } from "../runtime/pagination.js";
import type { Event, PaginatedEventList } from "../schemas.js";
/** What `events.list` can be called with. */
export interface EventsListParams {
	/**
	* Only events from here on. ISO 8601: a date, or a date and time.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - `start_date_filter` takes a date as well; the document's example of one has become a date and time. It said
	*   "2021-11-01T00:00:00.000Z". (“summary: Example with date value: '2021-11-01T00:00:00.000Z'”,
	*   docs/get-events.md)
	*
	* @example `"2021-11-01"`
	* @example `"2025-01-01T00:00:00.000Z"`
	*/
	start_date_filter?: string | undefined;
	/**
	* Only events up to here. ISO 8601: a date, or a date and time.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - `end_date_filter` takes a date as well; the document's example of one has become a date and time. It said
	*   "2021-11-12T00:00:00.000Z". (“summary: Example with date value: '2021-11-12T00:00:00.000Z'”,
	*   docs/get-events.md)
	*
	* @example `"2021-11-12"`
	* @example `"2025-01-01T00:00:00.000Z"`
	*/
	end_date_filter?: string | undefined;
	/**
	* An actor filter for the events. Supply the ID of the actor.
	*
	* Format uuid.
	*
	* @example `"29827fb8-f2dd-4e80-9576-28e31e9934ac"`
	*/
	actor_filter?: string | undefined;
	/**
	* An object filter for the events. Supply the ID of the object.
	*
	* Format uuid.
	*
	* @example `"29827fb8-f2dd-4e80-9576-28e31e9934ac"`
	*/
	object_filter?: string | undefined;
	/**
	* Only events of this type, as an event has it in `event_type`. Opal has no closed list of types.
	*
	* @example `"USER_MFA_RESET"`
	*/
	event_type_filter?: string | undefined;
	/**
	* Only events created with this API token: its name, a colon and its preview, as an event has them in
	* `api_token_name` and `api_token_preview`.
	*
	* @example `"fullaccess:**************************M_g=="`
	*/
	api_token_filter?: string | undefined;
	/**
	* Where the page starts: `next` of an earlier page. Opaque text. Give the other filters again with it: it seems
	* to hold a position only.
	*
	* @example `"cD0yMDIxLTAxLTA2KzAzJTNBMjQlM0E1My40MzQzMjYlMkIwMCUzQTAw"`
	*/
	cursor?: string | undefined;
	/**
	* Maximum number of events on a page.
	*
	* 1 to 1000.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - `page_size` defaults to 200 and may be at most 1000; the document has the default in prose only. At least 1
	*   is an assumption. (“Number of results to return per page. Default is 200.”, docs/get-events.md)
	*
	* @defaultValue `200`
	* @example `200`
	*/
	page_size?: number | undefined;
}
/** The errors of `events.list` that the vendor documents; `isApiError(error, "events.list")` narrows to them. */
export type EventsListError = DocumentedError<400, unknown> | DocumentedError<401, unknown> | DocumentedError<429, unknown>;
/** One page of `events.list`. */
export type EventsListPage = Page<Event, PaginatedEventList>;
/** The filters of a feed of `events.list`, which says itself where to begin. */
export type EventsListFeedParams = EventsListParams & {
	readonly cursor?: undefined;
	readonly start_date_filter?: undefined;
};
/** @internal */
export declare const eventsListOperation: ListOperation<EventsListParams, Event, PaginatedEventList, EventsListPage>;
/**
* Lists events: what happened, when, and who did it.
*
* `events.list` as a function, for bundles that hold only what they call: `eventsList(createClient(), …)`.
*/
export declare function eventsList(client: Client, params?: EventsListParams, options?: RequestOptions): PagedList<Event, EventsListPage>;
/** `events.feed` as a function, for bundles that hold only what they call. */
export declare function eventsListFeed(client: Client, options?: FeedOptions<EventsListFeedParams>): ItemFeed<Event>;
/** Operations related to events. */
export declare class Events {
	#private;
	constructor(client: Client);
	/**
	* Lists events: what happened, when, and who did it.
	*
	* Opal does not document in which order events come, nor whether the dates of `start_date_filter` and
	* `end_date_filter` are part of the range.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - How one page leads to the next is said in prose only; stated so that a client can page. (“The cursor with
	*   which to continue pagination if additional result pages exist.”, docs/get-events.md)
	* - How to tell what is new is not said. Events have an id and the time at which they were created; no order is
	*   documented, so none is relied on. That an event is visible within five minutes is an assumption. (“The day
	*   and time the event was created.”, docs/get-events.md)
	* - Which field of an event a filter looks at is said in prose only; stated for the fake of Opal that tests run
	*   against. That the dates belong to the range is an assumption. Of two filters it is not said in which fields
	*   they look. (“A start date filter for the events.”, docs/get-events.md)
	* - The statuses 400, 401 and 429 are missing from the document; Opal does not say what their bodies hold.
	*   (“Requests above the rate limit will receive an `HTTP 429` Error.”,
	*   https://docs.opal.dev/reference/opal-api-rate-limits.md, 2026-11-21)
	*/
	list(params?: EventsListParams, options?: RequestOptions): PagedList<Event, EventsListPage>;
	/**
	* What is new in `list` since a moment or a checkpoint, oldest first, each thing once. Reads the latest 5
	* minutes again each time, as that is how late things may turn up.
	*
	* @remarks
	* `since` is a `Date`, a text or what `checkpoint()` gave; `poll` makes it endless. Nothing is sent before it is
	* iterated.
	*/
	feed(options?: FeedOptions<EventsListFeedParams>): ItemFeed<Event>;
}
//# sourceMappingURL=events.d.ts.map
