/** Waits that the server asks for, and answers that take their time. All servers at once, so that the waits overlap. */
import { expect, test } from "vitest";
import type { FakeServer } from "../providers/index.js";
import { closeFor, startClose, statuses, targets, type Target } from "./kit.js";

/** What is asserted is that there was a wait of about the right length: timers round down a little, and a busy machine adds to it. */
const slack = 20;

function pauses({ requests }: FakeServer): number[] {
  return requests.slice(1).map(({ receivedAt }, index) => receivedAt - (requests[index]?.receivedAt ?? 0));
}

const patient = { maxRetryDelayMs: 5000 };

const cases: Readonly<Record<string, (target: Target) => Promise<void>>> = {
  async "Retry-After in seconds is waited for"({ server, list }) {
    server.faults.next({ kind: "rate-limit", retryAfter: "1" });
    await list({}, patient);
    expect(statuses(server)).toEqual([429, 200]);
    expect(pauses(server)[0]).toBeGreaterThan(1000 - slack);
  },
  async "Retry-After as a date is waited for, by the server's own clock"({ server, list }) {
    const headers = { date: "Sun, 15 Jun 2025 12:00:00 GMT", "retry-after": "Sun, 15 Jun 2025 12:00:01 GMT" };
    server.faults.next({ kind: "status", status: 503, headers });
    await list({}, patient);
    expect(statuses(server)).toEqual([503, 200]);
    expect(pauses(server)[0]).toBeGreaterThan(1000 - slack);
  },
  async "after a wait in the middle of a walk the walk goes on where it was"({ server, list, size, expected }) {
    server.faults.at(2, { kind: "rate-limit", retryAfter: "1" });
    expect(await list({ [size]: 50 }, patient).toArray()).toEqual(expected());
    expect(server.requests[3]?.target).toBe(server.requests[2]?.target);
    expect(pauses(server)[2]).toBeGreaterThan(1000 - slack);
    expect(server.violations).toEqual([]);
  },
  async "a wait of exactly the allowed length is waited for, a longer one is not"({ server, list }) {
    server.faults.next({ kind: "rate-limit", retryAfter: "1" }, 2);
    const refused = Promise.resolve(list({}, { maxRetryDelayMs: 999 }));
    await expect(refused).rejects.toThrow("the server asks to wait 1 s");
    await list({}, { maxRetryDelayMs: 1000 });
    expect(statuses(server)).toEqual([429, 429, 200]);
    expect(pauses(server)[1]).toBeGreaterThan(1000 - slack);
  },
  async "a slow answer is fine as long as it comes in time"({ server, list }) {
    server.faults.next({ kind: "slow-body", milliseconds: 300 });
    await list();
    expect(statuses(server)).toEqual([200]);
  },
  async "a time-out may pass"({ server, list }) {
    server.faults.next({ kind: "slow-body", milliseconds: Infinity });
    await list({}, { timeoutMs: 1500 });
    expect(server.requests.map(({ abandoned }) => abandoned)).toEqual([true, false]);
  },
};

test("each package waits as it is told", async () => {
  const outcomes = Object.entries(targets).flatMap(([name, make]) =>
    Object.entries(cases).map(async ([what, check]) => {
      const told = await make()
        .then(check)
        .then(
          () => "as expected",
          (error: unknown) => String(error),
        );
      return [`${name}: ${what}`, told];
    }),
  );
  const wrong = (await Promise.all(outcomes)).filter(([, told]) => told !== "as expected");
  expect(wrong).toEqual([]);
});

test("what Close says in its rate-limit headers is waited for without Retry-After as well", async () => {
  const waits = (["comma", "semicolon"] as const).map(async (style) => {
    const server = await startClose();
    server.faults.next({ kind: "rate-limit", reset: 0.4, retryAfter: null, style });
    await closeFor(server, patient).events.list();
    expect(statuses(server)).toEqual([429, 200]);
    expect(pauses(server)[0]).toBeGreaterThan(400 - slack);
  });
  await Promise.all(waits);
});

test("a 429 that says nothing of how long is tried again all the same", async () => {
  const server = await startClose({ knobs: { rateHeaders: "none" } });
  server.faults.next({ kind: "rate-limit", retryAfter: null, style: "none", oldBody: true }, 2);
  await closeFor(server).events.list();
  expect(statuses(server)).toEqual([429, 429, 200]);
});

test("headers that say how much is left make nobody wait while there is some", async () => {
  const server = await startClose();
  const events = await closeFor(server, { maxRetryDelayMs: 0 }).events.list().toArray();
  expect(events).toHaveLength(server.events().length);
  expect(server.requests.every(({ status }) => status === 200)).toBe(true);
});
