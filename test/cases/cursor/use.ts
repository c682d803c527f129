import { Cursor } from "@specmend/cursor";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, log, outcome }) => {
  const pages = [
    { body: { data: [{ id: "1" }, { id: "2" }], cursor_next: "a" } },
    { body: { data: [], cursor_next: "b" } },
    { body: { data: [{ id: "3" }], cursor_next: null } },
  ];
  log("# every item: dropWithCursor is sent once, the filter always, an empty page ends nothing");
  const all = new Cursor({ fetch: fetch(...pages) });
  for await (const event of all.events.list({ since: "2026-01-01", lead_id: "lead 1" })) log("item", event.id);

  log("# no more than asked for");
  const some = new Cursor({ fetch: fetch(...pages) });
  const items: { id: string }[] = await some.events.list().toArray({ limit: 2 });
  log(items);

  log("# a page, and on from it");
  const one = new Cursor({ fetch: fetch(...pages) });
  const { data, nextCursor, body } = await one.events.list({ _limit: 2 });
  log(data, nextCursor, body.cursor_next ?? "none");
  if (nextCursor !== null) await outcome(one.events.list({ _cursor: nextCursor }).toArray());

  log("# refused before anything is sent");
  const idle = new Cursor({ fetch: fetch() });
  await outcome(idle.events.list({ _limit: 51 }));
  // @ts-expect-error `_skip` is no parameter
  await outcome(idle.events.list({ _skip: 10 }));
  // @ts-expect-error an event has no `name`
  const name = (event: (typeof items)[number]): unknown => event.name;
  log(typeof name);
};

export default use;
