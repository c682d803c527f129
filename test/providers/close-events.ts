/** Invented event-log entries of an invented Close organisation. */
import { DAY, HOUR, MINUTE, SECOND } from "./clock.js";
import { belongsToLead, CLOSE_ACTIONS, idPrefix } from "./close-types.js";
import { createRandom, type Random } from "./random.js";

export type CloseEvent = {
  id: string;
  /** Naive UTC with six digits, the last three of them zero. */
  date_created: string;
  date_updated: string;
  organization_id: string;
  user_id?: string | null;
  request_id: string | null;
  api_key_id?: string | null;
  oauth_client_id?: string | null;
  oauth_scope?: string | null;
  object_type: string;
  object_id: string;
  lead_id?: string | null;
  action: string;
  changed_fields: string[];
  meta: Record<string, string>;
  data?: Record<string, unknown> | null;
  previous_data?: Record<string, unknown> | null;
};

export const CLOSE_NOW = "2025-06-15T12:00:00.250Z";
/** So many events share one time and one request: more than fit on a page. */
export const CLOSE_BURST = 60;
/** So many are older than the log reaches back. */
export const CLOSE_EXPIRED = 12;

const NAMES = ["Ada Brandt", "Zoë Ünal", "Okafor & Söhne", "青木商店", "Mio Łukasik", "O'Hara Ltd", "North/South 100%"];
const FIELDS = ["name", "note", "status_label", "value", "confidence", "due_date"];

