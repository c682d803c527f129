/** Whether another attempt may succeed after an answer with this status. */
export declare const mayPass: (status: number) => boolean;
/**
* How long to wait before the next attempt, in milliseconds: as long as the server says, else exponential back-off with
* full jitter, from half a second up to 8 seconds. `undefined` if there must be none: the failure is not a passing one, or
* the server asks for more than `maxDelayMs`.
*/
export declare function retryDelayMs(error: unknown, attempt: number, maxDelayMs: number): number | undefined;
//# sourceMappingURL=retry.d.ts.map
