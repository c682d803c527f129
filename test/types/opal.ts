// What must compile with @specmend/opal, and what must not. Checked by `npm run types`, never run.
import { type Event, Opal, type SubEvent } from "@specmend/opal";

const opal = new Opal({ token: "t", baseUrl: "https://opal.example.com/v1" });
new Opal({ token: async () => "t" });
// @ts-expect-error Opal has tokens, no keys
new Opal({ apiKey: "t" });

opal.events.list({
  actor_filter: "29827fb8-f2dd-4e80-9576-28e31e9934ac",
  start_date_filter: "2021-11-01",
  event_type_filter: "A_TYPE_OF_TOMORROW",
  page_size: 1000,
});
// @ts-expect-error a number
opal.events.list({ page_size: "1000" });
// @ts-expect-error no such filter
opal.events.list({ actor: "a" });

async function reading(): Promise<void> {
  const page = await opal.events.list();
  page.nextCursor satisfies string | null;
  // @ts-expect-error what Opal calls previous does not lead back
  page.previousCursor;
  // @ts-expect-error so there is no walk back
  opal.events.list().previousPages();
  page.body.previous satisfies string | null | undefined;
  for await (const event of opal.events.list()) {
    event satisfies Event;
    event.event_id satisfies string;
    // @ts-expect-error may be absent, whatever the document says
    event.actor_name.length;
    event.actor_name satisfies string | undefined;
    for (const sub of event.sub_events ?? []) {
      sub satisfies SubEvent;
      sub.sub_event_type satisfies string;
      sub.user_name satisfies string | undefined;
      sub["a_key_of_tomorrow"] satisfies unknown;
      // @ts-expect-error unknown until looked at
      sub["a_key_of_tomorrow"].length;
    }
    // @ts-expect-error neither any nor {}
    event.no_such_field;
  }
}
void reading;
