/** What the client and its credentials know of each other; the code behind it is in packages that need it (auth.ts). */
import type { ClientRedactor } from "./redact.js";
/** Sets of security schemes. Any one set will do; all schemes of that set are sent. An empty set: none needed. */
export type Security = readonly (readonly Requirement[])[];
/** A security scheme by name, and the OAuth scopes that are needed of it. */
export type Requirement = string | readonly [scheme: string, ...scopes: string[]];
/** What a scheme adds to a request. */
export interface Sent {
	readonly in: "header" | "query" | "cookie";
	readonly name: string;
	readonly value: string;
	/** What must not be shown to anybody, the most telling first. */
	readonly secrets: readonly string[];
	/** Forgets a credential that the server refused, where another can be had. */
	readonly renew?: () => void;
}
/** What a scheme has to know that asks a server for its credentials. */
export interface Asked {
	/** The operation that they are for. */
	readonly operation: string;
	/** The OAuth scopes that it needs. */
	readonly scopes: readonly string[];
	readonly baseUrl: string;
	readonly fetch: typeof globalThis.fetch;
	readonly timeoutMs: number;
	/** Hides credentials in a text. */
	readonly safe: (text: string) => string;
	/** Learns a secret. */
	readonly hide: (secret: string) => void;
}
/** What an attempt carries to say who sends it. */
export interface Signature {
	readonly headers: readonly (readonly [name: string, value: string])[];
	readonly cookies: readonly string[];
	/** Puts credentials into the query of a URL. */
	readonly sign: (url: string) => string;
	/** Forgets credentials that the server refused with this error, and says whether others can be had. */
	readonly renew: (error: unknown) => boolean;
	/** Names the options that the credentials come from. */
	readonly advise: () => string;
}
/** Picks and reads the credentials for an attempt. */
export type Authenticate = (asked: Omit<Asked, "hide" | "scopes">, security?: Security) => Promise<Signature>;
/** Makes a client able to authenticate itself. */
export interface Authenticator {
	/** Knows the secrets. */
	readonly redactor: ClientRedactor;
	/** `name`: the provider's client class, for messages. */
	readonly start: (name: string, options: Readonly<Record<string, unknown>>) => Authenticate;
}
/** What says nothing of who sends it. */
export declare const unsigned: Signature;
//# sourceMappingURL=signature.d.ts.map
