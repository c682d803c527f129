/**
 * OpenAPI's ways to write a parameter that is no plain value (OpenAPI 3.1 section 4.8.12.3 and appendices C to E; RFC 6570). Each is a
 * function that a parameter's descriptor refers to, so that a bundle holds only those in use.
 */
import type { Style } from "./content.js";
import { encode, formMember, isObject, joined, pairs, plain } from "./query.js";

type Write = (text: string) => string;

const isEmpty = (value: unknown): boolean => pairs("", value).length === 0;

function named(name: string, value: unknown, write: Write, separator: string): string {
  return isEmpty(value) ? "" : `${encode(name)}=${joined(value, write, separator)}`;
}

function exploded(value: unknown, write: Write, separator: string): string {
  return pairs("", value)
    .map(([key, item]) => (isObject(value) ? `${write(key)}=` : "") + write(plain(item)))
    .join(separator);
}

/** `form`, exploded (the default of query and cookie) of a list or an object: `color=blue&color=black`, `R=100&G=200`. */
export const form: Style = (name, value, write) =>
  pairs(name, value)
    .map(([key, item]) => `${encode(key)}=${write(plain(item))}`)
    .join("&");

/** `simple` (the default of path and header) of a list or an object: `blue,black`, `R,100,G,200`. */
export const simple: Style = (_name, value, write) => joined(value, write, ",");

/** `form`, not exploded: `color=blue,black`. */
export const formJoined: Style = (name, value, write) => named(name, value, write, ",");

/** `spaceDelimited`: `color=blue%20black`. */
export const spaceDelimited: Style = (name, value, write) => named(name, value, write, "%20");

/** `pipeDelimited`: `color=blue%7Cblack`. */
export const pipeDelimited: Style = (name, value, write) => named(name, value, write, "%7C");

/**
 * `deepObject`: `color%5BR%5D=100`. Where OpenAPI leaves it open: an inner object nests on, and the items of a list are
 * numbered, so that those of a list of objects stay apart.
 */
export const deepObject: Style = (name, value, write) => {
  if (typeof value !== "object" || value instanceof Date) return `${encode(name)}=${write(plain(value))}`;
  return pairs(name, value)
    .map(([key, item], index) => deepObject(`${name}[${isObject(value) ? key : index}]`, item, write))
    .filter((text) => text !== "")
    .join("&");
};

/** `simple`, exploded (path, header): `R=100,G=200`. */
export const simpleExploded: Style = (_name, value, write) => exploded(value, write, ",");

/** `label` (path): `.blue,black`. */
export const label: Style = (_name, value, write) => (isEmpty(value) ? "" : `.${joined(value, write, ",")}`);

/** `label`, exploded (path): `.blue.black`, `.R=100.G=200`. */
export const labelExploded: Style = (_name, value, write) => (isEmpty(value) ? "" : `.${exploded(value, write, ".")}`);

/** `matrix` (path): `;color=blue,black`. */
export const matrix: Style = (name, value, write) => {
  if (value === "") return `;${encode(name)}`;
  return isEmpty(value) ? "" : `;${named(name, value, write, ",")}`;
};

/** `matrix`, exploded (path): `;color=blue;color=black`, `;R=100;G=200`. */
export const matrixExploded: Style = (name, value, write) =>
  pairs(name, value)
    .map(([key, item]) => `;${encode(key)}${item === "" ? "" : `=${write(plain(item))}`}`)
    .join("");

/** `cookie` of OpenAPI 3.2, exploded: `color=blue; color=black`. */
export const cookieExploded: Style = (name, value, write) =>
  pairs(name, value)
    .map(([key, item]) => `${write(key)}=${write(plain(item))}`)
    .join("; ");

/** The whole query string as a form (`in: querystring`), written as the body of a form is. */
export const wholeQuery: Style = (name, value, write) =>
  pairs(name, value)
    .flatMap(([key, item]) => formMember(key, item, write, JSON.stringify))
    .join("&");

/** A parameter with `content: application/json`, in path or header: the JSON itself. */
export const json: Style = (_name, value, write) => write(JSON.stringify(value));

/** A parameter with `content: application/json`, in query or cookie: `color=%7B%22R%22%3A100%7D`. */
export const jsonPair: Style = (name, value, write) => `${encode(name)}=${write(JSON.stringify(value))}`;

/** `allowReserved`: leaves the reserved characters that cannot end the value, and what is encoded already (RFC 6570, 3.2.3). */
export function reserved(text: string): string {
  return encodeURIComponent(text)
    .replace(/%(?:2F|3A|3F|40|24|2C|3B)/g, decodeURIComponent)
    .replace(/%25(?=[0-9A-Fa-f]{2})/g, "%");
}

/** The text as it is in OpenAPI 3.2's style `cookie`; one that would be more than one cookie is refused. */
export function cookieText(text: string): string {
  if (text.includes(";")) throw new TypeError("holds a semicolon, which ends a cookie");
  return text;
}
