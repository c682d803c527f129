/** A client as the generator would print it for Close, and operations to try things with. */
import { integer } from "../../templates/runtime/check.js";
import { combinations } from "../../templates/runtime/combinations.js";
import { type Credential, apiKey, authenticator, basic, bearer } from "../../templates/runtime/auth.js";
import { Client, type ClientOptions } from "../../templates/runtime/client.js";
import { byCursor } from "../../templates/runtime/cursor.js";
import type { ListOperation, Operation, RequestOptions, TwoWayPage } from "../../templates/runtime/operation.js";
import { inQuery } from "../../templates/runtime/query-key.js";
import { fewer } from "../../templates/runtime/page-size.js";
import { type PagedList, list } from "../../templates/runtime/pagination.js";
import { secretsIn } from "../../templates/runtime/redact.js";

export interface Event {
  readonly id: string;
}
export interface EventList {
  readonly data: Event[];
  readonly cursor_next?: string | null;
  readonly cursor_previous?: string | null;
}
export interface EventsListParams {
  readonly _limit?: number;
  readonly _cursor?: string;
  readonly object_type?: string;
  readonly object_id?: string;
  readonly action?: string;
  readonly lead_id?: string;
  readonly date_updated__gte?: string;
}
export type EventPage = TwoWayPage<Event, EventList>;

export const eventsListOperation: ListOperation<EventsListParams, Event, EventList, EventPage> = {
  id: "events.list",
  method: "GET",
  path: "/event/",
  docs: "https://docs.test/events",
  parameters: {
    _limit: { in: "query", check: integer, minimum: 1, maximum: 50 },
    _cursor: { in: "query" },
    object_type: { in: "query" },
    object_id: { in: "query" },
    action: { in: "query" },
    lead_id: { in: "query" },
    date_updated__gte: { in: "query" },
  },
  rules: [
    {
      check: combinations,
      parameters: ["object_type", "object_id", "action", "lead_id"],
      allowed: [[], ["object_type", "object_id"], ["object_type", "action"], ["lead_id"], ["lead_id", "object_type"]],
    },
  ],
  errors: { 400: "json", 401: "json", "4XX": "json" },
  pagination: {
    walk: byCursor,
    cursor: "_cursor",
    next: (body) => body.cursor_next,
    previous: (body) => body.cursor_previous,
    itemsField: "data",
    items: (body) => body.data,
    limit: "_limit",
    maxLimit: 50,
    resize: fewer,
    dropWithCursor: ["date_updated__gte"],
  },
};

export interface CloseOptions extends ClientOptions {
  readonly apiKey?: Credential | undefined;
  readonly accessToken?: Credential | undefined;
}

export function createClient(options: CloseOptions = {}): Client {
  return new Client(options, {
    name: "Close",
    baseUrl: "https://api.close.test/api/v1",
    security: authenticator({
      security: [["ApiKeyAuth"], ["OAuth2"]],
      schemes: {
        ApiKeyAuth: { send: basic, username: { option: "apiKey", env: "TEST_CLOSE_API_KEY" }, password: "" },
        OAuth2: { send: bearer, token: { option: "accessToken", env: "TEST_CLOSE_ACCESS_TOKEN" } },
      },
    }),
  });
}

/** A client whose key travels in the query. */
export function createQueryClient(options: ClientOptions & { readonly apiKey?: Credential }): Client {
  return new Client(options, {
    name: "ThisData",
    security: authenticator({
      security: [["api_key"]],
      schemes: { api_key: { send: apiKey, in: inQuery, name: "api_key", value: { option: "apiKey" } } },
    }),
  });
}

export function eventsList(
  client: Client,
  params: EventsListParams = {},
  options?: RequestOptions,
): PagedList<Event, EventPage> {
  return list(client, eventsListOperation, params, options);
}

/** An operation to send with `call`. */
export function operation<Params extends object, Result = unknown>(
  fields: Partial<Operation<Params, Result>> = {},
): Operation<Params, Result> {
  return { id: "things.get", method: "GET", path: "/thing", parameters: {}, secrets: secretsIn, ...fields };
}

/** The error that a promise ends with. */
export async function failure(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("it succeeded");
}

export const key = "sk_canary_Zq7/+9xLmN0p";
