/** A provider in memory, as a `fetch`: what the tests of a package's users run against instead of a network. */
import { failureAnswer, jsonAnswer, put, valueAnswer, type AnswerShape } from "./fake-answer.js";
import { isSigned, withoutCredentials, type FakeScheme } from "./fake-credentials.js";
import { brokenConnection, cutOff, Script } from "./fake-faults.js";
import type { Disconnection, FailureAnswer, Fault, FaultTiming } from "./fake-faults.js";
import { at, select, type FakeFilter, type FakeOrder } from "./fake-filters.js";
import type { FakePages } from "./fake-pages.js";
import { paramsOf, readBody, receive, Refusal, type Received } from "./fake-request.js";
import { Router } from "./fake-router.js";
import type { Params, Security } from "./operation.js";
import { param } from "./page.js";
import { validate } from "./request.js";
import { sleep } from "./time.js";

export type { Disconnection, FailureAnswer, FaultTiming } from "./fake-faults.js";

/** One request, as a test looks at it. No credential is in it. */
export interface FakeRequest<P = Readonly<Record<string, unknown>>> {
  /** `events.list`; `null` where a client asks for an OAuth token, and for what is no operation of the API. */
  readonly operation: string | null;
  readonly method: string;
  readonly url: string;
  /** What the operation was called with, by the same keys, `body` included. */
  readonly params: P;
  /** By lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON and forms as values, `FormData`, text, else a `Blob`; `undefined` where there is none. */
  readonly body: unknown;
  /** The status of the answer; `null` as long as there is none, and for a connection that broke before it. */
  readonly status: number | null;
}

/** What a list operation has: every item that there is, or a function that says so for each request. */
export type FakeItems<Item, P> = readonly Item[] | FakeAnswer<readonly Item[], P>;

/** What an operation gives, or a function that says so for each request. */
export type FakeResult<Result, P> = Result | FakeAnswer<Result, P>;

/** Answers one request; a `Response` is sent as it is. */
export type FakeAnswer<Result, P> = (
  request: FakeRequest<P>,
) => Result | Response | Promise<Result> | Promise<Response> | Promise<Result | Response>;

export interface FakeOptions {
  /**
   * No page has more items than this, whatever is asked for and whatever the documented default is: real servers do so, and
   * an import has to survive it. The documented default and maximum unless said.
   */
  readonly pageSize?: number | undefined;
}

/** A provider in memory. */
export interface Fake<Id extends string = string> {
  /** For the client: `new Client({ …, fetch: fake.fetch })`. */
  readonly fetch: typeof globalThis.fetch;
  /** Every request that came, the first one first; each attempt is one. */
  readonly requests: readonly FakeRequest[];
  /** The next request of an operation is answered with a failure instead. */
  fail(operation: Id, failure: FailureAnswer): void;
  /** The connection of the next request of an operation breaks. */
  disconnect(operation: Id, disconnection?: Disconnection): void;
  /** The next answer of an operation is late by so many milliseconds; `Infinity`: it never comes. */
  delay(operation: Id, ms: number, timing?: FaultTiming): void;
  /** Every cursor that was given out so far is refused from now on. Items as cursors, and positions, do not expire. */
  expireCursors(): void;
  /** What was asked of `fail`, `disconnect` and `delay` and has not happened, in words: empty at the end of a good test. */
  readonly pending: readonly string[];
}

/** What generated code says about an operation. */
export interface FakeOperation extends AnswerShape {
  /** A list. */
  readonly pages?: FakePages;
  readonly filters?: readonly FakeFilter[];
  readonly order?: FakeOrder;
  /** One item of a list, found by the parameter's value in a field of it. */
  readonly item?: { readonly of: string; readonly parameter: string; readonly field: readonly string[] };
}

/** What generated code says about the provider. */
export interface FakeDefinition {
  /** The function that makes the fake, for messages: `fakeClose`. */
  readonly name: string;
  readonly baseUrl?: string;
  readonly operations: readonly FakeOperation[];
  readonly security: Security;
  readonly schemes: readonly FakeScheme[];
}

