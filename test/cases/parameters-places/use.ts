import { ParametersPlaces } from "@specmend/parameters-places";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, outcome }) => {
  const { places } = new ParametersPlaces({ fetch: fetch({ status: 204 }, { status: 204 }, { status: 204 }) });
  const needed = { id: "a/b c", xName: "n", query_id: 1, lang: "de" } as const;
  await outcome(places.get(needed));
  await outcome(
    places.get({
      ...needed,
      header_id: false,
      verbs: ["a", "b&c"],
      filter_created: "2026",
      xRequestId: "abc",
      session: "s;1",
      query_body: "not the body",
      twoFactor: 1.5,
      value: "?",
      debug: true,
      shared: "",
    }),
  );
  await outcome(places.create({ id: "1", xName: "2" }));
  for (const wrong of [{ verbs: [] }, { filter_created: "now" }, { xRequestId: "a" }, { twoFactor: 0.3 }, { twoFactor: 0 }, { id: ".." }, { xRequestId: "a\r\nb" }]) {
    await outcome(places.get({ ...needed, ...wrong }));
  }
  // @ts-expect-error `fr` is not spoken here
  await outcome(places.get({ ...needed, lang: "fr" }));
  // @ts-expect-error credentials are no parameter
  await outcome(places.get({ ...needed, Authorization: "me" }));
};

export default use;
