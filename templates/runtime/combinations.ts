import type { Params, Rule } from "./operation.js";

const names = (keys: readonly string[]): string => keys.map((key) => `\`${key}\``).join(" + ") || "none of them";

/**
 * Only certain sets of parameters may be present together: those of `rule.parameters` that are present must be exactly one
 * of the sets in `rule.allowed`. A parameter that is undefined is absent; an empty one is refused, because a server may
 * take it for absent.
 */
export function combinations(params: Params, rule: Rule): string | undefined {
  const given = rule.parameters.filter((key) => params[key] !== undefined);
  const empty = given.find((key) => params[key] === "" || (Array.isArray(params[key]) && params[key].length === 0));
  if (empty !== undefined) return `\`${empty}\` is empty; leave it out, or give it a value`;
  // Whoever gave a filter wants it: a set that lacks it is further than any that asks for more.
  const distance = (set: readonly string[]): number =>
    100 * given.filter((key) => !set.includes(key)).length + set.filter((key) => !given.includes(key)).length;
  if (rule.allowed.some((set) => distance(set) === 0)) return undefined;
  const nearest = [...rule.allowed].sort((a, b) => distance(a) - distance(b));
  return `got ${names(given)}; only these sets may be given, nearest first: ${nearest.map(names).join("; ")}`;
}
