// What every platform does with the three packages, unchanged: the same file everywhere. It returns plain facts for the
// test to compare with what the servers hold; nothing in it belongs to a platform.
import * as close from "@specmend/close";
import * as opal from "@specmend/opal";
import * as thisdata from "@specmend/thisdata";

/** How each provider's client is made, and what its events are known by. */
const providers = {
  close: { make: (options) => new close.Close(options), credential: "apiKey", id: "id", size: "_limit", of: close },
  opal: { make: (options) => new opal.Opal(options), credential: "token", id: "event_id", size: "page_size", of: opal },
  thisdata: {
    make: (options) => new thisdata.ThisData(options),
    credential: "apiKey",
    id: "id",
    size: "limit",
    of: thisdata,
  },
};

/** `servers`: for each provider the secret, and the addresses of one server in order and of others with a fault each. */
export async function walk(servers) {
  const facts = {};
  for (const [name, provider] of Object.entries(providers)) facts[name] = await walkOne(provider, servers[name]);
  return facts;
}

async function walkOne({ make, credential, id, size, of }, { secret, urls, since, pageSize }) {
  const connect = (baseUrl, options) => make({ [credential]: secret, baseUrl, maxRetryDelayMs: 10, ...options }).events;
  const events = connect(urls.sound);
  const ids = (items) => items.map((item) => item[id] ?? null);

  const items = [];
  for await (const event of events.list()) items.push(event);

  const pages = [];
  for await (const page of events.list({ [size]: pageSize }).pages()) pages.push(page.data.length);

  const limited = await events.list().toArray({ limit: 7 });

  const begun = [];
  const first = of.walk(events.list());
  for await (const event of first) if (begun.push(event) === 13) break;
  const resume = JSON.parse(JSON.stringify(first.checkpoint()));
  for await (const event of of.walk(events.list(), { resume, prefetch: 1 })) begun.push(event);

  const fed = [];
  const feed = events.feed({ since: new Date(since) });
  for await (const { item } of feed) fed.push(item);
  const again = [];
  for await (const { item } of events.feed({ since: JSON.parse(JSON.stringify(feed.checkpoint())) })) again.push(item);

  const { response } = await events.list();
  return {
    items: ids(items),
    pages,
    limited: ids(limited),
    resumed: ids(begun),
    fed: ids(fed),
    again: again.length,
    response: [response.status, response.url, response.headers.get("content-type")],
    refused: await failure(connect(urls.sound, { [credential]: "nobodys-4711" }).list(), of, "nobodys-4711"),
    retried: (await connect(urls.limited).list().toArray({ limit: 3 })).length,
    broken: await failure(connect(urls.broken, { maxRetries: 1 }).list(), of, secret),
    late: await failure(connect(urls.silent, { timeoutMs: 40, maxRetries: 0 }).list(), of, secret),
    aborted: await aborted(connect(urls.silent)),
    redirected: await redirected(connect(urls.moved), of, secret),
    keyless: keyless(() => make({ [credential]: undefined })),
  };
}

/** What is thrown, as a caller sees it; and whether a secret is anywhere in it. */
async function failure(work, { SdkError, ApiError }, secret) {
  try {
    await work;
    return "it succeeded";
  } catch (error) {
    const { name, status = null, attempts = null } = error;
    const isLeaking = [String(error), error.stack ?? "", JSON.stringify(error)].some((text) => text.includes(secret));
    return { name, status, attempts, kinds: [error instanceof SdkError, error instanceof ApiError], isLeaking };
  }
}

/** What is said where there is no key: some platforms have no environment, and some forbid to read it. */
function keyless(make) {
  try {
    make();
    return "it succeeded";
  } catch (error) {
    return error.message;
  }
}

/** Whether it ends with the caller's own reason, while the server says nothing. */
async function aborted(events) {
  const controller = new AbortController();
  const reason = new Error("enough");
  const work = events.list({}, { signal: controller.signal }).toArray();
  setTimeout(() => controller.abort(reason), 20);
  return work.then(
    () => false,
    (error) => error === reason,
  );
}

/** A browser hides where a redirect leads; elsewhere it is followed within the origin. */
async function redirected(events, { ApiError }, secret) {
  try {
    return (await events.list().toArray({ limit: 3 })).length;
  } catch (error) {
    return error instanceof ApiError && !error.message.includes(secret)
      ? error.message.replace(/.* is /, "")
      : `${error}`;
  }
}
