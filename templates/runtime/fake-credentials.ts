/** Whether a request says who sends it, as the provider asks for it. Any credential will do; a wrong one is a 401 that a test asks for. */
import { decoded, type Received } from "./fake-request.js";
import type { Security } from "./signature.js";

/** A security scheme, as far as it shows in a request. */
export interface FakeScheme {
  readonly id: string;
  readonly kind: "apiKey" | "authorization" | "basic" | "bearer" | "clientCredentials";
  /** apiKey */
  readonly in?: "header" | "query" | "cookie";
  readonly name?: string;
  /** authorization: the HTTP authentication scheme */
  readonly scheme?: string;
  /** basic: what the vendor fixes, such as an empty password. */
  readonly username?: string;
  readonly password?: string;
}

/** Whether one of the sets of schemes is there. */
export function isSigned(received: Received, security: Security, schemes: readonly FakeScheme[]): boolean {
  const isThere = (name: string): boolean => {
    const scheme = schemes.find(({ id }) => id === name);
    return scheme === undefined || hasCredential(received, scheme);
  };
  return (
    security.length === 0 ||
    security.some((set) => set.every((one) => isThere(typeof one === "string" ? one : (one[0] ?? ""))))
  );
}

function hasCredential({ headers, query, cookies }: Received, scheme: FakeScheme): boolean {
  const { kind, in: place, name = "" } = scheme;
  const authorization = headers.get("authorization") ?? "";
  if (kind === "apiKey") {
    if (place === "header") return (headers.get(name) ?? "") !== "";
    const pairs = place === "query" ? query : cookies;
    return pairs.some(([key, value]) => decoded(key) === name && value !== "");
  }
  if (kind === "authorization") {
    return authorization.toLowerCase().startsWith(`${(scheme.scheme ?? "").toLowerCase()} `);
  }
  if (kind !== "basic") return /^Bearer +\S/i.test(authorization);
  const [, user, password] = /^([^:]*):(.*)$/s.exec(pairOf(authorization)) ?? [];
  if (user === undefined || password === undefined || user + password === "") return false;
  return (scheme.username ?? user) === user && (scheme.password ?? password) === password;
}

/** `user:password` of HTTP Basic; an empty text where it is none. */
function pairOf(authorization: string): string {
  try {
    return atob(/^Basic +([\w+/=-]+)$/i.exec(authorization)?.[1] ?? "");
  } catch {
    return "";
  }
}

/** Headers by lower-case names, and the URL, both without the credentials: for the log of a test. */
export function withoutCredentials(
  { headers, url, query }: Received,
  schemes: readonly FakeScheme[],
): { readonly headers: Readonly<Record<string, string>>; readonly url: string } {
  const names = (place: FakeScheme["in"]): string[] =>
    schemes.flatMap((one) => (one.in === place && one.name !== undefined ? [one.name] : []));
  const hidden = new Set(
    ["authorization", "proxy-authorization", "cookie", ...names("header")].map((name) => name.toLowerCase()),
  );
  const secret = new Set(names("query"));
  const kept = query.filter(([name]) => !secret.has(decoded(name)));
  const search = kept.map(([name, value]) => `${name}=${value}`).join("&");
  return {
    headers: Object.fromEntries([...headers].filter(([name]) => !hidden.has(name))),
    url: `${url.origin}${url.pathname}${search && `?${search}`}`,
  };
}
