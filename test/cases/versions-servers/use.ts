import { VersionsServers } from "@specmend/versions-servers";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, outcome }) => {
  const none = { status: 204 };
  const client = new VersionsServers({ fetch: fetch(none, none, none, none) });
  await outcome(client.things.get());
  await outcome(client.things.upload());
  await outcome(client.files.get());
  await outcome(client.files.put());
  const own = new VersionsServers({ baseUrl: "http://localhost:8080", fetch: fetch(none, none) });
  await outcome(own.things.get());
  await outcome(own.files.get());
};

export default use;
