/** Looking into a composition without making types of it. */
import { child, isObject, type Json, type JsonObject, type Pointer } from "../../load/document.js";
import type { Reader } from "./context.js";
import type { Shape } from "./scan.js";
import type { Node, ObjectNode } from "../source.js";

const everyChoice: readonly string[] = ["allOf", "anyOf", "oneOf"];

/** Visits a schema and what it is composed of. */
export function eachPart(
  reader: Reader,
  value: JsonObject,
  visit: (part: JsonObject) => void,
  through: readonly string[] = everyChoice,
): void {
  const seen = new Set<JsonObject>();
  const stack: Json[] = [value];
  for (let part = stack.pop(); part !== undefined && seen.size < 500; part = stack.pop()) {
    if (!isObject(part) || seen.has(part)) continue;
    seen.add(part);
    visit(part);
    const target = reader.scan.target(part);
    const next = target === undefined ? undefined : reader.source.at(target);
    if (next !== undefined) stack.push(next);
    for (const key of through) {
      const list = part[key];
      if (Array.isArray(list)) stack.push(...(list as Json[]));
    }
  }
}

/** The node of a property, wherever in a composition it is declared. */
export function findProperty(reader: Reader, start: ObjectNode, name: string): Node | undefined {
  const seen = new Set<Pointer>();
  const stack: Node[] = [start];
  for (let part = stack.pop(); part !== undefined && seen.size < 500; part = stack.pop()) {
    if (!isObject(part.value) || seen.has(part.pointer)) continue;
    seen.add(part.pointer);
    const properties = part.value["properties"];
    if (isObject(properties) && Object.hasOwn(properties, name) && properties[name] !== undefined)
      return { value: properties[name], pointer: child(child(part.pointer, "properties"), name) };
    const target = reader.scan.target(part.value);
    const next = target === undefined ? undefined : reader.source.at(target);
    if (target !== undefined && next !== undefined) stack.push({ value: next, pointer: target });
    const list = part.value["allOf"];
    if (Array.isArray(list))
      for (const [index, one] of (list as Json[]).entries())
        stack.push({ value: one, pointer: `${part.pointer}/allOf/${index}` });
  }
  return undefined;
}

/** The values that a property is declared to have; undefined when it may have any. */
export function valuesOf(node: Node | undefined): readonly Json[] | undefined {
  if (!node || !isObject(node.value)) return undefined;
  if (node.value["const"] !== undefined) return [node.value["const"]];
  return Array.isArray(node.value["enum"]) ? (node.value["enum"] as Json[]) : undefined;
}

/** The properties of a composition that only the other direction has. */
export function hiddenNames(reader: Reader, whole: ObjectNode, shape: Shape): Set<string> {
  const hidden = new Set<string>();
  eachPart(reader, whole.value, (part) => {
    const properties = part["properties"];
    if (!isObject(properties)) return;
    for (const [name, value] of Object.entries(properties))
      if (isHidden(reader, value as Json, shape)) hidden.add(name);
  });
  return hidden;
}

/** Whether a property is left out of a shape: what only the server writes, or only the caller. */
export function isHidden(reader: Reader, value: Json, shape: Shape): boolean {
  const keyword = { request: "readOnly", response: "writeOnly", shared: "" }[shape];
  if (keyword === "" || !isObject(value)) return false;
  if (value[keyword] === true) return true;
  if (value["$ref"] === undefined && value["allOf"] === undefined) return false;
  let found = false;
  eachPart(reader, value, (part) => (found ||= part[keyword] === true), ["allOf"]);
  return found;
}
