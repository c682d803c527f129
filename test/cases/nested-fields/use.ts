import { NestedFields } from "@specmend/nested-fields";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, outcome }) => {
  const api = new NestedFields({
    fetch: fetch(
      { body: { result: { items: [1] }, meta: { paging: { "next.cursor": 7 } } } },
      { body: { result: { items: [2] }, meta: null } },
      { body: {} },
    ),
  });
  await outcome(api.deep.list().toArray());
  await outcome(api.deep.list({ page_after: "x" }));
};

export default use;
