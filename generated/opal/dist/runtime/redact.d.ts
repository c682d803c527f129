/** Copies arrays and plain objects to any depth; `text` maps each text in it, keys included. */
export declare function mapDeep(value: unknown, text: (text: string) => string): unknown;
/** What of the params, or of the object that they send as the body, is a credential by its name. */
export declare function secretsIn(...holders: readonly unknown[]): string[];
/** The base64 of a text's UTF-8 bytes. */
export declare function base64(text: string): string;
/** Hides credentials in whatever leaves the runtime. */
export interface Redactor {
	/** Learns a secret: it is hidden from now on, plain, in base64, and with any of its characters escaped for a URL or for JSON. */
	readonly add: (secret: string) => void;
	readonly text: (text: string) => string;
	/** Hides secrets only where they are the values of query parameters. */
	readonly query: (text: string) => string;
}
/** Hides what it is told to hide, and the values in these pairs (`$1` is what comes before them, `$2` the value). */
export declare function redactor(pairs?: RegExp): Redactor;
//# sourceMappingURL=redact.d.ts.map
