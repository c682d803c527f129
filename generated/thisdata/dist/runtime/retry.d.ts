/** Whether another attempt may succeed after an answer with this status. */
export declare const mayPass: (status: number) => boolean;
/**
* How long to wait before the next attempt, in milliseconds: as long as the server says (with whatever status: GitHub says 403
* to who is too fast), else exponential back-off with full jitter, from half a second up to 8 seconds or `maxDelayMs`.
* `Infinity` for a failure that is not a passing one.
*/
export declare function retryDelayMs(error: unknown, attempt: number, maxDelayMs: number): number;
//# sourceMappingURL=retry.d.ts.map
