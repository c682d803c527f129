/** Whatever can go wrong with an answer, on all three fakes. */
import { describe, expect, test } from "vitest";
import { startCloseServer, startOpalServer, startThisDataServer } from "./index.js";
import type { Fault, FakeServer } from "./index.js";
import { closing, get, type Answer } from "./tools.js";

interface Target {
  readonly server: FakeServer;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly items: string;
  readonly secrets: readonly string[];
}

const providers: Record<string, () => Promise<Target>> = {
  async close() {
    const server = await startCloseServer();
    const token = btoa(`${server.apiKey}:`);
    const headers = { authorization: `Basic ${token}` };
    return { server, url: `${server.baseUrl}/event/`, headers, items: "data", secrets: [server.apiKey, token] };
  },
  async opal() {
    const server = await startOpalServer();
    const headers = { authorization: `Bearer ${server.token}` };
    return { server, url: `${server.baseUrl}/events`, headers, items: "results", secrets: [server.token] };
  },
  async thisdata() {
    const server = await startThisDataServer();
    const key = encodeURIComponent(server.apiKey);
    const url = `${server.baseUrl}/events?api_key=${key}`;
    return { server, url, headers: {}, items: "results", secrets: [server.apiKey, key] };
  },
};

describe.each(Object.entries(providers))("%s", (_name, make) => {
  const start = closing(async () => {
    const target = await make();
    return { ...target, close: () => target.server.close() };
  });
  const ask = ({ url, headers }: Target): Promise<Answer<Record<string, unknown>>> => get(url, { headers });
  const once = async (target: Target, fault: Fault) => {
    target.server.faults.next(fault);
    return ask(target);
  };

  test("the log has method, raw target, headers and outcome", async () => {
    const target = await start(undefined);
    const { server, url, headers } = target;
    await get(`${url}${url.includes("?") ? "&" : "?"}x=%2F+[]`, { headers: { ...headers, "X-Odd": "1" } });
    const [request] = server.requests;
    expect(request?.method).toBe("GET");
    expect(request?.target.endsWith("x=%2F+[]")).toBe(true);
    expect(`${request?.path ?? ""}?${request?.query ?? ""}`).toBe(request?.target);
    expect(request?.headers["x-odd"]).toBe("1");
    expect([request?.index, request?.status, request?.abandoned]).toEqual([0, 400, false]);
    expect(server.violations[0]).toMatchObject({ rule: "unknown-parameter", refused: true, request });
    server.reset();
    expect([server.requests.length, server.violations.length]).toEqual([0, 0]);
  });

  test.each([429, 500, 502, 503])("the next two answers are %i", async (status) => {
    const target = await start(undefined);
    target.server.faults.next({ kind: "status", status, headers: { "retry-after": "3" } }, 2);
    expect(target.server.faults.pending()).toBe(2);
    for (let count = 0; count < 2; count += 1) {
      const answer = await ask(target);
      expect([answer.status, answer.headers.get("retry-after")]).toEqual([status, "3"]);
    }
    expect((await ask(target)).status).toBe(200);
  });

  test("a 429 with and without Retry-After; bodies by choice", async () => {
    const target = await start(undefined);
    expect((await once(target, { kind: "status", status: 429 })).headers.get("retry-after")).toBeNull();
    expect((await once(target, { kind: "rate-limit", retryAfter: "7" })).headers.get("retry-after")).toBe("7");
    expect((await once(target, { kind: "rate-limit", retryAfter: null })).headers.get("retry-after")).toBeNull();
    expect((await once(target, { kind: "status", status: 500, body: "oops" })).text).toBe("oops");
    expect((await once(target, { kind: "status", status: 500, body: { deep: [1] } })).body).toEqual({ deep: [1] });
  });

  test("faults by position, standing faults, and letting one through", async () => {
    const target = await start(undefined);
    const { faults } = target.server;
    faults.always({ kind: "status", status: 503 });
    faults.at(2, { kind: "status", status: 500 });
    faults.next({ kind: "none" });
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await ask(target)).status);
    expect(statuses).toEqual([200, 503, 500, 503]);
    faults.clear();
    expect((await ask(target)).status).toBe(200);
  });

  test("slow headers and a slow body arrive whole", async () => {
    const target = await start(undefined);
    const fine = await ask(target);
    for (const kind of ["slow-headers", "slow-body"] as const) {
      const begun = performance.now();
      target.server.faults.next({ kind, milliseconds: 60 });
      const response = await fetch(target.url, { headers: target.headers });
      const headersAfter = performance.now() - begun;
      expect(await response.text()).toBe(fine.text);
      expect(performance.now() - begun).toBeGreaterThan(45);
      if (kind === "slow-headers") expect(headersAfter).toBeGreaterThan(45);
    }
  });

  test.each(["slow-headers", "slow-body"] as const)(
    "%s for ever: the client can hang up, and the server closes",
    async (kind) => {
      const target = await start(undefined);
      target.server.faults.next({ kind, milliseconds: Infinity });
      const signal = AbortSignal.timeout(50);
      await expect(get(target.url, { headers: target.headers, signal })).rejects.toThrow();
      await expect.poll(() => target.server.requests[0]?.abandoned).toBe(true);
      expect(target.server.requests[0]?.status).toBe(kind === "slow-body" ? 200 : null);
    },
  );

  test("cut connections: before the headers, within the body", async () => {
    const target = await start(undefined);
    const cuts: Fault[] = [
      { kind: "cut-before-headers" },
      { kind: "cut-before-headers", reset: true },
      { kind: "cut-in-body" },
      { kind: "cut-in-body", framing: "chunked" },
      { kind: "cut-in-body", reset: true },
    ];
    for (const fault of cuts) await expect(once(target, fault), JSON.stringify(fault)).rejects.toThrow();
    expect(target.server.requests.map(({ status }) => status)).toEqual([null, null, 200, 200, 200]);
    expect(target.server.requests.every(({ abandoned }) => !abandoned)).toBe(true);
    expect((await ask(target)).status).toBe(200);
  });

  test("HTML, broken JSON, no body, missing items, other edits", async () => {
    const target = await start(undefined);
    const html = await once(target, { kind: "html" });
    expect([html.status, html.headers.get("content-type"), html.body]).toEqual([200, "text/html; charset=utf-8", null]);
    expect((await once(target, { kind: "html", status: 502 })).status).toBe(502);
    expect((await once(target, { kind: "broken-json" })).text).toMatch(/^\{"/);
    expect((await once(target, { kind: "broken-json" })).body).toBeNull();
    expect((await once(target, { kind: "empty-body" })).text).toBe("");
    const missing = await once(target, { kind: "missing-items" });
    expect([missing.status, target.items in missing.body, Object.keys(missing.body).length > 0]).toEqual([
      200,
      false,
      true,
    ]);
    expect((await once(target, { kind: "missing-items", value: null })).body[target.items]).toBeNull();
    expect((await once(target, { kind: "edit", change: () => [1, 2] })).body).toEqual([1, 2]);
  });

  test("an error that echoes the credentials", async () => {
    const target = await start(undefined);
    const { status, text, headers } = await once(target, { kind: "echo-credentials", status: 403 });
    expect(status).toBe(403);
    for (const secret of target.secrets) {
      expect(text).toContain(secret);
      expect(headers.get("x-echo")).toContain(secret);
    }
  });

  test("close ends open connections at once", async () => {
    const target = await make();
    await ask(target);
    expect(await target.server.openConnections()).toBeGreaterThan(0);
    await target.server.close();
    await expect(ask(target)).rejects.toThrow();
  });
});
