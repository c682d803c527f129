/** Ways to write a request body; an operation's descriptor refers to the one it needs. */
import type { BodyWriter } from "./operation.js";
/** `application/json` and every `+json`. */
export declare const jsonBody: BodyWriter;
/** `application/x-www-form-urlencoded`: members as `name=value`, lists repeat the name. */
export declare const formBody: BodyWriter;
/** `multipart/form-data`: a `FormData`, or an object whose members become its parts (files as `Blob`, objects as JSON). */
export declare const multipartBody: BodyWriter;
/** Text and bytes, as they are: `string`, `Blob`, `ArrayBuffer`, typed arrays. */
export declare const rawBody: BodyWriter;
//# sourceMappingURL=body.d.ts.map
