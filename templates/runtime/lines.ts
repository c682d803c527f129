import { jsonText, rawBody } from "./body.js";
import type { BodyWriter } from "./content.js";

/** JSON Lines and JSON sequences (RFC 7464) of anything that can be iterated; text and bytes as they are. */
export const jsonLinesBody: BodyWriter = (value, content, params) => {
  const isList = typeof value === "object" && value !== null && Symbol.iterator in value && !ArrayBuffer.isView(value);
  if (!isList) return rawBody(value, content, params);
  const { mediaType } = content;
  const mark = mediaType.includes("json-seq") ? "\u001e" : "";
  return { mediaType, body: Array.from(value as Iterable<unknown>, (item) => `${mark}${jsonText(item)}\n`).join("") };
};
