import { Events } from "./resources/events.js";
import { type Credential } from "./runtime/auth.js";
import { Client, type ClientOptions } from "./runtime/client.js";
/** How to reach the Opal API. */
export interface OpalOptions extends ClientOptions {
	/**
	* An API token from Opal's admin console: a service user's or a personal one. It may be read-only, and it can
	* expire.
	*
	* A text, or a function that returns one. Defaults to the environment variable `OPAL_TOKEN`.
	*/
	readonly token?: Credential | undefined;
}
/**
* A configured client without methods, for operations that are imported alone: `eventsList(createClient(), …)`.
*
* @throws SdkError when a credential is missing or an option cannot be used.
*/
export declare function createClient(options?: OpalOptions): Client;
/**
* Client for the Opal API.
*
* @see https://docs.opal.dev/llms.txt
*/
export declare class Opal {
	/** Operations related to events. */
	readonly events: Events;
	/** @throws SdkError when a credential is missing or an option cannot be used. */
	constructor(options?: OpalOptions);
}
//# sourceMappingURL=client.d.ts.map
