/** Media types, and where a document lists them. */
import type { JsonObject } from "../load/document.js";
import { peek } from "./peek.js";
import type { Node, ObjectNode, Source } from "./source.js";

/** `application/json`, `text/json` and every `+json`; ranges such as `application/*+json` too. */
export function isJson(mediaType: string): boolean {
  return /^[\w.*+-]+\/(?:[\w.*+-]+\+)?json\s*(?:;|$)/i.test(mediaType);
}

/** One JSON text after another: JSON Lines, or a JSON sequence. */
export function isJsonLines(mediaType: string): boolean {
  return /^application\/(?:jsonl|jsonlines|x-jsonlines|ndjson|x-ndjson|json-seq|[\w.-]+\+json-seq)\s*(?:;|$)/i.test(
    mediaType,
  );
}

/** Whether what a media type (without parameters) stands for is text. */
export function isTextual(mediaType: string): boolean {
  return /^(?:text\/|[\w.-]+\/(?:[\w.-]+\+)?(?:xml|yaml|csv|javascript|x-yaml|graphql|sql)$)/i.test(mediaType);
}

/** What `fetch` and HTTP take: a type or a range, parameters included. */
export function isMediaType(text: string): boolean {
  return /^(?:\*|[\w.!#$&^+-]+)\/(?:\*(?:\+[\w.-]+)?|[\w.!#$&^+-]+)\s*(?:;[\t -~]*)?$/.test(text);
}

/** A range such as `image/*`; its parameters do not count. */
export function isRange(mediaType: string): boolean {
  return /^[^;]*\*/.test(mediaType);
}

/** The media type objects of a body, by their media types. Keys that are no media types are reported. */
export function contentsOf(source: Source, node: ObjectNode): { mediaType: string; media: ObjectNode }[] {
  const content = node.value["content"] === undefined ? undefined : source.object(node, "content");
  return (content ? source.entries(content) : []).flatMap(([key, item]) => {
    const mediaType = key.trim();
    if (!isMediaType(mediaType)) {
      source.warning("model/unsupported", item.pointer, `${JSON.stringify(key)} is no media type; it is left out.`);
      return [];
    }
    const object = source.asObject(item, "A media type");
    const media = object && source.resolve(object);
    return media ? [{ mediaType, media }] : [];
  });
}

/**
 * Whether the text of a schema is bytes as they are: OpenAPI 3.0's `format: binary`, later versions' media type that is
 * not one of text, without an encoding that makes it text.
 */
export function isBytes(schema: JsonObject): boolean {
  if (schema["format"] === "binary") return true;
  const { contentMediaType } = schema;
  if (typeof contentMediaType !== "string" || schema["contentEncoding"] !== undefined) return false;
  const bare = contentMediaType.replace(/\s*;.*/s, "");
  return !isTextual(bare) && !isJson(bare) && !isJsonLines(bare);
}

/** Whether a body of this schema is bytes as they are. */
export function saysBytes(source: Source, schema: Node | undefined): boolean {
  const value = schema && peek(source, schema)?.value;
  return value?.["type"] === "string" && isBytes(value);
}

/** Without the other names of JSON that frameworks list beside it. */
export function withoutAliases<Content extends { readonly mediaType: string }>(
  contents: readonly Content[],
): Content[] {
  const hasJson = contents.some((one) => one.mediaType === "application/json");
  return contents.filter((one) => !(hasJson && one.mediaType === "text/json"));
}
