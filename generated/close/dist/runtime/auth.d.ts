import type { Security } from "./operation.js";
/** A credential, or a function that returns one: it is called for each attempt, so that a token can be renewed. */
export type Credential = string | (() => string | Promise<string>);
/** Where a credential comes from: an option of the client, else an environment variable. */
export interface Source {
	readonly option: string;
	readonly env?: string;
}
/** A security scheme: how to send it, and what `send` needs for that. A text in place of a source is sent as it is. */
export interface Scheme {
	readonly send: (scheme: Scheme, read: (source: Source | string) => Promise<string>) => Promise<Sent>;
	/** basic */
	readonly username?: Source | string;
	/** basic; if it is empty, the user name is the secret. */
	readonly password?: Source | string;
	/** bearer */
	readonly token?: Source | string;
	/** apiKey */
	readonly in?: "header" | "query" | "cookie";
	readonly name?: string;
	readonly value?: Source;
}
/** What a scheme adds to a request. */
export interface Sent {
	readonly in: "header" | "query" | "cookie";
	readonly name: string;
	readonly value: string;
	/** What must not be shown to anybody, the most telling first. */
	readonly secrets: readonly string[];
}
/** HTTP Basic (RFC 7617), in UTF-8. */
export declare function basic(scheme: Scheme, read: (source: Source | string) => Promise<string>): Promise<Sent>;
/** Bearer tokens (RFC 6750); also OAuth 2.0 and OpenID Connect. */
export declare function bearer(scheme: Scheme, read: (source: Source | string) => Promise<string>): Promise<Sent>;
/** A key in a header, the query or a cookie (OpenAPI `apiKey`). */
export declare function apiKey(scheme: Scheme, read: (source: Source | string) => Promise<string>): Promise<Sent>;
/** What the provider knows about credentials. */
export interface SecurityDefinition {
	/** The provider's client class, for messages. */
	readonly name: string;
	readonly security?: Security;
	readonly schemes?: Readonly<Record<string, Scheme>>;
}
/**
* Reads the credentials that were supplied, and returns what picks and sends them. Of the allowed sets of schemes the first
* counts whose credentials are all there. Environment variables count only if no credential is an option. `hide` learns the
* secrets.
*/
export declare function authenticator(options: Readonly<Record<string, unknown>>, { name, security, schemes }: SecurityDefinition, hide: (secret: string) => void): (security?: Security) => Promise<Sent[]>;
//# sourceMappingURL=auth.d.ts.map
