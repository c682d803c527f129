/** What the client and its credentials know of each other; the code behind it is in packages that need it (auth.ts). */
import type { Security } from "./operation.js";
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
	/** Forget credentials that the server refused, where others can be had. */
	readonly renew: readonly (() => void)[];
}
/** Picks and reads the credentials for an attempt. */
export type Authenticate = (asked: Omit<Asked, "hide" | "scopes">, security?: Security) => Promise<Signature>;
/** Makes a client able to authenticate itself. */
export interface Authenticator {
	/** Finds the query parameters that carry credentials; absent where none does. */
	readonly secretPairs: RegExp | undefined;
	/** `name`: the provider's client class, for messages. `hide` learns the secrets. */
	readonly start: (name: string, options: Readonly<Record<string, unknown>>, hide: (secret: string) => void) => Authenticate;
}
//# sourceMappingURL=signature.d.ts.map
