/** How the Close fake tells its rate limits. */
import { describe, expect, test } from "vitest";
import { startCloseServer, type CloseOptions, type CloseServer } from "./index.js";
import { closing, get, type Answer } from "./tools.js";

const start = closing((options: CloseOptions) => startCloseServer(options));
const ask = (server: CloseServer): Promise<Answer<unknown>> =>
  get(`${server.baseUrl}/event/?_limit=1`, { headers: { authorization: `Bearer ${server.bearerToken}` } });

describe("headers of every reply", () => {
  test("comma: with a decimal reset, and fewer remaining each time", async () => {
    const server = await start({});
    expect((await ask(server)).headers.get("ratelimit")).toBe("limit=100, remaining=99, reset=4.75");
    expect((await ask(server)).headers.get("ratelimit")).toBe("limit=100, remaining=98, reset=4.75");
    expect((await get(`${server.baseUrl}/event/`)).headers.get("ratelimit")).toContain("remaining=97");
  });

  test("semicolon, x-rate-limit and none", async () => {
    const server = await start({ knobs: { rateHeaders: "semicolon" } });
    const { headers } = await ask(server);
    expect(headers.get("ratelimit")).toBe("limit=100; remaining=99; reset=4.75");
    expect(["limit", "remaining", "reset"].map((name) => headers.get(`ratelimit-${name}`))).toEqual([
      "100",
      "99",
      "4.75",
    ]);
    server.knobs.rateHeaders = "x-rate-limit";
    const old = (await ask(server)).headers;
    expect([old.get("ratelimit"), old.get("x-rate-limit-remaining")]).toEqual([null, "98"]);
    server.knobs.rateHeaders = "none";
    expect([...(await ask(server)).headers.keys()].filter((name) => name.includes("rate"))).toEqual([]);
  });
});

describe("429", () => {
  test("says when to come back, rounded up", async () => {
    const server = await start({});
    server.faults.next({ kind: "rate-limit" });
    const { status, headers, body } = await ask(server);
    expect([status, body, headers.get("retry-after")]).toEqual([429, {}, "5"]);
    expect(headers.get("ratelimit")).toBe("limit=100, remaining=0, reset=4.75");
    expect((await ask(server)).status).toBe(200);
  });

  test("by fault: without Retry-After, with a date, in every style, with the old body", async () => {
    const server = await start({});
    const date = "Sun, 15 Jun 2025 12:00:07 GMT";
    server.faults.next({ kind: "rate-limit", retryAfter: null, style: "semicolon", reset: 0.3 });
    server.faults.next({ kind: "rate-limit", retryAfter: date, style: "none" });
    server.faults.next({ kind: "rate-limit", oldBody: true, reset: 0.3 });
    const [one, two, three] = [await ask(server), await ask(server), await ask(server)];
    expect([one.headers.get("retry-after"), one.headers.get("ratelimit")]).toEqual([
      null,
      "limit=100; remaining=0; reset=0.3",
    ]);
    expect([two.headers.get("retry-after"), two.headers.get("ratelimit")]).toEqual([date, null]);
    expect([three.body, three.headers.get("retry-after")]).toEqual([{ rate_reset: 0.3 }, "1"]);
  });

  test("by count, if enforced, until the window ends", async () => {
    const server = await start({ knobs: { enforceRate: true } });
    for (let count = 0; count < 100; count += 1) expect((await ask(server)).status).toBe(200);
    expect((await ask(server)).status).toBe(429);
    server.clock.advance(4_750);
    expect((await ask(server)).status).toBe(200);
  });
});
