/**
* The type of an object in the event log. The known ones are listed; new ones appear as Close grows, so others
* are valid. Close lists tasks as `task.SUBTYPE`: `task.lead` stands for them here, `task.missed_call` is
* another.
*
* @remarks
* Corrected against the vendor's document:
* - The known object types, from Close's list of events; the document has none. (“Here is the full list of
*   events grouped by object type and action”,
*   https://developer.close.com/api/resources/events/list-of-event-types.md, 2026-11-21)
*
* @see https://developer.close.com/api/resources/events/list-of-event-types
*/
export type EventObjectType = "lead" | "contact" | "opportunity" | "task.lead" | "activity.email" | "activity.email_thread" | "unsubscribed_email" | "activity.call" | "activity.sms" | "activity.whatsapp_message" | "activity.note" | "activity.meeting" | "activity.form_submission" | "activity.lead_status_change" | "activity.opportunity_status_change" | "activity.task_completed" | "import" | "export.lead" | "export.opportunity" | "bulk_action.delete" | "bulk_action.edit" | "bulk_action.email" | "bulk_action.sequence_subscription" | "custom_fields.lead" | "custom_fields.contact" | "custom_fields.opportunity" | "custom_fields.activity" | "custom_fields.custom_object" | "custom_fields.shared" | "custom_activity_type" | "activity.custom_activity" | "custom_object_type" | "custom_object" | "status.lead" | "status.opportunity" | "membership" | "group" | "saved_search" | "phone_number" | "email_template" | "sms_template" | "sequence" | "sequence_subscription" | "comment" | "comment_thread" | "lead_merge" | (string & {});
/**
* What happened to the object. The known actions are listed, not all of which every object type has; others are
* valid.
*
* @remarks
* Corrected against the vendor's document:
* - The known actions, from Close's list of events; the document has none. (“Here is the full list of events
*   grouped by object type and action”, https://developer.close.com/api/resources/events/list-of-event-types.md,
*   2026-11-21)
*
* @see https://developer.close.com/api/resources/events/list-of-event-types
*/
export type EventAction = "created" | "updated" | "deleted" | "merged" | "completed" | "sent" | "answered" | "scheduled" | "started" | "canceled" | "reverting" | "reverted" | "paused" | "activated" | "deactivated" | (string & {});
/**
* What led to an event. Only what applies is there; other keys may be.
*
* @remarks
* Corrected against the vendor's document:
* - What is known about an event's `meta`, from Close's pages and recorded events; the document says nothing.
*   (“All events related to the merge contain `merge_source_lead_id` and `merge_destination_lead_id` in the
*   `meta` field of the event”, https://developer.close.com/api/resources/events/list-of-event-types.md,
*   2026-11-21)
*/
export interface EventMeta {
	/** The HTTP method of the request that caused the event. */
	request_method?: string | null;
	/** The path of the request that caused the event. */
	request_path?: string | null;
	/** The bulk action that the event is part of. */
	bulk_action_id?: string | null;
	/** When leads are merged: the lead that went into the other. */
	merge_source_lead_id?: string | null;
	/** When leads are merged: the lead that remains. */
	merge_destination_lead_id?: string | null;
	/** Recorded, not documented; by its name, the import whose reversal caused the event. */
	revert_import_id?: string | null;
	[key: string]: unknown;
}
/**
* One change to one object. Several changes within a short time may become one event: `date_created` then stays,
* `date_updated` moves, and `previous_data` is the state before all of them.
*
* @remarks
* Corrected against the vendor's document:
* - The fields of an event, from Close's “Event format” page and recorded events; the document says nothing.
*   (“`user_id`: The ID of the user who generated this event, or `null`”,
*   https://developer.close.com/api/resources/events.md, 2026-11-21)
*/
export interface Event {
	/** The event's own ID (`ev_…`). */
	id: string;
	/**
	* When the event first happened: UTC, written without a zone and with six digits of a second, the last three
	* zero. Append `Z` before parsing it.
	*
	* @example `"2019-01-15T12:48:23.395000"`
	*/
	date_created: string;
	/**
	* When the event last changed; events are ordered by it. Written like `date_created`.
	*
	* @example `"2019-01-15T12:48:23.395000"`
	*/
	date_updated: string;
	/** The organization (`orga_…`). */
	organization_id: string;
	/** The user whose action caused the event; `null` if none did. */
	user_id?: string | null;
	/** The request that caused the event (`req_…`). Events with the same one belong together. */
	request_id: string;
	/** The API key of the request that caused the event; `null` if there was none. */
	api_key_id?: string | null;
	/** The OAuth client of the request that caused the event. Recorded, not documented. */
	oauth_client_id?: string | null;
	/** The OAuth scope of the request that caused the event. Recorded, not documented; only ever seen as `null`. */
	oauth_scope?: string | null;
	/** The type of the object. */
	object_type: EventObjectType;
	/** The object that changed. */
	object_id: string;
	/** The lead that the object belongs to, if any; for a lead, its own ID. */
	lead_id?: string | null;
	/** What happened to the object. */
	action: EventAction;
	/** The names of the fields that changed, if the object was updated; else empty. */
	changed_fields: string[];
	/** What led to the event. */
	meta: EventMeta;
	/**
	* The object after the change, as its own endpoint returns it; `null` if it was deleted. Missing for non-admins
	* once the event is more than an hour old.
	*/
	data?: Record<string, unknown> | null;
	/**
	* The former values of the changed fields, or all former fields of a deleted object; empty for a created one.
	* Missing for non-admins once the event is more than an hour old.
	*/
	previous_data?: Record<string, unknown> | null;
}
/**
* A page of events, latest first.
*
* @remarks
* Corrected against the vendor's document:
* - The response has `data`, `cursor_next` and `cursor_previous`; the document calls it empty. (“The response is
*   a dictionary with the following fields: - `data`: A list of events (dictionaries), using the format outlined
*   in “Event format”.”, docs/list-events.md)
*/
export interface EventList {
	/** The events of the page. It may be empty although more pages follow. */
	data: Event[];
	/** The `_cursor` of the next page, with older events; `null` if there are none. */
	cursor_next: string | null;
	/** The `_cursor` of the previous page, with newer events; `null` if there are none. */
	cursor_previous: string | null;
}
/**
* What is wrong with a request. Recorded from the live server: `errors` and `field-errors`, in older versions
* `error`. Not documented by Close.
*
* @remarks
* Corrected against the vendor's document:
* - The body of a refused request, as recorded from the live server; the document has “Any type”. (“400:
*   {"errors": [], "field-errors": {"_limit": "Input should be less than or equal to 200"}}”,
*   https://github.com/hampel/close-api, 2026-11-21)
*/
export interface BadRequest {
	/** What is wrong, in one sentence. */
	error?: string;
	/** What is wrong with the request as a whole. Only ever recorded empty, so what it holds is unknown. */
	errors?: unknown[];
	/** What is wrong with single parameters, by their names. */
	"field-errors"?: Record<string, string>;
	[key: string]: unknown;
}
/**
* What went wrong. Recorded from the live server; not documented by Close.
*
* @remarks
* Corrected against the vendor's document:
* - The body of other errors, as recorded from the live server; the document has “Any type”. (“401, 404:
*   {"error": "Unauthorized"}”, https://github.com/hampel/close-api, 2026-11-21)
*/
export interface ErrorBody {
	/** What went wrong, in words. */
	error: string;
	[key: string]: unknown;
}
//# sourceMappingURL=schemas.d.ts.map
