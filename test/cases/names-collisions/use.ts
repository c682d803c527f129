import { NamesCollisions } from "@specmend/names-collisions";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, outcome }) => {
  const api = new NamesCollisions({ fetch: fetch(...Array.from({ length: 8 }, () => ({ status: 204 }))) });
  await outcome(api.foo.get());
  await outcome(api.users.getById({ id: "1" }));
  await outcome(api.people.list());
  await outcome(api.userGroups.addUserGroup());
  await outcome(api.con.get());
  await outcome(api.charges.capture.lines.list({ id: "1" }));
  await outcome(api.words.catch_());
  // A client and a resource can be awaited, and stay what they are.
  await outcome((await (await api).words).toJSON_());
};

export default use;
