/** A list is lazy, walks anew each time, and leaves what its caller gave alone. */
import { describe, expect, test } from "vitest";
import { runModule } from "./child.js";
import { closeFor, collect, failure, queries, settle, startClose, startThisData, targets, thisdataFor } from "./kit.js";

const all = Object.entries(targets);

function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || value instanceof AbortSignal) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}

describe.each(all)("%s", (_name, make) => {
  test("nothing is sent when a client, a list or an iterator is made", async () => {
    const target = await make();
    target.client();
    const list = target.list();
    target.standalone();
    list.pages();
    list[Symbol.asyncIterator]();
    await settle();
    expect(target.server.requests).toEqual([]);
    expect(await target.server.openConnections()).toBe(0);
  });

  test("each await and each loop begins anew", async () => {
    const target = await make();
    const list = target.list({ [target.size]: 50 });
    const [first, second] = [await list, await list];
    expect(first).not.toBe(second);
    expect(first.data).toEqual(second.data);
    expect(target.server.requests).toHaveLength(2);
    const walks = [await collect(list), await collect(list), await list.toArray()];
    for (const walk of walks) expect(walk).toEqual(target.expected());
    expect(target.server.requests).toHaveLength(2 + 3 * Math.ceil(target.expected().length / 50));
  });

  test("two walks of one list at the same time do not disturb each other", async () => {
    const target = await make();
    const list = target.list({ [target.size]: 40 });
    const [one, other] = [list[Symbol.asyncIterator](), list[Symbol.asyncIterator]()];
    const found: [unknown[], unknown[]] = [[], []];
    // One runs ahead of the other, then all the rest at once.
    for (let count = 0; count < 90; count += 1) {
      found[0].push((await one.next()).value);
      if (count % 3 === 0) found[1].push((await other.next()).value);
    }
    const rest = await Promise.all([one, other].map((walk) => collect({ [Symbol.asyncIterator]: () => walk })));
    rest.forEach((items, index) => found[index as 0 | 1].push(...items));
    expect(found[0]).toEqual(target.expected());
    expect(found[1]).toEqual(target.expected());
    expect(await Promise.all([list.toArray(), list.toArray(), collect(list)])).toEqual(
      Array(3).fill(target.expected()),
    );
    expect(target.server.violations).toEqual([]);
  });

  test("several calls of next() without waiting get one page after the other", async () => {
    const target = await make();
    const pages = target.list({ [target.size]: 50 }).pages();
    const results = await Promise.all([pages.next(), pages.next(), pages.next()]);
    const data = results.flatMap(({ value }) => value?.data ?? []);
    expect(data).toEqual(target.expected().slice(0, 150));
    expect(target.server.requests).toHaveLength(3);
  });

  test("frozen input is fine, and stays as it was", async () => {
    const target = await make();
    const params = deepFreeze({ [target.size]: 40 });
    const request = deepFreeze({
      timeoutMs: 20_000,
      maxRetries: 1,
      headers: { "x-trace": "7" },
      signal: new AbortController().signal,
    });
    const options = deepFreeze({ headers: { "x-team": "audit" }, maxRetries: 2 });
    const before = structuredClone(params);
    expect(await collect(target.list(params, request, options))).toEqual(target.expected());
    expect(await target.standalone(params, request, options).toArray()).toEqual(target.expected());
    expect(params).toEqual(before);
    expect(
      target.server.requests.every(({ headers }) => headers["x-trace"] === "7" && headers["x-team"] === "audit"),
    ).toBe(true);
  });

  test.each(["before", "during"])(
    "what the caller changes after the call, %s the walk, changes nothing",
    async (when) => {
      const target = await make();
      const params: Record<string, unknown> = { [target.size]: 40 };
      const request = { headers: { "x-trace": "7" }, maxRetries: 2 };
      const options = { baseUrl: target.server.baseUrl };
      const list = target.list(params, request, options);
      const spoil = (): void => {
        Object.assign(params, { [target.size]: 1, unknown: "?" });
        request.headers["x-trace"] = "changed";
        Object.assign(request, { maxRetries: -1, timeoutMs: 0 });
        Object.assign(options, { baseUrl: "http://127.0.0.1:1", maxRetries: -1, fetch: null });
      };
      const found: unknown[] = [];
      if (when === "before") spoil();
      for await (const item of list) {
        if (found.length === 0 && when === "during") spoil();
        found.push(item);
      }
      expect(found).toEqual(target.expected());
      for (const { headers } of target.server.requests) expect(headers["x-trace"]).toBe("7");
      for (const query of queries(target.server)) expect(query).toMatchObject({ [target.size]: "40" });
    },
  );

  test("the standalone function does the same as the method", async () => {
    const target = await make();
    const byMethod = await collect(target.list({ [target.size]: 45 }));
    const sent = target.server.requests.map((request) => request.target);
    target.server.reset();
    expect(await collect(target.standalone({ [target.size]: 45 }))).toEqual(byMethod);
    expect(target.server.requests.map((request) => request.target)).toEqual(sent);
    target.server.faults.next({ kind: "status", status: 403 });
    expect(await failure(target.standalone())).toMatchObject({
      name: "ApiError",
      operation: "events.list",
      status: 403,
    });
    expect(await failure(target.standalone({ [target.size]: 0 }))).toBeInstanceOf(target.package.InvalidRequestError);
  });

  test("break, return and throw in the loop's body end the walk", async () => {
    const target = await make();
    const list = target.list({ [target.size]: 10 });
    for await (const item of list) if (item) break;
    const reader = async (): Promise<unknown> => {
      for await (const item of list) return item;
      return undefined;
    };
    expect(await reader()).toEqual(target.expected()[0]);
    const thrower = async (): Promise<void> => {
      for await (const page of list.pages()) throw new Error(`had enough after ${String(page.data.length)}`);
    };
    expect(String(await failure(thrower()))).toBe("Error: had enough after 10");
    await settle();
    expect(target.server.requests).toHaveLength(3);
  });
});

