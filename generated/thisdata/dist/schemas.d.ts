/**
* What a user did. The known verbs are those of ThisData's clients; an application may send any other, so others
* are valid.
*
* @remarks
* Corrected against the vendor's document:
* - The known verbs, from ThisData's official clients; the page has no list. (“you can use any verb that
*   represents the type of event that you want to track”, https://github.com/thisdata/thisdata-node, 2026-11-21)
*/
export type Verb = "log-in" | "log-out" | "log-in-denied" | "log-in-challenge" | "desktop-login-success" | "access" | "email-update" | "password-update" | "password-reset-request" | "password-reset" | "password-reset-fail" | "authentication-challenge" | "authentication-challenge-pass" | "authentication-challenge-fail" | "two-factor-disable" | "verify" | "page-view" | (string & {});
/**
* Something that a user did, with what ThisData found out about it. The page's only whole sample has all fields;
* which of them are always there is not documented.
*
* @remarks
* Corrected against the vendor's document:
* - The fields of an event, from the page's only sample and ThisData's clients; the page has no schema. (“In
*   `results` is an Array of Hashes which represent each event.”, docs/get-events.txt)
*/
export interface Event {
	/** The event's own ID. */
	id: string;
	/**
	* When it happened, in UTC.
	*
	* Format date-time.
	*/
	published: string;
	/** What the user did. */
	verb: Verb;
	/** Who did it. */
	user?: User;
	/** With what. */
	device?: Device;
	/** From where. */
	location?: Location;
	/** In which session, if the application sent one. */
	session?: Session | null;
	/**
	* How risky ThisData found it, from 0 (low) to 1 (high). The page has no word on it; the range is that of the
	* score which its clients get when they verify a user.
	*
	* 0 to 1.
	*/
	overall_score?: number;
	/** What the application had sent. */
	raw?: RawEvent;
}
/**
* The user of an event. `raw.user` has more of what was sent.
*
* @remarks
* Corrected against the vendor's document:
* - The user of an event, from the page's sample and the .NET client. (“A unique identifier for the end user”,
*   https://github.com/thisdata/thisdata-dotnet, 2026-11-21)
*/
export interface User {
	/** The ID that the application knows the user by. Text, though tests of ThisData's clients use numbers. */
	id?: string;
	/** The user's full name. */
	name?: string;
}
/**
* What an event was sent from, read out of its user agent.
*
* @remarks
* Corrected against the vendor's document:
* - The device of an event, from the page's sample and the .NET client. (“[DataMember(Name = "version")] public
*   int[] Version”, https://github.com/thisdata/thisdata-dotnet, 2026-11-21)
*/
export interface Device {
	/** A device ID that the application sent, typically for a mobile device. Not in the page's sample. */
	id?: string;
	/** The user agent as it was. */
	user_agent?: string;
	/** The browser, such as `Chrome`. */
	browser?: string;
	/** The platform, such as `Macintosh`. */
	platform?: string;
	/** The operating system, such as `OS X 10.11.6`. */
	os?: string;
	/** Whether it is a mobile device. */
	mobile?: boolean;
	/** Whether it is a bot. */
	bot?: boolean;
	/** The browser's version, part by part. */
	version?: number[];
	/** What stands in brackets in the user agent. */
	comment?: string[];
}
/**
* Where an event came from, by its IP address.
*
* @remarks
* Corrected against the vendor's document:
* - The location of an event, from the page's sample and the .NET client. (“[DataMember(Name = "latitude")]
*   public double Latitude”, https://github.com/thisdata/thisdata-dotnet, 2026-11-21)
*/
export interface Location {
	/** The IP address. */
	ip?: string;
	/** Where that is. */
	coordinates?: Coordinates;
	/** What that place is called. */
	address?: Address;
}
/**
* A point on the map.
*
* @remarks
* Corrected against the vendor's document:
* - The location of an event, from the page's sample and the .NET client. (“[DataMember(Name = "latitude")]
*   public double Latitude”, https://github.com/thisdata/thisdata-dotnet, 2026-11-21)
*/
export interface Coordinates {
	/** Degrees north. */
	latitude?: number;
	/** Degrees east. */
	longitude?: number;
	/** The IP address again. In the page's sample it differs from `location.ip`, presumably by a slip. */
	ip?: string;
}
/**
* A place.
*
* @remarks
* Corrected against the vendor's document:
* - The location of an event, from the page's sample and the .NET client. (“[DataMember(Name = "latitude")]
*   public double Latitude”, https://github.com/thisdata/thisdata-dotnet, 2026-11-21)
*/
export interface Address {
	/** The country, such as `New Zealand`. */
	country_name?: string;
	/** The country's code, such as `NZ`. */
	country_iso_code?: string;
	/** The region, such as `Auckland`. */
	region_name?: string;
	/** The region's code, such as `AUK`. */
	region_iso_code?: string;
	/** The city. */
	city_name?: string;
	/** The postal code. */
	postal_code?: string;
	/** The time zone, such as `Pacific/Auckland`. */
	timezone?: string;
	/** The IP address again. */
	ip?: string;
}
/**
* The session of an event, as the application sent it.
*
* @remarks
* Corrected against the vendor's document:
* - The session of an event, from ThisData's clients; in the page's sample it is `null`. (“id: session.id ||
*   null, td_cookie_id: cookieIdFromRequest(req), td_cookie_expected:”,
*   https://github.com/thisdata/thisdata-node, 2026-11-21)
*/
export interface Session {
	/** The application's session ID. */
	id?: string | null;
	/** The ID in the cookie of ThisData's script. */
	td_cookie_id?: string | null;
	/** Whether the application uses that script, so that there should be a cookie. */
	td_cookie_expected?: boolean;
}
/**
* An event as the application had sent it. It has whatever was sent, so other keys may be there.
*
* @remarks
* Corrected against the vendor's document:
* - The `raw` part of an event, from the page's sample; the .NET client takes any object. (“[DataMember(Name =
*   "raw")] public object Raw”, https://github.com/thisdata/thisdata-dotnet, 2026-11-21)
*/
export interface RawEvent {
	/** The IP address of the user's request. */
	ip?: string;
	/** What the user did. */
	verb?: Verb;
	/** The user agent of the user's request. */
	user_agent?: string;
	/** Who did it. */
	user?: RawUser;
	[key: string]: unknown;
}
/**
* A user as the application had sent it. It has whatever was sent, so other keys may be there.
*
* @remarks
* Corrected against the vendor's document:
* - The `raw` part of an event, from the page's sample; the .NET client takes any object. (“[DataMember(Name =
*   "raw")] public object Raw”, https://github.com/thisdata/thisdata-dotnet, 2026-11-21)
*/
export interface RawUser {
	/** The ID that the application knows the user by. Text, though tests of ThisData's clients use numbers. */
	id?: string;
	/** The user's full name. */
	name?: string;
	/** The user's e-mail address. */
	email?: string;
	/** The user's mobile phone number, such as `+64270000001`. */
	mobile?: string;
	/** Whether the user was logged in. */
	authenticated?: boolean;
	[key: string]: unknown;
}
/**
* A page of events.
*
* @remarks
* Corrected against the vendor's document:
* - The response has `total` and `results`; the page says so in prose and has no schema. (“The response includes
*   the `total` number of events which match your query.”, docs/get-events.txt)
*/
export interface EventList {
	/** How many events match the whole query, whatever `limit` and `offset` are. */
	total: number;
	/** The events of the page. */
	results: Event[];
}
/**
* What is wrong with a request. Documented for `POST /verify` only; assumed to be the same here.
*
* @remarks
* Corrected against the vendor's document:
* - The body of an error, as ThisData documented it for another endpoint; this page documents none. (“{messages:
*   ["ip must not be blank", "user[id] must not be blank"]}”, http://help.thisdata.com/docs/apiv1verify,
*   2026-11-21)
*/
export interface ErrorBody {
	/** What is wrong, one sentence each. */
	messages?: string[];
	[key: string]: unknown;
}
//# sourceMappingURL=schemas.d.ts.map
