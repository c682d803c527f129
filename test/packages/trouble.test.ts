/** Failures that pass, failures that stay, time-outs and aborts, with each of the packages. */
import { describe, expect, test } from "vitest";
import { isApiError, type ApiError, type ConnectionError, type TimeoutError } from "@specmend/close";
import type { Fault } from "../providers/index.js";
import { closeFor, collect, failure, settle, startClose, statuses, targets, until } from "./kit.js";

const all = Object.entries(targets);
describe.each(all)("%s: failures that pass", (_name, make) => {
  test.each([408, 429, 500, 502, 503, 504])("%i twice, then an answer", async (status) => {
    const target = await make();
    target.server.faults.next({ kind: "status", status }, 2);
    const page = await target.list();
    expect(page.data).toEqual(target.expected().slice(0, page.data.length));
    expect(statuses(target.server)).toEqual([status, status, 200]);
  });

  test.each<Fault>([
    { kind: "cut-before-headers" },
    { kind: "cut-before-headers", reset: true },
    { kind: "cut-in-body" },
    { kind: "cut-in-body", framing: "chunked" },
    { kind: "cut-in-body", framing: "chunked", reset: true },
  ])("a connection that breaks: %j", async (fault) => {
    const target = await make();
    target.server.faults.at(1, fault);
    target.server.faults.at(2, fault);
    expect(await collect(target.list({ [target.size]: 50 }))).toEqual(target.expected());
    const targetsSent = target.server.requests.map((request) => request.target);
    expect(targetsSent[2]).toBe(targetsSent[1]);
    expect(targetsSent[3]).toBe(targetsSent[1]);
  });

  test("a whole walk through all of them loses and repeats nothing", async () => {
    const target = await make();
    const faults: Fault[] = [
      { kind: "status", status: 503, headers: { "retry-after": "0" } },
      { kind: "cut-in-body" },
      { kind: "status", status: 500, body: "<h1>oops</h1>", contentType: "text/html" },
      { kind: "slow-body", milliseconds: 60 },
      { kind: "cut-before-headers" },
      { kind: "rate-limit", retryAfter: "0" },
    ];
    faults.forEach((fault, index) => target.server.faults.at(1 + index * 2, fault));
    expect(await collect(target.list({ [target.size]: 25 }))).toEqual(target.expected());
    expect(target.server.faults.pending()).toBe(0);
    expect(target.server.violations).toEqual([]);
  });

  test("if the server asks for a longer wait than is allowed, the call fails at once and says how long", async () => {
    const target = await make();
    target.server.faults.always({ kind: "rate-limit", retryAfter: "120" });
    const error = (await failure(target.list({}, { maxRetryDelayMs: 60_000 }))) as ApiError;
    expect(error).toBeInstanceOf(target.package.ApiError);
    expect(error).toMatchObject({ status: 429, attempts: 1, retryAfterMs: 120_000 });
    expect(error.message).toContain("the server asks to wait 120 s");
    expect(error.headers.get("retry-after")).toBe("120");
    expect(statuses(target.server)).toEqual([429]);
  });
});

describe.each(all)("%s: failures that stay", (_name, make) => {
  test("a 503 that stays: the attempts are counted, the last answer is told", async () => {
    const target = await make();
    target.server.faults.always({ kind: "status", status: 503, body: { reason: "maintenance" } });
    const error = (await failure(target.list())) as ApiError;
    expect(error).toBeInstanceOf(target.package.ApiError);
    expect(error).toMatchObject({
      status: 503,
      attempts: 3,
      method: "GET",
      operation: "events.list",
      body: { reason: "maintenance" },
    });
    expect(error.message).toContain("(after 3 attempts)");
    expect(target.server.requests).toHaveLength(3);
  });

  test.each([
    { where: "the client", request: {}, options: { maxRetries: 0 }, sent: 1 },
    { where: "the call", request: { maxRetries: 0 }, options: { maxRetries: 5 }, sent: 1 },
    { where: "the call, to more", request: { maxRetries: 4 }, options: {}, sent: 5 },
  ])("maxRetries of $where", async ({ request, options, sent }) => {
    const target = await make();
    target.server.faults.always({ kind: "status", status: 500 });
    expect(await failure(target.list({}, request, options))).toMatchObject({ status: 500, attempts: sent });
    expect(target.server.requests).toHaveLength(sent);
  });

  test.each([400, 402, 403, 404, 405, 409, 410, 415, 422])("%i is not sent again", async (status) => {
    const target = await make();
    target.server.faults.next({ kind: "status", status });
    expect(await failure(target.list())).toMatchObject({ name: "ApiError", status, attempts: 1 });
    expect(target.server.requests).toHaveLength(1);
  });

  test.each<Fault>([
    { kind: "cut-before-headers" },
    { kind: "cut-in-body" },
    { kind: "cut-in-body", framing: "chunked" },
  ])("a connection that always breaks: %j", async (fault) => {
    const target = await make();
    target.server.faults.always(fault);
    const error = (await failure(target.list())) as ConnectionError;
    expect(error).toBeInstanceOf(target.package.ConnectionError);
    expect(error).toMatchObject({ attempts: 3, operation: "events.list", method: "GET" });
    expect(error.message).toContain("(after 3 attempts)");
    expect(error.cause).toHaveProperty("message");
    expect(target.server.requests).toHaveLength(3);
  });

  test("nobody listens", async () => {
    const target = await make();
    await target.close();
    const error = (await failure(target.list())) as ConnectionError;
    expect(error).toBeInstanceOf(target.package.ConnectionError);
    expect(error.cause).toMatchObject({ code: "ECONNREFUSED" });
  });

  test.each<Fault>([
    { kind: "slow-headers", milliseconds: Infinity },
    { kind: "slow-body", milliseconds: Infinity },
  ])("an answer that never comes is given up, and its connection too: %j", async (fault) => {
    const target = await make();
    target.server.faults.always(fault);
    const error = (await failure(target.list({}, { timeoutMs: 80, maxRetries: 1 }))) as TimeoutError;
    expect(error).toBeInstanceOf(target.package.TimeoutError);
    expect(error).toMatchObject({ timeoutMs: 80, attempts: 2, operation: "events.list" });
    expect(error.message).toContain("within 80 ms (after 2 attempts)");
    expect(target.server.requests).toHaveLength(2);
    await until(() => target.server.requests.every(({ abandoned }) => abandoned));
  });
});

