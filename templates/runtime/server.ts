import { SdkError } from "./errors.js";
import { encode } from "./query.js";

/** An address that the vendor documents; `{name}` stands for a variable. */
export interface Server {
  readonly url: string;
  readonly variables?: Readonly<Record<string, Variable>>;
}

export interface Variable {
  /** Absent: callers must say it. */
  readonly default?: string;
  /** The values that it may have; else its place says what it may hold. */
  readonly values?: readonly string[];
  readonly place?: Place;
}

type Place = "authority" | "host" | "path" | "port" | "root" | "scheme" | "segments" | "url";

/** The part of a client's options that says where to send to. */
export interface ServerOptions {
  readonly baseUrl?: string | undefined;
  readonly server?: object | undefined;
}

/** A caller's value stays in its place: it leads neither to another host nor, by way of dots, out of a path. */
const places: Readonly<Record<Place, readonly [pattern: RegExp, wanted: string]>> = {
  scheme: [/^https?$/, "`http` or `https`"],
  host: [/^[\w.~-]+$/, "a part of a host name"],
  authority: [/^(?:[\w.~-]+|\[[\da-f:.]+\])(?::\d+)?$/i, "a host name, with or without a port"],
  port: [/^\d+$/, "a port number"],
  path: [/./, "a text that is not empty"],
  root: [/^(?:\/|$)/, "a path that begins with a slash"],
  segments: [/./, "a text that is not empty"],
  url: [/^https?:\/\//i, "an absolute http or https URL"],
};

/**
 * The base URL that the option `server` means: that of the first server that has all variables that are given. `others` are
 * variables of operations' own servers. Undefined where the caller has a `baseUrl`.
 *
 * @throws SdkError for variables that no server has, and for values that do not fit
 */
export function serverUrl(
  { baseUrl, server }: ServerOptions,
  servers: readonly Server[],
  others: readonly string[] = [],
): string | undefined {
  if (server === undefined) return baseUrl ?? fill(servers[0]!, {});
  if (baseUrl !== undefined) throw new SdkError("`baseUrl` and `server` say the same thing: pass one of them.");
  if (typeof server !== "object" || server === null) throw new SdkError("`server` must be an object of variables.");
  const given = Object.entries(server).filter(([, value]) => value !== undefined);
  const found = servers.find(({ url, variables = {} }) =>
    given.every(
      ([name, value]) => Object.hasOwn(variables, name) || others.includes(name) || (name === "url" && value === url),
    ),
  );
  if (found) return fill(found, { ...server });
  const names = given.map(([name]) => `\`${name}\``).join(", ");
  throw new SdkError(`No server has ${names}. There are: ${servers.map(({ url }) => `\`${url}\``).join(", ")}.`);
}

/** The same for an operation that has a server of its own. */
export function ownServerUrl({ server }: ServerOptions, own: Server): string | undefined {
  return fill(own, { ...server });
}

function fill({ url, variables = {} }: Server, given: Readonly<Record<string, unknown>>): string | undefined {
  const filled = url.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = Object.hasOwn(variables, name) ? variables[name]! : undefined;
    if (!variable) return whole;
    const own = Object.hasOwn(given, name) ? given[name] : undefined;
    const { values, place = "path", default: value } = variable;
    if (own === undefined && value !== undefined) return value;
    const [pattern, expected] = places[place];
    const wanted = values ? `one of ${values.map((one) => `\`${one}\``).join(", ")}` : expected;
    // The value is not shown: nobody knows what it is.
    if (typeof own !== "string" || !(values ? values.includes(own) : pattern.test(own)))
      throw new SdkError(`\`server.${name}\` must be ${wanted}${value === undefined ? "; it has no default" : ""}.`);
    if (values || !/^(?:path|root|segments)$/.test(place)) return own;
    const text = encode(own);
    return place === "path" ? text : text.replaceAll("%2F", "/");
  });
  // A URL parser takes dots away, and the segment before them.
  const isSound =
    /^https?:\/\/[^\s/\\@?#]+(?:\/(?!\.{1,2}(?:\/|$))[^\s/\\?#]*)*$/i.test(filled) && URL.canParse(filled);
  if (isSound || !filled) return filled.replace(/\/+$/, "") || undefined;
  throw new SdkError(`With these variables, \`${url}\` would be another place than it says.`);
}
