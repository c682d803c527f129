import {
  createClient,
  serverOf,
  ServersVariables,
  type ServersVariablesOptions,
  type ServersVariablesServer,
} from "@specmend/servers-variables";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, outcome, log }) => {
  const none = { status: 204 };
  const get = (options: ServersVariablesOptions): Promise<void> =>
    outcome(() => new ServersVariables({ fetch: fetch(none), ...options }).things.get());
  const at = (variables: ServersVariablesServer): Promise<void> =>
    outcome(() => new ServersVariables({ fetch: fetch(none), baseUrl: serverOf(variables) }).things.get());

  log("the first server, the defaults of its variables");
  await get({});
  await at({});
  log("the first that has the variables");
  await at({ region: "us" });
  await at({ version: "v 2/x" });
  await at({ tenant: "acme" });
  await at({ tenant: "acme", basePath: "/some where" });
  await at({ host: "[::1]:8080", scheme: "http", root: "c" });
  await at({ anywhere: "http://gateway.test:81/x" });
  log("one by its address");
  await at({ url: "https://{tenant}.cloud.test{basePath}" });
  await get({ baseUrl: "https://sandbox.api.test" });
  await get({ baseUrl: "https://elsewhere.test" });

  log("an operation's own server has the same variables");
  const files = new ServersVariables({ fetch: fetch(none, none), baseUrl: serverOf({ bucket: "b-1", who: "me" }) }).files;
  await outcome(files.put());
  await outcome(files.remove());
  const own = new ServersVariables({ fetch: fetch(none, none), baseUrl: "http://localhost:8080" }).files;
  await outcome(own.put());
  await outcome(own.remove());
  await outcome(new ServersVariables({ fetch: fetch(none), baseUrl: serverOf({ region: "us" }) }).files.put());
  await outcome(new ServersVariables({ fetch: fetch(none) }).files.remove());

  log("no value leads elsewhere");
  const hosts = ["evil.test/", "evil.test#", "evil.test?", "me@evil.test", "evil.test\\", "a\n", "", "a:1", "／", "%2F", "a b"];
  for (const tenant of hosts) await at({ tenant });
  for (const host of ["evil.test/x", "me@evil.test", "[::1].evil.test", "a:b", "a:1:2"]) await at({ host });
  for (const basePath of [".evil.test", "@evil.test", "/../..", "/a/./b", "/a/%2e%2e/b", "/?a#b"])
    await at({ basePath });
  for (const version of ["..", ".", "", "../x", "?x", "#x", "a\\..\\b"]) await at({ version });
  for (const root of ["../x", "a/..", "a/?x"]) await at({ root });
  for (const anywhere of ["ftp://x.test", "//x.test", "https://me:secret@x.test", "https://x.test/?a=", "https://x.test/a/.."])
    await at({ anywhere });
  await at({ port: "80@evil.test" });
  await at({ port: "99999" });

  log("what no type allows");
  await at({ region: "mars" } as unknown as ServersVariablesServer);
  await at({ regoin: "us" } as unknown as ServersVariablesServer);
  await at({ url: "https://evil.test" } as unknown as ServersVariablesServer);
  await at({ port: 80 } as unknown as ServersVariablesServer);
  await at(JSON.parse('{ "__proto__": "x" }') as ServersVariablesServer);
  await at("us" as unknown as ServersVariablesServer);
  await at(null as unknown as ServersVariablesServer);
};

export default use;

export function wrong(): void {
  // @ts-expect-error: a variable has the values that the vendor names
  createClient({ baseUrl: serverOf({ region: "mars" }) });
  // @ts-expect-error: no server has it
  createClient({ baseUrl: serverOf({ regoin: "us" }) });
}
