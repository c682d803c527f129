import { NamesMembers } from "@specmend/names-members";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, outcome }) => {
  const baseUrl = "https://api.test";
  const params = { path_constructor: "a", query_valueOf: "b", query_toString: "c", query___proto__: "d" };
  const keys = [{ constructorApiKey: "one" }, { toStringApiKey: "two" }, { proto: "three" }];
  for (const key of keys)
    await outcome(new NamesMembers({ baseUrl, fetch: fetch({ status: 204 }), ...key }).things.list(params));
  await outcome(() => new NamesMembers({ baseUrl, fetch: fetch() }));
};

export default use;
