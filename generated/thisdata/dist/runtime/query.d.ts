/**
* Percent-encodes everything but the unreserved characters of RFC 3986. Brackets in names too (`verbs%5B%5D=…`): RFC 3986
* allows them in no query, RFC 6570 encodes them, and every server decodes them.
*/
export declare function encode(text: string): string;
/** The text of one plain value. Throws for what has none: null, objects, NaN. */
export declare function plain(value: unknown): string;
/** A value for an error message, cut to a readable length. */
export declare function show(value: unknown): string;
/** Something with members: no list, no date, not null. */
export declare function isObject(value: unknown): value is object;
/** The members of an object, or each value of a list under the same name, or the value under its name. */
export declare function pairs(name: string, value: unknown): (readonly [name: string, value: unknown])[];
/** The parts of a value in one list: `blue,black`, `R,100,G,200`. */
export declare function joined(value: unknown, write: (text: string) => string, separator: string): string;
/** A member of a form: the items of a list repeat its name, an object is JSON. */
export declare function formMember(name: string, member: unknown, write: (text: string) => string, json: (value: unknown) => string): string[];
//# sourceMappingURL=query.d.ts.map
