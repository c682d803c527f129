import type { Security } from "./operation.js";
import { SdkError } from "./errors.js";
import { base64 } from "./redact.js";

/** A credential, or a function that returns one: it is called for each attempt, so that a token can be renewed. */
export type Credential = string | (() => string | Promise<string>);

/** Where a credential comes from: an option of the client, else an environment variable. */
export interface Source {
  readonly option: string;
  readonly env?: string;
}

/** A security scheme: how to send it, and what `send` needs for that. A text in place of a source is sent as it is. */
export interface Scheme {
  readonly send: (scheme: Scheme, read: (source: Source | string) => Promise<string>) => Promise<Sent>;
  /** basic */
  readonly username?: Source | string;
  /** basic; if it is empty, the user name is the secret. */
  readonly password?: Source | string;
  /** bearer */
  readonly token?: Source | string;
  /** apiKey */
  readonly in?: "header" | "query" | "cookie";
  readonly name?: string;
  readonly value?: Source;
}

/** What a scheme adds to a request. */
export interface Sent {
  readonly in: "header" | "query" | "cookie";
  readonly name: string;
  readonly value: string;
  /** What must not be shown to anybody, the most telling first. */
  readonly secrets: readonly string[];
}

/** HTTP Basic (RFC 7617), in UTF-8. */
export async function basic(scheme: Scheme, read: (source: Source | string) => Promise<string>): Promise<Sent> {
  const username = await read(scheme.username ?? "");
  const password = await read(scheme.password ?? "");
  if (username.includes(":")) throw new SdkError("A user name for HTTP Basic cannot have a colon.");
  const value = base64(`${username}:${password}`);
  return { in: "header", name: "authorization", value: `Basic ${value}`, secrets: [value, password || username] };
}

/** Bearer tokens (RFC 6750); also OAuth 2.0 and OpenID Connect. */
export async function bearer(scheme: Scheme, read: (source: Source | string) => Promise<string>): Promise<Sent> {
  const token = await read(scheme.token ?? "");
  return { in: "header", name: "authorization", value: `Bearer ${token}`, secrets: [token] };
}

/** A key in a header, the query or a cookie (OpenAPI `apiKey`). */
export async function apiKey(scheme: Scheme, read: (source: Source | string) => Promise<string>): Promise<Sent> {
  const value = await read(scheme.value ?? "");
  return { in: scheme.in ?? "header", name: scheme.name ?? "", value, secrets: [value] };
}

const isSource = (part: unknown): part is Source => typeof part === "object";

/** What the provider knows about credentials. */
export interface SecurityDefinition {
  /** The provider's client class, for messages. */
  readonly name: string;
  readonly security?: Security;
  readonly schemes?: Readonly<Record<string, Scheme>>;
}

/**
 * Reads the credentials that were supplied, and returns what picks and sends them. Of the allowed sets of schemes the first
 * counts whose credentials are all there. Environment variables count only if no credential is an option. `hide` learns the
 * secrets.
 */
export function authenticator(
  options: Readonly<Record<string, unknown>>,
  { name, security = [], schemes = {} }: SecurityDefinition,
  hide: (secret: string) => void,
): (security?: Security) => Promise<Sent[]> {
  const sourcesOf = (set: readonly string[]): Source[] =>
    set.flatMap((id) => Object.values(schemes[id] ?? {}).filter(isSource));
  const all = sourcesOf(Object.keys(schemes));
  const explicit = all.some(({ option }) => options[option] != null);
  const given = new Map<string, unknown>();
  for (const { option, env } of all) {
    const value = explicit ? options[option] : env && (environment(env) || undefined);
    if (value != null) given.set(option, typeof value === "function" ? value : check(name, option, value));
  }
  for (const { username, password, ...scheme } of Object.values(schemes)) {
    for (const source of [password || username, scheme.token, scheme.value]) {
      const value = isSource(source) ? given.get(source.option) : undefined;
      if (typeof value === "string") hide(value);
    }
  }
  const read = async (source: Source | string): Promise<string> => {
    if (!isSource(source)) return source;
    const value = given.get(source.option);
    return typeof value === "function" ? check(name, source.option, await value()) : String(value);
  };
  const choose = (sets: Security): readonly string[] => {
    const isGiven = (set: readonly string[]): boolean =>
      set.length > 0 && set.every((id) => schemes[id]) && sourcesOf(set).every(({ option }) => given.has(option));
    const chosen = sets.find(isGiven) ?? sets.find((set) => set.length === 0);
    if (chosen || !sets.length) return chosen ?? [];
    throw new SdkError(missing(name, sets.map(sourcesOf)));
  };
  choose(security);
  return async (sets = security) => {
    const sent = await Promise.all(choose(sets).map((id) => schemes[id]!.send(schemes[id]!, read)));
    for (const { secrets } of sent) secrets.forEach(hide);
    return sent;
  };
}

function environment(variable: string): string | undefined {
  try {
    return (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env?.[variable];
  } catch {
    return undefined; // Deno without permission to read it
  }
}

/** Refuses, without showing it, a text that would break a header or that nobody's key looks like. */
function check(name: string, option: string, value: unknown): string {
  const where = `${name}: \`${option}\``;
  if (typeof value !== "string") throw new SdkError(`${where} must be a string or a function that returns one.`);
  if (value === "") throw new SdkError(`${where} is empty.`);
  const odd = /[^ -~\xa0-\xff]|^\s|\s$/.exec(value);
  if (!odd) return value;
  throw new SdkError(`${where} has a space, a line break or a character outside Latin-1 at position ${odd.index + 1}.`);
}

/** "Close needs an API key: pass `new Close({ apiKey })` or set CLOSE_API_KEY, or pass …" */
function missing(name: string, sets: readonly Source[][]): string {
  const what = (sets[0]?.[0]?.option ?? "credential").replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const ways = sets.map((sources) => {
    const variables = sources.flatMap(({ env }) => env ?? []).join(" and ");
    const pass = `pass \`new ${name}({ ${sources.map(({ option }) => option).join(", ")} })\``;
    return pass + (variables && ` or set ${variables}`);
  });
  const article = /^[aeiou]/.test(what) ? "an" : "a";
  return `${name} needs ${article} ${what.replace(/^api\b/, "API")}: ${ways.join(", or ")}.`;
}
