import { NextURL } from "@specmend/next-url";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, log, outcome }) => {
  const next = "https://api.test/users?$skiptoken=a%20b";
  const api = new NextURL({ fetch: fetch({ body: { value: [{ id: "1" }], "@odata.nextLink": next } }, { body: { value: [{ id: "2" }] } }) });
  for await (const page of api.users.list({ $top: 1 }).pages()) log(page.data, page.nextCursor);

  const circle = new NextURL({ fetch: fetch({ body: { value: [], "@odata.nextLink": next } }, { body: { value: [], "@odata.nextLink": next } }) });
  await outcome(circle.users.list().toArray());
};

export default use;
