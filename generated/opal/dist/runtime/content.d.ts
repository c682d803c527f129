/** How values and bodies are written. Types only. */
/**
* Turns a value into what goes on the wire: for a query or a cookie the `name=value` pairs, for a path or a header the
* text. An empty text sends nothing.
*/
export type Style = (name: string, value: unknown, encode: (text: string) => string) => string;
/** One media type of a request body. */
export interface BodyContent {
	/** Empty where the caller has to name one of `choices`. */
	readonly mediaType: string;
	readonly write: BodyWriter;
	/** How single members are written, where it is not as usual. */
	readonly encoding?: Readonly<Record<string, Encoding>>;
	/** For choice.ts: what `contentType` of the params chooses from. */
	readonly choices?: readonly BodyContent[];
}
export interface RequestBody extends BodyContent {
	readonly required?: true;
}
/** How one member of a form or a multipart body is written. */
export interface Encoding {
	readonly style?: Style;
	readonly encode?: (text: string) => string;
	/** The media type of the part. */
	readonly contentType?: string;
}
/** Turns the `body` of the params object into what `fetch` sends (see body.ts). Throws for what it cannot write. */
export type BodyWriter = (value: unknown, content: BodyContent, params: Readonly<Record<string, unknown>>) => WrittenBody;
export interface WrittenBody {
	readonly body: NonNullable<RequestInit["body"]>;
	/** Absent where `fetch` has to set it. */
	readonly mediaType?: string;
	/** It can be sent only once. */
	readonly once?: boolean;
}
//# sourceMappingURL=content.d.ts.map
