/** Whether a request says who sends it, as the provider asks for it. Any credential will do; a wrong one is a 401 that a test asks for. */
import { type Received } from "./fake-request.js";
import type { Security } from "./signature.js";
/** A security scheme, as far as it shows in a request. */
export interface FakeScheme {
	readonly id: string;
	readonly kind: "apiKey" | "authorization" | "basic" | "bearer" | "clientCredentials";
	/** apiKey */
	readonly in?: "header" | "query" | "cookie";
	readonly name?: string;
	/** authorization: the HTTP authentication scheme */
	readonly scheme?: string;
	/** basic: what the vendor fixes, such as an empty password. */
	readonly username?: string;
	readonly password?: string;
}
/** Whether one of the sets of schemes is there. */
export declare function isSigned(received: Received, security: Security, schemes: readonly FakeScheme[]): boolean;
/** Headers by lower-case names, and the URL, both without the credentials: for the log of a test. */
export declare function withoutCredentials({ headers, url, query }: Received, schemes: readonly FakeScheme[]): {
	readonly headers: Readonly<Record<string, string>>;
	readonly url: string;
};
//# sourceMappingURL=fake-credentials.d.ts.map
