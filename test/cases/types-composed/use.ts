import type { Cat, Json, Pet, RequiredElsewhere } from "@specmend/types-composed";
import type { Use } from "../wire.js";

const use: Use = async ({ log }) => {
  const cat: Cat = { kind: "cat", name: "Tom", claws: 18 };
  const pets: Pet[] = [cat, { kind: "dog", name: "Rex", tail: true }];
  const json: Json = { a: [1, "b", null, { c: [true] }] };
  // @ts-expect-error a cat has claws
  const bare: Cat = { kind: "cat", name: "Tom" };
  log(pets, json, bare);
  const needed = (value: RequiredElsewhere): string | undefined => value.a;
  log(needed({ a: "x" }));
};

export default use;
