/** What goes wrong on demand: a script for each operation, a step for each request. */
/** Which requests of an operation something happens to. */
export interface FaultTiming {
	/** How many requests; 1 unless said, `Infinity` for all from then on. */
	readonly times?: number | undefined;
	/** How many requests are answered as usual before; none unless said. Counts from the fault that was asked for before. */
	readonly after?: number | undefined;
}
/** An answer that takes the place of the usual one. */
export interface FailureAnswer extends FaultTiming {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>> | undefined;
	/** A text is sent as it is, a `Blob` too; anything else as JSON. `{ error: … }` unless said. */
	readonly body?: unknown;
	/** Milliseconds until it comes. */
	readonly delayMs?: number | undefined;
}
/** A connection that breaks. */
export interface Disconnection extends FaultTiming {
	/** Where the connection breaks: before there is an answer, or in the middle of its body. Before, unless said. */
	readonly at?: "start" | "body" | undefined;
}
/** What happens to one request. */
export interface Fault {
	readonly what: string;
	readonly answer?: FailureAnswer;
	readonly disconnect?: "start" | "body";
	readonly delayMs?: number;
}
/** The steps of each operation that are still to come. */
export declare class Script {
	#private;
	add(operation: string, fault: Fault, { times, after }: FaultTiming): void;
	/** What is to happen to the request that has just come. */
	next(operation: string): Fault | undefined;
	/** What did not happen yet, in words. What is to happen for ever is done once it has begun. */
	pending(): string[];
}
/** The error with which `fetch` fails when there is no connection. */
export declare function brokenConnection(): TypeError;
/** The answer, up to the middle of its body: then the connection breaks. */
export declare function cutOff(response: Response): Promise<Response>;
//# sourceMappingURL=fake-faults.d.ts.map