test("lists inside the params are the caller's own", async () => {
  const server = await startThisData();
  const { events } = thisdataFor(server);
  const verbs = ["log-in", "log-out"];
  const list = events.list({ verbs, limit: 5 });
  verbs.push("access");
  verbs[0] = "access";
  const found = await list.toArray();
  expect(new Set(found.map(({ verb }) => verb))).toEqual(new Set(["log-in", "log-out"]));
  const frozen = deepFreeze({ verbs: ["log-in"], exclude_verbs: ["log-out"], limit: 5 });
  expect((await events.list(frozen).toArray()).length).toBeGreaterThan(5);
});

test("the client's own options may change after it was made", async () => {
  const server = await startClose();
  const headers = { "x-team": "audit" };
  const close = closeFor(server, { headers });
  headers["x-team"] = "changed";
  await close.events.list();
  expect(server.requests[0]?.headers["x-team"]).toBe("audit");
});

test("a method may be taken from its object", async () => {
  const server = await startClose();
  const { events } = closeFor(server);
  const list = events.list.bind(events);
  expect((await list({ _limit: 2 })).data).toHaveLength(2);
});

describe("in a process of its own", () => {
  const classes = { close: ["Close", "apiKey"], opal: ["Opal", "token"], thisdata: ["ThisData", "apiKey"] } as const;

  test.each(Object.entries(classes))(
    "%s: a list that would fail and that nobody wants is no unhandled rejection",
    async (name, [client, option]) => {
      const { code, stdout, stderr } = await runModule(`
      import { ${client}, createClient, eventsList } from "@specmend/${name}";
      const options = { ${option}: "some-key", baseUrl: "http://127.0.0.1:1", maxRetries: 0 };
      const client = new ${client}(options);
      process.on("unhandledRejection", (error) => { console.log("unhandled", error); process.exitCode = 3; });
      client.events.list();
      client.events.list({ nonsense: 1 });
      client.events.list({}, { signal: AbortSignal.abort() });
      client.events.list().pages();
      client.events.list()[Symbol.asyncIterator]();
      eventsList(createClient(options), { nonsense: 1 });
      await client.events.list().then(() => console.log("answered"), (error) => console.log(error.name));
      await client.events.list({ nonsense: 1 }).toArray().catch((error) => console.log(error.name));
      setTimeout(() => console.log("quiet"), 50);
    `);
      expect({ code, stdout, stderr }).toEqual({
        code: 0,
        stdout: "ConnectionError\nInvalidRequestError\nquiet\n",
        stderr: "",
      });
    },
  );

  test("a walk that was left lets the process end", async () => {
    const server = await startClose();
    const { code, stdout } = await runModule(
      `
      import { Close } from "@specmend/close";
      const close = new Close({ baseUrl: process.env.BASE_URL });
      for await (const event of close.events.list({}, { timeoutMs: 3_000_000 })) { console.log(event.id); break; }
    `,
      { env: { BASE_URL: server.baseUrl, CLOSE_API_KEY: server.apiKey } },
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${server.events()[0]?.id ?? ""}\n` });
  });
});
