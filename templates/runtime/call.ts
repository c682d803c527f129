import type { Client } from "./client.js";
import { SdkError } from "./errors.js";
import type { Answer, CallOptions, Operation, Params, RequestOptions } from "./operation.js";
import { unread } from "./read.js";
import type { WithResponse } from "./types.js";

/** The promise of a call's data, with ways to get at more than the data. */
export interface ApiPromise<Data, Full = WithResponse<Data>> extends Promise<Data> {
  /** The data with the response's status and headers. */
  withResponse(): Promise<Full>;
  /**
   * The response itself with its body unread, to stream or to read in one's own way: a success; any other still throws.
   * Call it at once, instead of awaiting the call.
   */
  raw(): Promise<Response>;
}

/** An answer as `withResponse()` tells it. */
export function withResponse<Data>({ body, response }: Answer<Data>): WithResponse<Data> {
  return { data: body, response, status: response.status, headers: response.headers };
}

/** The response that `raw()` asked for, if it asked in time. */
export function rawOf({ body }: Answer<unknown>): Response {
  if (body instanceof Response) return body;
  throw new SdkError("`raw()` must be called at once: the body has been read.");
}

/** Sends an operation and returns its parsed body; `undefined` where the answer has none. */
export function call<P extends object, Result, Full extends WithResponse<Result>>(
  client: Client,
  operation: Operation<P, Result, Full>,
  params: P,
  options?: CallOptions,
): ApiPromise<Result, Full> {
  const own: { -readonly [Key in keyof CallOptions]: CallOptions[Key] } = { ...options };
  const answer = client.send(operation, (params ?? {}) as Params, own);
  const data = answer.then(({ body }) => body);
  // Whoever asks for more than the data hears of its failure there.
  const instead = (): Promise<Answer<Result>> => {
    data.catch(() => undefined);
    return answer;
  };
  return Object.assign(data, {
    withResponse: () => instead().then((it) => withResponse(it) as Full),
    raw: () => {
      own.read = unread;
      return instead().then(rawOf);
    },
  });
}

/** Sends an operation whose data depends on the media type that is asked for. */
export function callFor<
  P extends object,
  ByType,
  Accept extends keyof ByType,
  Full extends WithResponse<ByType[Accept]> = WithResponse<ByType[Accept]>,
>(
  client: Client,
  operation: Operation<P, ByType[keyof ByType]>,
  params: P,
  options?: RequestOptions & { readonly accept?: Accept | undefined },
): ApiPromise<ByType[Accept], Full> {
  return call(client, operation, params, options as CallOptions) as unknown as ApiPromise<ByType[Accept], Full>;
}
