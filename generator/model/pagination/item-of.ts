/** Which operation gives one item of which list: `GET /events/{id}` beside `GET /events`. */
import type { Field, Operation, Type } from "../model.js";
import type { Fields } from "./fields.js";

/**
 * Only where it is plain to whoever reads the two paths: the same named schema, one parameter more, and a field of an item
 * that it can be looked for in.
 */
export function withItemOf(operation: Operation, all: readonly Operation[], fields: Fields): Operation {
  const { method, path, pagination, success, parameters } = operation;
  const [, parent, place] = /^(.*?)\/*\/\{([^{}/]+)\}\/?$/.exec(path) ?? [];
  const parameter = parameters.find((one) => one.in === "path" && one.wireName === place);
  if (method !== "GET" || pagination || parent === undefined || !parameter || success.json?.kind !== "reference")
    return operation;
  const { name } = success.json;
  for (const { id, method: other, path: beside, pagination: pages, feed } of all) {
    const item = pages?.itemType;
    if (other !== "GET" || item?.kind !== "reference" || item.name !== name || beside.replace(/\/$/, "") !== parent)
      continue;
    const field = feed?.id ?? fieldOf(item, parameter.wireName, fields) ?? fieldOf(item, "id", fields);
    if (field) return { ...operation, itemOf: { list: id, parameter: parameter.key, field } };
  }
  return operation;
}

function fieldOf(item: Type, name: string, fields: Fields): Field | undefined {
  const found = fields.walk(item, [name]);
  const isId = "steps" in found && fields.fits(found.type, ["string", "number"]);
  return isId ? { steps: found.steps, text: name } : undefined;
}
