/** Which lists of known values are open: to what tomorrow's server may add, or to any text. */
import { typesOf } from "./kinds.js";
import { isObject, type Json, type JsonObject } from "../../load/document.js";

/** A list of several values, to which tomorrow's server may add; one value alone is a constant. */
export function isOpenable(values: Json | undefined): boolean {
  if (!Array.isArray(values)) return false;
  const known = values.filter((value) => value !== null);
  return known.length > 1 && known.every((value) => typeof value === "string" || typeof value === "number");
}

/** The values of a choice among constants: a list of values with a word on each of them. */
export function constantsOf(members: Json | undefined): readonly Json[] | undefined {
  if (!Array.isArray(members)) return undefined;
  const values: Json[] = [];
  for (const one of members as Json[]) {
    if (!isObject(one)) return undefined;
    const list = typesOf(one).join() === "null" ? [null] : one["const"] === undefined ? one["enum"] : [one["const"]];
    if (!Array.isArray(list)) return undefined;
    values.push(...(list as Json[]));
  }
  return [...new Set(values)];
}

/** The members of a choice among known texts and any text: open in both directions. */
export function openChoices(schema: JsonObject): readonly Json[] {
  const members = [schema["anyOf"] ?? [], schema["oneOf"] ?? []].flat() as Json[];
  const isAny = (one: Json): boolean =>
    isObject(one) && one["type"] === "string" && one["enum"] === undefined && one["const"] === undefined;
  return members.some(isAny) ? members : [];
}
