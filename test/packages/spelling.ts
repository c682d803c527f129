/** Looks for a secret in anything: all ways to spell it, all places where a value can be. */
import { inspect } from "node:util";

const percent = (text: string): string => encodeURIComponent(text);
const lower = (text: string): string => text.replaceAll(/%../g, (one) => one.toLowerCase());
const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** How a secret may be written by a client, a server or a proxy. */
export function spellings(secret: string): ReadonlyMap<string, string> {
  const strict = percent(secret).replaceAll(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  return new Map([
    ["raw", secret],
    ["percent-encoded", percent(secret)],
    ["percent-encoded as RFC 3986 has it", strict],
    ["percent-encoded in lower case", lower(percent(secret))],
    ["form-encoded", new URLSearchParams({ "": secret }).toString().slice(1)],
    ["base64", base64(secret)],
    ["base64url", Buffer.from(secret).toString("base64url")],
    ["Basic", base64(`${secret}:`)],
  ]);
}

/** Spellings that need a reason: where one text quotes another. */
export function quotations(secret: string): ReadonlyMap<string, string> {
  return new Map([
    ["percent-encoded twice", percent(percent(secret))],
    ["with escaped slashes", secret.replaceAll("/", "\\/")],
  ]);
}

/** Every text that can be got out of a value, by whatever way. */
export function everyText(value: unknown): string[] {
  const texts: string[] = [];
  const seen = new Set<unknown>();
  const visit = (one: unknown): void => {
    if (typeof one === "string") texts.push(one);
    if ((typeof one !== "object" && typeof one !== "function") || one === null || seen.has(one)) return;
    seen.add(one);
    if (one instanceof Headers || one instanceof Map || one instanceof Set) visit([...one]);
    for (
      let holder: object | null = one;
      holder && holder !== Object.prototype;
      holder = Object.getPrototypeOf(holder) as object | null
    ) {
      for (const key of Reflect.ownKeys(holder)) {
        texts.push(String(key));
        try {
          visit(Reflect.get(holder, key, one));
        } catch {
          // An accessor that is not made for this value.
        }
      }
    }
  };
  visit(value);
  const tell: ((one: unknown) => unknown)[] = [
    String,
    (one) => JSON.stringify(one),
    (one) => JSON.stringify({ ...(one as object) }),
    (one) => (one as Error).stack,
    (one) => (one as { toString(): string }).toString(),
    (one) =>
      inspect(one, {
        depth: Infinity,
        showHidden: true,
        getters: true,
        maxStringLength: Infinity,
        maxArrayLength: Infinity,
      }),
    (one) => inspect(one),
  ];
  for (const way of tell) {
    try {
      texts.push(String(way(value)));
    } catch {
      // Not every value can be told in every way.
    }
  }
  return texts;
}

/** Which spellings of a secret are in a value. */
export function leaks(value: unknown, secret: string): string[] {
  const texts = everyText(value);
  const known = [...spellings(secret), ...quotations(secret)].map(
    ([name, text]) => [name, text.replace(/=+$/, "")] as const,
  );
  return known.filter(([, text]) => texts.some((one) => one.includes(text))).map(([name]) => name);
}
