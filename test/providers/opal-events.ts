/** Invented audit events of an invented Opal organisation. */
import { DAY, MINUTE } from "./clock.js";
import { createRandom, type Random } from "./random.js";

export type OpalSubEvent = { sub_event_type: string; [key: string]: unknown };

export type OpalEvent = {
  event_id: string;
  actor_user_id: string;
  actor_name?: string;
  actor_email?: string;
  event_type: string;
  created_at: string;
  actor_ip_address?: string;
  api_token_name?: string;
  api_token_preview?: string;
  sub_events?: OpalSubEvent[];
};

export const OPAL_NOW = "2025-03-20T09:30:00.000Z";

const TYPES = [
  "USERS_CREATED",
  "USERS_DELETED",
  "USER_TEAM_UPDATED",
  "USER_MFA_RESET",
  "RESOURCES_CREATED",
  "RESOURCE_USERS_ADDED",
  "GROUP_USERS_REMOVED",
  "REQUESTS_APPROVED",
  // Open set: nothing that reads events may rely on a list.
  "SOMETHING_THE_DOCS_DO_NOT_LIST",
];
const NAMES = ["Ines Çelik", "Tom O'Dowd", "Björk Håkansson", "Priya Nair", "林 美咲"];
const RESOURCES = ["Ledger", "Quarry (prod)", "data/lake", "Turnstile & Co"];
const TOKENS = [
  { name: "nightly export", preview: "**************************Qx4=" },
  { name: "fullaccess", preview: "**************************Nw==" },
  { name: "audit:read", preview: "**************************+/8K" },
];

/** Oldest first. Every optional field is missing somewhere. */
export function generateOpalEvents(seed: number, now: number, count = 420): OpalEvent[] {
  const random = createRandom(seed);
  const actors = NAMES.map((name) => ({ id: random.uuid(), name }));
  const objects = Array.from({ length: 15 }, () => random.uuid());
  const times = Array.from({ length: count }, () => now - random.int(MINUTE, 120 * DAY)).sort((a, b) => a - b);
  // A run of one time that is longer than small pages.
  const run = Math.floor(count / 3);
  for (let index = run; index < run + 12; index += 1) times[index] = times[run] ?? now;
  return times.map((time, index) => {
    // Here and there two events at once, and one exactly at midnight.
    const at = index > run + 12 && random.chance(0.08) ? (times[index - 1] ?? time) : time;
    const midnight = Math.floor(at / DAY) * DAY;
    return makeEvent(random, index === run - 20 ? midnight : at, actors, objects);
  });
}

function makeEvent(
  random: Random,
  at: number,
  actors: readonly { id: string; name: string }[],
  objects: readonly string[],
): OpalEvent {
  const actor = random.pick(actors);
  const event: OpalEvent = {
    event_id: random.uuid(),
    actor_user_id: actor.id,
    event_type: random.pick(TYPES),
    created_at: new Date(at).toISOString(),
  };
  if (random.chance(0.4)) event.actor_name = actor.name;
  if (random.chance(0.5)) event.actor_email = `user${actor.id.slice(0, 4)}@example.test`;
  if (random.chance(0.5)) event.actor_ip_address = random.pick(["192.0.2.17", "2001:db8::2f", "255.255.255.0"]);
  if (random.chance(0.3)) {
    const token = random.pick(TOKENS);
    event.api_token_name = token.name;
    event.api_token_preview = token.preview;
  }
  if (random.chance(0.6)) {
    event.sub_events = Array.from({ length: random.int(0, 3) }, () => subEvent(random, actor, objects));
  }
  return event;
}

function subEvent(random: Random, actor: { id: string; name: string }, objects: readonly string[]): OpalSubEvent {
  const sub: OpalSubEvent = { sub_event_type: random.pick(TYPES) };
  if (random.chance(0.5)) Object.assign(sub, { user_id: actor.id, user_name: actor.name });
  if (random.chance(0.7)) {
    Object.assign(sub, { resource_id: random.pick(objects), resource_name: random.pick(RESOURCES) });
  }
  if (random.chance(0.2))
    Object.assign(sub, { group_id: random.pick(objects), expires_in_minutes: random.int(5, 600) });
  return sub;
}
