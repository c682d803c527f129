import { SdkError } from "./errors.js";
import { encode } from "./query.js";
import type { Place, Server, ServerAddress } from "./types.js";

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
 * The address that the variables mean: of the first server that has all that are given. `others` are variables of
 * operations' own servers.
 *
 * @throws SdkError for variables that no server has; the address throws it for values that do not fit
 */
export function serverAddress(
  variables: object,
  servers: readonly Server[],
  others: readonly string[] = [],
): ServerAddress {
  if (typeof variables !== "object" || variables === null)
    throw new SdkError("`serverOf` takes an object of variables.");
  const given = Object.entries(variables).filter(([, value]) => value !== undefined);
  const found = servers.find((one) =>
    given.every(
      ([name, value]) =>
        one.url.includes(`{${name}}`) || others.includes(name) || (name === "url" && value === one.url),
    ),
  );
  if (found) return (own = found) => fill(own, new Map(given));
  const names = quoted(given.map(([name]) => name));
  throw new SdkError(`No server has ${names}. There are: ${quoted(servers.map((one) => one.url))}.`);
}

/** The address of an operation that has a server of its own: with these variables, or with the vendor's. */
export function ownServerUrl(address: ServerAddress | undefined, own: Server): string | undefined {
  return address ? address(own) : fill(own, new Map());
}

function fill({ url: template, variables = {} }: Server, given: ReadonlyMap<string, unknown>): string | undefined {
  const filled = template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const { default: usual, place } = variables[name]!;
    const own = given.get(name);
    if (own === undefined && usual !== undefined) return usual;
    const { fits, wanted, write = String } = place;
    if (typeof own === "string" && fits.test(own)) return write(own);
    // The value is not shown: nobody knows what it is.
    throw new SdkError(
      `\`${name}\` of the server must be ${wanted}${usual === undefined ? "; it has no default" : ""}.`,
    );
  });
  // A URL parser takes dots away, and the segment before them.
  const isSound =
    /^https?:\/\/[^\s/\\@?#]+(?:\/(?!\.{1,2}(?:\/|$))[^\s/\\?#]*)*$/i.test(filled) && URL.canParse(filled);
  if (isSound || !filled) return filled.replace(/\/+$/, "") || undefined;
  throw new SdkError(`With these variables, \`${template}\` would be another place than it says.`);
}
