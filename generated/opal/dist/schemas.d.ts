/**
* A page of events.
*
* @remarks
* Corrected against the vendor's document:
* - `results` is always there; the document requires nothing of a page. (“One page worth of events with the
*   appropriate filters applied.”, docs/get-events.md)
*/
export interface PaginatedEventList {
	/**
	* The cursor with which to continue pagination if additional result pages exist.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - `next` and `previous` may be `null`; the document says so with a keyword that OpenAPI 3.1 does not have.
	*   (“nullable: true type: string”, docs/get-events.md)
	*
	* @example `"cD0yMDIxLTAxLTA2KzAzJTNBMjQlM0E1My40MzQzMjYlMkIwMCUzQTAw"`
	*/
	next?: string | null;
	/**
	* For information: Opal calls it the cursor that the page itself was obtained with. Its example looks like
	* another kind of cursor, so do not count on it to lead to the page before.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - `next` and `previous` may be `null`; the document says so with a keyword that OpenAPI 3.1 does not have.
	*   (“nullable: true type: string”, docs/get-events.md)
	*
	* @example `"cj1sZXdwd2VycWVtY29zZnNkc2NzUWxNMEUxTXk0ME16UXpNallsTWtJ"`
	*/
	previous?: string | null;
	results: Event[];
}
/**
* **Event Object**
* **Description**
* The `Event` object is used to represent an event.
*
* **Usage Example**
* Fetch from the `LIST Events` endpoint.
*
* @remarks
* Corrected against the vendor's document:
* - `actor_name` may be missing: the document requires it, but none of its three examples has it. (“example:
*   event_id: 29827fb8-f2dd-4e80-9576-28e31e9934ac actor_user_id: 1b978423-db0a-4037-a4cf-f79c60cb67b3
*   created_at: '2022-01-23T04:56:07.000Z' event_type:…”, docs/get-events.md)
*/
export interface Event {
	/**
	* The ID of the event.
	*
	* Format uuid.
	*
	* @example `"1b978423-db0a-4037-a4cf-f79c60cb67b3"`
	*/
	event_id: string;
	/**
	* The ID of the actor user.
	*
	* Format uuid.
	*
	* @example `"29827fb8-f2dd-4e80-9576-28e31e9934ac"`
	*/
	actor_user_id: string;
	/**
	* The name of the actor user.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - `actor_name` is text; the document has that as its format, and no type. (“description: The name of the actor
	*   user. example: John Smith format: string”, docs/get-events.md)
	*
	* @example `"John Smith"`
	*/
	actor_name?: string;
	/**
	* The email of the actor user.
	*
	* @example `"john@acmecorp.com"`
	*/
	actor_email?: string;
	/**
	* What happened, such as `USERS_CREATED`, `USER_TEAM_UPDATED` or `USER_MFA_RESET`. Opal has no closed list of
	* types.
	*
	* @example `"USERS_CREATED"`
	*/
	event_type: string;
	/**
	* The day and time the event was created.
	*
	* Format date-time.
	*
	* @example `"2022-01-23T04:56:07.000Z"`
	*/
	created_at: string;
	/**
	* The IP address of the event actor.
	*
	* @example `"255.255.255.0"`
	*/
	actor_ip_address?: string;
	/**
	* The name of the API token used to create the event.
	*
	* @example `"My API Token"`
	*/
	api_token_name?: string;
	/**
	* The preview of the API token used to create the event.
	*
	* @example `"**************************M_g=="`
	*/
	api_token_preview?: string;
	sub_events?: SubEvent[];
}
/**
* **Sub event Object**
* **Description**
* The `SubEvent` object is used to represent a subevent.
*
* **Usage Example**
* Fetch from the `LIST Events` endpoint.
*/
export interface SubEvent {
	/**
	* The subevent type.
	*
	* @example `"USERS_CREATED"`
	*/
	sub_event_type: string;
	/**
	* The user concerned.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - `user_id`, `user_name`, `resource_id` and `resource_name` are in the document's example of a sub-event, but
	*   not in its schema. (“sub_event_type: USERS_CREATED user_id: 29827fb8-f2dd-4e80-9576-28e31e9934ac user_name:
	*   John Smith resource_id: 29827fb8-f2dd-4e80-9576-28e31e9934ac resource_na…”, docs/get-events.md)
	*/
	user_id?: string;
	/**
	* The user's name.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - `user_id`, `user_name`, `resource_id` and `resource_name` are in the document's example of a sub-event, but
	*   not in its schema. (“sub_event_type: USERS_CREATED user_id: 29827fb8-f2dd-4e80-9576-28e31e9934ac user_name:
	*   John Smith resource_id: 29827fb8-f2dd-4e80-9576-28e31e9934ac resource_na…”, docs/get-events.md)
	*/
	user_name?: string;
	/**
	* The resource concerned.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - `user_id`, `user_name`, `resource_id` and `resource_name` are in the document's example of a sub-event, but
	*   not in its schema. (“sub_event_type: USERS_CREATED user_id: 29827fb8-f2dd-4e80-9576-28e31e9934ac user_name:
	*   John Smith resource_id: 29827fb8-f2dd-4e80-9576-28e31e9934ac resource_na…”, docs/get-events.md)
	*/
	resource_id?: string;
	/**
	* The resource's name.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - `user_id`, `user_name`, `resource_id` and `resource_name` are in the document's example of a sub-event, but
	*   not in its schema. (“sub_event_type: USERS_CREATED user_id: 29827fb8-f2dd-4e80-9576-28e31e9934ac user_name:
	*   John Smith resource_id: 29827fb8-f2dd-4e80-9576-28e31e9934ac resource_na…”, docs/get-events.md)
	*/
	resource_name?: string;
	[key: string]: unknown;
}
//# sourceMappingURL=schemas.d.ts.map
