/** Copies arrays and plain objects to any depth; `text` maps each text in it, keys included. */
export function mapDeep(value: unknown, text: (text: string) => string): unknown {
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return value.map((item) => mapDeep(item, text));
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [text(key), mapDeep(member, text)]));
}

function isPlainObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));
}

/** The base64 of a text's UTF-8 bytes. */
export function base64(text: string): string {
  return btoa(latin1(text));
}

/** The UTF-8 bytes of a text, a character each. */
function latin1(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}

/** Hides credentials in whatever leaves the runtime. */
export interface Redactor {
  /** Learns a secret: it is hidden from now on, plain, in base64, and with any of its characters escaped for a URL or for JSON. */
  readonly add: (secret: string) => void;
  readonly text: (text: string) => string;
  /** Hides secrets only where they are the values of query parameters. */
  readonly query: (text: string) => string;
}

/** Shorter secrets would also be found in innocent data, and hiding them would damage it. */
const shortest = 6;

const small = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replaceAll("+", " ");
const decoded = (_: string, code: string): string => String.fromCharCode(parseInt(code, 16));

/** A text with JSON's and URLs' escapes undone, the latter also where they were escaped again; letters become small. */
function bare(text: string): string {
  let result = text.replace(/\\u([\da-f]{4})/gi, decoded).replaceAll("\\", "");
  for (let round = 0; round < 4 && result.includes("%"); round++) result = result.replace(/%([\da-f]{2})/gi, decoded);
  return small(result).replaceAll("\\", "");
}

/** The same, character by character, with the place in the text where each began. */
function traced(text: string): { readonly text: string; readonly starts: readonly number[] } {
  let chars = Array.from({ length: text.length }, (_, at) => text.charAt(at));
  let starts = chars.map((_, at) => at);
  const undo = (mark: string, prefix: number, digits: number): void => {
    const [from, places] = [chars, starts];
    chars = [];
    starts = [];
    for (let at = 0; at < from.length; at++) {
      const code = from[at] === mark ? from.slice(at + prefix, at + prefix + digits).join("") : "";
      const isEscape = code.length === digits && /^[\da-f]+$/i.test(code) && (prefix === 1 || from[at + 1] === "u");
      if (from[at] === "\\" && !isEscape) continue;
      chars.push(isEscape ? decoded("", code) : from[at]!);
      starts.push(places[at]!);
      if (isEscape) at += prefix + digits - 1;
    }
  };
  undo("\\", 2, 4);
  for (let round = 0; round < 4 && chars.includes("%"); round++) undo("%", 1, 2);
  undo("\\", 2, 4);
  return { text: small(chars.join("")), starts };
}

/** Replaces these, wherever they stand in a text and however they are spelled. */
function hide(text: string, secrets: readonly string[]): string {
  const { text: plain, starts } = traced(text);
  const found = secrets
    .flatMap((secret) => {
      const places: (readonly [start: number, end: number])[] = [];
      for (let at = plain.indexOf(secret); at >= 0; at = plain.indexOf(secret, at + secret.length)) {
        places.push([starts[at]!, starts[at + secret.length] ?? text.length]);
      }
      return places;
    })
    .sort(([a], [b]) => a - b);
  let [safe, done] = ["", 0];
  for (const [start, end] of found) {
    if (start >= done) safe += `${text.slice(done, start)}***`;
    done = Math.max(done, end);
  }
  return safe + text.slice(done);
}

/** Hides what it is told to hide, and the values of these query parameters. */
export function redactor(parameters: readonly string[]): Redactor {
  const secrets = new Map<string, readonly string[]>();
  const names = parameters.flatMap((name) =>
    [name, encodeURIComponent(name)].map((one) => one.replace(/[^\w%]/g, "\\$&")),
  );
  const pairs = names.length > 0 && new RegExp(`([?&;](?:${names.join("|")})=)([^&#;\\s"'<>]*)`, "gi");
  const known = (text: string): string => {
    const plain = secrets.size > 0 ? bare(text) : "";
    const there = [...secrets.values()].flat().filter((form) => form.length >= shortest && plain.includes(form));
    return there.length > 0 ? hide(text, there) : text;
  };
  const isOurs = (value: string): boolean =>
    known(value) !== value || [...secrets.values()].some((forms) => forms.includes(bare(value)));
  return {
    query: (text) =>
      pairs
        ? text.replace(pairs, (whole, head: string, value: string) => (isOurs(value) ? `${head}***` : whole))
        : text,
    add(secret) {
      const bytes = base64(secret).replace(/=+$/, "");
      const utf8 = latin1(secret);
      const forms = [secret, utf8, bytes, bytes.replaceAll("+", "-").replaceAll("/", "_")];
      const spelled = secrets.get(secret) ?? [...new Set(forms.map(bare))];
      secrets.delete(secret);
      secrets.set(secret, spelled);
      // A client that lives for months sees many short-lived tokens; the latest are enough.
      for (const old of secrets.keys()) if (secrets.size > 64) secrets.delete(old);
    },
    text: (text) => known(pairs ? text.replace(pairs, "$1***") : text),
  };
}
