import type { Operation, Paging, Params } from "./operation.js";
/** An operation, as the fake knows it from the client's own description. */
export type Described = Operation<object, unknown, unknown>;
export type PagingNames = Pick<Paging<never, never>, "cursor" | "dropWithCursor" | "firstPage" | "limit" | "maxLimit" | "offset" | "page">;
/** How the operation is paged, where it is a list. Asked for here: a type with it would be compared field by field. */
export declare function pagingOf(operation: Described): PagingNames | undefined;
/** A name and its value, percent-encoded as they came. */
export type RawPair = readonly [name: string, value: string];
/** What came, taken apart. */
export interface Received {
	readonly method: string;
	readonly url: URL;
	readonly query: readonly RawPair[];
	readonly cookies: readonly RawPair[];
	readonly headers: Headers;
	readonly body: RequestInit["body"];
	readonly signal: AbortSignal | undefined;
}
/** Takes the arguments of a `fetch` apart. A request's forbidden headers are kept, unlike by `new Request`. */
export declare function receive(input: string | URL | Request, init?: RequestInit): Received;
/** The text behind percent-encoding; what is none stays as it is. */
export declare function decoded(text: string): string;
/** A media type without its parameters. */
export declare const mediaTypeOf: (headers: Headers) => string;
/** The body as a test looks at it: JSON, the members of a form, `FormData`, text, else a `Blob`. */
export declare function readBody({ body, headers }: Received): Promise<unknown>;
/** The params by their keys. What a parameter cannot be is left as the text that came, for the check to refuse. */
export declare function paramsOf({ parameters, body: hasBody }: Described, received: Received, segments: ReadonlyMap<string, string>, body: unknown): Params;
/** What the fake answers when a request is wrong, as the provider would; its message is for whoever reads the test. */
export declare class Refusal extends Error {
	readonly status: number;
	readonly parameter: string | undefined;
	constructor(status: number, message: string, parameter?: string);
}
//# sourceMappingURL=fake-request.d.ts.map
