import { Combinations } from "@specmend/combinations";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, outcome }) => {
  const empty = { body: [] };
  const { items } = new Combinations({ fetch: fetch(empty, empty, empty, empty, { status: 204 }) });
  await outcome(items.search());
  await outcome(items.search({ type: "a" }));
  await outcome(items.search({ type: "a", filter_id: "1", since: "now" }));
  await outcome(items.search({ user: "me", type: undefined }));
  await outcome(items.only({ b: "x" }));
  // @ts-expect-error an id without a type
  await outcome(items.search({ filter_id: "1" }));
  // @ts-expect-error both
  await outcome(items.search({ type: "a", user: "me" }));
  // @ts-expect-error none, where one is needed
  await outcome(items.only({}));
  // @ts-expect-error nothing, where one is needed
  await outcome(items.only());
};

export default use;
