import { FeedApi } from "@specmend/feed";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, log }) => {
  log("# ascending, in seconds: handed out as it comes; the overlap is read again, and what was there is left out");
  const { charges } = new FeedApi({
    fetch: fetch(
      { body: { data: [{ id: "a", created: 1000 }], has_more: true } },
      { body: { data: [{ id: "b", created: 1200 }], has_more: false } },
      { body: { data: [{ id: "late", created: 1150 }, { id: "b", created: 1200 }], has_more: false } },
    ),
  });
  const feed = charges.feed({ since: new Date(990_000) });
  for await (const { item, isUpdate } of feed) log(item.id, isUpdate);
  const { from, high, seen } = feed.checkpoint();
  log(from, high, seen);
  for await (const { item } of charges.feed({ since: feed.checkpoint() })) log(item.id);

  log("# descending, without a parameter for it: pages are read until what is older comes");
  const { accounts } = new FeedApi({
    fetch: fetch(
      { body: [{ meta: { key: "3", at: "2026-01-05T12:00:00" } }, { meta: { key: "2", at: "2026-01-05T11:00:00" } }] },
      { body: [{ meta: { key: "1", at: "2026-01-05T10:00:00" } }, { meta: { key: "0", at: "2026-01-01T10:00:00" } }] },
    ),
  });
  const options = { params: { account: "x" }, since: "2026-01-04T12:00:00Z" };
  for await (const { item } of accounts.listLogFeed(options)) log(item.meta?.key);
};

export default use;
