/** Hides credentials in whatever leaves the runtime. */
export interface Redactor {
  /** Learns a secret: it is hidden from now on, in every spelling that the redactor knows. */
  readonly add: (secret: string) => void;
  /** Hides secrets in a text. */
  readonly safe: (text: string) => string;
  /** Hides them only where they are the values of query parameters. */
  readonly safeQuery: (text: string) => string;
}

/** Knows what a client has to hide. */
export interface ClientRedactor extends Redactor {
  /** Another one, for a call: it hides the same, and keeps to itself what it learns. */
  readonly scope: () => ClientRedactor;
}

/** Shorter secrets would also be found in innocent data, and hiding them would damage it. */
export const shortest: number = 6;

const secretName =
  /(?:(?:api|private|secret)_?key|(?:access|auth|bearer|id|private|refresh|session)_?token|secret|passw(?:or)?d|passphrase)$/i;

/**
 * What of the params, and of the object that they send as the body, is a credential by its name. Operations refer to it that
 * have a body, or a parameter of such a name.
 */
export function secretsIn(params: Readonly<Record<string, unknown>>): string[] {
  const secrets: string[] = [];
  for (const holder of [params, params?.["body"]])
    for (const [name, value] of Object.entries(holder ?? {}) as [string, unknown][])
      if (typeof value === "string" && secretName.test(name)) secrets.push(value);
  return secrets;
}

/** Whether a header of this name holds a credential. */
export const isSecret = (name: string): boolean => /auth|cookie|key|pass|secret|session|signature|token/i.test(name);

/** What is hidden of a header: of cookies each is one; elsewhere all but the name of a scheme. */
export function hiddenIn(name: string, value: string): string[] {
  if (!isSecret(name)) return [];
  const [parts, rest] = /^cookie$/i.test(name) ? [/;\s*/, /^[^=]*=/] : [/$/, /^\w+ /];
  return value.split(parts).map((part) => part.replace(rest, ""));
}

/** The base64 of a text's UTF-8 bytes. */
export function base64(text: string): string {
  return btoa(latin1(text));
}

/** The UTF-8 bytes of a text, a character each. */
function latin1(text: string): string {
  let bytes = "";
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
}

/** JSON's, URLs' and HTML's escapes, also where they were escaped again; a backslash that escapes nothing else escapes itself. */
const escapes =
  /\\+u0025(?:25)*([\da-f]{2})|(?:\\|%(?:25)*5c)+(?:u([\da-f]{4})|x([\da-f]{2}))?|%(?:25)*([\da-f]{2})|&(?:amp;)*(?:#(x?[\da-f]+)|amp);/gi;
const orOne = new RegExp(`${escapes.source}|[^]`, "gi");

/** A text without escapes, in which spellings that mean the same are the same. */
function bare(text: string): string {
  return text
    .replace(escapes, (whole: string, ...codes) => {
      const hex = codes.slice(0, 4).find(Boolean) as string | undefined;
      const code = hex ? `0x${hex}` : (codes[4] as string | undefined)?.replace(/^x/i, "0x");
      return code ? String.fromCharCode(Number(code)) : whole.endsWith(";") ? "&" : "";
    })
    .replaceAll("\\", "")
    .replaceAll("+", " ")
    .replace(/[A-Z]/g, (char) => char.toLowerCase());
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

/** How a secret may be spelled, without escapes. It is worked out when there is something to hide: most calls have nothing. */
function formsOf(secret: string): string[] {
  const bytes = base64(secret).replace(/=+$/, "");
  const forms = [secret, latin1(secret), bytes, bytes.replaceAll("+", "-").replaceAll("/", "_")];
  return [...new Set(forms.map(bare))];
}

/** Hides the known secrets of at least this length in a text. */
export type HideKnown = (text: string, shortest: number) => string;

/** Hides what it is told to hide, and what `others` are; `more` is for what is known by other marks (see query-key.ts). */
export function redactor(
  more?: (hideKnown: HideKnown) => Pick<Redactor, "safe" | "safeQuery">,
  others: () => readonly string[] = () => [],
): ClientRedactor {
  const secrets = new Map<string, readonly string[] | undefined>();
  const all = (): readonly string[] => [
    ...others(),
    ...[...secrets].flatMap(([secret, forms = formsOf(secret)]) => {
      secrets.set(secret, forms);
      return forms;
    }),
  ];
  const hideKnown: HideKnown = (text, least) => {
    let plain: string | undefined;
    // The longest first: a part of it may be another one.
    const there = all()
      .filter((form) => form.length >= least && (plain ??= bare(text)).includes(form))
      .sort((a, b) => b.length - a.length);
    return there.length > 0 ? hide(text, there) : text;
  };
  return {
    add(secret) {
      if (!secret) return;
      const forms = secrets.get(secret);
      secrets.delete(secret);
      secrets.set(secret, forms);
      // A client that lives for months sees many short-lived tokens; the latest are enough.
      for (const old of secrets.keys()) if (secrets.size > 256) secrets.delete(old);
    },
    safe: (text) => hideKnown(text, shortest),
    safeQuery: String,
    ...more?.(hideKnown),
    scope: () => redactor(more, all),
  };
}
