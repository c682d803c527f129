/** Which credentials go where, and what happens without or with wrong ones. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { Close, isApiError as isCloseError, SdkError as CloseSdkError } from "@specmend/close";
import { isApiError as isOpalError, Opal, SdkError as OpalSdkError } from "@specmend/opal";
import { isApiError as isThisDataError, SdkError as ThisDataSdkError, ThisData } from "@specmend/thisdata";
import {
  closeFor,
  failure,
  opalFor,
  sent,
  startClose,
  startOpal,
  startThisData,
  statuses,
  thisdataFor,
} from "./kit.js";

afterEach(() => vi.unstubAllEnvs());

/** A `fetch` that answers with an empty page and remembers where it was sent. */
function listening(page: object): { urls: string[]; fetch: typeof globalThis.fetch } {
  const urls: string[] = [];
  return {
    urls,
    fetch: async (input) => {
      urls.push(String(input));
      return Response.json(page);
    },
  };
}

describe("close", () => {
  test("an API key is the user name of Basic, with an empty password", async () => {
    const server = await startClose();
    await closeFor(server).events.list();
    expect(server.requests[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from(`${server.apiKey}:`).toString("base64")}`,
    );
    expect(statuses(server)).toEqual([200]);
  });

  test("an OAuth access token is a bearer token", async () => {
    const server = await startClose();
    await new Close({ accessToken: server.bearerToken, baseUrl: server.baseUrl }).events.list();
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${server.bearerToken}`);
    expect(statuses(server)).toEqual([200]);
  });

  test("the environment holds them too; an option of any kind wins over it", async () => {
    const server = await startClose();
    vi.stubEnv("CLOSE_API_KEY", server.apiKey);
    await new Close({ baseUrl: server.baseUrl }).events.list();
    await new Close({ baseUrl: server.baseUrl, accessToken: server.bearerToken }).events.list();
    vi.stubEnv("CLOSE_API_KEY", "");
    vi.stubEnv("CLOSE_ACCESS_TOKEN", server.bearerToken);
    await new Close({ baseUrl: server.baseUrl }).events.list();
    const schemes = server.requests.map(({ headers }) => headers.authorization?.split(" ")[0]);
    expect(schemes).toEqual(["Basic", "Bearer", "Bearer"]);
    expect(statuses(server)).toEqual([200, 200, 200]);
  });

  test("a function is asked for each attempt, so that a token can be renewed", async () => {
    const server = await startClose();
    let count = 0;
    const accessToken = async (): Promise<string> =>
      (count += 1) < 3 ? `stale-token-${String(count)}` : server.bearerToken;
    server.faults.next({ kind: "status", status: 503 }, 2);
    await closeFor(server, { apiKey: undefined, accessToken }).events.list();
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer stale-token-1",
      "Bearer stale-token-2",
      `Bearer ${server.bearerToken}`,
    ]);
  });

  test("wrong ones: a typed 401, sent once", async () => {
    const server = await startClose();
    const error = await failure(closeFor(server, { apiKey: "api_unknown.key" }).events.list());
    if (!isCloseError(error, "events.list") || error.status !== 401) throw error;
    expect(error.body.error).toBe("Unauthorized");
    expect(error).toMatchObject({ method: "GET", url: `${server.baseUrl}/event/`, attempts: 1, documented: true });
    expect(statuses(server)).toEqual([401]);
  });

  test("a key of somebody who is no administrator sees less, and that is no error", async () => {
    const server = await startClose();
    const events = await closeFor(server, { apiKey: server.nonAdminKey }).events.list().toArray();
    expect(events.map(({ id }) => id)).toEqual(server.events().map(({ id }) => id));
    expect(events.filter(({ data }) => data === undefined).length).toBeGreaterThan(200);
  });
});

describe("opal", () => {
  test("a token is a bearer token", async () => {
    const server = await startOpal();
    await opalFor(server).events.list();
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${server.token}`);
  });

  test.each(["", "/", "//"])("a self-hosted Opal has a base URL of its own, ending in %j", async (end) => {
    const server = await startOpal();
    const page = await new Opal({ token: server.token, baseUrl: server.baseUrl + end }).events.list();
    expect(page.data).toHaveLength(200);
    expect(server.requests[0]?.target).toBe("/v1/events");
  });

  test("the base URL may have a path", async () => {
    const { urls, fetch } = listening({ results: [] });
    await new Opal({ token: "opal-token", baseUrl: "https://opal.example.test:8443/audit/v1/", fetch }).events.list();
    expect(urls).toEqual(["https://opal.example.test:8443/audit/v1/events"]);
  });

  test.each(["json", "text", "empty"] as const)("wrong ones: a 401, whatever its body (%s)", async (errorBodies) => {
    const server = await startOpal({ knobs: { errorBodies } });
    const error = await failure(opalFor(server, { token: "another-token" }).events.list());
    expect(error).toMatchObject({ name: "ApiError", status: 401, attempts: 1 });
    // Opal documents the status and says nothing of its body: any body is the documented one.
    expect(isOpalError(error, "events.list")).toBe(true);
    expect(statuses(server)).toEqual([401]);
  });
});

describe("thisdata", () => {
  test("the key goes into the query, once and encoded, and nowhere else", async () => {
    const server = await startThisData();
    await thisdataFor(server).events.list({ limit: 3 });
    expect(server.requests[0]?.query).toContain(`api_key=${encodeURIComponent(server.apiKey)}`);
    expect(sent(server.requests[0])).toEqual({ limit: "3", api_key: server.apiKey });
    expect(server.requests[0]?.headers).not.toHaveProperty("authorization");
    expect(JSON.stringify(server.requests[0]?.headers)).not.toContain("key");
  });

  test("wrong ones: a typed 401, sent once", async () => {
    const server = await startThisData();
    const error = await failure(thisdataFor(server, { apiKey: "another-key" }).events.list());
    if (!isThisDataError(error, "events.list")) throw error;
    expect(error.status).toBe(401);
    expect(error.body.messages).toEqual(["api_key is missing or wrong"]);
    expect(error.url).toBe(`${server.baseUrl}/events.json?api_key=***`);
  });
});

describe("none", () => {
  test.each([
    {
      make: () => new Close(),
      base: CloseSdkError,
      says: ["new Close({ apiKey })", "CLOSE_API_KEY", "accessToken", "CLOSE_ACCESS_TOKEN"],
    },
    { make: () => new Opal(), base: OpalSdkError, says: ["new Opal({ token })", "OPAL_TOKEN"] },
    { make: () => new ThisData(), base: ThisDataSdkError, says: ["new ThisData({ apiKey })", "THISDATA_API_KEY"] },
  ])("is told at once, and how to change it", ({ make, base, says }) => {
    for (const name of ["CLOSE_API_KEY", "CLOSE_ACCESS_TOKEN", "OPAL_TOKEN", "THISDATA_API_KEY"]) vi.stubEnv(name, "");
    expect(make).toThrow(base);
    for (const text of says) expect(make).toThrow(text);
  });
});

test("without a base URL each package goes to its vendor", async () => {
  const page = { data: [], results: [], total: 0, cursor_next: null };
  const { urls, fetch } = listening(page);
  await new Close({ apiKey: "close-key", fetch }).events.list();
  await new Opal({ token: "opal-token", fetch }).events.list();
  await new ThisData({ apiKey: "thisdata-key", fetch }).events.list();
  expect(urls).toEqual([
    "https://api.close.com/api/v1/event/",
    "https://api.opal.dev/v1/events",
    "https://api.thisdata.com/v1/events.json?api_key=thisdata-key",
  ]);
});
