import type { Client } from "../runtime/client.js";
import type { DocumentedError } from "../runtime/errors.js";
import { type FeedOptions, type ItemFeed } from "../runtime/feed.js";
import type { ListOperation, OffsetPage, RequestOptions } from "../runtime/operation.js";
import { type PagedList } from "../runtime/pagination.js";
import type { ErrorBody, Event, EventList, Verb } from "../schemas.js";
/** What `events.list` can be called with. */
export interface EventsListParams {
	/** Filter events to a single user ID (the user ID you send us in your other API calls). */
	user_id?: string | undefined;
	/**
	* Only events at or after this moment. ISO 8601: a date, or a date and time. Without it, the last 30 days; more
	* than 90 days ago is not possible.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - `after` has no default value: the page's “30 days ago” is how far back events go without it. (“"default":"30
	*   days ago","type":"timestamp","name":"after"”, docs/get-events.txt)
	* - `after` takes a date as well: the page says “timestamp”, but its example has a date. (“Filter events to
	*   those at or after this iso8601 timestamp. Max 90 days ago.”, docs/get-events.txt)
	*
	* @example `"2016-09-01"`
	*/
	after?: string | undefined;
	/**
	* Only events at or before this moment. ISO 8601: a date, or a date and time.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - `before` takes a date as well, like `after`: the page says “timestamp”. (“Filter events those at or before
	*   this iso8601 timestamp”, docs/get-events.txt)
	*
	* @example `"2016-09-28"`
	*/
	before?: string | undefined;
	/**
	* Only events with this verb.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - The known verbs are suggested; the page has any text. (“We recommend using verb constants
	*   `thisdata.verbs.LOG_IN`”, https://github.com/thisdata/thisdata-node, 2026-11-21)
	*
	* @example `"log-in"`
	*/
	verb?: Verb | undefined;
	/**
	* Only events with one of these verbs.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - The known verbs are suggested; the page has any text. (“We recommend using verb constants
	*   `thisdata.verbs.LOG_IN`”, https://github.com/thisdata/thisdata-node, 2026-11-21)
	* - On the wire `verbs` is `verbs[]`, repeated for each verb, as in the page's example; its definition says
	*   `verbs`. It said "verbs". (“&verbs[]=log-in&verbs[]=log-in-denied”, docs/get-events.txt)
	*/
	verbs?: Verb[] | undefined;
	/**
	* No events with this verb. Without it, page views are left out; whether asking for them by `verb` or `verbs[]`
	* is enough to get them is not documented.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - The known verbs are suggested; the page has any text. (“We recommend using verb constants
	*   `thisdata.verbs.LOG_IN`”, https://github.com/thisdata/thisdata-node, 2026-11-21)
	* - `exclude_verb` hides page views by default, even where the page's example says “all events”.
	*   (“"desc":"Excludes events with this verb from the result set","default":"page-view"”, docs/get-events.txt)
	*
	* @defaultValue `"page-view"`
	*/
	exclude_verb?: Verb | undefined;
	/**
	* No events with any of these verbs.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - The known verbs are suggested; the page has any text. (“We recommend using verb constants
	*   `thisdata.verbs.LOG_IN`”, https://github.com/thisdata/thisdata-node, 2026-11-21)
	* - On the wire `exclude_verbs` is `exclude_verbs[]`, like `verbs[]`: the page has no example, ThisData's client
	*   sends all lists so. It said "exclude_verbs". (“Excludes events based on multiple verbs”,
	*   docs/get-events.txt)
	*/
	exclude_verbs?: Verb[] | undefined;
	/** Filter by Source Name (an optional field in the POST /events API). */
	source_name?: string | undefined;
	/**
	* Maximum number of events on a page.
	*
	* 1 to 200.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - `limit` may be at most 200; the page says so in prose only. At least 1 is an assumption. (“The number of
	*   events to return. Max 200”, docs/get-events.txt)
	*
	* @defaultValue `50`
	*/
	limit?: number | undefined;
	/**
	* How many events to skip. To walk all events, let the client count.
	*
	* At least 0.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - `offset` counts from 0; that it may not be less is an assumption. (“Offsets the starting position for events
	*   returned, useful for pagination.”, docs/get-events.txt)
	*
	* @defaultValue `0`
	*/
	offset?: number | undefined;
}
/** The errors of `events.list` that the vendor documents; `isApiError(error, "events.list")` narrows to them. */
export type EventsListError = DocumentedError<400, ErrorBody> | DocumentedError<401, ErrorBody>;
/** One page of `events.list`. */
export type EventsListPage = OffsetPage<Event, EventList>;
/** The filters of a feed of `events.list`, which says itself where to begin. */
export type EventsListFeedParams = EventsListParams & {
	readonly offset?: undefined;
	readonly after?: undefined;
};
/** @internal */
export declare const eventsListOperation: ListOperation<EventsListParams, Event, EventList, EventsListPage>;
/**
* Lists events that were sent to ThisData.
*
* `events.list` as a function, for bundles that hold only what they call: `eventsList(createClient(), …)`.
*
* @see http://help.thisdata.com/docs/v1getevents
*/
export declare function eventsList(client: Client, params?: EventsListParams, options?: RequestOptions): PagedList<Event, EventsListPage>;
/** `events.feed` as a function, for bundles that hold only what they call. */
export declare function eventsListFeed(client: Client, options?: FeedOptions<EventsListFeedParams>): ItemFeed<Event>;
/**
* The events that were sent to ThisData.
*
* @remarks
* Corrected against the vendor's document:
* - The tag `Events` is called `events`, and described. It said "Events". (“Get a filtered list of previously
*   submitted events”, docs/get-events.txt)
*/
export declare class Events {
	#private;
	constructor(client: Client);
	/**
	* Lists events that were sent to ThisData.
	*
	* Without `after`, events of the last 30 days; without `exclude_verb`, no page views. Filters given together
	* presumably all apply, and the newest event presumably comes first, as in the page's sample: ThisData
	* documented neither.
	*
	* Pages are counted by position: an event that arrives during a walk moves those after it on, so that the last
	* one of a page can come again on the next.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - The path is `/events.json`; the page has `/:version/events` in its definition and `/v1/events.json` in its
	*   examples. (“"url":"/:version/events"”, docs/get-events.txt)
	* - `api_key` is no parameter of the call: the client sends the key that it was made with.
	*   (“"in":"query","required":true,"desc":"Your API Key","default":"","type":"string","name":"api_key"”,
	*   docs/get-events.txt)
	* - The API key is needed; the page has it as a parameter. (“"auth":"required"”, docs/get-events.txt)
	* - How one page leads to the next is said in prose only; stated so that a client can page. (“Use the `limit`
	*   and `offset` parameters to paginate over a set.”, docs/get-events.txt)
	* - How to tell what is new is not said. Events have an id and a time; no order is documented, so none is relied
	*   on. That an event is visible within five minutes is an assumption. (“Filter events to those at or after this
	*   iso8601 timestamp. Max 90 days ago.”, docs/get-events.txt)
	* - Which field of an event a filter looks at is said in prose only; stated for the fake of ThisData that tests
	*   run against. Where `source_name` looks is not said. (“Filter events to a single user ID (the user ID you
	*   send us in your other API calls)”, docs/get-events.txt)
	* - The sample is whole and valid JSON, from ThisData's own client; the page's is cut short and hides the e-mail
	*   address. (“eve.smith:::at:::domain.com”, docs/get-events.txt)
	* - The response is an `EventList`; the page has a sample and no schema. (“The response includes the `total`
	*   number of events which match your query.”, docs/get-events.txt)
	* - Errors are added; the page documents none. Their body is known from another endpoint, the status 401 is
	*   assumed. (“{messages: ["ip must not be blank", "user[id] must not be blank"]}”,
	*   http://help.thisdata.com/docs/apiv1verify, 2026-11-21)
	*
	* @see http://help.thisdata.com/docs/v1getevents
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
