import { ReferencesIds, type ThingsGetResult } from "@specmend/references-ids";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, log }) => {
  const body: ThingsGetResult = {
    self: { plain: "a" },
    byId: { street: "b", country: "de" },
    byAnchor: { plain: "c" },
    inner: "d",
    beside: { n: 1 },
    boolean: ["anything"],
    tree: { children: [{ children: [] }] },
    users: { items: [{ street: "e", country: "fr" }] },
    loose: { plain: { plain: "f" } },
  };
  const client = new ReferencesIds({ fetch: fetch({ body }) });
  log((await client.things.get()).byId.street);
  // @ts-expect-error the country of the schema that is embedded by its own $id is text
  const wrong: ThingsGetResult["byId"] = { street: "b", country: 1 };
  log(wrong);
};

export default use;
