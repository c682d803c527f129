import { Testing } from "@specmend/testing";
import { fakeTesting, type FakeRequest, type TestingFakeData } from "@specmend/testing/testing";
import type { Use } from "../wire.js";

const pets = [
  { id: 1, age: 1, tame: true, shown: "yes", details: { tag: "a" } },
  { id: 2, age: 2, tame: false, shown: "yes", details: { tag: "b" } },
  { id: 3, age: 3, tame: true, shown: "no", details: { tag: "a" } },
  { id: 4, shown: "yes" },
  { id: 5, age: 5, tame: true, shown: "yes", details: { tag: "c" } },
];

const use: Use = async ({ log, outcome }) => {
  const start = (data: TestingFakeData) => {
    const fake = fakeTesting(data);
    return { fake, api: new Testing({ apiKey: "a-long-key", fetch: fake.fetch, maxRetries: 0 }) };
  };
  const asked = ({ operation, params, status }: FakeRequest): void => log(">", operation ?? "nothing", params, status);

  const { fake, api } = start({ "pets.list": pets });
  log("# filters as declared: any of a list, not one, at least, a default that counts where nothing else is asked for");
  const ids = async (params: Parameters<typeof api.pets.list>[0]): Promise<void> =>
    log(params ?? {}, "=", (await api.pets.list(params).toArray()).map(({ id }) => id));
  await ids({});
  await ids({ shown: "no" });
  await ids({ tags: ["a", "c"] });
  await ids({ not_tag: "a" });
  await ids({ min_age: 2 });
  await ids({ tame: true, color: "ignored, but in the log" });
  fake.requests.slice(-2).forEach(asked);

  log("# one of the items that were given for the list; nothing to supply where nothing comes; the rest says what it wants");
  await outcome(api.pets.get({ pet_id: 3 }));
  await outcome(api.pets.get({ pet_id: 9 }));
  await outcome(api.pets.delete({ pet_id: 3 }));
  await outcome(api.pets.setPhoto({ pet_id: 3, body: new Blob(["png"], { type: "image/png" }) }));
  await outcome(api.pets.create({ body: { id: 6 } }));
  await outcome(start({}).api.pets.get({ pet_id: 3 }));
  await outcome(api.sizes.get());
  await outcome(start({ "sizes.get": undefined }).api.sizes.get());
  await outcome(start({ "sizes.get": { länge: 2 } }).api.sizes.get());

  log("# values and functions of the request; a body with a cursor in it");
  const more = start({
    "pets.create": ({ params }) => ({ ...params.body, age: 0 }),
    "pets.get": ({ params }) => (params.pet_id === 1 ? { id: 1 } : new Response(null, { status: 404 })),
    "pets.photo": new Blob(["png"], { type: "image/png" }),
    "pets.search": ({ params: { body } }) => pets.filter(({ details }) => details?.tag === body?.text),
    "reports.get": "a,b\n",
    "reports.log": pets.slice(0, 2),
    "reports.events": [{ event: "message", id: "", data: { id: 7 } }],
  });
  const created = await more.api.pets.create({ body: { id: 6 } }).withResponse();
  log(created.status, created.data);
  await outcome(more.api.pets.get({ pet_id: 1 }));
  await outcome(more.api.pets.get({ pet_id: 2 }));
  const photo = await more.api.pets.photo({ pet_id: 1 });
  log(photo.type, photo.size);
  const found = more.api.pets.search({ body: { text: "a", page: { size: 1 } } });
  log((await found.toArray()).map(({ id }) => id));
  for (const { params, status } of more.fake.requests.slice(-2))
    log(">", JSON.stringify(params).replace(/"after":"[^"]+"/, '"after":"…"'), status);
  await outcome(more.api.reports.get({}, { accept: "text/csv" }));
  for await (const row of more.api.reports.log()) log(row);
  for await (const event of more.api.reports.events()) log(event);

  log("# credentials: as declared, none in the log; a token for who asks for one");
  const withToken = new Testing({ clientId: "me", clientSecret: "a-long-secret", fetch: more.fake.fetch });
  await outcome(withToken.pets.get({ pet_id: 1 }));
  log(more.fake.requests.slice(-2).map(({ method, url, headers, body }) => [method, url, headers, body ?? null]));
  const status = async (path: string, headers = {}): Promise<void> =>
    log(path, (await fake.fetch(`https://api.test/v2${path}`, { headers })).status);
  await status("/pets/");
  await status("/pets/", { "x-key": "k" });
  await status("/pets/", { authorization: "Bearer t" });
  await status("/log");
  await status("/nowhere");

  log("# what does not compile");
  // @ts-expect-error an id is a number
  start({ "pets.list": [{ id: "1" }] });
  // @ts-expect-error a created pet has an id
  start({ "pets.create": () => ({ age: 1 }) });
  // @ts-expect-error a photo is a Blob
  start({ "pets.photo": "png" });
};

export default use;
