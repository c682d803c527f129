import { BodiesRaw } from "@specmend/bodies-raw";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, log, outcome }) => {
  const none = { status: 204 };
  const api = new BodiesRaw({
    maxRetries: 0,
    fetch: fetch(none, none, none, none, none, none, none, none, { headers: { etag: "e1" } }),
  });
  const body = "bytes";
  await outcome(api.blobs.put({ id: "1", body }));
  await outcome(api.blobs.put({ id: "1", body: new Blob([body], { type: "image/png" }) }));
  await outcome(api.blobs.put({ id: "1", body: new TextEncoder().encode(body) }));
  await outcome(api.blobs.put({ id: "1", body: new TextEncoder().encode(body).buffer }));
  await outcome(api.blobs.put({ id: "1", body: new Blob([body]).stream() }));
  await outcome(api.blobs.text({ id: "1" }));
  await outcome(api.blobs.text({ id: "1", body: "" }));
  await outcome(api.blobs.xml({ id: "1", body: "<a>x</a>" }));
  const { data, headers } = await api.blobs.head({ id: "1" }).withResponse();
  const tag: string = headers.get("ETag");
  log(typeof data, tag);
  // @ts-expect-error XML is text
  await outcome(api.blobs.xml({ id: "1", body: { a: "x" } }));
};

export default use;
