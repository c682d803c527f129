import { PageNumber } from "@specmend/page-number";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, log, outcome }) => {
  log("# two pages altogether");
  const counted = new PageNumber({ fetch: fetch({ body: { data: [1], meta: { pages: 2 } } }, { body: { data: [], meta: { pages: 2 } } }, { body: { data: [1], meta: { count: 1, pages: 2 } } }) });
  await outcome(counted.pages.byTotal({ per_page: 1 }).toArray());
  const { total, totalPages } = await counted.pages.byTotal();
  log("how far it goes:", total, totalPages);

  log("# pages count from 0; a missing flag is not false");
  const flagged = new PageNumber({ fetch: fetch({ body: { data: [1], has_more: true } }, { body: { data: [2] } }, { body: { data: [3], has_more: false } }) });
  await outcome(flagged.pages.byFlag().toArray());
};

export default use;
