import { TypesCycles, type Cat, type Left, type OrMore, type Pet, type Puppy, type Third, type Tree } from "@specmend/types-cycles";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, log, outcome }) => {
  const cat: Cat = { kind: "Cat", claws: 18 };
  const puppy: Puppy = { kind: "Dog", weeks: 3, friend: cat };
  const pets: Pet[] = [cat, { kind: "Dog", tail: true, friend: cat }];
  // @ts-expect-error a cat has claws
  const bare: Cat = { kind: "Cat" };
  const left: Left[] = ["a", 1, true];
  const third: Third = "a";
  const more: OrMore[] = ["a", { more: true }];
  const tree: Tree = [[], [[]]];
  log(pets, puppy, bare, left, third, more, tree);
  const client = new TypesCycles({ fetch: fetch({ body: { data: [cat], meta: { total: 1 } } }, { body: null }) });
  await outcome(client.pets.list().toArray({ limit: 5 }));
  await outcome(client.pets.list());
};

export default use;
