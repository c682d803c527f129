/** Invented sign-in events of an invented ThisData customer. */
import { DAY, MINUTE } from "./clock.js";
import { createRandom, type Random } from "./random.js";

export type ThisDataEvent = {
  published: string;
  verb: string;
  id?: string;
  device?: Record<string, unknown>;
  location?: Record<string, unknown>;
  session?: { id: string; td_cookie_id: string; td_cookie_expected: boolean } | null;
  overall_score?: number;
  user?: { id: string | number; name?: string };
  raw?: { source?: { name: string }; [key: string]: unknown };
};

export const THISDATA_NOW = "2016-10-20T06:15:00.000Z";

const VERBS = [
  "log-in",
  "log-out",
  "log-in-denied",
  "log-in-challenge",
  "access",
  "email-update",
  "password-update",
  "password-reset-request",
  "password-reset",
  "password-reset-fail",
  "authentication-challenge",
  "authentication-challenge-pass",
  "authentication-challenge-fail",
  "two-factor-disable",
  "desktop-login-success",
  // Any verb is allowed.
  "invoice:sent & paid",
];
const USERS: readonly { id: string | number; name: string }[] = [
  { id: "112233", name: "Eve Example" },
  { id: "u-ünï-7", name: "Ünal Ïkinci" },
  { id: 4711, name: "Numeric Norbert" },
  { id: "mail+tag@example.test", name: "Plus Address" },
];
const SOURCES = ["web", "Admin Console", "mobile/ios"];
const BROWSERS = [
  { browser: "Chrome", platform: "Macintosh", os: "OS X 10.11.6", version: [52, 0, 2743, 116] },
  { browser: "Firefox", platform: "Windows", os: "Windows 10", version: [49, 0] },
  { browser: "Safari", platform: "iPhone", os: "iOS 10.0", version: [10] },
];

/** Oldest first; a quarter of them are page views, and some are too old to be found. */
export function generateThisDataEvents(seed: number, now: number, count = 460): ThisDataEvent[] {
  const random = createRandom(seed);
  const age = (): number => (random.chance(0.75) ? random.int(MINUTE, 30 * DAY) : random.int(30 * DAY, 120 * DAY));
  return Array.from({ length: count }, () => now - age())
    .sort((a, b) => a - b)
    .map((at) => makeEvent(random, at));
}

function makeEvent(random: Random, at: number): ThisDataEvent {
  const verb = random.chance(0.25) ? "page-view" : random.pick(VERBS);
  const published = new Date(at).toISOString();
  // The vendor's own sample shows an item of which only this much is certain.
  if (random.chance(0.05)) return { published, verb };
  const user = random.pick(USERS);
  const ip = `198.51.100.${String(random.int(1, 254))}`;
  const { version, ...system } = random.pick(BROWSERS);
  const agent = `Mozilla/5.0 (${system.platform}) ${system.browser}/${version.join(".")}`;
  const event: ThisDataEvent = {
    published,
    verb,
    id: `AV${random.letters(18)}`,
    device: {
      user_agent: agent,
      ...system,
      mobile: system.os.startsWith("iOS"),
      bot: false,
      version,
      comment: [system.platform],
    },
    location: {
      ip,
      coordinates: { latitude: -36.8667, ip: `198.51.100.${String(random.int(1, 254))}`, longitude: 174.7667 },
      address: {
        country_name: "New Zealand",
        ip,
        country_iso_code: "NZ",
        city_name: "Auckland",
        timezone: "Pacific/Auckland",
      },
    },
    session: random.chance(0.5)
      ? null
      : { id: random.letters(16), td_cookie_id: random.uuid(), td_cookie_expected: random.chance(0.5) },
    overall_score: random.chance(0.3) ? 0 : random.int(0, 100) / 100,
    user: random.chance(0.8) ? user : { id: user.id },
    raw: {
      ip,
      verb,
      user_agent: agent,
      user: { ...user, email: "someone@example.test", mobile: "+64270000000", authenticated: random.chance(0.5) },
    },
  };
  if (event.raw && random.chance(0.5)) event.raw.source = { name: random.pick(SOURCES) };
  return event;
}
