import { PaginationLastItem } from "@specmend/pagination-last-item";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, log, outcome }) => {
  log("# the last item is the cursor; the server says when no more follow");
  const charges = new PaginationLastItem({
    fetch: fetch(
      { body: { data: [{ id: "a", amount: 1 }, { id: "b", deleted: true }], has_more: true } },
      { body: { data: [{ id: "c", amount: 2 }], has_more: false } },
    ),
  });
  for await (const { data, nextCursor } of charges.charges.list({ limit: 2 }).pages()) log(data.length, nextCursor);

  log("# an empty page, although more is said to follow, has no cursor to go on with");
  const broken = new PaginationLastItem({ fetch: fetch({ body: { data: [], has_more: true } }) });
  await outcome(broken.charges.list().toArray());

  log("# without a word on whether more follow, an empty page ends it");
  const users = new PaginationLastItem({ fetch: fetch({ body: [{ number: 7 }] }, { body: [] }) });
  await outcome(users.users.list().toArray());
};

export default use;
