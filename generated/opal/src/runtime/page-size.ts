import type { Resize } from "./operation.js";
import { param, withParam } from "./page.js";

/** Asks for no more items than there is use for. A numbered page keeps its size through the walk: it is its address. */
export const fewer: Resize = (at, wanted, { parameters, pagination }, isBeginning) => {
  const { page, limit = "", maxLimit } = pagination;
  const rule = parameters[limit];
  const own = param(at, limit);
  // A size that cannot be sent is left for the check to refuse.
  const isRefused = own !== undefined && rule?.check?.(own, rule) !== undefined;
  if (isRefused || (page !== undefined && !isBeginning) || !(wanted < Number(own ?? maxLimit))) return at;
  return { ...at, params: withParam(at.params, limit, Math.max(wanted, rule?.minimum ?? 1)) };
};
