import { Offset } from "@specmend/offset";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, log, outcome }) => {
  log("# the next position counts what came; the total ends it");
  const counted = new Offset({ fetch: fetch({ body: { rows: ["a", "b"], total: 3 } }, { body: { rows: ["c"], total: 3 } }) });
  for await (const { data, nextOffset, total } of counted.things.list({ take: 200 }).pages()) log(data, nextOffset, total);

  log("# without a total an empty page ends it, a short one does not");
  const uncounted = new Offset({ fetch: fetch({ body: { rows: ["a", "b"] } }, { body: { rows: ["c"] } }, { body: { rows: [] } }) });
  await outcome(uncounted.things.listAll().toArray());

  log("# a page without its field");
  const broken = new Offset({ fetch: fetch({ body: { items: [] } }) });
  await outcome(broken.things.list());
};

export default use;
