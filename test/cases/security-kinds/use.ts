import { SecurityKinds } from "@specmend/security-kinds";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, outcome }) => {
  const answers = Array.from({ length: 14 }, () => ({ status: 204 }));
  const { by } = new SecurityKinds({
    headerKey: "h-key",
    queryKey: () => Promise.resolve("q-key"),
    cookieKey: "c-key",
    username: "me",
    password: "pass:word",
    jwt: "j.w.t",
    accessToken: "oauth",
    oidc: "oidc",
    authorization: () => 'username="me", response="6629"',
    fetch: fetch(...answers),
  });
  for (const call of [by.header, by.query, by.cookie, by.basic, by.bearer, by.oauth, by.oidc, by.both, by.either, by.none, by.maybe, by.digest, by.certificate]) {
    await outcome(call.call(by));
  }
  const poor = new SecurityKinds({ headerKey: "a-long-header-key", fetch: fetch({ status: 403, body: { why: "no a-long-header-key here" } }) });
  await outcome(poor.by.query());
  await outcome(poor.by.header());
  const keyless = new SecurityKinds({ fetch: fetch({ status: 204 }) });
  await outcome(keyless.by.none());
  await outcome(keyless.by.header());
};

export default use;
