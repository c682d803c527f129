// What must compile with @specmend/close, and what must not. Checked by `npm run types`, never run.
import {
  ApiError,
  Close,
  type CloseOptions,
  createClient,
  type Event,
  eventsList,
  type EventObjectType,
  isApiError,
  PagedList,
} from "@specmend/close";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<A, B>(_: Equal<A, B>): void {}

const close = new Close({ apiKey: "key" });
new Close();
new Close({ apiKey: process.env["CLOSE_API_KEY"] });
new Close({ accessToken: async () => "token", timeoutMs: 1000, baseUrl: "http://localhost" });
// @ts-expect-error an option that does not exist
new Close({ apikey: "key" });
// @ts-expect-error a key is text
new Close({ apiKey: 1 } satisfies CloseOptions);

// Free parameters go with everything.
close.events.list();
close.events.list({});
close.events.list({ _limit: 10, _cursor: "c", date_updated__gte: "2026-01-01" });
close.events.list({ lead_id: "lead_1", date_updated__gt: "2026-01-01", date_updated__lt: "2026-02-01" });
close.events.list({ lead_id: "lead_1", object_id: undefined });

// @ts-expect-error Close does not support _skip
close.events.list({ _skip: 10 });
// @ts-expect-error credentials are the client's
close.events.list({ Authorization: "Basic" });
// @ts-expect-error a misspelt filter
close.events.list({ leadId: "lead_1" });
// @ts-expect-error object_type needs company
close.events.list({ object_type: "lead" });
// @ts-expect-error the page says "Example: action=deleted", and that action goes only with a type or an object
close.events.list({ action: "deleted" });
// @ts-expect-error null cannot be written in a query
close.events.list({ lead_id: null });
// @ts-expect-error the cursor of a last page is null: there is nothing to go on with
close.events.list({ _cursor: null });
// @ts-expect-error numbers are not text
close.events.list({ lead_id: 1 });
// @ts-expect-error text is not a number
close.events.list({ _limit: "10" });

// Known types are suggested, others are valid.
const known: EventObjectType = "activity.email";
const tomorrow: EventObjectType = "activity.hologram";
close.events.list({ object_type: tomorrow, object_id: known });
// @ts-expect-error but it is text
const wrong: EventObjectType = 5;

async function reading(): Promise<void> {
  for await (const event of close.events.list({ lead_id: "lead_1" })) {
    same<typeof event, Event>(true);
    event.id satisfies string;
    event.changed_fields satisfies string[];
    event.meta.request_method satisfies string | null | undefined;
    // @ts-expect-error an event is neither any nor {}
    event.no_such_field;
    // @ts-expect-error may be missing
    event.lead_id.length;
    // @ts-expect-error unknown until looked at
    event.data?.["status_id"].length;
  }
  const page = await close.events.list({ lead_id: "lead_1", _limit: 10 });
  page.data satisfies readonly Event[];
  page.nextCursor satisfies string | null;
  page.previousCursor satisfies string | null;
  page.body.cursor_next satisfies string | null;
  page.response.headers.get("ratelimit") satisfies string | null;
  // @ts-expect-error a page is read-only
  page.data.push(page.data[0]);
  // @ts-expect-error a page is read-only
  page.nextCursor = null;
  // @ts-expect-error and Close counts nothing
  page.total;
  // @ts-expect-error whether there is a next page must be asked first
  close.events.list({ lead_id: "lead_1", _cursor: page.nextCursor });
  if (page.nextCursor !== null) close.events.list({ lead_id: "lead_1", _cursor: page.nextCursor });

  for await (const one of close.events.list().pages()) one.data satisfies readonly Event[];
  for await (const one of close.events.list().previousPages()) one.previousCursor satisfies string | null;
  (await close.events.list().toArray({ limit: 500 })) satisfies Event[];
  (await close.events.list({}, { signal: AbortSignal.timeout(10), timeoutMs: 5 }).toArray()) satisfies Event[];

  (await eventsList(createClient({ apiKey: "key" }), { user_id: "user_1" }).toArray()) satisfies Event[];
  eventsList(createClient()) satisfies PagedList<Event, typeof page>;

  try {
    await close.events.list();
  } catch (error) {
    if (isApiError(error, "events.list")) {
      if (error.status === 400) error.body["field-errors"]?.["_limit"] satisfies string | undefined;
      if (error.status === 401) error.body.error satisfies string;
      // @ts-expect-error Close documents no 418
      if (error.status === 418) error.body;
    }
    // @ts-expect-error there is no such operation
    isApiError(error, "events.get");
    if (error instanceof ApiError) {
      error.status satisfies number;
      // @ts-expect-error unknown until it is known which error it is
      error.body.error;
    }
  }
}
void reading;
void wrong;
