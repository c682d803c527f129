import { type Asked, type Authenticator, type Security, type Sent } from "./signature.js";
import { type HideKnown, type Redactor } from "./redact.js";
/** A credential, or a function that returns one: it is called for each attempt, so that a token can be renewed. */
export type Credential = string | (() => string | Promise<string>);
/** Where a credential comes from: an option of the client, else an environment variable. */
export interface Source {
	readonly option: string;
	readonly env?: string;
	/** What counts where neither is there: it is no secret. */
	readonly fallback?: string;
	/** The option may be an empty text: a password, where the user name is all there is. */
	readonly empty?: "";
}
/** Reads a credential; an empty text where there is none. */
export type Read = (source: Source | string) => Promise<string>;
/** What there is to know about query parameters with these names that carry credentials (see query-key.ts). */
export type QueryPlace = (names: readonly string[]) => {
	/** Hides them; in a success only those that are known. */
	readonly hides: (hideKnown: HideKnown) => Pick<Redactor, "safe" | "safeQuery">;
	/** Sets them, already encoded; whatever had one of these names before is gone. */
	readonly put: (url: string, pairs: readonly string[]) => string;
};
/** Sends a scheme. */
export interface Send {
	(scheme: Scheme, read: Read, asked: Asked): Promise<Sent>;
	/** The sets of sources, any one of which will do. All that have no fallback, unless said. */
	readonly ways?: (scheme: Scheme) => readonly (readonly Source[])[];
}
/** A security scheme: how to send it, and what `send` needs for that. A text in place of a source is sent as it is. */
export interface Scheme {
	readonly send: Send;
	/** basic */
	readonly username?: Source | string;
	/** basic; if it is empty, the user name is the secret. */
	readonly password?: Source | string;
	/** bearer, and OAuth client credentials instead of these */
	readonly token?: Source | string;
	/** OAuth client credentials */
	readonly clientId?: Source;
	readonly clientSecret?: Source;
	readonly tokenUrl?: Source;
	/** authorization: the HTTP authentication scheme */
	readonly scheme?: string;
	/** apiKey */
	readonly in?: "header" | "cookie" | QueryPlace;
	readonly name?: string;
	readonly value?: Source;
}
/** HTTP Basic (RFC 7617), in UTF-8. */
export declare function basic(scheme: Scheme, read: Read): Promise<Sent>;
/** Bearer tokens (RFC 6750); also OAuth 2.0 and OpenID Connect. */
export declare function bearer(scheme: Scheme, read: Read): Promise<Sent>;
/** Any other scheme for the `Authorization` header (RFC 9110): its credentials as they are, with or without its name. */
export declare function authorization(scheme: Scheme, read: Read): Promise<Sent>;
/**
* A key in a header, the query or a cookie (OpenAPI `apiKey`). A cookie is what the server has set, encoded or not: only what
* HTTP does not allow there is encoded.
*/
export declare function apiKey(scheme: Scheme, read: Read): Promise<Sent>;
export declare const isSource: (part: unknown) => part is Source;
/** Options and environment variables by name, as in a sentence. */
export declare function names(...sources: readonly (Source | string)[]): string;
/** What the provider knows about credentials. */
export interface SecurityDefinition {
	/** Sets of schemes, any one set of which will do, for operations that have none of their own. */
	readonly security: Security;
	readonly schemes: Readonly<Record<string, Scheme>>;
	/** Some operations do with other credentials, or with none: a client may lack those of the rest. */
	readonly differs?: true;
}
/**
* Reads the credentials that were supplied, and returns what picks and sends them. Of the allowed sets of schemes the first
* counts whose credentials are all there. Environment variables count only if no credential is an option.
*/
export declare function authenticator({ security, schemes, differs }: SecurityDefinition): Authenticator;
//# sourceMappingURL=auth.d.ts.map
