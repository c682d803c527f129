import { Versions32 } from "@specmend/versions-3.2";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, outcome }) => {
  const none = { status: 204 };
  const { things, parts } = new Versions32({ fetch: fetch({ body: ["a"] }, none, none, none, none, none) });
  await outcome(things.search({ body: { text: "a" } }));
  await outcome(things.filter({ filter: { a: "b&c= d", list: [1, 2] }, theme: "a b", flags: ["x", "y"], joined: ["p", "q"] }));
  await outcome(things.filter({ filter: {}, theme: "a; admin=1" }));
  await outcome(things.copy());
  await outcome(things.merge({ body: ["a"] }));
  await outcome(parts.find({ where: { size: 1 } }));
  await outcome(parts.find());
};

export default use;
