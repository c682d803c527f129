/** Reads from an operation what its name can be made from. Says nothing about faults: what reads the operation itself does. */
import { child, isObject, type Json } from "../load/document.js";
import type { Wanted } from "./name-choice.js";
import type { ObjectNode, Source } from "./source.js";

export function readFacts(source: Source, node: ObjectNode, path: string, method: string): Wanted {
  const operationId = source.text(node, "operationId");
  const [tag] = node.value["tags"] === undefined ? [] : source.list(node, "tags").map((one) => one.value);
  return {
    method: method.toLowerCase(),
    path,
    ...(operationId !== undefined && { operationId }),
    ...(typeof tag === "string" && { tag }),
    returnsArray: returnsArray(source, node),
    isCorrected: operationId?.includes(".") === true && source.document.isCorrected(child(node.pointer, "operationId")),
  };
}

function returnsArray(source: Source, operation: ObjectNode): boolean {
  const responses = inside(source, operation, "responses");
  const status = Object.keys(responses?.value ?? {}).find((key) => key.startsWith("2"));
  const response = status === undefined ? undefined : inside(source, responses, status);
  const content = inside(source, response, "content");
  const [mediaType] = Object.keys(content?.value ?? {});
  const media = mediaType === undefined ? undefined : inside(source, content, mediaType);
  const type = inside(source, media, "schema")?.value["type"];
  return type === "array" || (Array.isArray(type) && type.includes("array"));
}

/** The object under a key, or the end of its `$ref`s; nothing where they lead far or nowhere. */
function inside(source: Source, node: ObjectNode | undefined, key: string): ObjectNode | undefined {
  if (!node || !Object.hasOwn(node.value, key)) return undefined;
  let pointer = child(node.pointer, key);
  let value: Json | undefined = node.value[key];
  for (let steps = 0; steps < 9 && isObject(value); steps++) {
    const reference = value["$ref"];
    if (typeof reference !== "string") return { value, pointer };
    const target = source.find(reference, child(pointer, "$ref"));
    if (target === undefined) return undefined;
    pointer = target;
    value = source.at(target);
  }
  return undefined;
}
