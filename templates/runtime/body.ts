/** Ways to write a request body; an operation's descriptor refers to those it needs. */
import type { BodyWriter } from "./content.js";
import { encode, formMember, pairs } from "./query.js";

/** The JSON of a value. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError("is nothing that JSON can hold");
  // A file would be sent as an empty object.
  if (text.includes("{}")) JSON.stringify(value, refuseFile);
  return text;
}

function refuseFile(_: string, value: unknown): unknown {
  if (value instanceof Blob) throw new TypeError("holds a `Blob`, and JSON can hold text only");
  return value;
}

/** `application/json` and every `+json`. */
export const jsonBody: BodyWriter = (value, { mediaType }) => ({ mediaType, body: jsonText(value) });

/**
 * `application/x-www-form-urlencoded`: members as `name=value`; a list repeats the name, an object is JSON. `encoding`
 * says where it is otherwise.
 */
export const formBody: BodyWriter = (value, { mediaType, encoding = {} }) => {
  const written = pairs("", value).flatMap(([name, member]) => {
    const { style, encode: write = encode } = (Object.hasOwn(encoding, name) && encoding[name]) || {};
    return style ? style(name, member, write) : formMember(name, member, write, jsonText);
  });
  return { mediaType, body: written.filter((text) => text !== "").join("&") };
};

/** Text and bytes, as they are: `string`, `Blob`, `ArrayBuffer`, typed arrays, and streams, which can be sent only once. */
export const rawBody: BodyWriter = (value, { mediaType }) => {
  const once = value instanceof ReadableStream;
  const isBytes = value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value);
  if (!once && !isBytes && typeof value !== "string") throw new TypeError("is neither text nor bytes");
  return { mediaType, body: value as NonNullable<RequestInit["body"]>, once };
};
