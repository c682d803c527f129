/** `x-parameter-combinations`: which sets of parameters may be present together. */
import type { Json } from "../load/document.js";
import type { Combinations, Parameter } from "./model.js";
import { describe, type Node, type ObjectNode, type Source } from "./source.js";
import { suggestion } from "../nearest.js";

export function readCombinations(
  source: Source,
  operation: ObjectNode,
  parameters: readonly Parameter[],
): Combinations | undefined {
  const node =
    operation.value["x-parameter-combinations"] === undefined
      ? undefined
      : source.object(operation, "x-parameter-combinations");
  if (!node) return undefined;
  const byName = new Map(parameters.map((one) => [one.wireName, one]));
  const wrong = (at: Node, message: string, help?: string): undefined =>
    void source.error("combinations/invalid", at.pointer, message, help === undefined ? {} : { help });

  for (const key of Object.keys(node.value)) {
    if (key !== "parameters" && key !== "allowed")
      return wrong(node, `\`x-parameter-combinations.${key}\` is no field; there are \`parameters\` and \`allowed\`.`);
  }
  const keys: string[] = [];
  for (const item of source.list(node, "parameters")) {
    const parameter = typeof item.value === "string" ? byName.get(item.value) : undefined;
    if (!parameter) {
      return wrong(
        item,
        `The operation has no parameter ${named(item.value)}.`,
        suggestion(String(item.value), [...byName.keys()], "Its parameters are"),
      );
    }
    if (parameter.required)
      return wrong(item, `\`${parameter.wireName}\` is required, so it is part of every combination; leave it out.`);
    keys.push(parameter.key);
  }
  const allowed: string[][] = [];
  for (const item of source.list(node, "allowed")) {
    const set = source.items(item, "A combination").map((one) => ({ one, key: byName.get(String(one.value))?.key }));
    const stranger = set.find(({ key }) => key === undefined || !keys.includes(key));
    if (stranger)
      return wrong(
        stranger.one,
        `A combination names ${named(stranger.one.value)}, which is not among \`x-parameter-combinations.parameters\`.`,
      );
    const one = set.map(({ key }) => key as string);
    const same = (other: readonly string[]): boolean =>
      other.length === one.length && one.every((key) => other.includes(key));
    if (allowed.some(same)) return wrong(item, "The combination is listed twice.");
    allowed.push(one);
  }
  if (keys.length === 0 || allowed.length === 0)
    return wrong(node, "`x-parameter-combinations` needs `parameters` and `allowed`, both not empty.");
  return { parameters: keys, allowed, origin: node.pointer };
}

function named(value: Json): string {
  return typeof value === "string" ? `\`${value}\`` : describe(value);
}
