/** A server for a document: it finds the operation, reads the request, says what is not as it was given, and answers. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { isDeepStrictEqual } from "node:util";
import { namesIn, type Endpoint, type Media, type Place, type Specification, type Tree } from "./document.js";
import { compareBody } from "./read-body.js";
import { inWords, pairsOf, readHeader, readPairs, readPath, type Pair } from "./wire.js";

/** What the client was called with, and what shall come back. */
export interface Turn {
  readonly endpoint: Endpoint;
  readonly values: ReadonlyMap<Place, unknown>;
  readonly body: { readonly media: Media; readonly value: unknown } | undefined;
  readonly status: number;
  readonly contentType: string | undefined;
  readonly content: string | Buffer;
}

export interface RoundTripServer {
  readonly url: string;
  /** What is wrong with the request that the next call makes. */
  expect(turn: Turn): void;
  readonly problems: string[];
  readonly requests: number;
  close(): Promise<void>;
}

const prefix = "/some%20where/v1";

export async function serveDocument(
  specification: Specification,
  endpoints: readonly Endpoint[],
): Promise<RoundTripServer> {
  let turn: Turn | undefined;
  let requests = 0;
  const problems: string[] = [];
  const matchers = endpoints.map((endpoint) => ({ endpoint, match: matcher(endpoint.path) }));
  const server = createServer((request, response) => {
    void (async () => {
      requests++;
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const now = turn!;
      turn = undefined;
      try {
        problems.push(...(await compare(specification, matchers, now, request, Buffer.concat(chunks))));
      } catch (error) {
        problems.push(`cannot be read: ${String(error)} in ${request.url}`);
      }
      const type = now.contentType === undefined ? {} : { "content-type": now.contentType };
      response.writeHead(now.status, type).end(now.content);
    })();
  });
  // A connection that rests while values are made must not be closed just as it is used again.
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`,
    expect: (next) => {
      turn = next;
      problems.length = 0;
    },
    problems,
    get requests() {
      return requests;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

interface Matcher {
  readonly names: readonly string[];
  readonly test: RegExp;
}

function matcher(path: string): Matcher {
  // A fragment tells two operations apart in the document only.
  const source = path
    .replace(/#.*/s, "")
    .split(/(\{[^{}]+\})/)
    .map((part) => (/^\{.+\}$/.test(part) ? "([^/]+?)" : part.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)));
  return { names: namesIn(path), test: new RegExp(`^${source.join("")}$`, "u") };
}

/** OpenAPI, "path templating matching": what is concrete comes before what is templated. */
function isMoreConcrete(one: string, other: string): boolean {
  return one.split("{").length < other.split("{").length;
}

async function compare(
  specification: Specification,
  matchers: readonly { readonly endpoint: Endpoint; readonly match: Matcher }[],
  { endpoint, values, body }: Turn,
  request: IncomingMessage,
  bytes: Buffer,
): Promise<string[]> {
  const problems: string[] = [];
  const [path = "", query = ""] = (request.url ?? "").split("?");
  if (!path.startsWith(prefix)) return [`not below the base URL: ${path}`];
  const own = path.slice(prefix.length);
  // A path with a fragment or a query in it cannot be told apart from another.
  const { match } = matchers.find((one) => one.endpoint === endpoint)!;
  const raw = match.test.exec(own);
  if (!raw || request.method !== endpoint.method)
    return [`${request.method} ${own} for ${endpoint.method} ${endpoint.path}`];
  const rival = matchers.find(
    ({ endpoint: other, match: { test } }) =>
      other.method === endpoint.method && isMoreConcrete(other.path, endpoint.path) && test.test(own),
  );
  if (rival) problems.push(`${own} is ${rival.endpoint.path}`);

  const secrets = security(specification, endpoint, request);
  if (secrets.problem !== undefined) problems.push(secrets.problem);
  const cookies = pairsOf(request.headers.cookie ?? "", /; ?/).filter(([name]) => !secrets.cookies.has(name));
  const pairs = pairsOf(query).filter(([name]) => !secrets.query.has(decodeURIComponent(name)));
  for (const [place, value] of values) {
    const found = read(place, value, { raw, match, pairs, cookies, request });
    const wanted = place.mediaType === undefined ? inWords(value) : JSON.parse(JSON.stringify(value));
    if (!isDeepStrictEqual(found, wanted))
      problems.push(`${place.in} ${place.name}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
  }
  for (const [name] of [...pairs, ...cookies]) problems.push(`nobody asked for ${name}`);
  const given = body?.value;
  if (body && given !== undefined) {
    const type = request.headers["content-type"] ?? "";
    const problem = await compareBody(body.media, given, bytes, type, isDeepStrictEqual);
    if (problem !== undefined) problems.push(`${problem} for ${JSON.stringify(given)}`);
  } else if (bytes.length > 0) problems.push(`a body that nobody gave: ${bytes.toString("utf8")}`);
  return problems;
}

interface Received {
  readonly raw: RegExpExecArray;
  readonly match: Matcher;
  readonly pairs: Pair[];
  readonly cookies: Pair[];
  readonly request: IncomingMessage;
}

function read(place: Place, like: unknown, { raw, match, pairs, cookies, request }: Received): unknown {
  switch (place.in) {
    case "path":
      return readPath(place, raw[match.names.indexOf(place.name) + 1] ?? "", like);
    case "header": {
      const value = request.headers[place.name.toLowerCase()];
      return value === undefined ? undefined : readHeader(place, String(value), like);
    }
    case "cookie":
      return readPairs(place, cookies, like);
    default:
      return readPairs(place, pairs, like);
  }
}

interface Secrets {
  readonly problem: string | undefined;
  readonly query: ReadonlySet<string>;
  readonly cookies: ReadonlySet<string>;
}

/** Whether one of the operation's sets of schemes came complete, and what the credentials of all are called. */
function security(specification: Specification, { security: sets }: Endpoint, request: IncomingMessage): Secrets {
  const components = specification.resolve(specification.root["components"]);
  const schemes = specification.resolve(components["securitySchemes"]);
  const named = (place: string): Set<string> =>
    new Set(
      Object.values(schemes)
        .map((one) => specification.resolve(one))
        .flatMap((one) => (one["type"] === "apiKey" && one["in"] === place ? [String(one["name"])] : [])),
    );
  const url = new URL(request.url ?? "", "http://test");
  const has = (scheme: Tree): boolean => {
    const name = String(scheme["name"]);
    if (scheme["type"] === "apiKey" && scheme["in"] === "query") return url.searchParams.has(name);
    if (scheme["type"] === "apiKey" && scheme["in"] === "header")
      return request.headers[name.toLowerCase()] !== undefined;
    if (scheme["type"] === "apiKey") return (request.headers.cookie ?? "").includes(`${name}=`);
    if (scheme["type"] === "mutualTLS") return true;
    const wanted = scheme["type"] === "http" ? String(scheme["scheme"]) : "bearer";
    return (request.headers.authorization ?? "").toLowerCase().startsWith(`${wanted.toLowerCase()} `);
  };
  const isDone =
    sets.length === 0 || sets.some((set) => set.every((name) => has(specification.resolve(schemes[name]))));
  const problem = isDone ? undefined : `no credentials of ${JSON.stringify(sets)}`;
  return { problem, query: named("query"), cookies: named("cookie") };
}
