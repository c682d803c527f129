// What it costs a call to be watched: a page of fifty of Close's events over a `fetch` that answers at once, with and without
// the observer of drift, the logger and the limiter, in the same run.
import { Close, logTo, rateLimiter, watch } from "@specmend/close";
import { observe } from "@specmend/close/drift";

const rounds = Number(process.env.BENCH_ROUNDS ?? 15);
const calls = 300;

const event = (index) => ({
  id: `ev_${index}`,
  date_created: "2019-01-15T12:48:23.395000",
  date_updated: "2019-01-15T12:48:23.395000",
  organization_id: "orga_1",
  user_id: index % 3 ? "user_1" : null,
  request_id: `req_${index}`,
  api_key_id: null,
  oauth_client_id: null,
  oauth_scope: null,
  object_type: index % 2 ? "lead" : "activity.email",
  object_id: `lead_${index}`,
  lead_id: `lead_${index}`,
  action: index % 2 ? "created" : "updated",
  changed_fields: ["name", "status_id"],
  meta: { request_path: "/api/v1/lead/", request_method: "POST" },
  data: { id: `lead_${index}`, name: "Acme", contacts: [{ name: "A" }], addresses: [], custom: { a: 1, b: [1, 2] } },
  previous_data: {},
});
const body = JSON.stringify({
  data: Array.from({ length: 50 }, (_, index) => event(index)),
  cursor_next: null,
  cursor_previous: null,
});
const headers = { "content-type": "application/json", ratelimit: "limit=100, remaining=99, reset=4.75" };
const fetch = async () => new Response(body, { headers });

const report = ({ message }) => {
  throw new Error(message);
};
const hooks = {
  "no hooks": undefined,
  "hooks that do nothing": {},
  "observe, each response": observe({ report, sample: 1 }),
  "observe, a tenth": observe({ report }),
  rateLimiter: rateLimiter(),
  logTo: logTo({ debug() {}, info() {}, warn() {}, error() {} }),
};
const clients = Object.entries(hooks).map(([name, own]) => [
  name,
  new Close({ apiKey: "k-0123456789", fetch, ...(own && { hooks: watch(own) }) }),
]);
const times = new Map(clients.map(([name]) => [name, []]));
for (let round = -3; round < rounds; round++)
  for (const [name, close] of clients) {
    const before = process.cpuUsage();
    for (let count = 0; count < calls; count++) await close.events.list();
    const { user, system } = process.cpuUsage(before);
    if (round >= 0) times.get(name).push((user + system) / calls);
  }
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const bare = median(times.get("no hooks"));
console.log(
  `A page of 50 events (${Math.round(body.length / 1000)} kB), µs of CPU, median of ${rounds} rounds of ${calls}:`,
);
for (const [name, list] of times)
  console.log(
    `  ${name.padEnd(24)} ${median(list).toFixed(1).padStart(7)}, ${(median(list) / bare).toFixed(2)} of no hooks`,
  );