export function closeDate(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, -1)}000`;
}

interface World {
  readonly random: Random;
  readonly organization: string;
  readonly users: readonly string[];
  readonly leads: readonly string[];
  readonly objects: Map<string, { id: string; lead: string | null }[]>;
}

interface Slot {
  readonly at: number;
  readonly type: string;
  readonly action: string;
  /** Continues the slot before it: same request, and the same object if the type is the same. */
  readonly tied: boolean;
}

/** Events in the order in which they happened, oldest first. Every type and action occurs. */
export function generateCloseEvents(seed: number, now: number, count = 480): CloseEvent[] {
  const random = createRandom(seed);
  const world: World = {
    random,
    organization: `orga_${random.letters(43)}`,
    users: Array.from({ length: 5 }, () => `user_${random.letters(43)}`),
    leads: Array.from({ length: 12 }, () => `lead_${random.letters(43)}`),
    objects: new Map(),
  };
  const events: CloseEvent[] = [];
  for (const slot of slots(random, now, count)) {
    events.push(makeEvent(world, slot, events.at(-1)));
  }
  return events;
}

function slots(random: Random, now: number, count: number): Slot[] {
  const pairs = Object.entries(CLOSE_ACTIONS).flatMap(([type, actions]) => actions.map((action) => ({ type, action })));
  const common = pairs.filter(({ type }) => belongsToLead(type));
  const plain = count - CLOSE_BURST - CLOSE_EXPIRED;
  const kinds = random.shuffle(pairs);
  while (kinds.length < plain) kinds.push(random.pick(common));

  const times: number[] = [];
  for (let index = 0; index < plain; index += 1) {
    if (index < 6) times.push(now - random.int(5 * SECOND, 5 * MINUTE));
    else if (index < 26) times.push(now - random.int(6 * MINUTE, 59 * MINUTE));
    else times.push(now - random.int(2 * HOUR, 29 * DAY));
  }
  times.sort((a, b) => a - b);

  const result: Slot[] = [];
  for (let index = 0; index < CLOSE_EXPIRED; index += 1) {
    const at = now - 31 * DAY - (CLOSE_EXPIRED - index) * 5 * HOUR;
    result.push({ at, type: "lead", action: "updated", tied: false });
  }
  for (const [index, { type, action }] of kinds.slice(0, plain).entries()) {
    const before = result.at(-1);
    // Now and then the same object changes again within the millisecond.
    if (before && index > 3 && index < plain - 30 && random.chance(0.12)) {
      result.push({ at: before.at, type, action, tied: true });
      if (random.chance(0.5)) result.push({ at: before.at, type, action: "updated", tied: true });
    } else {
      result.push({ at: times[index] ?? now, type, action, tied: false });
    }
    if (index === Math.floor(plain / 2)) {
      const at = (times[index] ?? now) + 1;
      for (let lead = 0; lead < CLOSE_BURST; lead += 1) {
        result.push({ at, type: lead % 3 === 0 ? "lead" : "contact", action: "updated", tied: lead > 0 });
      }
    }
  }
  return result;
}

function makeEvent(world: World, slot: Slot, before: CloseEvent | undefined): CloseEvent {
  const { random } = world;
  const { type, action } = slot;
  const tied = slot.tied ? before : undefined;
  const object =
    tied?.object_type === type && random.chance(0.5)
      ? { id: tied.object_id, lead: tied.lead_id ?? null }
      : pickObject(world, type, action);
  const updated = closeDate(slot.at);
  const merges = action === "updated" && !slot.tied && random.chance(0.08);
  const created = merges ? closeDate(slot.at - random.int(SECOND, 4 * MINUTE)) : updated;
  const fields = action === "created" || action === "deleted" ? [] : random.shuffle(FIELDS).slice(0, random.int(1, 3));
  const values = (): Record<string, unknown> => ({ name: random.pick(NAMES), value: random.int(0, 5000), note: "" });
  const user = tied ? tied.user_id : random.chance(0.1) ? null : random.pick(world.users);

  const event: CloseEvent = {
    id: `ev_${random.letters(22)}`,
    date_created: created,
    date_updated: updated,
    organization_id: world.organization,
    request_id: tied?.request_id ?? (random.chance(0.05) ? null : `req_${random.letters(22)}`),
    object_type: type,
    object_id: object.id,
    action,
    changed_fields: fields,
    meta: meta(world, slot, object.id),
    data: action === "deleted" ? null : { id: object.id, organization_id: world.organization, ...values() },
    previous_data: previousData(action, fields, values),
  };
  if (user !== undefined && (user !== null || random.chance(0.5))) event.user_id = user;
  if (object.lead !== null || random.chance(0.5)) event.lead_id = object.lead;
  if (random.chance(0.5)) event.api_key_id = random.chance(0.5) ? null : `api_${random.letters(22)}`;
  if (random.chance(0.3)) {
    event.oauth_client_id = null;
    event.oauth_scope = null;
  }
  return event;
}

function previousData(action: string, fields: readonly string[], values: () => Record<string, unknown>) {
  if (action === "created") return {};
  if (action === "deleted") return values();
  return Object.fromEntries(fields.map((field) => [field, null]));
}

function pickObject(world: World, type: string, action: string): { id: string; lead: string | null } {
  const { random } = world;
  if (type === "lead") {
    const lead = random.pick(world.leads);
    return { id: lead, lead };
  }
  const pool = world.objects.get(type) ?? [];
  world.objects.set(type, pool);
  const known = pool.at(-1);
  if (known && action !== "created" && random.chance(0.8)) return random.pick(pool);
  const made = {
    id: `${idPrefix(type)}_${random.letters(43)}`,
    lead: belongsToLead(type) ? random.pick(world.leads) : null,
  };
  pool.push(made);
  return made;
}

function meta(world: World, { type, action, tied }: Slot, objectId: string): Record<string, string> {
  const { random } = world;
  const method = action === "created" ? "POST" : action === "deleted" ? "DELETE" : "PUT";
  const path = `/api/v1/${type.split(".")[0] ?? type}/${action === "created" ? "" : `${objectId}/`}`;
  const result: Record<string, string> = random.chance(0.9) ? { request_method: method, request_path: path } : {};
  if (tied && random.chance(0.3)) result.bulk_action_id = `bulk_${random.letters(22)}`;
  if (action === "merged") {
    result.merge_source_lead_id = random.pick(world.leads);
    result.merge_destination_lead_id = objectId;
  }
  if (action === "reverted") result.revert_import_id = objectId;
  return result;
}
