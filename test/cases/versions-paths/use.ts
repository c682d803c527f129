import { VersionsPaths } from "@specmend/versions-paths";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, outcome }) => {
  const none = { status: 204 };
  const client = new VersionsPaths({ fetch: fetch(none, none, none, none) });
  await outcome(client.undeclared.get({ id: "a/b", apiVersion: "1" }));
  await outcome(client.templates.get({ list: ["a", "b"], label: "c", matrix: [1, 2] }));
  await outcome(client.odd.query({ q: "a" }));
  await outcome(client.odd.fragment({ q: "a" }));
};

export default use;
