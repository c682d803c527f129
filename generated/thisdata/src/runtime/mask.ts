/** Hides credentials in whatever leaves the runtime. */
export interface Redactor {
  /** Learns a secret: it is hidden from now on, in every spelling that the redactor knows. */
  readonly add: (secret: string) => void;
  /** Hides secrets in a text. */
  readonly safe: (text: string) => string;
  /** Hides them only where they are the values of query parameters. */
  readonly safeQuery: (text: string) => string;
}

/** Shorter secrets would also be found in innocent data, and hiding them would damage it. */
export const shortest = 6;

/**
 * Hides values as they are, and as they are in URLs and in JSON. For clients of an API that asks for no credentials, so that
 * all it can know are headers that look like some; the others have redact.ts, which knows more spellings.
 */
export function mask(): Redactor {
  const secrets = new Set<string>();
  return {
    add(secret) {
      secrets.delete(secret);
      if (secret.length >= shortest) secrets.add(secret);
      for (const old of secrets) if (secrets.size > 64) secrets.delete(old);
    },
    safe(text) {
      for (const secret of secrets)
        for (const form of [encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), secret])
          text = text.replaceAll(form, "***");
      return text;
    },
    safeQuery: String,
  };
}
