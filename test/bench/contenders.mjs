// What a call costs over a `fetch` that answers at once. Bundled by calls.mjs, which says what the names of the packages are.
import { createClient, issuesGet, issuesListForRepo } from "specmend-github";
import { createClient as createHeyApi } from "hey-api/client/index.ts";
import { issuesGet as heyApiGet, issuesListForRepo as heyApiList } from "hey-api/sdk.gen.ts";
import { issuesGet as kubbGet, issuesListForRepo as kubbList } from "kubb/index.ts";
import { defaults as oazapfts, issuesGet as oazapftsGet, issuesListForRepo as oazapftsList } from "oazapfts/index.ts";
import { OpenAI } from "openai";
import createOpenapiFetch from "openapi-fetch";

const [calls, rounds] = [2000, Number(process.env.BENCH_ROUNDS ?? 15)];
const headers = { "content-type": "application/json" };
const answers = (body) => async () => new Response(body, { headers });
const issue = answers('{"id":1,"title":"It fails","state":"open"}');
const list = answers('[{"id":1,"title":"It fails","state":"open"}]');
const models = answers('{"object":"list","data":[{"id":"one","object":"model","created":1,"owned_by":"us"}]}');

const baseUrl = "https://api.github.test";
const [owner, repo] = ["octocat", "hello-world"];
const path = { owner, repo };
const url = `${baseUrl}/repos/${owner}/${repo}/issues`;
// Kubb's client knows no other.
const as = (fetch, call) => () => {
  globalThis.fetch = fetch;
  return call();
};

const ours = { get: createClient({ baseUrl, fetch: issue }), list: createClient({ baseUrl, fetch: list }) };
const openapiFetch = {
  get: createOpenapiFetch({ baseUrl, fetch: issue }),
  list: createOpenapiFetch({ baseUrl, fetch: list }),
};
const heyApi = { get: createHeyApi({ baseUrl, fetch: issue }), list: createHeyApi({ baseUrl, fetch: list }) };
const openai = new OpenAI({ apiKey: "k", baseURL: `${baseUrl}/v1`, fetch: models });
oazapfts.baseUrl = baseUrl;

/** One call each; all give the data itself, parsed. The timeouts and retries of ours are on, and those of openai-node. */
const one = {
  "bare fetch and json()": async () => (await issue(`${url}/1`)).json(),
  specmend: () => issuesGet(ours.get, { owner, repo, issue_number: 1 }),
  "openapi-fetch": async () =>
    (
      await openapiFetch.get.GET("/repos/{owner}/{repo}/issues/{issue_number}", {
        params: { path: { owner, repo, issue_number: 1 } },
      })
    ).data,
  "hey-api": async () => (await heyApiGet({ client: heyApi.get, path: { ...path, issue_number: 1 } })).data,
  kubb: as(issue, () => kubbGet(owner, repo, 1, { baseURL: baseUrl })),
  oazapfts: async () => (await oazapftsGet(owner, repo, 1, { fetch: issue })).data,
};
/** A page of a list, with a parameter in its query; openai-node has no such API but its own, and its page of models. */
const page = {
  "bare fetch and json()": async () => (await list(`${url}?state=open`)).json(),
  specmend: async () => (await issuesListForRepo(ours.list, { owner, repo, state: "open" })).data,
  "openapi-fetch": async () =>
    (await openapiFetch.list.GET("/repos/{owner}/{repo}/issues", { params: { path, query: { state: "open" } } })).data,
  "hey-api": async () => (await heyApiList({ client: heyApi.list, path, query: { state: "open" } })).data,
  kubb: as(list, () => kubbList(owner, repo, { state: "open" }, { baseURL: baseUrl })),
  oazapfts: async () => (await oazapftsList(owner, repo, { state: "open" }, { fetch: list })).data,
  "openai-node": async () => (await openai.models.list()).data,
};

/** CPU microseconds a call: medians of rounds in which all take turns, each round beginning with another one. */
async function measure(contenders) {
  const names = Object.keys(contenders);
  for (const name of names) {
    const data = await contenders[name]();
    if ((Array.isArray(data) ? data[0] : data)?.id === undefined)
      throw new Error(`${name} gave ${JSON.stringify(data)}`);
  }
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -3; round < rounds; round++)
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round + 3) % names.length];
      const call = contenders[name];
      const before = process.cpuUsage();
      for (let count = 0; count < calls; count++) await call();
      const { user, system } = process.cpuUsage(before);
      if (round >= 0) times[name].push((user + system) / calls);
    }
  const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  return Object.fromEntries(names.map((name) => [name, median(times[name])]));
}

console.log(JSON.stringify({ rounds, calls, one: await measure(one), page: await measure(page) }));
