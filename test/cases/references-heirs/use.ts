import { ReferencesHeirs, type Animal, type K, type Vehicle } from "@specmend/references-heirs";
import type { Use } from "../wire.js";

const about = (animal: Animal): string => {
  switch (animal.kind) {
    case "kitty":
      return `${animal.lives.toFixed()} lives`;
    case "Dog":
      return `barks: ${animal.bark}`;
    default:
      return `${animal.kind} is new`;
  }
};

const wheels = (vehicle: Vehicle): number => (vehicle.t === "car" ? (vehicle.doors ?? 0) : 2);

const use: Use = async ({ fetch, outcome, log }) => {
  const client = new ReferencesHeirs({ fetch: fetch({ body: { kind: "kitty", lives: 9 } }, { status: 204 }, { status: 204 }) });
  log(about(await client.animals.get()), wheels({ t: "car", doors: 4 }));
  // What an heir has is sent as it stands.
  await outcome(client.animals.put({ body: { kind: "kitty", lives: 9 } }));
  // @ts-expect-error a kitty has a number of lives
  const wrong: Animal = { kind: "kitty", lives: "nine" };
  log(wrong.kind);
  // An example of a schema is no schema: what is read is what is sent.
  const k: K = { discriminator: "x", mount: { readOnly: true } };
  await outcome(client.k.put({ body: k }));
};

export default use;
