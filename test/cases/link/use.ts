import { Link, type Issue } from "@specmend/link";
import type { Use } from "../wire.js";

const use: Use = async ({ fetch, log, outcome }) => {
  const link = '<https://api.test/v3/repos/me/issues?state=open&page=2>; rel="next", <https://api.test/v3/repos/me/issues?page=9>; rel="last"';
  const api = new Link({ token: "secret", fetch: fetch({ headers: { link }, body: [{ number: 1 }] }, { body: [{ number: 2 }] }) });
  const issues: Issue[] = await api.issues.list({ owner: "me", state: "open" }).toArray();
  log(issues);

  log("# a link to another host is not followed");
  const away = new Link({ token: "secret", fetch: fetch({ headers: { link: "<https://evil.test/x?page=2>; rel=next" }, body: [] }) });
  await outcome(away.issues.list({ owner: "me" }).toArray());

  log("# required, and a closed set");
  // @ts-expect-error `owner` is missing
  await outcome(away.issues.list({}));
  // @ts-expect-error `all` is no state
  await outcome(away.issues.list({ owner: "me", state: "all" }));
};

export default use;
