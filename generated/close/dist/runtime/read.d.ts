/** Ways to read the body of a success that is no JSON; an operation's descriptor refers to the one it needs. */
/** The body as text. */
export declare function text(response: Response): Promise<string>;
/** The body as a `Blob`: its bytes and its media type. */
export declare function blob(response: Response): Promise<Blob>;
/** No body is expected; whatever comes is dropped unread. */
export declare function nothing(response: Response): Promise<undefined>;
//# sourceMappingURL=read.d.ts.map
