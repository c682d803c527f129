/** Hides credentials in whatever leaves the runtime. */
export interface Redactor {
	/** Learns a secret: it is hidden from now on, in every spelling that the redactor knows. */
	readonly add: (secret: string) => void;
	/** Hides secrets in a text. */
	readonly safe: (text: string) => string;
	/** Hides them only where they are the values of query parameters. */
	readonly safeQuery: (text: string) => string;
}
/** Shorter secrets would also be found in innocent data, and hiding them would damage it. */
export declare const shortest = 6;
/**
* Hides values as they are, and as they are in URLs and in JSON. For clients of an API that asks for no credentials, so that
* all it can know are headers that look like some; the others have redact.ts, which knows more spellings.
*/
export declare function mask(): Redactor;
//# sourceMappingURL=mask.d.ts.map
