import type { Keyed } from "./operation.js";
import { refuse } from "./request.js";

/** Keys for idempotency, in operations that may do something twice when they are sent twice. */
export const keyed: Keyed = {
  header(call, isPage) {
    const { idempotencyKey: key } = call.options;
    if (key === undefined) return [];
    if (key === "") refuse(call, "idempotencyKey", ": `idempotencyKey` is empty");
    // Each page of a list is another request.
    const value = key === true || isPage ? crypto.randomUUID() : key;
    return [[call.operation.idempotencyHeader ?? "idempotency-key", value]];
  },
  advise: (method) => `a ${method} is sent again only with \`idempotencyKey\``,
};
