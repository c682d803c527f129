import { SecurityBasic } from "@specmend/security-basic";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, log, outcome }) => {
  await outcome(new SecurityBasic({ apiKey: "key", fetch: fetch({ body: '"ok"' }) }).me.get());
  await outcome(new SecurityBasic({ accessToken: "token", fetch: fetch({ body: '"ok"' }) }).me.get());
  await outcome(() => new SecurityBasic());
  // @ts-expect-error the password is fixed
  log(typeof { password: "x" } satisfies ConstructorParameters<typeof SecurityBasic>[0]);
};

export default use;
