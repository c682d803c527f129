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

/** JSON's and URLs' escapes, also where they were escaped again; a backslash that escapes nothing else escapes itself. */
const escapes = /\\+u0025(?:25)*([\da-f]{2})|(?:\\|%(?:25)*5c)+(?:u([\da-f]{4}))?|%(?:25)*([\da-f]{2})/gi;
const orOne = new RegExp(`${escapes.source}|[^]`, "gi");

/** A text without escapes, in which spellings that mean the same are the same. */
function bare(text: string): string {
  return text
    .replace(escapes, (_, ...codes) => {
      const code = codes.slice(0, 3).find(Boolean) as string | undefined;
      return code ? String.fromCharCode(parseInt(code, 16)) : "";
    })
    .replace(/[A-Z+\\]/g, (char) => (char === "+" ? " " : char === "\\" ? "" : char.toLowerCase()));
}

/** Replaces these, wherever they stand in a text and however they are spelled. */
function hide(text: string, secrets: readonly string[]): string {
  let plain = "";
  const starts: number[] = [];
  for (const { 0: spelled, index } of text.matchAll(orOne)) {
    const char = bare(spelled);
    if (char) starts.push(index);
    plain += char;
  }
  let [safe, done, end] = ["", 0, 0];
  for (let at = 0; at < plain.length; at++) {
    const secret = secrets.find((one) => plain.startsWith(one, at));
    if (!secret) continue;
    // One that begins within another goes on behind it.
    if (at >= end) safe += `${text.slice(done, starts[at])}***`;
    end = Math.max(end, at + secret.length);
    done = starts[end] ?? text.length;
  }
  return safe + text.slice(done);
}

/** Hides what it is told to hide, and the values in these pairs (`$1` is what comes before them, `$2` the value). */
export function redactor(pairs?: RegExp): Redactor {
  const secrets = new Map<string, readonly string[]>();
  const known = (text: string): string => {
    if (secrets.size === 0) return text;
    const plain = bare(text);
    const there = [...secrets.values()].flat().filter((form) => form.length >= shortest && plain.includes(form));
    // The longest first: a part of it may be another one.
    there.sort((a, b) => b.length - a.length);
    return there.length > 0 ? hide(text, there) : text;
  };
  const isOurs = (value: string): boolean =>
    known(value) !== value || [...secrets.values()].flat().includes(bare(value));
  return {
    query: (text) =>
      pairs
        ? text.replace(pairs, (whole, head: string, value: string) => (isOurs(value) ? `${head}***` : whole))
        : text,
    add(secret) {
      const bytes = base64(secret).replace(/=+$/, "");
      const forms = [secret, latin1(secret), bytes, bytes.replaceAll("+", "-").replaceAll("/", "_")];
      const spelled = secrets.get(secret) ?? [...new Set(forms.map(bare))];
      secrets.delete(secret);
      secrets.set(secret, spelled);
      // A client that lives for months sees many short-lived tokens; the latest are enough.
      for (const old of secrets.keys()) if (secrets.size > 64) secrets.delete(old);
    },
    text: (text) => known(pairs ? text.replace(pairs, "$1***") : text),
  };
}
