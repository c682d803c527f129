/** What the fake sends: values as the media types that the operation answers with. */
import type { Described } from "./fake-request.js";
export type StreamKind = "events" | "jsonEvents" | "jsonLines" | "jsonSequence" | "mixedEvents";
/** How an operation's answers look. */
export interface AnswerShape {
	readonly operation: Described;
	/** The documented status of a success that has a body, where that is not 200 or a body may be missing. */
	readonly status?: number;
	/** The documented status of a success that has none. */
	readonly empty?: number;
	/** The answer is a stream of items. */
	readonly stream?: StreamKind;
}
export declare function jsonAnswer(status: number, body: unknown, headers?: Readonly<Record<string, string>>): Response;
/** A failure as the test wants it. */
export declare function failureAnswer(status: number, body?: unknown, headers?: Readonly<Record<string, string>>): Response;
/** A value as the media type that is asked for: a text or a `Blob` where the operation answers with such, else JSON. */
export declare function valueAnswer(value: unknown, accept: string, shape: AnswerShape): Response;
/** Sets what a path leads to. */
export declare function put(holder: unknown, [name, ...rest]: readonly string[], value: unknown): unknown;
//# sourceMappingURL=fake-answer.d.ts.map
