import { BodiesForm } from "@specmend/bodies-form";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, outcome }) => {
  const api = new BodiesForm({ fetch: fetch({ status: 204 }, { status: 204 }, { status: 204 }) });
  await outcome(api.charges.create({ body: { amount: 1, note: "a&b=c d+é", tags: ["x", "y&z"] } }));
  await outcome(
    api.charges.create({
      body: {
        amount: 1,
        joined: ["a", "b,c"],
        piped: ["a", "b"],
        metadata: { "k&": "v" },
        spread: { R: "1", "G&": "2" },
        card: { number: "42" },
        url: "https://a.test/?b&c",
        text: "t",
        rows: [{ a: 1 }, { a: 2 }],
      },
    }),
  );
  // @ts-expect-error the amount is needed
  await outcome(api.charges.create({ body: {} }));
};

export default use;
