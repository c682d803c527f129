import { BodiesChoice } from "@specmend/bodies-choice";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, outcome }) => {
  const answers = Array.from({ length: 14 }, () => ({ status: 204 }));
  const api = new BodiesChoice({ fetch: fetch(...answers) });
  await outcome(api.files.create({ body: { name: "a" } }));
  await outcome(api.files.create({ contentType: "application/json", folder: "f", body: { name: "a" } }));
  await outcome(api.files.create({ contentType: "multipart/form-data", body: { file: new File(["x"], 'a".txt') } }));
  await outcome(api.files.create({ contentType: "application/octet-stream", body: new Uint8Array([104, 105]) }));
  await outcome(api.files.create({ query_contentType: "x", body: { name: "a" } }));
  // @ts-expect-error bytes are no JSON
  void (() => api.files.create({ contentType: "application/json", body: new Uint8Array() }));
  // @ts-expect-error nor is a file the default
  void (() => api.files.create({ body: { file: new Blob() } }));

  await outcome(api.files.same({ contentType: "application/x-www-form-urlencoded", body: { name: "a b" } }));
  await outcome(api.files.patch({ contentType: "application/merge-patch+json", body: { a: null } }));
  await outcome(api.files.patch());
  // @ts-expect-error which patch?
  await outcome(api.files.patch({ body: {} }));
  await outcome(api.files.picture({ contentType: "image/png", body: new Blob(["png"], { type: "image/gif" }) }));
  // @ts-expect-error not one of them
  await outcome(api.files.picture({ contentType: "video/mp4", body: "x" }));
  await outcome(api.files.picture({ contentType: "image/png\r\nx: y", body: "x" }));
  await outcome(api.files.lines({ body: [{ name: "a" }, { name: "b\n" }] }));
  await outcome(api.files.lines({ body: new Set([{ name: "a" }]) }));
  await outcome(api.files.lines({ body: '{"name":"a"}\n' }));
  await outcome(api.files.icon({ body: [{ n: 1 }, { n: 2 }] }));
  await outcome(api.files.icon({ contentType: "image/jpeg", body: "jpeg" }));
  // @ts-expect-error an item of another type
  void (() => api.files.lines({ body: [{ name: 1 }] }));
};

export default use;
