/**
 * Why specmend exists. Close publishes a document that says `_limit` defaults to 100 and that has no cursor. The API sends 50,
 * and goes on by cursor. A client that believes the document stops after its first page and tells nobody.
 *
 * The same generator makes both packages here: one from the document as it is, one with the overlay.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Close } from "@specmend/close";
import { beforeAll, describe, expect, test } from "vitest";
import { root, scratch } from "./child.js";
import { queries, startClose } from "./kit.js";

/** What the uncorrected package offers: names and types come from the document, such as they are. */
interface Uncorrected {
  readonly Close: new (options: object) => {
    readonly subpackageEvents: {
      list(params?: { readonly _limit?: number; readonly _skip?: number }): Promise<Record<string, unknown>>;
    };
  };
}

const folder = scratch("demonstration");
const source = (file: string): string => readFileSync(join(folder, "src", file), "utf8");

beforeAll(() => {
  const command = ["dist/cli.js", "generate", "--spec", "specs/close/openapi.yaml", "--name", "close", "--out", folder];
  execFileSync(process.execPath, command, { cwd: root, stdio: "pipe" });
});

/** How one reads a list whose document promises `_limit` (default 100) and `_skip`: page by page, until one is not full. */
async function readAsDocumented(list: (skip: number) => Promise<readonly unknown[]>): Promise<unknown[]> {
  const documentedPageSize = 100;
  const events: unknown[] = [];
  for (;;) {
    const page = await list(events.length);
    events.push(...page);
    if (page.length < documentedPageSize) return events;
  }
}

describe("the package from Close's document as it is", () => {
  test("has no cursor and no pages, but a `_skip` that the endpoint does not know", () => {
    const methods = source("resources/subpackageEvents.ts");
    const params = /interface SubpackageEventsListParams \{(.*?)\n\}/s.exec(methods)?.[1] ?? "";
    expect([...params.matchAll(/^ {2}(\w+)\?:/gm)].map(([, name]) => name)).toEqual(
      "_limit _skip object_type object_id lead_id action user_id date_updated__gt date_updated__gte date_updated__lt date_updated__lte".split(
        " ",
      ),
    );
    expect(methods).not.toContain("PagedList");
    expect(methods).toContain("Promise<EventsListResponse200>");
  });

  test("promises 100 events by default", () => {
    expect(source("resources/subpackageEvents.ts")).toMatch(/@defaultValue `100`\s*\*\/\s*_limit\?: number/);
  });

  test("knows nothing of what it gets", () => {
    expect(source("schemas.ts")).toMatch(
      /Empty response body\. \*\/\s*export type EventsListResponse200 = Record<string, unknown>;/,
    );
  });
});

test("who believes the document gets 50 events and no error; with the overlay it is all of them", async ({
  annotate,
}) => {
  // As forgiving as the live server: it ignores `_skip`, which a strict one would refuse.
  const server = await startClose({ mode: "lenient" });
  const total = server.events().length;

  const { Close: Believer } = (await import(pathToFileURL(join(folder, "dist/index.js")).href)) as Uncorrected;
  // The document defines credentials and asks for none, so that they have to be sent by hand.
  const authorization = `Basic ${Buffer.from(`${server.apiKey}:`).toString("base64")}`;
  const believer = new Believer({ baseUrl: server.baseUrl, headers: { authorization } });
  let lastPage: Record<string, unknown> = {};
  const believed = await readAsDocumented(async (skip) => {
    lastPage = await believer.subpackageEvents.list(skip === 0 ? {} : { _skip: skip });
    return lastPage["data"] as unknown[];
  });
  expect(server.requests).toHaveLength(1);
  // There was more, and the answer said so.
  expect(lastPage["cursor_next"]).toEqual(expect.any(String));
  expect(believed).toEqual(server.events().slice(0, 50));

  server.reset();
  const close = new Close({ baseUrl: server.baseUrl, apiKey: server.apiKey });
  const events = await close.events.list().toArray();
  expect(events).toEqual(server.events());
  expect(
    queries(server)
      .slice(1)
      .every(({ _cursor }) => _cursor !== undefined),
  ).toBe(true);

  expect([believed.length, events.length]).toEqual([50, total]);
  expect(total).toBeGreaterThan(300);
  const counts = `from the document alone: ${String(believed.length)} of ${String(total)} events, no error; with the overlay: ${String(events.length)} of ${String(total)}`;
  await annotate(counts);
  console.log(counts);
});

test("asking for 100 outright is refused by Close, and by ours before it is sent", async () => {
  const server = await startClose();
  const { Close: Believer } = (await import(pathToFileURL(join(folder, "dist/index.js")).href)) as Uncorrected;
  const authorization = `Basic ${Buffer.from(`${server.apiKey}:`).toString("base64")}`;
  const believer = new Believer({ baseUrl: server.baseUrl, headers: { authorization }, maxRetries: 0 });
  await expect(believer.subpackageEvents.list({ _limit: 100 })).rejects.toThrow("400 from GET");
  await expect(believer.subpackageEvents.list({ _skip: 50 })).rejects.toThrow("400 from GET");
  expect(server.requests).toHaveLength(2);
  const close = new Close({ baseUrl: server.baseUrl, apiKey: server.apiKey });
  await expect(Promise.resolve(close.events.list({ _limit: 100 }))).rejects.toThrow(
    "`_limit` must be a whole number from 1 to 50",
  );
  expect(server.requests).toHaveLength(2);
});
