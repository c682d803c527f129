/** What the tests of the generated packages share: fakes that are closed by themselves, and one face for all three packages. */
import * as closePackage from "@specmend/close";
import * as opalPackage from "@specmend/opal";
import * as thisdataPackage from "@specmend/thisdata";
import { startCloseServer, startOpalServer, startThisDataServer, THISDATA_NOW } from "../providers/index.js";
import type { CloseOptions, CloseServer, OpalOptions, OpalServer } from "../providers/index.js";
import type { FakeServer, LoggedRequest, ThisDataEvent, ThisDataOptions, ThisDataServer } from "../providers/index.js";
import { parseQuery } from "../providers/query.js";
import { closing } from "../providers/tools.js";

const openClose = closing(startCloseServer);
const openOpal = closing(startOpalServer);
const openThisData = closing(startThisDataServer);

export const startClose = (options: CloseOptions = {}): Promise<CloseServer> => openClose(options);
export const startOpal = (options: OpalOptions = {}): Promise<OpalServer> => openOpal(options);
export const startThisData = (options: ThisDataOptions = {}): Promise<ThisDataServer> => openThisData(options);

/** Back-off between attempts is cut to this, so that tests need not wait for it. */
const quick = { maxRetryDelayMs: 10 };

export function closeFor(server: CloseServer, options: closePackage.CloseOptions = {}): closePackage.Close {
  return new closePackage.Close({ apiKey: server.apiKey, baseUrl: server.baseUrl, ...quick, ...options });
}

export function opalFor(server: OpalServer, options: opalPackage.OpalOptions = {}): opalPackage.Opal {
  return new opalPackage.Opal({ token: server.token, baseUrl: server.baseUrl, ...quick, ...options });
}

export function thisdataFor(
  server: ThisDataServer,
  options: thisdataPackage.ThisDataOptions = {},
): thisdataPackage.ThisData {
  return new thisdataPackage.ThisData({ apiKey: server.apiKey, baseUrl: server.baseUrl, ...quick, ...options });
}

/** A page of any of the three. */
export interface AnyPage {
  readonly data: readonly unknown[];
  readonly nextCursor: string | null;
  readonly body: unknown;
  readonly response: Response;
}

/** A list of any of the three. */
export interface AnyList extends AsyncIterable<unknown>, PromiseLike<AnyPage> {
  pages(): AsyncGenerator<AnyPage, void, undefined>;
  toArray(options?: { readonly limit?: number }): Promise<unknown[]>;
}

/** A fake and the package for it. */
export interface Target {
  readonly server: FakeServer;
  readonly secret: string;
  /** The classes of errors, and the rest of the package. */
  readonly package: typeof closePackage | typeof opalPackage | typeof thisdataPackage;
  client(options?: closePackage.ClientOptions): object;
  list(params?: object, request?: closePackage.RequestOptions, options?: closePackage.ClientOptions): AnyList;
  /** The same by the function that can be imported alone. */
  standalone(params?: object, request?: closePackage.RequestOptions, options?: closePackage.ClientOptions): AnyList;
  /** What a list without filters must bring, in order. */
  expected(): unknown[];
  /** The parameter for the page size. */
  readonly size: "_limit" | "page_size" | "limit";
  /** The parameter that says where a page starts. */
  readonly place: "_cursor" | "cursor" | "offset";
  close(): Promise<void>;
}

/** What makes a target; a test may bring its own secret. */
export const targets: Readonly<Record<"close" | "opal" | "thisdata", (secret?: string) => Promise<Target>>> = {
  async close(secret) {
    const server = await startClose(secret === undefined ? {} : { apiKey: secret });
    const options = { apiKey: server.apiKey, baseUrl: server.baseUrl, ...quick };
    return {
      server,
      secret: server.apiKey,
      package: closePackage,
      client: (more) => new closePackage.Close({ ...options, ...more }),
      list: (params, request, more) => new closePackage.Close({ ...options, ...more }).events.list(params, request),
      standalone: (params, request, more) =>
        closePackage.eventsList(closePackage.createClient({ ...options, ...more }), params, request),
      expected: () => server.events(),
      size: "_limit",
      place: "_cursor",
      close: () => server.close(),
    };
  },
  async opal(secret) {
    const server = await startOpal(secret === undefined ? {} : { token: secret });
    const options = { token: server.token, baseUrl: server.baseUrl, ...quick };
    return {
      server,
      secret: server.token,
      package: opalPackage,
      client: (more) => new opalPackage.Opal({ ...options, ...more }),
      list: (params, request, more) => new opalPackage.Opal({ ...options, ...more }).events.list(params, request),
      standalone: (params, request, more) =>
        opalPackage.eventsList(opalPackage.createClient({ ...options, ...more }), params, request),
      expected: () => server.events(),
      size: "page_size",
      place: "cursor",
      close: () => server.close(),
    };
  },
  async thisdata(secret) {
    const server = await startThisData(secret === undefined ? {} : { apiKey: secret });
    const options = { apiKey: server.apiKey, baseUrl: server.baseUrl, ...quick };
    return {
      server,
      secret: server.apiKey,
      package: thisdataPackage,
      client: (more) => new thisdataPackage.ThisData({ ...options, ...more }),
      list: (params, request, more) =>
        new thisdataPackage.ThisData({ ...options, ...more }).events.list(params, request),
      standalone: (params, request, more) =>
        thisdataPackage.eventsList(thisdataPackage.createClient({ ...options, ...more }), params, request),
      expected: () => foundByDefault(server),
      size: "limit",
      place: "offset",
      close: () => server.close(),
    };
  },
};

/** What ThisData finds without any filter: the last thirty days, and no page views. */
export function foundByDefault(server: ThisDataServer): ThisDataEvent[] {
  const after = Date.parse(THISDATA_NOW) - 30 * 24 * 3_600_000;
  return server.events().filter(({ published, verb }) => Date.parse(published) >= after && verb !== "page-view");
}

/** The error with which something ends. */
export async function failure(work: PromiseLike<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error("it succeeded");
}

/** All that comes, unless it never ends. */
export async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) if (all.push(one) > 5000) throw new Error("it goes on for ever");
  return all;
}

/** The query of a request, decoded. A name that comes twice is an error of the test: use the raw query for these. */
export function sent(request: LoggedRequest | undefined): Record<string, string> {
  const { pairs } = parseQuery(request?.query ?? "");
  return Object.fromEntries(pairs.map(({ name, value }) => [name, value]));
}

export function queries(server: FakeServer): Record<string, string>[] {
  return server.requests.map(sent);
}

export const statuses = (server: FakeServer): (number | null)[] => server.requests.map(({ status }) => status);

/** Lets everything that is ready to happen happen. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Waits until something is so; the test's own timeout is the only limit. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