type Entry = { -readonly [Key in keyof FakeRequest]: FakeRequest[Key] };

/** Makes the fake of a provider. `data` is read at each request: what a test adds meanwhile is there. */
export function createFake<Id extends string>(
  definition: FakeDefinition,
  data: { readonly [Key in Id]?: unknown },
  { pageSize }: FakeOptions = {},
): Fake<Id> {
  const { name, schemes, security } = definition;
  if (pageSize !== undefined && !(Number.isSafeInteger(pageSize) && pageSize > 0))
    throw new TypeError(`${name}: \`pageSize\` must be a whole number of at least 1, but is ${pageSize}.`);
  const router = new Router(definition.operations, definition.baseUrl);
  const byId = new Map(definition.operations.map((one) => [one.operation.id, one]));
  const check = (id: string): void => {
    if (!byId.has(id)) throw new TypeError(`${name}: there is no operation ${JSON.stringify(id)}.`);
  };
  for (const id of Object.keys(data)) check(id);
  const hasTokens = schemes.some(({ kind }) => kind === "clientCredentials");
  const script = new Script();
  const requests: Entry[] = [];
  let generation = 0;

  const supplied = async (id: string, entry: FakeRequest): Promise<unknown> => {
    const value = (data as Readonly<Record<string, unknown>>)[id];
    return typeof value === "function" ? await (value as FakeAnswer<unknown, Params>)(entry) : value;
  };

  const listed = async (one: FakeOperation, pages: FakePages, entry: FakeRequest): Promise<Response> => {
    const { operation, filters = [], order } = one;
    const names = operation.pagination ?? {};
    const items = await supplied(operation.id, entry);
    if (items instanceof Response) return items;
    if (!Array.isArray(items)) throw new Refusal(501, `${name}: the data of \`${operation.id}\` is no list of items.`);
    const asked = Number(param(entry, names.limit) ?? pages.pageSize ?? names.maxLimit ?? 100);
    const size = Math.max(1, Math.min(asked, names.maxLimit ?? Infinity, pageSize ?? Infinity));
    const { params, url } = entry;
    const request = { params, names, pages, size, url, generation };
    const { data: page, fields, next } = pages.serve((asked) => select(items, asked, filters, order), request);
    let body = put({}, pages.items, page);
    for (const [path, value] of fields) if (path && pages.items.length > 0) body = put(body, path, value);
    return jsonAnswer(one.status ?? 200, body, next === undefined ? {} : { link: `<${next}>; rel="next"` });
  };

  const found = async (one: FakeOperation, entry: FakeRequest): Promise<unknown> => {
    const { of, parameter, field } = one.item!;
    const items = await supplied(of, entry);
    const wanted = String(entry.params[parameter]);
    const item = Array.isArray(items) ? items.find((it: unknown) => String(at(it, field)) === wanted) : undefined;
    if (item === undefined) throw new Refusal(404, `there is no ${JSON.stringify(wanted)} in the data of \`${of}\``);
    return item;
  };

  const answer = async (one: FakeOperation, entry: FakeRequest, received: Received): Promise<Response> => {
    const { operation, pages, item, empty } = one;
    const { id } = operation;
    if (!isSigned(received, operation.security ?? security, schemes))
      throw new Refusal(401, "the request has none of the credentials that the API asks for");
    const hasCursor = param(entry, operation.pagination?.cursor) !== undefined;
    validate(checked(operation, hasCursor), entry.params, (_, message) => {
      throw new Refusal(400, message);
    });
    const accept = received.headers.get("accept") ?? "";
    if (!Object.hasOwn(data, id)) {
      if (item && Object.hasOwn(data, item.of)) return valueAnswer(await found(one, entry), accept, one);
      if (empty !== undefined && one.status === undefined) return new Response(null, { status: empty });
      const or = item ? `, or the items of \`${item.of}\`` : "";
      const hint = `${name} has no data for \`${id}\`: pass { ${JSON.stringify(id)}: … }${or}.`;
      throw new Refusal(501, hint);
    }
    if (pages) return listed(one, pages, entry);
    const value = await supplied(id, entry);
    return value instanceof Response ? value : valueAnswer(value, accept, one);
  };

  const refused = (error: unknown): Response => {
    if (!(error instanceof Refusal)) throw error;
    const { status, message } = error;
    // Nothing becomes better by waiting for what a test did not supply.
    const headers = status === 501 ? { "retry-after": "0" } : status === 401 ? { "www-authenticate": "Fake" } : {};
    return jsonAnswer(status, { error: message }, headers as Readonly<Record<string, string>>);
  };

  const run = async (entry: Entry, received: Received): Promise<Response> => {
    const { signal } = received;
    signal?.throwIfAborted();
    const route = router.find(received);
    const one = route?.one;
    const fault: Fault = (one && script.next(one.operation.id)) ?? { what: "" };
    entry.operation = one?.operation.id ?? null;
    entry.body = await readBody(received);
    if (one && route) entry.params = paramsOf(one.operation, received, route.segments, entry.body);
    const delay = fault.delayMs ?? fault.answer?.delayMs ?? 0;
    if (delay > 0) await sleep(delay, signal);
    if (fault.disconnect === "start") throw brokenConnection();
    if (fault.answer) return failureAnswer(fault.answer.status, fault.answer.body, fault.answer.headers);
    if (!one) {
      if (hasTokens && isTokenRequest(entry)) return tokenAnswer(entry);
      return refused(new Refusal(404, `${name} knows no operation for ${entry.method} ${received.url.pathname}`));
    }
    const response = await answer(one, entry, received).catch(refused);
    signal?.throwIfAborted();
    return fault.disconnect === "body" ? cutOff(response) : response;
  };

  return {
    requests,
    fetch: async (input, init) => {
      const received = receive(input, init as RequestInit | undefined);
      const { method } = received;
      const entry: Entry = {
        operation: null,
        method,
        ...withoutCredentials(received, schemes),
        params: {},
        body: undefined,
        status: null,
      };
      requests.push(entry);
      const response = await run(entry, received);
      entry.status = response.status;
      return response;
    },
    fail(id, failure) {
      check(id);
      if (!(Number.isSafeInteger(failure.status) && failure.status >= 200 && failure.status <= 599))
        throw new TypeError(`${name}: \`status\` must be from 200 to 599, but is ${failure.status}.`);
      script.add(id, { what: `an answer with ${failure.status}`, answer: failure }, failure);
    },
    disconnect(id, disconnection = {}) {
      check(id);
      script.add(id, { what: "a broken connection", disconnect: disconnection.at ?? "start" }, disconnection);
    },
    delay(id, ms, timing = {}) {
      check(id);
      script.add(id, { what: `an answer that is late by ${ms} ms`, delayMs: ms }, timing);
    },
    expireCursors() {
      generation++;
    },
    get pending() {
      return script.pending();
    },
  };
}

/** The operation without the parameters that are not checked by their rules: cursors, and what a cursor stands for. */
function checked(operation: FakeOperation["operation"], hasCursor: boolean): FakeOperation["operation"] {
  const { cursor, dropWithCursor = [] } = operation.pagination ?? {};
  const dropped = hasCursor ? dropWithCursor : [];
  const parameters = Object.entries(operation.parameters).map(([key, rule]) => {
    const { required: _, ...optional } = rule;
    const { in: place, name } = rule;
    if (key === cursor) return [key, { in: place, ...(name !== undefined && { name }) }] as const;
    return [key, dropped.includes(key) ? optional : rule] as const;
  });
  return { ...operation, parameters: Object.fromEntries(parameters) };
}

function isTokenRequest({ method, body }: FakeRequest): boolean {
  return method === "POST" && (body as Partial<Record<string, unknown>> | undefined)?.["grant_type"] !== undefined;
}

/** A token for whoever asks; what the client proves itself with is not for the log. */
function tokenAnswer(entry: Entry): Response {
  const { client_id: _, client_secret: __, ...rest } = entry.body as Readonly<Record<string, unknown>>;
  entry.body = rest;
  return jsonAnswer(200, { access_token: "fake", token_type: "Bearer", expires_in: 3600 });
}
