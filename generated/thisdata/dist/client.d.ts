import { Events } from "./resources/events.js";
import { type Credential } from "./runtime/auth.js";
import { Client, type ClientOptions } from "./runtime/client.js";
/** How to reach the ThisData API. */
export interface ThisDataOptions extends ClientOptions {
	/**
	* An API key. It is part of the URL, so keep URLs out of logs.
	*
	* A text, or a function that returns one. Defaults to the environment variable `THISDATA_API_KEY`.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - The API key goes into the query, as `api_key`; the page has it as a parameter.
	*   (“"in":"query","required":true,"desc":"Your API Key","default":"","type":"string","name":"api_key"”,
	*   docs/get-events.txt)
	*/
	readonly apiKey?: Credential | undefined;
}
/**
* A configured client without methods, for operations that are imported alone: `eventsList(createClient(), …)`.
*
* @throws SdkError when a credential is missing or an option cannot be used.
*/
export declare function createClient(options?: ThisDataOptions): Client;
/** Client for the ThisData API. */
export declare class ThisData {
	/**
	* The events that were sent to ThisData.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - The tag `Events` is called `events`, and described. It said "Events". (“Get a filtered list of previously
	*   submitted events”, docs/get-events.txt)
	*/
	readonly events: Events;
	/** @throws SdkError when a credential is missing or an option cannot be used. */
	constructor(options?: ThisDataOptions);
}
//# sourceMappingURL=client.d.ts.map
