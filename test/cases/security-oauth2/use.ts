import { SecurityOauth2 } from "@specmend/security-oauth2";
import type { Use } from "../wire.js";

const token = (text: string): { body: object } => ({ body: { access_token: text, token_type: "Bearer", expires_in: 3600 } });
const done = { status: 204 };

const use: Use = async ({ fetch, log, outcome }) => {
  log("one token for all that its scopes allow, fetched when it is needed");
  const api = new SecurityOauth2({
    oauthClientId: "me",
    oauthClientSecret: () => Promise.resolve("se cret"),
    fetch: fetch(token("one"), done, done, token("two"), done, done, done, done),
  });
  await outcome(api.things.list());
  await outcome(api.things.list());
  await outcome(api.things.create());
  await outcome(api.things.list());
  await outcome(api.open.get());
  await outcome(api.maybe.get());

  log("a refused token is renewed once");
  const refused = new SecurityOauth2({
    oauthClientId: "me",
    oauthClientSecret: "secret",
    fetch: fetch(token("old"), { status: 401 }, token("new"), done, { status: 401 }, token("newer"), { status: 401 }),
  });
  await outcome(refused.things.create());
  await outcome(refused.things.create());

  log("the secret in the body, from an endpoint of the caller's; together with a key");
  const tenant = new SecurityOauth2({
    tenantClientId: "me",
    tenantClientSecret: "a-long-secret",
    tenantTokenUrl: "https://acme.auth.test/token",
    oauthAccessToken: "mine",
    apiKey: "k",
    fetch: fetch({ status: 400, body: { error: "invalid_client", why: "a-long-secret" } }, done),
  });
  await outcome(tenant.tenants.list());
  await outcome(tenant.both.get());
  await outcome(new SecurityOauth2({ oauthClientId: "me", fetch: fetch() }).things.list());
};

export default use;
