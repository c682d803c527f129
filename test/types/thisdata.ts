// What must compile with @specmend/thisdata, and what must not. Checked by `npm run types`, never run.
import { type Event, ThisData } from "@specmend/thisdata";

const thisdata = new ThisData({ apiKey: "k" });

thisdata.events.list({
  verbs: ["log-in", "log-in-denied", "a-verb-of-ours"],
  exclude_verbs: ["page-view"],
  limit: 200,
});
thisdata.events.list({ verb: "log-in", after: "2016-09-01", offset: 100 });
// @ts-expect-error the key is the client's, never a parameter
thisdata.events.list({ api_key: "k" });
// @ts-expect-error a list
thisdata.events.list({ verbs: "log-in" });
// @ts-expect-error a number
thisdata.events.list({ offset: "100" });
// @ts-expect-error the wire name is the descriptor's business
thisdata.events.list({ "verbs[]": ["log-in"] });

async function reading(): Promise<void> {
  const page = await thisdata.events.list();
  page.total satisfies number | null;
  page.nextOffset satisfies number | null;
  page.nextCursor satisfies string | null;
  page.body.total satisfies number;
  if (page.nextOffset !== null) thisdata.events.list({ offset: page.nextOffset });
  for await (const event of thisdata.events.list()) {
    event satisfies Event;
    event.verb satisfies string;
    // @ts-expect-error may be null
    event.session.id;
    event.session?.id satisfies unknown;
    // @ts-expect-error neither any nor {}
    event.no_such_field;
  }
}
void reading;
