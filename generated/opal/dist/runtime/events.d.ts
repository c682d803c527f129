import type { Reader } from "./operation.js";
/** A server-sent event, as the HTML standard defines it. */
export interface ServerSentEvent<
	Data = string,
	Name extends string = string
> {
	/** `message` where the server gives no name. */
	readonly event: Name;
	readonly data: Data;
	/** The last id that the server gave, in this event or before it; empty where it gave none. */
	readonly id: string;
	/** How long to wait before connecting again, in milliseconds, where the server said so last. */
	readonly retry?: number;
}
/** `text/event-stream` as an iterable of events whose data is text. */
export declare const events: Reader;
/** `text/event-stream` as an iterable of events whose data is JSON; `[DONE]` ends it. */
export declare const jsonEvents: Reader;
/** JSON Lines as an iterable of values. A last line that is cut off is an error. */
export declare const jsonLines: Reader;
/** `application/json-seq` (RFC 7464) as an iterable of values. */
export declare const jsonSequence: Reader;
//# sourceMappingURL=events.d.ts.map
