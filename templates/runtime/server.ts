import { SdkError } from "./errors.js";
import { encode } from "./query.js";

/** An address that the vendor documents; `{name}` stands for a variable. */
export interface Server {
  readonly url: string;
  /** Every one that the address has. */
  readonly variables?: Readonly<Record<string, Variable>>;
}

export interface Variable {
  readonly place: Place;
  /** Absent: callers must say it. */
  readonly default?: string;
}

/** What may stand in a place of an address: it leads neither to another host nor, by way of dots, out of a path. */
export interface Place {
  readonly fits: Pick<RegExp, "test">;
  /** The same in words. */
  readonly wanted: string;
  /** Absent: it is written as it is. */
  readonly write?: (value: string) => string;
}

/** The part of a client's options that says where to send to. */
export interface ServerOptions {
  readonly baseUrl?: string | undefined;
  readonly server?: object | undefined;
}

const encodeParts = (value: string): string => encode(value).replaceAll("%2F", "/");
const anyText = "a text that is not empty";

export const scheme: Place = { fits: /^https?$/, wanted: "`http` or `https`" };
export const host: Place = { fits: /^[\w.~-]+$/, wanted: "a part of a host name" };
export const authority: Place = {
  fits: /^(?:[\w.~-]+|\[[\da-f:.]+\])(?::\d+)?$/i,
  wanted: "a host name, with or without a port",
};
export const port: Place = { fits: /^\d+$/, wanted: "a port number" };
export const path: Place = { fits: /./, wanted: anyText, write: encode };
export const root: Place = { fits: /^(?:\/|$)/, wanted: "a path that begins with a slash", write: encodeParts };
export const segments: Place = { fits: /./, wanted: anyText, write: encodeParts };
export const url: Place = { fits: /^https?:\/\//i, wanted: "an absolute http or https URL" };

const quoted = (texts: readonly string[]): string => texts.map((text) => `\`${text}\``).join(", ");

/** One of the values that the vendor names. */
export const oneOf = (...values: readonly string[]): Place => ({
  fits: { test: (value) => values.includes(value) },
  wanted: `one of ${quoted(values)}`,
});

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
  if (server === undefined) return baseUrl ?? fill(servers[0]!);
  if (baseUrl !== undefined) throw new SdkError("`baseUrl` and `server` say the same thing: pass one of them.");
  if (typeof server !== "object" || server === null) throw new SdkError("`server` must be an object of variables.");
  const given = Object.entries(server).filter(([, value]) => value !== undefined);
  const found = servers.find((one) =>
    given.every(
      ([name, value]) =>
        one.url.includes(`{${name}}`) || others.includes(name) || (name === "url" && value === one.url),
    ),
  );
  if (found) return fill(found, server);
  const names = quoted(given.map(([name]) => name));
  throw new SdkError(`No server has ${names}. There are: ${quoted(servers.map((one) => one.url))}.`);
}

/** The same for an operation that has a server of its own. */
export function ownServerUrl({ server }: ServerOptions, own: Server): string | undefined {
  return fill(own, server);
}

function fill({ url: template, variables = {} }: Server, server: object = {}): string | undefined {
  const given = new Map<string, unknown>(Object.entries(server));
  const filled = template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const { default: usual, place } = variables[name]!;
    const own = given.get(name);
    if (own === undefined && usual !== undefined) return usual;
    const { fits, wanted, write = String } = place;
    if (typeof own === "string" && fits.test(own)) return write(own);
    // The value is not shown: nobody knows what it is.
    throw new SdkError(`\`server.${name}\` must be ${wanted}${usual === undefined ? "; it has no default" : ""}.`);
  });
  // A URL parser takes dots away, and the segment before them.
  const isSound =
    /^https?:\/\/[^\s/\\@?#]+(?:\/(?!\.{1,2}(?:\/|$))[^\s/\\?#]*)*$/i.test(filled) && URL.canParse(filled);
  if (isSound || !filled) return filled.replace(/\/+$/, "") || undefined;
  throw new SdkError(`With these variables, \`${template}\` would be another place than it says.`);
}
