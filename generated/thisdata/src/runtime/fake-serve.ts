/** What the fake answers: from the data of a test, as the provider would. */
import { jsonAnswer, put, valueAnswer } from "./fake-answer.js";
import { isSigned } from "./fake-credentials.js";
import { at, select } from "./fake-filters.js";
import type { FakePages } from "./fake-pages.js";
import { pagingOf, Refusal, type Received } from "./fake-request.js";
import type { FakeAnswer, FakeDefinition, FakeOperation, FakeRequest } from "./fake-types.js";
import type { Params } from "./operation.js";
import { param } from "./page.js";
import { InvalidRequestError } from "./errors.js";
import { draft } from "./request.js";

/** What a fake has. */
export interface Stock {
  readonly definition: FakeDefinition;
  /** By operation. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The most items of a page. */
  readonly pageSize: number;
  /** How many times the cursors have expired. */
  readonly generation: number;
}

/** Answers a request of an operation, refusals included. */
export async function serve(
  stock: Stock,
  one: FakeOperation,
  request: FakeRequest,
  received: Received,
): Promise<Response> {
  try {
    return await answer(stock, one, request, received);
  } catch (error) {
    if (error instanceof Refusal) return refusal(error);
    throw error;
  }
}

export function refusal({ status, message }: Refusal): Response {
  const body = { error: message };
  if (status === 401) return jsonAnswer(status, body, { "www-authenticate": "Fake" });
  // A client that tries again need not wait: what a test did not supply does not come.
  return status >= 500 ? jsonAnswer(status, body, { "retry-after": "0" }) : jsonAnswer(status, body);
}

async function answer(stock: Stock, one: FakeOperation, request: FakeRequest, received: Received): Promise<Response> {
  const { name, security, schemes } = stock.definition;
  const { operation, pages, item, empty, status } = one;
  const { id } = operation;
  if (!isSigned(received, operation.security ?? security, schemes))
    throw new Refusal(401, "the request has none of the credentials that the API asks for");
  check(operation, request.params);
  const accept = received.headers.get("accept") ?? "";
  if (Object.hasOwn(stock.data, id)) {
    const value = await supplied(stock, id, request);
    if (value instanceof Response) return value;
    return pages ? listed(stock, one, pages, request, value) : valueAnswer(value, accept, one);
  }
  if (item && Object.hasOwn(stock.data, item.of)) return valueAnswer(await found(stock, item, request), accept, one);
  if (empty !== undefined && status === undefined) return new Response(null, { status: empty });
  const or = item ? `, or the items of \`${item.of}\`` : "";
  throw new Refusal(501, `${name} has no data for \`${id}\`: pass { ${JSON.stringify(id)}: … }${or}.`);
}

async function supplied({ data, definition }: Stock, id: string, request: FakeRequest): Promise<unknown> {
  const value = data[id];
  if (typeof value !== "function") return value;
  try {
    return await (value as FakeAnswer<unknown, Params>)(request);
  } catch (error) {
    // Not a broken connection, which a client would take for bad luck.
    throw new Refusal(500, `${definition.name}: the function for \`${id}\` threw: ${String(error)}`);
  }
}

function listed(
  { definition, pageSize, generation }: Stock,
  { operation, status = 200, filters = [], order }: FakeOperation,
  pages: FakePages,
  request: FakeRequest,
  items: unknown,
): Response {
  const { id } = operation;
  const names = pagingOf(operation) ?? {};
  if (!Array.isArray(items)) throw new Refusal(501, `${definition.name}: the data of \`${id}\` is no list of items.`);
  const { params, url } = request;
  const asked = Number(param({ params }, names.limit) ?? pages.pageSize ?? names.maxLimit ?? 100);
  const size = Math.max(1, Math.min(asked, names.maxLimit ?? Infinity, pageSize));
  const { data, fields, next } = pages.serve((wanted) => select(items, wanted, filters, order), {
    params,
    names,
    pages,
    size,
    url,
    generation,
  });
  let body = put({}, pages.items, data);
  for (const [path, value] of fields) if (path && pages.items.length > 0) body = put(body, path, value);
  return jsonAnswer(status, body, next === undefined ? {} : { link: `<${next}>; rel="next"` });
}

/** One item out of the data of its list. */
async function found(
  stock: Stock,
  { of, parameter, field }: NonNullable<FakeOperation["item"]>,
  request: FakeRequest,
): Promise<unknown> {
  const items = await supplied(stock, of, request);
  const wanted = String(request.params[parameter]);
  const item = Array.isArray(items) ? items.find((one: unknown) => String(at(one, field)) === wanted) : undefined;
  if (item === undefined) throw new Refusal(404, `there is no ${JSON.stringify(wanted)} in the data of \`${of}\``);
  return item;
}

/** Refuses what the client would refuse to send. The body has come: how it was written does not matter any more. */
function check(operation: FakeOperation["operation"], { body, ...params }: Params): void {
  if (operation.body?.required && body === undefined) throw new Refusal(400, "is missing", "body");
  const { body: _, docs: _docs, ...rest } = checkable(operation, params);
  const call = { operation: rest, options: {}, attempt: 0, url: "", add: () => {}, safe: String, safeQuery: String };
  try {
    draft({ ...call, timeoutMs: 0, totalTimeoutMs: 0, maxRetries: 0, maxRetryDelayMs: 0 }, params, false);
  } catch (error) {
    if (!(error instanceof InvalidRequestError)) throw error;
    throw new Refusal(400, error.message.replace(`${rest.id}: `, "").replace(/\.$/, ""));
  }
}

/** The operation as it is checked: a cursor by whoever reads it, and not whether what it stands for is there. */
function checkable(operation: FakeOperation["operation"], params: Params): FakeOperation["operation"] {
  const { cursor, dropWithCursor = [] } = pagingOf(operation) ?? {};
  const dropped = param({ params }, cursor) === undefined ? [] : dropWithCursor;
  const parameters = Object.entries(operation.parameters).map(([key, rule]) => {
    const { required: _, ...optional } = rule;
    if (key === cursor) return [key, { in: rule.in }] as const;
    return [key, dropped.includes(key) ? optional : rule] as const;
  });
  return { ...operation, parameters: Object.fromEntries(parameters) };
}
