/** The three packages as they are published, unchanged, on every platform that they promise to run on. */
import { describe, expect, test } from "vitest";
import { packed } from "./packed.js";
import { run, runWalk } from "./run.js";
import { mustHaveAll, runtimes, type Platform } from "./runtimes.js";
import { startServers, type Expected } from "./servers.js";

type Facts = Readonly<Record<string, { readonly fed?: readonly (string | null)[] }>>;

const { folder } = packed();
const programs = Object.entries(runtimes()) as [Platform, string | undefined][];
const missing = programs.flatMap(([platform, program]) => (program === undefined ? [platform] : []));
if (missing.length > 0) console.warn(`SKIPPED: ${missing.join(", ")} not here; \`npm run platforms\` installs them.`);
const requiring = programs.filter(([platform]) => /^node-2[024]$/.test(platform));

test.runIf(mustHaveAll)("none is missing", () => {
  expect(missing).toEqual([]);
});

describe.each(programs)("%s", (platform, program = "") => {
  test.skipIf(program === "")("walks, resumes, feeds, fails and retries as everywhere", async () => {
    const { servers, expected, all, close } = await startServers();
    try {
      const facts = (await runWalk(platform, program, folder, servers)) as Facts;
      for (const name of ["close", "opal", "thisdata"] as const) {
        const { fed = [], ...rest } = facts[name] ?? {};
        expect([name, rest]).toEqual([name, factsOf(platform, servers[name].pageSize, expected[name])]);
        let at = 0;
        const grouped = expected[name].fed.map(({ length }) => fed.slice(at, (at += length)).sort());
        expect([name, ...grouped, fed.length]).toEqual([name, ...expected[name].fed, at]);
      }
      expect(all.flatMap(({ violations }) => violations.filter(({ rule }) => rule !== "credentials"))).toEqual([]);
    } finally {
      await close();
    }
  });
});

test.each(requiring)("%s: a CommonJS program can require them", async (_, program = "") => {
  if (program === "") return;
  expect(await run(program, ["require.cjs"], folder)).toBe('["function","function","function","function"]\n');
});

/** What the walk must report, whatever it runs on. */
function factsOf(platform: Platform, pageSize: number, { ids }: Expected): object {
  const full = Math.floor(ids.length / pageSize);
  const failed = (name: string, status: number | null, attempts: number | null) => ({
    name,
    status,
    attempts,
    kinds: [true, name === "ApiError"],
    isLeaking: false,
  });
  return {
    items: ids,
    pages: [...Array<number>(full).fill(pageSize), ids.length % pageSize],
    limited: ids.slice(0, 7),
    resumed: ids,
    again: 0,
    response: [
      200,
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/[\w/.]+(?:\?api_key=\*{3})?$/),
      "application/json",
    ],
    refused: failed("ApiError", 401, 1),
    retried: 3,
    broken: failed("ConnectionError", null, 2),
    late: failed("TimeoutError", null, 1),
    aborted: true,
    redirected: platform === "chromium" ? "a redirect, not followed: a browser does not tell where it leads" : 3,
    keyless: expect.stringMatching(/^\w+ needs an? (?:API key|token): pass `new /),
  };
}
