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
/** Shorter secrets would also be found in innocent data, and hiding them would damage it. */
export declare const shortest: number;
/**
* What of the params, and of the object that they send as the body, is a credential by its name. Operations refer to it that
* have a body, or a parameter of such a name.
*/
export declare function secretsIn(params: Readonly<Record<string, unknown>>): string[];
/** Whether a header of this name holds a credential. */
export declare const isSecret: (name: string) => boolean;
/** What is hidden of a header: of cookies each is one; elsewhere all but the name of a scheme. */
export declare function hiddenIn(name: string, value: string): string[];
/** The base64 of a text's UTF-8 bytes. */
export declare function base64(text: string): string;
/** Hides the known secrets of at least this length in a text. */
export type HideKnown = (text: string, shortest: number) => string;
/** Hides what it is told to hide, and what `others` are; `more` is for what is known by other marks (see query-key.ts). */
export declare function redactor(more?: (hideKnown: HideKnown) => Pick<Redactor, "safe" | "safeQuery">, others?: () => readonly string[]): ClientRedactor;
//# sourceMappingURL=redact.d.ts.map
