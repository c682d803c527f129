/** `x-filters`: which field of an item each parameter of a list looks at, so that a fake of the list can do the same. */
import type { Pointer } from "../../load/document.js";
import { suggestion } from "../../nearest.js";
import type { Field, Filter, FilterOperator, Pagination, Parameter } from "../model.js";
import { fieldPath } from "./declared.js";
import type { Fields } from "./fields.js";
import { describe, type Node, type ObjectNode, type Source } from "../source.js";

/** Whether each takes a list of values. */
const operators: Readonly<Record<FilterOperator, boolean>> = {
  "=": false,
  "!=": false,
  "<": false,
  "<=": false,
  ">": false,
  ">=": false,
  in: true,
  "not in": true,
};

export function readFilters(
  source: Source,
  fields: Fields,
  operation: ObjectNode,
  parameters: readonly Parameter[],
  pagination: Pagination | undefined,
): readonly Filter[] | undefined {
  if (operation.value["x-filters"] === undefined) return undefined;
  const node = source.object(operation, "x-filters");
  if (!node) return undefined;
  const wrong = (pointer: Pointer, message: string, help?: string): undefined =>
    void source.error("filters/invalid", pointer, message, help === undefined ? {} : { help });
  if (!pagination)
    return wrong(
      node.pointer,
      "Filters leave out items of a list, and the operation has no pages.",
      "Declare `x-pagination`.",
    );

  const field = ({ value, pointer }: Node): Field | undefined => {
    if (typeof value !== "string") return wrong(pointer, `A field is named by text, not by ${describe(value)}.`);
    const found = fields.walk(pagination.itemType, fieldPath(value));
    if ("missing" in found) {
      const place = found.parent.length > 0 ? `\`${found.parent.join(".")}\`` : "An item";
      const message = `${place} has no field \`${found.missing}\`.`;
      return wrong(pointer, message, suggestion(found.missing, found.known, "Its fields are"));
    }
    if (found.steps.length > 0 && fields.fits(found.type, ["string", "number", "boolean"]))
      return { steps: found.steps, text: value };
    return wrong(pointer, `A filter looks at text, a number, true or false, but \`${value}\` is something else.`);
  };

  const read = (name: string, found: Node): Filter | undefined => {
    const parameter = parameters.find((one) => one.wireName === name);
    if (!parameter) {
      const known = parameters.map((one) => one.wireName);
      return wrong(
        found.pointer,
        `The operation has no parameter \`${name}\`.`,
        suggestion(name, known, "Its parameters are"),
      );
    }
    const isList = fields.fits(parameter.type, ["array"]);
    const object = typeof found.value === "string" ? undefined : source.asObject(found, `The filter \`${name}\``);
    if (!object && typeof found.value !== "string") return undefined;
    const stranger = Object.keys(object?.value ?? {}).find((key) => key !== "field" && key !== "is");
    if (stranger !== undefined)
      return wrong(found.pointer, `\`${stranger}\` is no field of a filter; there are \`field\` and \`is\`.`);
    const place = object ? source.get(object, "field") : found;
    if (!place) return wrong(found.pointer, `The filter \`${name}\` needs \`field\`: what of an item it looks at.`);
    const told = object && source.get(object, "is");
    const text = told?.value ?? (isList ? "in" : "=");
    if (typeof text !== "string" || !Object.hasOwn(operators, text)) {
      const known = Object.keys(operators);
      const help = suggestion(typeof text === "string" ? text : "", known, "It is one of");
      return wrong(told?.pointer ?? found.pointer, `\`is\` is ${describe(text)}.`, help);
    }
    const is = text as FilterOperator;
    if (operators[is] !== isList) {
      const help = isList
        ? "A list goes with `in` and `not in`."
        : "One value goes with `=`, `!=`, `<`, `<=`, `>`, `>=`.";
      return wrong(told?.pointer ?? found.pointer, `\`${name}\` takes ${isList ? "a list" : "one value"}.`, help);
    }
    const looked = field(place);
    const { defaultValue } = parameter.doc;
    return (
      looked && { parameter: parameter.key, field: looked, is, ...(defaultValue !== undefined && { defaultValue }) }
    );
  };
  return source.entries(node).flatMap(([name, found]) => read(name, found) ?? []);
}
