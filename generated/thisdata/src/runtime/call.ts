import type { Client } from "./client.js";
import type { Operation, Params, RequestOptions } from "./operation.js";

/** Sends an operation and returns its parsed body; `undefined` where the answer has none. */
export async function call<P extends object, Result>(
  client: Client,
  operation: Operation<P, Result>,
  params: P,
  options?: RequestOptions,
): Promise<Result> {
  const { body } = await client.send(operation, (params ?? {}) as Params, options);
  return body;
}