describe.each(all)("%s: abort", (_name, make) => {
  const reason = new Error("the reader went home");

  test("before anything is sent", async () => {
    const target = await make();
    const signal = AbortSignal.abort(reason);
    expect(await failure(target.list({}, { signal }))).toBe(reason);
    expect(await failure(target.list({}, { signal }).toArray())).toBe(reason);
    expect(target.server.requests).toEqual([]);
  });

  test("in the middle of a walk, with the caller's own reason", async () => {
    const target = await make();
    const controller = new AbortController();
    const seen: unknown[] = [];
    const walking = async (): Promise<void> => {
      for await (const item of target.list({ [target.size]: 20 }, { signal: controller.signal })) {
        seen.push(item);
        if (seen.length === 30) controller.abort(reason);
      }
    };
    expect(await failure(walking())).toBe(reason);
    await settle();
    expect(target.server.requests).toHaveLength(2);
    expect(seen).toEqual(target.expected().slice(0, seen.length));
  });

  test.each<Fault>([
    { kind: "slow-headers", milliseconds: Infinity },
    { kind: "slow-body", milliseconds: Infinity },
  ])("while an answer is on its way: %j", async (fault) => {
    const target = await make();
    target.server.faults.always(fault);
    const controller = new AbortController();
    const outcome = failure(target.list({}, { signal: controller.signal }));
    await until(() => target.server.requests.length === 1);
    controller.abort(reason);
    expect(await outcome).toBe(reason);
    await until(() => target.server.requests[0]?.abandoned === true);
    expect(target.server.requests).toHaveLength(1);
  });

  test("during the wait that Retry-After asks for", async () => {
    const target = await make();
    target.server.faults.always({ kind: "rate-limit", retryAfter: "50" });
    const controller = new AbortController();
    let answered = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (answered = resolve));
    const outcome = failure(
      target.list(
        {},
        { signal: controller.signal, maxRetryDelayMs: 60_000 },
        {
          middleware: async (request, next) => {
            const response = await next(request);
            answered();
            return response;
          },
        },
      ),
    );
    await waiting;
    await settle();
    controller.abort("enough");
    expect(await outcome).toBe("enough");
    expect(statuses(target.server)).toEqual([429]);
  });
});

describe("what Close says when it refuses", () => {
  test("a 429 is a documented error whose old and new bodies are both fine", async () => {
    const server = await startClose();
    for (const oldBody of [false, true]) {
      server.faults.next({ kind: "rate-limit", reset: 3.2, oldBody });
      const error = (await failure(closeFor(server).events.list())) as ApiError;
      expect(error).toMatchObject({ status: 429, documented: true, retryAfterMs: 4000 });
      expect(error.body).toEqual(oldBody ? { rate_reset: 3.2 } : {});
    }
  });

  test("a bad request says which field", async () => {
    const server = await startClose();
    const { events } = closeFor(server);
    const cases = [
      {
        params: { date_updated__gte: "yesterday" },
        field: "date_updated__gte",
        says: "Input should be a valid date or datetime",
      },
      { params: { _cursor: "not-mine" }, field: "_cursor", says: "Expired cursor" },
    ];
    for (const { params, field, says } of cases) {
      const error = await failure(events.list(params));
      if (!isApiError(error, "events.list") || error.status !== 400) throw error;
      expect(error.body["field-errors"]?.[field]).toBe(says);
      expect(error.message).toContain(says);
    }
    expect(statuses(server)).toEqual([400, 400]);
  });
});
