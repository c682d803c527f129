import { ResponsesTypes } from "@specmend/responses-types";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, log, outcome }) => {
  const as = (type: string, body = "body") => ({ body, headers: { "content-type": type } });
  const api = new ResponsesTypes({
    maxRetries: 0,
    fetch: fetch(
      { body: { name: "a" } },
      as("application/xml; charset=utf-8", "<name>a</name>"),
      as("image/webp"),
      as("application/xml", "<name>a</name>"),
      as("text/csv", "a,b"),
      as("application/pdf", "%PDF"),
      as("application/pdf", "%PDF"),
      as("text/html", "<h1>Login</h1>"),
      as("application/json", "{}"),
      as("image/png"),
      as("image/jpeg"),
      as("text/html", "<h1>Login</h1>"),
      as("text/html", "<p>"),
      { body: { name: "any" } },
      as("image/png", "raw bytes"),
      { body: [{ name: "pod" }], headers: { "x-version": "7" } },
      as("application/json", '{"type":"ADDED"}\n{"type":"DELETED"}\n'),
      as("application/pdf", "%PDF"),
    ),
  });
  const pet = await api.pets.get();
  log(pet.name);
  const xml: string = await api.pets.get({}, { accept: "application/xml" });
  log(xml);
  const picture: Blob = await api.pets.get({}, { accept: "image/*" });
  log(picture.type, picture.size);
  await outcome(api.pets.get());
  const report: string | Blob = await api.reports.get();
  log(report);
  const pdf = await api.reports.get();
  log(typeof pdf === "string" ? pdf : pdf.type);
  const blob: Blob = await api.reports.get({}, { accept: "application/pdf" });
  log(await blob.text());
  await outcome(api.reports.get());
  await outcome(api.reports.get({}, { accept: "text/csv" }));
  const logo: Blob = await api.reports.logo();
  log(logo.type);
  log((await api.reports.logo()).type);
  await outcome(api.reports.logo());
  await outcome(api.reports.page());
  log((await api.reports.any()).name);
  // @ts-expect-error not documented
  void (() => api.pets.get({}, { accept: "text/plain" }));
  const raw = await api.reports.logo().raw();
  log(raw.status, raw.bodyUsed, await raw.text());
  const pods = await api.pods.list().withResponse();
  if (pods.status === 200) {
    const version: string = pods.headers.get("X-Version");
    log(version, pods.data?.[0]?.name);
  }
  for await (const event of (await api.pods.list({}, { accept: "application/json;stream=watch" })) ?? []) log(event.type);
  const printed: Blob | undefined = await api.pods.list({}, { accept: "application/pdf" });
  log(printed?.size);
};

export default use;
