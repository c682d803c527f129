import { PaginationDialects } from "@specmend/pagination-dialects";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, log, outcome }) => {
  log("# x-speakeasy-pagination");
  const speakeasy = new PaginationDialects({ fetch: fetch({ body: { data: ["a"], next: "2" } }, { body: { data: ["b"], next: null } }) });
  await outcome(speakeasy.speakeasy.list({ size: 1 }).toArray());

  log("# x-fern-pagination: true");
  const fern = new PaginationDialects({ fetch: fetch({ body: { data: ["a"], more: true } }, { body: { data: ["b"], more: false } }) });
  await outcome(fern.fern.list().toArray());

  log("# x-ms-pageable");
  const next = "https://api.test/microsoft?$skiptoken=2";
  const microsoft = new PaginationDialects({ fetch: fetch({ body: { data: ["a"], "@odata.nextLink": next } }, { body: { data: ["b"] } }) });
  await outcome(microsoft.microsoft.list().toArray());

  log("# x-pagination: false: the whole body");
  const once = new PaginationDialects({ fetch: fetch({ body: { data: ["a"] } }) });
  await outcome(once.once.list());
};

export default use;
