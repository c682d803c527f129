import { isApiError, VersionsSwagger } from "@specmend/versions-swagger";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, outcome, log }) => {
  const pet = { kind: "cat", name: "Tom", born: null, owner: null } as const;
  const answers = [{ body: [pet] }, { status: 404, body: { message: "no" } }, { status: 201, body: pet }, { status: 204 }, { status: 204 }];
  const client = new VersionsSwagger({ apiKey: "k", fetch: fetch(...answers) });
  await outcome(client.pets.list({ limit: 50, csv: ["a", "b"], multi: ["a", "b"], ssv: [1, 2], pipes: ["x", "y"], tsv: "p\tq", tags: ["t", "u"] }));
  try {
    await client.pets.list();
  } catch (error) {
    if (isApiError(error, "pets.list") && error.status === 404) log(error.body.message);
  }
  await outcome(client.pets.list({ limit: 51 }));
  await outcome(client.pets.create({ body: pet }));
  await outcome(client.photos.patch({ id: [1, 2], body: { caption: "two" } }));
  // @ts-expect-error only one or two
  const caption: Parameters<typeof client.photos.patch>[0] = { id: [1], body: { caption: "three" } };
  log(caption.id);
};

export default use;
