import { PaginationBody } from "@specmend/pagination-body";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, log, outcome }) => {
  log("# a cursor deep in the body; what else is in the body stays");
  const search = new PaginationBody({ fetch: fetch({ body: { rows: ["a"], next: "2" } }, { body: { rows: ["b"], next: null } }) });
  await outcome(search.things.search({ body: { query: "x", page: { size: 5 } } }).toArray());

  log("# pages by number, counted from 0, and no body to begin with");
  const report = new PaginationBody({ fetch: fetch({ body: { rows: ["a"], pages: 2 } }, { body: { rows: ["b"], pages: 2 } }) });
  await outcome(report.things.report().toArray());
};

export default use;
