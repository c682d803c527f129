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
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** Hides credentials in whatever leaves the runtime. */
export interface Redactor {
  /** Learns a secret: it is hidden from now on, plain, in base64, and with any of its characters escaped for a URL or for JSON. */
  readonly add: (secret: string) => void;
  readonly text: (text: string) => string;
  /** Hides only the values of the query parameters that carry credentials. */
  readonly query: (text: string) => string;
}

/** Shorter secrets would also be found in innocent data, and hiding them would damage it. */
const shortest = 6;

/** A pattern for every spelling of a text: each character as it is, percent-encoded (once or more), or escaped as in JSON. */
function spellings(text: string): string {
  const spell = (char: string): string => {
    const plain = char.replace(/[$()*+./?[\\\]^{|}]/, "\\$&");
    const hex = (code: number): string => code.toString(16).padStart(2, "0");
    const percent = Array.from(new TextEncoder().encode(char), (byte) => `%(?:25)*${hex(byte)}`).join("");
    const json = Array.from(
      { length: char.length },
      (_, at) => `\\\\u${hex(char.charCodeAt(at)).padStart(4, "0")}`,
    ).join("");
    return `(?:\\\\?${char === " " ? "[ +]" : plain}|${percent}|${json})`;
  };
  return Array.from(text, spell).join("");
}

/** A text with all escapes undone, to look for secrets in: far quicker than looking for every spelling of each. */
function bare(text: string): string {
  const decode = (_: string, hex: string): string => String.fromCharCode(parseInt(hex, 16));
  let result = text.replace(/\\u00([\da-f]{2})/gi, decode).replaceAll("\\", "");
  for (let round = 0; round < 4 && result.includes("%"); round++) result = result.replace(/%([\da-f]{2})/gi, decode);
  return result.replaceAll("+", " ").toLowerCase();
}

/** Hides what it is told to hide, and the values of these query parameters. */
export function redactor(parameters: readonly string[]): Redactor {
  const secrets = new Map<string, { readonly pattern: RegExp; readonly traces: readonly string[] }>();
  const names = parameters.map((name) => spellings(name)).join("|");
  const pairs = names && new RegExp(`([?&;](?:${names})=)[^&#;\\s"'<>]*`, "giu");
  const query = (text: string): string => (pairs ? text.replace(pairs, "$1***") : text);
  return {
    query,
    add(secret) {
      if (secret.length < shortest) return;
      const known = secrets.get(secret);
      const bytes = base64(secret).replace(/=+$/, "");
      const forms = [secret, bytes, bytes.replaceAll("+", "-").replaceAll("/", "_")];
      secrets.delete(secret);
      // What is not ASCII is spelled in bytes, which `bare` does not put together: no trace to look for, so always look.
      const traces = /^[ -~]+$/.test(secret) ? forms.map(bare) : [""];
      secrets.set(secret, known ?? { pattern: new RegExp(forms.map(spellings).join("|"), "giu"), traces });
      // A client that lives for months sees many short-lived tokens; the latest are enough.
      for (const old of secrets.keys()) if (secrets.size > 64) secrets.delete(old);
    },
    text(text) {
      let safe = query(text);
      const seen = secrets.size > 0 ? bare(text) : "";
      for (const { pattern, traces } of secrets.values()) {
        if (traces.some((trace) => seen.includes(trace))) safe = safe.replace(pattern, "***");
      }
      return safe;
    },
  };
}
