import { jsonText } from "./body.js";
import type { BodyWriter, Encoding } from "./content.js";
import { encode, isObject, pairs, plain } from "./query.js";

/** What a part of a multipart body says about itself, beside its value. */
export interface PartOptions {
  readonly filename?: string | undefined;
  readonly contentType?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A value with its own file name, media type and headers; made by {@link bodyPart}. */
export class BodyPart<Value = unknown> {
  readonly value: Value;
  readonly options: PartOptions;

  constructor(value: Value, options: PartOptions) {
    this.value = value;
    this.options = options;
  }
}

/** Gives a part of a multipart body a file name, a media type or headers of its own. */
export function bodyPart<Value>(value: Value, options: PartOptions): BodyPart<Value> {
  return new BodyPart(value, options);
}

type Bytes = Blob | ArrayBuffer | ArrayBufferView;

/** What a member of a multipart body may be given as: its documented type, or its bytes, or a {@link BodyPart} of either. */
export type PartValue<Value> =
  | Value
  | Bytes
  | BodyPart<Value | Bytes>
  | (Value extends readonly (infer Item)[] ? readonly (Item | Bytes | BodyPart<Item | Bytes>)[] : never);

/** An object whose members become the parts of a multipart body. */
export type MultipartBody<T> = { readonly [Name in keyof T]: PartValue<T[Name]> };

const isBytes = (value: unknown): value is Bytes =>
  value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value);

/** As the HTML standard writes names in a form: quotes and line ends cannot leave their place. */
const quoted = (text: string): string =>
  `"${text.replace(/["\r\n]/g, (char) => (char === '"' ? "%22" : char === "\r" ? "%0D" : "%0A"))}"`;

/** The head and the content of one part. */
function written(name: string | undefined, value: unknown, { contentType }: Encoding): [head: string, content: Blob] {
  const { value: own, options } = value instanceof BodyPart ? value : { value, options: {} as PartOptions };
  const isFile = isBytes(own);
  // A list of types, or a range, only says what may come.
  const documented = contentType?.split(",").find((type) => !type.includes("*"));
  const told = options.contentType ?? (isFile && own instanceof Blob && own.type ? own.type : documented?.trim());
  const asJson =
    !isFile && (told ? /[/+]json(?![\w-])/i.test(told) : typeof own === "object" && !(own instanceof Date));
  const type = told ?? (isFile ? "application/octet-stream" : asJson ? "application/json" : undefined);
  const fileName = options.filename ?? (isFile ? (own instanceof File ? own.name : "blob") : undefined);
  const place = name === undefined ? "attachment" : `form-data; name=${quoted(name)}`;
  const disposition = place + (fileName === undefined ? "" : `; filename=${quoted(fileName)}`);
  const headers = [
    ...(name === undefined && fileName === undefined ? [] : [["Content-Disposition", disposition]]),
    ...(type === undefined ? [] : [["Content-Type", type]]),
    ...Object.entries(options.headers ?? {}),
  ];
  for (const header of headers) {
    if (!/^[\w!#$%&'*+.^`|~-]+: [^\r\n\0]*$/.test(header.join(": ")))
      throw new TypeError(`has a part with a bad header`);
  }
  const content = new Blob([isFile ? (own as BlobPart) : asJson ? jsonText(own) : plain(own)]);
  return [headers.map((header) => `${header.join(": ")}\r\n`).join(""), content];
}

/** The parts of a member: each value of a list is a part; with a `style`, each of its pairs. */
function partsOf(name: string, member: unknown, encoding: Encoding): (readonly [string, unknown])[] {
  const whole = isBytes(member) || member instanceof BodyPart || (isObject(member) && !encoding.style);
  if (whole) return [[name, member]];
  const items = pairs(name, member);
  if (!encoding.style || items.some(([, item]) => isBytes(item) || item instanceof BodyPart)) return items;
  const text = encoding.style(name, member, encode);
  const found = text === "" ? [] : text.split("&").map((pair) => pair.split("=").map(decodeURIComponent));
  return found.map(([key = "", ...value]) => [key, value.join("=")]);
}

/**
 * `multipart/form-data` and its relatives: a `FormData` as it is, or an object whose members become the parts (bytes as
 * files, objects as JSON, lists as repeated parts), or a list of parts without names.
 */
export const multipartBody: BodyWriter = (value, { mediaType, encoding = {} }) => {
  // `fetch` writes the boundary of a form itself.
  if (value instanceof FormData) return { body: value };
  const parts = Array.isArray(value)
    ? value.map((one: unknown) => written(undefined, one, encoding[""] ?? {}))
    : pairs("", value).flatMap(([name, member]) => {
        const own = (Object.hasOwn(encoding, name) && encoding[name]) || {};
        return partsOf(name, member, own).map((one) => written(...one, own));
      });
  // Nobody who writes a part may foretell what ends it.
  const boundary = `part-${crypto.getRandomValues(new Uint32Array(4)).join("")}`;
  const pieces = parts.flatMap(([head, content]) => [`--${boundary}\r\n${head}\r\n`, content, "\r\n"]);
  return { mediaType: `${mediaType}; boundary=${boundary}`, body: new Blob([...pieces, `--${boundary}--\r\n`]) };
};
