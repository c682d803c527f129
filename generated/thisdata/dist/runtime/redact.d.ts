/** Hides credentials in whatever leaves the runtime. */
export interface Redactor {
	/** Learns a secret: it is hidden from now on, in every spelling that the redactor knows. */
	readonly add: (secret: string) => void;
	/** Hides secrets in a text. */
	readonly safe: (text: string) => string;
	/** Hides them only where they are the values of query parameters. */
	readonly safeQuery: (text: string) => string;
}
/** Knows what a client has to hide. */
export interface ClientRedactor extends Redactor {
	/** Another one, for a call: it hides the same, and keeps to itself what it learns. */
	readonly scope: () => ClientRedactor;
}
/** What of the params, and of the object that they send as the body, is a credential by its name. */
export declare function secretsIn(params: Readonly<Record<string, unknown>>): string[];
/** The base64 of a text's UTF-8 bytes. */
export declare function base64(text: string): string;
/**
* Hides what it is told to hide, what `others` are, and the values in these pairs (`$1` is what comes before them, `$2` the
* value).
*/
export declare function redactor(pairs?: RegExp, others?: () => readonly string[]): ClientRedactor;
//# sourceMappingURL=redact.d.ts.map
