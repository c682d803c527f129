/** Exactly these members of `T`, and none of its others: one allowed combination of parameters. */
export type Exactly<
	T,
	K extends keyof T
> = { [P in K]: T[P] } & { [P in Exclude<keyof T, K>]?: undefined };
/** The statuses that HTTP has for "the client is wrong": what `4XX` stands for. */
export type ClientErrorStatus = 400 | 401 | 402 | 403 | 404 | 405 | 406 | 407 | 408 | 409 | 410 | 411 | 412 | 413 | 414 | 415 | 416 | 417 | 418 | 421 | 422 | 423 | 424 | 425 | 426 | 428 | 429 | 431 | 451;
/** The statuses that HTTP has for "the server failed": what `5XX` stands for. */
export type ServerErrorStatus = 500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 511;
/** Any error status: what `default` stands for. */
export type ErrorStatus = ClientErrorStatus | ServerErrorStatus;
//# sourceMappingURL=types.d.ts.map
