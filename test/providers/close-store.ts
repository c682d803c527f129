/** The event log behind the Close fake: order, bounds, retention, and the ways in which it changes. */
import { DAY, SECOND } from "./clock.js";
import { closeDate, generateCloseEvents, type CloseEvent } from "./close-events.js";
import { createRandom } from "./random.js";

/** A place in the log: the time of the last change in milliseconds, and its number among all changes. */
export interface Place {
  readonly time: number;
  readonly change: number;
}

export interface Row extends Place {
  readonly event: CloseEvent;
}

export interface CloseStore {
  /** Newest first; among equal times the later change first. Without what is too old. */
  visible(now: number): readonly Row[];
  find(id: string): CloseEvent | undefined;
  insertNewer(count: number, fields: Partial<CloseEvent>): CloseEvent[];
  arriveLate(behind: number, fields: Partial<CloseEvent>): CloseEvent;
  consolidate(id: string): CloseEvent;
}

const RETENTION = 30 * DAY;

/** Negative when a comes first, that is when a is newer. */
export function comparePlaces(a: Place, b: Place): number {
  return b.time - a.time || b.change - a.change;
}

export function createCloseStore(seed: number, now: number, given?: readonly CloseEvent[]): CloseStore {
  const random = createRandom(seed + 1);
  let rows: Row[] = [];
  let changes = 0;
  const put = (event: CloseEvent): CloseEvent => {
    changes += 1;
    rows.push({ event, time: Date.parse(`${event.date_updated}Z`), change: changes });
    return event;
  };
  for (const event of given ?? generateCloseEvents(seed, now)) put(structuredClone(event));

  const sort = (): Row[] => rows.sort(comparePlaces);
  const newest = (): number => sort()[0]?.time ?? now - SECOND;
  const make = (time: number, fields: Partial<CloseEvent>): CloseEvent => {
    const sample = sort()[0]?.event;
    const objectId = fields.object_id ?? sample?.object_id ?? `lead_${random.letters(43)}`;
    const leadId = fields.lead_id ?? sample?.lead_id;
    return put({
      id: `ev_${random.letters(22)}`,
      date_created: closeDate(time),
      date_updated: closeDate(time),
      organization_id: sample?.organization_id ?? `orga_${random.letters(43)}`,
      request_id: `req_${random.letters(22)}`,
      object_type: sample?.object_type ?? "lead",
      object_id: objectId,
      action: "updated",
      changed_fields: ["name"],
      meta: { request_method: "PUT", request_path: "/api/v1/lead/" },
      data: { id: objectId, name: "Late Riser" },
      previous_data: { name: "Early Bird" },
      ...(sample?.user_id === undefined ? {} : { user_id: sample.user_id }),
      ...(leadId === undefined ? {} : { lead_id: leadId }),
      ...fields,
    });
  };

  return {
    visible: (at) => sort().filter(({ time }) => time >= at - RETENTION),
    find: (id) => rows.find(({ event }) => event.id === id)?.event,
    insertNewer: (count, fields) => Array.from({ length: count }, () => make(newest() + 1, fields)),
    arriveLate: (behind, fields) => make(newest() - behind, fields),
    consolidate(id) {
      const row = rows.find(({ event }) => event.id === id);
      if (!row) throw new Error(`no event ${id}`);
      const moved = { ...row.event, date_updated: closeDate(newest() + 1) };
      rows = rows.filter((other) => other !== row);
      return put(moved);
    },
  };
}
