/** The longest time that timers can measure, in milliseconds: 24 days. */
export declare const longest: number;
/** Runs `end` when the signal aborts, until what this returns is called. */
export declare function onAbort(signal: AbortSignal, end: () => void): () => void;
/**
* Runs `work` until it is done, the time is up (it then fails with `late()`, or just ends where there is none) or the caller
* aborts (it then fails with the caller's reason). The signal that `work` gets tells it to stop, but nothing waits for it to
* obey.
*/
export declare function within<T>(ms: number, signal: AbortSignal | undefined, late: (() => unknown) | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
/** Waits; ends early with the caller's reason if the caller aborts. */
export declare function sleep(ms: number, signal: AbortSignal | undefined): Promise<void>;
//# sourceMappingURL=time.d.ts.map
