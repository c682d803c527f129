import { ReferencesFiles, type Pet, type Root } from "@specmend/references-files";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, outcome, log }) => {
  const pet = { id: "7a", size: "small", owner: { name: "Ann" } } as const;
  const client = new ReferencesFiles({ fetch: fetch({ body: pet }, { body: [pet] }, { status: 204 }, { status: 204 }, { body: pet }) });
  const found: Pet = await client.pets.get({ id: "7a" });
  log(found.owner.name);
  const root: Root = { name: found.owner.name ?? "" };
  log(root);
  await outcome(client.pets.list({ limit: 50 }));
  await outcome(client.pets.list({ limit: 51 }));
  await outcome(client.pets.create({ body: pet }));
  await outcome(client.pets.delete({ id: "7a" }));
  await outcome(client.pets.get({ id: "7" }));
  const again = await client.pets.again();
  log(again.size);
};

export default use;
