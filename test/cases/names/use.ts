import { Names, wordsDelete, createClient } from "@specmend/names";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, outcome }) => {
  const api = new Names({ fetch: fetch(...Array.from({ length: 6 }, () => ({ status: 204 }))) });
  await outcome(api.billing.invoices.list());
  await outcome(api.words.delete());
  await outcome(api.words.then_());
  await outcome(api.a.b.c.d());
  await outcome(api.paymentMethods.list());
  await outcome(wordsDelete(createClient({ fetch: fetch({ status: 204 }) })));
};

export default use;
