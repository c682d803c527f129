import { ReferencesSwagger, type Widget } from "@specmend/references-swagger";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, outcome }) => {
  const widget: Widget = { id: "w_1", owner: { name: null }, parent: null, born: null };
  const none = { status: 204 };
  const body = { body: widget };
  const csv = { headers: { "content-type": "text/csv" }, body: "a,b" };
  const client = new ReferencesSwagger({ fetch: fetch({ body: [widget] }, body, body, body, none, csv) });
  await outcome(client.widgets.list({ per_page: 50, tag: ["a", "b"], responses: ["c", "d"] }));
  await outcome(client.widgets.create({ body: widget }));
  await outcome(client.widgets.get({ id: "w_1" }));
  await outcome(client.widgets.update({ id: "w_1", dryRun: true, body: widget }));
  await outcome(client.pictures.put({ id: "w_1", body: { file: new Blob(["x"]), caption: "short" } }));
  await outcome(client.reports.get({ year: 2026 }));
  await outcome(client.widgets.list({ per_page: 51 }));
  await outcome(client.widgets.get({ id: "x" }));
};

export default use;
