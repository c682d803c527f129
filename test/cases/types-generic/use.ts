import { TypesGeneric, type OrderPage, type StrictTree, type UserPage } from "@specmend/types-generic";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, log }) => {
  const orders: OrderPage = { items: [{ sum: 1, state: "new" }], sum: 1, meta: { total: 1 } };
  const users: UserPage = { items: [{ name: "Ann", orders }], next: null };
  const client = new TypesGeneric({ fetch: fetch({ body: users }, { body: { items: [1, 2] } }) });
  const page = await client.users.list();
  for (const user of page.items) log(user.name, user.orders?.items[0]?.sum);
  const counts = await client.counts.list();
  log(counts.items.reduce((sum, one) => sum + one));
  // @ts-expect-error a page of users holds no orders
  const wrong: UserPage = { items: [{ sum: 1 }] };
  // @ts-expect-error the children of a strict tree are strict trees
  const loose: StrictTree = { label: "a", children: [{}] };
  log(wrong, loose);
};

export default use;
