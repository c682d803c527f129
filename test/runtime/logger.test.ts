/** The lines of the logger, read as somebody would at night, and what must not be in them. */
import { expect, test, vi } from "vitest";
import { call } from "../../templates/runtime/call.js";
import type { ClientOptions } from "../../templates/runtime/client.js";
import { type LogOptions, logTo } from "../../templates/runtime/logger.js";
import { watch } from "../../templates/runtime/hooks.js";
import { createClient, createQueryClient, eventsList, failure, key, operation } from "./close.js";
import { json, serve, type Respond } from "./server.js";

interface Lines {
  readonly lines: string[];
  readonly facts: object[];
  readonly hooks: ReturnType<typeof logTo>;
}

function lines(options: LogOptions = {}): Lines {
  const [text, facts]: [string[], object[]] = [[], []];
  const at =
    (level: string) =>
    (...line: unknown[]): void => {
      if (line.length > 1) facts.push(line[0] as object);
      text.push(
        `${level} ${String(line.at(-1))
          .replace(/ in \d+(?:\.\d)? m?s/g, " in N ms")
          .replace(/127\.0\.0\.1:\d+/, "host")}`,
      );
    };
  return {
    lines: text,
    facts,
    hooks: logTo({ debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") }, options),
  };
}

async function run(respond: Respond, log: Lines, options: ClientOptions = {}, signal?: AbortSignal): Promise<void> {
  const { url } = await serve(respond);
  const client = createClient({ apiKey: key, baseUrl: url, maxRetryDelayMs: 5, hooks: watch(log.hooks), ...options });
  const own = operation({ parameters: { q: { in: "query" }, _cursor: { in: "query" } } });
  await call(client, own, { q: "a b", _cursor: "c-u-r-s-o-r" }, { signal }).catch(() => undefined);
  await Promise.resolve();
}

const url = "GET http://host/thing?q=a%20b&_cursor=***";

test("one line for a success", async () => {
  const log = lines();
  await run((_, response) => json(response, { secret: "of the body" }), log);
  expect(log.lines).toEqual([`info ${url} 200 in N ms (things.get)`]);
});

test("one line for each attempt, which says what comes next; the last failure is an error", async () => {
  const log = lines();
  await run((_, response) => json(response, { error: "of the body" }, 503), log, { maxRetries: 1 });
  expect(log.lines).toEqual([
    `warn ${url} 503 in N ms, again in N ms (things.get)`,
    `error ${url} 503 in N ms (things.get, attempt 2)`,
  ]);
});

test("a target that throws, at once or later, ends neither the call nor the process", async () => {
  const unhandled = vi.fn();
  process.on("uncaughtException", unhandled).on("unhandledRejection", unhandled);
  try {
    for (const broken of [
      (): never => {
        throw new Error("closed");
      },
      async () => Promise.reject(new Error("full")),
    ]) {
      const target = { debug: broken, info: broken, warn: broken, error: broken };
      const { url } = await serve((_, response, index) => json(response, {}, index > 0 ? 404 : 200));
      const client = createClient({ apiKey: key, baseUrl: url, hooks: watch(logTo(target, { level: "debug" })) });
      expect(await call(client, operation(), {})).toEqual({});
      expect(await failure(call(client, operation(), {}))).toMatchObject({ status: 404 });
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).not.toHaveBeenCalled();
  } finally {
    process.off("uncaughtException", unhandled).off("unhandledRejection", unhandled);
  }
});

test("what the caller did wrong is a warning", async () => {
  const log = lines();
  await run((_, response) => json(response, { error: "of the body" }, 404), log);
  expect(log.lines).toEqual([`warn ${url} 404 in N ms (things.get)`]);
});

test("no answer, and answers that are none", async () => {
  const log = lines();
  await run((_, response) => response.destroy(), log, { maxRetries: 0 });
  await run(() => undefined, log, { maxRetries: 0, timeoutMs: 20 });
  await run((_, response) => void response.writeHead(200, { "content-type": "application/json" }).end("{broken"), log);
  expect(log.lines[0]).toMatch(/^error .* ConnectionError \w+ in N ms \(things.get\)$/);
  expect(log.lines.slice(1)).toEqual([
    `error ${url} TimeoutError in N ms (things.get)`,
    `error ${url} 200 ApiError in N ms (things.get)`,
  ]);
});

test("who stops it is no failure; whoever breaks it is named", async () => {
  const log = lines();
  await run(() => undefined, log, {}, AbortSignal.timeout(20));
  await run(() => undefined, log, { middleware: () => Promise.reject(new RangeError("with a secret")) });
  expect(log.lines).toEqual([
    `info ${url} stopped by the caller in N ms (things.get)`,
    `error ${url} RangeError in N ms (things.get)`,
  ]);
});

test("levels", async () => {
  const all: Record<string, string[]> = {};
  for (const level of ["debug", "info", "warn", "error"] as const) {
    const log = lines({ level });
    await run((_, response, index) => json(response, {}, [503, 200][index] ?? 200), log);
    await run((_, response) => json(response, {}, 500), log, { maxRetries: 0 });
    all[level] = log.lines.map((line) => line.split(" ")[0]!);
  }
  expect(all).toEqual({
    debug: ["debug", "warn", "debug", "info", "debug", "error"],
    info: ["warn", "info", "error"],
    warn: ["warn", "error"],
    error: ["error"],
  });
});

test("facts for a logger that wants them", async () => {
  const log = lines({ fields: true });
  await run((_, response) => json(response, {}, 503), log, { maxRetries: 1 });
  const about = { operation: "things.get", method: "GET", url: expect.stringMatching(/_cursor=\*\*\*$/) as string };
  const failed = { ...about, status: 503, durationMs: expect.any(Number) as number, error: "ApiError" };
  expect(log.facts).toEqual([
    { ...failed, attempt: 1, retryInMs: expect.any(Number) as number, code: undefined },
    { ...failed, attempt: 2, retryInMs: undefined, code: undefined },
  ]);
  expect(log.lines).toHaveLength(2);
});

test("console is a target", async () => {
  const info = vi.spyOn(console, "info").mockReturnValue();
  const { url: base } = await serve((_, response) => json(response, {}));
  await call(createClient({ apiKey: key, baseUrl: base, hooks: watch(logTo(console)) }), operation(), {});
  expect(info.mock.calls).toEqual([[expect.stringMatching(/^GET http:\S+ 200 in \d+ ms \(things\.get\)$/)]]);
  info.mockRestore();
});

test.each([
  ["?api_key=hidden1&q=shown1", undefined],
  ["?page%5Bafter%5D=hidden1&page[size]=shown1", undefined],
  ["?starting_after=hidden1&limit=shown1&ending_before=hidden2", undefined],
  ["?access_token=hidden1;X-Amz-Signature=hidden2", undefined],
  ["?%zz=shown1&pageToken=hidden1", undefined],
  ["?email=hidden1&q=shown1", /^email$/g],
  ["?email=hidden1&q=hidden2", /./],
])("%s", (query, mask) => {
  const { lines: text, hooks } = lines({ level: "debug", ...(mask && { mask }) });
  const { signal } = new AbortController();
  const request = {
    operation: "a",
    attempt: 1,
    method: "GET",
    url: `https://a.test/${query}`,
    headers: new Headers(),
    signal,
    call: {},
  };
  hooks.onRequest?.(request);
  hooks.onRequest?.(request);
  expect(text.join()).not.toMatch(/hidden/);
  expect(text.join().match(/shown/g) ?? []).toHaveLength(2 * (query.match(/shown/g) ?? []).length);
});

test("no credential, no cursor and nothing of a body, whatever happens", async () => {
  const canary = "canary-0123456789";
  const log = lines({ level: "debug", fields: true });
  const respond: Respond = (_, response, index) => {
    const status = [200, 400, 503, 200, 302][index % 5]!;
    const next = index % 5 === 3 ? "{" : "";
    response.writeHead(status, {
      "content-type": "application/json",
      "x-secret": canary,
      location: `https://b.test/${canary}`,
    });
    response.end(`${next}{"data": [], "error": "${canary}", "cursor_next": "${canary}"}`);
  };
  const { url: base } = await serve(respond);
  const options = { baseUrl: base, maxRetryDelayMs: 1, hooks: watch(log.hooks) };
  const query = createQueryClient({ apiKey: canary, ...options });
  const header = createClient({ apiKey: canary, ...options, headers: { "x-api-token": canary } });
  for (let turn = 0; turn < 6; turn++) {
    await call(query, operation(), {}).catch(() => undefined);
    await eventsList(header, { _cursor: canary })
      .toArray({ limit: 3 })
      .catch(() => undefined);
  }
  expect(log.lines.length).toBeGreaterThan(20);
  expect(JSON.stringify([log.lines, log.facts])).not.toContain(canary);
});
