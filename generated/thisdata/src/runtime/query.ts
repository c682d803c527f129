/**
 * Percent-encodes everything but the unreserved characters of RFC 3986. Brackets in names too (`verbs%5B%5D=…`): RFC 3986
 * allows them in no query, RFC 6570 encodes them, and every server decodes them.
 */
export function encode(text: string): string {
  // Most are names and numbers.
  if (/^[\w.~-]*$/.test(text)) return text;
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The text of one plain value. Throws for what has none: null, objects, NaN. */
export function plain(value: unknown): string {
  if (Number.isFinite(value) || ["string", "boolean", "bigint"].includes(typeof value)) return String(value);
  if (value instanceof Date) return value.toISOString();
  throw new TypeError(`holds ${value === null || typeof value === "number" ? value : typeof value}`);
}

/** A value for an error message, cut to a readable length. */
export function show(value: unknown): string {
  const text = typeof value === "string" || Array.isArray(value) ? JSON.stringify(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** Something with members: no list, no date, not null. */
export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !(Symbol.iterator in value) && !(value instanceof Date);
}

/** The members of an object, or each value of a list under the same name, or the value under its name. */
export function pairs(name: string, value: unknown): (readonly [name: string, value: unknown])[] {
  if (isObject(value)) return Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
  const list = typeof value === "object" && value !== null && Symbol.iterator in value;
  return (list ? [...(value as Iterable<unknown>)] : [value]).map((item) => [name, item]);
}

/** The parts of a value in one list: `blue,black`, `R,100,G,200`. */
export function joined(value: unknown, write: (text: string) => string, separator: string): string {
  if (typeof value !== "object") return write(plain(value));
  return pairs("", value)
    .flatMap((pair) => (isObject(value) ? pair : pair[1]))
    .map((part) => write(plain(part)))
    .join(separator);
}

/** A member of a form: the items of a list repeat its name, an object is JSON. */
export function formMember(
  name: string,
  member: unknown,
  write: (text: string) => string,
  json: (value: unknown) => string,
): string[] {
  const items = isObject(member) ? [member] : pairs(name, member).map(([, item]) => item);
  return items.map((item) => `${encode(name)}=${write(isObject(item) ? json(item) : plain(item))}`);
}
