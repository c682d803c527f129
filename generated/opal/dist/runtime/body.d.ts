/** Ways to write a request body; an operation's descriptor refers to those it needs. */
import type { BodyWriter } from "./content.js";
/** The JSON of a value. */
export declare function jsonText(value: unknown): string;
/** `application/json` and every `+json`. */
export declare const jsonBody: BodyWriter;
/**
* `application/x-www-form-urlencoded`: members as `name=value`; a list repeats the name, an object is JSON. `encoding`
* says where it is otherwise.
*/
export declare const formBody: BodyWriter;
/** A member of a form: the items of a list repeat its name, an object is JSON. */
export declare function formMember(name: string, member: unknown, write: (text: string) => string): string[];
/** Text and bytes, as they are: `string`, `Blob`, `ArrayBuffer`, typed arrays, and streams, which can be sent only once. */
export declare const rawBody: BodyWriter;
//# sourceMappingURL=body.d.ts.map
