/** Reads from an operation what its name can be made from. Says nothing about faults: what reads the operation itself does. */
import { child } from "../../load/document.js";
import type { Wanted } from "./choice.js";
import { peek } from "../peek.js";
import type { ObjectNode, Source } from "../source.js";

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

/** The object under a key, or the end of its `$ref`s. */
function inside(source: Source, node: ObjectNode | undefined, key: string): ObjectNode | undefined {
  const found = node && source.get(node, key);
  return found && peek(source, found);
}
