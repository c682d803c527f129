import type { Call, Reader } from "./operation.js";
/**
* Reads by the response's own media type, with the operation's reader for it. Only what was asked for counts, so that a
* result is of the type that was promised; JSON is left to the runtime.
*/
export declare const byType: Reader;
/** The body as text. Also when the type that came is another text, but not when it is HTML or JSON. */
export declare const text: Reader;
/** The body as a `Blob`: its bytes and its media type. Also when another type came, but not when it is HTML or JSON. */
export declare const blob: Reader;
/** No body is expected; whatever comes is dropped unread. */
export declare const nothing: Reader;
/** A body that stops when the caller's signal does. */
export declare function held(body: Response["body"], { options: { signal } }: Call): Response["body"];
/** The response itself, its body unread, without credentials in its URL and headers. */
export declare const unread: Reader;
//# sourceMappingURL=read.d.ts.map
