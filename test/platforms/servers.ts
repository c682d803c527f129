/** The vendors' fake servers for one platform: of each vendor one that is sound, and others with a fault each. */
import { startCloseServer, startOpalServer, startThisDataServer, type FakeServer } from "../providers/index.js";
import { foundByDefault } from "../packages/kit.js";

/** What the walk is told of a provider. */
export interface Served {
  readonly secret: string;
  /** `limited` has a 429 at first, `broken` fails for ever, `silent` never answers, `moved` redirects once. */
  readonly urls: Readonly<Record<"broken" | "limited" | "moved" | "silent" | "sound", string>>;
  readonly since: string;
  readonly pageSize: number;
}

export type Servers = Readonly<Record<"close" | "opal" | "thisdata", Served>>;

export interface Started {
  readonly servers: Servers;
  readonly all: readonly FakeServer[];
  /** What each walk must find. */
  readonly expected: Readonly<Record<keyof Servers, Expected>>;
  close(): Promise<void>;
}

export interface Expected {
  /** In the order of the list; some of ThisData's events have none. */
  readonly ids: readonly (string | null)[];
  /** Since the moment from which the feed is read, by time: nobody says how those of one time are ordered. */
  readonly fed: readonly (readonly (string | null)[])[];
}

export async function startServers(): Promise<Started> {
  const all: FakeServer[] = [];
  const start = async <Server extends FakeServer>(make: () => Promise<Server>, path: string) => {
    const one = async (): Promise<Server> => {
      const server = await make();
      all.push(server);
      return server;
    };
    const sound = await one();
    const [limited, broken, silent, moved] = [await one(), await one(), await one(), await one()];
    limited.faults.next({ kind: "rate-limit", retryAfter: "0" });
    broken.faults.always({ kind: "cut-before-headers" });
    silent.faults.always({ kind: "slow-headers", milliseconds: Infinity });
    moved.faults.next({ kind: "status", status: 307, headers: { location: `.${path}` } });
    const urls = { sound, limited, broken, silent, moved };
    return {
      sound,
      urls: Object.fromEntries(Object.entries(urls).map(([name, { baseUrl }]) => [name, baseUrl])) as Served["urls"],
    };
  };
  const close = await start(startCloseServer, "/");
  const opal = await start(startOpalServer, "/events");
  const thisdata = await start(startThisDataServer, "/events.json");
  const events = {
    close: close.sound.events().map(({ id, date_updated: time }) => ({ id, time: `${time}Z` })),
    opal: opal.sound.events().map(({ event_id: id, created_at: time }) => ({ id, time })),
    thisdata: foundByDefault(thisdata.sound).map(({ id = null, published: time }) => ({ id, time })),
  };
  return {
    servers: {
      close: { secret: close.sound.apiKey, urls: close.urls, pageSize: 50, since: sinceOf(events.close) },
      opal: { secret: opal.sound.token, urls: opal.urls, pageSize: 100, since: sinceOf(events.opal) },
      thisdata: { secret: thisdata.sound.apiKey, urls: thisdata.urls, pageSize: 50, since: sinceOf(events.thisdata) },
    },
    all,
    expected: { close: expectedOf(events.close), opal: expectedOf(events.opal), thisdata: expectedOf(events.thisdata) },
    close: async () => void (await Promise.all(all.map((server) => server.close()))),
  };
}

interface Known {
  readonly id: string | null;
  readonly time: string;
}

/** The time of the hundredth event: a feed from there has more than one page. */
function sinceOf(events: readonly Known[]): string {
  return new Date(Math.max(...events.slice(100).map(({ time }) => Date.parse(time)))).toISOString();
}

function expectedOf(events: readonly Known[]): Expected {
  const since = Date.parse(sinceOf(events));
  const byTime = new Map<number, (string | null)[]>();
  for (const { id, time } of events) {
    const at = Date.parse(time);
    if (at >= since) byTime.set(at, [...(byTime.get(at) ?? []), id]);
  }
  const fed = [...byTime].sort(([a], [b]) => a - b).map(([, ids]) => ids.sort());
  return { ids: events.map(({ id }) => id), fed };
}
