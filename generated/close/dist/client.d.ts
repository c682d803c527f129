import { Events } from "./resources/events.js";
import { type Credential } from "./runtime/auth.js";
import { Client, type ClientOptions } from "./runtime/client.js";
/** How to reach the Close API. */
export interface CloseOptions extends ClientOptions {
	/**
	* An API key, from Settings → Developer → API Keys.
	*
	* A text, or a function that returns one. Defaults to the environment variable `CLOSE_API_KEY`.
	*
	* @remarks
	* Corrected against the vendor's document:
	* - The API key is the user name of Basic authentication, with an empty password; the document does not say so.
	*   (“The API key acts as the username and the password is always empty.”,
	*   https://developer.close.com/api/overview/api-key-authentication.md, 2026-11-21)
	*/
	readonly apiKey?: Credential | undefined;
	/**
	* An OAuth 2.0 access token, for applications that act for other people.
	*
	* A text, or a function that returns one. Defaults to the environment variable `CLOSE_ACCESS_TOKEN`.
	*/
	readonly accessToken?: Credential | undefined;
}
/**
* A configured client without methods, for operations that are imported alone: `eventsList(createClient(), …)`.
*
* @throws SdkError when a credential is missing or an option cannot be used.
*/
export declare function createClient(options?: CloseOptions): Client;
/** Client for the Close API. */
export declare class Close {
	/** The event log. */
	readonly events: Events;
	/** @throws SdkError when a credential is missing or an option cannot be used. */
	constructor(options?: CloseOptions);
}
//# sourceMappingURL=client.d.ts.map
