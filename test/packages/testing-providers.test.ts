/** The packages' fakes against the fake servers of this project, which were written from the vendors' pages by hand. */
import { Close } from "@specmend/close";
import { fakeClose } from "@specmend/close/testing";
import { Opal } from "@specmend/opal";
import { fakeOpal } from "@specmend/opal/testing";
import { ThisData } from "@specmend/thisdata";
import { fakeThisData } from "@specmend/thisdata/testing";
import { expect, test } from "vitest";
import { closeFor, opalFor, startClose, startOpal, startThisData, thisdataFor, type AnyList } from "./kit.js";

/** Page by page, or the status of what came instead. */
async function pagesOf(list: AnyList): Promise<unknown> {
  const pages: unknown[] = [];
  try {
    for await (const { data } of list.pages()) pages.push(data);
  } catch (error) {
    return (error as { status?: number }).status;
  }
  return pages;
}

/** The status of a query that no client would send. */
async function statusOf(fetch: typeof globalThis.fetch, url: string, headers: Record<string, string>): Promise<number> {
  const response = await fetch(url, { headers });
  await response.body?.cancel();
  return response.status;
}

test("Close: the same pages, whatever order the items were given in", async () => {
  const server = await startClose();
  const all = server.events();
  // Two changes of one moment stay as they are given.
  const seam = all.findIndex((one, index) => index > 99 && one.date_updated !== all[index - 1]?.date_updated);
  const fake = fakeClose({ "events.list": [...all.slice(seam), ...all.slice(0, seam)] as never });
  const [theirs, ours] = [closeFor(server), new Close({ apiKey: "key", fetch: fake.fetch })];
  const some = all[100]!;
  const { object_type, object_id, action, date_updated, request_id } = some;
  const lead_id = all.find((one) => one.lead_id)!.lead_id!;
  const user_id = all.find((one) => one.user_id)!.user_id!;
  for (const params of [
    {},
    { _limit: 7, lead_id },
    { user_id },
    { object_type, object_id },
    { object_type, action },
    { lead_id, user_id, object_type },
    { request_id },
    { date_updated__gt: date_updated },
    { date_updated__gte: date_updated, _limit: 13 },
    { date_updated__lt: `${date_updated}Z` },
    { date_updated__lte: date_updated, lead_id, _limit: 3 },
    { date_updated__gte: date_updated.slice(0, 10) },
    { _cursor: "nonsense" },
  ]) {
    const expected = await pagesOf(theirs.events.list(params as never));
    expect(await pagesOf(ours.events.list(params as never)), JSON.stringify(params)).toEqual(expected);
  }
  const basic = `Basic ${btoa(`${server.apiKey}:`)}`;
  for (const [query, authorization] of [
    ["", ""],
    ["", "Basic bm8="],
    ["", `Basic ${btoa(`${server.apiKey}:password`)}`],
    ["?_limit=51", basic],
    ["?_limit=0", basic],
    ["?_limit=x", basic],
    ["?action=deleted", basic],
    ["?object_type=lead&request_id=r", basic],
    ["?_limit=50", basic],
  ] as const) {
    const headers: Record<string, string> = authorization === "" ? {} : { authorization };
    const expected = await statusOf(fetch, `${server.baseUrl}/event/${query}`, headers);
    expect([query, await statusOf(fake.fetch, `https://api.close.com/api/v1/event/${query}`, headers)]).toEqual([
      query,
      expected,
    ]);
  }
});

test("Opal: the same pages", async () => {
  const server = await startOpal();
  const all = server.events();
  const fake = fakeOpal({ "events.list": all as never });
  const [theirs, ours] = [opalFor(server), new Opal({ token: "token", fetch: fake.fetch })];
  const { actor_user_id, event_type, created_at } = all[50]!;
  for (const params of [
    {},
    { page_size: 7 },
    { actor_filter: actor_user_id },
    { event_type_filter: event_type, page_size: 3 },
    { start_date_filter: created_at, page_size: 11 },
    { end_date_filter: created_at, actor_filter: actor_user_id },
    { start_date_filter: created_at.slice(0, 10), end_date_filter: "2100-01-01" },
    { cursor: "!" },
  ]) {
    const expected = await pagesOf(theirs.events.list(params));
    expect(await pagesOf(ours.events.list(params)), JSON.stringify(params)).toEqual(expected);
  }
  for (const [query, headers] of [
    ["", {}],
    ["?page_size=1001", { authorization: `Bearer ${server.token}` }],
    ["?page_size=0", { authorization: `Bearer ${server.token}` }],
  ] as [string, Record<string, string>][]) {
    const expected = await statusOf(fetch, `${server.baseUrl}/events${query}`, headers);
    expect(await statusOf(fake.fetch, `https://api.opal.dev/v1/events${query}`, headers)).toBe(expected);
  }
});

test("ThisData: the same pages, as long as the moment is named", async () => {
  const server = await startThisData();
  const all = server.events();
  const fake = fakeThisData({ "events.list": all as never });
  const [theirs, ours] = [thisdataFor(server), new ThisData({ apiKey: "key", fetch: fake.fetch })];
  const { published } = all[200]!;
  const user_id = all.find((one) => one.user)!.user!.id as string;
  const [after] = published.split("T");
  for (const more of [
    {},
    { limit: 7 },
    { user_id: String(user_id) },
    { verb: "log-in" },
    { verb: "page-view" },
    { verbs: ["log-in", "page-view"], limit: 5 },
    { exclude_verb: "log-in" },
    { exclude_verbs: ["log-in", "log-out"] },
    { verbs: ["log-in", "log-in-denied"], exclude_verb: "log-in" },
    { before: all[80]!.published },
    { offset: 10, limit: 10 },
    { offset: 10_000 },
  ]) {
    const params = { after, ...more };
    const expected = await pagesOf(theirs.events.list(params as never));
    expect(await pagesOf(ours.events.list(params as never)), JSON.stringify(params)).toEqual(expected);
  }
  expect(await statusOf(fake.fetch, "https://api.thisdata.com/v1/events.json", {})).toBe(
    await statusOf(fetch, `${server.baseUrl}/events.json`, {}),
  );
});
