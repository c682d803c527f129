import { createClient, ServersVariables, type ServersVariablesOptions } from "@specmend/servers-variables";
import type { Use } from "../wire.js";

type Variables = NonNullable<ServersVariablesOptions["server"]>;

const use: Use = async ({ fetch, outcome, log }) => {
  const none = { status: 204 };
  const get = (options: ServersVariablesOptions): Promise<void> =>
    outcome(() => new ServersVariables({ fetch: fetch(none), ...options }).things.get());

  log("the first server, the defaults of its variables");
  await get({});
  await get({ server: {} });
  log("the first that has the variables");
  await get({ server: { region: "us" } });
  await get({ server: { version: "v 2/x" } });
  await get({ server: { tenant: "acme" } });
  await get({ server: { tenant: "acme", basePath: "/some where" } });
  await get({ server: { host: "[::1]:8080", scheme: "http", root: "c" } });
  await get({ server: { anywhere: "http://gateway.test:81/x" } });
  log("one by its address");
  await get({ server: { url: "https://{tenant}.cloud.test{basePath}" } });
  await get({ baseUrl: "https://sandbox.api.test" });
  await get({ baseUrl: "https://elsewhere.test" });

  log("an operation's own server has the same variables");
  const files = new ServersVariables({ fetch: fetch(none, none), server: { bucket: "b-1", who: "me" } }).files;
  await outcome(files.put());
  await outcome(files.remove());
  const own = new ServersVariables({ fetch: fetch(none, none), baseUrl: "http://localhost:8080" }).files;
  await outcome(own.put());
  await outcome(own.remove());
  await outcome(new ServersVariables({ fetch: fetch(none), server: { region: "us" } }).files.put());
  await outcome(new ServersVariables({ fetch: fetch(none) }).files.remove());

  log("no value leads elsewhere");
  const hosts = ["evil.test/", "evil.test#", "evil.test?", "me@evil.test", "evil.test\\", "a\n", "", "a:1", "／", "%2F", "a b"];
  for (const tenant of hosts) await get({ server: { tenant } });
  for (const host of ["evil.test/x", "me@evil.test", "[::1].evil.test", "a:b", "a:1:2"]) await get({ server: { host } });
  for (const basePath of [".evil.test", "@evil.test", "/../..", "/a/./b", "/a/%2e%2e/b", "/?a#b"])
    await get({ server: { basePath } });
  for (const version of ["..", ".", "", "../x", "?x", "#x", "a\\..\\b"]) await get({ server: { version } });
  for (const root of ["../x", "a/..", "a/?x"]) await get({ server: { root } });
  for (const anywhere of ["ftp://x.test", "//x.test", "https://me:secret@x.test", "https://x.test/?a=", "https://x.test/a/.."])
    await get({ server: { anywhere } });
  await get({ server: { port: "80@evil.test" } });
  await get({ server: { port: "99999" } });

  log("what no type allows");
  await get({ server: { region: "mars" } as unknown as Variables });
  await get({ server: { regoin: "us" } as unknown as Variables });
  await get({ server: { url: "https://evil.test" } as unknown as Variables });
  await get({ server: { port: 80 } as unknown as Variables });
  await get({ server: JSON.parse('{ "__proto__": "x" }') as Variables });
  await get({ server: "us" as unknown as Variables });
  await outcome(() => createClient({ baseUrl: "https://a.test", server: { region: "us" } }));
};

export default use;

export function wrong(): void {
  // @ts-expect-error: a variable has the values that the vendor names
  createClient({ server: { region: "mars" } });
  // @ts-expect-error: no server has it
  createClient({ server: { regoin: "us" } });
}
