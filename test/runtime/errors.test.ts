/** What errors say, what they are instances of, and what is in their JSON. */
import { expect, test, vi } from "vitest";
import { basic, apiKey as byKey, authenticator } from "../../templates/runtime/auth.js";
import { call } from "../../templates/runtime/call.js";
import { Client, type ClientOptions } from "../../templates/runtime/client.js";
import { keyed } from "../../templates/runtime/idempotency.js";
import * as ours from "../../templates/runtime/errors.js";
import type { Operation } from "../../templates/runtime/operation.js";
import { createClient, failure, key, operation } from "./close.js";
import { json, serve } from "./server.js";

const client = (baseUrl: string, options: ClientOptions = {}) =>
  createClient({ apiKey: key, baseUrl, maxRetries: 0, ...options });

test.each<[number, Partial<Operation<object, unknown>>, Record<string, string>, string]>([
  [400, {}, {}, ""],
  [401, {}, {}, "; check `apiKey` (TEST_CLOSE_API_KEY)"],
  [401, { security: [] }, {}, "; check the credentials in `headers`"],
  [403, {}, {}, "; check what `apiKey` (TEST_CLOSE_API_KEY) may do"],
  [403, {}, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "9" }, "; the server asks to wait 9 s"],
  [404, {}, {}, "; check `baseUrl`"],
  [404, { path: "/thing/{id}/{part}" }, {}, "; check `id`, `part`"],
  [429, {}, {}, "; try again later"],
  [429, {}, { "retry-after": "7" }, "; the server asks to wait 7 s"],
  [429, {}, { "retry-after": "70" }, "; the server asks to wait 70 s, more than `maxRetryDelayMs`"],
  [500, {}, {}, "; try again later"],
  [500, { method: "POST", keyed }, {}, "; a POST is sent again only with `idempotencyKey`"],
])("%i, %j, %j: what to try next", async (status, fields, headers, advice) => {
  const { url } = await serve((_, response) => json(response, { error: "no" }, status, headers));
  const parameters = { id: { in: "path" }, part: { in: "path" } } as const;
  const inPath = fields.path !== undefined;
  const one = operation({ ...fields, ...(inPath && { parameters }) });
  const error = await failure(call(client(url), one, inPath ? { id: "a", part: "b" } : {}));
  const path = inPath ? "/thing/a/b" : "/thing";
  expect(String(error)).toBe(`ApiError: ${status} from ${one.method} ${url}${path}: {"error":"no"}${advice}`);
});

test("several credentials are all named, those with a fallback are not", async () => {
  const { url } = await serve((_, response) => json(response, {}, 401));
  const both = new Client({ baseUrl: url, user: "u", password: "p", key: "k-12345678" } as ClientOptions, {
    name: "Both",
    security: authenticator({
      security: [["basic", "key"]],
      schemes: {
        basic: { send: basic, username: { option: "user", env: "U" }, password: { option: "password" } },
        key: { send: byKey, in: "header", name: "x-key", value: { option: "key", env: "K" } },
        unused: { send: byKey, value: { option: "unused", env: "X", fallback: "none" } },
      },
    }),
  });
  const error = await failure(call(both, operation(), {}));
  expect((error as Error).message).toMatch(/; check `user` \(U\) and `password` and `key` \(K\)$/);
});

test("an error of another copy of the runtime is an instance of the same class here, and of no other", async () => {
  vi.resetModules();
  const theirs = await import("../../templates/runtime/errors.js");
  expect(theirs.ApiError).not.toBe(ours.ApiError);
  const details = { operation: "a.b", status: 404, headers: new Headers() };
  const foreign = new theirs.ApiError("no", details);
  expect(foreign).toBeInstanceOf(ours.ApiError);
  expect(foreign).toBeInstanceOf(ours.SdkError);
  expect(foreign).not.toBeInstanceOf(ours.TimeoutError);
  expect(foreign).toBeInstanceOf(Error);

  class Own extends ours.ApiError {}
  class Theirs extends theirs.ApiError {
    override get name(): string {
      return "Theirs";
    }
  }
  expect(new Own("no", details)).toBeInstanceOf(Own);
  expect(new Own("no", details)).toBeInstanceOf(theirs.ApiError);
  expect(new Theirs("no", details)).toBeInstanceOf(ours.ApiError);
  expect(new Theirs("no", details)).not.toBeInstanceOf(Own);
  expect(foreign).not.toBeInstanceOf(Own);
  expect(new ours.ApiError("no", details)).not.toBeInstanceOf(Own);
  expect(new ours.SdkError("no")).not.toBeInstanceOf(ours.ApiError);

  const impostor = Object.assign(new Error("no"), { name: "ApiError" });
  for (const other of [impostor, { name: "ApiError" }, null, undefined, "ApiError", 1])
    expect(other instanceof ours.SdkError || other instanceof ours.ApiError).toBe(false);
});

test("a cookie that the server sets is not in the error", async () => {
  const { url } = await serve((_, response) => json(response, {}, 400, { "set-cookie": "sid=canary", "x-id": "1" }));
  const error = (await failure(call(client(url), operation(), {}))) as ours.ApiError;
  expect(JSON.stringify(error)).not.toContain("canary");
  expect([error.headers.get("set-cookie"), error.headers.get("x-id")]).toEqual([null, "1"]);
});
