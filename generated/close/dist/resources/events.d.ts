import type { Client } from "../runtime/client.js";
import type { DocumentedError } from "../runtime/errors.js";
import { type FeedOptions, type ItemFeed } from "../runtime/feed.js";
import type { ListOperation, RequestOptions, TwoWayPage } from "../runtime/operation.js";
import { type PagedList } from "../runtime/pagination.js";
import type { Exactly } from "../runtime/types.js";
import type { BadRequest, ErrorBody, Event, EventAction, EventList, EventObjectType } from "../schemas.js";
/** The filters of `events.list`, each by itself; {@link EventsListFilters} says which go together. */
export interface EventsListFilterValues {
	/**
	* Only events for objects of this type. Needs `object_id`, `action`, `lead_id` or `user_id` beside it.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - A filter is text or left out; the document also allows `null`, which a query cannot carry. (“If specified,
	*   only events for objects of a given type are returned. Example: `object_type=lead`”, docs/list-events.md)
	* - `object_type` suggests the known types and is described; the document has neither. (“`object_type`: If
	*   specified, only events for objects of a given type are returned.”, docs/list-events.md)
	*
	* @example `"lead"`
	*/
	object_type: EventObjectType;
	/**
	* Only events for this object itself, not for objects related to it. Needs `object_type`, `action` or `user_id`
	* beside it.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - A filter is text or left out; the document also allows `null`, which a query cannot carry. (“If specified,
	*   only events for objects of a given type are returned. Example: `object_type=lead`”, docs/list-events.md)
	* - `object_id` is described after Close's page; the document has no word on it. (“`object_id`: If specified,
	*   only events for the given object are returned. No related object events are returned.”, docs/list-events.md)
	*
	* @example `"lead_123"`
	*/
	object_id: string;
	/**
	* Only events for this lead and for its contacts, activities, opportunities and tasks. Alone, or with `user_id`,
	* `object_type` or both.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - A filter is text or left out; the document also allows `null`, which a query cannot carry. (“If specified,
	*   only events for objects of a given type are returned. Example: `object_type=lead`”, docs/list-events.md)
	* - `lead_id` is described after Close's page; the document has no word on it. (“`lead_id`: If specified, events
	*   for the given lead, including any of its related objects (contacts, activities, opportunities, tasks) are
	*   returned.”, docs/list-events.md)
	*
	* @example `"lead_123"`
	*/
	lead_id: string;
	/**
	* Only events with this action. One action: Close takes no list here, although its page says “actions”. Needs
	* `object_type` or `object_id` beside it.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - A filter is text or left out; the document also allows `null`, which a query cannot carry. (“If specified,
	*   only events for objects of a given type are returned. Example: `object_type=lead`”, docs/list-events.md)
	* - `action` suggests the known actions and is described; the document has neither. (“`action`: Only events of
	*   specified actions are returned. Example: `action=deleted`”, docs/list-events.md)
	*
	* @example `"deleted"`
	*/
	action: EventAction;
	/**
	* Only events that this user caused. Alone, or with `lead_id`, `object_type` or `object_id`.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - A filter is text or left out; the document also allows `null`, which a query cannot carry. (“If specified,
	*   only events for objects of a given type are returned. Example: `object_type=lead`”, docs/list-events.md)
	* - `user_id` is described after Close's page; the document has no word on it. (“`user_id`: Only return events
	*   of the given user.”, docs/list-events.md)
	*
	* @example `"user_123"`
	*/
	user_id: string;
	/**
	* Only events that this one API request caused. Goes with no other filter but the dates.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - `request_id` is missing from the document. (“`request_id`: Only events emitted while processing this
	*   specific API request.”, docs/list-events.md)
	*
	* @example `"req_4S2L8JTBAA1OUS74SVmfbN"`
	*/
	request_id: string;
}
/** The filters that may be present together: none, or exactly one of these sets. */
export type EventsListFilters = Exactly<EventsListFilterValues, never> | Exactly<EventsListFilterValues, "object_type" | "object_id"> | Exactly<EventsListFilterValues, "object_type" | "action"> | Exactly<EventsListFilterValues, "object_id" | "action"> | Exactly<EventsListFilterValues, "lead_id" | "object_type"> | Exactly<EventsListFilterValues, "lead_id" | "object_type" | "action"> | Exactly<EventsListFilterValues, "lead_id" | "user_id" | "object_type"> | Exactly<EventsListFilterValues, "lead_id" | "user_id" | "object_type" | "action"> | Exactly<EventsListFilterValues, "lead_id" | "user_id"> | Exactly<EventsListFilterValues, "user_id" | "object_id"> | Exactly<EventsListFilterValues, "user_id" | "object_id" | "action"> | Exactly<EventsListFilterValues, "user_id" | "object_type"> | Exactly<EventsListFilterValues, "user_id" | "object_type" | "action"> | Exactly<EventsListFilterValues, "lead_id"> | Exactly<EventsListFilterValues, "user_id"> | Exactly<EventsListFilterValues, "request_id">;
/** What `events.list` can be called with. */
export type EventsListParams = EventsListFilters & {
	/**
	* Maximum number of events on a page.
	*
	* 1 to 50.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - `_limit` defaults to 50 and may be at most 50; the document says 100. At least 1 is an assumption. It said
	*   100. (“`_limit`: Maximum number of events to return (capped at and defaulting to 50).”, docs/list-events.md)
	*
	* @defaultValue `50`
	*/
	_limit?: number | undefined;
	/**
	* Only events last updated after (`__gt`), at or after (`__gte`), before (`__lt`), at or before (`__lte`) this
	* moment. ISO 8601: a date, or a date and time with or without a zone (one without is presumably UTC). Goes with
	* every set of filters. To page, use cursors instead.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - A filter is text or left out; the document also allows `null`, which a query cannot carry. (“If specified,
	*   only events for objects of a given type are returned. Example: `object_type=lead`”, docs/list-events.md)
	* - The four date filters are described after Close's page; the document has no word on them. (“`date_updated`:
	*   The date/time of when the event was last updated, in ISO format. Can be filtered by range”,
	*   docs/list-events.md)
	*
	* @example `"2026-11-01T00:00:00Z"`
	*/
	date_updated__gt?: string | undefined;
	/**
	* Only events last updated after (`__gt`), at or after (`__gte`), before (`__lt`), at or before (`__lte`) this
	* moment. ISO 8601: a date, or a date and time with or without a zone (one without is presumably UTC). Goes with
	* every set of filters. To page, use cursors instead.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - A filter is text or left out; the document also allows `null`, which a query cannot carry. (“If specified,
	*   only events for objects of a given type are returned. Example: `object_type=lead`”, docs/list-events.md)
	* - The four date filters are described after Close's page; the document has no word on them. (“`date_updated`:
	*   The date/time of when the event was last updated, in ISO format. Can be filtered by range”,
	*   docs/list-events.md)
	*
	* @example `"2026-11-01T00:00:00Z"`
	*/
	date_updated__gte?: string | undefined;
	/**
	* Only events last updated after (`__gt`), at or after (`__gte`), before (`__lt`), at or before (`__lte`) this
	* moment. ISO 8601: a date, or a date and time with or without a zone (one without is presumably UTC). Goes with
	* every set of filters. To page, use cursors instead.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - A filter is text or left out; the document also allows `null`, which a query cannot carry. (“If specified,
	*   only events for objects of a given type are returned. Example: `object_type=lead`”, docs/list-events.md)
	* - The four date filters are described after Close's page; the document has no word on them. (“`date_updated`:
	*   The date/time of when the event was last updated, in ISO format. Can be filtered by range”,
	*   docs/list-events.md)
	*
	* @example `"2026-11-01T00:00:00Z"`
	*/
	date_updated__lt?: string | undefined;
	/**
	* Only events last updated after (`__gt`), at or after (`__gte`), before (`__lt`), at or before (`__lte`) this
	* moment. ISO 8601: a date, or a date and time with or without a zone (one without is presumably UTC). Goes with
	* every set of filters. To page, use cursors instead.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - A filter is text or left out; the document also allows `null`, which a query cannot carry. (“If specified,
	*   only events for objects of a given type are returned. Example: `object_type=lead`”, docs/list-events.md)
	* - The four date filters are described after Close's page; the document has no word on them. (“`date_updated`:
	*   The date/time of when the event was last updated, in ISO format. Can be filtered by range”,
	*   docs/list-events.md)
	*
	* @example `"2026-11-01T00:00:00Z"`
	*/
	date_updated__lte?: string | undefined;
	/**
	* Where the page starts: `cursor_next` (older events) or `cursor_previous` (newer ones) of an earlier page.
	* Opaque text. The other filters must be given again with it, all but the `date_updated` ones.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - `_cursor` is missing from the document, which leaves no way to the second page. (“`_cursor`: Pagination
	*   using a cursor string (`cursor_next` or `cursor_previous` from a previous response).”, docs/list-events.md)
	*
	* @example `"cursor2"`
	*/
	_cursor?: string | undefined;
};
/** The errors of `events.list` that the vendor documents; `isApiError(error, "events.list")` narrows to them. */
export type EventsListError = DocumentedError<400, BadRequest> | DocumentedError<401, ErrorBody> | DocumentedError<402, unknown> | DocumentedError<403, unknown> | DocumentedError<405, unknown> | DocumentedError<415, unknown> | DocumentedError<429, unknown>;
/** One page of `events.list`. */
export type EventsListPage = TwoWayPage<Event, EventList>;
/** The filters of a feed of `events.list`, which says itself where to begin. */
export type EventsListFeedParams = EventsListParams & {
	readonly _cursor?: undefined;
	readonly date_updated__gte?: undefined;
};
/** @internal */
export declare const eventsListOperation: ListOperation<EventsListParams, Event, EventList, EventsListPage>;
/**
* Lists events in the event log, latest first.
*
* `events.list` as a function, for bundles that hold only what they call: `eventsList(createClient(), …)`.
*
* @see https://developer.close.com/api/resources/events/list
*/
export declare function eventsList(client: Client, params?: EventsListParams, options?: RequestOptions): PagedList<Event, EventsListPage>;
/** `events.feed` as a function, for bundles that hold only what they call. */
export declare function eventsListFeed(client: Client, options?: FeedOptions<EventsListFeedParams>): ItemFeed<Event>;
/** The event log. */
export declare class Events {
	#private;
	constructor(client: Client);
	/**
	* Lists events in the event log, latest first.
	*
	* Close keeps events for 30 days. They are ordered by `date_updated`; several changes to one object within a
	* short time may become one event, whose `date_updated` then moves.
	*
	* Only certain sets of filters may be used together; the `date_updated` ones go with any of them.
	*
	* Cursors are opaque: `cursor_next` leads to older events, `cursor_previous` to newer ones. They are for paging,
	* not for following new events: events can become visible late and in another order than they happened. Whoever
	* polls should read the latest five minutes again each time.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - `_skip` is gone: this endpoint does not support it; the document lists it. (“The endpoint supports the
	*   following parameters for pagination, and does *not* support `_skip`”, docs/list-events.md)
	* - `Authorization` is no parameter: the client sends the credentials that it was made with. (“name:
	*   Authorization in: header description: Basic authentication required: true”, docs/list-events.md)
	* - There is no 404 to expect from a list without path parameters; Close has that status for a wrong URL.
	*   (“`404` when the URL was not found.”, https://developer.close.com/api/overview/http-response-codes.md,
	*   2026-11-21)
	* - How one page leads to the next is said in prose only; stated so that a client can page. (“`cursor_next`:
	*   Cursor string to retrieve the next page of events, i.e. events before the given ID (earlier date), or `null`
	*   if no more objects are available.”, docs/list-events.md)
	* - How to tell what is new is said in prose only: events turn up late and are changed when others are folded
	*   into them, so the latest five minutes are read again each time. (“To avoid missing recent events when
	*   paginating, we recommend to scan the latest five minutes of events.”, docs/list-events.md)
	* - Only fifteen sets of filters are supported, or none at all; the document allows any. (“Only certain
	*   combinations of filters are supported. `date_updated` can be optionally used with any allowed filter
	*   combination.”, docs/list-events.md)
	* - Which field of an event each filter looks at is said in prose only; stated for the fake of Close that tests
	*   run against. (“`object_type`: If specified, only events for objects of a given type are returned.”,
	*   docs/list-events.md)
	* - The response is an `EventList`; the document has an empty object, and has lost the example it speaks of.
	*   (“The response is a dictionary with the following fields:”, docs/list-events.md)
	* - The statuses 402, 403, 405 and 415 are added from Close's list of response codes, which tells nothing of
	*   their bodies. (“`402` when the request could not be completed, because a limit of your current plan was
	*   reached.”, https://developer.close.com/api/overview/http-response-codes.md, 2026-11-21)
	* - The status 429 is missing from the document. Its headers say how long to wait; its body is deprecated.
	*   (“Each 429 response is guaranteed to have the `RateLimit` header set as well as the `retry-after` header”,
	*   https://developer.close.com/api/overview/rate-limits.md, 2026-11-21)
	* - An API key or an OAuth token is needed, either will do; the document defines both and asks for neither.
	*   (“All API requests require authentication. Two methods are supported”, https://developer.close.com/api,
	*   2026-11-21)
	*
	* @see https://developer.close.com/api/resources/events/list
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
