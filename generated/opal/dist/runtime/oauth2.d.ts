import { type Scheme } from "./auth.js";
/** How a client proves who it is to the token endpoint: in a header, or in the body. */
export type ClientAuthentication = "client_secret_basic" | "client_secret_post";
/**
* OAuth 2.0 client credentials (RFC 6749, 4.4). A token is fetched when it is first needed, kept for all calls that need its
* scopes, and renewed before it ends, or once when the server refuses it; who needs one meanwhile waits for the same
* request. A token that the caller supplies is used instead.
*/
export declare function clientCredentials(authentication?: ClientAuthentication): Scheme["send"];
//# sourceMappingURL=oauth2.d.ts.map
