import { TypesDirections, type Address, type Draft, type Receipt, type Role, type RoleRequest, type User, type UserInput } from "@specmend/types-directions";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, log, outcome }) => {
  const address: Address = { city: "Rome", zip: undefined };
  const sent: UserInput = { name: "Ann", role: "admin", secret: "s", address, manager: undefined };
  const received: User = { id: "1", name: "Ann", role: "a role of tomorrow", address };
  // @ts-expect-error what the server alone writes is not sent
  const withId: UserInput = { id: "1", name: "Ann", role: "admin", secret: "s" };
  // @ts-expect-error what the caller alone writes is not received
  const withSecret: User = { id: "1", name: "Ann", role: "admin", secret: "s" };
  // @ts-expect-error a request has the known values
  const role: RoleRequest = "a role of tomorrow";
  const open: Role = "a role of tomorrow";
  const receipt: Receipt = { size: 4, state: "new" };
  // @ts-expect-error a response is as the server writes it, without undefined
  const absent: Receipt = { size: 1, state: null, text: undefined };
  // @ts-expect-error one value is a constant
  const constant: Receipt = { size: 1, state: null, kind: "bill" };
  const draft: Draft = { size: 3, level: undefined, member: { note: "n" } };
  // @ts-expect-error a request has the known values
  const large: Draft = { size: 4 };
  log(withId, withSecret, role, open, receipt, absent, constant, large);

  const client = new TypesDirections({ fetch: fetch({ body: received }, { body: { data: [] } }, { body: receipt }) });
  await outcome(client.users.create({ body: sent }));
  await outcome(client.users.list({ role: "member" }));
  await outcome(client.drafts.save({ body: draft }));
};

export default use;
