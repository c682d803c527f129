/** Reads from an operation what its name can be made from. Says nothing about faults: what reads the operation itself does. */
import { child, isObject, type Json, type JsonObject } from "../load/document.js";
import type { Wanted } from "./name-choice.js";
import { pointerOf, type ObjectNode, type Source } from "./source.js";

export function readFacts(source: Source, node: ObjectNode, path: string, method: string): Wanted {
  const operationId = source.text(node, "operationId");
  const [tag] = node.value["tags"] === undefined ? [] : source.list(node, "tags").map((one) => one.value);
  return {
    method: method.toLowerCase(),
    path,
    ...(operationId !== undefined && { operationId }),
    ...(typeof tag === "string" && { tag }),
    returnsArray: returnsArray(source, node.value),
    isCorrected: operationId?.includes(".") === true && source.document.isCorrected(child(node.pointer, "operationId")),
  };
}

function returnsArray(source: Source, operation: JsonObject): boolean {
  const responses = operation["responses"];
  const status = isObject(responses) ? Object.keys(responses).find((key) => key.startsWith("2")) : undefined;
  const response = follow(source, isObject(responses) ? responses[status ?? ""] : undefined);
  const content = response?.["content"];
  const [media] = isObject(content) ? Object.values(content) : [];
  const type = follow(source, isObject(media) ? media["schema"] : undefined)?.["type"];
  return type === "array" || (Array.isArray(type) && type.includes("array"));
}

/** What a value or the end of its `$ref`s is; nothing where they lead far or nowhere. */
function follow(source: Source, value: Json | undefined): JsonObject | undefined {
  let current = value;
  for (let steps = 0; steps < 9 && isObject(current); steps++) {
    const reference = current["$ref"];
    if (typeof reference !== "string") return current;
    const pointer = reference.startsWith("#") ? pointerOf(reference) : undefined;
    current = pointer === undefined ? undefined : source.at(pointer);
  }
  return undefined;
}
